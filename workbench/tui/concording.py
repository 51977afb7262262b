"""The flow of the concordance: lines are read, ordered and looked up in worker threads.

Reading stops as soon as its query is not the last one any more, or the page was left. What is there
so far is ordered while more is read.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from textual.message import Message
from textual.screen import Screen

from workbench.model import Document, DocumentInfo, Spans
from workbench.search import Results
from workbench.search.cancelling import CancelledError
from workbench.search.collocates import SPAN, Collocates, collocates, with_word
from workbench.search.concordance import DEPTH, Concordance, Order
from workbench.search.dispersion import Dispersion, dispersion
from workbench.search.shelf import Shelf
from workbench.tui.widgets.kwicrows import WIDEST, KwicLine, kwic_line

if TYPE_CHECKING:
    from workbench.project import Project

View = Literal["lines", "collocates", "dispersion"]
SpreadOrder = Literal["hits", "date", "document"]

_TOLD_EVERY = 0.15
_GROWN = 1.5
_COMMON = 24


@dataclass(frozen=True, slots=True)
class Near:
    """A word that the lines shown have near their hits."""

    word: str
    span: int


@dataclass(slots=True)
class Memory:
    """What the page shows, kept while the program runs."""

    query: str = ""
    view: View = "lines"
    order: Order = "document"
    spread_order: SpreadOrder = "hits"
    words: int | None = None
    """Words to either side of a hit; None as many as there is room for."""
    span: int = SPAN
    near: Near | None = None
    document: str = ""
    start: int = 0
    """The hit under the cursor: its document, and where it starts."""
    results: Results | None = None
    documents: int = 0
    """How many documents there are in all."""
    every: Concordance | None = None
    """All lines of the query, once they are there."""


@dataclass
class QueryRead(Message):
    """How a query was read, and what there is to say of its documents."""

    generation: int
    results: Results
    documents: int


@dataclass
class LinesRead(Message):
    """More lines are there, or all."""

    generation: int

    def can_replace(self, message: Message) -> bool:
        """How many there are is looked up when it is taken."""
        return isinstance(message, LinesRead) and message.generation == self.generation


@dataclass
class LinesOrdered(Message):
    """The first lines in an order, and the commonest words beside their hits."""

    generation: int
    by: Order
    order: Sequence[int]
    left: Sequence[tuple[str, int]]
    right: Sequence[tuple[str, int]]


@dataclass
class LinesDrawn(Message):
    """What some lines say, by their numbers; None of those whose text is another one by now."""

    generation: int
    drawn: dict[int, KwicLine | None]


@dataclass
class CollocatesCounted(Message):
    """The words near the hits; or, before, what share of the texts was counted."""

    generation: int
    done: float
    collocates: Collocates | None = None


@dataclass
class HitsSpread(Message):
    """Where the hits are."""

    generation: int
    dispersion: Dispersion


class Concording:
    """Asks for what the page shows; the answers are messages to its screen."""

    def __init__(self, screen: Screen[Any], project: Project) -> None:
        self._screen = screen
        self._project = project
        self._shelf = Shelf(project.library)
        self._generation = 0
        self._ordering = False
        self._ordered = 0
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
            self._read(generation, lines, search.every_hit(query, cancelled))

        self._run(work)

    def read_near(self, every: Concordance, near: Near) -> None:
        """Read those of the lines that have a word near their hits."""
        self.take(Concordance(every.query, depth=DEPTH, version=every.version))
        generation, lines, cancelled = self._generation, self.lines, self._cancelled()
        chosen = with_word(every, self._shelf.get, near.word, near.span, cancelled)
        self._run(lambda: self._read(generation, lines, chosen))

    def order(self, by: Order, *, anew: bool = False) -> None:
        """Order what is there, unless that is being done or would show little more."""
        lines, generation, upto = self.lines, self._generation, self.lines.count
        dear = by in ("left", "right") and not lines.complete
        if not anew and (self._ordering or (dear and upto < self._ordered * _GROWN)):
            return
        self._ordering, self._ordered = True, upto

        def work() -> None:
            left, right = (lines.common(side, _COMMON) for side in ("left", "right"))
            order = lines.ordered(by, upto)
            self._ordering = False
            self._post(LinesOrdered(generation, by, order, left, right))

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
                progress=lambda done: self._post(CollocatesCounted(generation, done)),
            )
            self._post(CollocatesCounted(generation, 1.0, found))

        self._run(work)

    def spread(self) -> None:
        """See where the hits are."""
        lines, generation = self.lines, self._generation

        def work() -> None:
            every: Sequence[DocumentInfo] = self._project.library.documents()
            self._post(HitsSpread(generation, dispersion(lines, every)))

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
        self, generation: int, lines: Concordance, found: Iterable[tuple[Document, Spans]]
    ) -> None:
        told = 0.0
        for count in lines.read(found):
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
