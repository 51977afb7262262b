"""The editor of a document's source: what was read, what is overruled, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.widgets import Input

from tests.tui.covered import covers
from tests.tui.frame import NARROW, WIDE, Running, running
from workbench.indexing import index
from workbench.project import Project
from workbench.tui.indexing_watch import IndexingWatch
from workbench.tui.screens.sourceeditor import SourceEditor


@pytest.fixture
def real(folder: Path) -> Iterator[Project]:
    """A project on disk, indexed, that cites as plain text."""
    project = Project.open(folder)
    project.settings.set("citation_style", "plain")
    index(project)
    yield project
    project.close()


async def edited(run: Running, project: Project) -> SourceEditor:
    await run.open(project.library.find("quay/memo.md").id)
    await run.press("I")
    editor = run.app.screen
    assert isinstance(editor, SourceEditor)
    return editor


def field(editor: SourceEditor, name: str) -> Input:
    return editor.query_one(f"#field-{name}", Input)


async def fill(run: Running, editor: SourceEditor, **values: str) -> None:
    for name, value in values.items():
        prompt = field(editor, name)
        prompt.focus()
        prompt.value = value
        await run.settle()


@covers("document.edit_source")
@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_a_source_is_corrected_in_one_step_and_everything_follows(
    real: Project, size: tuple[int, int]
) -> None:
    before = real.library.find("quay/memo.md").metadata
    async with running(real, size) as run:
        editor = await edited(run, real)
        assert field(editor, "title").value == before.title
        assert "as read" in run.shown("#field-title-origin")
        await fill(run, editor, title="The memorandum", issued="March 1999")
        assert "yours" in run.shown("#field-title-origin")
        assert f"The document says {before.date}." in run.shown("#said")
        await run.until(lambda: "The memorandum,” " in run.shown("#preview"))
        assert "March 1999" in run.shown("#preview")
        await run.press("escape")
        assert "Changed the title and the date of" in run.status
        await run.until(lambda: run.screen.document.info.title == "The memorandum")  # type: ignore[union-attr]
        assert len(real.history.steps()) == 1
        await run.press("u")
        assert real.library.find("quay/memo.md").metadata == before
        await run.until(lambda: run.screen.document.info.metadata == before)  # type: ignore[union-attr]
        await run.press("ctrl+r")
        assert real.library.find("quay/memo.md").title == "The memorandum"


async def test_a_field_is_taken_back_to_what_the_document_says(real: Project) -> None:
    info = real.library.as_read(real.library.find("quay/memo.md").id)
    real.sources.overrule(info, {"title": "Other", "publisher": "Ours"})
    async with running(real) as run:
        editor = await edited(run, real)
        assert field(editor, "title").value == "Other"
        await run.press("ctrl+r")
        assert field(editor, "title").value == info.metadata.title
        await run.press("escape")
        assert "Took back the title of" in run.status
        assert set(real.sources.overruled(info)) == {"publisher"}


async def test_what_cannot_be_meant_is_said_and_nothing_is_saved(real: Project) -> None:
    async with running(real) as run:
        editor = await edited(run, real)
        await fill(run, editor, issued="2008-02-31", title="Other")
        assert "not so" in run.shown("#field-issued-origin")
        await run.press("escape")
        assert run.app.screen is editor
        assert field(editor, "issued").has_focus
        assert "A date is 2008" in run.shown("#said")
        await run.press("ctrl+x")
        assert run.app.screen is run.screen
        assert real.history.steps() == []


async def test_the_keys_move_through_the_fields_and_leave_them_as_they_are(real: Project) -> None:
    async with running(real) as run:
        editor = await edited(run, real)
        await run.press("down", "enter", "tab")
        assert field(editor, "issued").has_focus
        await run.press("up", "up", "up", "up")
        assert field(editor, "URL").has_focus
        await run.press("escape")
        assert real.history.steps() == []


async def test_what_others_say_of_a_source_is_seen(real: Project, folder: Path) -> None:
    async with running(real) as run:
        await run.open(real.library.find("quay/memo.md").id)
        run.screen.look_elsewhere()
        await run.settle()
        other = Project.open(folder)
        other.sources.overrule(other.library.find("quay/memo.md"), {"title": "Theirs"})
        other.close()
        run.screen.look_elsewhere()
        await run.until(lambda: run.screen.document.info.title == "Theirs")  # type: ignore[union-attr]


async def test_results_and_fields_follow_a_source_at_once(
    real: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(IndexingWatch, "start", lambda self: False)
    info = real.library.as_read(real.library.find("quay/memo.md").id)
    async with running(real) as run:
        await run.search('source:="Night Wire"')
        assert "No passages" in run.status or not run.screen.searching.hits
        real.sources.overrule(info, {"container-title": "Night Wire", "title": "Overruled"})
        run.screen.look_elsewhere()
        await run.until(lambda: "Overruled" in "\n".join(run.rows("#results")))
        real.history.undo()
        run.screen.look_elsewhere()
        await run.until(lambda: not run.screen.searching.hits)
