"""What was said to be saved survives the loss of power at any moment, and a step is never halved.

The model of the disk is in `power_loss`. That it would notice a missing fsync is shown by leaving
out each one of them.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.unit.power_loss import Event, Recorder, Tree, after_power_loss
from workbench.model import WorkbenchError
from workbench.store.history import History
from workbench.store.records import dump

NOTE = Path("annotations/doc-1/a.json")
OTHER = Path("annotations/doc-2/b.json")
TAG = Path("codebook/t.json")

Changes = dict[Path, dict[str, int] | None]

STEPS: list[Changes | None] = [  # None: undo
    {NOTE: {"n": 1}, TAG: {"t": 1}},
    {NOTE: {"n": 2}},
    {NOTE: {"n": 3}, TAG: None, OTHER: {"o": 1}},
    {NOTE: None},
    {OTHER: {"o": 2}},
    None,
]


def clock() -> datetime:
    return datetime(2026, 11, 21, 10, 15, tzinfo=UTC)


def states() -> list[Tree]:
    """What the records are before the first step, and after each."""
    stages: list[Tree] = [{}]
    for step in STEPS:
        tree = dict(stages[-1])
        for path, record in (step or {}).items():
            tree.pop(str(path), None)
            if record is not None:
                tree[str(path)] = dump(record)
        stages.append(stages[-2] if step is None else tree)
    return stages


def work(home: Path, done: Callable[[], None]) -> None:
    history = History(home, clock)
    for step in STEPS:
        if step is None:
            history.undo()
        else:
            history.apply("Changed", step)
        done()


def records(home: Path) -> Tree:
    return {
        str(path.relative_to(home)): path.read_bytes()
        for folder in ("annotations", "codebook")
        for path in sorted((home / folder).rglob("*.json"))
    }


def built(home: Path, tree: Tree) -> None:
    home.mkdir()
    for name, content in tree.items():
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def wrong_after(home: Path, stages: Sequence[Tree], done: int) -> str:
    """What is wrong with a project after `done` steps, or in the last, begun, of the stages."""
    history = History(home, clock)
    found = records(home)
    if found not in stages[done:]:
        return f"{found}"
    if found == stages[done] and done:
        turn_back = history.redo if STEPS[done - 1] is None else history.undo
        turn_back()
        if records(home) != stages[done - 1]:
            return f"turned back to {records(home)}"
    return ""


def lost(events: Sequence[Event], root: Path, scratch: Path) -> str:
    """What would be lost in some state after a loss of power; empty if nothing would."""
    stages = states()
    for number, (done, begun, tree) in enumerate(after_power_loss(events, root)):
        home = scratch / f"{number}" / ".workbench"
        home.parent.mkdir(parents=True)
        built(home, {name.removeprefix(".workbench/"): bytes_ for name, bytes_ in tree.items()})
        try:
            wrong = wrong_after(home, stages[: done + 1 + begun], done)
        except WorkbenchError as error:
            wrong = str(error)
        if wrong:
            return f"after {done} steps: {wrong}"
    return ""


@pytest.fixture
def recorded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[list[Event], Path]:
    root = tmp_path / "disk"
    root.mkdir()
    with monkeypatch.context() as patched:
        recorder = Recorder(root, patched)
        work(root / ".workbench", recorder.done)
    assert records(root / ".workbench") == states()[-1]
    return recorder.events, root


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where disks are rebuilt and looked at. No power fails there."""
    monkeypatch.setattr(os, "fsync", lambda _: None)
    return tmp_path / "scratch"


def test_nothing_that_was_saved_is_lost(recorded: tuple[list[Event], Path], scratch: Path) -> None:
    events, root = recorded
    assert lost(events, root, scratch) == ""
    assert len(list(scratch.iterdir())) > 100


def test_every_fsync_is_needed(recorded: tuple[list[Event], Path], scratch: Path) -> None:
    events, root = recorded
    mutants = unsynced(events)
    assert len(mutants) > 20
    unneeded = [
        (left_out[0], Path(left_out[1].directory).name)
        for number, (without, left_out) in enumerate(mutants.items())
        if not lost(without, root, scratch / str(number))
    ]
    assert unneeded == []


def unsynced(events: Sequence[Event]) -> dict[tuple[Event, ...], tuple[int, Event]]:
    """The events without each fsync, and which one was left out."""
    return {tuple(without): left_out for left_out, without in mutated(events)}


def mutated(events: Sequence[Event]) -> Iterator[tuple[tuple[int, Event], list[Event]]]:
    """The events without each fsync; those of one directory in one step are left out together."""
    steps = list(itertools.accumulate(event.what == "done" for event in events))
    for at, event in zip(steps, events, strict=True):
        if event.what.startswith("sync"):
            others = [one for one in zip(steps, events, strict=True) if one != (at, event)]
            yield (at, event), [one for _, one in others]


MANY = [Path(f"annotations/doc-{number % 2}/{number}.json") for number in range(4)]
BULK: list[Changes | None] = [
    {path: {"n": 1} for path in MANY},
    {path: {"n": 2} if path != MANY[1] else None for path in MANY},
    None,
]


def test_a_step_of_more_records_than_are_staged_together_is_never_halved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scratch: Path
) -> None:
    monkeypatch.setattr("tests.unit.test_store_power.STEPS", BULK)
    monkeypatch.setattr("workbench.store.files._STAGED_TOGETHER", 2)
    root = tmp_path / "disk"
    root.mkdir()
    with monkeypatch.context() as patched:
        recorder = Recorder(root, patched)
        work(root / ".workbench", recorder.done)
    assert lost(recorder.events, root, scratch / "whole") == ""
    for number, (without, _) in enumerate(unsynced(recorder.events).items()):
        assert lost(without, root, scratch / str(number))
