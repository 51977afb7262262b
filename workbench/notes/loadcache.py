"""Parsed annotations from one start to the next, so that only files that changed are read.

Disposable, as all that is in the cache: the files are what counts. An entry stands for its file
only as long as that has the same signature, so that whatever changes files underneath (an editor,
`git pull`) is seen. Entries are appended in batches; of several for one file the last counts.
"""

from __future__ import annotations

import gc
import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import fields
from itertools import islice
from pathlib import Path

import msgspec

from workbench import __version__
from workbench.model import WorkbenchError
from workbench.notes.annotation import Annotation, Unparsed
from workbench.notes.grades import UNGRADED, Grade
from workbench.spans import Span
from workbench.store.database import Database
from workbench.store.folder import Signature
from workbench.store.garbage import not_collecting
from workbench.store.migrations import SCHEMA

Entry = tuple[Signature, Annotation]

_BATCH = 256
_SCHEMA = "CREATE TABLE batches (number INTEGER PRIMARY KEY, checksum INTEGER, entries BLOB)"
# What is cached depends on all that reads a file: another release reads them again.
_READING = " ".join([__version__, str(SCHEMA), *(one.name for one in fields(Annotation))])
_VERSION = zlib.crc32(_READING.encode()) & 0x7FFFFFFF

_Row = tuple[
    Signature,
    str,  # id
    str,  # document
    tuple[int, int] | None,
    tuple[str, str, str],  # exact, prefix, suffix
    tuple[str, ...],  # tags
    tuple[str, str, str, str, str],  # note, created, modified, creator, sha256
    str,  # the file's own object
    tuple[str, str],  # grade
    tuple[str, ...],  # links
    bool,  # whole
]
_DECODER = msgspec.msgpack.Decoder(list[_Row])
_ENCODER = msgspec.msgpack.Encoder()


class LoadCache:
    """The file of the cache. One that cannot be used, or is damaged, remembers nothing."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def recall(self) -> list[Entry]:
        """All entries, in the order in which they were kept."""
        try:
            with closing(self._opened()) as database:
                batches = database.rows("SELECT checksum, entries FROM batches ORDER BY number")
        except WorkbenchError:
            return []  # the notes are in their files, whatever has become of the cache
        with not_collecting():
            found = [entry for checksum, packed in batches for entry in _unpacked(checksum, packed)]
            gc.freeze()  # they stay, and have no cycles: no collection need walk them
            return found

    def keep(self, entries: Iterable[Entry], *, alone: bool = False) -> None:
        """Add entries; `alone`: in place of all others. Where the disk refuses, nothing is kept."""
        rows = map(_row, entries)
        batches = []
        while batch := list(islice(rows, _BATCH)):
            packed = _ENCODER.encode(batch)
            batches.append((zlib.crc32(packed), packed))
        try:
            with closing(self._opened()) as database:
                if alone:
                    database.write("DELETE FROM batches WHERE ?", [(True,)])
                database.write("INSERT INTO batches (checksum, entries) VALUES (?, ?)", batches)
                database.commit()
        except WorkbenchError:
            return  # the next start reads the files again

    def _opened(self) -> Database:
        return Database(self._path, _SCHEMA, _VERSION, "cache of the notes")


def _row(entry: Entry) -> _Row:
    signature, one = entry
    raw = one.raw.text if isinstance(one.raw, Unparsed) else json.dumps(one.raw)
    return (
        signature,
        one.id,
        one.document,
        one.span,
        (one.exact, one.prefix, one.suffix),
        one.tags,
        (one.note, one.created, one.modified, one.creator, one.sha256),
        raw,
        (one.grade.reliability, one.grade.credibility),
        one.links,
        one.whole,
    )


def _unpacked(checksum: int, packed: bytes) -> Iterator[Entry]:
    rows: Sequence[_Row] = []
    try:
        if zlib.crc32(packed) == checksum:
            rows = _DECODER.decode(packed)
    except (msgspec.MsgspecError, TypeError):
        pass  # damaged: its files are read again
    for signature, name, document, span, quote, tags, said, raw, grade, links, whole in rows:
        yield (
            signature,
            Annotation(
                name,
                document,
                None if span is None else Span(*span),
                *quote,
                tags,
                *said,
                Unparsed(raw),
                Grade(*grade) if any(grade) else UNGRADED,
                links,
                whole,
            ),
        )
