"""The Whoosh engine: its writer and its commits.

A commit writes a segment, then Whoosh's table of contents, then the seal that makes it count; only
then are the files that it replaces deleted. Whatever moment a process is killed at, the seal names
a whole index, the old or the new one.
"""

from __future__ import annotations

import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC

from workbench.model import Document
from workbench.search import analysis
from workbench.search.cancelling import Cancelled, Patience, never, stop_if
from workbench.search.engine import FIELDS, Expansion, Page, Sort
from workbench.search.engines import seal
from workbench.search.engines.embedded import Embedded
from workbench.search.engines.ranking import rank, score
from workbench.search.engines.seal import Seal, Stamp
from workbench.search.engines.whoosh.reading import Snapshot
from workbench.search.engines.whoosh.writing import NAME, Writer, create, merge
from workbench.search.matcher import field_text
from workbench.search.parser import TEXT
from workbench.search.patterns import Pattern
from workbench.search.titles import BESIDE, HEADING, heading
from workbench.search.tree import PLAIN, Node
from workbench.search.vocabulary import commonest

FORM = f"whoosh 3, analysis {analysis.VERSION}, {unicodedata.unidata_version}, {sys.byteorder}"

_TERMS = 1024


class WhooshEngine(Embedded[Snapshot, Writer]):
    """An index in a directory of its own. See `Engine` for what the methods promise."""

    def __init__(self, folder: Path) -> None:
        self._storage = FileStorage(str(folder))
        self._seal = Seal(FORM, 0)
        super().__init__(folder)

    def remove(self, ids: Iterable[str]) -> None:
        """Take documents out."""
        for identity in ids:
            if identity in self._added:
                self.commit()  # a writer deletes only what was committed before it
            super().remove((identity,))

    def count(self) -> int:
        """How many documents can be found."""
        return self._read(lambda snapshot: snapshot.count(), 0)

    def ids(self) -> set[str]:
        """Which documents can be found."""
        return self._read(lambda snapshot: set(snapshot.numbers), set())

    def search(
        self,
        tree: Node,
        limit: int,
        offset: int = 0,
        *,
        sort: Sort = "relevance",
        cancelled: Cancelled = never,
        enough: Cancelled = never,
    ) -> Page:
        """The documents that answer the tree."""
        patience = Patience(cancelled, enough)
        return self._read(
            lambda snapshot: rank(snapshot, tree, limit, offset, sort, patience), Page(0, ())
        )

    def score(self, tree: Node, identity: str, cancelled: Cancelled = never) -> float | None:
        """The score of a document."""
        return self._read(lambda snapshot: score(snapshot, tree, identity, cancelled), None)

    def expand(
        self, pattern: Pattern, field: str, limit: int, cancelled: Cancelled = never
    ) -> Expansion:
        """The terms that a pattern stands for."""
        return self._read(
            lambda snapshot: _terms_of(snapshot, pattern, field, limit, cancelled),
            Expansion((), 0),
        )

    def _now(self) -> Stamp | None:
        return seal.stamp(self._folder / seal.NAME)

    def _nothing(self) -> Snapshot:
        self._seal = Seal(FORM, 0)
        return Snapshot(self._storage, None, (), {})

    def _latest(self, earlier: Snapshot) -> Snapshot:
        self._seal = seal.read_seal(self._folder, FORM, self._seal)
        toc = TOC.read(self._storage, NAME, gen=self._seal.generation)
        return Snapshot(self._storage, toc.schema, toc.segments, earlier.known)

    def _detach(self) -> None:
        known = self._snapshot.known
        self._snapshot = Snapshot(self._storage, None, (), {})
        self._snapshot.known = known
        self._open()

    def _create(self) -> None:
        create(self._storage)

    def _begin(self) -> Writer:
        return Writer(self._storage, self._seal.generation, self._seal_files)

    def _add(self, writer: Writer, document: Document) -> None:
        info = document.info
        fields = {name: field_text(info, name) for name in FIELDS}
        fields |= {TEXT: document.text, HEADING: heading(document)}
        writer.add_document(card=(info.id, info.path, info.metadata.date), **fields)

    def _delete(self, writer: Writer, identity: str) -> None:
        number = self._snapshot.numbers.get(identity)
        if number is not None:
            writer.delete_document(number)

    def _finish(self, writer: Writer) -> None:
        writer.commit(mergetype=merge)

    def _abandon(self, writer: Writer) -> None:
        if not writer.is_closed:
            writer.cancel()

    def _seal_files(self, generation: int, names: list[str]) -> None:
        seal.write_seal(self._folder, FORM, generation, names, self._seal)


def _terms_of(
    snapshot: Snapshot, pattern: Pattern, field: str, limit: int, cancelled: Cancelled
) -> Expansion:
    found: Counter[str] = Counter()
    # No document has a word of its text beside it, too.
    fields = (TEXT, BESIDE) if field == PLAIN else (field,)
    for texts, counts in chain.from_iterable(
        snapshot.terms(name, pattern.literal) for name in fields
    ):
        for first in range(0, len(texts), _TERMS):
            stop_if(cancelled)
            run = texts[first : first + _TERMS]
            documents = dict(zip(run, counts[first : first + _TERMS], strict=True))
            for text in pattern.among(run):
                found[text] += documents[text]
    return Expansion(commonest(found, limit), len(found))
