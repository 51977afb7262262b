"""The disk refuses while the screen is open: a sentence, and nothing is shown that is not saved."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.tui.frame import Running, running
from workbench.indexing import index
from workbench.project import Project

REFUSALS = [
    (errno.ENOSPC, "Not saved: the disk is full."),
    (errno.EIO, "Not saved: the disk reports an error."),
    (errno.EROFS, "Not saved: the disk is read-only."),
]
DEEDS = [
    ("t", *"military/troops", "enter"),
    ("a", *"Compare.", "escape"),
    ("d",),
    ("u",),
]


@pytest.fixture
def real(folder: Path) -> Iterator[Project]:
    """A project on disk with a tagged passage."""
    project = Project.open(folder)
    project.settings.set("analyst", "A. Analyst")
    index(project)
    dispatch = project.library.find("dispatch.txt")
    start = project.library.text(dispatch.id).index("In South Ossetia")
    project.notes.add(project.library.document(dispatch.id), (start, start + 16), ["place"])
    yield project
    project.close()


async def at_the_note(run: Running, project: Project) -> None:
    dispatch = project.library.find("dispatch.txt")
    await run.open(dispatch.id, project.library.text(dispatch.id).index("In South Ossetia"))


def on_disk(project: Project) -> dict[str, bytes]:
    home = project.home
    return {str(path.relative_to(home)): path.read_bytes() for path in sorted(_records(home))}


def _records(home: Path) -> Iterator[Path]:
    for folder in ("annotations", "codebook"):
        yield from (path for path in (home / folder).rglob("*") if path.is_file())


@pytest.mark.parametrize(("number", "sentence"), REFUSALS)
@pytest.mark.parametrize("deed", DEEDS, ids=["tag", "note", "delete", "undo"])
async def test_what_the_disk_refuses_is_told_and_undone(
    real: Project,
    monkeypatch: pytest.MonkeyPatch,
    deed: tuple[str, ...],
    number: int,
    sentence: str,
) -> None:
    before = on_disk(real)

    def refused(*_: Any) -> None:
        raise OSError(number, os.strerror(number))

    async with running(real) as run:
        await at_the_note(run, real)
        shown = run.shown("#notes")
        with monkeypatch.context() as patched:
            for module in ("files", "lines"):
                patched.setattr(f"workbench.store.{module}.write_all", refused)
            await run.press(*deed)
            assert sentence in run.status
            assert on_disk(real) == before  # no temporary file either
            assert run.shown("#notes") == shown
            assert [one.raw for one in real.notes.all()] == [
                one.raw for one in Project.open(real.folder).notes.all()
            ]
        await at_the_note(run, real)
        await run.press("u")
        assert "Undid: " in run.status
        assert on_disk(real) != before
