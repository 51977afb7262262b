"""The review page: what is not certain, where it may stand, and the analyst's decision."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tui.covered import covers
from tests.tui.fakes import FakeLibrary, FakeProject, document
from tests.tui.frame import NARROW, WIDE, running
from tests.tui.rooms import LETTER, MINUTES, PRESS, edited, furnished, rewritten
from tests.tui.test_frame_indexing import saying
from workbench.notes import Annotation, Placed
from workbench.notes.grades import Grade
from workbench.spans import Span
from workbench.tui.lapsed import Lapsed
from workbench.tui.screens.reviewpage import ReviewPage
from workbench.tui.undecided import PossiblePlace, Question
from workbench.tui.widgets.reviewrows import Measured, review_listing


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


async def test_the_note_and_its_grade_stand_above_its_passage(project: FakeProject) -> None:
    [first, *_] = project.notes.review()  # type: ignore[attr-defined]
    long = "Which rent is meant? " * 40
    tags = (*first.annotation.tags, *Grade("B", "2").tags)
    project.notes.edit(first.annotation.id, note=long, tags=tags)
    async with running(project, NARROW) as run:
        await run.press("8")
        rows = run.rows("#rows")
        at = next(at for at, row in enumerate(rows) if "place uncertain" in row)
        assert "B2" in rows[at]
        assert "≡ Which rent is meant?" in rows[at + 1]
        assert rows[at + 3].rstrip().endswith("…")
        assert "Which rent" not in rows[at + 4]


async def test_f5_looks_for_changes_and_the_review_follows(project: FakeProject) -> None:
    async with running(project) as run:
        await run.press("8", "f5")
        assert isinstance(run.app.screen, ReviewPage)
        await run.until(lambda: "Nothing has changed." in run.status)


async def test_notes_that_lost_their_passages_are_told_once(project: FakeProject) -> None:
    project.cache.mkdir()
    lapsed = Lapsed(project)  # type: ignore[arg-type]
    assert (lapsed.new(), lapsed.new()) == (3, 0)
    done = {"event": "done", "documents": 4, "indexed": 2, "removed": 0, "skipped": 0}
    (project.cache / "lapsed.json").write_text("{")
    async with running(project, command=saying(done)) as run:
        await run.until(lambda: "The passages of 3 notes changed or are gone now." in run.status)
        assert "8 shows where they may stand." in run.status


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


async def test_more_notes_than_are_read_at_once_are_all_listed(project: FakeProject) -> None:
    many = document("many.txt", "\n\n".join(f"Paragraph {n} says so." for n in range(300)))
    for start, end in many.paragraphs:
        project.notes.add(many, Span(start, end), ("said",))
    library = project.library
    project.library = FakeLibrary(
        [*map(library.document, (MINUTES, LETTER, PRESS)), rewritten(many, "Nothing of it.")]
    )
    project.notes._documents = project.library  # type: ignore[attr-defined]
    async with running(project) as run:
        await run.press("8")
        assert "note 1 of 303" in run.status
        await run.press("G")
        assert "note 303 of 303" in run.status
        await run.press("g", "d")
        assert "note 1 of 302" in run.status


WORD = st.text(alphabet="ab,é\u3042", min_size=1, max_size=8)
SOME = st.lists(WORD, max_size=30).map(" ".join)


@given(SOME, SOME, st.lists(st.tuples(SOME, SOME, SOME), max_size=3), st.integers(40, 200))
def test_a_question_is_as_high_as_it_was_reckoned(
    exact: str, note: str, places: list[tuple[str, str, str]], width: int
) -> None:
    made = Annotation.from_json({}, "a", "d")
    placed = Placed(replace(made, exact=exact, note=note), None, "orphaned")
    possible = tuple(PossiblePlace(Span(0, 1), 7, f"{b} ", t, f" {a}") for b, t, a in places)
    question = Question(placed, "A title", possible)
    measured = Measured.of(question, width)
    listing = review_listing([measured, measured], width)
    assert listing.height == 2 * sum(measured.heights) + 1
    for at in range(len(listing)):
        assert len(listing[at].lines) == listing.end(at) - listing.start(at)
    words = [word for _, text, _ in places for word in text.split()]
    lines = [line for at in range(len(listing)) for line in listing[at].lines]
    drawn = "".join(run.text for line in lines for run in line.runs)
    assert all(word in drawn for word in words), "the last line is not cut off"
