"""How postings are written: Whoosh's codec, but a term at a time instead of a posting at a time.

It relies on the insides of whoosh-reloaded 2.7.5, which is pinned, and on no more than is here.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from whoosh import fields, formats
from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter, W3PostingsWriter

from workbench.search.analysis import positions
from workbench.search.engines.postings import encode_places

_BLOCK = 1024
_COMPRESSION = 1
_WORTH_COMPRESSING = 128

Posting = tuple[str, bytes, int, float, bytes]


class Places(formats.Format):  # type: ignore[misc]  # Whoosh has no types
    """Positions, encoded by us."""

    posting_size = -1

    def __init__(self) -> None:
        pass


class Terms(fields.FieldType):  # type: ignore[misc]  # Whoosh has no types
    """A field of words, analysed by us."""

    def __init__(self, *, scorable: bool = False) -> None:
        super().__init__(Places(), None, scorable=scorable)

    def index(self, value: str, **_: object) -> Iterator[tuple[bytes, int, int, bytes]]:
        """Every distinct term with its count, its weight and its positions."""
        for term, places in positions(value)[0].items():
            count = len(places)
            yield term.encode(), count, count, encode_places(places)


def schema() -> fields.Schema:
    """The fields: words of the text and of what a document says of itself, and its card."""
    return fields.Schema(
        card=fields.STORED(),
        text=Terms(scorable=True),
        **{name: Terms() for name in ("title", "source", "author", "path", "kind")},
    )


class _PostingsWriter(W3PostingsWriter):  # type: ignore[misc]  # Whoosh has no types
    """Takes all postings of a term at once."""

    def add_all(
        self, documents: Sequence[int], weights: Sequence[float], values: Sequence[bytes]
    ) -> None:
        for start in range(0, len(documents), _BLOCK):
            if start:
                self._write_block()
            end = start + _BLOCK
            self._ids = array("I", documents[start:end])
            self._weights = array("f", weights[start:end])
            self._values = list(values[start:end])
            self._maxweight = max(self._weights)
            size = sum(map(len, self._values))
            self._compression = _COMPRESSION if size > _WORTH_COMPRESSING else 0


class _FieldWriter(W3FieldWriter):  # type: ignore[misc]  # Whoosh has no types
    def add_postings(
        self, schema: fields.Schema, lengths: object, items: Iterable[Posting]
    ) -> None:
        """Write sorted postings, grouped by field and term."""
        for name, of_field in groupby(items, itemgetter(0)):
            self.start_field(name, schema[name])
            for term, of_term in groupby(of_field, itemgetter(1)):
                _, _, documents, weights, values = zip(*of_term, strict=True)
                self.start_term(term)
                self._postwriter.add_all(documents, weights, values)
                self.finish_term()
            self.finish_field()


class Codec(W3Codec):  # type: ignore[misc]  # Whoosh has no types
    """Whoosh's third codec with our writers; indexes are read by its own readers."""

    length_stats = False

    def __init__(self) -> None:
        super().__init__(blocklimit=_BLOCK, compression=_COMPRESSION)

    def field_writer(self, storage: Any, segment: Any) -> W3FieldWriter:
        """Whoosh's hook: writes the terms of a segment."""
        return _FieldWriter(self, storage, segment)

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> W3PostingsWriter:
        """Whoosh's hook: writes the postings of a term."""
        return _PostingsWriter(dbfile, blocklimit=_BLOCK, byteids=byteids, compression=_COMPRESSION)
