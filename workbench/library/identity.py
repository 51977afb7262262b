"""Gives every document its id, and remembers it in the ledger.

An id is fixed when a document is first seen, because notes speak of it. The ledger,
`documents.jsonl` in the project's own folder, has one line a document, sorted; it keeps the lines
of documents that are gone, so that a file that comes back, or turns up under another name, takes up
its id and its notes again.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import unicodedata
from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.library.files import read_regular
from workbench.library.safe import safe_name
from workbench.model import Document, WorkbenchError
from workbench.store.files import why, write_atomic
from workbench.store.lock import locked

LEDGER = "documents.jsonl"
DAMAGED = "documents.damaged.jsonl"

_SLUG = 40
_DIGITS = 10
_ID = re.compile(r"[a-z0-9-]{1,60}")

Place = tuple[bytes, str]
"""Where a document lies: the raw path of its file, and its part in it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the ledger; `sha256` is of the file when the document was first seen."""

    id: str
    raw_path: bytes
    part: str
    sha256: str
    line: bytes

    @property
    def place(self) -> Place:
        """Where the document was last seen."""
        return self.raw_path, self.part


def derived_id(raw_path: bytes, part: str, attempt: int = 0) -> str:
    """The id of a document that is first seen at this place; further attempts if it is taken."""
    name = raw_path.decode("utf-8", "replace").rsplit(".", 1)[0] + (f"-{part}" if part else "")
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    # The end of a path tells more than its beginning.
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_name).strip("-")[-_SLUG:].strip("-") or "document"
    place = b"\0".join((raw_path, part.encode("utf-8", "surrogatepass"), b"%d" % attempt))
    return f"{slug}-{hashlib.sha256(place).hexdigest()[:_DIGITS]}"


class Ledger:
    """The ids of all documents ever seen, read when first needed.

    Other copies of the workbench may write it too: a save adds to what the file then holds.
    """

    def __init__(self, home: Path, lock: Path) -> None:
        self._path = home / LEDGER
        self._aside = home / DAMAGED
        self._lock = lock
        self._entries: dict[str, Entry] = {}
        self._places: dict[Place, str] = {}
        self._unsaved: dict[str, Entry] = {}
        self._damaged: list[bytes] = []
        self._read_as: tuple[int, int, int] | None = None

    def id_of(self, raw_path: bytes, part: str = "") -> str:
        """The id of the document at this place; a new one if none was ever seen there."""
        self._load()
        known = self._places.get((raw_path, part))
        if known:
            return known
        attempt = 0
        while (new := derived_id(raw_path, part, attempt)) in self._entries:
            attempt += 1
        return new

    def absent(self, present: Container[bytes]) -> set[tuple[str, bytes]]:
        """Checksum and raw path of the files that are not among those `present`."""
        self._load()
        return {
            (entry.sha256, entry.raw_path)
            for entry in self._entries.values()
            if entry.raw_path not in present
        }

    def add(self, document: Document) -> None:
        """Remember a document; one that is known already is remembered at its new place."""
        self._load()
        info = document.info
        known = self._entries.get(info.id)
        if known and known.place == (info.raw_path, info.part):
            return
        entry = _moved(known, info.raw_path) if known else _first_seen(document)
        self._unsaved[entry.id] = entry
        self._put(entry)

    def save(self) -> None:
        """Write what was added, durably. Raises WorkbenchError if that fails."""
        if not self._unsaved and not self._damaged:
            return
        try:
            with locked(self._lock):
                self._load()
                if self._damaged:
                    kept = self._aside.read_bytes() if self._aside.exists() else b""
                    lines = [line for line in self._damaged if line not in kept]
                    write_atomic(self._aside, kept + b"".join(line + b"\n" for line in lines))
                lines = sorted(entry.line for entry in self._entries.values())
                write_atomic(self._path, b"".join(line + b"\n" for line in lines))
                self._read_as = self._stamp()
        except OSError as error:
            name = safe_name(str(self._path))
            raise WorkbenchError(f"{name} cannot be written: {why(error)}.") from error
        self._unsaved.clear()
        self._damaged.clear()

    def _load(self) -> None:
        """Read the file if it is not as we last saw it; what is unsaved stays."""
        stamp = self._stamp()
        if stamp == self._read_as:
            return
        try:
            content = read_regular(self._path).content if stamp else b""
        except OSError as error:
            name = safe_name(str(self._path))
            raise WorkbenchError(f"{name} cannot be read: {why(error)}.") from error
        self._read_as = stamp
        self._entries.clear()
        self._places.clear()
        self._damaged.clear()
        # Git may keep a line of both branches; the same line twice says nothing else.
        for line in dict.fromkeys(content.split(b"\n")):
            entry = _parsed(line) if line.strip() else None
            if entry and entry.id not in self._entries and entry.place not in self._places:
                self._put(entry)
            elif line.strip():
                self._damaged.append(line)
        for entry in self._unsaved.values():
            self._put(entry)

    def _put(self, entry: Entry) -> None:
        former = self._entries.get(entry.id)
        if former:
            self._places.pop(former.place, None)
        self._entries[entry.id] = entry
        self._places[entry.place] = entry.id

    def _stamp(self) -> tuple[int, int, int] | None:
        try:
            status = self._path.stat()
        except OSError:
            return None
        return status.st_ino, status.st_size, status.st_mtime_ns


def _first_seen(document: Document) -> Entry:
    info = document.info
    record = {"id": info.id, "part": info.part, "sha256": info.sha256, **_named(info.raw_path)}
    return Entry(info.id, info.raw_path, info.part, info.sha256, _dumped(record))


def _moved(entry: Entry, raw_path: bytes) -> Entry:
    record = json.loads(entry.line)
    record.pop("path", None)
    record.pop("path_b64", None)
    line = _dumped(record | _named(raw_path))
    return Entry(entry.id, raw_path, entry.part, entry.sha256, line)


def _named(raw_path: bytes) -> dict[str, str]:
    try:
        return {"path": raw_path.decode("utf-8")}
    except UnicodeDecodeError:
        return {"path_b64": base64.b64encode(raw_path).decode("ascii")}


def _dumped(record: dict[str, Any]) -> bytes:
    return json.dumps(record, ensure_ascii=False, sort_keys=True).encode()


def _parsed(line: bytes) -> Entry | None:
    """The entry that a line holds; None if it is damaged, whatever it holds instead."""
    try:
        record = json.loads(line)
        path = record.get("path")
        raw_path = base64.b64decode(record["path_b64"]) if path is None else path.encode()
        entry = Entry(record["id"], raw_path, record["part"], record["sha256"], line)
        sound = _ID.fullmatch(entry.id) and isinstance(entry.part + entry.sha256, str) and raw_path
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None
    return entry if sound else None
