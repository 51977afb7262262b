"""The sentences of a paragraph; none ends between quotation marks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence, Set
from typing import NamedTuple

from workbench.entities.quotation_marks import Marked
from workbench.library.sentences import starts


class Sentence(NamedTuple):
    """A sentence, with the white space after it."""

    start: int
    end: int


class Sentences:
    """The sentences of the paragraph `[start, end)` of a text, given what is in marks there."""

    def __init__(self, text: str, start: int, end: int, pairs: Sequence[Marked]) -> None:
        self.start, self.end = start, end
        self._starts = [start, *_outside(starts(text, start, end), pairs)]

    def at(self, position: int) -> Sentence:
        """The sentence round a position."""
        index = bisect_right(self._starts, position) - 1
        last = index + 1 == len(self._starts)
        return Sentence(self._starts[index], self.end if last else self._starts[index + 1])

    def join(self, joints: Set[int]) -> None:
        """Where sentences only seemed to begin, they go on."""
        if joints:
            self._starts[1:] = [one for one in self._starts[1:] if one not in joints]


def _outside(positions: Iterable[int], pairs: Sequence[Marked]) -> Iterator[int]:
    """The positions that are not between marks; both in order."""
    index = 0
    for position in positions:
        while index < len(pairs) and pairs[index].closing <= position:
            index += 1
        if index == len(pairs) or position <= pairs[index].opening:
            yield position


def gaps(start: int, end: int, pairs: Iterable[Marked]) -> Iterator[tuple[int, int]]:
    """What of a range is outside of all marks."""
    for pair in pairs:
        if start < pair.opening:
            yield start, pair.opening
        start = pair.closing
    if start < end:
        yield start, end
