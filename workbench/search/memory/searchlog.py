"""The search log of a project: `log/<analyst>.jsonl`, which only grows.

What is promised: a line stands in the file as soon as it is written, and stays there when the
program dies. It is not synced to the disk line by line, so that a failure of the power may take the
last lines; `sync` at the end of a session makes sure of them. Lines can be in any order, so that
git joins two branches of a file by keeping the lines of both.
"""

from __future__ import annotations

import os
import threading
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from workbench.model import WorkbenchError
from workbench.search.folding import fold
from workbench.search.memory.entries import (
    LONGEST_LINE,
    LogEntry,
    Opened,
    Ran,
    Read,
    entry_of,
    line_of,
)
from workbench.search.memory.record import READ_SECONDS, Record, record_of
from workbench.store.files import make_directory, sync, why
from workbench.store.history import moment, now
from workbench.store.lines import append_line
from workbench.store.lock import locked
from workbench.store.places import file_stem

__all__ = ["LogEntry", "Opened", "Ran", "Read", "SearchLog"]

ANONYMOUS = "anonymous"
"""The file of those who said no name."""


class _File:
    """One analyst's lines, as far as they were read."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._read = 0
        self._inode = 0
        self.entries: list[LogEntry] = []
        self.seconds: Counter[str] = Counter()
        """For how long each document was looked at."""
        self.broken = 0

    def catch_up(self) -> bool:
        """Read what was added, all where the file was exchanged or cut; whether there was any."""
        flags = os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK
        descriptor = os.open(self._path, flags)
        with os.fdopen(descriptor, "rb") as file:
            status = os.fstat(descriptor)
            anew = status.st_ino != self._inode or status.st_size < self._read
            if anew:
                self._inode, self._read, self.broken = status.st_ino, 0, 0
                self.entries, self.seconds = [], Counter()
            if status.st_size == self._read:
                return anew
            file.seek(self._read)
            while line := file.readline(LONGEST_LINE):
                if not line.endswith(b"\n") and len(line) < LONGEST_LINE:
                    break  # the end of it is still to come
                self._read += len(line)
                entry = entry_of(line)
                if entry is not None:
                    self.entries.append(entry)
                    if isinstance(entry, Read):
                        self.seconds[entry.document] += entry.seconds
                elif line.strip():
                    self.broken += 1
            return True


class SearchLog:
    """The log of all analysts of a project, and the pen of one of them. Threads may share it.

    `kept` is whether that one wants a log: otherwise nothing is written.
    """

    def __init__(
        self,
        home: Path,
        analyst: str = "",
        *,
        kept: bool = True,
        clock: Callable[[], datetime] = now,
    ) -> None:
        self.kept = kept
        self._directory = home / "log"
        self._analyst = analyst
        self._clock = clock
        self._guard = threading.Lock()
        self._files: dict[str, _File] = {}
        self._changed = False
        self._record: Record | None = None
        name = file_stem(fold(analyst), analyst) if analyst else ANONYMOUS
        self._own = self._directory / f"{name}.jsonl"

    def now(self) -> str:
        """The time as the entries say it."""
        return moment(self._clock())

    def append(self, *entries: LogEntry) -> None:
        """Write lines into the analyst's own file, in their name.

        Raises WorkbenchError where the disk refuses.
        """
        if not self.kept or not entries:
            return
        try:
            make_directory(self._directory)
            with self._guard, locked(self._own):
                for entry in entries:
                    line = line_of(replace(entry, by=self._analyst))
                    append_line(self._own, line, durably=False)
        except OSError as error:
            raise WorkbenchError(f"The search was not logged: {why(error)}.") from error

    def sync(self) -> None:
        """Have what was written survive a failure of the power, if the disk lets us."""
        try:
            descriptor = os.open(self._own, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
        except OSError:
            return
        try:
            with suppress(OSError):
                sync(descriptor)
        finally:
            os.close(descriptor)

    def entries(self) -> list[LogEntry]:
        """What all analysts did, file by file."""
        with self._guard:
            self._catch_up()
            return self._entries()

    def record(self, by: str | None = None) -> Record:
        """What they make together, or what one of them did; `by` is the name as they write it.

        That of all is made anew only where something was added.
        """
        if by is not None:
            return record_of(entry for entry in self.entries() if entry.by == by)
        with self._guard:
            self._catch_up()
            if self._changed or self._record is None:
                self._record, self._changed = record_of(self._entries()), False
            return self._record

    def read(self) -> frozenset[str]:
        """The ids of the documents that count as read: those of the record of all, but sooner."""
        with self._guard:
            self._catch_up()
            seconds: Counter[str] = Counter()
            for file in self._files.values():
                seconds.update(file.seconds)
            return frozenset(document for document, n in seconds.items() if n >= READ_SECONDS)

    def broken(self) -> int:
        """How many lines were not understood."""
        with self._guard:
            return sum(file.broken for file in self._files.values())

    def _entries(self) -> list[LogEntry]:
        return [entry for name in sorted(self._files) for entry in self._files[name].entries]

    def _catch_up(self) -> None:
        """Read what was added to any file."""
        found = set(self._names())
        gone = self._files.keys() - found
        for name in gone:
            del self._files[name]
        added = [self._catch_up_with(name) for name in sorted(found)]
        self._changed = self._changed or bool(gone) or any(added)

    def _catch_up_with(self, name: str) -> bool:
        file = self._files.setdefault(name, _File(self._directory / name))
        try:
            return file.catch_up()
        except OSError:
            return False  # it is gone, a link, or not ours to read

    def _names(self) -> Iterator[str]:
        try:
            with os.scandir(self._directory) as listing:
                for file in listing:
                    if file.name.endswith(".jsonl") and file.is_file(follow_symlinks=False):
                        yield file.name
        except OSError:
            return


def new_id() -> str:
    """An id for a search that no other has."""
    return uuid.uuid4().hex[:16]
