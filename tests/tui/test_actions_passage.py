"""Tagging, noting and citing a passage, from the key to the disk: on a real project."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.widgets import Input, TextArea

from tests.tui.covered import covers
from tests.tui.fakes import FakeProject
from tests.tui.frame import Running, running
from workbench.indexing import index
from workbench.project import Project
from workbench.tui.screens.lists import Ask, StylePicker
from workbench.tui.screens.note_editor import NoteEditor
from workbench.tui.screens.tagging import TagPicker

MINUTES = "minutes-2019-board-214-txt"


@pytest.fixture
def real(folder: Path) -> Iterator[Project]:
    """A project on disk, indexed, whose analyst has a name."""
    project = Project.open(folder)
    project.settings.set("analyst", "A. Analyst")
    index(project)
    yield project
    project.close()


async def at_troops(run: Running, project: Project) -> None:
    """Open the dispatch with the cursor in its paragraph about the troops."""
    dispatch = project.library.find("dispatch.txt")
    await run.open(dispatch.id, project.library.text(dispatch.id).index("In South Ossetia"))


def tags_on_disk(project: Project) -> list[tuple[str, ...]]:
    return [one.tags for one in Project.open(project.folder).notes.all()]


# -- tags


@covers("document.tag")
async def test_t_tags_the_selection_and_makes_the_tag(real: Project) -> None:
    async with running(real) as run:
        await at_troops(run, real)
        await run.press("v", "s", "t")
        assert isinstance(run.app.screen, TagPicker)
        assert "In South Ossetia the troops" in run.shown("#head")
        await run.press(*"military/troops", "enter")
        assert "Tagged ¶\u00a04 with military/troops." in run.status
        assert tags_on_disk(real) == [("military/troops",)]
        assert "military/troops" in run.shown("#notes")
        await run.press("u")
        assert tags_on_disk(real) == []
        await run.press("ctrl+r")
        assert tags_on_disk(real) == [("military/troops",)]


async def test_a_shortcut_letter_finds_its_tag_and_several_can_be_marked(real: Project) -> None:
    for name in ("money/rent", "military/troops"):
        real.codebook.ensure(name)
    letter = real.codebook.get("money/rent").shortcut
    async with running(real) as run:
        await at_troops(run, real)
        await run.press("t", letter, "enter")
        assert tags_on_disk(real) == [("money/rent",)]
        await run.press("t", "tab", "tab")
        assert "2 marked" in run.shown("#head")
        await run.press("enter")
        assert sorted(*tags_on_disk(real)) == ["military/troops", "money/rent"]


async def test_an_empty_name_makes_no_tag(real: Project) -> None:
    async with running(real) as run:
        await at_troops(run, real)
        await run.press("t", "enter")
        assert "Type the name of your first tag." in run.shown("#choices")
        await run.press("slash", "space", "slash", "enter")
        assert "Type the name of your first tag." in run.shown("#choices")
        await run.press("escape")
        assert tags_on_disk(real) == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("\u200b\u200b", "A tag needs a name."),
        ("x" * 201, "at most 200 characters"),
    ],
)
async def test_a_name_that_cannot_be_is_told_as_one_types(
    real: Project, typed: str, said: str
) -> None:
    async with running(real) as run:
        await at_troops(run, real)
        await run.press("t")
        run.app.screen.query_one("#prompt", Input).value = typed
        await run.press("enter")
        assert said in run.shown("#choices")
        assert isinstance(run.app.screen, TagPicker)
        await run.press("escape")
        assert tags_on_disk(real) == []


@pytest.mark.parametrize(
    ("typed", "made"),
    [
        ("Ünïcode / ｗｉｄｅ", "Ünïcode/ｗｉｄｅ"),
        ("e\u0301tat", "état"),
        ("войска//война/", "войска/война"),
        ("部队", "部队"),
        ("[/b] [red]", "[/b] [red]"),
    ],
)
async def test_names_in_any_script_are_tags(real: Project, typed: str, made: str) -> None:
    async with running(real) as run:
        await at_troops(run, real)
        await run.press("t")
        run.app.screen.query_one("#prompt", Input).value = typed
        await run.press("enter")
        assert tags_on_disk(real) == [(made,)]
        assert made.rpartition("/")[2] in run.shown("#notes")


async def test_a_name_that_differs_only_in_capitals_is_the_tag_that_is_there(
    real: Project,
) -> None:
    real.codebook.ensure("money/rent")
    async with running(real) as run:
        await at_troops(run, real)
        await run.press("t", *"Money/RENT")
        assert "money/rent differs only in capitals." in run.shown("#choices")
        assert "create" not in run.shown("#choices")
        await run.press("enter")
        assert tags_on_disk(real) == [("money/rent",)]


# -- notes


@covers("document.annotate", "document.edit_note", "document.delete_note")
async def test_a_note_is_written_edited_and_deleted_at_the_cursor(real: Project) -> None:
    async with running(real) as run:
        await at_troops(run, real)
        await run.press("a", *"Compare.", "escape")
        assert "Wrote a note on ¶\u00a04." in run.status
        await run.press("e", *" Twice.", "tab", *"money/rent, later", "escape")
        (note,) = Project.open(real.folder).notes.all()
        assert (note.note, note.tags) == ("Compare. Twice.", ("money/rent", "later"))
        await run.press("d")
        assert "Deleted the note on ¶\u00a04. u restores it." in run.status
        assert tags_on_disk(real) == []
        await run.press("e")
        assert "No tag or note is here. ] goes to the next one." in run.status


async def test_an_empty_note_is_not_written(real: Project) -> None:
    async with running(real) as run:
        await at_troops(run, real)
        await run.press("a", "escape")
        assert "The note was empty, so none was written." in run.status
        await run.press("a", *"not this", "ctrl+x")
        assert tags_on_disk(real) == []


async def test_a_tag_that_cannot_be_keeps_the_editor_and_what_was_written(real: Project) -> None:
    async with running(real) as run:
        await at_troops(run, real)
        await run.press("a", *"Mine.", "tab")
        run.app.screen.query_one("#tags", Input).value = "x" * 201
        await run.press("escape")
        assert isinstance(run.app.screen, NoteEditor)
        assert "at most 200 characters" in run.shown("#said")
        run.app.screen.query_one("#tags", Input).value = " , /"
        await run.press("escape")
        assert [one.note for one in Project.open(real.folder).notes.all()] == ["Mine."]


async def test_without_an_editor_the_editor_of_notes_says_so(real: Project) -> None:
    async with running(real) as run:
        await at_troops(run, real)
        await run.press("a", "ctrl+e")
        assert "No editor is set: $EDITOR is empty." in run.shown("#said")


async def test_an_editor_that_does_not_run_is_told_and_nothing_is_lost(
    real: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "/no/such/editor --wait")
    async with running(real) as run:
        await at_troops(run, real)
        await run.press("a", *"Mine.", "ctrl+e")
        assert "The editor did not run" in run.shown("#said")
        assert run.app.screen.query_one("#note", TextArea).text == "Mine."


async def test_what_the_disk_refuses_comes_back_with_the_key(project: FakeProject) -> None:
    project.notes.full = True
    async with running(project) as run:
        await run.open(MINUTES)
        await run.press("a", *"Mine.", "escape")
        assert "no space left on device. a brings back what you wrote." in run.status
        project.notes.full = False
        await run.press("a")
        assert run.app.screen.query_one("#note", TextArea).text == "Mine."
        await run.press("escape")
        assert "Wrote a note on ¶\u00a01." in run.status


async def test_who_writes_is_asked_once_and_kept(real: Project) -> None:
    real.settings.set("analyst", "")
    async with running(real) as run:
        await at_troops(run, real)
        await run.press("t")
        assert isinstance(run.app.screen, Ask)
        await run.press("escape")
        assert tags_on_disk(real) == [], "esc leaves with nothing changed"
        await run.press("t", *"later", "enter")
        assert tags_on_disk(real) == [("later",)], "it is not asked again"


async def test_the_name_goes_into_the_notes(real: Project) -> None:
    real.settings.set("analyst", "")
    async with running(real) as run:
        await at_troops(run, real)
        await run.press("a", *"B. Boss", "enter", *"Mine.", "escape")
        again = Project.open(real.folder)
        assert again.settings.analyst == "B. Boss"
        assert [one.creator for one in again.notes.all()] == ["B. Boss"]


# -- citations


@covers("document.copy_citation", "document.copy_reference", "document.choose_style")
async def test_the_chosen_form_is_what_is_copied(project: FakeProject) -> None:
    styles: list[str | None] = []
    cite = project.citations.cite_exactly
    project.citations.cite_exactly = lambda one, span, style, *rest: (  # type: ignore[method-assign]
        styles.append(style),
        cite(one, span, style, *rest),
    )[1]
    async with running(project) as run:
        await run.open(MINUTES)
        await run.press("y")
        assert project.clipboard_used.copied[-1].startswith("“The Chair, Tobias Marrek")
        await run.press("Y")
        assert project.clipboard_used.copied[-1].startswith("Minutes of the 214th meeting")
        await run.press("c")
        assert isinstance(run.app.screen, StylePicker)
        await run.press("j", "enter")
        assert "Citations are copied as" in run.status
        chosen = run.screen.copying.style
        await run.press("y")
        assert styles == [None, None, chosen]
        assert chosen
