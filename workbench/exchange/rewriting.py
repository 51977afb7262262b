"""A text with some passages replaced by others, and where its positions went."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from workbench.spans import Span


class Replacement(NamedTuple):
    """`[start, end)` of the old text, in code points, becomes `text`."""

    start: int
    end: int
    text: str


class Rewriting:
    """The text after `replacements`; of those that overlap, the one that starts first counts."""

    def __init__(self, text: str, replacements: Iterable[Replacement]) -> None:
        self._old = text
        self._kept: list[Replacement] = []
        self._new_starts: list[int] = []
        pieces: list[str] = []
        done = length = 0
        for one in sorted(replacements, key=lambda one: (one.start, -one.end)):
            if one.start < done:
                continue
            pieces += text[done : one.start], one.text
            length += one.start - done
            self._kept.append(one)
            self._new_starts.append(length)
            length += len(one.text)
            done = one.end
        self.text = "".join([*pieces, text[done:]])
        self._starts = [one.start for one in self._kept]

    def __bool__(self) -> bool:
        return bool(self._kept)

    def span(self, old: Span) -> Span:
        """Where a passage of the old text stands in the new one.

        A passage that begins or ends inside of what was replaced takes in the whole replacement.
        """
        return Span(self._position(old.start, end=False), self._position(old.end, end=True))

    def touches(self, old: Span) -> bool:
        """Whether something was replaced in a passage of the old text."""
        index = bisect_left(self._starts, old.end) - 1
        return index >= 0 and self._kept[index].end > old.start

    def _position(self, old: int, *, end: bool) -> int:
        index = bisect_right(self._starts, old) - 1
        if index < 0:
            return old
        one, new = self._kept[index], self._new_starts[index]
        if old >= one.end:
            return new + len(one.text) + old - one.end
        return new + len(one.text) if end and old > one.start else new
