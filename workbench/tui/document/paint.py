"""Rows of the document drawn as segments: gutter, text with its marks, margin.

What changes from key to key (the caret, the selection, the number of the current paragraph) is the
row's ink; a row that was drawn with the same ink is not drawn again until something else changes.
"""

from __future__ import annotations

from collections import OrderedDict
from itertools import pairwise
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from workbench.spans import Span
from workbench.tui.document import markdown
from workbench.tui.document.grid import Grid
from workbench.tui.document.layout import Layout, Place, Row
from workbench.tui.document.margin import NOTE_SIGN, margin
from workbench.tui.document.marks import Marks
from workbench.tui.document.palette import Palette
from workbench.tui.text import Runs

BAR = "▌"
_KEPT = 1024

Stroke = tuple[int, int, str]
"""A range of positions and the component that it is drawn with."""


class Ink(NamedTuple):
    """What the reader does in a row: where the caret stands, what is selected."""

    caret: int = -1
    selected: Span | None = None
    is_current: bool = False
    focused: bool = True


class Drawing:
    """A row in the making: segments from the left, each with its components."""

    def __init__(self, palette: Palette) -> None:
        self._palette = palette
        self.segments: list[Segment] = []
        self.column = 0

    def add(self, text: str, width: int, *stack: str) -> None:
        """Draw text of a known width in cells."""
        self.segments.append(Segment(text, self._palette(*stack)))
        self.column += width

    def add_runs(self, runs: Runs) -> None:
        """Draw runs of text, each in its role."""
        for text, role in runs:
            self.add(text, cell_len(text), role)

    def skip_to(self, column: int) -> None:
        """Leave everything empty up to a column."""
        if column > self.column:
            self.add(" " * (column - self.column), column - self.column)


class Painter:
    """Draws the rows of one layout in one grid."""

    def __init__(
        self, layout: Layout, grid: Grid, marks: Marks, palette: Palette, *, is_markdown: bool
    ) -> None:
        self.layout = layout
        self.grid = grid
        self.marks = marks
        self.palette = palette
        self._is_markdown = is_markdown
        self._rows: OrderedDict[tuple[Place, Ink], list[Segment]] = OrderedDict()
        self._styled: dict[tuple[int, int], list[Stroke]] = {}
        self._margins: dict[tuple[int, int], dict[int, Runs]] = {}

    def draw(self, row: Row, ink: Ink) -> list[Segment]:
        """The segments of a row of the text, up to the map."""
        drawn = self._rows.get((row.place, ink))
        if drawn is None:
            drawn = self._rows[row.place, ink] = self._draw(row, ink)
            if len(self._rows) > _KEPT:
                self._rows.popitem(last=False)
        return drawn

    def _draw(self, row: Row, ink: Ink) -> list[Segment]:
        drawing = Drawing(self.palette)
        self._draw_gutter(drawing, row, ink)
        self._draw_text(drawing, row, ink)
        if self.grid.margin >= 0:
            drawing.skip_to(self.grid.margin)
            drawing.add_runs(self._margin_of(row))
        drawing.skip_to(self.grid.body_end)
        if drawing.column > self.grid.body_end:  # a family of emoji is wider than a tiny pane
            return list(Strip(drawing.segments).crop(0, self.grid.body_end))
        return drawing.segments

    def _draw_gutter(self, drawing: Drawing, row: Row, ink: Ink) -> None:
        grid = self.grid
        signs = self._signs(row)
        if row.opens and grid.number:
            number = f"{row.place.paragraph + 1:>{grid.number}}"
            drawing.skip_to(grid.left)
            drawing.add(number, grid.number, "number-current" if ink.is_current else "number")
        for column in sorted(signs):
            drawing.skip_to(column)
            drawing.add(signs[column][0], 1, signs[column][1])
        drawing.skip_to(grid.text)

    def _signs(self, row: Row) -> dict[int, tuple[str, str]]:
        """The flags of tags and the sign of a note, by column, each with its component.

        A tag keeps the column of its lane; where that is taken it moves to the next free one. The
        letter of a tag that starts here takes the column of another's bar, if no other is left:
        every tag shows its letter once.
        """
        signs: dict[int, tuple[str, str]] = {}
        flags = self.grid.flags
        late = []
        for lane, mark in self.marks.shown_tags.within(row.start, row.stop):
            free = [column for column in flags[lane:] or flags if column not in signs]
            starts = self._starts_in(row, mark.span) and mark.letter
            if free and starts:
                signs[free[0]] = mark.letter[0], f"flag{mark.colour}"
            elif free:
                signs[free[0]] = BAR, f"tag{mark.colour}"
            elif starts:
                late.append((mark.letter[0], f"flag{mark.colour}"))
        bars = [column for column in reversed(flags) if signs.get(column, " ")[0] == BAR]
        signs.update(zip(bars, late, strict=False))
        if self.grid.note >= 0:
            for _, note in self.marks.shown_notes.within(row.start, row.stop):
                if self._starts_in(row, note.span):
                    signs[self.grid.note] = NOTE_SIGN, "note"
        return signs

    def _starts_in(self, row: Row, span: Span) -> bool:
        """Whether a marked passage starts in a row, or in the space before its paragraph."""
        paragraph = row.place.paragraph
        if not row.opens or paragraph == 0:
            return row.opens or row.start <= span.start
        return span.start >= self.layout.paragraphs[paragraph - 1].end

    def _draw_text(self, drawing: Drawing, row: Row, ink: Ink) -> None:
        cells = self.layout.cells(row)
        if row.indent:
            drawing.add(" " * row.indent, row.indent)
        strokes = self._strokes(row, ink)
        size = len(cells.text)
        if not strokes and size:
            drawing.add(cells.shown(0, size), cells.width - row.indent)
        elif size:
            clipped = [
                (*cells.snap(max(start - row.start, 0), min(end - row.start, size)), name)
                for start, end, name in strokes
                if start < row.end and end > row.start
            ]
            cuts = {0, size}.union(*((start, end) for start, end, _ in clipped))
            for start, end in pairwise(sorted(cuts)):
                stack = (name for first, last, name in clipped if first <= start < last)
                width = cells.column(end) - cells.column(start)
                drawing.add(cells.shown(start, end), width, *stack)
        if ink.caret >= row.end and cells.width < self.grid.measure:
            drawing.add(" ", 1, _caret(ink))

    def _strokes(self, row: Row, ink: Ink) -> list[Stroke]:
        """What lies on the text of a row, from the lowest to the highest."""
        marks, start, end = self.marks, row.start, row.end
        strokes = self._styling(row) if self._is_markdown else []
        paragraph = self.layout.paragraphs[row.place.paragraph]
        for _, note in marks.shown_notes.within(start, end):
            if note.span.start > paragraph.start or note.span.end < paragraph.end:
                strokes.append((*note.span, "noted"))  # of a whole paragraph the sign says enough
        tags = [mark for _, mark in marks.shown_tags.within(start, end)]
        for mark in sorted(tags, key=lambda mark: mark.span.start - mark.span.end):
            strokes.append((*mark.span, f"tint{mark.colour}"))
        strokes += [(*span, "mention") for span in marks.shown_mentions.within(start, end)]
        strokes += [(*span, "hit") for span in marks.shown_hits.within(start, end)]
        if marks.shown_current is not None:
            strokes.append((*marks.shown_current, "hit-current"))
        if ink.selected is not None:
            strokes.append((*ink.selected, "selection"))
        if ink.caret >= 0:
            strokes.append((ink.caret, ink.caret + 1, _caret(ink)))
        return strokes

    def _styling(self, row: Row) -> list[Stroke]:
        """The Markdown in a row."""
        block = row.place[:2]
        styled = self._styled.get(block)
        if styled is None:
            if len(self._styled) > _KEPT:
                self._styled.clear()
            styled = markdown.strokes(self.layout.text, *self.layout.span(*block))
            self._styled[block] = styled
        return [stroke for stroke in styled if stroke[0] < row.end and stroke[1] > row.start]

    def _margin_of(self, row: Row) -> Runs:
        block = row.place[:2]
        lines = self._margins.get(block)
        if lines is None:
            if len(self._margins) > _KEPT:
                self._margins.clear()
            lines = margin(self.marks, self.layout, *block, self.grid.margin_width)
            self._margins[block] = lines
        return lines.get(row.place.row, ())


def _caret(ink: Ink) -> str:
    return "cursor" if ink.focused else "cursor-away"
