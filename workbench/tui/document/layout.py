"""The layout of a document: its text as rows of a given width, wrapped only where one looks.

Nothing is counted from the top. A row is found by its place (paragraph, piece of it, row in the
piece), and a long paragraph is cut into pieces that can each be wrapped alone; so the first screen,
a jump to the end and a step by a page cost the same in a note and in a book of 50 MB.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import OrderedDict
from typing import NamedTuple

from workbench.spans import Span, Spans
from workbench.tui.document.cells import RowCells, cluster_start
from workbench.tui.document.wrap import wrap

PIECE = 4096
"""Code points after which a paragraph is cut, at the white space before: each part is a piece."""

_REACH = 256
_LONG = 100
_KEPT = 512
_HEAD = -1


class Place(NamedTuple):
    """Where a row is. Places compare in reading order; the rows of the title have paragraph -1."""

    paragraph: int
    piece: int
    row: int


class Row(NamedTuple):
    """A row: the text `[start, end)` that it shows; the next row starts at `stop`.

    A row of the title or of the space between paragraphs shows no text: `end` is `start`. `indent`
    cells are left free before the text.
    """

    place: Place
    start: int
    end: int
    stop: int
    shows_text: bool
    indent: int = 0

    @property
    def opens(self) -> bool:
        """Whether a paragraph starts here."""
        return self.shows_text and self.place.piece == 0 and self.place.row == 0


class _Block(NamedTuple):
    """A piece of a paragraph: its range, the offsets of its rows, and rows with any space after."""

    start: int
    end: int
    rows: array[int]
    height: int
    indent: int  # of the first row


class Layout:
    """A text set in rows of `measure` cells, below `head` rows of title."""

    def __init__(self, text: str, paragraphs: Spans, measure: int, head: int) -> None:
        self.text = text
        self.paragraphs = paragraphs
        self.measure = max(1, measure)
        self.head = head
        self._blocks: OrderedDict[tuple[int, int], _Block] = OrderedDict()
        self.first = Place(_HEAD, 0, 0) if head or not paragraphs else Place(0, 0, 0)
        """The first row of all."""
        ending = len(paragraphs) - 1
        self._ending = (ending, self._pieces(ending) - 1)

    @property
    def last(self) -> Place:
        """The last row of all."""
        return Place(*self._ending, max(0, self.height(*self._ending) - 1))

    def place_of(self, position: int) -> Place:
        """The row of text that shows `position`, or the nearest one before it."""
        paragraph = max(0, self.paragraphs.at(position))
        if not self.paragraphs:
            return self.first
        start, end = self.paragraphs[paragraph]
        position = max(start, min(position, end))
        piece = min((position - start) // PIECE, self._pieces(paragraph) - 1)
        if piece + 1 < self._pieces(paragraph) and position >= self._cut(paragraph, piece + 1):
            piece += 1
        block = self._block(paragraph, piece)
        row = bisect_right(block.rows, position - block.start) - 1
        return Place(paragraph, piece, row)

    def row(self, place: Place) -> Row:
        """The row at a place that `step`, `place_of`, `first` or `last` gave."""
        paragraph, piece, index = place
        if paragraph == _HEAD:
            start = self.paragraphs[0].start if self.paragraphs else 0
            return Row(place, start, start, start, shows_text=False)
        block = self._block(paragraph, piece)
        if index >= len(block.rows):
            return Row(place, block.end, block.end, block.end, shows_text=False)
        start = block.start + block.rows[index]
        is_last = index + 1 == len(block.rows)
        stop = block.end if is_last else block.start + block.rows[index + 1]
        shown = len(self.text[start:stop].rstrip(" \t\n"))
        return Row(place, start, start + shown, stop, True, 0 if index else block.indent)

    def cells(self, row: Row) -> RowCells:
        """The cells of a row."""
        return RowCells(self.text[row.start : row.end], row.indent)

    def span(self, paragraph: int, piece: int) -> Span:
        """The text of a piece of a paragraph."""
        return Span(self._cut(paragraph, piece), self._cut(paragraph, piece + 1))

    def row_at(self, position: int) -> Row:
        """The row of text that shows `position`, or the nearest one before it."""
        return self.row(self.place_of(position))

    def rows(self, top: Place, count: int) -> list[Row]:
        """At most `count` rows from a place on."""
        rows: list[Row] = []
        place: Place | None = top
        while place is not None and len(rows) < count:
            rows.append(self.row(place))
            place = self._next(place)
        return rows

    def step(self, place: Place, rows: int) -> Place:
        """The place a number of rows further down (up, if negative), the first or last at most."""
        paragraph, piece, row = place
        row += rows
        while row < 0:
            if (paragraph, piece) <= self.first[:2]:
                return self.first
            piece -= 1
            if piece < 0:
                paragraph -= 1
                piece = self._pieces(paragraph) - 1
            row += self.height(paragraph, piece)
        while row >= (height := self.height(paragraph, piece)):
            if (paragraph, piece) >= self._ending:
                return self.last
            row -= height
            piece += 1
            if piece == self._pieces(paragraph):
                paragraph, piece = paragraph + 1, 0
        return Place(paragraph, piece, row)

    def next_text(self, place: Place, direction: int) -> Row | None:
        """The nearest row that shows text, after (1) or before (-1) a place."""
        while True:
            further = self.step(place, direction)
            if further == place:
                return None
            row = self.row(further)
            if row.shows_text:
                return row
            place = further

    def _next(self, place: Place) -> Place | None:
        further = self.step(place, 1)
        return further if further != place else None

    def _pieces(self, paragraph: int) -> int:
        if paragraph == _HEAD:
            return 1
        start, end = self.paragraphs[paragraph]
        return max(1, -(-(end - start) // PIECE))

    def _cut(self, paragraph: int, piece: int) -> int:
        """Position at which a piece starts: after white space if any is near, else anywhere."""
        start, end = self.paragraphs[paragraph]
        if piece == 0:
            return start
        cut = start + piece * PIECE
        if cut >= end:
            return end
        for white in "\n ":
            found = self.text.rfind(white, cut - _REACH, cut)
            if found >= 0:
                return found + 1
        return cluster_start(self.text, cut)

    def height(self, paragraph: int, piece: int) -> int:
        """Rows of a piece of a paragraph, with the empty one after it if there is one."""
        return self.head if paragraph == _HEAD else self._block(paragraph, piece).height

    def _block(self, paragraph: int, piece: int) -> _Block:
        block = self._blocks.get((paragraph, piece))
        if block is None:
            block = self._blocks[paragraph, piece] = self._set(paragraph, piece)
            if len(self._blocks) > _KEPT:
                self._blocks.popitem(last=False)
        return block

    def _set(self, paragraph: int, piece: int) -> _Block:
        start, end = self.span(paragraph, piece)
        indent = self._indent(paragraph) if piece == 0 else 0
        rows = wrap(self.text[start:end], self.measure, indent)
        closes = end == self.paragraphs[paragraph].end
        height = len(rows) + (closes and self._space_after(paragraph))
        return _Block(start, end, rows, height, indent)

    def _indent(self, paragraph: int) -> int:
        """Cells of the white space before a paragraph in its line, as far as there is room.

        A paragraph is trimmed, but the indents of code, verse and nested lists say something.
        """
        start = self.paragraphs[paragraph].start
        before = self.text[max(0, start - _REACH) : start].rpartition("\n")[2]
        if not before.isspace():
            return 0
        indent = min(RowCells(before).width, max(0, self.measure // 2 - 1))
        opening = self.text[start : start + self.measure + 1].partition("\n")[0]
        word = RowCells(opening.partition(" ")[0]).width
        return min(indent, self.measure - word) if word <= self.measure else indent

    def _space_after(self, paragraph: int) -> bool:
        """Whether an empty row follows: where the text has one, or either neighbour is long."""
        if paragraph + 1 >= len(self.paragraphs):
            return False
        this, other = self.paragraphs[paragraph], self.paragraphs[paragraph + 1]
        if max(this.end - this.start, other.end - other.start) > _LONG:
            return True
        newline = self.text.find("\n", this.end, other.start)
        return newline >= 0 and self.text.find("\n", newline + 1, other.start) >= 0
