"""The Whoosh engine: opening, committing, answering, and telling a whole index from a damaged one.

A commit writes a segment, then Whoosh's table of contents, then the seal that makes it count; only
then are the files that it replaces deleted. Whatever moment a process is killed at, the seal names
a whole index, the old or the new one.
"""

from __future__ import annotations

import shutil
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, LockError

from workbench.model import Document, WorkbenchError
from workbench.search import analysis
from workbench.search.cancelling import Cancelled, CancelledError, Patience, never, stop_if
from workbench.search.engine import FIELDS, Expansion, Page, Sort
from workbench.search.engines.ranking import rank, score
from workbench.search.engines.seal import (
    BUSY,
    DAMAGED,
    FOREIGN,
    BrokenSealError,
    Seal,
    read_seal,
    stamp,
    write_seal,
)
from workbench.search.engines.whoosh.reading import Snapshot
from workbench.search.engines.whoosh.writing import NAME, Writer, create, lock, merge
from workbench.search.matcher import field_text
from workbench.search.patterns import Pattern
from workbench.search.tree import Node
from workbench.store.files import why

FORM = f"whoosh 1, analysis {analysis.VERSION}, {unicodedata.unidata_version}, {sys.byteorder}"

_TRIES = 5
_TERMS = 1024

_T = TypeVar("_T")


class WhooshEngine:
    """An index in a directory of its own. See `Engine` for what the methods promise."""

    def __init__(self, folder: Path) -> None:
        self.problem = ""
        self._folder = folder
        self._storage = FileStorage(str(folder))
        self._forget()
        self._writer: Writer | None = None
        self._added: set[str] = set()
        self._open()

    def update(self, documents: Iterable[Document]) -> None:
        """Add or replace documents."""
        for document in documents:
            self.remove((document.id,))
            self._added.add(document.id)
            info = document.info
            fields = {name: field_text(info, name) for name in FIELDS} | {"text": document.text}
            card = (info.id, info.path, info.metadata.date)
            self._write(lambda w, c=card, f=fields: w.add_document(card=c, **f))  # type: ignore[misc]

    def remove(self, ids: Iterable[str]) -> None:
        """Take documents out."""
        self._write(lambda _: None)
        for identity in ids:
            if identity in self._added:
                self.commit()  # a writer deletes only what was committed before it
            number = self._snapshot.numbers.get(identity)
            if number is not None:
                self._write(lambda w, n=number: w.delete_document(n))  # type: ignore[misc]

    def commit(self) -> None:
        """Make the changes visible."""
        if self._writer is not None:
            self._write(lambda writer: writer.commit(mergetype=merge))
            self._writer = None
            self._added.clear()
            self._open()

    def refresh(self) -> bool:
        """See what another process has committed."""
        if stamp(self._folder) == self._stamp:
            return False
        self._open()
        return True

    def count(self) -> int:
        """How many documents can be found."""
        return self._read(lambda: self._snapshot.count(), 0)

    def ids(self) -> set[str]:
        """Which documents can be found."""
        return self._read(lambda: set(self._snapshot.numbers), set())

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
            lambda: rank(self._snapshot, tree, limit, offset, sort, patience), Page(0, ())
        )

    def score(self, tree: Node, identity: str, cancelled: Cancelled = never) -> float | None:
        """The score of a document."""
        return self._read(lambda: score(self._snapshot, tree, identity, cancelled), None)

    def expand(
        self, pattern: Pattern, field: str, limit: int, cancelled: Cancelled = never
    ) -> Expansion:
        """The terms that a pattern stands for."""
        return self._read(lambda: self._expand(pattern, field, limit, cancelled), Expansion((), 0))

    def close(self) -> None:
        """Release what is open."""
        if self._writer is not None:
            self._writer.cancel()
            self._writer = None
        self._snapshot.close()

    def _expand(self, pattern: Pattern, field: str, limit: int, cancelled: Cancelled) -> Expansion:
        found: Counter[str] = Counter()
        for texts, counts in self._snapshot.terms(field, pattern.literal):
            for first in range(0, len(texts), _TERMS):
                stop_if(cancelled)
                run = texts[first : first + _TERMS]
                documents = dict(zip(run, counts[first : first + _TERMS], strict=True))
                for text in pattern.among(run):
                    found[text] += documents[text]
        commonest = sorted(found.items(), key=lambda term: (-term[1], term[0]))
        return Expansion(tuple(commonest[:limit]), len(commonest))

    def _forget(self) -> None:
        self._seal = Seal(FORM, 0)
        self._stamp: tuple[int, int, int] | None = None
        self._snapshot = Snapshot(self._storage, None, (), {})

    def _open(self) -> None:
        """Read the latest commit. What cannot be read is a problem, and an empty index."""
        earlier = self._snapshot
        for _ in range(_TRIES):
            self._stamp = at = stamp(self._folder)
            try:
                self._load(earlier)
                self.problem = ""
                break
            # A damaged index raises whatever its bytes happen to lead to.
            except Exception as error:  # noqa: BLE001
                self._forget()
                self._stamp = at
                foreign = isinstance(error, BrokenSealError) and error.foreign
                self.problem = FOREIGN if foreign else DAMAGED
                if stamp(self._folder) == at:
                    break  # and no other process has committed while we looked
        earlier.close()

    def _load(self, earlier: Snapshot) -> None:
        if self._stamp is None:
            self._forget()  # nothing was ever committed here
            return
        self._seal = read_seal(self._folder, FORM, self._seal)
        toc = TOC.read(self._storage, NAME, gen=self._seal.generation)
        self._snapshot = Snapshot(self._storage, toc.schema, toc.segments, earlier.known)

    def _read(self, action: Callable[[], _T], otherwise: _T) -> _T:
        try:
            return action()
        except CancelledError:
            raise
        # As above: damage after the opening shows as any error.
        except Exception:  # noqa: BLE001
            self.problem = DAMAGED
            return otherwise

    def _write(self, action: Callable[[Writer], object]) -> None:
        try:
            if self._writer is None:
                self._writer = self._start()
            action(self._writer)
        except LockError as error:
            raise WorkbenchError(BUSY) from error
        except OSError as error:
            self._drop_writer()
            raise WorkbenchError(f"The search index cannot be written: {why(error)}.") from error

    def _start(self) -> Writer:
        """A writer on the latest commit; on an empty index where there is none that is whole."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        held = lock(self._storage)
        try:
            self.refresh()
            if self.problem or self._stamp is None:
                self._empty()
            return Writer(self._storage, held, self._seal.generation, self._seal_files)
        except BaseException:
            held.release()
            raise

    def _empty(self) -> None:
        for path in self._folder.iterdir():
            if path.is_dir():
                shutil.rmtree(path)
            elif not path.name.endswith("LOCK"):
                path.unlink()
        create(self._storage)
        self._snapshot.close()
        self._forget()

    def _seal_files(self, generation: int, names: list[str]) -> None:
        write_seal(self._folder, FORM, generation, names, self._seal)

    def _drop_writer(self) -> None:
        writer, self._writer = self._writer, None
        self._added.clear()
        if writer is not None and not writer.is_closed:
            # What was begun is not sealed, so it does not count, whatever becomes of its files.
            # Without room on the disk it closes what it did not open, too.
            with suppress(OSError, ValueError):
                writer.cancel()
