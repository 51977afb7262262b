"""What a commit of the index answers: pages of documents, and the terms of a pattern."""

from __future__ import annotations

from collections import Counter

from workbench.search.cancelling import Cancelled, Patience, never, stop_if
from workbench.search.engine import Expansion, Page, Ranked, Sort
from workbench.search.engines.tantivy.compiling import Compiler, is_flat
from workbench.search.engines.tantivy.feeding import BY_DATE, BY_PATH, MARK, joined, sorted_id
from workbench.search.engines.tantivy.reading import Hits, Snapshot
from workbench.search.patterns import Pattern
from workbench.search.tree import And, Documents, Node
from workbench.search.vocabulary import commonest

# Documents of one score that are put in the order of their paths.
_MOST_TIED = 200
# Asking for the keys of all that answer costs no more than for one by one of this part of all.
_MUCH = 50


def page_of(
    snapshot: Snapshot, tree: Node, limit: int, offset: int, sort: Sort, patience: Patience
) -> Page:
    """The page of the documents that answer `tree`. Raises CancelledError."""
    by_score = sort == "relevance" and limit > 0 and not is_flat(tree)
    query = Compiler(snapshot, patience, scoring=by_score).query(tree)
    stop_if(patience.cancelled)
    if limit < 1:
        return Page(snapshot.total(query), (), patience.cut_short)
    if by_score:
        hits, total = snapshot.page(query, offset + limit + _MOST_TIED)
        page = _in_order(snapshot, hits, total, offset, offset + limit)
        ranked = [Ranked(snapshot.id(at), score) for score, at in page]
    else:
        order = BY_DATE if sort == "date" else BY_PATH
        if limit * _MUCH > snapshot.documents:
            keys = sorted(snapshot.having(order, query))
            total, keys = len(keys), keys[offset : offset + limit]
        else:
            hits, total = snapshot.page(query, limit, offset, order=order)
            keys = [key for key, _ in hits]
        ranked = [Ranked(sorted_id(key), 0.0) for key in keys]
    return Page(total, tuple(ranked), patience.cut_short)


def score_of(snapshot: Snapshot, tree: Node, identity: str, cancelled: Cancelled) -> float | None:
    """The score of a document, which is 0 where all have the same. Raises CancelledError."""
    alone = Documents("document", identity, frozenset({identity}))
    scoring = not is_flat(tree)
    patience = Patience(cancelled, never)
    query = Compiler(snapshot, patience, scoring=scoring).query(And((tree, alone)))
    hits, _ = snapshot.page(query, 1)
    return (hits[0][0] if scoring else 0.0) if hits else None


def terms_of(
    snapshot: Snapshot, pattern: Pattern, field: str, limit: int, cancelled: Cancelled
) -> Expansion:
    """The terms of a field that a pattern stands for. Raises CancelledError."""
    found: Counter[str] = Counter()
    for name in (field, joined(field)):
        stop_if(cancelled)
        found.update(snapshot.terms(name, pattern, cancelled))
    if not pattern.literal:  # no literal begins like a mark
        found = Counter({term: n for term, n in found.items() if not term.startswith(MARK)})
    return Expansion(commonest(found, limit), len(found))


def _in_order(snapshot: Snapshot, hits: Hits, total: int, first: int, last: int) -> Hits:
    """The hits from `first` to `last` by score, and of one score by path.

    Very many of one score stay in the order in which Tantivy has them.
    """
    ordered: Hits = []
    while len(ordered) < min(last, len(hits)):
        start = end = len(ordered)
        while end < len(hits) and hits[end][0] == hits[start][0]:
            end += 1
        tied = hits[start:end]
        whole = end < len(hits) or end == total
        if end > first and whole and 1 < len(tied) <= _MOST_TIED:
            tied.sort(key=lambda hit: snapshot.path(hit[1]))
        ordered += tied
    return ordered[first:last]
