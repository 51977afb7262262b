"""The log of what the analyst did: one JSON object a line, append-only, in the trash.

A line that was torn by a crash, or that we do not understand, is passed over. Every change is two
lines: the change as intended, durable before the first record is touched, then `end`, or `back`
if it was rolled back.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, NamedTuple, cast, get_args

from workbench.store.lines import append_line

Kind = Literal["do", "undo", "redo", "end", "back"]

_TAIL = 64 * 1024


@dataclass(frozen=True, slots=True)
class FileChange:
    """One record of a change: its path below home, and its versions (None: no such file)."""

    path: str
    origin: str | None
    target: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One line. `step` is the id of the step that is done, undone or done again.

    `follows` is the step that it goes on with: both are undone as one.
    """

    kind: Kind
    step: str
    at: str = ""
    by: str = ""
    words: str = ""
    files: tuple[FileChange, ...] = ()
    follows: str = ""


class Line(NamedTuple):
    """An entry and the bytes of the file, `[start, end)`, that it stands in."""

    start: int
    end: int
    entry: Entry


class StepLog:
    """The file. Its methods raise OSError; appending expects the caller to hold a lock."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def append(self, entry: Entry, durably: bool) -> None:
        """Add one line, on a line of its own even where the last one was torn."""
        append_line(self.path, _encoded(entry), durably=durably)

    def size(self) -> int:
        """Length of the file in bytes; 0 if there is none."""
        try:
            return self.path.stat().st_size
        except FileNotFoundError:
            return 0

    def last(self) -> Entry | None:
        """The last entry; None if there is none."""
        size, reach = self.size(), _TAIL
        while True:
            start = max(size - reach, 0)
            entry = None
            for line in self.read(start):
                entry = line.entry
            if entry is not None or start == 0:
                return entry
            reach *= 8

    def read(self, start: int = 0) -> Iterator[Line]:
        """The lines from the byte `start` on. One without its newline is not read yet."""
        try:
            descriptor = os.open(self.path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
        except FileNotFoundError:
            return
        with os.fdopen(descriptor, "rb") as file:
            file.seek(start)
            for text in file:
                if not text.endswith(b"\n"):
                    return
                entry = _decoded(text)
                if entry is not None:
                    yield Line(start, start + len(text), entry)
                start += len(text)


def _encoded(entry: Entry) -> bytes:
    members: dict[str, Any] = {"kind": entry.kind, "step": entry.step}
    if entry.kind not in ("end", "back"):
        files = [[change.path, change.origin, change.target] for change in entry.files]
        members |= {"at": entry.at, "by": entry.by, "words": entry.words, "files": files}
        if entry.follows:
            members["follows"] = entry.follows
    line = json.dumps(members, ensure_ascii=False, separators=(",", ":"))
    return f"{line}\n".encode(errors="backslashreplace")


def _decoded(line: bytes) -> Entry | None:
    try:
        members = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(members, dict) or members.get("kind") not in get_args(Kind):
        return None
    texts = [members.get(name, "") for name in ("step", "at", "by", "words", "follows")]
    files = members.get("files", [])
    if not all(isinstance(text, str) for text in texts) or not _are_changes(files):
        return None
    step, at, by, words, follows = texts
    changes = tuple(FileChange(*change) for change in files)
    return Entry(cast(Kind, members["kind"]), step, at, by, words, changes, follows)


def _are_changes(files: object) -> bool:
    return isinstance(files, list) and all(
        isinstance(change, list)
        and len(change) == 3
        and isinstance(change[0], str)
        and all(version is None or isinstance(version, str) for version in change[1:])
        for change in files
    )
