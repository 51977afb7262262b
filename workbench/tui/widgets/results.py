"""The left pane: the passages that answer the query, or all documents, or why there is nothing."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.message import Message

from workbench.library.safe import one_line
from workbench.model import DocumentInfo, Hit
from workbench.spans import Span
from workbench.tui.keymap import bindings
from workbench.tui.text import Run, Runs, wrap_to
from workbench.tui.widgets.histogram import histogram
from workbench.tui.widgets.linelist import LineList
from workbench.tui.widgets.listing import Line, Listing
from workbench.tui.widgets.nohits import no_hits
from workbench.tui.widgets.pane import Pane
from workbench.tui.widgets.resultrows import (
    COPIES,
    CopiesKey,
    Current,
    PassageKey,
    Shape,
    documents_listing,
    results_listing,
)

if TYPE_CHECKING:
    from workbench.search import Results

_NEAR_THE_END = 12
_ROOMY = 24
"""Rows that the pane has at least where a histogram stands above its list."""
_SAID = 2
"""Rows for what there is to know about the query."""


class ResultsList(LineList):
    """The list of the pane, with the keys of its place."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("results")]

    class SortAsked(Message):
        """The next order is wanted."""

    class TagAllAsked(Message):
        """All hits are to be tagged."""

    class NarrowAsked(Message):
        """What the documents have in common is wanted."""

    def action_narrow(self) -> None:
        """Ask for what the documents have in common."""
        self.post_message(self.NarrowAsked())

    class LayoutAsked(Message):
        """The passages are wanted one by one, or by document."""

    def action_layout(self) -> None:
        """Ask for the other layout."""
        self.post_message(self.LayoutAsked())

    def action_sort(self) -> None:
        """Ask for the next order."""
        self.post_message(self.SortAsked())

    def action_tag_all(self) -> None:
        """Ask for tags on all hits."""
        self.post_message(self.TagAllAsked())


class ResultsPane(Pane):
    """What answers the query."""

    NUMBER = 1
    TITLE = "Results"

    class MoreWanted(Message):
        """The cursor comes near the end of the hits that are there."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (Textual's name)
        super().__init__(ResultsList(id="results"), id=id)
        self._hits: list[Hit] = []
        self._places: list[tuple[int, int]] = []
        self._rows_of: Mapping[str, int] = {}
        self._dates: list[str] = []
        self._now = ""
        self._current: Current = None
        self._count: tuple[Run, ...] = ()
        self._notices: tuple[str, ...] = ()
        self._order = ""
        self._total = 0
        self.shape = Shape()

    # -- showing

    def show_results(
        self,
        results: Results,
        hits: Sequence[Hit],
        order: str,
        *,
        again: bool = False,
        reordered: bool = False,
    ) -> None:
        """Show the first hits of a query; `order` says in what order they are.

        `again` or `reordered`: for the same query as before. Then the cursor stays on its passage,
        unless it is still on the best one: what is indexed meanwhile may be better, and what is
        first in another order is what was asked for.
        """
        chosen = self._under_cursor() if (again or reordered) and self._moved else None
        self._hits = list(hits)
        self._rows_of = {}
        if not again:
            self.shape = replace(self.shape, unfolded=frozenset())
        self._total = results.total
        if len(hits) == results.total:
            self._dates = [hit.document.metadata.date for hit in hits]
        documents = Run(f"{results.total:,}", "strong")
        word = Run(" document" if results.total == 1 else " documents", "muted")
        if not results.passages:
            self._count = (documents, word)
        else:
            passages = Run(f"{results.passages:,}", "strong")
            of = " passage in " if results.passages == 1 else " passages in "
            having = sum(bool(hit.spans) for hit in hits)
            # Others answer by their title, date or the like.
            of += f"{having:,} of " if having < results.total else ""
            self._count = (passages, Run(of, "muted"), documents, word)
        self._notices = results.notices
        self._order = order
        self._show_head("Results")
        self.lines.show(self._hits_listing, cursor=0, keep_scroll=again)
        if chosen is not None:
            self._find(*chosen)

    def add_hits(self, hits: Sequence[Hit]) -> None:
        """Show more hits of the same query, with cursor and scroll where they are."""
        self._hits += hits
        self.lines.show(self._hits_listing, cursor=self.lines.cursor, keep_scroll=True)

    def show_dates(self, dates: Sequence[str]) -> None:
        """Show when all documents that answer are from; until then it is those of the last query.

        The pane would jump with every letter that one types if they went and came.
        """
        self._dates = list(dates)
        self._show_head(self._title)

    def change_layout(self) -> None:
        """Passage by passage instead of document by document, or the other way round."""
        self._reshape(replace(self.shape, flat=not self.shape.flat))

    def unfold(self, key: CopiesKey) -> None:
        """Show the copies of a document too, or hide them again."""
        self._reshape(replace(self.shape, unfolded=self.shape.unfolded ^ {key.hit}))

    def _reshape(self, shape: Shape) -> None:
        self.shape = shape
        if not self._hits:
            return
        chosen, key = self._under_cursor(), self.lines.key
        self._show_head(self._title)
        self.lines.show(self._hits_listing, cursor=self.lines.cursor, keep_scroll=True)
        if chosen is not None:
            self._find(*chosen)
        elif isinstance(key, CopiesKey):
            self.lines.move_to(self._places.index((key.hit, COPIES)))

    def show_documents(
        self,
        rows: Sequence[str | DocumentInfo],
        places: Mapping[str, int],
        counted: str,
        order: str,
        wanted: str,
        *,
        again: bool = False,
    ) -> None:
        """Show all documents, with the cursor on the `wanted` one; `counted` says how many.

        `places` are the rows of the documents' ids.
        """
        self._hits, self._places, self._dates = [], [], []
        self._rows_of = places
        cursor = places.get(wanted, 0)
        number, _, rest = counted.partition(" ")
        self._count = (Run(number, "strong"), Run(f" {rest}", "muted"))
        self._notices = ()
        self._order = order
        self._show_head("Documents")
        self.lines.show(
            lambda width: documents_listing(rows, width), cursor=cursor, keep_scroll=again
        )

    def show_open(self, document: str) -> None:
        """Where all documents are listed, put the cursor on the open one."""
        if document in self._rows_of:
            self.lines.move_to(self._rows_of[document])

    def show_none(self, results: Results, unsearched: str) -> None:
        """Show why nothing answers."""
        self._hits, self._places, self._dates = [], [], []
        self._rows_of = {}
        self._notices = ()
        self._count = (Run("No passages", "strong"),)
        self._order = ""
        self._show_head("Results")
        self.lines.show(lambda width: no_hits(results, unsearched, width))

    def show_current(self, document: str, date: str, span: Span | None) -> None:
        """Mark the hit that the reader stands on, and put the cursor on its passage."""
        self._now = date
        self._current = (document, span) if span else None
        for index, (hit, passage) in enumerate(self._places):
            found = self._hits[hit]
            if found.document.id != document or passage < 0:
                continue
            if span and any(mark == span for mark in found.passages[passage].marks):
                self.lines.move_to(index)
                break
        self.lines.forget_drawn()
        self._show_head(self._title)

    @property
    def _moved(self) -> bool:
        """Whether the cursor is on another passage than the best one, or that one is being read."""
        first = next((at for at, (_, passage) in enumerate(self._places) if passage >= 0), 0)
        return self.lines.cursor > first or self._current is not None

    def _under_cursor(self) -> tuple[str, int] | None:
        """Document and paragraph of the passage under the cursor."""
        key = self.lines.key
        if not isinstance(key, PassageKey) or key.passage < 0:
            return None
        hit = self._hits[key.hit]
        return hit.document.id, hit.passages[key.passage].paragraph

    def _find(self, document: str, paragraph: int) -> None:
        """Put the cursor on a passage, if it is there."""
        for index, (hit, passage) in enumerate(self._places):
            found = self._hits[hit]
            if passage < 0 or found.document.id != document:
                continue
            if found.passages[passage].paragraph == paragraph:
                self.lines.move_to(index)
                return

    def _hits_listing(self, width: int) -> Listing:
        listing, self._places = results_listing(
            self._hits, width, lambda: self._current, self.shape
        )
        return listing

    def _show_head(self, title: str) -> None:
        rows: list[Line] = [Line(self._count)]
        if self.tight:  # the row that says it elsewhere is missing in a small window
            said = wrap_to([Run(" ".join(self._notices), "warn")], self.size.width - 2, _SAID)
            rows += [Line(runs) for runs in said if runs]
        if self.size.height > _ROOMY:
            rows += histogram(self._dates, self.size.width, self._now)
        if self.shape.flat and self._hits:  # a heading would bring its own air
            rows.append(Line())
        self.show_head(title, f"by {self._order}" if self._order else "", rows)

    def on_resize(self) -> None:
        """The histogram takes the width that there is."""
        self._show_head(self._title)

    # -- asking

    def hit(self, key: Hashable) -> tuple[Hit, Span | None] | None:
        """The document of a chosen passage and the first hit in the passage."""
        if not isinstance(key, PassageKey) or key.hit >= len(self._hits):
            return None
        hit = self._hits[key.hit]
        if key.passage < 0 or not hit.passages[key.passage].marks:
            return hit, hit.spans[0] if len(hit.spans) else None
        return hit, hit.passages[key.passage].marks[0]

    def where(self) -> Runs:
        """Which passage the cursor is on, and of what, for the status; empty elsewhere."""
        key = self.lines.key
        if not isinstance(key, PassageKey):
            return ()
        hit = self._hits[key.hit]
        runs = [Run(f"document {key.hit + 1:,}", "strong"), Run(f" of {self._total:,}", "muted")]
        place = one_line(hit.document.title)
        if key.passage >= 0 and (paragraph := hit.passages[key.passage].paragraph):
            place += f", ¶\u00a0{paragraph}"
        return (*runs, Run(f"    {place}"))

    def on_line_list_moved(self) -> None:
        """Near the end of what is there, ask for more."""
        if self._hits and len(self.lines.listing) - self.lines.cursor < _NEAR_THE_END:
            self.post_message(self.MoreWanted())
