"""What a commit of the index answers: pages of documents, and the terms of a pattern."""

from __future__ import annotations

from collections import Counter

from tantivy import Query

from workbench.search.cancelling import Cancelled, Patience, never, stop_if
from workbench.search.engine import Expansion, Page, Ranked, Sort
from workbench.search.engines.tantivy.compiling import Compiler, is_flat
from workbench.search.engines.tantivy.feeding import BY_DATE, BY_PATH, MARK, fields_of, sorted_id
from workbench.search.engines.tantivy.phrases import unweighed
from workbench.search.engines.tantivy.reading import Address, Hits, Snapshot
from workbench.search.parser import TEXT
from workbench.search.patterns import Pattern
from workbench.search.tree import PLAIN, And, Documents, Field, Node, Phrase, Word, positive_leaves
from workbench.search.vocabulary import commonest

# Documents of one score that are put in the order of their paths.
_MOST_TIED = 200
# Asking for the keys of all that answer costs no more than for one by one of this part of all.
_MUCH = 50
_RUN = 1000
_AHEAD = 50
"""Documents found while those are counted that have some words: mostly they are listed next."""


def page_of(
    snapshot: Snapshot, tree: Node, limit: int, offset: int, sort: Sort, patience: Patience
) -> Page:
    """The page of the documents that answer `tree`. Raises CancelledError."""
    if limit < 1:
        return Page(_total(snapshot, tree, patience), (), patience.cut_short)
    if sort == "relevance" and not is_flat(tree):
        hits, total = _scored(snapshot, tree, offset + limit, patience)
        page = _in_order(snapshot, hits, total, offset, offset + limit)
        runs = (page[first : first + _RUN] for first in range(0, len(page), _RUN))
        ranked = [one for run in runs for one in _ranked(snapshot, tree, run)]
        return Page(total, tuple(ranked), patience.cut_short)
    query = Compiler(snapshot, patience, scoring=False).query(tree)
    stop_if(patience.cancelled)
    order = BY_DATE if sort == "date" else BY_PATH
    if limit * _MUCH > snapshot.documents:
        keys = sorted(snapshot.having(order, query))
        total, keys = len(keys), keys[offset : offset + limit]
    else:
        hits, total = snapshot.page(query, limit, offset, order=order)
        keys = [key for key, _ in hits]
    ranked = [Ranked(sorted_id(key), 0.0) for key in keys]
    return Page(total, tuple(ranked), patience.cut_short)


def _total(snapshot: Snapshot, tree: Node, patience: Patience) -> int:
    """How many documents answer. Raises CancelledError."""
    word = _having_word(snapshot, tree)
    if word is not None:
        return word
    if isinstance(tree, And):
        if any(_having_word(snapshot, node) == 0 for node in tree.nodes):
            return 0
        if all(isinstance(node, Word | Phrase) for node in tree.nodes):
            found = _scored(snapshot, tree, _AHEAD, patience)
            if not patience.cut_short:
                snapshot.counted = tree, *found
            return found[1]
    query = Compiler(snapshot, patience, scoring=False).query(tree)
    stop_if(patience.cancelled)
    return snapshot.total(query)


def _having_word(snapshot: Snapshot, node: Node) -> int | None:
    """How many documents have a word, which is noted; None of anything else."""
    match node:
        case Word(text):
            return snapshot.having_word(PLAIN, text)
        case Field(name, Word(text)):
            return snapshot.having_word(name, text)
        case _:
            return None


def _scored(snapshot: Snapshot, tree: Node, last: int, patience: Patience) -> tuple[Hits, int]:
    """The best documents as `_hits` has them, and the total. Raises CancelledError."""
    if snapshot.counted and last <= _AHEAD and snapshot.counted[0] == tree:
        return snapshot.counted[1:]
    if isinstance(tree, Phrase):
        hits, total = _hits(snapshot, unweighed(snapshot, tree, PLAIN, patience), last)
        weight = snapshot.weight(total)
        return [(score * weight, at) for score, at in hits], total
    query = Compiler(snapshot, patience, scoring=True).query(tree)
    stop_if(patience.cancelled)
    return _hits(snapshot, query, last)


def _hits(snapshot: Snapshot, query: Query, last: int) -> tuple[Hits, int]:
    """The best documents up to `last`, and those that have the score of that one; and the total."""
    hits, total = snapshot.page(query, last + 1)
    if len(hits) > last and hits[last][0] == hits[last - 1][0]:
        hits, total = snapshot.page(query, last + _MOST_TIED)
    return hits, total


def _ranked(snapshot: Snapshot, tree: Node, page: Hits) -> list[Ranked]:
    addresses = [at for _, at in page]
    facts = zip(snapshot.ids_of(addresses), snapshot.checksums(addresses), strict=True)
    otherwise = [snapshot.otherwise(TEXT, word) for word in _words(tree)]
    known = [addressed for addressed in otherwise if addressed is not None]
    sure = len(known) == len(otherwise)
    apart = frozenset[Address]().union(*known)
    return [
        Ranked(
            identity,
            score,
            checksum if sure and (at.segment_ord, at.doc) not in apart else -1,
        )
        for (score, at), (identity, checksum) in zip(page, facts, strict=True)
    ]


def _words(tree: Node) -> set[str]:
    """The words that the text of a document is asked for, alone or in phrases."""
    leaves = [leaf for field, leaf in positive_leaves(tree) if field in (PLAIN, TEXT)]
    slots = [leaf.slots if isinstance(leaf, Phrase) else (leaf,) for leaf in leaves]
    return {slot.text for some in slots for slot in some if isinstance(slot, Word)}


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
    for name in fields_of(field):
        stop_if(cancelled)
        found.update(snapshot.terms(name, pattern, cancelled))
    if not pattern.literal:  # no literal begins like a mark
        found = Counter({term: n for term, n in found.items() if not term.startswith(MARK)})
    return Expansion(commonest(found, limit), len(found))


def _in_order(snapshot: Snapshot, hits: Hits, total: int, first: int, last: int) -> Hits:
    """The hits from `first` to `last` by score, and of one score by path.

    Very many of one score stay in the order in which Tantivy has them.
    """
    if len({score for score, _ in hits}) == len(hits):
        return hits[first:last]
    ordered: Hits = []
    while len(ordered) < min(last, len(hits)):
        start = end = len(ordered)
        while end < len(hits) and hits[end][0] == hits[start][0]:
            end += 1
        tied = hits[start:end]
        whole = end < len(hits) or end == total
        if end > first and whole and 1 < len(tied) <= _MOST_TIED:
            tied.sort(key=lambda hit: snapshot.key(hit[1]))
        ordered += tied
    return ordered[first:last]
