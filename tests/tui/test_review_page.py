"""The review page: what is not certain, where it may stand, and the analyst's decision."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.covered import covers
from tests.tui.fakes import FakeLibrary, FakeProject
from tests.tui.frame import NARROW, WIDE, running
from tests.tui.rooms import LETTER, PRESS, edited, furnished
from workbench.tui.screens.reviewpage import ReviewPage


@pytest.fixture
def project(tmp_path: Path) -> FakeProject:
    return edited(furnished(tmp_path))


def waiting(project: FakeProject) -> list[str]:
    return [one.annotation.exact[:9] for one in project.notes.review()]  # type: ignore[attr-defined]


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_each_note_is_shown_as_it_was_made_and_where_it_may_stand(
    project: FakeProject, size: tuple[int, int]
) -> None:
    async with running(project, size) as run:
        await run.press("8")
        shown = run.shown("#rows")
        assert "place uncertain   money/rent" in shown
        assert "a berth of that draught has never" in shown
        assert "190,000" in shown
        assert "passage not found" in shown
        assert "No place is like it." in shown
        assert "note 1 of 3" in run.status


@covers("review.choose")
async def test_enter_accepts_the_place_and_u_takes_that_back(project: FakeProject) -> None:
    async with running(project) as run:
        await run.press("8", "enter")
        assert waiting(project) == ["The clerk", "The lease"]
        assert "is in ¶\u00a02." in run.status
        await run.press("enter")
        assert "There is no place to accept. d keeps the note without one." in run.status
        await run.press("u")
        assert len(waiting(project)) == 3


@covers("review.keep")
async def test_d_keeps_a_note_without_its_passage(project: FakeProject) -> None:
    async with running(project) as run:
        await run.press("8", "G", "d")
        assert len(waiting(project)) == 2
        assert "Kept “The lease of the berth" in run.status
        assert len(project.notes.all()) == 6  # type: ignore[attr-defined]
        await run.press("d", "d", "d", "enter", "o", "s")
        assert "Every note stands where it was made" in run.shown("#rows")
        assert isinstance(run.app.screen, ReviewPage)


@covers("review.open", "review.take_selection")
async def test_a_selection_in_the_document_is_taken_as_the_passage(project: FakeProject) -> None:
    async with running(project) as run:
        await run.press("8", "s")
        assert "Nothing is selected. o opens the document; select, then 8." in run.status
        await run.press("o")
        assert run.screen.document is not None
        assert run.screen.document.id == LETTER
        await run.press("escape")
        assert isinstance(run.app.screen, ReviewPage)
        await run.press("G", "o")
        assert run.screen.document.id == PRESS
        await run.press("v", "s", "8", "g", "s")
        assert "What is selected is in another document." in run.status
        await run.press("G", "s")
        assert "The lease" not in waiting(project)
        assert "Confirmed that “The lease of the berth" in run.status


async def test_a_note_of_a_document_that_is_gone_can_be_kept(project: FakeProject) -> None:
    project.library = FakeLibrary([project.library.document(LETTER)])
    project.notes._documents = project.library  # type: ignore[attr-defined]
    async with running(project) as run:
        await run.press("8", "G")
        assert "The document is gone." in run.shown("#rows")
        await run.press("o")
        assert "The document is not in the collection any more." in run.status
        await run.press("d")
        assert "without its passage." in run.status


@covers("review.find")
@pytest.mark.parametrize("key", ["slash", "f"])
async def test_notes_to_review_are_found_by_their_words(project: FakeProject, key: str) -> None:
    async with running(project) as run:
        await run.press("8", key, *"sunday")
        assert "1 of 3 notes" in run.shown("#reading")
        await run.press("ctrl+u", *"zzz")
        assert "No note to review has these words." in run.shown("#rows")
