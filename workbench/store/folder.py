"""The records of one directory in memory, in step with the disk."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from workbench.store.files import why
from workbench.store.places import is_plain_name
from workbench.store.records import Record, Unreadable, load

T = TypeVar("T")

Signature = tuple[int, int, int]
"""Inode, size and time of change (in nanoseconds) of a file. Every save of ours makes a new inode;
what an editor or chmod does in place shows in the time."""

_NEVER: Mapping[str, Any] = MappingProxyType({})


class RecordFolder(Generic[T]):
    """What the files of a directory say, each as `read` makes of its record.

    `entries` and `problems` go by the name of the file without `.json`. Files that cannot be read
    are problems; so is a directory that cannot be listed, under the name "". `read` may raise
    Unreadable. Nothing is read before `refresh` is called.
    """

    def __init__(self, directory: Path, read: Callable[[Path, Record], T]) -> None:
        self.directory = directory
        self.entries: dict[str, T] = {}
        self.problems: dict[str, Unreadable] = {}
        self._read = read
        self._signatures: dict[str, Signature] = {}

    def refresh(self, remembered: Mapping[str, tuple[Signature, T]] = _NEVER) -> set[str]:
        """Read what is new or changed; returns the names of what is new, changed or gone.

        A file with the signature that it is remembered with is not read.
        """
        self.problems.pop("", None)
        found: dict[str, Signature] = {}
        try:
            found.update(self._scan())
        except OSError as error:
            self.problems[""] = Unreadable(self.directory, why(error))
        changed = {name for name in self._signatures if name not in found}
        changed |= {
            name for name, signature in found.items() if self._signatures.get(name) != signature
        }
        for name in changed:
            signature, entry = remembered.get(name, (None, None))
            if entry is not None and signature is not None and signature == found.get(name):
                self.problems.pop(name, None)
                self.entries[name], self._signatures[name] = entry, signature
            else:
                self._take(name, found.get(name))
        return changed

    def signature(self, name: str) -> Signature | None:
        """What the file looked like when it was read; None if there is none."""
        return self._signatures.get(name)

    def reread(self, name: str) -> None:
        """Read one file again, whether or not it seems changed."""
        try:
            status = self._path(name).lstat()
        except (FileNotFoundError, NotADirectoryError):
            self._take(name, None)
        else:
            self._take(name, _signature(status))

    def refuse(self, name: str, reason: str) -> None:
        """List an entry as a problem instead."""
        del self.entries[name]
        self.problems[name] = Unreadable(self._path(name), reason)

    def _scan(self) -> Iterator[tuple[str, Signature]]:
        directory = str(self.directory)  # thousands of folders are scanned at every refresh
        if os.path.islink(directory):  # noqa: PTH114
            raise OSError(None, "it is a symbolic link")
        try:
            listing = os.scandir(directory)
        except FileNotFoundError:
            return
        with listing:
            for file in listing:
                if not file.name.endswith(".json") or file.name.startswith("."):
                    continue
                try:
                    status = file.stat(follow_symlinks=False)
                except FileNotFoundError:
                    continue
                yield file.name.removesuffix(".json"), _signature(status)

    def _take(self, name: str, signature: Signature | None) -> None:
        self.entries.pop(name, None)
        self.problems.pop(name, None)
        self._signatures.pop(name, None)
        if signature is None:
            return
        path = self._path(name)
        try:
            if not is_plain_name(path.name):
                raise Unreadable(path, "its name is not one that the workbench gives")
            self.entries[name] = self._read(path, load(path))
        except FileNotFoundError:
            return
        except Unreadable as problem:
            self.problems[name] = problem
        self._signatures[name] = signature

    def _path(self, name: str) -> Path:
        return self.directory / f"{name}.json"


def _signature(status: os.stat_result) -> Signature:
    return status.st_ino, status.st_size, status.st_ctime_ns
