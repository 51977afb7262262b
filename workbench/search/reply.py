"""What a search says besides its hits: how the query was read, and why nothing was found."""

from __future__ import annotations

from dataclasses import replace

from workbench.search.engine import Asking
from workbench.search.interpret import interpreted
from workbench.search.prepared import Prepared
from workbench.search.results import Results
from workbench.search.suggest import by_title, reason, suggestions


def reply(query: str, prepared: Prepared, total: int, notice: str, asking: Asking) -> Results:
    """The results without their hits, of which there are `total`; `notice` is of the index.

    Raises CancelledError.
    """
    notices = (*prepared.notices, *filter(None, (notice,)))
    results = Results(query, interpreted(prepared.reading.tree), notices, total)
    if prepared.tree is None:
        return results
    if total:
        return replace(results, suggestions=by_title(prepared.tree, asking))
    why = reason(prepared.tree, asking)
    return replace(
        results,
        notices=(*notices, *why.sentences),
        words=why.words,
        suggestions=suggestions(prepared.tree, why, asking),
    )
