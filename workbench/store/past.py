"""Earlier versions of records, as the log of steps tells of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from workbench.store.steplog import Entry, StepLog


@dataclass(frozen=True, slots=True)
class Version:
    """A record as it was before a change: what did that, in words, when, and by whom.

    `removed` says that the change deleted the record. `fingerprint` names the version in the trash.
    """

    path: Path
    fingerprint: str
    words: str
    at: str
    by: str
    removed: bool


def replaced(log: StepLog) -> list[Version]:
    """Every version that a change replaced or removed, newest first. Raises OSError."""
    return [
        Version(
            Path(file.path),
            file.origin,
            f"Undid: {entry.words}" if entry.kind == "undo" else entry.words,
            entry.at,
            entry.by,
            removed=file.target is None,
        )
        for entry in reversed(list(_carried_out(log)))
        for file in entry.files
        if file.origin is not None
    ]


def _carried_out(log: StepLog) -> Iterator[Entry]:
    """The changes of the log but for those that were rolled back."""
    waiting: Entry | None = None
    for line in log.read():
        if line.entry.kind != "back" and waiting is not None:
            yield waiting
        waiting = None if line.entry.kind in ("end", "back") else line.entry
    if waiting is not None:
        yield waiting
