"""The Tantivy engine: opening, committing, answering, and telling a whole index from a damaged one.

Tantivy's own commits are whole or not there at all, whatever moment a process is killed at.
"""

from __future__ import annotations

import fcntl
import re
import shutil
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import IO, TypeVar

import tantivy

from workbench.model import Document, WorkbenchError
from workbench.search.cancelling import Cancelled, CancelledError, Patience, never
from workbench.search.engine import Expansion, Page, Sort
from workbench.search.engines.seal import BUSY, DAMAGED, FOREIGN, BrokenSealError
from workbench.search.engines.tantivy import soundness
from workbench.search.engines.tantivy.answering import page_of, score_of, terms_of
from workbench.search.engines.tantivy.feeding import FORM, ID, Feeder, schema
from workbench.search.engines.tantivy.reading import Snapshot
from workbench.search.folding import fold
from workbench.search.patterns import Pattern
from workbench.search.tree import Node
from workbench.store.files import why

_LOCK = "WRITELOCK"
_HEAP_BYTES = 96 << 20
_TRIES = 5
_SYSTEM_ERROR = re.compile(r"os error (\d+)")

_T = TypeVar("_T")


class TantivyEngine:
    """An index in a directory of its own. See `Engine` for what the methods promise."""

    def __init__(self, folder: Path) -> None:
        self.problem = ""
        self._folder = folder
        self._schema = schema()
        self._feeder = Feeder()
        self._writer: tantivy.IndexWriter | None = None
        self._lock: IO[bytes] | None = None
        self._added: set[str] = set()
        self._files: soundness.Noted = {}
        self._open()

    def update(self, documents: Iterable[Document]) -> None:
        """Add or replace documents."""
        for document in documents:
            self._write(lambda writer, document=document: self._add(writer, document))  # type: ignore[misc]

    def remove(self, ids: Iterable[str]) -> None:
        """Take documents out."""
        for identity in ids:
            self._write(lambda w, i=identity: w.delete_documents_by_term(ID, i))  # type: ignore[misc]

    def commit(self) -> None:
        """Make the changes visible."""
        if self._writer is None:
            return
        self._write(lambda writer: writer.commit())
        # Merges go on after a commit; once they are done nothing changes before the next.
        self._write(lambda writer: writer.wait_merging_threads())
        self._writer = None
        self._added.clear()
        try:
            soundness.note(self._folder, FORM)
        except OSError as error:
            raise _unwritten(error) from error
        finally:
            self._unlock()
            self._open()

    def refresh(self) -> bool:
        """See what another process has committed."""
        if self._now() == self._stamp:
            return False
        self._open()
        return True

    def count(self) -> int:
        """How many documents can be found."""
        return self._snapshot.documents

    def ids(self) -> set[str]:
        """Which documents can be found."""
        return self._read(lambda: self._snapshot.ids(), set())

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
            lambda: page_of(self._snapshot, tree, limit, offset, sort, patience), Page(0, ())
        )

    def score(self, tree: Node, identity: str, cancelled: Cancelled = never) -> float | None:
        """The score of a document."""
        return self._read(lambda: score_of(self._snapshot, tree, identity, cancelled), None)

    def expand(
        self, pattern: Pattern, field: str, limit: int, cancelled: Cancelled = never
    ) -> Expansion:
        """The terms that a pattern stands for."""
        return self._read(
            lambda: terms_of(self._snapshot, pattern, field, limit, cancelled), Expansion((), 0)
        )

    def close(self) -> None:
        """Release what is open."""
        self._drop_writer()
        self._snapshot = Snapshot(self._schema)

    def _add(self, writer: tantivy.IndexWriter, document: Document) -> None:
        # A deletion costs a third of an addition, even of what is not there.
        if document.id in self._added or self._snapshot.frequency(ID, document.id):
            writer.delete_documents_by_term(ID, document.id)
        self._added.add(document.id)
        writer.add_document(self._feeder.document(document, fold(document.info.path)))

    def _now(self) -> tuple[int, int, int] | None:
        """What tells one commit from the next without reading it; None where there is none."""
        try:
            status = (self._folder / soundness.META).stat()
        except OSError:
            return None
        return status.st_mtime_ns, status.st_size, status.st_ino

    def _open(self) -> None:
        """Read the latest commit. What cannot be read is a problem, and an empty index."""
        for _ in range(_TRIES):
            self._stamp = at = self._now()
            self._snapshot = Snapshot(self._schema)
            self.problem = ""
            self._files = {}
            if at is None:
                return  # nothing was ever committed here
            try:
                self._files = soundness.check(self._folder, FORM)
                self._snapshot = Snapshot(self._schema, self._index().searcher())
                return
            except BaseException as error:  # noqa: BLE001
                _let_through(error)
                foreign = isinstance(error, BrokenSealError) and error.foreign
                self.problem = FOREIGN if foreign else DAMAGED
                if self._now() == at:
                    return  # and no other process has committed while we looked

    def _index(self) -> tantivy.Index:
        index = tantivy.Index(self._schema, str(self._folder))
        index.config_reader("manual")
        index.reload()
        return index

    def _read(self, action: Callable[[], _T], otherwise: _T) -> _T:
        if not soundness.unharmed(self._folder, self._files):
            self.problem = DAMAGED
            return otherwise
        try:
            return action()
        except CancelledError:
            raise
        except BaseException as error:  # noqa: BLE001
            _let_through(error)
            self.problem = DAMAGED
            return otherwise

    def _write(self, action: Callable[[tantivy.IndexWriter], object]) -> None:
        try:
            if self._writer is None:
                self._writer = self._start()
            action(self._writer)
        except WorkbenchError:
            raise
        except BaseException as error:
            self._drop_writer()
            _let_through(error)
            raise _unwritten(error) from error

    def _start(self) -> tantivy.IndexWriter:
        """A writer on the latest commit; on an empty index where there is none that is whole."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._lock = (self._folder / _LOCK).open("wb")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            self._unlock()
            raise WorkbenchError(BUSY) from error
        self._open()
        if self.problem or self._stamp is None:
            self._empty()
        return self._index().writer(_HEAP_BYTES, 1)

    def _empty(self) -> None:
        self._snapshot = Snapshot(self._schema)
        for path in self._folder.iterdir():
            if path.is_dir():
                shutil.rmtree(path)
            elif path.name != _LOCK:
                path.unlink()
        soundness.note(self._folder, FORM, names=False)

    def _drop_writer(self) -> None:
        writer, self._writer = self._writer, None
        self._added.clear()
        if writer is not None:
            # What was not committed does not count, whatever becomes of its files.
            with suppress(ValueError, RuntimeError):
                writer.rollback()
            del writer
        self._unlock()

    def _unlock(self) -> None:
        if self._lock is not None:
            self._lock.close()
            self._lock = None


def _let_through(error: BaseException) -> None:
    """Raise what is none of the engine's business; Rust's panics are no `Exception`."""
    if isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit | MemoryError):
        raise error


def _unwritten(error: BaseException) -> WorkbenchError:
    if not isinstance(error, OSError):
        known = _SYSTEM_ERROR.search(str(error))
        error = OSError(int(known[1]) if known else 0, "its engine failed")
    return WorkbenchError(f"The search index cannot be written: {why(error)}.")
