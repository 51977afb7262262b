"""Files of other programs: read within bounds, written whole or not at all, with mode 0600."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path

from workbench.library.safe import safe_name
from workbench.model import WorkbenchError
from workbench.store.files import why, write_atomic, write_streamed

LARGEST = 256 * 1024 * 1024


def read(path: Path) -> bytes:
    """The content of a regular file of at most 256 MB; else WorkbenchError says what is wrong."""
    shown = safe_name(str(path))
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise WorkbenchError(f"{shown} cannot be read: {why(error)}.") from error
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise WorkbenchError(f"{shown} is not a file.")
        if status.st_size > LARGEST:
            raise WorkbenchError(f"{shown} is larger than 256 MB, which is the most that is read.")
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            return file.read(LARGEST)
    except OSError as error:
        raise WorkbenchError(f"{shown} cannot be read: {why(error)}.") from error
    finally:
        os.close(descriptor)


class OccupiedError(WorkbenchError):
    """A file or a folder with something in it is where an export was to go."""


def check(path: Path, *, folder: bool, force: bool) -> None:
    """Raise WorkbenchError where an export cannot go.

    It is an OccupiedError where it would replace something that `force` does not allow it to.
    """
    shown = safe_name(str(path))
    if not path.absolute().parent.is_dir():
        raise WorkbenchError(f"There is no folder {safe_name(str(path.parent))}.")
    if folder:
        if path.is_dir() and (force or not any(path.iterdir())):
            return
        if os.path.lexists(path) and not path.is_dir():
            raise WorkbenchError(f"{shown} is a file; for a zip file its name has to end in .zip.")
    elif path.is_dir():
        raise WorkbenchError(f"{shown} is a folder.")
    if os.path.lexists(path) and not force:
        raise OccupiedError(f"{shown} is there already.")


def write(path: Path, files: Mapping[str, bytes]) -> None:
    """Write a file, or into a folder those below it; WorkbenchError where the disk refuses."""
    for name, content in files.items():
        place = path / name if name else path
        try:
            write_atomic(place.absolute(), content)
        except OSError as error:
            shown = safe_name(str(place))
            raise WorkbenchError(f"{shown} cannot be written: {why(error)}.") from error


def write_pieces(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file piece by piece, whole or not at all; WorkbenchError where the disk refuses."""
    try:
        write_streamed(path.absolute(), pieces)
    except OSError as error:
        raise WorkbenchError(f"{safe_name(str(path))} cannot be written: {why(error)}.") from error
