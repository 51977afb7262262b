"""Words as Tantivy's queries: where a term is to be looked for, and what it weighs.

Weights are those of `ranking`: a pattern counts as one word, a word of the title as one that the
text has very often.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from tantivy import Occur, Query

from workbench.search.engines.ranking import BOTH, TITLE
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
    beside = places(snapshot, BESIDE, terms) if field == PLAIN and title else []
    if not text and not beside:
        return any_of([])
    weight = _weight(snapshot, [*text, *beside])
    parts = [_forms(snapshot, text, weight)] if text else []
    if text and title:
        titled = all_of([having(snapshot, title), having(snapshot, text)])
        parts.append(flat(titled, TITLE * weight))
    if beside:
        parts.append(flat(having(snapshot, beside), TITLE * weight))
    return either_of(parts)


def either_of(queries: Sequence[Query]) -> Query:
    """The documents that answer any of the queries: in their text, in their title, or in both."""
    return Query.disjunction_max_query(queries, BOTH) if len(queries) > 1 else any_of(queries)


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


def _forms(snapshot: Snapshot, found: Sequence[Place], weight: float) -> Query:
    """The documents that have any of the forms, scored as if they were one word of this weight."""
    alike: list[Query] = []
    for place in found:
        query = Query.term_query(snapshot.schema, *place, "freq")
        own = snapshot.weight(snapshot.frequency(*place))
        alike.append(query if own == weight else Query.boost_query(query, weight / own))
    return Query.disjunction_max_query(alike, _OTHER_FORMS) if len(alike) > 1 else alike[0]


def _weight(snapshot: Snapshot, found: Sequence[Place]) -> float:
    if len({term.removeprefix(MARK) for _, term in found}) == 1:
        # A document has a term in one place only.
        return snapshot.weight(sum(snapshot.frequency(*place) for place in found))
    return snapshot.weight(snapshot.total(having(snapshot, found)))
