"""One commit of the index, opened for reading."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence, Set
from math import log
from pathlib import Path
from typing import Any

import tantivy

from workbench.search.cancelling import Cancelled
from workbench.search.engine import Texts
from workbench.search.engines.tantivy.feeding import (
    CHECKSUM,
    ID,
    KEY,
    MARK,
    SPELT,
    fields_of,
    joined,
    sorted_id,
    spelt,
)
from workbench.search.engines.tantivy.vocabularies import Vocabularies
from workbench.search.patterns import Pattern, Prefix
from workbench.search.tree import Node, Phrase
from workbench.search.vocabulary import Vocabulary, chosen

_REMEMBERED_PHRASES = 64
_REMEMBERED_WORDS = 256
_REMEMBERED_FREQUENCIES = 512
_MOST_OTHERWISE = 1000
Address = tuple[int, int]
"""A segment and the number of a document in it."""
_UNKNOWN: Set[Address] = frozenset({(-1, -1)})
Hits = list[tuple[Any, tantivy.DocAddress]]


class Snapshot:
    """The documents of one commit, and their `texts`. `searcher` is None where there are none.

    `folder` and `commit` are for what is kept of its words beside it. `deleted` where documents
    that were taken out lately are still counted with their words.
    """

    def __init__(
        self,
        schema: tantivy.Schema,
        texts: Texts,
        searcher: tantivy.Searcher | None = None,
        folder: Path = Path(),
        commit: str = "",
        *,
        deleted: bool = False,
    ) -> None:
        self.deleted = deleted
        self.schema = schema
        self.texts = texts
        self.verified: OrderedDict[tuple[str, Phrase], list[str]] = OrderedDict()
        self.narrowed: OrderedDict[tuple[Node, ...], tuple[Node, ...]] = OrderedDict()
        self.counted: tuple[Node, Hits, int] | None = None
        """What was counted last: the tree, its best documents, and how many there are."""
        self._frequencies: dict[tuple[str, str], int] = {}
        self._otherwise: OrderedDict[tuple[str, str], Set[Address] | None] = OrderedDict()
        self._searcher = searcher
        self._vocabularies = Vocabularies(folder, commit, self._begun)

    def close(self) -> None:
        """Let go of the files."""
        self._searcher = None
        self._frequencies = {}
        self.counted = None

    @property
    def documents(self) -> int:
        """How many documents are not deleted."""
        return self._searcher.num_docs if self._searcher else 0

    def ids(self) -> set[str]:
        """The ids of all documents."""
        return set(self.having(ID, tantivy.Query.all_query()))

    def having(self, field: str, query: tantivy.Query) -> list[str]:
        """The terms of a field in the documents that answer, none of which was deleted.

        For a hundredth of all documents and more this is cheaper than to ask for each of them.
        """
        if self._searcher is None:
            return []
        return [term for term, _ in self._searcher.terms_with_prefix(field, "", query)]

    def page(
        self, query: tantivy.Query, limit: int, offset: int = 0, *, order: str | None = None
    ) -> tuple[Hits, int]:
        """The best documents with their scores, or by a field with their keys; and the total."""
        if self._searcher is None:
            return [], 0
        result: Any = (
            self._searcher.search(  # its stub leaves out `count`
                query, limit, offset=offset, order_by_field=order, order=tantivy.Order.Asc
            )
            if order
            else self._searcher.search(query, limit, offset=offset)
        )
        return result.hits, int(result.count)

    def total(self, query: tantivy.Query) -> int:
        """How many documents answer."""
        return self.page(query, 1)[1]

    def having_word(self, field: str, word: str) -> int:
        """How many documents have a word in a field, which is noted unless some were deleted."""
        places = [(name, word) for name in fields_of(field)]
        counted = sum(self.frequency(*place) for place in places)
        if not counted or not self.deleted:
            return counted  # a document has a term in one of them only
        terms = [tantivy.Query.term_query(self.schema, *place, "basic") for place in places]
        return self.total(tantivy.Query.boolean_query([(tantivy.Occur.Should, t) for t in terms]))

    def frequency(self, field: str, term: str) -> int:
        """How many documents have a term, those that were deleted lately too."""
        if self._searcher is None:
            return 0
        known = self._frequencies.get((field, term))
        if known is None:
            if len(self._frequencies) >= _REMEMBERED_FREQUENCIES:
                self._frequencies.clear()
            known = self._frequencies[field, term] = self._searcher.doc_freq(field, term)
        return known

    def weight(self, documents: int) -> float:
        """The inverse document frequency of what so many documents have, as Tantivy has it."""
        return log(1 + (max(self.documents - documents, 0) + 0.5) / (documents + 0.5))

    def key(self, address: tantivy.DocAddress) -> str:
        """What a document has in `BY_PATH`."""
        assert self._searcher is not None
        return str(self._searcher.doc(address).get_first(KEY))

    def ids_of(self, addresses: Sequence[tantivy.DocAddress]) -> list[str]:
        """The ids of some documents, in their order."""
        assert self._searcher is not None
        columns = [self._searcher.fast_field_values(name, [*addresses]) for name in SPELT]
        return [
            spelt(numbers) or sorted_id(self.key(at))
            for numbers, at in zip(zip(*columns, strict=True), addresses, strict=True)
        ]

    def checksums(self, addresses: Sequence[tantivy.DocAddress]) -> Sequence[Any]:
        """The checksums of the texts of some documents."""
        assert self._searcher is not None
        return self._searcher.fast_field_values(CHECKSUM, [*addresses])

    def otherwise(self, field: str, word: str) -> Set[Address] | None:
        """The documents that have a word also or only as a whole or a joined spelling.

        None where these are too many to be worth knowing.
        """
        known = self._otherwise.get((field, word), _UNKNOWN)
        if known is _UNKNOWN:
            name = joined(field)
            terms = [term for term in (word, MARK + word) if self.frequency(name, term)]
            many = sum(self.frequency(name, term) for term in terms)
            known = frozenset()
            if many > _MOST_OTHERWISE:
                known = None
            elif terms:
                query = tantivy.Query.term_set_query(self.schema, name, terms)
                known = {(at.segment_ord, at.doc) for _, at in self.page(query, many)[0]}
            self._otherwise[field, word] = known
            if len(self._otherwise) > _REMEMBERED_WORDS:
                self._otherwise.popitem(last=False)
        return known

    def explained(self, query: tantivy.Query, address: tantivy.DocAddress) -> str:
        """How Tantivy came by the score of a document, as JSON."""
        assert self._searcher is not None
        return query.explain(self._searcher, address).to_json()

    def terms(self, field: str, pattern: Pattern, cancelled: Cancelled) -> dict[str, int]:
        """The terms of a field of the index that a pattern stands for, and the documents of each.

        Raises CancelledError.
        """
        known = self._vocabularies.at_hand(field) if pattern.literal else self.vocabulary(field)
        if known is not None:
            return known.among(pattern, cancelled)
        terms = dict(self._begun(field, pattern.literal))
        if isinstance(pattern, Prefix):
            return terms  # they begin so: nothing else was asked for
        return {term: terms[term] for term in chosen(pattern, [*terms], cancelled)}

    def vocabulary(self, field: str) -> Vocabulary:
        """All terms of a field of the index."""
        return self._vocabularies.of(field)

    def _begun(self, field: str, beginning: str = "") -> list[tuple[str, int]]:
        return self._searcher.terms_with_prefix(field, beginning) if self._searcher else []

    def remember(self, field: str, phrase: Phrase, ids: list[str]) -> None:
        """Keep what was found out about a phrase by reading texts."""
        self.verified[field, phrase] = ids
        if len(self.verified) > _REMEMBERED_PHRASES:
            self.verified.popitem(last=False)
