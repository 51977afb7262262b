"""What a search says besides its hits: how the query was read, and why nothing was found."""

from __future__ import annotations

from dataclasses import replace

from workbench.search.engine import Asking
from workbench.search.interpret import interpreted
from workbench.search.prepared import Prepared
from workbench.search.results import Results
from workbench.search.suggest import Near, by_title, idle, reason, respelt, suggestions, wider


def as_read(query: str, prepared: Prepared) -> Results:
    """The results before anything was looked for."""
    return Results(query, interpreted(prepared.reading.tree), prepared.notices)


def reply(results: Results, prepared: Prepared, asking: Asking, near: Near) -> Results:
    """The results, whose total is known, with what else there is to say. Raises CancelledError.

    `near` knows what is like a value of a field that no document has.
    """
    tree = prepared.tree
    if tree is None:
        return results
    if results.total:
        notices = (*results.notices, *idle(tree, asking))
        others = (
            *respelt(tree, asking, together=prepared.reading.relaxed),
            *by_title(tree, asking),
            *wider(prepared.reading, results.total, asking),
        )
        return replace(results, notices=notices, suggestions=others)
    why = reason(tree, asking)
    return replace(
        results,
        notices=(*results.notices, *why.sentences),
        words=why.words,
        suggestions=suggestions(tree, why, asking, near),
    )
