"""What is seen of the hits: the lines themselves, the words near them, where they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from textual import on

from workbench.library.safe import one_line
from workbench.search.collocates import LEAST, Collocates
from workbench.search.concordance import Order
from workbench.search.dispersion import Dispersion, Spread
from workbench.tui.actions import Action, of_place
from workbench.tui.kwic import (
    CollocatesCounted,
    HitsSpread,
    SpreadOrder,
    View,
)
from workbench.tui.screens.kwiclines import KwicLines
from workbench.tui.text import Run, Runs
from workbench.tui.widgets import collocaterows, kwicrows, spreadrows
from workbench.tui.widgets.listing import Line, Listing, remark
from workbench.tui.words import count, percent

ORDERS: dict[Order, str] = {
    "document": "by document",
    "left": "by the words on the left",
    "right": "by the words on the right",
    "date": "by date",
}
SPREAD_ORDERS: dict[SpreadOrder, str] = {
    "hits": "by hits",
    "date": "by date",
    "document": "by document",
}


class KwicViews(KwicLines):
    """The lists of the page."""

    _collocates: Collocates | None = None
    _share: float | None = None
    """How much of the texts was counted; None before that has begun."""
    _dispersion: Dispersion | None = None
    _spread: Sequence[Spread] = ()

    # -- which view

    def lines_changed(self) -> None:
        """Nothing that was known of the lines before is true any more."""
        super().lines_changed()
        self._collocates, self._dispersion, self._spread = None, None, ()
        self._share = None

    def show_view(self) -> None:
        """Show what is there by now."""
        complete = self.concording.lines.complete
        if self.memory.view == "lines" or not self.order:
            self.show_lines()
        elif self.memory.view == "collocates":
            if self._collocates is None and self._share is None and complete:
                self._count()
            self.rows.show(self._collocates_listing, keep_scroll=True)
        else:
            if self._dispersion is None and complete:
                self.concording.spread(self.memory.spread_order)
            self.rows.show(self._spread_listing, keep_scroll=True)
        self.show_heads()
        self.cursor_moved()

    def set_view(self, view: View) -> None:
        """Another list, from its beginning."""
        self.memory.view = view
        self.rows.cursor = -1
        self.rows.scroll_to(y=0, animate=False)
        self.show_view()

    # -- collocates

    @on(CollocatesCounted)
    def _collocates_counted(self, message: CollocatesCounted) -> None:
        if self.concording.wanted(message):
            self._share, self._collocates = message.done, message.collocates
            if message.collocates is not None and self.memory.near is None:
                self.memory.counted[message.span] = message.collocates
            if self.memory.view == "collocates":
                self.show_view()

    def _count(self) -> None:
        memory = self.memory
        self._collocates = None if memory.near else memory.counted.get(memory.span)
        if self._collocates is None:
            self._share = 0.0
            self.concording.count_collocates(memory.span, LEAST)

    def count_again(self, span: int) -> None:
        """Count more words as near, or fewer."""
        self.memory.span = span
        self._collocates, self._share = None, None
        self.concording.take(self.concording.lines)
        self.show_view()

    def _collocates_listing(self, width: int) -> Listing:
        found = self._collocates
        if found is None:
            share = f" {percent(self._share)}" if self._share else ""
            return Listing.of([remark(f"counting the words of all texts…{share}", width, "faint")])
        if not found.found:
            words = "No word stands near the hits more often than by chance."
            return Listing.of([remark(words, width)])
        return collocaterows.collocates_listing(found.found, width - 3)

    # -- dispersion

    @on(HitsSpread)
    def _hits_spread(self, message: HitsSpread) -> None:
        if self.concording.wanted(message) and message.by == self.memory.spread_order:
            self._dispersion, self._spread = message.dispersion, message.spread
            self.show_view()

    def order_spread(self) -> None:
        """Have the documents taken in the order that is chosen."""
        if self._dispersion is not None:
            self.concording.spread(self.memory.spread_order)
            self.show_heads()

    def _spread_listing(self, width: int) -> Listing:
        if self._dispersion is None:
            return Listing.of([remark("looking…", width, "faint")])
        return spreadrows.spread_listing(self.concording.lines, self._spread, width - 3)

    # -- heads

    def remarks(self) -> Runs:
        """The order, and the window."""
        memory = self.memory
        if not self.order:
            return ()
        if memory.view == "collocates":
            words = f"within {count(memory.span, 'word')}  ·  by log-likelihood"
        elif memory.view == "dispersion":
            words = SPREAD_ORDERS[memory.spread_order]
            if self._dispersion is not None:
                words = f"DP {self._dispersion.deviation:.2f}  ·  {words}"
        else:
            words = ORDERS[memory.order]
            if memory.words is not None:
                words += f"  ·  {count(memory.words, 'word')} each side"
        return (Run(words, "faint"),)

    def counted(self) -> Runs:
        """How many lines, collocates, or documents with hits."""
        memory = self.memory
        if memory.view == "collocates" and self._collocates is not None:
            number = Run(f"{len(self._collocates.found):,}", "strong")
            near = count(self.concording.lines.count, "hit")
            return (number, Run(f" collocates of {near}", "muted"))
        if memory.view == "dispersion" and self._dispersion is not None:
            hits = Run(f"{self.concording.lines.count:,}", "strong")
            documents = f"{len(self._spread):,} of {count(self._dispersion.documents, 'document')}"
            return (hits, Run(f" hits in {documents}", "muted"))
        return super().counted()

    def columns(self) -> Line:
        """The names of the columns."""
        width = self.rows.scrollable_content_region.width - 3
        if self.memory.view == "collocates":
            return collocaterows.heading(width)
        if self.memory.view == "dispersion":
            return spreadrows.heading(width, dated=self.concording.lines.dated)
        return kwicrows.heading(self.columns_of(width + 3))

    def where(self) -> Runs:
        """Which line, and of what."""
        at, of = self.rows.cursor + 1, len(self.rows.listing)
        if not self.order or self.rows.key is None:
            return ()
        noun = {"lines": "line", "collocates": "word", "dispersion": "document"}[self.memory.view]
        runs = (Run(f"{noun} {at:,}", "strong"), Run(f" of {of:,}", "muted"))
        return (*runs, Run(f"    {self._named}"))

    @property
    def _named(self) -> str:
        """What is under the cursor."""
        key, line = self.rows.key, self.line
        if self.memory.view == "dispersion" and isinstance(key, int) and key < len(self._spread):
            return one_line(self._spread[key].document.title)
        if line is None:
            return ""
        place = one_line(line.document.title)
        return f"{place}, ¶\u00a0{line.paragraph:,}" if line.paragraph else place

    def cursor_moved(self) -> None:
        """The page comes back to this line; the first one is nobody's choice."""
        key, lines = self.rows.key, self.concording.lines
        if self.memory.view == "lines" and isinstance(key, int) and key < lines.count:
            chosen = self.rows.cursor > 0
            place, span = lines.where(key)
            self.memory.document = lines.documents[place] if chosen else ""
            self.memory.start = span.start
            self.place = self.rows.cursor if chosen else -1
        super().cursor_moved()

    def unusable(self) -> frozenset[str]:
        """What a view has nothing to do for."""
        if not self.order:
            verbs = {action.method for action in of_place("concordance") if action.rank}
            unusable = verbs - {"find", "choose" if self.rows.key else "find"}
        elif self.memory.view == "collocates":
            unusable = {"sort", "copy_line", "export"}
        elif self.memory.view == "dispersion":
            unusable = {"fewer", "more", "copy_line", "export"}
        else:
            unusable = set()
        return frozenset(f"concordance.{verb}" for verb in unusable)

    def worded(self, action: Action) -> Action:
        """A key that goes back to the lines says so."""
        if action.id == f"concordance.{self.memory.view}":
            return replace(action, words="lines")
        if action.id == "concordance.choose" and self.memory.view == "collocates":
            return replace(action, words="lines with it")
        return action
