"""The last copies, kept as files of the user's own: what was copied is never lost."""

from __future__ import annotations

import os
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from workbench.library.safe import safe_name
from workbench.store.files import make_directory, why, write_all

KEPT = 20

_NAME = re.compile(r"copy-(\d{1,9})\.txt")


@dataclass(frozen=True, slots=True)
class Copy:
    """A text that was copied, when, and the file that holds it; None if only this session does."""

    text: str
    when: datetime
    path: Path | None


class Copies:
    """The last 20 copies, as `copy-1.txt` and so on in `directory`, mode 0600.

    With None, or where the directory cannot be written, they last as long as the program.
    """

    def __init__(self, directory: Path | None) -> None:
        self.directory = directory
        self._unsaved: deque[Copy] = deque(maxlen=KEPT)

    def keep(self, text: str) -> tuple[Path | None, str]:
        """Keep a copy; its file, or None with the reason why there is none."""
        reason = "files are not allowed"
        if self.directory is not None:
            try:
                return self._saved(self.directory, text), ""
            except OSError as error:
                reason = f"{safe_name(str(self.directory))} cannot be written, {why(error)}"
        self._unsaved.append(Copy(text, datetime.now(UTC), None))
        return None, reason

    def recent(self) -> list[Copy]:
        """The copies that are kept, the last one first."""
        copies = list(self._unsaved)
        if self.directory is not None:
            copies += _read(self.directory)
        return sorted(copies, key=lambda copy: copy.when, reverse=True)[:KEPT]

    def _saved(self, directory: Path, text: str) -> Path:
        make_directory(directory)
        numbers = _numbers(directory)
        path, descriptor = _created(directory, max(numbers, default=0) + 1)
        try:
            write_all(descriptor, text.encode())
        except OSError:
            path.unlink(missing_ok=True)
            raise
        finally:
            os.close(descriptor)
        for old in numbers[: -(KEPT - 1)]:
            _path(directory, old).unlink(missing_ok=True)
        return path


def _created(directory: Path, number: int) -> tuple[Path, int]:
    """A new file, open for writing, with the first number from `number` that is free."""
    while True:
        path = _path(directory, number)
        try:
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
            return path, os.open(path, flags, 0o600)
        except FileExistsError:  # another copy of the program was faster
            number += 1


def _read(directory: Path) -> Iterator[Copy]:
    for number in _numbers(directory):
        path = _path(directory, number)
        try:
            when = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            yield Copy(path.read_bytes().decode(errors="replace"), when, path)
        except OSError:  # removed by another copy of the program, or not ours to read
            continue


def _numbers(directory: Path) -> list[int]:
    try:
        names = [path.name for path in directory.iterdir()]
    except OSError:
        return []
    return sorted(int(found[1]) for name in names if (found := _NAME.fullmatch(name)))


def _path(directory: Path, number: int) -> Path:
    return directory / f"copy-{number}.txt"
