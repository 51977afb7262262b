"""Zip files: read within bounds and never unpacked, written the same way every time."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterable
from io import BytesIO
from pathlib import PurePosixPath

from workbench.model import WorkbenchError

MOST_ENTRIES = 100_000
LARGEST_ENTRY = 100 * 1024 * 1024
LARGEST_TOTAL = 1024 * 1024 * 1024
_FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)


class Archive:
    """A zip file in memory. `what` names it in errors, all of which are WorkbenchError."""

    def __init__(self, content: bytes, what: str) -> None:
        self._what = what
        self._read = 0
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise WorkbenchError(f"{what} is not a zip file, or a damaged one.") from error
        entries = self._zip.infolist()
        if len(entries) > MOST_ENTRIES:
            raise WorkbenchError(f"{what} holds more than {MOST_ENTRIES:,} files.")
        self._entries: dict[str, zipfile.ZipInfo] = {}
        for entry in entries:
            if climbs(entry.filename):
                raise WorkbenchError(f"{what} holds a path that leads out of it.")
            if entry.filename.casefold() in self._entries:
                raise WorkbenchError(f"{what} holds two files of the same name.")
            self._entries[entry.filename.casefold()] = entry

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._entries

    def read(self, name: str) -> bytes:
        """The content of an entry that is there; upper and lower case are the same."""
        entry = self._entries[name.casefold()]
        if entry.flag_bits & 1:
            raise WorkbenchError(f"{self._what} is encrypted.")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise WorkbenchError(f"{self._what} is packed in a way that is not read.")
        # What it says of its size can be a lie: what comes out is counted.
        room = min(LARGEST_ENTRY, LARGEST_TOTAL - self._read)
        try:
            with self._zip.open(entry) as stream:
                content = stream.read(room + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
            raise WorkbenchError(f"{self._what} is damaged.") from error
        self._read += len(content)
        if len(content) > room:
            raise WorkbenchError(f"{self._what} unpacks to more than is read: 100 MB a file, 1 GB.")
        return content


def climbs(name: str) -> bool:
    """Whether a path inside an archive is one that leads elsewhere."""
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or ":" in name or "\0" in name


def packed(files: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip file of these; the same files give the same bytes."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files:
            entry = zipfile.ZipInfo(name, _FIRST_MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, content)
    return buffer.getvalue()
