"""The flow of the concordance: lines are read, ordered and looked up in worker threads.

Reading stops as soon as its query is not the last one any more, or the page was left. What is there
so far is ordered while more is read.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from textual.message import Message
from textual.screen import Screen

from workbench.model import Document, DocumentInfo
from workbench.search.cancelling import CancelledError
from workbench.search.collocates import collocates, with_word
from workbench.search.concordance import DEPTH, Concordance, Order
from workbench.search.dispersion import Dispersion, Spread, dispersion
from workbench.search.shelf import Shelf
from workbench.spans import Spans
from workbench.tui.kwic import (
    CollocatesCounted,
    HitsSpread,
    LinesDrawn,
    LinesOrdered,
    LinesRead,
    Near,
    QueryRead,
    SpreadOrder,
)
from workbench.tui.widgets.kwicrows import WIDEST, KwicLine, kwic_line

if TYPE_CHECKING:
    from workbench.project import Project

_TOLD_EVERY = 0.15
_GROWN = 1.5
_COMMON = 24


class Concording:
    """Asks for what the page shows; the answers are messages to its screen."""

    def __init__(self, screen: Screen[Any], project: Project) -> None:
        self._screen = screen
        self._project = project
        self._shelf = Shelf(project.library)
        self._generation = 0
        self._ordering = False
        self._ordered = 0
        self._dispersion: tuple[Concordance, Dispersion] | None = None
        self.lines = Concordance("")

    def wanted(self, message: Any) -> bool:
        """Whether an answer is to the last question."""
        return bool(message.generation == self._generation)

    def stop(self) -> None:
        """Nothing more is wanted."""
        self._generation += 1

    def take(self, lines: Concordance) -> None:
        """Go on with lines that were read before."""
        self.stop()
        self._ordering, self._ordered = False, 0
        self.lines = lines

    def read(self, query: str) -> None:
        """Read all lines of a query."""
        search = self._project.search
        self._shelf = Shelf(self._project.library)
        self.take(Concordance(query, depth=DEPTH, version=search.version))
        generation, lines, cancelled = self._generation, self.lines, self._cancelled()

        def work() -> None:
            results = search.search(query, limit=1, cancelled=cancelled)
            self._post(QueryRead(generation, results, self._project.library.count()))
            occurrences, titled = (
                search.every_hit(query, cancelled),
                search.titled(query, cancelled),
            )
            self._read(generation, lines, occurrences, titled)

        self._run(work)

    def read_near(self, every: Concordance, near: Near) -> None:
        """Read those of the lines that have a word near their hits."""
        self.take(Concordance(every.query, depth=DEPTH, version=every.version))
        generation, lines, cancelled = self._generation, self.lines, self._cancelled()
        chosen = with_word(every, self._shelf.get, near.word, near.span, cancelled)
        self._run(lambda: self._read(generation, lines, chosen))

    def order(self, by: Order, sought: tuple[str, int], *, anew: bool = False) -> None:
        """Order what is there, unless that is being done or would show little more.

        `sought` is the hit whose place in the order is wanted: its document and its start.
        """
        lines, generation, upto = self.lines, self._generation, self.lines.count
        dear = by in ("left", "right") and not lines.complete
        if not anew and (self._ordering or (dear and upto < self._ordered * _GROWN)):
            return
        self._ordering, self._ordered = True, upto

        def work() -> None:
            left, right = (lines.common(side, _COMMON) for side in ("left", "right"))
            order = lines.ordered(by, upto)
            self._ordering = False
            place = place_of(lines, order, *sought)
            self._post(LinesOrdered(generation, by, order, sought, place, left, right))

        self._run(work)

    def draw(self, wanted: Iterable[int]) -> None:
        """Look lines up in their texts."""
        lines, generation, numbers = self.lines, self._generation, list(wanted)

        def work() -> None:
            drawn: dict[int, KwicLine | None] = {}
            for number in numbers:
                if generation != self._generation:
                    return
                drawn[number] = self._line(lines, number)
            self._post(LinesDrawn(generation, drawn))

        self._run(work)

    def count_collocates(self, span: int, least: int) -> None:
        """Count the words near the hits."""
        lines, generation, cancelled = self.lines, self._generation, self._cancelled()

        def work() -> None:
            library = self._project.library
            found = collocates(
                lines,
                library.text,
                [info.id for info in library.documents()],
                span=span,
                least=least,
                cancelled=cancelled,
                progress=lambda done: self._post(CollocatesCounted(generation, span, done)),
            )
            self._post(CollocatesCounted(generation, span, 1.0, found))

        self._run(work)

    def spread(self, by: SpreadOrder) -> None:
        """See where the hits are, and take the documents in an order."""
        lines, generation = self.lines, self._generation

        def work() -> None:
            seen = self._dispersion
            if seen is None or seen[0] is not lines:
                every: Sequence[DocumentInfo] = self._project.library.documents()
                seen = self._dispersion = lines, dispersion(lines, every)
            spread = _spread_by(by, seen[1].spread)
            self._post(HitsSpread(generation, seen[1], by, spread))

        self._run(work)

    # -- in a worker thread

    def _line(self, lines: Concordance, number: int) -> KwicLine | None:
        place, span = lines.where(number)
        document = self._shelf.get(lines.documents[place])
        if document is None or not lines.is_of(place, document):
            return None
        others = lines.near(place, span.start - WIDEST, span.end + WIDEST)
        return kwic_line(document, span, [other for other in others if other != span])

    def _cancelled(self) -> Callable[[], bool]:
        generation = self._generation
        return lambda: generation != self._generation

    def _read(
        self,
        generation: int,
        lines: Concordance,
        found: Iterable[tuple[Document, Spans]],
        titled: Callable[[Document], bool] = lambda document: False,
    ) -> None:
        told = 0.0
        for count in lines.read(found, titled):
            if generation != self._generation:
                return
            now = time.monotonic()
            if count and now - told >= _TOLD_EVERY:
                told = now
                self._post(LinesRead(generation))
            time.sleep(0)  # or whoever waits for the interpreter waits for 5 ms
        self._post(LinesRead(generation))

    def _post(self, message: Message) -> None:
        if self.wanted(message):
            self._screen.post_message(message)

    def _run(self, work: Callable[[], None]) -> None:
        def run() -> None:
            with suppress(CancelledError):
                work()

        self._screen.run_worker(run, thread=True, group="lines", exit_on_error=False)


def place_of(lines: Concordance, order: Sequence[int], document: str, start: int) -> int:
    """Where in an order the hit is that begins there in a document; -1 if it is not there."""
    try:
        return order.index(lines.find(document, start))
    except ValueError:
        return -1


def _spread_by(by: SpreadOrder, spread: Sequence[Spread]) -> Sequence[Spread]:
    match by:
        case "date":
            return sorted(spread, key=lambda one: one.document.metadata.date or "~")
        case "document":
            return sorted(spread, key=lambda one: one.place)
        case _:
            return spread
