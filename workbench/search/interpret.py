"""A tree written back as a query: how it was read, in the same language.

Parsing what is written here gives the same tree again.
"""

from __future__ import annotations

import re

from workbench.library.safe import one_line
from workbench.search import dates
from workbench.search.patterns import Fuzzy, Prefix, Regex, Stem, Wildcard
from workbench.search.signs import unspaced
from workbench.search.tree import (
    And,
    AnyWord,
    Boost,
    DateRange,
    Documents,
    Everything,
    Field,
    Node,
    Not,
    Nothing,
    Or,
    PathShape,
    Phrase,
    Slot,
    Word,
)

_NEEDS_NO_QUOTES = re.compile(r"(?!(?:AND|OR|NOT)$)\w[\w/.@#&'*-]*")
_QUOTED_AT_MOST = 40


def interpreted(tree: Node | None) -> str:
    """`tree` as a query: `berth AND (lease OR rent) AND NOT title:draft`; empty for None."""
    return "" if tree is None else _written(tree)


def shortened(text: str) -> str:
    """`text` as a sentence can quote it: on one line, at most 40 characters."""
    text = one_line(text)
    return text if len(text) <= _QUOTED_AT_MOST else text[: _QUOTED_AT_MOST - 1] + "…"


def _written(node: Node, *, inside: bool = False) -> str:
    """`node` as a query; in parentheses where it has parts and stands `inside` another."""
    match node:
        case Or(nodes):
            text = " OR ".join(_written(part, inside=True) for part in nodes)
        case And(nodes):
            text = " AND ".join(_written(part, inside=True) for part in nodes)
        case Not(part):
            text = f"NOT {_written(part, inside=True)}"
        case Boost(part, factor):
            text = f"{_written(part, inside=True)}^{factor:g}"
        case Field(name, part):
            text = f"{name}:{_written(part, inside=True)}"
        case _:
            text = _leaf(node)
    return f"({text})" if inside and isinstance(node, And | Or) else text


def _leaf(node: Node) -> str:
    match node:
        case Everything():
            return "*"
        case Nothing():
            return "NOT *"
        case Phrase(slots, slop):
            stems = "stem:" if any(isinstance(slot, Stem) for slot in slots) else ""
            return f'{stems}"{_run(slots)}"' + (f"~{slop}" if slop else "")
        case Stem(text) | AnyWord(Stem(text)):
            return f"stem:{text}"
        case DateRange(first, last):
            return f"date:{_dates(first, last)}"
        case Documents(field, value, exact=exact):
            return f"{field}:{exactly(value) if exact else quoted(value)}"
        case PathShape(shape):
            return shape
        case _:
            return _slot(node)  # type: ignore[arg-type]  # every other node is taken above


def _slot(slot: Slot) -> str:
    match slot:
        case Word(text) | Wildcard(text) | Stem(text):
            return text
        case Prefix(text):
            return f"{text}*"
        case Fuzzy(text, edits):
            return f"{text}~{edits}"
        case Regex(text):
            return f"/{text}/"
        case AnyWord(pattern):
            return _slot(pattern)
        case Everything():
            return "*"


def _run(slots: tuple[Slot, ...]) -> str:
    text = ""
    for slot in slots:
        word = _slot(slot)
        close = text and unspaced(text[-1]) and unspaced(word)
        text += word if close or not text else f" {word}"
    return text


def _dates(first: str, last: str) -> str:
    start, end = dates.shortest_start(first), dates.shortest_end(last)
    if not end:
        return f">={start}"
    if not start:
        return f"<={end}"
    return dates.shortest(first, last) or f"[{start} TO {end}]"


def quoted(value: str) -> str:
    """The value of a field as a query has it: in quotation marks where it needs them."""
    if _NEEDS_NO_QUOTES.fullmatch(value):
        return value
    return '"' + re.sub(r'(["“”„«»＂\\])', r"\\\1", value) + '"'


def exactly(value: str) -> str:
    """The value of a field as a query asks for it whole: `="Northern Wire"`."""
    return f"={quoted(value)}"
