"""Indexing: whatever was lost, cut off or changed, the rooms end up holding the same documents."""

from __future__ import annotations

import fcntl
import gc
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from itertools import count
from pathlib import Path
from typing import NoReturn

import pytest

from workbench.indexing import index
from workbench.model import FileOutcome, WorkbenchError
from workbench.progress import Progress
from workbench.project import Project
from workbench.search.cancelling import never
from workbench.search.memory import Ran

PHASES = ("files", "names")
EVERY = ["dispatch.txt", "quay/memo.md", "quay/page.html"]
Opened = Callable[[], Project]


@pytest.fixture
def opened(folder: Path) -> Iterator[Callable[[], Project]]:
    projects: list[Project] = []

    def open_one() -> Project:
        projects.append(Project.open(folder))
        return projects[-1]

    yield open_one
    for project in projects:
        project.close()


def held(project: Project) -> tuple[set[str], set[str], set[str]]:
    return project.library.ids(), project.search.ids(), project.entities.ids()


def assert_whole(project: Project, documents: int = 3) -> None:
    known, searched, named = held(project)
    assert len(known) == documents
    assert known == searched == named


def test_every_file_is_accounted_for(opened: Callable[[], Project]) -> None:
    report = index(opened())
    assert (report.documents, report.indexed, report.skipped, report.removed) == (3, 3, 1, 0)
    assert {file.path: file.outcome for file in report.files} == {
        "dispatch.txt": "indexed",
        "noise.bin": "skipped",
        "quay/memo.md": "indexed",
        "quay/page.html": "indexed",
    }
    assert all(file.reason for file in report.files if file.outcome == "skipped")


def test_only_what_changed_is_read_again(folder: Path, opened: Callable[[], Project]) -> None:
    index(opened())
    (folder / "dispatch.txt").unlink()
    (folder / "new.txt").write_text("The board met in Vennerby.\n", encoding="utf-8")
    project = opened()
    report = index(project)
    assert (report.documents, report.indexed, report.unchanged, report.removed) == (3, 1, 2, 1)
    assert_whole(project)
    assert project.search.search("Serdyukov").total == 0
    assert project.search.search("board").total == 1


@pytest.mark.parametrize("lost", ["catalogue.sqlite", "entities.sqlite", "whoosh"])
@pytest.mark.parametrize("how", ["gone", "damaged"])
def test_whatever_is_lost_is_made_anew(
    folder: Path, opened: Callable[[], Project], lost: str, how: str
) -> None:
    before = opened()
    index(before)
    entities, ids = before.entities.of_collection(), before.library.ids()
    before.close()
    path = before.cache / lost
    for file in sorted(path.iterdir()) if path.is_dir() else [path]:
        if how == "damaged":
            file.write_bytes(b"\xff" * 3000)
        else:
            file.unlink()
    project = opened()
    index(project)
    assert_whole(project)
    assert project.library.ids() == ids
    assert project.entities.of_collection() == entities
    assert project.search.search("7,600").total == 1


def test_documents_that_went_while_the_catalogue_was_lost_leave_no_ghosts(
    folder: Path, opened: Callable[[], Project]
) -> None:
    before = opened()
    index(before)
    before.close()
    (before.cache / "catalogue.sqlite").unlink()
    (folder / "dispatch.txt").unlink()
    project = opened()
    index(project)
    assert_whole(project, 2)
    assert project.search.search("Serdyukov").total == 0


def test_a_run_that_was_cut_off_between_commits_is_made_good(
    folder: Path, opened: Callable[[], Project]
) -> None:
    before = opened()
    index(before)
    before.close()
    saved = folder.parent / "catalogue.sqlite"
    shutil.copy(before.cache / "catalogue.sqlite", saved)
    (folder / "new.txt").write_text("The board met in Vennerby.\n", encoding="utf-8")
    further = opened()
    index(further)
    further.close()
    (folder / "new.txt").unlink()
    for left in further.cache.glob("catalogue.sqlite-*"):
        left.unlink()
    shutil.copy(saved, further.cache / "catalogue.sqlite")
    project = opened()
    index(project)
    assert_whole(project)


def looked_through(folder: Path) -> tuple[list[str], list[tuple[str, str]]]:
    """What a run removes and reads again, after one that has found nothing to do."""
    project = Project.open(folder)
    with closing(project):
        before = project.library.ids()
        report = index(project)
        assert project.library.ids() == project.search.ids() == project.entities.ids()
        gone = sorted(before - project.library.ids())
        return gone, [(one.path, one.outcome) for one in report.files]


def settle(folder: Path) -> None:
    for path in folder.rglob("*.*"):
        if path.is_file() and ".workbench" not in path.parts:
            os.utime(path, ns=(0, LONG_AGO))
    for _ in range(2):
        looked_through(folder)


LONG_AGO = 1_000_000_000_000_000_000
SKIPPED = ("noise.bin", "skipped")


def test_where_nothing_changed_nothing_is_compared(folder: Path, opened: Opened) -> None:
    settle(folder)
    assert looked_through(folder) == ([], [SKIPPED])
    project = opened()
    project.search.ids = project.library._catalogue.known_files = never_asked  # type: ignore[method-assign]
    report = index(project)
    assert (report.unchanged, report.skipped, report.documents) == (3, 1, 3)


def never_asked() -> NoReturn:
    raise AssertionError


@pytest.mark.parametrize(
    ("change", "read", "removed"),
    [
        (lambda at: os.utime(at / "dispatch.txt", ns=(0, LONG_AGO + 1)), ["dispatch.txt"], 0),
        (lambda at: (at / "dispatch.txt").rename(at / "other.txt"), ["other.txt"], 0),
        (lambda at: (at / "quay" / "memo.md").unlink(), [], 1),
        (lambda at: (at / "new.txt").write_text("New."), ["new.txt"], 0),
        (lambda at: (at / "link.txt").symlink_to("dispatch.txt"), ["link.txt"], 0),
        (lambda at: [*map(shutil.rmtree, caches(at, "tantivy", "whoosh"))], EVERY, 0),
        (lambda at: [file.unlink() for file in caches(at, "catalogue.sqlite")], EVERY, 0),
        (lambda at: [file.write_bytes(b"") for file in caches(at, "catalogue.sqlite")], EVERY, 0),
        (lambda at: [file.unlink() for file in caches(at, "entities.sqlite")], [], 0),
        (lambda at: [file.write_bytes(b"[{") for file in caches(at, "last-look.json")], [], 0),
    ],
)
def test_what_changed_after_a_look_that_found_nothing_to_do_is_seen(
    folder: Path, change: Callable[[Path], object], read: list[str], removed: int
) -> None:
    settle(folder)
    change(folder)
    gone, files = looked_through(folder)
    assert sorted({path for path, _ in files} - {SKIPPED[0]}) == read
    assert len(gone) == removed
    assert looked_through(folder)[0] == []


def caches(folder: Path, *names: str) -> list[Path]:
    found = [path for name in names for path in (folder / ".workbench" / "cache").glob(f"*/{name}")]
    assert found
    return found


def test_no_query_finds_what_is_not_in_the_index(folder: Path, opened: Opened) -> None:
    project = opened()
    index(project)
    project.searchlog.append(Ran("s1", project.searchlog.now(), "NOT zebra", "NOT zebra", 3))
    assert project.coverage(never).unfound == ()
    for place in caches(folder, "tantivy", "whoosh"):
        shutil.rmtree(place)
    again = opened()
    assert set(again.coverage(never).unfound) == again.library.ids()


def test_two_do_not_index_at_once(opened: Callable[[], Project]) -> None:
    project = opened()
    with (project.cache / "indexing.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(WorkbenchError, match="Another copy of the workbench is indexing"):
            index(project)


def test_a_lock_that_cannot_be_taken_is_one_sentence(opened: Callable[[], Project]) -> None:
    project = opened()
    (project.cache / "indexing.lock").mkdir()
    with pytest.raises(WorkbenchError, match=r"^The folder cannot be indexed: is a directory\.$"):
        index(project)


def test_a_file_that_vanishes_while_it_is_read_is_skipped(
    folder: Path, opened: Callable[[], Project], monkeypatch: pytest.MonkeyPatch
) -> None:
    project = opened()
    read = project.library.read

    def reads(file: object) -> FileOutcome:
        (folder / "dispatch.txt").unlink(missing_ok=True)
        return read(file)  # type: ignore[arg-type]

    monkeypatch.setattr(project.library, "read", reads)
    report = index(project)
    [vanished] = [file for file in report.files if file.path == "dispatch.txt"]
    assert vanished.outcome == "skipped"
    assert vanished.reason
    assert_whole(project, 2)


def test_everything_can_be_searched_before_the_first_name_is_looked_for(
    folder: Path, opened: Callable[[], Project]
) -> None:
    for number in range(30):
        (folder / f"{number:02}.txt").write_text(f"Berth {number}.\n", encoding="utf-8")
    seconds = iter(range(10_000))
    told: list[Progress] = []
    commits: list[tuple[str, int, int]] = []
    project, reader = opened(), opened()

    def committed(phase: str, documents: int) -> None:
        reader.search.refresh()
        assert reader.search.indexed() == reader.library.count() == documents
        commits.append((phase, documents, reader.entities.indexed()))

    index(project, on_progress=told.append, on_commit=committed, clock=lambda: float(next(seconds)))
    for phase, total in (("files", told[0].total), ("names", 33)):
        done = [at.done for at in told if at.phase == phase]
        assert done == sorted(set(done))
        assert done[-1] == total
        last = [at for at in told if at.phase == phase][-1]
        assert (last.total, last.left) == (total, 0)
    assert [at.phase for at in told] == sorted(at.phase for at in told)
    assert all(at.rate > 0 and at.left >= 0 for at in told)
    files = [commit for commit in commits if commit[0] == "files"]
    assert commits[: len(files)] == files
    assert len(files) > 1
    assert [documents for _, documents, _ in files] == sorted(
        documents for _, documents, _ in files
    )
    assert {named for *_, named in files} == {0}
    assert commits[-1] == ("names", 33, 33)


class Killed(BaseException):
    """Stands for what no program can catch."""


STEPS = [
    *("entities.remove", "entities.update", "entities.commit"),
    *("search.remove", "search.update", "search.commit"),
    *("library.record", "library.forget", "library.commit", "library.document"),
]


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("step", STEPS)
def test_a_run_that_is_killed_anywhere_is_completed_by_the_next(
    folder: Path,
    opened: Callable[[], Project],
    monkeypatch: pytest.MonkeyPatch,
    step: str,
    after: bool,
) -> None:
    (folder / "gone.txt").write_text("Mr Konrad Thorne left Vennerby.\n", encoding="utf-8")
    index(opened())
    (folder / "gone.txt").unlink()
    (folder / "new.txt").write_text("Mr Pieter Rask came to Moscow.\n", encoding="utf-8")
    changed = "Longer than it was: President Dmitry Medvedev met Sergey Lavrov in Moscow.\n"
    (folder / "dispatch.txt").write_text(changed, encoding="utf-8")
    for call in range(1, 4):
        project = opened()
        kill_at(project, step, call, after, monkeypatch)
        with suppress(Killed):
            index(project)
        project.close()
        assert_mentions_fit(opened())
    project = opened()
    index(project)
    assert_whole(project, 4)
    assert_mentions_fit(project)
    assert project.search.search("Serdyukov").total == 0
    assert project.search.search("Lavrov").total == 1
    assert not any(one.name == "Konrad Thorne" for one in project.entities.of_collection())
    fresh = Project.open(folder, folder.parent / "fresh")
    index(fresh)
    assert project.entities.of_collection() == fresh.entities.of_collection()
    fresh.close()


def kill_at(
    project: Project, step: str, call: int, after: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Kill the run before or after the call of that number of a room's method."""
    room, name = step.split(".")
    target = getattr(project, room)
    method, calls = getattr(target, name), count(1)

    def cut(*given: object) -> object:
        last = next(calls) == call
        if last and not after:
            raise Killed
        result = method(*given)
        if last:
            raise Killed
        return result

    monkeypatch.setattr(target, name, cut)


def assert_mentions_fit(project: Project) -> None:
    for identity in project.library.ids():
        text = project.library.text(identity)
        for mention in project.entities.mentions(identity):
            assert text[mention.start : mention.end] == mention.text


def test_lost_mentions_are_found_again_without_reading_a_file(
    opened: Callable[[], Project], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = opened()
    index(before)
    entities = before.entities.of_collection()
    before.close()
    (before.cache / "entities.sqlite").write_bytes(b"\xff" * 3000)
    project = opened()
    monkeypatch.setattr(project.library, "read", None)
    report = index(project)
    assert report.indexed == 0
    assert_whole(project)
    assert project.entities.of_collection() == entities


def test_a_document_that_changes_while_names_are_found_is_left_to_the_next_run(
    folder: Path, opened: Callable[[], Project]
) -> None:
    def committed(phase: str, documents: int) -> None:
        if phase == "files":
            text = "Nobody but Sergey Lavrov came, after all that was said of it.\n"
            (folder / "dispatch.txt").write_text(text, encoding="utf-8")

    project = opened()
    index(project, on_commit=committed)
    assert_whole(project)
    assert_mentions_fit(project)
    assert "Dmitry Medvedev" in {one.name for one in project.entities.of_collection()}
    index(project)
    assert_mentions_fit(project)
    assert "Dmitry Medvedev" not in {one.name for one in project.entities.of_collection()}


def test_names_can_wait_and_are_found_by_the_next_run(opened: Callable[[], Project]) -> None:
    project = opened()
    index(project, names=False)
    assert (project.search.indexed(), project.entities.indexed()) == (3, 0)
    index(project)
    assert_whole(project)


def test_a_run_with_nothing_to_do_tells_of_no_names(opened: Callable[[], Project]) -> None:
    project = opened()
    index(project)
    told: list[object] = []
    index(project, on_progress=told.append, on_commit=lambda phase, number: told.append(phase))
    assert told == ["files"]


def test_the_garbage_collector_is_left_as_it_was(opened: Callable[[], Project]) -> None:
    seen: list[object] = []
    before = gc.get_threshold()
    index(opened(), on_commit=lambda phase, number: seen.append(gc.get_threshold()))
    assert before not in seen
    assert gc.get_threshold() == before


def test_the_child_process_reports_line_by_line(folder: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-P", "-m", "workbench.indexing", os.fspath(folder)],
        capture_output=True,
        text=True,
        check=True,
    )
    events = [json.loads(line) for line in told.stdout.splitlines()]
    assert events[-1]["event"] == "done"
    said = {(event["event"], event["phase"]) for event in events[:-1]}
    assert said == {(event, phase) for event in ("progress", "commit") for phase in PHASES}
    phases = [event["phase"] for event in events[:-1]]
    assert phases == sorted(phases)
    assert told.stderr == ""
