"""Indexing: whatever was lost, cut off or changed, the rooms end up holding the same documents."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from workbench.indexing import Progress, index
from workbench.model import FileOutcome, WorkbenchError
from workbench.project import Project


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


def test_two_do_not_index_at_once(opened: Callable[[], Project]) -> None:
    project = opened()
    with (project.cache / "indexing.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(WorkbenchError, match="Another copy of the workbench is indexing"):
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


def test_progress_counts_up_to_all_files_and_every_commit_can_be_searched(
    folder: Path, opened: Callable[[], Project]
) -> None:
    for number in range(30):
        (folder / f"{number:02}.txt").write_text(f"Berth {number}.\n", encoding="utf-8")
    seconds = iter(range(10_000))
    told: list[Progress] = []
    commits: list[int] = []
    project, reader = opened(), opened()

    def committed(documents: int) -> None:
        reader.search.refresh()
        assert reader.search.indexed() == reader.library.count() == documents
        commits.append(documents)

    index(project, on_progress=told.append, on_commit=committed, clock=lambda: float(next(seconds)))
    assert [at.done for at in told] == list(range(1, told[-1].total + 1))
    assert all(at.rate > 0 and at.left >= 0 for at in told)
    assert told[-1].left == 0
    assert commits == sorted(commits)
    assert len(commits) > 1
    assert commits[-1] == 33


def test_the_child_process_reports_line_by_line(folder: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-P", "-m", "workbench.indexing", os.fspath(folder)],
        capture_output=True,
        text=True,
        check=True,
    )
    events = [line.split('"')[3] for line in told.stdout.splitlines()]
    assert events[-1] == "done"
    assert {"progress", "commit"} <= set(events)
    assert told.stderr == ""
