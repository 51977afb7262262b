"""Laying added names over the mentions that were found: where two overlap, one of them counts.

An added name goes before what was found in its place, but not within a longer name: the Jordan of
"Jordan River" is no person because Jordan is one elsewhere. A name that was added at one place goes
before all; of two added names the longer one, then the later one.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable
from typing import NamedTuple

from workbench.entities.added import Met, Standing
from workbench.spans import Span, Spans

_NAMES = ("person:", "organisation:", "place:")


class Laid(NamedTuple):
    """An added name that counts: its span, the name, and the entity that it belongs to."""

    span: Span
    form: str
    key: str


class Name(NamedTuple):
    """An added name in a document, and the entity that it belongs to in the end."""

    key: str
    form: str
    turn: int
    placed: bool
    standing: Standing


def lay(names: Iterable[Name], entity: Callable[[Met], str | None]) -> tuple[list[Laid], set[Met]]:
    """The added names of a document that count, and the mentions that do not count any more.

    `entity` gives the key that a mention belongs to under all corrections, None if it is hidden.
    """
    laid: list[Laid] = []
    gone: set[Met] = set()
    for name in sorted(names, key=lambda one: (not one.placed, -len(one.form), -one.turn)):
        in_order = sorted(name.standing.met, key=lambda one: one.start)
        met_spans = Spans((one.start, one.end) for one in in_order)
        for span in name.standing.spans:
            first = max(met_spans.at(span.start), 0)
            met = []
            for one in in_order[first:]:
                if one.start >= span.end:
                    break
                if one.end > span.start:
                    met.append(one)
            longer = not name.placed and any(
                one.start <= span.start
                and span.end <= one.end
                and (one.start, one.end) != span
                and (entity(one) or "").startswith(_NAMES)
                for one in met
            )
            if not longer and _is_free(laid, span):
                insort(laid, Laid(span, name.form, name.key))
                gone.update(met)
    return laid, gone


def _is_free(laid: list[Laid], span: Span) -> bool:
    """Whether no name was laid where the span is."""
    after = bisect_left(laid, span.start, key=lambda one: one.span.start)
    before_ends = laid[after - 1].span.end if after else 0
    next_starts = laid[after].span.start if after < len(laid) else span.end
    return before_ends <= span.start and span.end <= next_starts
