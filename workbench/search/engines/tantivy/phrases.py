"""Phrases and near words: what Tantivy's positions decide, and what only a reading of texts does.

Tantivy knows where the parts of a text stand. It does not know where a whole or a joined spelling
stands, and of three words whether they are near each other in any order. So a phrase has two
queries: the documents that surely have it, and those that may. The latter are few, and their texts
are read as the matcher reads them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import combinations, pairwise, permutations

from tantivy import DocAddress, Query

from workbench.model import Document
from workbench.search.cancelling import Patience
from workbench.search.engine import checksum
from workbench.search.engines.ranking import TITLE
from workbench.search.engines.tantivy.feeding import ID, MARK, joined
from workbench.search.engines.tantivy.reading import Snapshot
from workbench.search.engines.tantivy.words import (
    Place,
    all_of,
    any_of,
    either_of,
    flat,
    having,
    places,
)
from workbench.search.matcher import field_text
from workbench.search.occurrences import phrase_spans
from workbench.search.parser import TEXT
from workbench.search.reader import Reader
from workbench.search.titles import BESIDE, HEADING
from workbench.search.tree import PLAIN, AnyWord, Phrase, Word

_MOST_PAIRS = 6
_MOST_APART = 16
_AT_ONCE = 20
_MOST_SLOTS = 8


@dataclass(frozen=True, slots=True)
class _Slot:
    """One word of a phrase: its terms among the parts, and among the others; all their places."""

    word: Word | AnyWord
    parts: frozenset[str]
    others: tuple[Place, ...]
    all: tuple[Place, ...]


class _Wanted:
    """The documents that surely have something, and those that may have it."""

    def __init__(self, sure: Sequence[Query], maybe: Sequence[Query]) -> None:
        self.sure = [*sure]
        self.maybe = [*maybe]

    @property
    def possible(self) -> Query:
        return any_of([*self.sure, *self.maybe])


def phrase_query(
    snapshot: Snapshot, phrase: Phrase, field: str, patience: Patience, *, scoring: bool
) -> Query:
    """The documents that have the phrase, scored as one word. Raises CancelledError."""
    one = unweighed(snapshot, phrase, field, patience, scoring=scoring)
    return Query.boost_query(one, snapshot.weight(snapshot.total(one))) if scoring else one


def unweighed(
    snapshot: Snapshot, phrase: Phrase, field: str, patience: Patience, *, scoring: bool = True
) -> Query:
    """The documents that have the phrase, scored as a word of the weight 1. Raises CancelledError.

    What a phrase weighs depends on how many documents have it. Where it is all that is asked for,
    its scores are weighed once they and their number are known, and it is searched for only once.
    """
    if field == PLAIN:
        in_text = unweighed(snapshot, phrase, TEXT, patience, scoring=scoring)
        if not _may_be_in_title(snapshot, phrase):
            return in_text
        in_title = unweighed(snapshot, phrase, HEADING, patience, scoring=False)
        both = [in_text, flat(in_title, TITLE)]
        return either_of(both) if scoring else any_of([in_text, in_title])
    field = HEADING if field == BESIDE else field
    wanted = _Phrases(snapshot, field).wanted(phrase)
    read = _verified(snapshot, phrase, field, wanted, patience)
    rest = [Query.term_set_query(snapshot.schema, ID, read)] if read else []
    if not scoring:
        return any_of([*wanted.sure, *rest])
    own = _own_weight(snapshot, phrase, field)
    weighed = [_weighed(snapshot, query, own) for query in wanted.sure]
    return any_of([*weighed, *(flat(query, 1.0) for query in rest)])


def _may_be_in_title(snapshot: Snapshot, phrase: Phrase) -> bool:
    slots = [_terms(slot) for slot in phrase.slots if isinstance(slot, Word | AnyWord)]
    return all(places(snapshot, HEADING, terms) for terms in slots)


class _Phrases:
    def __init__(self, snapshot: Snapshot, field: str) -> None:
        self._snapshot = snapshot
        self._field = field

    def wanted(self, phrase: Phrase) -> _Wanted:
        """What is sure and what may be of a phrase."""
        slots = [
            self._slot(slot, phrase.slop) if isinstance(slot, Word | AnyWord) else None
            for slot in phrase.slots
        ]
        known = [slot for slot in slots if slot is not None]
        if not all(slot.all for slot in known):
            return _Wanted((), ())
        if len(known) == 1:
            return _Wanted([having(self._snapshot, known[0].all)], ())
        if not phrase.slop:
            at = [(place, slot) for place, slot in enumerate(slots) if slot is not None]
            return _Wanted(self._in_order(at), self._with_others(known))
        gap = len(slots) - 2 + phrase.slop
        return self._pair(known[0], known[1], gap) if len(known) == 2 else self._near(known, gap)

    def _slot(self, word: Word | AnyWord, slop: int) -> _Slot:
        terms = _terms(word)
        name = joined(self._field)
        has = self._snapshot.frequency
        parts = frozenset(term for term in terms if has(self._field, term))
        # A whole begins where its first part does: where that is meant, too, and it does not matter
        # where it ends, it says nothing new.
        others = [t for t in terms if not slop or t.partition("'")[0] not in parts - {t}]
        marked = [
            (name, text) for term in others for text in (term, MARK + term) if has(name, text)
        ]
        return _Slot(word, parts, tuple(marked), tuple(places(self._snapshot, self._field, terms)))

    def _in_order(self, slots: Sequence[tuple[int, _Slot]], gap: int = 0) -> list[Query]:
        """The documents in which parts stand at these places, or up to `gap` further apart."""
        schema, field = self._snapshot.schema, self._field
        if not all(slot.parts for _, slot in slots):
            return []
        if all(len(slot.parts) == 1 for _, slot in slots):
            plain: list[str | tuple[int, str]] = [(at, min(slot.parts)) for at, slot in slots]
            return [Query.phrase_query(schema, field, plain, gap)]
        shapes: list[str | tuple[int, str]] = [(at, _any(slot.parts)) for at, slot in slots]
        return [Query.regex_phrase_query(schema, field, shapes, gap)]

    def _with_others(self, slots: Sequence[_Slot]) -> list[Query]:
        """The documents that have all words, and one of them as a whole or a joined spelling."""
        if len(slots) > _MOST_SLOTS and any(slot.others for slot in slots):
            # One by one would be as many queries, of as many words: fewer say less, and sooner.
            return [all_of(having(self._snapshot, slot.all) for slot in slots)]
        found = []
        for index, slot in enumerate(slots):
            if slot.others:
                rest = [*slots[:index], *slots[index + 1 :]]
                found.append(
                    all_of(having(self._snapshot, p) for p in (slot.others, *(r.all for r in rest)))
                )
        return found

    def _pair(self, one: _Slot, other: _Slot, gap: int) -> _Wanted:
        """Two words in either order, with at most `gap` others between them."""
        if one.word == other.word:
            return self._twice(one, gap)
        sure = self._in_order([(0, one), (1, other)], gap)
        sure += self._in_order([(0, other), (1, one)], gap)
        same = one.parts & other.parts  # of two patterns both may mean one word
        sure += [having(self._snapshot, [(self._field, term) for term in same])] if same else []
        return _Wanted(sure, self._with_others([one, other]))

    def _twice(self, slot: _Slot, gap: int) -> _Wanted:
        """A word and again that word: Tantivy would take it for a neighbour of itself."""
        apart = range(1, min(gap + 1, _MOST_APART) + 1)
        sure = [query for at in apart for query in self._in_order([(0, slot), (at, slot)])]
        maybe = [having(self._snapshot, slot.all)] if gap + 1 > _MOST_APART else []
        return _Wanted(sure, [*self._with_others([slot, slot]), *maybe])

    def _near(self, slots: Sequence[_Slot], gap: int) -> _Wanted:
        """Three words and more: each two are near each other, which is not yet all together."""
        pairs = [*pairwise(slots), *(pair for pair in combinations(slots, 2))]
        near = [self._pair(*pair, gap).possible for pair in dict.fromkeys(pairs)]
        sure: list[Query] = []
        if len(slots) == len({slot.word for slot in slots}) == 3:
            # Tantivy's slop misses some of these, and is never wrong about what it finds.
            for order in permutations(slots):
                sure += self._in_order(list(enumerate(order)), gap - 1)
        return _Wanted(sure, [all_of(near[:_MOST_PAIRS])])


def _verified(
    snapshot: Snapshot, phrase: Phrase, field: str, wanted: _Wanted, patience: Patience
) -> list[str]:
    """The ids of those that may have the phrase and do, found by reading their texts."""
    known = snapshot.verified.get((field, phrase))
    if known is not None:
        return known
    ids: list[str] = []
    if wanted.maybe:
        query = all_of([any_of(wanted.maybe)], wanted.sure)
        candidates, total = snapshot.page(query, max(snapshot.documents, 1))
        words = [slot for slot in phrase.slots if isinstance(slot, Word | AnyWord)]
        reader = Reader(words, len(phrase.slots) - 1 + phrase.slop)
        read = 0
        for document in _documents(snapshot, [at for _, at in candidates]):
            if not patience.goes_on():
                return ids
            read += 1
            text = document.text if field == TEXT else field_text(document.info, field)
            if phrase_spans(phrase, reader.read(text, patience.cancelled)):
                ids.append(document.id)
        if read < total:  # one is not in the library yet: the next time it may be
            return ids
    snapshot.remember(field, phrase, ids)
    return ids


def _documents(snapshot: Snapshot, addresses: Sequence[DocAddress]) -> Iterator[Document]:
    """The documents with their texts, without those of which the library has another text."""
    for first in range(0, len(addresses), _AT_ONCE):
        some = addresses[first : first + _AT_ONCE]
        ids = snapshot.ids_of(some)
        indexed = dict(zip(ids, snapshot.checksums(some), strict=True))
        for document in snapshot.texts.documents_of(ids):
            if checksum(document.text) == indexed[document.id]:
                yield document


def _weighed(snapshot: Snapshot, query: Query, own: float) -> Query:
    """The query with the weight 1 instead of its `own`, which is 0 where not known."""
    if not own:
        best, _ = snapshot.page(query, 1)
        if not best:
            return query
        own = _explained_weight(json.loads(snapshot.explained(query, best[0][1])))
    return Query.boost_query(query, 1 / own) if own else flat(query, 1.0)


def _own_weight(snapshot: Snapshot, phrase: Phrase, field: str) -> float:
    """What Tantivy weighs a phrase of words: all of them together. 0 for one with patterns."""
    words = [slot.text for slot in phrase.slots if isinstance(slot, Word)]
    if any(isinstance(slot, AnyWord) for slot in phrase.slots):
        return 0.0
    return sum(snapshot.weight(snapshot.frequency(field, word)) for word in words)


def _explained_weight(explained: dict[str, object]) -> float:
    if explained.get("description") == "idf":
        return float(str(explained["value"]))
    details = explained.get("details")
    inner = (_explained_weight(each) for each in (details if isinstance(details, list) else ()))
    return next(filter(None, inner), 0.0)


def _terms(word: Word | AnyWord) -> Set[str]:
    return {word.text} if isinstance(word, Word) else word.words


def _any(terms: frozenset[str]) -> str:
    """A regular expression for any of the terms."""
    shapes = (
        "".join(sign if sign.isalnum() else f"\\x{{{ord(sign):x}}}" for sign in term)
        for term in sorted(terms)
    )
    return f"(?:{'|'.join(shapes)})"
