"""One commit of the index, opened for reading."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from math import log
from typing import Any

import tantivy

from workbench.search.engines.tantivy.feeding import (
    BY_PATH,
    ID,
    sorted_id,
    stored_text,
)
from workbench.search.tree import Phrase
from workbench.search.vocabulary import Vocabulary

_REMEMBERED_PHRASES = 64
Hits = list[tuple[Any, tantivy.DocAddress]]


class Snapshot:
    """The documents of one commit. `searcher` is None where there are none."""

    def __init__(self, schema: tantivy.Schema, searcher: tantivy.Searcher | None = None) -> None:
        self.schema = schema
        self.verified: OrderedDict[tuple[str, Phrase], list[str]] = OrderedDict()
        self._searcher = searcher
        self._vocabularies: dict[str, Vocabulary] = {}

    def close(self) -> None:
        """Let go of the files."""
        self._searcher = None

    @property
    def documents(self) -> int:
        """How many documents are not deleted."""
        return self._searcher.num_docs if self._searcher else 0

    def ids(self) -> set[str]:
        """The ids of all documents."""
        found, _ = self.page(tantivy.Query.all_query(), max(self.documents, 1), order=BY_PATH)
        return {sorted_id(key) for key, _ in found}

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

    def frequency(self, field: str, term: str) -> int:
        """How many documents have a term, those that were deleted lately too."""
        return self._searcher.doc_freq(field, term) if self._searcher else 0

    def weight(self, documents: int) -> float:
        """The inverse document frequency of what so many documents have, as Tantivy has it."""
        return log(1 + (max(self.documents - documents, 0) + 0.5) / (documents + 0.5))

    def document(self, address: tantivy.DocAddress) -> tantivy.Document:
        """What is stored of a document."""
        assert self._searcher is not None
        return self._searcher.doc(address)

    def id(self, address: tantivy.DocAddress) -> str:
        """The id of a document."""
        return str(self.document(address)[ID][0])

    def path(self, address: tantivy.DocAddress) -> str:
        """The path of a document."""
        return stored_text(self.document(address), "path")

    def text(self, address: tantivy.DocAddress, field: str) -> tuple[str, str]:
        """The id of a document, and what it says in a field."""
        document = self.document(address)
        return str(document[ID][0]), stored_text(document, field)

    def explained(self, query: tantivy.Query, address: tantivy.DocAddress) -> str:
        """How Tantivy came by the score of a document, as JSON."""
        assert self._searcher is not None
        return query.explain(self._searcher, address).to_json()

    def terms(self, field: str, prefix: str) -> Mapping[str, int]:
        """The terms of a field of the index that begin so, and the documents of each."""
        return dict(self._searcher.terms_with_prefix(field, prefix)) if self._searcher else {}

    def vocabulary(self, field: str) -> Vocabulary:
        """All terms of a field of the index."""
        if field not in self._vocabularies:
            self._vocabularies[field] = Vocabulary(self.terms(field, ""))
        return self._vocabularies[field]

    def remember(self, field: str, phrase: Phrase, ids: list[str]) -> None:
        """Keep what was found out about a phrase by reading texts."""
        self.verified[field, phrase] = ids
        if len(self.verified) > _REMEMBERED_PHRASES:
            self.verified.popitem(last=False)
