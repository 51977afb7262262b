"""Another copy of the workbench, or a command, works on the same folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.tui.fakes import FakeProject, document
from tests.tui.frame import running
from workbench.indexing import index
from workbench.model import WorkbenchError
from workbench.project import Project
from workbench.store.lock import locked
from workbench.tui.indexing_watch import ELSEWHERE

BUSY = ("echo", json.dumps({"event": "error", "message": ELSEWHERE}))


def test_the_sentence_is_what_the_indexing_says(folder: Path) -> None:
    project = Project.open(folder)
    with locked(project.cache / "indexing.lock"), pytest.raises(WorkbenchError) as said:
        index(project)
    project.close()
    assert str(said.value) == ELSEWHERE


async def test_that_another_copy_is_indexing_is_no_error(project: FakeProject) -> None:
    async with running(project, command=BUSY) as run:
        await run.until(lambda: ELSEWHERE in run.status)
        await run.press("j")
        assert ELSEWHERE in run.status, "only an error goes with a key"
        assert ELSEWHERE in run.shown("#welcome")


async def test_what_another_copy_commits_is_listed(project: FakeProject) -> None:
    async with running(project, command=BUSY) as run:
        assert "4 documents" in run.shown("#left-head")
        new = document("new/one.txt", "A berth more.", "One more")
        project.library._documents[new.id] = new
        run.screen.look_elsewhere()
        await run.until(lambda: "5 documents" in run.shown("#left-head"))
        assert "5 documents" in run.shown("#project")
        assert "One more" in run.shown("#results")


async def test_when_nothing_more_comes_this_copy_tries_itself(project: FakeProject) -> None:
    async with running(project, command=BUSY) as run:
        await run.until(lambda: run.screen._elsewhere)
        started = 0

        def start() -> bool:
            nonlocal started
            started += 1
            return True

        run.screen.indexing.start = start  # type: ignore[method-assign]
        for _ in range(5):
            run.screen.look_elsewhere()
            await run.until(lambda: not run.screen._looking)
        await run.until(lambda: started > 0)
        await run.settle()
        assert started == 1
