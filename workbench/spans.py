"""Ranges of a document's text, one and many.

Positions are code points in a document's safe text, as half-open ranges `[start, end)`.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from operator import le
from typing import NamedTuple, overload

_AT_ONCE = 4096


class Span(NamedTuple):
    """A half-open range of code points."""

    start: int
    end: int


class Spans(Sequence[Span]):
    """An immutable sequence of spans, ordered by start, in 16 bytes a span.

    A document of 50 MB has half a million paragraphs: as tuples they would outweigh its text.
    """

    __slots__ = ("_ends", "_starts")

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        self._starts = array("q")
        self._ends = array("q")
        pairs = iter(spans)
        while some := list(islice(pairs, _AT_ONCE)):
            starts, ends = zip(*some, strict=True)
            self._starts.extend(starts)
            self._ends.extend(ends)

    @classmethod
    def of(cls, starts: Sequence[int], ends: Sequence[int]) -> Spans:
        """The spans that start and end there."""
        spans = cls.__new__(cls)
        spans._starts, spans._ends = array("q", starts), array("q", ends)
        return spans

    def __len__(self) -> int:
        return len(self._starts)

    @overload
    def __getitem__(self, index: int) -> Span: ...
    @overload
    def __getitem__(self, index: slice) -> list[Span]: ...
    def __getitem__(self, index: int | slice) -> Span | list[Span]:
        if isinstance(index, slice):
            return [
                Span(*pair) for pair in zip(self._starts[index], self._ends[index], strict=True)
            ]
        return Span(self._starts[index], self._ends[index])

    def __iter__(self) -> Iterator[Span]:
        return map(Span._make, zip(self._starts, self._ends, strict=True))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Spans):
            return NotImplemented
        return self._starts == other._starts and self._ends == other._ends

    def __hash__(self) -> int:
        return hash((self._starts.tobytes(), self._ends.tobytes()))

    def __repr__(self) -> str:
        return f"Spans({list(map(tuple, self[:8]))}{', ...' if len(self) > 8 else ''})"

    @property
    def starts(self) -> array[int]:
        """Where the spans start; not to be changed."""
        return self._starts

    @property
    def ends(self) -> array[int]:
        """Where the spans end; not to be changed."""
        return self._ends

    def packed(self) -> bytes:
        """The spans as bytes for `unpacked`, in the byte order of this machine."""
        return self._starts.tobytes() + self._ends.tobytes()

    @classmethod
    def unpacked(cls, packed: bytes) -> Spans:
        """The spans that `packed` made the bytes of."""
        if not packed:
            return _NO_SPANS
        spans = cls.__new__(cls)
        half = len(packed) // 2
        spans._starts = array("q", packed[:half])
        spans._ends = array("q", packed[half:])
        return spans

    def at(self, position: int) -> int:
        """Index of the last span that starts at or before `position`; -1 if there is none."""
        return bisect_right(self._starts, position) - 1

    def within(self, start: int, end: int) -> list[Span]:
        """The spans that overlap `[start, end)`, given spans that do not overlap each other."""
        found = []
        for index in range(max(self.at(start), 0), len(self)):
            if self._starts[index] >= end:
                break
            if self._ends[index] > start:
                found.append(Span(self._starts[index], self._ends[index]))
        return found

    def merged(self) -> Spans:
        """The same ground in spans that do not overlap; itself if it is so already."""
        if all(map(le, self._ends, islice(self._starts, 1, None))):
            return self
        joined: list[list[int]] = []
        for start, end in self:
            if joined and start < joined[-1][1]:
                joined[-1][1] = max(joined[-1][1], end)
            else:
                joined.append([start, end])
        return Spans((start, end) for start, end in joined)


_NO_SPANS = Spans()
