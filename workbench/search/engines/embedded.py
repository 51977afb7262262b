"""What the engines in this process share: opening, locking, damage, and commits that are whole.

An index is a directory of files that are never written to again once a commit counts. What cannot
be read is a problem, and an empty index until it is filled again; what cannot be written is one
sentence.
"""

from __future__ import annotations

import errno
import re
import shutil
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from copy import copy
from pathlib import Path
from typing import Generic, Protocol, Self, TypeVar

from workbench.model import Document, WorkbenchError
from workbench.search.cancelling import CancelledError
from workbench.search.engines.seal import BUSY, DAMAGED, FOREIGN, BrokenSealError, Stamp
from workbench.search.patterns import TooSlowError
from workbench.store.files import why
from workbench.store.lock import locked

_LOCK = "WRITELOCK"
_TRIES = 5
_LITTLE_ROOM = 1 << 20
_SYSTEM_ERROR = re.compile(r"os error (\d+)")


class Closable(Protocol):
    """A commit that was opened for reading."""

    def close(self) -> None:
        """Let go of its files."""


_Snapshot = TypeVar("_Snapshot", bound=Closable)
_Writer = TypeVar("_Writer")
_T = TypeVar("_T")


class Embedded(ABC, Generic[_Snapshot, _Writer]):
    """An index in a directory of its own. See `Engine` for what the methods promise."""

    def __init__(self, folder: Path) -> None:
        self.problem = ""
        self._folder = folder
        self._added: set[str] = set()
        self._writer: _Writer | None = None
        self._lock = ExitStack()
        self._stamp: Stamp | None = None
        self._looked = False
        self._snapshot = self._nothing()
        self._open()
        self._told: tuple[Stamp | None, str] = (self._stamp, self.problem)

    def update(self, documents: Iterable[Document]) -> None:
        """Add or replace documents."""
        for document in documents:
            self.remove((document.id,))
            self._write(lambda writer, document=document: self._add(writer, document))  # type: ignore[misc]
            self._added.add(document.id)

    def remove(self, ids: Iterable[str]) -> None:
        """Take documents out."""
        for identity in ids:
            self._write(lambda writer, identity=identity: self._delete(writer, identity))  # type: ignore[misc]

    def commit(self) -> None:
        """Make the changes visible."""
        if self._writer is None:
            return
        self._write(self._finish)
        self._writer = None
        self._added.clear()
        self._lock.close()
        self._open()
        self._told = self._stamp, self.problem

    def settle(self) -> None:
        """Make ready what searching will need."""

    def refresh(self) -> bool:
        """See what another process has committed."""
        before = self._told
        if self._now() != self._stamp or self.problem:
            self._open()
        self._told = self._stamp, self.problem
        return self._told != before

    def stamp(self) -> str:
        """What tells the commit that answers from others."""
        return " ".join(map(str, self._stamp or ()))

    def pinned(self) -> Self:
        """The same answers as of now, from a snapshot of its own."""
        pinned = copy(self)
        pinned._added, pinned._writer, pinned._lock = set(), None, ExitStack()
        pinned._looked = False
        pinned._detach()
        return pinned

    @contextmanager
    def question(self) -> Iterator[None]:
        """Look at the files once for all that is asked meanwhile."""
        self._looked = self._unharmed()
        try:
            yield
        finally:
            self._looked = False

    def close(self) -> None:
        """Release what is open."""
        self._drop_writer()
        self._snapshot.close()
        self._snapshot = self._nothing()

    @abstractmethod
    def _now(self) -> Stamp | None:
        """What tells one commit from the next without reading it; None where there is none."""

    @abstractmethod
    def _nothing(self) -> _Snapshot:
        """An index without documents."""

    @abstractmethod
    def _latest(self, earlier: _Snapshot) -> _Snapshot:
        """The latest commit, found to be whole; raises anything where it is not."""

    @abstractmethod
    def _create(self) -> None:
        """Put an empty index into the directory, which is empty."""

    @abstractmethod
    def _begin(self) -> _Writer:
        """What writes to the latest commit."""

    @abstractmethod
    def _add(self, writer: _Writer, document: Document) -> None:
        """Add a document."""

    @abstractmethod
    def _delete(self, writer: _Writer, identity: str) -> None:
        """Take a document out, if it is there."""

    @abstractmethod
    def _finish(self, writer: _Writer) -> None:
        """Make a commit of what was written: all of it or nothing."""

    @abstractmethod
    def _abandon(self, writer: _Writer) -> None:
        """Drop what was written."""

    @abstractmethod
    def _detach(self) -> None:
        """Share nothing that is closed or changed with the engine that this is a copy of."""

    def _doubt(self) -> None:
        """Have whoever opens the latest commit read all of it: something is wrong with it."""

    def _unharmed(self) -> bool:
        """Whether the files may be read, as far as that is soon seen."""
        return True

    def _open(self) -> None:
        """Read the latest commit."""
        earlier = self._snapshot
        for _ in range(_TRIES):
            self._stamp = at = self._now()
            self.problem = ""
            try:
                # Where nothing was ever committed there is nothing wrong.
                self._snapshot = self._nothing() if at is None else self._latest(earlier)
                break
            # A damaged index raises whatever its bytes happen to lead to, Rust's panics too.
            except BaseException as error:  # noqa: BLE001
                _let_through(error)
                self._snapshot = self._nothing()
                foreign = isinstance(error, BrokenSealError) and error.foreign
                self.problem = FOREIGN if foreign else DAMAGED
                if self._now() == at:
                    break  # and no other process has committed while we looked
        earlier.close()

    def _read(self, action: Callable[[_Snapshot], _T], otherwise: _T) -> _T:
        for _ in range(_TRIES):
            try:
                if self._looked or self._unharmed():
                    return action(self._snapshot)
            except (CancelledError, TooSlowError):
                raise
            # As above: damage after the opening shows as any error.
            except BaseException as error:  # noqa: BLE001
                _let_through(error)
            if self._now() in (None, self._stamp):
                break
            self._open()  # another process has committed, and taken files away that it replaced
        self._snapshot.close()
        self._snapshot = self._nothing()
        self.problem = DAMAGED
        self._told = self._stamp, self.problem
        self._doubt()
        return otherwise

    def _write(self, action: Callable[[_Writer], object]) -> None:
        try:
            if self._writer is None:
                self._writer = self._start()
            action(self._writer)
        except WorkbenchError:
            raise
        except BaseException as error:
            refusal = _unwritten(error, self._folder)
            self._drop_writer()
            _let_through(error)
            raise refusal from error

    def _start(self) -> _Writer:
        """A writer on the latest commit; on an empty index where there is none that is whole."""
        self._make_room()
        try:
            self._lock.enter_context(locked(self._folder / _LOCK, wait=False))
        except BlockingIOError as error:
            raise WorkbenchError(BUSY) from error
        self._open()
        if self.problem or self._stamp is None:
            self._empty()
        return self._begin()

    def _make_room(self) -> None:
        """Have a directory with a lock of its own, whatever took their places."""
        lock = self._folder / _LOCK
        if not self._folder.is_dir():
            self._folder.unlink(missing_ok=True)
        elif not lock.is_file():
            _remove(lock)
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def _empty(self) -> None:
        self._snapshot.close()
        self._snapshot = self._nothing()
        for path in self._folder.iterdir():
            if path.name != _LOCK:
                _remove(path)
        self._create()

    def _drop_writer(self) -> None:
        writer, self._writer = self._writer, None
        self._added.clear()
        if writer is not None:
            # What was not committed does not count, whatever becomes of its files. Without room on
            # the disk an engine may close what it did not open, too.
            with suppress(OSError, ValueError, RuntimeError):
                self._abandon(writer)
            del writer
        self._lock.close()


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _let_through(error: BaseException) -> None:
    """Raise what is none of the engine's business."""
    if isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit | MemoryError):
        raise error


def _unwritten(error: BaseException, folder: Path) -> WorkbenchError:
    if not isinstance(error, OSError):
        known = _SYSTEM_ERROR.search(str(error))
        # An engine's own threads may keep the reason to themselves.
        number = int(known[1]) if known else errno.ENOSPC if _is_full(folder) else 0
        error = OSError(number, "its engine failed")
    return WorkbenchError(f"The search index cannot be written: {why(error)}.")


def _is_full(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free < _LITTLE_ROOM
    except OSError:
        return False
