"""One commit of the index, opened for reading: its segments side by side as one list of documents.

Segments never change, so what was learned of one serves every commit that has it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from struct import Struct
from typing import Any

from whoosh.reading import SegmentReader, TermNotFound

from workbench.search.engines.postings import WIDE, Card, Postings

_REMEMBERED_POSTINGS = 2_000_000
_LENGTHS = Struct("!ii")
# Of a term's value: flags and total weight are passed over, then comes the number of documents.
_DOCUMENTS = Struct("!xxxxxI")
_NO_POSTINGS = Postings((), (), ())


class Segment:
    """What a segment holds, read when first asked for and then kept."""

    def __init__(self) -> None:
        self.cards: list[Card] | None = None
        self.lengths: list[int] | None = None
        self.terms: dict[str, tuple[list[str], list[int]]] = {}


class Snapshot:
    """The documents of one commit. Numbers run over all segments; deleted documents keep theirs."""

    def __init__(
        self, storage: Any, schema: Any, segments: Sequence[Any], known: Mapping[str, Segment]
    ) -> None:
        self.known = {s.segment_id(): known.get(s.segment_id(), Segment()) for s in segments}
        self._readers: list[Any] = []
        self._postings: OrderedDict[tuple[str, str], Postings] = OrderedDict()
        self._remembered = 0
        try:
            for segment in segments:
                self._readers.append(SegmentReader(storage, schema, segment))
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Close the files."""
        while self._readers:
            self._readers.pop().close()

    @cached_property
    def cards(self) -> dict[int, Card]:
        """Every document that is not deleted, by number."""
        cards: dict[int, Card] = {}
        for reader, base, segment in self._segments():
            if segment.cards is None:
                segment.cards = [
                    Card(*reader.stored_fields(n)["card"]) for n in range(reader.doc_count_all())
                ]
            deleted = reader.deleted_docs_set
            cards.update(
                (base + n, card) for n, card in enumerate(segment.cards) if n not in deleted
            )
        return cards

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of every document that is not deleted, by id."""
        return {card.id: number for number, card in self.cards.items()}

    @cached_property
    def lengths(self) -> Sequence[int]:
        """How many words each document has, roughly: Whoosh keeps a byte."""
        lengths: list[int] = []
        for reader, _, segment in self._segments():
            if segment.lengths is None:
                count = reader.doc_count_all()
                segment.lengths = [reader.doc_field_length(n, "text") or 0 for n in range(count)]
            lengths += segment.lengths
        return lengths

    def count(self) -> int:
        """How many documents are not deleted."""
        return sum(reader.doc_count() for reader in self._readers)

    def postings(self, field: str, term: str) -> Postings:
        """The postings of a term over all segments, without deleted documents."""
        key = field, term
        known = self._postings.get(key)
        if known is not None:
            self._postings.move_to_end(key)
            return known
        found = self._read(field, term)
        self._postings[key] = found
        self._remembered += len(found.documents) + 1
        while self._remembered > _REMEMBERED_POSTINGS:
            _, dropped = self._postings.popitem(last=False)
            self._remembered -= len(dropped.documents) + 1
        return found

    def terms(self, field: str, prefix: str) -> Iterator[tuple[list[str], list[int]]]:
        """The terms that begin so and their documents, deleted ones too, segment by segment."""
        for reader, _, segment in self._segments():
            if field not in segment.terms:
                segment.terms[field] = _terms(reader, field)
            texts, counts = segment.terms[field]
            first = bisect_left(texts, prefix)
            last = bisect_left(texts, prefix + "\U0010ffff", first) if prefix else len(texts)
            yield texts[first:last], counts[first:last]

    def _segments(self) -> Iterator[tuple[Any, int, Segment]]:
        base = 0
        for reader in self._readers:
            yield reader, base, self.known[reader.segment().segment_id()]
            base += reader.doc_count_all()

    def _read(self, field: str, term: str) -> Postings:
        documents: list[int] = []
        counts: list[float] = []
        places: list[bytes] = []
        for reader, base, _ in self._segments():
            try:
                matcher = reader._terms.matcher(field, term.encode(), reader.schema[field].format)
            except TermNotFound:
                continue
            deleted = reader.deleted_docs_set
            # Whoosh hands out a posting a call; its blocks hold a thousand.
            while matcher.is_active():
                matcher.id(), matcher.weight(), matcher.value()
                block = zip(matcher._ids, matcher._weights, matcher._values, strict=True)
                kept = [posting for posting in block if posting[0] not in deleted]
                documents += [base + posting[0] for posting in kept]
                counts += [posting[1] for posting in kept]
                places += [posting[2] for posting in kept]
                matcher._next_block()
        return Postings(documents, counts, places) if documents else _NO_POSTINGS


def _terms(reader: Any, field: str) -> tuple[list[str], list[int]]:
    """All terms of a field in a segment, ascending, and the documents of each.

    Whoosh makes three objects a term; a segment may have a hundred thousand, and they are needed
    while somebody types. So this reads its table of terms: key and value, each after its length.
    """
    terms = reader._terms
    field_key = terms._keycoder(field, b"")
    table = terms._tindex
    start = table.closest_key_pos(field_key)
    texts: list[str] = []
    counts: list[int] = []
    if start is None:
        return texts, counts
    raw = table.dbfile.get(start, table.endofdata - start)
    at = 0
    while at < len(raw):
        key_length, value_length = _LENGTHS.unpack_from(raw, at)
        key = at + _LENGTHS.size
        value = key + key_length
        if raw[key : key + len(field_key)] != field_key:
            break
        text = raw[key + len(field_key) : value].decode()
        if not text.startswith(WIDE):
            texts.append(text)
            counts.append(_DOCUMENTS.unpack_from(raw, value)[0])
        at = value + value_length
    return texts, counts
