"""The whole pane as lines: title block, rows of text, and at the right the map and the thumb."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from textual.strip import Strip

from workbench.tui.document.grid import Grid
from workbench.tui.document.layout import Row
from workbench.tui.document.marks import Marks
from workbench.tui.document.overview import thumb, ticks
from workbench.tui.document.paint import Drawing, Ink, Painter
from workbench.tui.document.palette import Palette
from workbench.tui.document.reader import Reader
from workbench.tui.text import Runs

THUMB = "▐"
NUMBER = "2"
"""The number of the pane, which stands beside the title."""


class Picture:
    """Draws lines for one size, one set of marks and one set of colours.

    `head` are the rows of the title block; the number of the pane stands in row `number_row`.
    """

    def __init__(
        self,
        reader: Reader,
        marks: Marks,
        grid: Grid,
        palette: Palette,
        *,
        head: Sequence[Runs],
        number_row: int,
        is_markdown: bool,
    ) -> None:
        self._reader = reader
        self._grid = grid
        self._palette = palette
        self._head = head
        self._number_row = number_row
        self._height = reader.window.height
        self._painter = Painter(reader.layout, grid, marks, palette, is_markdown=is_markdown)
        self._free = Segment(" ", palette.base)
        self._ticks = ticks(marks, len(reader.text), self._height)

    def inked(self, *, focused: bool) -> list[tuple[Row, Ink]]:
        """The rows in sight, with what the reader does in each."""
        reader = self._reader
        place, selection = reader.layout.place_of(reader.cursor), reader.selection
        inked = []
        for row in reader.window.rows():
            touched = selection and selection.start < row.stop and selection.end > row.start
            is_here = row.place == place
            in_paragraph = row.place.paragraph in (place.paragraph, -1)
            inked.append(
                (
                    row,
                    Ink(
                        caret=reader.cursor if is_here else -1,
                        selected=selection if touched else None,
                        is_current=focused and in_paragraph,
                        focused=focused or not is_here,
                    ),
                )
            )
        return inked

    def line(self, y: int, row: Row | None, ink: Ink, sight: tuple[float, float]) -> Strip:
        """Line `y` of the pane, which shows a row, or nothing below the end of the text."""
        if row is None:
            body = self._blank()
        elif row.place.paragraph < 0:
            body = self._title(row.place.row, ink)
        else:
            body = self._painter.draw(row, ink)
        return Strip([*body, *self._edge(y, sight)], self._grid.width)

    def _blank(self) -> list[Segment]:
        drawing = Drawing(self._palette)
        drawing.skip_to(self._grid.body_end)
        return drawing.segments

    def _title(self, index: int, ink: Ink) -> list[Segment]:
        grid = self._grid
        drawing = Drawing(self._palette)
        if index == self._number_row and grid.number:
            drawing.skip_to(grid.left)
            component = "number-current" if ink.is_current else "number"
            drawing.add(f"{NUMBER:>{grid.number}}", grid.number, component)
        drawing.skip_to(grid.text)
        if index < len(self._head):
            drawing.add_runs(self._head[index])
        drawing.skip_to(grid.body_end)
        return drawing.segments

    def _edge(self, y: int, sight: tuple[float, float]) -> list[Segment]:
        """The map of hits and tags, and the thumb; empty where all of the text is in sight."""
        if self._grid.map < 0:
            return []
        rows = thumb(sight, self._height)
        if not rows:
            return [self._free, self._free]
        tick = self._ticks[y]
        hits = Segment(tick.hits, self._palette("map-current" if tick.is_current else "map"))
        in_thumb = y in rows
        if not tick.colour:
            bare = Segment(THUMB, self._palette("thumb")) if in_thumb else self._free
            return [hits, bare]
        under = ("thumb-below",) if in_thumb else ()
        return [hits, Segment(tick.tags, self._palette(*under, f"tag{tick.colour}"))]
