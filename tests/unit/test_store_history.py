"""Undo and redo of everything, across restarts, without ever touching what others made."""

from __future__ import annotations

import os
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from workbench.model import WorkbenchError
from workbench.store.history import RUN_SECONDS, History, Step
from workbench.store.records import Unreadable, dump, load

NOTE = Path("annotations/doc-1/a.json")
TAG = Path("codebook/t.json")


def clock() -> datetime:
    return datetime(2026, 11, 21, 10, 15, tzinfo=UTC)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / ".workbench"


@pytest.fixture
def history(home: Path) -> History:
    return History(home, clock)


def on_disk(home: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(home)): path.read_bytes()
        for path in sorted(home.rglob("*"))
        if path.is_file() and "trash" not in path.parts
    }


def test_a_step_is_saved_and_described(home: Path, history: History) -> None:
    step = history.apply("Tagged ¶ 3", {NOTE: {"a": 1}, TAG: {"b": 2}})
    assert load(home / NOTE)["a"] == 1
    assert load(home / TAG)["b"] == 2
    assert (step.words, step.at, step.paths) == ("Tagged ¶ 3", "2026-11-21T10:15:00Z", (NOTE, TAG))
    assert history.steps() == [step]


def test_a_step_counts_what_it_touched(history: History) -> None:
    source, search = Path("sources/s.json"), Path("searches/q.json")
    step = history.apply("All", {NOTE: {"a": 1}, TAG: {"b": 2}, source: {}, search: {}})
    assert step.touched == "1 note, 1 tag, 1 source, 1 saved search"
    notes = {Path(f"annotations/doc-1/{number}.json"): {"n": 1} for number in range(2000)}
    assert history.undo() is not None
    assert Step("", "", "", "", tuple(notes)).touched == "2,000 notes"


def test_undo_and_redo_walk_the_whole_way_after_restarts(home: Path) -> None:
    states = [on_disk(home)]
    for changes in (
        {NOTE: {"n": 1}, TAG: {"t": 1}},
        {NOTE: {"n": 2}},
        {NOTE: None, TAG: {"t": 2}},
        {NOTE: {"n": 3}},
    ):
        History(home, clock).apply("Changed", changes)
        states.append(on_disk(home))
    for state in reversed(states[:-1]):
        assert History(home, clock).undo() is not None
        assert on_disk(home) == state
    assert History(home, clock).undo() is None
    for state in states[1:]:
        assert History(home, clock).redo() is not None
        assert on_disk(home) == state
    assert History(home, clock).redo() is None


def test_undo_brings_back_the_very_bytes(home: Path, history: History) -> None:
    (home / NOTE).parent.mkdir(parents=True)
    (home / NOTE).write_bytes(b'{"by": "hand",\n\n   "x": 1.10}')
    history.apply("Edited", {NOTE: {"x": 2}})
    history.undo()
    assert (home / NOTE).read_bytes() == b'{"by": "hand",\n\n   "x": 1.10}'


def test_a_new_step_forgets_what_was_undone(home: Path, history: History) -> None:
    history.apply("One", {NOTE: {"n": 1}})
    history.apply("Two", {NOTE: {"n": 2}})
    history.undo()
    history.apply("Three", {NOTE: {"n": 3}})
    assert history.redo() is None
    history.undo()
    assert load(home / NOTE)["n"] == 1
    history.redo()
    assert load(home / NOTE)["n"] == 3
    assert [(step.words, step.undone) for step in history.steps()] == [
        ("One", False),
        ("Two", True),
        ("Three", False),
    ]


def test_what_changes_nothing_is_no_step(home: Path, history: History) -> None:
    history.apply("One", {NOTE: {"n": 1}})
    history.apply("Same", {NOTE: {"n": 1}, TAG: None})
    assert len(history.steps()) == 1


@pytest.mark.parametrize("content", [b"{broken", b'{"workbench:schema": 99}', b"[]"])
def test_files_that_we_do_not_understand_are_never_touched(
    home: Path, history: History, content: bytes
) -> None:
    (home / NOTE).parent.mkdir(parents=True)
    (home / NOTE).write_bytes(content)
    for record in ({"n": 1}, None):
        with pytest.raises(Unreadable):
            history.apply("Overwrote", {TAG: {"t": 1}, NOTE: record})
    assert on_disk(home) == {str(NOTE): content}
    assert history.steps() == []


@pytest.mark.parametrize("content", [b'{"n": "theirs"}', b"{broken", None])
def test_a_step_that_others_changed_is_refused_whole(
    home: Path, history: History, content: bytes | None
) -> None:
    history.apply("First", {Path("sources/s.json"): {"s": 1}})
    history.apply("Made", {TAG: {"t": 1}, NOTE: {"n": 1}})
    history.apply("Both", {TAG: {"t": 2}, NOTE: {"n": 2}})
    if content is None:
        (home / NOTE).unlink()
    else:
        (home / NOTE).write_bytes(content)
    before = on_disk(home)
    with pytest.raises(
        WorkbenchError, match=r"“Both” was not undone: .* \(annotations/doc-1/a\.json\)"
    ):
        history.undo()
    assert on_disk(home) == before


def test_after_a_refusal_undo_goes_on_to_the_step_before(home: Path, history: History) -> None:
    history.apply("First", {TAG: {"t": 1}})
    history.apply("Second", {NOTE: {"n": 1}})
    (home / NOTE).write_bytes(dump({"n": "theirs"}))
    with pytest.raises(WorkbenchError):
        history.undo()
    step = history.undo()
    assert step is not None
    assert step.words == "First"
    assert on_disk(home) == {str(NOTE): dump({"n": "theirs"})}


def test_a_step_taken_back_by_hand_is_passed_over(home: Path, history: History) -> None:
    history.apply("First", {TAG: {"t": 1}})
    history.apply("Second", {NOTE: {"n": 1}})
    (home / NOTE).unlink()
    step = history.undo()
    assert step is not None
    assert step.words == "First"


def test_a_lost_earlier_version_is_said(home: Path, history: History) -> None:
    history.apply("One", {NOTE: {"n": 1}})
    history.apply("Two", {NOTE: {"n": 2}})
    for version in (home / "trash").glob("a.*.json"):
        version.write_bytes(b"damaged")
    with pytest.raises(WorkbenchError, match="has lost a version"):
        history.undo()
    assert load(home / NOTE)["n"] == 2


def test_a_torn_last_line_is_passed_over(home: Path, history: History) -> None:
    history.apply("One", {NOTE: {"n": 1}})
    log = home / "trash" / "history.jsonl"
    whole = log.read_bytes()
    for cut in range(len(whole)):
        log.write_bytes(whole + whole[:cut])
        again = History(home, clock)
        again.apply("Two", {TAG: {"t": cut}})
        assert [step.words for step in again.steps()][-1] == "Two"
        undone = again.undo()
        assert undone is not None
        assert undone.words == "Two"
        assert load(home / NOTE)["n"] == 1


@pytest.mark.parametrize(
    "line",
    [
        b"junk",
        b"[" * 50_000,
        b'{"kind": "do"}',
        b'{"kind": "do", "step": 3, "files": []}',
        b'{"kind": "do", "step": "x", "files": [["a", 1, 2]]}',
        b'{"kind": "do", "step": "x", "files": {"a": 1}}',
        b'{"kind": "undo", "step": "unknown", "files": []}',
        b'{"kind": "later", "step": "x"}',
        b"\xff\xfe\n\n\0",
    ],
)
def test_lines_that_we_do_not_understand_are_passed_over(
    home: Path, history: History, line: bytes
) -> None:
    history.apply("One", {NOTE: {"n": 1}})
    with (home / "trash" / "history.jsonl").open("ab") as log:
        log.write(line + b"\n")
    again = History(home, clock)
    again.apply("Two", {NOTE: {"n": 2}})
    for words in ("Two", "One"):
        step = again.undo()
        assert step is not None
        assert step.words == words


@pytest.mark.parametrize("path", ["../../victim.json", "/tmp/victim.json", "cache/victim.json"])
def test_a_log_from_a_stranger_cannot_write_elsewhere(home: Path, path: str) -> None:
    (home / "trash").mkdir(parents=True)
    entry = f'{{"kind": "do", "step": "x", "files": [["{path}", null, null]]}}\n'
    (home / "trash" / "history.jsonl").write_text(entry * 2)
    history = History(home, clock)
    with pytest.raises(WorkbenchError):
        history.undo()
    assert history.undo() is None


def test_analysts_do_not_undo_each_other(home: Path) -> None:
    ann, ben = History(home, clock, "Ann"), History(home, clock, "Ben")
    ann.apply("Ann's", {NOTE: {"n": 1}})
    ben.apply("Ben's", {TAG: {"t": 1}})
    step = ann.undo()
    assert step is not None
    assert step.words == "Ann's"
    assert ann.undo() is None
    assert on_disk(home) == {str(TAG): dump({"t": 1})}


def test_two_copies_share_one_history(home: Path) -> None:
    one, other = History(home, clock), History(home, clock)
    one.apply("One", {NOTE: {"n": 1}})
    other.apply("Two", {NOTE: {"n": 2}})
    one.undo()
    assert load(home / NOTE)["n"] == 1
    other.redo()
    assert load(home / NOTE)["n"] == 2


def test_listeners_hear_of_every_change(history: History) -> None:
    heard: list[tuple[Path, ...]] = []
    history.on_change(lambda paths: heard.append(tuple(paths)))
    history.apply("Made", {NOTE: {"n": 1}})
    history.undo()
    history.redo()
    assert heard == [(NOTE,)] * 3


def test_trash_that_is_deleted_costs_only_the_history(home: Path, history: History) -> None:
    history.apply("One", {NOTE: {"n": 1}})
    for path in (home / "trash").iterdir():
        path.unlink()
    (home / "trash").rmdir()
    assert history.undo() is None
    history.apply("Two", {NOTE: {"n": 2}})
    history.undo()
    assert load(home / NOTE)["n"] == 1


def test_a_file_system_without_hard_links_will_do(
    home: Path, history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    history.apply("One", {NOTE: {"n": 1}})
    history.apply("Two", {NOTE: {"n": 2}})
    history.undo()
    assert load(home / NOTE)["n"] == 1


class Histories(RuleBasedStateMachine):
    """Any mix of steps, undo and redo by two copies equals a plain list of states."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.home = Path(self.folder.name)
        self.copies = [History(self.home, clock), History(self.home, clock)]
        self.states: list[dict[str, bytes]] = [{}]
        self.at = 0

    @rule(
        copy=st.integers(0, 1),
        changes=st.dictionaries(
            st.sampled_from([NOTE, TAG, Path("sources/s.json")]),
            st.none() | st.fixed_dictionaries({"n": st.integers(0, 3)}),
            min_size=1,
        ),
    )
    def apply(self, copy: int, changes: dict[Path, dict[str, int] | None]) -> None:
        self.copies[copy].apply("Changed", changes)
        state = dict(self.states[self.at])
        for path, record in changes.items():
            state.pop(str(path), None)
            if record is not None:
                state[str(path)] = dump(record)
        if state != self.states[self.at]:
            self.states[self.at + 1 :] = [state]
            self.at += 1

    @rule(copy=st.integers(0, 1))
    def undo(self, copy: int) -> None:
        assert (self.copies[copy].undo() is None) == (self.at == 0)
        self.at = max(self.at - 1, 0)

    @rule(copy=st.integers(0, 1))
    def redo(self, copy: int) -> None:
        last = len(self.states) - 1
        assert (self.copies[copy].redo() is None) == (self.at == last)
        self.at = min(self.at + 1, last)

    @rule(copy=st.integers(0, 1))
    def restart(self, copy: int) -> None:
        self.copies[copy] = History(self.home, clock)

    @invariant()
    def disk_is_as_expected(self) -> None:
        assert on_disk(self.home) == self.states[self.at]

    def teardown(self) -> None:
        self.folder.cleanup()


Histories.TestCase.settings = settings(deadline=None, max_examples=40, stateful_step_count=30)
TestHistories = Histories.TestCase


def test_steps_of_a_run_are_undone_as_one_and_done_again_as_one(home: Path) -> None:
    times = iter(range(0, 1000, 2))
    history = History(home, lambda: clock() + timedelta(seconds=next(times)))
    history.apply("Made", {NOTE: {"at": 0}})
    for place in (1, 2, 3):
        last = history.apply("Moved", {NOTE: {"at": place}}, run="move a")
    assert [step.words for step in history.steps()] == ["Made", "Moved"]
    assert history.steps()[-1].id == last.id
    undone = history.undo()
    assert undone is not None
    assert (undone.id, load(home / NOTE)["at"]) == (last.id, 0)
    assert [step.undone for step in history.steps()] == [False, True]
    again = History(home, clock).redo()
    assert again is not None
    assert (again.id, load(home / NOTE)["at"]) == (last.id, 3)


@pytest.mark.parametrize("between", ["another step", "another run", "a while"])
def test_a_run_ends_with_anything_between(home: Path, between: str) -> None:
    now = [clock()]
    history = History(home, lambda: now[0])
    history.apply("Made", {NOTE: {"at": 0}})
    history.apply("Moved", {NOTE: {"at": 1}}, run="move a")
    if between == "another step":
        history.apply("Tagged", {TAG: {"a": 1}})
    elif between == "another run":
        history.apply("Moved", {TAG: {"a": 1}}, run="move b")
    else:
        now[0] += timedelta(seconds=RUN_SECONDS + 1)
    history.apply("Moved", {NOTE: {"at": 2}}, run="move a")
    history.undo()
    assert load(home / NOTE)["at"] == 1
