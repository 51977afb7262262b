"""Writing to the index: one writer at a time, and commits that do not cost more as it grows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from math import log
from pathlib import Path
from typing import Any

from whoosh.index import TOC, FileIndex, clean_files
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from workbench.search.engines.whoosh.codec import Codec, schema
from workbench.search.engines.whoosh.pool import Pool
from workbench.search.titles import BESIDE, HEADING, beside

NAME = "MAIN"
_POOL_BYTES = 192 << 20
_MERGE_FACTOR = 8


class _Sealed(FileIndex):  # type: ignore[misc]  # Whoosh has no types
    """The index as of one generation, whatever a killed process may have left beside it."""

    def __init__(self, storage: Any, generation: int) -> None:
        self.storage = storage
        self.indexname = NAME
        self._schema = None
        self._generation = generation

    def _read_toc(self) -> TOC:
        return TOC.read(self.storage, self.indexname, gen=self._generation)


class Writer(SegmentWriter):  # type: ignore[misc]  # Whoosh has no types
    """Whoosh's writer, with a seal between a commit and the deletion of what it replaces."""

    def __init__(
        self,
        storage: Any,
        generation: int,
        seal: Callable[[int, list[str]], None],
    ) -> None:
        index = _Sealed(storage, generation)
        toc = index._read_toc()
        clean_files(storage, NAME, generation, toc.segments)
        super().__init__(index, _lk=False, compound=False, codec=Codec())
        self.pool = Pool(Path(storage.folder), _POOL_BYTES)
        self._write_seal = seal

    def add_document(self, **values: Any) -> None:
        """Add a document: the texts of its fields, and what is kept of it as it is.

        Beside its text are the words of its heading that the text has not.
        """
        self.perdocwriter.start_doc(self.docnum)
        words: Mapping[str, Sequence[int]] = {}
        for name in sorted(values):
            field, value = self.schema[name], values[name]
            length = 0
            if field.indexed:
                found = self.pool.add_text(name, self.docnum, value)
            if field.scorable:
                words, length = found, sum(map(len, found.values()))
            stored = value if field.stored else None
            self.perdocwriter.add_field(name, field, stored, length)
        self.pool.add_words(BESIDE, self.docnum, beside(values[HEADING], words.__contains__))
        self.perdocwriter.finish_doc()
        self._added = True
        self.docnum += 1

    def _commit_toc(self, segments: list[Any]) -> None:
        TOC(self.schema, segments, self.generation).write(self.storage, NAME)
        self._write_seal(self.generation, file_names(self.storage, self.generation, segments))
        clean_files(self.storage, NAME, self.generation, segments)


def create(storage: Any) -> None:
    """An index without documents, of generation 0."""
    FileIndex.create(storage, schema(), NAME)


def file_names(storage: Any, generation: int, segments: Sequence[Any]) -> list[str]:
    """The files of a commit."""
    owners = {segment.segment_id() for segment in segments}
    names = [name for name in storage.list() if name.partition(".")[0] in owners]
    return [*names, TOC._filename(NAME, generation)]


def merge(writer: Writer, segments: list[Any]) -> list[Any]:
    """Whoosh's hook for merging: takes segments into the new one, and returns the others.

    Where eight segments have a size of the same order, they and all smaller ones become one: each
    document is written again once for every eightfold growth, and few segments remain. So do
    segments of which more than half is deleted.
    """
    sizes = [segment.doc_count_all() - segment.deleted_count() for segment in segments]
    orders = Counter(map(_order, [*sizes, writer.doc_count()]))
    crowded = max((order for order, n in orders.items() if n >= _MERGE_FACTOR), default=-1)
    kept = []
    for segment, size in zip(segments, sizes, strict=True):
        if size and _order(size) > crowded and segment.deleted_count() <= size:
            kept.append(segment)
        elif size:
            reader = SegmentReader(writer.storage, writer.schema, segment)
            writer.add_reader(reader)
            reader.close()
    return kept


def _order(size: int) -> int:
    return int(log(max(size, 1), _MERGE_FACTOR))
