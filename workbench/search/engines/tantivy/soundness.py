"""Whether the files of an index are those that Tantivy wrote, found out without reading them all.

Tantivy ends every file of a segment with its CRC-32, but does not look at it. Here a file is read
and held against it unless it has the size and the times of change that were noted when it was last
known to be right: opening an index costs the same whatever its size. Segments never change; that
a process was killed before it noted a new one, or that somebody copied the index, costs one reading
of it.
"""

from __future__ import annotations

import json
import os
import stat
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from struct import Struct
from typing import TypeAlias

from workbench.search.engines.seal import NAME, BrokenSealError
from workbench.store.files import open_regular, read_record_bytes, write_atomic

META = "meta.json"

_OWN = (".managed.json", ".tantivy-meta.lock", ".tantivy-writer.lock")
_PARTS = ("fast", "fieldnorm", "idx", "pos", "store", "term")
_TAIL = Struct("<II")
_MAGIC = 1337
_LONGEST_FOOTER = 4096
_BLOCK = 1 << 20

Noted: TypeAlias = Mapping[str, list[int]]
"""Size in bytes of each file, and its times of change in nanoseconds: of what it holds, which
anybody can set, and of its entry, which nobody can.
"""


def note(folder: Path, form: str, *, names: bool = True) -> None:
    """Note the files of the index as right, and its form; an index yet to be made has none."""
    _note(
        folder, form, {name: _measured(folder / name) for name in _files(folder)} if names else {}
    )


def check(folder: Path, form: str) -> Noted:
    """The files of the index, which are as they were written.

    Raises BrokenSealError where one is not, OSError where it is missing.
    """
    noted = _noted(folder, form)
    for name in _OWN:
        if not _may_be_opened(folder / name):
            raise BrokenSealError(f"{name} is no file")
    found = {name: _measured(folder / name) for name in _files(folder)}
    unsure = [name for name in found if found[name] != noted.get(name)]
    for name in unsure:
        if not _is_whole(folder / name):
            raise BrokenSealError(f"{name} was changed")
    if unsure:
        with suppress(OSError):  # the disk may be full, or the folder not ours to write to
            _note(folder, form, found)
    return found


def unharmed(folder: Path, noted: Noted) -> bool:
    """Whether no file was written to since it was opened.

    Tantivy maps files into memory, where the system kills who reads beyond a new end. A file that
    is no longer there is no harm: what is mapped stays.
    """
    try:
        directory = os.open(folder, os.O_RDONLY)
    except OSError:
        return True
    try:
        return not any(_is_harmed(name, directory, *known) for name, known in noted.items())
    finally:
        os.close(directory)


def _is_harmed(name: str, directory: int, size: int, changed: int, _: int) -> bool:
    try:
        now = os.stat(name, dir_fd=directory)
    except OSError:
        return False
    # Whoever makes a link to a file changes its entry, and not what it holds.
    return now.st_size != size or now.st_mtime_ns != changed


def _note(folder: Path, form: str, files: Noted) -> None:
    write_atomic(folder / NAME, json.dumps({"format": form, "files": files}, indent=1).encode())


def _noted(folder: Path, form: str) -> Noted:
    try:
        record = json.loads(read_record_bytes(folder / NAME))
        written, files = str(record["format"]), dict(record["files"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BrokenSealError("its seal cannot be read") from error
    if written != form:
        raise BrokenSealError("it was made by another version", foreign=True)
    return files


def _files(folder: Path) -> Iterator[str]:
    """The files of the segments that the index consists of."""
    try:
        segments = json.loads(read_record_bytes(folder / META))["segments"]
        for segment in segments:
            stem = str(segment["segment_id"]).replace("-", "")
            yield from (f"{stem}.{part}" for part in _PARTS)
            if segment["deletes"]:
                yield f"{stem}.{segment['deletes']['opstamp']}.del"
    except (ValueError, KeyError, TypeError) as error:
        raise BrokenSealError(f"{META} cannot be read") from error


def _measured(path: Path | str) -> list[int]:
    status = os.stat(path)  # noqa: PTH116 - it may be a string
    return [status.st_size, status.st_mtime_ns, status.st_ctime_ns]


def _may_be_opened(path: Path) -> bool:
    """Whether Tantivy finds a file there or nothing, and no pipe that it would wait for."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except FileNotFoundError:
        return True


def _is_whole(path: Path) -> bool:
    """Whether a file has the checksum that stands at its end."""
    with open_regular(path) as file:
        size = file.seek(0, 2)
        file.seek(max(size - _LONGEST_FOOTER, 0))
        end = file.read()
        if len(end) < _TAIL.size:
            return False
        length, magic = _TAIL.unpack_from(end, len(end) - _TAIL.size)
        body = size - _TAIL.size - length
        if magic != _MAGIC or body < 0 or length > len(end) - _TAIL.size:
            return False
        try:
            expected = json.loads(end[-_TAIL.size - length : -_TAIL.size])["crc"]
        except (ValueError, KeyError, TypeError):
            return False
        file.seek(0)
        checksum = 0
        while body:
            block = file.read(min(_BLOCK, body))
            checksum = zlib.crc32(block, checksum)
            body -= len(block)
        return bool(checksum == expected)
