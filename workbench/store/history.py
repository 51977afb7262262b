"""The history: every change to the analyst's records goes through it, and can be undone.

Undo and redo work across restarts, over all documents, and refuse what was changed by others
meanwhile. The versions that a change replaces stay in the trash. Two running copies may share a
history.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

from workbench.model import WorkbenchError
from workbench.store.changes import Change, content_of
from workbench.store.past import Version, replaced
from workbench.store.places import located
from workbench.store.records import Record, dump, parse
from workbench.store.steplog import Entry, FileChange, StepLog
from workbench.store.transactions import Transactions, told_as, version_of
from workbench.store.trash import Trash
from workbench.store.undostack import Direction, UndoStack

Listener = Callable[[Sequence[Path]], None]

_NOUNS = {
    "annotations": ("note", "notes"),
    "codebook": ("tag", "tags"),
    "decisions": ("decision", "decisions"),
    "entities": ("correction", "corrections"),
    "sources": ("source", "sources"),
    "searches": ("saved search", "saved searches"),
}
RUN_SECONDS = 10
"""Seconds after which a step of a run begins another one."""

_UNREADABLE_LOG = "The history cannot be read"


@dataclass(frozen=True, slots=True)
class Step:
    """Something the analyst did: in words, when (ISO 8601, UTC), by whom, and to which records.

    `paths` are relative to the project's own directory.
    """

    id: str
    words: str
    at: str
    by: str
    paths: tuple[Path, ...]
    undone: bool = False

    @property
    def touched(self) -> str:
        """What it changed, counted: `12 notes, 1 tag`."""
        counts = Counter(path.parts[0] for path in self.paths)
        return ", ".join(
            f"{counts[folder]:,} {one if counts[folder] == 1 else many}"
            for folder, (one, many) in _NOUNS.items()
            if counts[folder]
        )


def now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


def moment(time: datetime) -> str:
    """A time as records say it: `2026-11-21T10:15:00Z`."""
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class History:
    """The one door through which the analyst's records change.

    `analyst` is the person whose steps `undo` takes back, besides those that carry no name. Where
    the disk refuses, a method raises WorkbenchError and nothing has changed.
    """

    def __init__(self, home: Path, clock: Callable[[], datetime] = now, analyst: str = "") -> None:
        self.analyst = analyst
        self.latest: Step | None = None
        """The step that `apply` made last; None before the first."""
        self._home = home
        self._clock = clock
        self._trash = Trash(home / "trash")
        self._log = StepLog(home / "trash" / "history.jsonl")
        self._stack = UndoStack(self._log)
        self._transactions = Transactions(home, self._log, self._trash, self._tell)
        self._refused: set[str] = set()
        self._running: tuple[str, str, datetime | None] = "", "", None
        self._listeners: list[Listener] = []
        self._transactions.recover()

    def on_change(self, listener: Listener) -> None:
        """Have `listener` told which records to read again, after a change and a failed one."""
        self._listeners.append(listener)

    def exclusive(self) -> AbstractContextManager[None]:
        """Keep other threads and running copies from changing records: to read, then `apply`."""
        return self._transactions.exclusive()

    def apply(
        self, words: str, changes: Mapping[Path, Mapping[str, Any] | None], run: str = ""
    ) -> Step:
        """Write records (None deletes one) as one step, described by `words`; durable on return.

        Paths are relative to home. Steps of the same `run` that follow each other within
        `RUN_SECONDS`, with no other between, are undone as one. What changes nothing leaves no
        step behind. Raises Unreadable for a record on disk that we do not understand: it is never
        overwritten.
        """
        with self.exclusive():
            wanted = [self._change(path, record) for path, record in changes.items()]
            real = [change for change in wanted if change.before != change.after]
            entry = self._entry("do", uuid.uuid4().hex, words, real, self._goes_on_with(run))
            step = _step(entry)
            if real:
                self._transactions.carry_out(entry, real)
                self._refused.clear()
                self.latest = step
                self._running = run, entry.step, self._clock() if run else None
            return step

    def undo(self) -> Step | None:
        """Take back the analyst's last step; None if there is none.

        Raises WorkbenchError when others changed its records since; the next call then goes on to
        the step before.
        """
        return self._turn("undo")

    def redo(self) -> Step | None:
        """Do again the step that was undone last; None if there is none. Raises as `undo` does."""
        return self._turn("redo")

    def steps(self) -> list[Step]:
        """Everything that was ever done, oldest first; what is undone now is marked so."""
        with told_as(_UNREADABLE_LOG):
            stack = UndoStack(self._log)
            stack.catch_up()
            return _runs(stack.steps())

    def versions(self) -> list[Version]:
        """Every version of a record that a change replaced or removed, newest first."""
        with told_as(_UNREADABLE_LOG):
            return replaced(self._log)

    def content(self, version: Version) -> Record:
        """What an earlier version of a record says, to be looked at or applied again.

        Raises WorkbenchError if it is lost: the trash was emptied, or damaged.
        """
        place = located(self._home, version.path)
        kept = self._trash.fetch(place, version.fingerprint)
        if kept is None:
            raise WorkbenchError("That version is not in the trash any more.")
        return parse(place, kept)

    def _turn(self, direction: Direction) -> Step | None:
        with self.exclusive():
            turned: Step | None = None
            last: Entry | None = None
            while True:
                with told_as(_UNREADABLE_LOG):
                    self._stack.catch_up()
                    step = self._stack.top(direction, self._may_turn)
                if step is None or (turned and last and not _joined(last, step, direction)):
                    return turned
                last = step
                try:
                    changes = self._turned(step, direction)
                except WorkbenchError:
                    self._refused.add(step.step)
                    raise
                entry = self._entry(direction, step.step, step.words, changes)
                self._transactions.carry_out(entry, changes)
                # A step that never happened, or was taken back by hand, leaves nothing to turn.
                if changes and (turned is None or direction == "redo"):  # a run is its last step
                    turned = _step(entry, undone=direction == "undo")

    def _goes_on_with(self, run: str) -> str:
        """The step that the next one of this run goes on with; empty if it begins one."""
        running, step, at = self._running
        if at is None or not run or run != running:
            return ""
        if self._clock() - at > timedelta(seconds=RUN_SECONDS):
            return ""
        with told_as(_UNREADABLE_LOG):
            self._stack.catch_up()
            top = self._stack.top("undo", self._may_turn)
        return step if top is not None and top.step == step else ""

    def _may_turn(self, step: str, by: str) -> bool:
        return step not in self._refused and by in ("", self.analyst)

    def _turned(self, step: Entry, direction: Direction) -> list[Change]:
        """What undoes or redoes a step, but for the files that are so already."""
        changes = []
        for file in step.files:
            have, want = file.target, file.origin
            if direction == "redo":
                have, want = want, have
            place = located(self._home, Path(file.path))
            with told_as(f"{file.path} cannot be read"):
                content = content_of(place)
            if version_of(content) == want:
                continue
            if version_of(content) != have:
                raise _refusal(step, direction, f"others changed a record since ({file.path})")
            after = None if want is None else self._trash.fetch(place, want)
            if version_of(after) != want:
                raise _refusal(step, direction, f"the trash has lost a version ({file.path})")
            changes.append(Change(place, content, after))
        return changes

    def _change(self, path: Path, record: Mapping[str, Any] | None) -> Change:
        place = located(self._home, path)
        with told_as():
            before = content_of(place)
        if before is not None:
            parse(place, before)
        return Change(place, before, None if record is None else dump(record))

    def _entry(
        self,
        kind: Literal["do"] | Direction,
        step: str,
        words: str,
        changes: Sequence[Change],
        follows: str = "",
    ) -> Entry:
        files = tuple(
            FileChange(
                change.place.relative_to(self._home).as_posix(),
                version_of(change.before),
                version_of(change.after),
            )
            for change in changes
        )
        return Entry(kind, step, moment(self._clock()), self.analyst, words, files, follows)

    def _tell(self, places: Sequence[Path]) -> None:
        paths = [place.relative_to(self._home) for place in places]
        for listener in self._listeners:
            listener(paths)


def _step(entry: Entry, undone: bool = False) -> Step:
    paths = tuple(Path(file.path) for file in entry.files)
    return Step(entry.step, entry.words, entry.at, entry.by, paths, undone)


def _runs(steps: Iterator[tuple[Entry, bool]]) -> list[Step]:
    """The steps, those of a run that are all done or all undone as the last of them."""
    found: list[Step] = []
    for entry, done in steps:
        before = found[-1] if found else None
        if entry.follows and before and before.id == entry.follows and before.undone != done:
            found.pop()
        found.append(_step(entry, undone=not done))
    return found


def _joined(last: Entry, step: Entry, direction: Direction) -> bool:
    """Whether a step is turned with the one that was turned before."""
    if direction == "undo":
        return last.follows == step.step
    return step.follows == last.step


def _refusal(step: Entry, direction: Direction, reason: str) -> WorkbenchError:
    done = "undone" if direction == "undo" else "done again"
    return WorkbenchError(f"“{step.words}” was not {done}: {reason}.")
