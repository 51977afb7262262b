"""What the page of the concordance remembers, and what its workers tell it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from textual.message import Message

from workbench.search import Results
from workbench.search.collocates import SPAN, Collocates
from workbench.search.concordance import Concordance, Order
from workbench.search.dispersion import Dispersion, Spread
from workbench.tui.widgets.kwicrows import KwicLine

View = Literal["lines", "collocates", "dispersion"]
SpreadOrder = Literal["hits", "date", "document"]


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
    counted: dict[int, Collocates] = field(default_factory=dict)
    """Their collocates by span, as far as they were counted."""


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
    sought: tuple[str, int]
    place: int
    """Where in the order the line is that was sought, by its document and start; -1 if nowhere."""
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
    span: int
    done: float
    collocates: Collocates | None = None


@dataclass
class HitsSpread(Message):
    """Where the hits are, and the documents in an order."""

    generation: int
    dispersion: Dispersion
    by: SpreadOrder
    spread: Sequence[Spread]
