"""Terminal cells of a row of text: which position stands in which column, and what is drawn there.

The unit is the cluster: a base character with the marks, joiners and modifiers that hang on it.
Terminals disagree about joined emoji and variation selectors, so neither is ever sent: a family is
drawn as its members side by side, a flag as its two letters, and every terminal counts the same
cells. Invisible characters (soft hyphens, direction marks, zero-width spaces) are not drawn either.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from rich.cells import get_character_cell_size

TAB = 8
"""Tab stops, in cells from the start of the row."""

# Characters that are always one cell, alone, and nothing to join: most of what is ever read.
_SIMPLE = re.compile(
    "[ -~\n\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u052f\u05d0-\u05ea\u0620-\u064a"
    "\u10d0-\u10ff\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u2074-\u208e\u20a0-\u20bf\u2100-\u218b\u2190-\u22ff"
    "\u2400-\u2421\u2500-\u25fc]*"
)
_PLAIN_BELOW = "\u00ad"  # nothing below hangs on anything
_LOOK_BACK = 64
_LONGEST = 12  # code points of a cluster: a family has 11, a hostile text hangs a million on one
_JOINER = "\u200d"
_STAND_IN = "\ufffd"
_DOTTED_CIRCLE = "\u25cc"
_FILLERS = "\u034f\u115f\u1160\u3164\uffa0\u00ad"


def is_simple(text: str) -> bool:
    """Whether each character takes one cell and joins no other; a newline counts as a space."""
    return _SIMPLE.fullmatch(text) is not None


@lru_cache(4096)
def _hangs(character: str) -> bool:
    """Whether a character belongs to the one before it."""
    if "\U0001f3fb" <= character <= "\U0001f3ff":  # skin tones
        return True
    return unicodedata.category(character) != "Cc" and get_character_cell_size(character) == 0


@lru_cache(4096)
def _is_unseen(character: str) -> bool:
    """Whether a character has no shape of its own, or one that terminals disagree about."""
    return (
        unicodedata.category(character) in ("Cf", "Zl", "Zp")
        or character in _FILLERS
        or "\U0001f3fb" <= character <= "\U0001f3ff"  # skin tones
        or "\ufe00" <= character <= "\ufe0f"  # variation selectors
        or "\U000e0100" <= character <= "\U000e01ef"
    )


def _is_regional(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


@lru_cache(4096)
def _is_symbol(character: str) -> bool:
    """Whether a joiner after or before the character joins: emoji and other symbols."""
    return unicodedata.category(character) == "So"


def cluster_end(text: str, position: int) -> int:
    """Position after the cluster that starts at `position`, which must lie in the text."""
    end = position + 1
    size = min(len(text), position + _LONGEST)
    if end >= size or text[end] < _PLAIN_BELOW or text[position] in "\n\t":
        return end
    if _is_regional(text[position]) and _is_regional(text[end]):
        end += 1
    while end < size and _hangs(text[end]):
        joins = text[end] == _JOINER and end + 1 < size
        end += 2 if joins and _is_symbol(text[position]) and _is_symbol(text[end + 1]) else 1
    return end


def cluster_start(text: str, position: int) -> int:
    """Position at which the cluster around `position` starts."""
    if not 0 < position < len(text) or text[position] < _PLAIN_BELOW:
        return position
    # Where a cluster starts is only known from its front: go back to a plain character.
    start = position - 1
    while start > max(0, position - _LOOK_BACK) and text[start] >= _PLAIN_BELOW:
        start -= 1
    while (end := cluster_end(text, start)) <= position:
        start = end
    return start


def clusters(text: str) -> Iterator[tuple[int, int]]:
    """The clusters of a text, as half-open ranges."""
    start = 0
    while start < len(text):
        end = cluster_end(text, start)
        yield start, end
        start = end


@lru_cache(8192)
def drawn(cluster: str) -> str:
    """What is sent to the terminal for a cluster: never a control, a joiner or a selector."""
    base = cluster[0]
    if unicodedata.category(base) in ("Cc", "Cs"):
        return _STAND_IN
    shown = "".join(character for character in cluster if not _is_unseen(character))
    # A mark at the start of a row would hang on whatever is to the left of the text.
    return _DOTTED_CIRCLE + shown if shown and _hangs(shown[0]) else shown


@lru_cache(8192)
def cluster_width(cluster: str) -> int:
    """Cells of a cluster as it is drawn; a tab, whose width depends on its column, counts as 1."""
    return sum(map(get_character_cell_size, drawn(cluster)))


def _laid_out(cluster: str, column: int) -> str:
    """What is drawn for a cluster in a column."""
    if cluster == "\t":
        return " " * (TAB - column % TAB)
    return " " if cluster == "\n" else drawn(cluster)


class RowCells:
    """The cells of one row of text that begins `indent` cells from the left.

    Offsets are code points from the start of the text, columns are counted with the indent.
    """

    __slots__ = ("_columns", "_drawn", "_starts", "indent", "text", "width")

    def __init__(self, text: str, indent: int = 0) -> None:
        self.text = text
        self.indent = indent
        self._starts: array[int] | None = None
        if is_simple(text):
            self.width = indent + len(text)
            return
        self._starts, self._columns = array("l"), array("l")
        self._drawn: list[str] = []
        column = indent
        for start, end in clusters(text):
            shown = _laid_out(text[start:end], column)
            self._starts.append(start)
            self._columns.append(column)
            self._drawn.append(shown)
            column += sum(map(get_character_cell_size, shown))
        self.width = column

    def column(self, offset: int) -> int:
        """Column, from 0, of the cluster at an offset; the width of the row at its end."""
        if offset >= len(self.text):
            return self.width
        if self._starts is None:
            return self.indent + offset
        return self._columns[bisect_right(self._starts, offset) - 1]

    def offset(self, column: int) -> int:
        """Offset of the cluster in a column; of the last one beyond the end, 0 in an empty row."""
        if self._starts is None:
            return max(0, min(column, self.width - 1) - self.indent)
        index = max(0, bisect_right(self._columns, column) - 1)
        while index > 0 and not self._drawn[index]:
            index -= 1
        return self._starts[index]

    def shown(self, start: int, end: int) -> str:
        """What is drawn for the clusters that start in `[start, end)`."""
        if self._starts is None:
            piece = self.text[start:end]
            return piece.replace("\n", " ") if "\n" in piece else piece
        return "".join(
            self._drawn[bisect_right(self._starts, start - 1) : bisect_right(self._starts, end - 1)]
        )

    def snap(self, start: int, end: int) -> tuple[int, int]:
        """A range that is not empty, widened to whole clusters."""
        if self._starts is None:
            return start, end
        first = max(0, bisect_right(self._starts, start) - 1)
        after = bisect_right(self._starts, end - 1)
        return self._starts[first], self._starts[after] if after < len(self._starts) else len(
            self.text
        )
