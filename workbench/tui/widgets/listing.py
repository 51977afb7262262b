"""What a list shows: entries of one or more lines, made only when they come into sight.

A collection has 100,000 documents: their entries are never all made. A listing knows how high each
entry is (a `range` does, where all are alike) and how to make one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from workbench.tui.text import Run, Runs, wrap

_KEPT = 512


@dataclass(frozen=True, slots=True)
class Line:
    """One row: runs from cell `indent`, and what is right-aligned."""

    runs: Runs = ()
    right: Runs = ()
    indent: int = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """Lines that belong together. `key` says what is chosen; None is a heading or a remark."""

    lines: tuple[Line, ...]
    key: Hashable | None = None


BLANK = Entry((Line(),))


def remark(text: str, width: int, role: str = "text", indent: int = 2) -> Entry:
    """A sentence that wraps and cannot be chosen."""
    lines = wrap((Run(text, role),), width - indent - 1)
    return Entry(tuple(Line(runs, indent=indent) for runs in lines))


class Listing:
    """A sequence of entries with their places in rows.

    `starts` holds the first row of every entry and, last, the height of all; `make` builds the
    entry of an index, exactly as high as `starts` says.
    """

    def __init__(self, starts: Sequence[int], make: Callable[[int], Entry]) -> None:
        self._starts = starts
        self._make = make
        self._made: OrderedDict[int, Entry] = OrderedDict()

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Listing:
        """A listing of entries that exist already."""
        made = list(entries)
        return cls.high((len(entry.lines) for entry in made), made.__getitem__)

    @classmethod
    def high(cls, heights: Iterable[int], make: Callable[[int], Entry]) -> Listing:
        """A listing of entries of different heights, in rows, each at least 1."""
        return cls(list(accumulate(heights, initial=0)), make)

    @classmethod
    def alike(cls, count: int, height: int, make: Callable[[int], Entry]) -> Listing:
        """A listing of `count` entries that are all `height` rows high."""
        return cls(range(0, count * height + 1, height), make)

    def __len__(self) -> int:
        return len(self._starts) - 1

    @property
    def height(self) -> int:
        """Rows of all entries."""
        return self._starts[-1]

    def start(self, index: int) -> int:
        """First row of an entry."""
        return self._starts[index]

    def end(self, index: int) -> int:
        """The row after the last one of an entry."""
        return self._starts[index + 1]

    def at(self, row: int) -> int:
        """Index of the entry at a row; the first or last one outside."""
        return max(0, min(bisect_right(self._starts, row) - 1, len(self) - 1))

    def __getitem__(self, index: int) -> Entry:
        made = self._made.get(index)
        if made is None:
            made = self._made[index] = self._make(index)
            if len(self._made) > _KEPT:
                self._made.popitem(last=False)
        return made

    def forget(self) -> None:
        """Make the entries anew when they are wanted again."""
        self._made.clear()

    def choosable(self, index: int, step: int) -> int:
        """The nearest entry from `index` on in steps of `step` that can be chosen, or -1."""
        while 0 <= index < len(self):
            if self[index].key is not None:
                return index
            index += step
        return -1

    def find(self, key: Hashable) -> int:
        """Index of the entry with a key, or -1. Makes entries: for short listings only."""
        return next((index for index in range(len(self)) if self[index].key == key), -1)


EMPTY = Listing.of(())
