"""What can be undone and redone, worked out from the log of steps and kept up to date with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from workbench.store.steplog import Entry, Line, StepLog

Direction = Literal["undo", "redo"]


@dataclass(frozen=True, slots=True)
class _Place:
    start: int
    by: str


class UndoStack:
    """The steps that are done and those that are undone, each with the last one on top.

    Only their places in the log are kept in memory. The methods raise OSError.
    """

    def __init__(self, log: StepLog) -> None:
        self._log = log
        self._forget()

    def _forget(self) -> None:
        self._read = 0
        self._pending: Line | None = None
        self._places: dict[str, _Place] = {}
        self._done: list[str] = []
        self._undone: list[str] = []

    def catch_up(self) -> None:
        """Read what was added to the log since the last time."""
        if self._log.size() < self._read:
            self._forget()
        for line in self._log.read(self._read):
            kind = line.entry.kind
            if kind != "back" and self._pending is not None:
                self._count(self._pending)
            self._pending = None if kind in ("end", "back") else line
            self._read = line.end

    def top(self, direction: Direction, wanted: Callable[[str, str], bool]) -> Entry | None:
        """The next step to undo or redo of those for which `wanted(step id, analyst)` holds."""
        for step in reversed(self._done if direction == "undo" else self._undone):
            place = self._places[step]
            if wanted(step, place.by):
                return next(self._log.read(place.start)).entry
        return None

    def steps(self) -> Iterator[tuple[Entry, bool]]:
        """Every step in the order in which it was first done, and whether it is done now."""
        done = set(self._done)
        for line in self._log.read():
            place = self._places.get(line.entry.step)
            if place is not None and place.start == line.start:
                yield line.entry, line.entry.step in done

    def _count(self, line: Line) -> None:
        step, kind, by = line.entry.step, line.entry.kind, line.entry.by
        if kind == "do" and step not in self._places:
            self._places[step] = _Place(line.start, by)
            self._done.append(step)
            self._undone = [other for other in self._undone if self._places[other].by != by]
        elif kind == "undo" and step in self._done:
            self._done.remove(step)
            self._undone.append(step)
        elif kind == "redo" and step in self._undone:
            self._undone.remove(step)
            self._done.append(step)
