"""How postings are written: Whoosh's codec, but a term at a time instead of a posting at a time.

It relies on the insides of whoosh-reloaded 2.7.5, which is pinned, and on no more than is here.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter, sub
from pickle import dumps
from struct import Struct
from typing import Any

from whoosh import fields, formats
from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC, W3Codec, W3FieldWriter

from workbench.search.engine import FIELDS
from workbench.search.engines.whoosh.pool import Postings
from workbench.search.parser import TEXT
from workbench.search.titles import BESIDE

_BLOCK = 1024
_WORTH_COMPRESSING = 256
_PROTOCOL = 2
_KEY = Struct("!H")
_SIZE = Struct("!i")
# Flags, weight and number of documents; lengths, unused; greatest weight, first and last document;
# where the postings are and how long.
_ENTRY = Struct("!BfIBBfIIqi")


class Places(formats.Format):  # type: ignore[misc]  # Whoosh has no types
    """Positions, encoded by us."""

    posting_size = -1

    def __init__(self) -> None:
        pass


class Terms(fields.FieldType):  # type: ignore[misc]  # Whoosh has no types
    """A field of words, analysed by us."""

    def __init__(self, *, scorable: bool = False) -> None:
        super().__init__(Places(), None, scorable=scorable)


def schema() -> fields.Schema:
    """The fields: words of the text and of what a document says of itself, and its card."""
    return fields.Schema(
        card=fields.STORED(),
        text=Terms(scorable=True),
        **{name: Terms() for name in (*FIELDS, BESIDE) if name != TEXT},
    )


class _FieldWriter(W3FieldWriter):  # type: ignore[misc]  # Whoosh has no types
    def add_postings(
        self, schema: fields.Schema, lengths: object, items: Iterable[Postings]
    ) -> None:
        """Write the postings of a pool."""
        for name, of_field in groupby(items, itemgetter(0)):
            self.start_field(name, schema[name])
            key = _KEY.pack(self._fieldid)
            for _, term, documents, weights, values in of_field:
                self._tindex.add(key + term, self._write(documents, weights, values))
            self.finish_field()

    def _write(
        self, documents: Sequence[int], weights: Sequence[float], values: Sequence[bytes]
    ) -> bytes:
        """Write the postings of a term in blocks; returns the term's entry."""
        offset = self._postfile.tell()
        written = [WHOOSH3_HEADER_MAGIC]
        for start in range(0, len(documents), _BLOCK):
            end = min(start + _BLOCK, len(documents))
            block = _block(documents[start:end], weights[start:end], values[start:end])
            size = sum(map(len, block))
            written += (_SIZE.pack(size if end < len(documents) else -size), *block)
        self._postfile.write(b"".join(written))
        first, last = documents[0], documents[-1]
        length = sum(map(len, written))
        count, weight = len(documents), sum(weights)
        return _ENTRY.pack(0, weight, count, 0, 0, max(weights), first, last, offset, length)


def _block(
    documents: Sequence[int], weights: Sequence[float], values: Sequence[bytes]
) -> tuple[bytes, bytes]:
    """What Whoosh looks at before it reads a block, and the block."""
    gaps = (documents[0], *map(sub, documents[1:], documents))
    heaviest = max(weights)
    all_equal = float(heaviest) if heaviest != 1 else None  # as Whoosh's reader expects them
    content = dumps((gaps, all_equal if heaviest == min(weights) else weights, values), _PROTOCOL)
    compression = int(len(content) > _WORTH_COMPRESSING)
    if compression:
        content = zlib.compress(content, compression)
    about = len(documents), documents[-1], heaviest, compression, 0, 0
    return dumps(about, _PROTOCOL), content


class Codec(W3Codec):  # type: ignore[misc]  # Whoosh has no types
    """Whoosh's third codec with our writer of postings; indexes are read by its own readers."""

    length_stats = False

    def field_writer(self, storage: Any, segment: Any) -> W3FieldWriter:
        """Whoosh's hook: writes the terms of a segment."""
        return _FieldWriter(self, storage, segment)
