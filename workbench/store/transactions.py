"""Changes to records as all or nothing, over errors, crashes and other running copies.

A change is announced in the log before the first record is touched. Whoever next holds the lock
and finds an announced change that was not finished, finishes or reverts it.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from workbench.model import WorkbenchError
from workbench.store.changes import Change, carry_out, content_of, put_back
from workbench.store.files import make_directory, sweep, why
from workbench.store.lock import locked
from workbench.store.places import RECORD_FOLDERS, located
from workbench.store.steplog import Entry, Kind, StepLog
from workbench.store.trash import Trash, fingerprint


def version_of(content: bytes | None) -> str | None:
    """The name of a version of a record; None stands for no file."""
    return None if content is None else fingerprint(content)


@contextmanager
def told_as(what: str = "Not saved") -> Iterator[None]:
    """Turn an OSError into a sentence: `Not saved: the disk is full.`"""
    try:
        yield
    except OSError as error:
        raise WorkbenchError(f"{what}: {why(error)}.") from error


class Transactions:
    """Carries changes out under a lock that threads and running copies share.

    `tell` is told which files to read again after every change, also after a failed one.
    """

    def __init__(
        self, home: Path, log: StepLog, trash: Trash, tell: Callable[[Sequence[Path]], None]
    ) -> None:
        self._home = home
        self._log = log
        self._trash = trash
        self._lock = trash.directory / "lock"
        self._tell = tell
        self._settled_size = -1
        self._guard = threading.RLock()
        self._depth = 0

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """Hold the lock; may be nested. Raises WorkbenchError where nothing can be written."""
        with self._guard, ExitStack() as held:
            if not self._depth:
                with told_as():
                    make_directory(self._trash.directory)
                    held.enter_context(locked(self._lock))
                    self._sweep()
                    self._settle()
            self._depth += 1
            try:
                yield
            finally:
                self._depth -= 1

    def recover(self) -> None:
        """Finish or revert what a crash broke off, if that can be done now."""
        with suppress(OSError, WorkbenchError):
            if self._left_marked() or not _is_finished(self._log.last()):
                with self.exclusive():
                    pass  # to hold the lock is to settle

    def carry_out(self, entry: Entry, changes: Sequence[Change]) -> None:
        """Make the changes that `entry` announces, or none: then WorkbenchError says why."""
        self._settled_size = -1
        try:
            with told_as(), self._at_work():
                replaced = [change for change in changes if change.before is not None]
                for change in replaced:
                    self._trash.keep(change.place, change.before or b"")
                if replaced:
                    self._trash.sync()
                try:
                    carry_out(changes, lambda: self._log.append(entry, durably=True))
                except BaseException:
                    self._settle(failed=entry)
                    raise
            self._finish(entry, "end")
        finally:
            self._tell([change.place for change in changes])

    # A lock file that is not empty says that its holder is at work on the records, or died there.

    @contextmanager
    def _at_work(self) -> Iterator[None]:
        os.truncate(self._lock, 1)
        try:
            yield
        finally:
            with suppress(OSError):  # then the next to look sweeps for nothing
                os.truncate(self._lock, 0)

    def _left_marked(self) -> bool:
        try:
            return self._lock.stat().st_size > 0
        except OSError:
            return False

    def _sweep(self) -> None:
        if self._left_marked():
            sweep([self._trash.directory, *(self._home / name for name in RECORD_FOLDERS)])
            os.truncate(self._lock, 0)

    def _finish(self, entry: Entry, kind: Kind) -> None:
        # Not worth an error: the change stands, and a missing line is added by the next to look.
        with suppress(OSError):
            self._log.append(Entry(kind, entry.step), durably=False)
            self._settled_size = self._log.size()

    def _settle(self, failed: Entry | None = None) -> None:
        """Finish the last change of the log, or revert it if it broke off or is the failed one."""
        if self._log.size() == self._settled_size:
            return
        entry = self._log.last()
        if entry is None or _is_finished(entry):
            self._settled_size = self._log.size()
            return
        changed = self._changed_by(entry)
        if changed is None or (len(changed) == len(entry.files) and entry != failed):
            self._finish(entry, "end")
            return
        try:
            put_back(changed)
        finally:
            self._tell([change.place for change in changed])
        self._finish(entry, "back")

    def _changed_by(self, entry: Entry) -> list[Change] | None:
        """The files that a change had reached; None if they cannot all be put back."""
        changed = []
        for file in entry.files:
            try:
                place = located(self._home, Path(file.path))
            except WorkbenchError:
                return None
            content = content_of(place)
            if version_of(content) != file.target:
                continue
            before = None if file.origin is None else self._trash.fetch(place, file.origin)
            if version_of(before) != file.origin:
                return None
            changed.append(Change(place, before, content))
        return changed


def _is_finished(last: Entry | None) -> bool:
    """Whether the last entry of the log says that its change came to an end."""
    return last is None or last.kind in ("end", "back")
