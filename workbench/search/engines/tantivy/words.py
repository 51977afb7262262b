"""Words as Tantivy's queries: where a term is to be looked for, and what it weighs.

Weights are those of `ranking`: a pattern counts as one word, and words that stand in the title
count more.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from tantivy import Occur, Query

from workbench.search.engines.ranking import TITLE
from workbench.search.engines.tantivy.feeding import MARK, fields_of
from workbench.search.engines.tantivy.reading import Snapshot
from workbench.search.parser import TEXT
from workbench.search.titles import BESIDE
from workbench.search.tree import PLAIN

# Of two forms of a pattern in a text, how much the rarer adds: together they count as one word.
_OTHER_FORMS = 0.35
Place = tuple[str, str]
"""A field of the index and a term that some document has in it."""


def places(snapshot: Snapshot, field: str, terms: Iterable[str]) -> list[Place]:
    """Where documents have any of the terms."""
    return [
        (name, term)
        for term in terms
        for name in fields_of(field)
        if snapshot.frequency(name, term)
    ]


def having(snapshot: Snapshot, found: Collection[Place]) -> Query:
    """The documents that have any of these; scores mean nothing."""
    of_field: dict[str, list[str]] = {}
    for name, term in found:
        of_field.setdefault(name, []).append(term)
    return any_of([_having(snapshot, name, terms) for name, terms in of_field.items()])


def scored(snapshot: Snapshot, field: str, terms: Collection[str]) -> Query:
    """The documents that have any of the terms, counted as one word."""
    if field not in (PLAIN, TEXT):
        found = places(snapshot, field, terms)
        return flat(having(snapshot, found), _weight(snapshot, found)) if found else any_of([])
    text = places(snapshot, TEXT, terms)
    title = places(snapshot, "title", terms)
    weight = TITLE * _weight(snapshot, title) if title else 0.0
    bonus = flat(having(snapshot, title), weight)
    best = [_forms(snapshot, text)] if text else []
    if text and title:
        best = [Query.boolean_query([(Occur.Must, best[0]), (Occur.Should, bonus)])]
    beside = places(snapshot, BESIDE, terms) if field == PLAIN and title else []
    if beside:
        best.append(flat(having(snapshot, beside), weight))
    # Of a pattern a document may have one form in its text and another beside it.
    return Query.disjunction_max_query(best) if len(best) > 1 else any_of(best)


def any_of(queries: Sequence[Query]) -> Query:
    """The documents that answer any of the queries, which add up."""
    if not queries:
        return Query.empty_query()
    if len(queries) == 1:
        return queries[0]
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def all_of(queries: Iterable[Query], without: Iterable[Query] = ()) -> Query:
    """The documents that answer all of the queries, and none of `without`."""
    parts = [(Occur.Must, query) for query in queries] or [(Occur.Must, everything())]
    return Query.boolean_query([*parts, *((Occur.MustNot, query) for query in without)])


def flat(query: Query, score: float = 0.0) -> Query:
    """The same documents, all with this score."""
    return Query.const_score_query(query, score)


def everything() -> Query:
    """All documents."""
    return flat(Query.all_query())


def _having(snapshot: Snapshot, name: str, terms: list[str]) -> Query:
    if len(terms) == 1:
        return Query.term_query(snapshot.schema, name, terms[0], "basic")
    return Query.term_set_query(snapshot.schema, name, terms)


def _forms(snapshot: Snapshot, found: Sequence[Place]) -> Query:
    """The documents that have any of the forms, scored as if they were one word."""
    queries = [Query.term_query(snapshot.schema, *place, "freq") for place in found]
    if len(queries) == 1:
        return queries[0]
    weight = _weight(snapshot, found)
    natural = [snapshot.weight(snapshot.frequency(*place)) for place in found]
    alike = [
        Query.boost_query(query, weight / own) for query, own in zip(queries, natural, strict=True)
    ]
    return Query.disjunction_max_query(alike, _OTHER_FORMS)


def _weight(snapshot: Snapshot, found: Sequence[Place]) -> float:
    if len({term.removeprefix(MARK) for _, term in found}) == 1:
        # A document has a term in one place only.
        return snapshot.weight(sum(snapshot.frequency(*place) for place in found))
    return snapshot.weight(snapshot.total(having(snapshot, found)))
