"""Which files make up an index, and what is in them: written with each commit, checked at opening.

An index is opened only when every file that its seal names is there, whole and unchanged, so that
damage is found before anything is read from it. Writing the seal is what makes a commit count.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from workbench.store.files import open_regular, read_record_bytes, write_atomic

NAME = "seal.json"
DAMAGED = "The search index was damaged and is being rebuilt."
FOREIGN = "The search index was made by another version and is being rebuilt."
BUSY = "Another copy of the workbench is indexing this folder."
_BLOCK = 1 << 20

Stamp: TypeAlias = tuple[int, int, int]
"""Time of change in nanoseconds, size in bytes, and number of a file."""


class BrokenSealError(Exception):
    """The index is not what its seal says; `foreign` where another program or version wrote it."""

    def __init__(self, reason: str, *, foreign: bool = False) -> None:
        super().__init__(reason)
        self.foreign = foreign


@dataclass(frozen=True, slots=True)
class Seal:
    """A format, a generation, and every file with its size and CRC-32."""

    form: str
    generation: int
    files: Mapping[str, tuple[int, int]] = field(default_factory=dict)


def write_seal(folder: Path, form: str, generation: int, names: Iterable[str], last: Seal) -> Seal:
    """Seal the files `names`; those that `last` knows are not read again: they never change."""
    files = {name: last.files.get(name) or _measured(folder / name) for name in sorted(names)}
    seal = Seal(form, generation, files)
    record = {"format": form, "generation": generation, "files": files}
    write_atomic(folder / NAME, json.dumps(record, indent=1).encode())
    return seal


def read_seal(folder: Path, form: str, trusted: Seal | None = None) -> Seal:
    """The seal of `folder`, after checking every file that `trusted` does not vouch for.

    Raises FileNotFoundError where there is no seal, BrokenSealError where it does not hold.
    """
    data = read_record_bytes(folder / NAME)
    try:
        record = json.loads(data)
        files = {str(name): (int(a), int(b)) for name, (a, b) in record["files"].items()}
        seal = Seal(str(record["format"]), int(record["generation"]), files)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BrokenSealError("its seal cannot be read") from error
    if seal.form != form:
        raise BrokenSealError("it was made by another version", foreign=True)
    for name, expected in seal.files.items():
        if trusted is not None and trusted.files.get(name) == expected:
            continue
        try:
            found = _measured(folder / name)
        except OSError as error:
            raise BrokenSealError(f"{name} is missing") from error
        if found != expected:
            raise BrokenSealError(f"{name} was changed")
    return seal


def stamp(path: Path) -> Stamp | None:
    """What tells a file from one that takes its place, without reading it; None without a file."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


def _measured(path: Path) -> tuple[int, int]:
    size = checksum = 0
    with open_regular(path) as file:
        while block := file.read(_BLOCK):
            size += len(block)
            checksum = zlib.crc32(block, checksum)
    return size, checksum
