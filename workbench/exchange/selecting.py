"""Following W3C selectors to a passage: one that refines another, and ranges between two."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from workbench.exchange.placing import Said, found
from workbench.library.safe import one_line
from workbench.model import Document
from workbench.notes import w3c
from workbench.spans import Span
from workbench.store.records import Record

_DEEPEST = 10
_CHARACTERS = re.compile(r"char=(\d{1,18}),(\d{1,18})")
_RANGE = "RangeSelector"


def characters(fragment: str) -> tuple[int, int] | None:
    """The positions in a fragment that counts characters (RFC 5147), such as `char=12,22`."""
    match = _CHARACTERS.fullmatch(fragment)
    return (int(match[1]), int(match[2])) if match else None


def is_text(selector: Any) -> bool:
    """Whether it is a quote or a position."""
    return w3c.is_a(selector, "TextPositionSelector") or w3c.is_a(selector, "TextQuoteSelector")


def is_composed(selector: Record) -> bool:
    """Whether other selectors inside of it say what it selects."""
    inner = selector.get("refinedBy")
    if w3c.is_a(selector, _RANGE) or (is_text(selector) and inner is not None):
        return True
    return any(one.get("refinedBy") is not None for one in dicts(inner))


def followed(selector: Any, document: Document) -> Span | None:
    """The passage that it selects; None if it is not there or not said in a way for text."""
    return _followed(selector, document, Span(0, len(document.text)), 0)


def unknown(selector: Any) -> str:
    """A sentence on why a selector says nothing."""
    for one in dicts(selector):
        if isinstance(kind := one.get("type"), str):
            if is_text(one):
                return f"Its {one_line(kind)} says nothing that can be used."
            return f"It has a selector that is not for text: {one_line(kind)}."
    return "It has a selector that cannot be understood."


def dicts(value: Any) -> Iterator[Record]:
    """The objects among a value or the values of a list."""
    return (one for one in w3c.listed(value) if isinstance(one, dict))


def _followed(selector: Any, document: Document, within: Span | None, depth: int) -> Span | None:
    """`within` is what the selector refines, None if that is nothing we can see."""
    if depth > _DEEPEST or not isinstance(selector, dict):
        return None
    own = _own(selector, document, within, depth)
    inner = list(dicts(selector.get("refinedBy")))
    if not inner or (own is None and (is_text(selector) or w3c.is_a(selector, _RANGE))):
        return own
    spans = (_followed(one, document, own, depth + 1) for one in inner)
    return next((span for span in spans if span is not None), None)


def _own(selector: Record, document: Document, within: Span | None, depth: int) -> Span | None:
    if w3c.is_a(selector, _RANGE):
        ends = (selector.get(name) for name in ("startSelector", "endSelector"))
        first, last = (_followed(one, document, within, depth + 1) for one in ends)
        if first is None or last is None or first.start >= last.start:
            return None
        return Span(first.start, last.start)  # not including what the second one selects
    target = {"target": [{"selector": [selector]}]}
    quote = w3c.read_quote(target)
    if quote.exact:
        return _quoted(quote, document, within)
    position = w3c.read_position(target)
    if position == (None, None):
        position = characters(w3c.read_text(selector, "value")) or position
    start, end = position
    if within is None or type(start) is not int or type(end) is not int:
        return None
    if not 0 <= start < end <= within.end - within.start:
        return None
    return Span(within.start + start, within.start + end)


def _quoted(quote: w3c.Quote, document: Document, within: Span | None) -> Span | None:
    if within is None or within == Span(0, len(document.text)):
        return found(Said(quote=quote), document)
    whole = quote.prefix + quote.exact + quote.suffix
    for words, lead in ((whole, len(quote.prefix)), (quote.exact, 0)):
        at = document.text.find(words, max(within.start - lead, 0), within.end + len(quote.suffix))
        if at >= 0 and at + lead + len(quote.exact) <= within.end:
            return Span(at + lead, at + lead + len(quote.exact))
    return None
