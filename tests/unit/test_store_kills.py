"""Two hundred times the program is killed at some moment; what it said was saved is there.

A forked child saves notes, deletes some, undoes some, and says so after each; the moments at which
it is killed follow from a seed, as far as a machine lets them.
"""

from __future__ import annotations

import itertools
import json
import os
import random
import select
import signal
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from workbench.model import Document, DocumentInfo, Metadata
from workbench.notes import Codebook, Notes
from workbench.spans import Spans
from workbench.store.history import History

KILLS = 200
IN_ONE_PROJECT = 20
TEXT = "The lease was let without a tender. " * 8


def clock() -> datetime:
    return datetime(2026, 11, 21, 10, 15, tzinfo=UTC)


def document() -> Document:
    info = DocumentInfo("doc-1", "doc-1", b"", "", "text", "0" * 64, Metadata(), 0, 0, 1, 0)
    return Document(info, TEXT, Spans([(0, len(TEXT))]))


def opened(home: Path, run: int) -> tuple[History, Notes]:
    history = History(home, clock)
    ids = (f"n{run:03}-{number:05}" for number in itertools.count())
    codebook = Codebook(home, history)
    notes = Notes(home, history, codebook=codebook, clock=clock, new_id=lambda: next(ids))
    return history, notes


def save_for_ever(home: Path, run: int, out: int) -> None:
    """Save notes until killed; a line is said before and after each change."""
    history, notes = opened(home, run)
    kept: list[str] = []

    def say(what: str, identity: str) -> None:
        os.write(out, f"{json.dumps([what, identity])}\n".encode())

    for number in itertools.count():
        added = notes.add(document(), (number % 200, number % 200 + 9), [f"tag/{number % 5}"])
        say("there", added.id)
        kept.append(added.id)
        if number % 4 == 1:
            gone = kept.pop(0)
            say("perhaps", gone)
            notes.delete(gone)
            say("gone", gone)
        if number % 4 == 3:
            say("perhaps", kept[-1])
            history.undo()
            say("gone", kept.pop())


def said_before_a_kill(home: Path, run: int, rolled: random.Random) -> dict[str, str]:
    """Start the child, kill it some time after some of its words; the last word on each note."""
    hear, out = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            save_for_ever(home, run, out)
        finally:  # the child must never return into pytest
            os._exit(1)
    os.close(out)
    heard = b""
    enough = rolled.randrange(1, 8)
    while heard.count(b"\n") < enough:
        ready, _, _ = select.select([hear], [], [], 60)
        assert ready, "the child does not save"
        heard += os.read(hear, 65536)
    time.sleep(rolled.random() * 0.012)  # to die in the midst of a save, wherever that is
    os.kill(child, signal.SIGKILL)
    status = os.waitpid(child, 0)[1]
    assert os.WIFSIGNALED(status), "the child failed"
    while more := os.read(hear, 65536):
        heard += more
    os.close(hear)
    whole = heard[: heard.rfind(b"\n") + 1]
    return {identity: what for what, identity in map(json.loads, whole.splitlines())}


def test_a_note_that_was_said_to_be_saved_survives_every_kill(tmp_path: Path) -> None:
    rolled = random.Random(7)
    expected: dict[str, str] = {}
    said = 0
    for run in range(KILLS):
        home = tmp_path / f"{run // IN_ONE_PROJECT}"
        if not home.exists():
            said += len(expected)
            expected.clear()
        expected |= said_before_a_kill(home, run, rolled)
        _, notes = opened(home, run)
        there = {one.id for one in notes.all()}
        assert {one for one, what in expected.items() if what == "there"} <= there
        assert there.isdisjoint({one for one, what in expected.items() if what == "gone"})
        assert notes.problems() == []
        # Saved, and killed before it was said: once a run.
        assert len(there - expected.keys()) <= IN_ONE_PROJECT
        assert not list(home.rglob("*.tmp"))
    assert said > KILLS


def test_what_a_kill_left_behind_is_swept_at_the_next_start(tmp_path: Path) -> None:
    home = tmp_path / ".workbench"
    _, notes = opened(home, 0)
    notes.add(document(), (0, 3), ["a"])
    left = home / "annotations" / "doc-1" / ".wb-0123456789abcdef.tmp"
    left.write_bytes(b'{"half": ')
    opened(home, 1)
    assert left.exists()  # nobody died: another copy may be at work with it
    os.truncate(home / "trash" / "lock", 1)
    opened(home, 2)
    assert not left.exists()
    assert (home / "trash" / "lock").stat().st_size == 0


@pytest.mark.parametrize("name", ["note.tmp", ".wb-note.json", "x.wb-1.tmp"])
def test_files_that_are_not_ours_are_not_swept(tmp_path: Path, name: str) -> None:
    home = tmp_path / ".workbench"
    _, notes = opened(home, 0)
    notes.add(document(), (0, 3), ["a"])
    theirs = home / "annotations" / "doc-1" / name
    theirs.write_bytes(b"theirs")
    os.truncate(home / "trash" / "lock", 1)
    opened(home, 1)
    assert theirs.read_bytes() == b"theirs"
