"""Walks the folder: which files there are, and which of them are never to be opened.

Names are bytes throughout, because not every name is UTF-8. Hidden files and folders are passed
over in silence; links are not followed, and of pipes, devices and sockets only the name is read.
"""

from __future__ import annotations

import marshal
import os
import stat
from collections.abc import Container, Iterable
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from workbench.library.safe import safe_name
from workbench.model import FileOutcome, Stamp, WorkbenchError
from workbench.store.files import why

_HIDDEN = ord(".")
# A later format of marshal writes what is known to be one object in another way.
_WITHOUT_REFERENCES = 2
_NOT_FILES = {
    stat.S_IFLNK: "is a symbolic link, which is not followed",
    stat.S_IFIFO: "is a named pipe, not a file",
    stat.S_IFSOCK: "is a socket, not a file",
    stat.S_IFCHR: "is a device, not a file",
    stat.S_IFBLK: "is a device, not a file",
}


_UNREAD = Stamp()


class Walk(NamedTuple):
    """What a walk found, in no order.

    `files` are the regular files, raw path below the folder to size in bytes and time of change in
    nanoseconds; `refused` is what is skipped without being opened.
    """

    files: dict[bytes, tuple[int, int]]
    refused: list[FileOutcome]

    @property
    def digest(self) -> str:
        """What tells this walk from others; two that found the same may differ in it."""
        refused = [(one.raw_path, one.reason) for one in self.refused]
        found = marshal.dumps((self.files, refused), _WITHOUT_REFERENCES)
        return blake2b(found, digest_size=16).hexdigest()


def skipped(raw_path: bytes, reason: str, stamp: Stamp = _UNREAD) -> FileOutcome:
    """The outcome of a file without documents; `reason` goes on from its name: "is empty"."""
    return FileOutcome(safe_name(raw_path), raw_path, "skipped", reason, stamp=stamp)


def walk(folder: Path, excluded: Container[bytes] = ()) -> Walk:
    """All that is below `folder`, but for the hidden and the `excluded` (raw paths of folders).

    Raises WorkbenchError if the folder itself cannot be listed: nothing in it is known to be gone.
    """
    root = os.fsencode(folder)
    found = Walk({}, [])
    waiting = [b""]
    while waiting:
        directory = waiting.pop()
        try:
            with os.scandir(root + b"/" + directory) as entries:
                below = _list(entries, directory, found)
        except OSError as error:
            if not directory:
                name = safe_name(root)
                raise WorkbenchError(f"The folder {name} cannot be read: {why(error)}.") from error
            found.refused.append(skipped(directory[:-1], f"cannot be read: {why(error)}"))
        else:
            waiting += [raw_path + b"/" for raw_path in below if raw_path not in excluded]
    return found


def _list(entries: Iterable[os.DirEntry[bytes]], directory: bytes, found: Walk) -> list[bytes]:
    """Add the files of one directory to `found`; returns the directories in it."""
    below = []
    regular = stat.S_ISREG
    for entry in entries:
        name = entry.name
        if name[0] == _HIDDEN:
            continue
        raw_path = directory + name
        if entry.is_dir(follow_symlinks=False):
            below.append(raw_path)
            continue
        try:
            status = entry.stat(follow_symlinks=False)
        except FileNotFoundError:  # it went while we looked
            continue
        except OSError as error:
            found.refused.append(skipped(raw_path, f"cannot be read: {why(error)}"))
            continue
        if regular(status.st_mode):
            found.files[raw_path] = status.st_size, status.st_mtime_ns
        else:
            kind = stat.S_IFMT(status.st_mode)
            found.refused.append(skipped(raw_path, _NOT_FILES.get(kind, "is not a regular file")))
    return below
