"""The project: where its own files lie, what it refuses, and what it never opens."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from workbench.model import UsageError, WorkbenchError
from workbench.project import HOME, Project
from workbench.spans import Spans


def test_the_projects_own_files_lie_in_the_folder_and_are_private(folder: Path) -> None:
    project = Project.open(folder)
    assert project.home == folder.resolve() / HOME
    assert stat.S_IMODE(project.home.stat().st_mode) == 0o700
    assert (project.home / ".gitignore").read_text() == "cache/\ntrash/\n"
    assert project.notices == ()
    assert project.name == "collection"


def test_a_gitignore_of_the_analyst_is_left_alone(folder: Path) -> None:
    (folder / HOME).mkdir()
    (folder / HOME / ".gitignore").write_text("cache/\n")
    Project.open(folder)
    assert (folder / HOME / ".gitignore").read_text() == "cache/\n"


def test_the_projects_files_may_lie_elsewhere(folder: Path, tmp_path: Path) -> None:
    project = Project.open(folder, tmp_path / "elsewhere")
    assert project.home == tmp_path / "elsewhere"
    assert not (folder / HOME).exists()


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("nowhere", "There is no folder"),
        ("collection/dispatch.txt", "is a file; the workbench opens folders."),
        ("\x1b[31m", "There is no folder"),
    ],
)
def test_what_is_no_folder_is_refused_in_one_sentence(
    folder: Path, name: str, sentence: str
) -> None:
    with pytest.raises(UsageError, match=sentence) as refused:
        Project.open(folder.parent / name)
    assert "\x1b" not in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_folder_that_cannot_be_written_has_its_project_in_the_users_data(
    folder: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    access = os.access

    def refuses(path: Path, mode: int) -> bool:
        return folder.resolve() not in Path(path).parents and access(path, mode)

    monkeypatch.setattr(os, "access", refuses)
    project = Project.open(folder)
    assert project.home.is_relative_to(home / ".local/share/workbench/projects")
    assert project.notices == (
        f"The folder is read-only: notes and index are kept in {project.home}.",
    )
    assert Project.open(folder).home == project.home
    assert Project.around(folder.resolve() / "quay") == folder.resolve()


def test_a_project_that_is_a_link_is_not_followed(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "victim").mkdir()
    (folder / HOME).symlink_to(tmp_path / "victim")
    with pytest.raises(WorkbenchError, match="is a symbolic link and is not followed"):
        Project.open(folder)
    assert list((tmp_path / "victim").iterdir()) == []


def test_the_project_around_a_directory_is_the_nearest_one(folder: Path) -> None:
    assert Project.around(folder / "quay") is None
    Project.open(folder)
    assert Project.around(folder / "quay") == folder
    Project.open(folder / "quay")
    assert Project.around(folder / "quay") == folder / "quay"


def test_a_cache_that_came_with_the_folder_is_not_opened(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = Project.open(folder).cache
    assert Project.open(folder).cache == mine
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "somebody else"))
    assert Project.open(folder).cache != mine


def test_the_fields_of_other_rooms_can_be_searched(folder: Path) -> None:
    from workbench.indexing import index

    project = Project.open(folder)
    index(project)
    dispatch = project.library.find("dispatch.txt")
    document = project.library.document(dispatch.id)
    start = document.text.index("Anatoly Serdyukov")
    project.notes.add(document, (start, start + 17), ("people/minister",), "Compare.")
    for query in (
        "tag:people/minister",
        "tag:people",
        "note:compare",
        "person:serdyukov",
        "place:Java",
        "is:tagged",
    ):
        [hit] = project.search.search(query).hits
        assert hit.document.id == dispatch.id, query
    assert project.search.spans("tag:people", document) == Spans([(start, start + 17)])
    project.close()


@pytest.mark.parametrize(
    ("before", "kept"), [("log/*.jsonl merge=union\n", False), ("*.jsonl merge=union\n", True)]
)
def test_what_earlier_versions_told_git_is_brought_up_to_date(
    folder: Path, before: str, kept: bool
) -> None:
    (folder / HOME).mkdir()
    attributes = folder / HOME / ".gitattributes"
    attributes.write_text(before)
    Project.open(folder)
    assert (attributes.read_text() == before) == kept
    assert kept or "documents.jsonl merge=union" in attributes.read_text().splitlines()
