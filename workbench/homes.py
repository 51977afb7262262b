"""Where a project lies: its folder, the directory of its own files, and this user's key.

Whatever the file system refuses becomes a sentence here.
"""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import stat
from pathlib import Path

from platformdirs import user_data_path, user_state_path

from workbench.library.safe import safe_name
from workbench.model import UsageError, WorkbenchError
from workbench.store.files import why, write_atomic

HOME = ".workbench"
IGNORED_BY_GIT = b"cache/\ntrash/\n"
JOINED_BY_GIT = b"documents.jsonl merge=union\nlog/*.jsonl merge=union\n"
"""Of two branches of the ledger or of a log, git keeps the lines of both."""

_FORMERLY = {".gitattributes": b"log/*.jsonl merge=union\n"}
"""What earlier versions wrote; what the analyst wrote instead is left alone."""

_NOT_THERE = {errno.ENOENT, errno.ENOTDIR, errno.ELOOP}
_READ_ONLY = {errno.EACCES, errno.EPERM, errno.EROFS}


class ReadOnlyError(WorkbenchError):
    """A directory that may not be written."""


def readable(folder: Path) -> Path:
    """The folder by its own path; raises as `Project.open` does."""
    shown = safe_name(str(folder))
    try:
        found = Path(os.path.realpath(folder, strict=True))
        if not stat.S_ISDIR(found.stat().st_mode):
            raise UsageError(f"{shown} is a file; the workbench opens folders.")
        os.scandir(f"{found}/.").close()  # the dot asks for leave to enter as well as to list
    except OSError as error:
        if error.errno in _NOT_THERE:
            raise UsageError(f"There is no folder {shown}.") from error
        raise WorkbenchError(f"The folder {shown} cannot be read: {why(error)}.") from error
    return found


def home_elsewhere(folder: Path) -> Path:
    """The directory for the files of a folder that cannot hold them itself."""
    key = hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]
    return user_data_path("workbench") / "projects" / key


def made(directory: Path) -> Path:
    """`directory`, made if need be and known to be writable.

    Raises WorkbenchError if it is not: ReadOnlyError if only leave to write is missing.
    """
    try:
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise _refused(directory, error) from error
    if not os.access(directory, os.W_OK | os.X_OK):
        raise ReadOnlyError(f"{safe_name(str(directory))} cannot be written.")
    return directory


def made_home(directory: Path) -> Path:
    """The project's own directory, with what git leaves out and how it joins ledgers and logs."""
    made(directory)
    try:
        for name, said in ((".gitignore", IGNORED_BY_GIT), (".gitattributes", JOINED_BY_GIT)):
            if _content(directory / name) in (None, _FORMERLY.get(name)):
                write_atomic(directory / name, said)
    except OSError as error:
        raise _refused(directory, error) from error
    return directory


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _refused(directory: Path, error: OSError) -> WorkbenchError:
    kind = ReadOnlyError if error.errno in _READ_ONLY else WorkbenchError
    return kind(f"{safe_name(str(directory))} cannot be written: {why(error)}.")


def secret() -> bytes:
    """This user's own random key, made at first use. Raises WorkbenchError if it cannot be kept."""
    path = user_state_path("workbench") / "key"
    try:
        if path.exists():
            return path.read_bytes()
        key = secrets.token_bytes(32)
        write_atomic(path, key)
    except OSError as error:
        raise WorkbenchError(
            f"{safe_name(str(path))} cannot be used: {why(error)}; "
            "set XDG_STATE_HOME to a directory of yours."
        ) from error
    return key
