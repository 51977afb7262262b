"""Threads and running copies at work on one project at the same time lose nothing."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from workbench.store.history import History
from workbench.store.records import load

STEPS = 25
SHARED = Path("codebook/shared.json")


def clock() -> datetime:
    return datetime(2026, 11, 21, 10, 15, tzinfo=UTC)


def work(home: Path, number: int) -> None:
    history = History(home, clock)
    for step in range(STEPS):
        history.apply("Own", {Path(f"annotations/doc-{number}/n{step}.json"): {"n": step}})
        with history.exclusive():
            count = load(home / SHARED)["n"]
            history.apply("Shared", {SHARED: {"n": count + 1}})


def check(home: Path, workers: int) -> None:
    assert load(home / SHARED)["n"] == workers * STEPS
    assert len(list(home.glob("annotations/*/*.json"))) == workers * STEPS
    history = History(home, clock)
    assert len(history.steps()) == 1 + 2 * workers * STEPS
    while history.undo() is not None:
        pass
    assert not list(home.glob("annotations/*/*")) + list(home.glob("codebook/*"))


def test_running_copies_lose_nothing(tmp_path: Path) -> None:
    History(tmp_path, clock).apply("Begun", {SHARED: {"n": 0}})
    spawning = multiprocessing.get_context("spawn")
    copies = [spawning.Process(target=work, args=(tmp_path, number)) for number in range(3)]
    for copy in copies:
        copy.start()
    for copy in copies:
        copy.join()
    assert [copy.exitcode for copy in copies] == [0, 0, 0]
    check(tmp_path, 3)


def test_threads_lose_nothing(tmp_path: Path) -> None:
    history = History(tmp_path, clock)
    history.apply("Begun", {SHARED: {"n": 0}})

    def add(number: int) -> None:
        for step in range(STEPS):
            history.apply("Own", {Path(f"annotations/doc-{number}/n{step}.json"): {"n": step}})
            with history.exclusive():
                history.apply("Shared", {SHARED: {"n": load(tmp_path / SHARED)["n"] + 1}})

    threads = [threading.Thread(target=add, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    check(tmp_path, 3)


def test_what_is_renamed_is_on_the_disk_and_so_is_the_rename(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    history = History(tmp_path, clock)
    history.apply("First", {SHARED: {"n": 0}})
    happened: list[str] = []
    sync = os.fsync

    def recorded(descriptor: int) -> None:
        name = Path(f"/proc/self/fd/{descriptor}").readlink().name
        happened.append("sync temporary" if name.endswith(".tmp") else f"sync {name}")
        sync(descriptor)

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event in ("os.rename", "os.link") and str(tmp_path) in str(arguments[0]):
            happened.append(event.removeprefix("os."))

    if not Path("/proc/self/fd").exists():
        pytest.skip("needs /proc to name what is synced")
    sys.addaudithook(hook)
    monkeypatch.setattr(os, "fsync", recorded)
    history.apply("Second", {SHARED: {"n": 1}})
    assert happened == [
        "link",
        "sync trash",
        "sync temporary",
        "sync history.jsonl",
        "rename",
        "sync codebook",
    ]
