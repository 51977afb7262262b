"""Grading a passage: two keys are enough, wherever one is, and undo takes it back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.covered import covers
from tests.tui.fakes import FakeProject
from tests.tui.frame import NARROW, WIDE, Running, running
from tests.tui.rooms import MINUTES, at, furnished
from workbench.notes import Notes
from workbench.notes.grades import UNGRADED, Grade
from workbench.tui.screens.gradechoice import GradeChoice
from workbench.tui.widgets.notes import NoteKey

RENT = "He proposed a rent"
B2 = Grade("B", "2")


@pytest.fixture
def project(tmp_path: Path) -> FakeProject:
    return furnished(tmp_path)


def grades(project: FakeProject) -> list[str]:
    """The grades of the minutes' notes, in the order of the text."""
    return [str(one.grade) for one in project.notes.of_document(MINUTES)]


async def at_words(run: Running, project: FakeProject, words: str) -> None:
    await run.open(MINUTES, at(project.library.document(MINUTES), words).start)


@covers("document.grade")
async def test_a_letter_and_a_figure_grade_the_note_at_the_cursor(project: FakeProject) -> None:
    async with running(project) as run:
        await at_words(run, project, RENT)
        await run.press("W")
        assert isinstance(run.app.screen, GradeChoice)
        assert "Grade of ¶\u00a03" in run.shown("#head")
        assert "usually reliable" in run.shown("#choices")
        await run.press("b", "2")
        assert run.app.screen is run.screen
        assert grades(project) == ["B2", "", ""]
        assert "Graded ¶\u00a03 B2 (usually reliable source, probably true)." in run.status
        assert "B2" in run.shown("#notes")
        await run.press("u")
        assert grades(project) == ["", "", ""]


async def test_the_figure_may_come_first_and_one_part_may_change_alone(
    project: FakeProject,
) -> None:
    async with running(project) as run:
        await at_words(run, project, RENT)
        await run.press("W", "3", "A")
        assert grades(project)[0] == "A3"
        await run.press("W", "d", "enter")
        assert grades(project)[0] == "D3"
        await run.press("W", "3", "enter")
        assert grades(project)[0] == "D", "the same figure again takes it away"
        await run.press("W", "x")
        assert grades(project)[0] == ""
        assert "Took the grade from ¶\u00a03." in run.status


async def test_arrows_and_space_will_do_and_esc_changes_nothing(project: FakeProject) -> None:
    async with running(project) as run:
        await at_words(run, project, RENT)
        await run.press("W", "j", "space", "enter")
        assert grades(project)[0] == "B"
        steps = len(project.history.steps())
        await run.press("W", "f", "escape", "W", "enter")
        assert len(project.history.steps()) == steps
        assert grades(project)[0] == "B"


@pytest.mark.parametrize("keys", [("W",), ("v", "s", "W")])
async def test_a_passage_without_a_note_gets_one_with_the_grade(
    project: FakeProject, keys: tuple[str, ...]
) -> None:
    async with running(project) as run:
        await at_words(run, project, "Pilotage.")
        await run.press(*keys, "c", "6")
        [new] = [one for one in project.notes.of_document(MINUTES) if one.grade]
        assert (new.tags, new.note, str(new.grade)) == ((), "", "C6")  # type: ignore[attr-defined]
        text = project.library.document(MINUTES).text
        assert new.exact == ("Pilotage." if len(keys) > 1 else text[text.index("Pilotage.") :])
        await run.press("escape", "4", "G")
        assert "C6" in run.shown("#notes")
        assert "Pilotage." in run.shown("#notes")


@covers("notes.grade")
async def test_the_note_under_the_cursor_of_its_pane_is_graded(project: FakeProject) -> None:
    async with running(project) as run:
        await run.open(MINUTES)
        await run.press("4", "G")
        key = run.screen.notes.lines.key
        assert isinstance(key, NoteKey)
        await run.press("W", "b", "2")
        assert project.notes.get(key.annotation).grade == B2
        await run.press("g", "W")
        assert run.app.screen is run.screen, "a tag has no grade"


@covers("evidence.grade")
@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_the_note_on_the_page_of_evidence_is_graded(
    project: FakeProject, size: tuple[int, int]
) -> None:
    async with running(project, size) as run:
        await run.press("5", "j", "W", "b", "2")
        [graded] = [one for one in project.notes.all() if one.grade]  # type: ignore[attr-defined]
        assert graded.grade == B2
        assert "note 2 of 6" in run.status
        assert "B2" in run.shown("#rows")
        await run.press("W", "x")
        assert project.notes.get(graded.id).grade == UNGRADED


async def test_a_grade_is_cited_and_never_listed_as_a_tag(project: FakeProject) -> None:
    notes = project.notes
    assert isinstance(notes, Notes)
    [first, *_] = notes.of_document(MINUTES)
    notes.grade(first.id, B2)
    async with running(project) as run:
        await at_words(run, project, RENT)
        await run.press("v", "w", "y")
        [copied] = project.clipboard_used.copied
        assert copied.endswith("[B2: usually reliable source, probably true]")
        assert "with its citation and grade" in run.status
        await run.press("escape")
        assert run.status.rstrip().endswith("B2  usually reliable source, probably true")
        assert "admiralty" not in run.shown("#notes")
        await run.press("e")
        assert "admiralty" not in str(run.app.screen.query_one("#tags").value)  # type: ignore[attr-defined]
        await run.press("escape", "t")
        assert "admiralty" not in run.shown("#choices")
        await run.press("escape", "6")
        assert "admiralty" not in run.shown("#rows")


async def test_in_a_narrow_window_what_happened_goes_before_the_words_of_the_grade(
    project: FakeProject,
) -> None:
    async with running(project, NARROW) as run:
        await run.press("5", "W", "a", "1")
        assert "Graded ¶\u00a03 A1" in run.status
        await run.press("j", "k")
        assert "A1  completely reliable source, confirmed by other sources" in run.status
