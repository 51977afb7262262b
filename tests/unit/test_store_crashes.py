"""A step survives the death of the program at any moment, and an error at any moment undoes it.

The program runs in a forked child. An audit hook counts what it asks of the file system below its
home, and kills it, or lets the disk fail, at the chosen request.
"""

from __future__ import annotations

import errno
import os
import sys
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from workbench.model import WorkbenchError
from workbench.store.history import History
from workbench.store.records import dump

NOTE = Path("annotations/doc-1/a.json")
TAG = Path("codebook/t.json")
SOURCE = Path("sources/s.json")
BEFORE = {NOTE: {"n": 1}, TAG: {"t": 1}}
AFTER = {NOTE: {"n": 2}, TAG: None, SOURCE: {"s": 1}}

FINISHED, DIED, FAILED = 0, 99, 1


def clock() -> datetime:
    return datetime(2026, 11, 21, 10, 15, tzinfo=UTC)


def records(home: Path) -> dict[Path, bytes]:
    return {
        path.relative_to(home): path.read_bytes()
        for folder in ("annotations", "codebook", "sources")
        for path in (home / folder).rglob("*.json")
    }


def content(state: dict[Path, dict[str, int]]) -> dict[Path, bytes]:
    return {path: dump(record) for path, record in state.items()}


def at_request(home: Path, number: int, act: Callable[[], None]) -> list[int]:
    """Have `act` called before the `number`th change that is asked of the file system.

    Returns how many requests are left until then, to be set to 0 if it should not happen any more.
    """
    left = [number]

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open":
            flags = arguments[2]
            changes = isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR)
        else:
            changes = event in ("os.rename", "os.link", "os.remove", "os.mkdir")
        if changes and os.fsencode(home) in os.fsencode(str(arguments[0])):
            left[0] -= 1
            if left[0] == 0:
                act()

    sys.addaudithook(hook)
    return left


def in_child(body: Callable[[], None]) -> int:
    child = os.fork()
    if child == 0:
        try:
            body()
            os._exit(FINISHED)
        except BaseException:  # noqa: BLE001 - the child must never return into pytest
            traceback.print_exc()
            os._exit(FAILED)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def full_disk() -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / ".workbench"
    History(home, clock).apply("Before", BEFORE)
    return home


REQUESTS = range(1, 24)


@pytest.mark.parametrize("request_number", REQUESTS)
def test_after_a_crash_a_step_is_whole_or_gone(home: Path, request_number: int) -> None:
    def crash() -> None:
        at_request(home, request_number, lambda: os._exit(DIED))
        History(home, clock).apply("After", AFTER)

    outcome = in_child(crash)
    assert outcome in (DIED, FINISHED)
    history = History(home, clock)
    with history.exclusive():
        state = records(home)
    before, after = content(BEFORE), content({NOTE: {"n": 2}, SOURCE: {"s": 1}})
    assert state in ((before, after) if outcome == DIED else (after,))
    step = history.undo()
    assert step is not None
    assert step.words == ("After" if state == after else "Before")
    assert records(home) == (before if state == after else {})
    history.redo()
    assert records(home) == state


@pytest.mark.parametrize("request_number", REQUESTS)
def test_after_an_error_a_step_is_gone_and_the_next_one_works(
    home: Path, request_number: int
) -> None:
    def fail_once() -> None:
        history = History(home, clock)
        left = at_request(home, request_number, full_disk)
        try:
            history.apply("After", AFTER)
        except WorkbenchError as error:
            assert str(error) == "Not saved: the disk is full."  # noqa: PT017 - in a child
            assert records(home) == content(BEFORE)
            assert [step.words for step in history.steps()] == ["Before"]
        else:
            left[0] = 0
            assert records(home) == content({NOTE: {"n": 2}, SOURCE: {"s": 1}})
            history.undo()
        assert not list(home.rglob("*.tmp"))
        history.apply("Again", {TAG: {"t": 3}})
        history.undo()
        assert records(home) == content(BEFORE)

    assert in_child(fail_once) == FINISHED


@pytest.mark.parametrize("request_number", REQUESTS)
def test_undo_survives_a_crash_too(home: Path, request_number: int) -> None:
    History(home, clock).apply("After", AFTER)

    def crash() -> None:
        at_request(home, request_number, lambda: os._exit(DIED))
        History(home, clock).undo()

    in_child(crash)
    history = History(home, clock)
    with history.exclusive():
        state = records(home)
    assert state in (content(BEFORE), content({NOTE: {"n": 2}, SOURCE: {"s": 1}}))
    if state == content(BEFORE):
        assert history.redo() is not None
        assert records(home) == content({NOTE: {"n": 2}, SOURCE: {"s": 1}})


def test_the_requests_cover_a_whole_step(home: Path) -> None:
    def count() -> None:
        at_request(home, REQUESTS[-1], lambda: os._exit(DIED))
        History(home, clock).apply("After", AFTER)

    assert in_child(count) == FINISHED
