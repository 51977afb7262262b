"""The Tantivy engine: its writer and its commits.

Tantivy's own commits are whole or not there at all, whatever moment a process is killed at.
"""

from __future__ import annotations

from contextlib import suppress
from copy import copy
from pathlib import Path

import tantivy

from workbench.model import Document
from workbench.search.cancelling import Cancelled, Patience, never
from workbench.search.engine import Expansion, Page, Sort, Texts
from workbench.search.engines.embedded import Embedded
from workbench.search.engines.seal import Stamp, stamp
from workbench.search.engines.tantivy import soundness
from workbench.search.engines.tantivy.answering import page_of, score_of, terms_of
from workbench.search.engines.tantivy.feeding import FORM, ID, Feeder, joined, schema
from workbench.search.engines.tantivy.reading import Snapshot
from workbench.search.engines.tantivy.vocabularies import commit_of
from workbench.search.folding import fold
from workbench.search.parser import TEXT
from workbench.search.patterns import Pattern
from workbench.search.tree import Node

_HEAP_BYTES = 64 << 20


class TantivyEngine(Embedded[Snapshot, tantivy.IndexWriter]):
    """An index in a directory of its own. See `Engine` for what the methods promise."""

    def __init__(self, folder: Path, texts: Texts) -> None:
        self._texts = texts
        self._schema = schema()
        self._feeder = Feeder()
        self._files: soundness.Noted = {}
        super().__init__(folder)

    def count(self) -> int:
        """How many documents can be found."""
        return self._snapshot.documents

    def ids(self) -> set[str]:
        """Which documents can be found."""
        return self._read(lambda snapshot: snapshot.ids(), set())

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
            lambda snapshot: page_of(snapshot, tree, limit, offset, sort, patience), Page(0, ())
        )

    def score(self, tree: Node, identity: str, cancelled: Cancelled = never) -> float | None:
        """The score of a document."""
        return self._read(lambda snapshot: score_of(snapshot, tree, identity, cancelled), None)

    def expand(
        self, pattern: Pattern, field: str, limit: int, cancelled: Cancelled = never
    ) -> Expansion:
        """The terms that a pattern stands for."""
        return self._read(
            lambda snapshot: terms_of(snapshot, pattern, field, limit, cancelled),
            Expansion((), 0),
        )

    def settle(self) -> None:
        """Make ready what searching will need."""
        self._feeder.forget()
        if not self.problem:
            for field in (TEXT, joined(TEXT)):
                self._read(lambda snapshot, field=field: snapshot.vocabulary(field), None)  # type: ignore[misc]

    def _now(self) -> Stamp | None:
        return stamp(self._folder / soundness.META)

    def _nothing(self) -> Snapshot:
        self._files = {}
        return Snapshot(self._schema, self._texts)

    def _latest(self, earlier: Snapshot) -> Snapshot:
        self._files = soundness.check(self._folder, FORM)
        meta = self._folder / soundness.META
        commit = commit_of(meta)
        searcher = self._index().searcher()
        same = commit_of(meta) == commit  # or another process has just committed
        return Snapshot(
            self._schema,
            self._texts,
            searcher,
            self._folder,
            commit if same else "",
            deleted=not same or any(name.endswith(".del") for name in self._files),
        )

    def _detach(self) -> None:
        self._snapshot = copy(self._snapshot)  # what it reads and remembers can be shared

    def _doubt(self) -> None:
        with suppress(OSError):  # whoever cannot write there may yet read
            soundness.note(self._folder, FORM, names=False)

    def _unharmed(self) -> bool:
        return soundness.unharmed(self._folder, self._files)

    def _index(self) -> tantivy.Index:
        index = tantivy.Index(self._schema, str(self._folder))
        index.config_reader("manual")
        index.reload()
        return index

    def _create(self) -> None:
        soundness.note(self._folder, FORM, names=False)

    def _begin(self) -> tantivy.IndexWriter:
        return self._index().writer(_HEAP_BYTES, 1)

    def _add(self, writer: tantivy.IndexWriter, document: Document) -> None:
        writer.add_document(self._feeder.document(document, fold(document.info.path)))

    def _delete(self, writer: tantivy.IndexWriter, identity: str) -> None:
        # A deletion costs a third of an addition, even of what is not there.
        if identity in self._added or self._snapshot.frequency(ID, identity):
            writer.delete_documents_by_term(ID, identity)

    def _finish(self, writer: tantivy.IndexWriter) -> None:
        writer.commit()
        # Merges go on after a commit; once they are done nothing changes before the next.
        writer.wait_merging_threads()
        soundness.note(self._folder, FORM)

    def _abandon(self, writer: tantivy.IndexWriter) -> None:
        writer.rollback()
