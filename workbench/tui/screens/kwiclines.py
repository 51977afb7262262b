"""The lines of the concordance: those in sight are looked up, the cursor stays with its hit."""

from __future__ import annotations

from collections import OrderedDict

from textual import on

from workbench.tui.kwic import (
    LinesDrawn,
)
from workbench.tui.screens.kwicframe import KwicFrame
from workbench.tui.widgets import kwicrows
from workbench.tui.widgets.kwicrows import Columns, KwicLine
from workbench.tui.widgets.listing import Entry, Listing

_DRAWN = 2_000


class KwicLines(KwicFrame):
    """Every hit as a line."""

    _fetching = False
    _drawn: OrderedDict[int, KwicLine | None]

    def lines_changed(self) -> None:
        """Other lines are to be shown: none of them was looked up."""
        self._drawn = OrderedDict()

    def show_lines(self) -> None:
        """Show the lines that are there, with the cursor on the one that it was on."""
        rows = self.rows
        shown = rows.size.height // 3
        if rows.cursor >= 0:
            shown = rows.cursor - int(rows.scroll_offset.y)
        index = self.place
        rows.show(self._lines_listing, cursor=max(index, 0), keep_scroll=index >= 0)
        if index >= 0:
            rows.scroll_to(y=max(index - max(shown, 0), 0), animate=False)
            rows.reveal()

    def _lines_listing(self, width: int) -> Listing:
        if not self.order:
            return self.nothing(width)
        lines, order, words = self.concording.lines, self.order, self.memory.words
        columns = self.columns_of(width)

        def make(at: int) -> Entry:
            number = order[at]
            line = self._drawn.get(number)
            if line is None:
                gone = number in self._drawn
                if not gone:
                    self._fetch_soon()
                return Entry((kwicrows.without_text(columns, gone=gone),), number)
            named = not at or lines.where(order[at - 1])[0] != lines.where(number)[0]
            return Entry((kwicrows.row(line, columns, named=named, words=words),), number)

        return Listing.alike(len(order), 1, make)

    def columns_of(self, width: int) -> Columns:
        """The columns of rows that are so many cells wide."""
        return Columns.of(width - 3, dated=self.concording.lines.dated)

    def _fetch_soon(self) -> None:
        if not self._fetching:
            self._fetching = True
            self.call_later(self._fetch)

    def _fetch(self) -> None:
        """Have the lines in sight looked up, and those before and after them."""
        self._fetching = False
        top, height = int(self.rows.scroll_offset.y), max(self.rows.size.height, 1)
        near = self.order[max(top - height, 0) : top + 2 * height]
        self.concording.draw([number for number in near if number not in self._drawn])

    @on(LinesDrawn)
    def _lines_drawn(self, message: LinesDrawn) -> None:
        if not self.concording.wanted(message):
            return
        self._drawn |= message.drawn
        while len(self._drawn) > _DRAWN:
            self._drawn.popitem(last=False)
        if self.memory.view == "lines":
            self.rows.forget_drawn()
            self.status.where(*self.where())

    @property
    def line(self) -> KwicLine | None:
        """The line under the cursor."""
        key = self.rows.key
        at_line = self.memory.view == "lines" and isinstance(key, int)
        return self._drawn.get(key) if at_line and isinstance(key, int) else None
