"""The index of a project as it is kept: filled, committed, and read anew after others filled it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from workbench.model import Document
from workbench.search.engines.choice import Choice
from workbench.search.shelf import Library

MISSING = "The search index is missing and is being built."


class IndexRoom:
    """The engine that a project has, behind a lock: threads may share it."""

    def __init__(self, cache: Path, library: Library, engine: str) -> None:
        self._library = library
        self._engine = Choice(engine, cache, library)
        self._lock = Lock()
        self.version = 0
        """Another number after every change that was seen: what was read before may be old."""

    @property
    def needs_rebuild(self) -> bool:
        """Whether documents that the library knows cannot be found until all are indexed again."""
        with self._lock:
            return bool(self._engine.problem) or self._engine.count() < self._library.count()

    @property
    def notice(self) -> str:
        """What there is to say of the index, in one sentence; empty when it is as it should be."""
        with self._lock:
            return self._notice()

    def expect(self, documents: int) -> None:
        """Make ready for an index that will have so many documents. Raises WorkbenchError."""
        with self._lock:
            self._engine.expect(documents)

    def update(self, documents: Sequence[Document]) -> None:
        """Index documents, each in place of an earlier one with its id; seen after `commit`.

        Raises WorkbenchError when another process is indexing or the index cannot be written.
        """
        with self._lock:
            self._engine.update(documents)

    def remove(self, ids: Iterable[str]) -> None:
        """Take documents out; seen after `commit`. Raises WorkbenchError as `update` does."""
        with self._lock:
            self._engine.remove(ids)

    def commit(self) -> None:
        """Make what was changed searchable. Raises WorkbenchError as `update` does."""
        with self._lock:
            self._engine.commit()
            self._forget()

    def settle(self) -> None:
        """Make ready what searching will need: for now nothing more will be indexed."""
        with self._lock:
            self._engine.settle()

    def refresh(self) -> bool:
        """See what another process has committed; whether there was anything."""
        with self._lock:
            changed = self._engine.refresh()
            if changed:
                self._forget()
            return changed

    def indexed(self) -> int:
        """How many documents can be found."""
        with self._lock:
            return self._engine.count()

    def stamp(self) -> str:
        """What tells what is committed from others; empty where it cannot be used."""
        with self._lock:
            return "" if self._engine.problem else self._engine.stamp()

    def ids(self) -> set[str]:
        """Which documents can be found."""
        with self._lock:
            return self._engine.ids()

    def close(self) -> None:
        """Release the index; changes that were not committed are dropped."""
        with self._lock:
            self._engine.close()

    @contextmanager
    def _question(self) -> Iterator[None]:
        """Hold the engine for what is asked together."""
        with self._lock, self._engine.question():
            yield

    def _notice(self) -> str:
        if self._engine.problem:
            return self._engine.problem
        return MISSING if not self._engine.count() and self._library.count() else ""

    def _forget(self) -> None:
        """What was read before may be old."""
        self.version += 1
