"""Where a passage that another program speaks of stands in a document of ours."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from functools import lru_cache

from workbench.model import Document
from workbench.notes import Annotation, anchoring, w3c
from workbench.notes.ground import Ground
from workbench.spans import Span
from workbench.store.records import Record

_ASTRAL = 0xFFFF


@dataclass(frozen=True, slots=True)
class Said:
    """What another program says of a passage: a position in code points, a quote, or both.

    `sha256` is of the document's file if it says that too. A `position` is as it came: it may be
    of any type and lie anywhere.
    """

    position: tuple[object, object] = (None, None)
    quote: w3c.Quote = field(default_factory=w3c.Quote)
    sha256: str = ""

    @property
    def whole_document(self) -> bool:
        """Whether it names no passage at all."""
        return self.position == (None, None) and not self.quote.exact


def found(said: Said, document: Document) -> Span | None:
    """The passage in the document, None if it is not there; a quote counts more than a position."""
    span = _possible(said.position, len(document.text))
    if not said.quote.exact:
        return span
    if span and document.text[span.start : span.end] == said.quote.exact:
        return span
    sought = Annotation.from_json(_record(said, span), "sought", document.id)
    return anchoring.place(sought, document, _ground(document.text)).span


def order(address: object, position: tuple[object, object]) -> tuple[str, int]:
    """A key to sort notes by document and place: one after the other they are placed faster."""
    start = position[0]
    return address if isinstance(address, str) else "", start if type(start) is int else 0


@lru_cache(maxsize=1)
def _ground(text: str) -> Ground:
    return Ground(text)


def _record(said: Said, span: Span | None) -> Record:
    selectors = [w3c.quote_selector(said.quote)]
    if span:
        selectors.append({"type": "TextPositionSelector", "start": span.start, "end": span.end})
    return {"target": {"selector": selectors}}


def _possible(position: tuple[object, object], length: int) -> Span | None:
    start, end = position
    if type(start) is int and type(end) is int and 0 <= start < end <= length:
        return Span(start, end)
    return None


class Utf16:
    """Positions in UTF-16 code units, as browsers count, of a text as code points."""

    def __init__(self, text: str) -> None:
        self._astral = [] if text.isascii() else _starts_of_astral(text)
        self._length = len(text)

    def code_point(self, unit: int) -> int:
        """The code point at a code unit; inside a surrogate pair, that of the pair."""
        # The n-th astral character starts n units further on than it counts in code points.
        before = bisect_left(
            range(len(self._astral)), unit, key=lambda index: self._astral[index] + index
        )
        return min(unit - before, self._length)


def _starts_of_astral(text: str) -> list[int]:
    return [index for index, char in enumerate(text) if ord(char) > _ASTRAL]
