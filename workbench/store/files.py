"""Files that survive a crash: whole or not at all, and on the disk before we say so.

A save is a temporary file in the same directory, write, fsync, rename, fsync of the directory.
Errors leave here as OSError; `why` puts them in words.
"""

from __future__ import annotations

import errno
import fcntl
import os
import secrets
import stat
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from typing import IO, TypeVar

T = TypeVar("T")

TEMPORARY_PREFIX = ".wb-"
LARGEST_RECORD = 16 * 1024 * 1024

_NEVER_FOLLOW = os.O_CLOEXEC | os.O_NOFOLLOW
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NEVER_FOLLOW
_STAGED_TOGETHER = 32
_SYNCED_TOGETHER = 8
_DIRECTORIES_DO_NOT_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EBADF}
_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EROFS: "the disk is read-only",
    errno.EACCES: "permission denied",
    errno.EPERM: "permission denied",
    errno.EIO: "the disk reports an error",
}


def why(error: OSError) -> str:
    """The reason of a failure as the end of a sentence: `the disk is full`."""
    number = error.errno or 0
    return _REASONS.get(number) or (error.strerror or str(error)).lower()


def write_atomic(path: Path, data: bytes) -> None:
    """Make `path` hold `data`, durably, with mode 0600; missing directories are made with 0700.

    After an OSError the file is as it was before, or whole and new where only the last fsync of
    the directory failed. A symbolic link at `path` is replaced, not followed.
    """
    make_directory(path.parent)
    staged = stage({path: data})
    try:
        staged[path].replace(path)
    except BaseException:
        unstage(staged)
        raise
    sync_directory(path.parent)


def write_streamed(path: Path, pieces: Iterable[bytes]) -> None:
    """As `write_atomic`, for content that is made while it is written and may be large.

    What making it raises leaves the file as it was before.
    """
    temporary = _beside(path)
    descriptor = os.open(temporary, _NEW, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.writelines(pieces)
            file.flush()
            sync(descriptor)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_directory(path.parent)


def _beside(path: Path) -> Path:
    return path.parent / f"{TEMPORARY_PREFIX}{secrets.token_hex(8)}.tmp"


def remove_durably(path: Path) -> None:
    """Delete `path`; no error if it is not there."""
    path.unlink(missing_ok=True)
    sync_directory(path.parent)


def stage(contents: Mapping[Path, bytes]) -> dict[Path, Path]:
    """A new temporary file beside each path with its content, synced and ready to be renamed.

    A few dozen at a time are written before the first is synced, and those are synced together:
    the disk then works at a twentieth of the cost of one after the other.
    """
    staged: dict[Path, Path] = {}
    waiting = iter(contents.items())
    try:
        while some := list(islice(waiting, _STAGED_TOGETHER)):
            with ExitStack() as opened:
                descriptors = []
                for path, data in some:
                    temporary = _beside(path)
                    descriptor = os.open(temporary, _NEW, 0o600)
                    opened.callback(os.close, descriptor)
                    staged[path] = temporary
                    write_all(descriptor, data)
                    descriptors.append(descriptor)
                _together(sync, descriptors)
    except BaseException:
        unstage(staged)
        raise
    return staged


def unstage(staged: Mapping[Path, Path]) -> None:
    """Remove temporary files that are not wanted any more."""
    for temporary in staged.values():
        temporary.unlink(missing_ok=True)


def sweep(directories: Iterable[Path]) -> None:
    """Remove the temporary files that a crash left in the directories and below them.

    Nobody may be saving there meanwhile. Raises OSError.
    """
    for top in directories:
        for directory, _, names in os.walk(top):
            for name in names:
                if name.startswith(TEMPORARY_PREFIX) and name.endswith(".tmp"):
                    Path(directory, name).unlink(missing_ok=True)


def read_record_bytes(path: Path) -> bytes:
    """The content of a regular file of at most 16 MB.

    Anything else (a symbolic link, a pipe, a device, a directory) raises OSError instead of being
    followed or waited for.
    """
    with open_regular(path) as file:
        if os.fstat(file.fileno()).st_size > LARGEST_RECORD:
            raise OSError(errno.EFBIG, "it is larger than 16 MB", str(path))
        return file.read()


def open_regular(path: Path) -> IO[bytes]:
    """A regular file, open for reading.

    Anything else raises OSError, as for `read_record_bytes`.
    """
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | _NEVER_FOLLOW)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "it is not a regular file", str(path))
        return os.fdopen(descriptor, "rb")
    except BaseException:
        os.close(descriptor)
        raise


def make_directory(directory: Path) -> None:
    """Make `directory` and what is missing above it, mode 0700, durably."""
    make_directories([directory])


def make_directories(directories: Iterable[Path]) -> None:
    """The same for several; a directory that gets many of them is synced once."""
    grown = set()
    for directory in directories:
        for new in _made(directory):
            grown.add(new.parent)
    sync_directories(grown)


def _made(directory: Path) -> list[Path]:
    """Make a directory and what is missing above it; returns those that are new."""
    missing = []
    while not directory.is_dir():
        missing.append(directory)
        directory = directory.parent
    for new in reversed(missing):
        new.mkdir(mode=0o700, exist_ok=True)
    return missing


def sync_directory(directory: Path) -> None:
    """Make the names in `directory` durable, where the file system can do that."""
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        sync(descriptor)
    except OSError as error:
        if error.errno not in _DIRECTORIES_DO_NOT_SYNC:
            raise
    finally:
        os.close(descriptor)


def sync_directories(directories: Iterable[Path]) -> None:
    """Make the names in several directories durable, each once."""
    _together(sync_directory, sorted(set(directories)))


def _together(make_durable: Callable[[T], None], things: Sequence[T]) -> None:
    """Do it to all at a time, so that one commit of the file system's journal serves many."""
    if len(things) < 2:
        for thing in things:
            make_durable(thing)
        return
    from concurrent.futures import ThreadPoolExecutor  # slow to load, and a single save needs none

    with ThreadPoolExecutor(min(len(things), _SYNCED_TOGETHER)) as pool:
        for _ in pool.map(make_durable, things):
            pass


def write_all(descriptor: int, data: bytes) -> None:
    """Write all of `data`: the system may take less than it was given."""
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def sync(descriptor: int) -> None:
    """Fsync, as far as the disk itself: on macOS a plain fsync stops at the drive's cache."""
    full = getattr(fcntl, "F_FULLFSYNC", None)
    if full is None:
        os.fsync(descriptor)
        return
    try:
        fcntl.fcntl(descriptor, full)
    except OSError:
        os.fsync(descriptor)
