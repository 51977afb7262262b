"""The search flow: from what is typed to the results, without ever holding up a key.

A worker thread asks the search as soon as the letter is on the screen; of letters that come in a
rush only the last one is asked about. Every question has a generation; a worker whose question is
no longer the last one stops, and what it still says is not painted.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

from textual.screen import Screen
from textual.timer import Timer

from workbench.model import DocumentInfo, Hit, WorkbenchError
from workbench.tui.indexing_messages import IndexLost
from workbench.tui.messages import DocumentsListed, HitsDated, SearchAnswered, SearchFailed

if TYPE_CHECKING:
    from workbench.project import Project
    from workbench.search import Results

DEBOUNCE = 0.03
"""Seconds within which another letter makes it a rush."""
PAGE = 20
_DATED_AFTER = 0.2
_RELIST_SHARE = 10

Order = Literal["relevance", "date", "path"]
ORDERS: tuple[Order, ...] = ("relevance", "date", "path")


class Searching:
    """The query, its results so far, and the questions on their way."""

    def __init__(self, screen: Screen[Any], project: Project) -> None:
        self._screen = screen
        self._project = project
        self._generation = 0
        self._timer: Timer | None = None
        self._dating: Timer | None = None
        self._typed_at = 0.0
        self._listed: DocumentsListed | None = None
        """All documents, as long as nothing has become of them."""
        self._listed_at = 0.0
        self._listing_took = 0.0
        self.query = ""
        self.results: Results | None = None
        self.hits: list[Hit] = []
        self.documents: Sequence[str | DocumentInfo] = ()
        self._order: dict[bool, Order] = {True: "relevance", False: "path"}
        self.asking = False
        """A question is on its way."""
        self._shown = ("", "")
        self.again = False
        """The answer taken last is to the same question as the one before: more was indexed."""
        self.reordered = False
        """It is to the same query as the one before, in another order."""

    @property
    def order(self) -> Order:
        """In what order hits, or documents where there is no query, are listed."""
        return self._order[bool(self.query.strip())]

    def restore_order(self, query: str, order: str) -> None:
        """Take the order in which the answers to `query` were listed, if there is one like it."""
        orders = ORDERS if query.strip() else ORDERS[1:]
        for one in orders:
            if one == order:
                self._order[bool(query.strip())] = one

    def next_order(self) -> None:
        """Take the next order and ask again."""
        searching = bool(self.query.strip())
        orders = ORDERS if searching else ORDERS[1:]
        at = orders.index(self._order[searching])
        self._order[searching] = orders[(at + 1) % len(orders)]
        self.ask()

    def typed(self, query: str) -> None:
        """The query changed: ask once that is painted; in a rush, in a moment."""
        now = time.monotonic()
        rush = now - self._typed_at < DEBOUNCE
        self.query, self._typed_at = query, now
        self._generation += 1
        self.asking = True
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if rush:
            self._timer = self._screen.set_timer(DEBOUNCE, self._ask)
        else:
            self._screen.call_after_refresh(self._ask_if_typed, query)

    def _ask_if_typed(self, query: str) -> None:
        if query == self.query and self._timer is None:
            self._ask()

    def ask(self) -> None:
        """Ask now, in a worker, for what is true now."""
        self._listed = None
        self._ask()

    def _ask(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        self._generation += 1
        self.asking = True
        generation, query, order = self._generation, self.query, self.order
        if query.strip():
            self._run(generation, lambda: self._search(generation, query, order, 0))
        elif self._listed is not None:
            self._screen.post_message(replace(self._listed, generation=generation))
        else:
            self._run(generation, lambda: self._list(generation, order))

    def more(self) -> bool:
        """Ask for the hits that follow those that are there; False if there are none to ask for."""
        if self.results is None or len(self.hits) >= self.results.total:
            return False
        if self.asking:
            return True
        self.asking = True
        generation, query, order, offset = (
            self._generation,
            self.query,
            self.order,
            len(self.hits),
        )
        self._run(generation, lambda: self._search(generation, query, order, offset))
        return True

    def documents_changed(self, *, last: bool) -> None:
        """More is indexed: ask again, if it is time or the `last` of it.

        While a large collection is indexed, listing takes at most a tenth of the time.
        """
        self._listed = None
        waited = time.monotonic() - self._listed_at
        if last or (not self.asking and waited >= self._listing_took * _RELIST_SHARE):
            self.ask()

    def is_current(self, generation: int) -> bool:
        """Whether an answer is to the question asked last."""
        return generation == self._generation

    def answered(self, message: SearchAnswered) -> bool:
        """Take an answer; False if it is not to be painted."""
        if message.generation != self._generation:
            return False
        self._take()
        self.results = message.results
        self.hits = [*self.hits[: message.offset], *message.results.hits]
        if not message.offset and message.results.total > len(self.hits):
            self._date_soon(message.generation, self.query)
        return True

    def listed(self, message: DocumentsListed) -> bool:
        """Take the list of documents; False if it is not to be painted."""
        if message.generation != self._generation:
            return False
        self._take()
        self.results, self.hits = None, []
        self.documents, self._listed = message.rows, message
        return True

    def _date_soon(self, generation: int, query: str) -> None:
        """Find when all that answer are from, unless something else is typed in a moment."""
        if self._dating is not None:
            self._dating.stop()

        def date() -> None:
            if self.is_current(generation):
                self._run(generation, lambda: self._date(generation, query))

        self._dating = self._screen.set_timer(_DATED_AFTER, date)

    def _take(self) -> None:
        self.asking = False
        before, self._shown = self._shown, (self.query.strip(), self.order)
        self.again = before == self._shown
        self.reordered = not self.again and before[0] == self._shown[0]

    def dated(self, message: HitsDated) -> bool:
        """Whether the dates are those of the answer that is shown."""
        return message.generation == self._generation

    def failed(self, message: SearchFailed) -> bool:
        """Take a failure; False if it belongs to an older question."""
        if message.generation != self._generation:
            return False
        self.asking = False
        return True

    def index_of(self, document: str) -> int:
        """The place of a document among the hits; -1 if it is not there."""
        return next((i for i, hit in enumerate(self.hits) if hit.document.id == document), -1)

    # -- in a worker thread

    def _run(self, generation: int, ask: Callable[[], None]) -> None:
        def work() -> None:
            try:
                ask()
            except WorkbenchError as error:
                self._screen.post_message(SearchFailed(generation, str(error)))

        self._screen.run_worker(work, thread=True, group="search", exit_on_error=False)

    def _search(self, generation: int, query: str, order: Order, offset: int) -> None:
        def cancelled() -> bool:
            return generation != self._generation

        if cancelled():
            return
        results = self._project.search.search(
            query, limit=PAGE, offset=offset, sort=order, cancelled=cancelled
        )
        if cancelled():
            return
        self._screen.post_message(SearchAnswered(generation, offset, results))
        if self._project.search.notice:
            self._screen.post_message(IndexLost())

    def _date(self, generation: int, query: str) -> None:
        from workbench.search.cancelling import CancelledError

        try:
            ids = self._project.search.documents(query, lambda: not self.is_current(generation))
            dates = self._project.library.dates(ids)
        except (CancelledError, WorkbenchError):
            return
        self._screen.post_message(HitsDated(generation, dates))

    def _list(self, generation: int, order: Order) -> None:
        if generation != self._generation:
            return
        began = time.monotonic()
        documents = self._project.library.documents()
        rows = in_order(documents, order)
        places = {row.id: at for at, row in enumerate(rows) if not isinstance(row, str)}
        self._listed_at = time.monotonic()
        self._listing_took = self._listed_at - began
        self._screen.post_message(DocumentsListed(generation, rows, places, len(documents)))


def in_order(documents: Sequence[DocumentInfo], order: Order) -> list[str | DocumentInfo]:
    """Documents, which come by path, under their folders, or by date under their years.

    By date the newest come first, and those without a date last.
    """
    # Sorting 100,000 rows at once would keep the interpreter lock for a tenth of a second, and
    # with it every key: so they are dealt into groups, and the groups sorted.
    groups: dict[str, list[DocumentInfo]] = {}
    for info in documents:
        key = info.metadata.date if order == "date" else info.path.rpartition("/")[0]
        groups.setdefault(key, []).append(info)
    rows: list[str | DocumentInfo] = []
    heading = ""
    for key in sorted(groups, reverse=order == "date"):
        title = (key[:4] or "without a date") if order == "date" else key
        if title != heading:
            rows.append(title)
            heading = title
        rows.extend(groups[key])
    return rows
