"""Adding a line to a file that only grows."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from workbench.store.files import sync, sync_directory, write_all

_APPENDING = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK


def append_line(path: Path, line: bytes, *, durably: bool) -> None:
    """Add a line, which ends in a newline, on a line of its own even where the last was torn.

    The line is there whole or not at all, unless the power fails; `durably` means that it is then,
    too. Expects the caller to hold a lock. Raises OSError, also for what is no regular file.
    """
    descriptor = os.open(path, _APPENDING, 0o600)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EINVAL, "it is not a regular file", str(path))
        size = status.st_size
        torn = size > 0 and os.pread(descriptor, 1, size - 1) != b"\n"
        try:
            write_all(descriptor, b"\n" * torn + line)
            if durably:
                sync(descriptor)
        except OSError:
            os.ftruncate(descriptor, size)
            raise
    finally:
        os.close(descriptor)
    if durably and size == 0:
        sync_directory(path.parent)
