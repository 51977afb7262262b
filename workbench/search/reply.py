"""What a search says besides its hits: how the query was read, and why nothing was found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from workbench.search.cancelling import CancelledError, Deadline
from workbench.search.engine import Asking
from workbench.search.interpret import interpreted
from workbench.search.prepared import Prepared
from workbench.search.results import Results, Suggestion
from workbench.search.suggest import Near, idle, reason, respelt, suggestions, wider
from workbench.search.tree import Node

PATIENCE = 0.2
"""Seconds for which other queries are looked for: nobody asked for them, but somebody waits."""


def as_read(query: str, prepared: Prepared) -> Results:
    """The results before anything was looked for."""
    return Results(query, interpreted(prepared.reading.tree), prepared.notices)


def reply(results: Results, prepared: Prepared, asking: Asking, near: Near) -> Results:
    """The results, whose total is known, with what else there is to say. Raises CancelledError.

    `near` knows what is like a value of a field that no document has. Other queries are those
    that were found before the `PATIENCE` is over.
    """
    tree = prepared.tree
    if tree is None:
        return results
    deadline = Deadline(asking.cancelled, PATIENCE)
    aside = Asking(asking.engine, deadline)
    if results.total:
        notices = (*results.notices, *idle(tree, asking))
        others = _beside_hits(tree, prepared, results.total, aside)
        return replace(results, notices=notices, suggestions=_in_time(others, deadline))
    why = reason(tree, asking)
    return replace(
        results,
        notices=(*results.notices, *why.sentences),
        words=why.words,
        suggestions=_in_time(suggestions(tree, why, aside, near), deadline),
    )


def _beside_hits(
    tree: Node, prepared: Prepared, total: int, asking: Asking
) -> Iterator[Suggestion]:
    yield from respelt(tree, asking, together=prepared.reading.relaxed)
    yield from wider(prepared.reading, total, asking)


def _in_time(others: Iterator[Suggestion], deadline: Deadline) -> tuple[Suggestion, ...]:
    found = []
    try:
        for other in others:
            found.append(other)  # noqa: PERF402  # it stays when the next one comes too late
    except CancelledError:
        if not deadline.late:
            raise
    return tuple(found)
