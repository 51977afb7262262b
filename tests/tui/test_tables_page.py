"""The tables: tags that go together, and notes by document and tag."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from tests.tui.covered import covers
from tests.tui.fakes import FakeProject
from tests.tui.frame import NARROW, WIDE, Running, running
from tests.tui.rooms import MINUTES, at, furnished, shared
from workbench.tui.screens.codebook import CodebookPage
from workbench.tui.screens.notespage import NotesPage
from workbench.tui.screens.tablespage import TablesPage

SIZES = pytest.mark.parametrize("size", [WIDE, NARROW])


@pytest.fixture
def project(tmp_path: Path) -> FakeProject:
    return shared(furnished(tmp_path))


async def opened(run: Running) -> TablesPage:
    await run.press("O")
    page = run.app.screen
    assert isinstance(page, TablesPage)
    return page


def cells(run: Running, words: str) -> list[str]:
    """What stands behind the title of a row."""
    (row,) = [row for row in run.rows("#rows") if words in row]
    return row.partition(words)[2].split()


# -- what is shown


@SIZES
async def test_tags_stand_in_the_order_of_how_often_they_go_together(
    project: FakeProject, size: tuple[int, int]
) -> None:
    minutes = project.library.document(MINUTES)
    for words in ("He proposed a rent", "two other firms"):
        project.notes.add(minutes, at(minutes, words), ("link/family",))
    async with running(project, size) as run:
        await opened(run)
        first, second = run.rows("#rows")[:2]
        assert "link/family" in first
        assert " 2 " in first
        assert "of 3 and " in first
        assert "tender/waived" in run.shown("#rows")
        assert "3 pairs" in run.shown("#reading") or size == NARROW
        assert "together" in run.status
        assert second


@SIZES
@covers("tables.turn")
@pytest.mark.parametrize("key", ["v", "tab"])
async def test_the_other_table_counts_notes_by_document_and_tag(
    project: FakeProject, size: tuple[int, int], key: str
) -> None:
    async with running(project, size) as run:
        await opened(run)
        await run.press(key)
        assert "rent" in run.shown("#page-head")
        assert cells(run, "All documents")[:2] == ["9", "5"]
        assert cells(run, "Letter, Corvane")[-4:] == ["1", "·", "·", "·"]
        assert run.status.strip().startswith("money/rent   5 notes   column 1 of 4")
        await run.press(key)
        assert "together" in run.status


async def test_without_tags_the_page_says_how_there_come_to_be_some(tmp_path: Path) -> None:
    project = furnished(tmp_path)
    for note in project.notes.all():  # type: ignore[attr-defined]
        project.notes.delete(note.id)
    async with running(project) as run:
        await opened(run)
        for key in ("v", "v"):
            assert "No tags yet. t on a passage" in run.shown("#rows")
            await run.press("enter", "h", "l", "X", key)
        assert isinstance(run.app.screen, TablesPage)


@covers("tables.left", "tables.right")
async def test_columns_come_into_sight_as_one_goes_to_them(project: FakeProject) -> None:
    minutes = project.library.document(MINUTES)
    names = [f"many/tag{number:02}" for number in range(30)]
    project.notes.add(minutes, at(minutes, "The Chair"), tuple(names))
    async with running(project, NARROW) as run:
        page = await opened(run)
        await run.press("v")
        seen = []
        for number in range(34):
            assert f"column {number + 1} of 34" in run.status
            name = page._column
            assert name.rpartition("/")[2][:8] in run.rows("#page-head")[-1]
            seen.append(name)
            await run.press("l" if number % 2 else "right")
        assert [name for name in seen if name.startswith("many")] == names
        assert "column 34 of 34" in run.status
        for _ in range(40):
            await run.press("h", "left")
        assert "column 1 of 34" in run.status


@covers("tables.find")
async def test_tags_and_documents_are_found_by_their_words(project: FakeProject) -> None:
    async with running(project) as run:
        await opened(run)
        await run.press("slash", *"withheld", "enter")
        assert "1 pair" in run.shown("#reading")
        await run.press("v")
        assert "Nothing here has these words." in run.shown("#rows")
        await run.press("slash", "ctrl+u", *"corvane", "enter")
        assert "1 document " in run.shown("#reading")


# -- where it leads


@covers("tables.choose")
async def test_enter_shows_the_notes_with_both_tags_and_esc_comes_back(
    project: FakeProject,
) -> None:
    async with running(project) as run:
        await opened(run)
        await run.press("slash", *"withheld", "enter", "enter")
        page = run.app.screen
        assert isinstance(page, NotesPage)
        assert (page.filters.tag, page.filters.also) == ("link/family", "tender/withheld")
        assert len(page._narrowed.notes) == 1
        await run.press("escape")
        assert isinstance(run.app.screen, TablesPage)
        await run.press("escape")
        assert run.app.screen is run.screen


async def test_enter_on_a_count_shows_just_those_notes(project: FakeProject) -> None:
    async with running(project) as run:
        await opened(run)
        await run.press("v", "slash", *"214th", "enter", "enter")
        page = run.app.screen
        assert isinstance(page, NotesPage)
        assert Counter(note.document for note in page._narrowed.notes) == {MINUTES: 4}
        assert all("money/rent" in note.tags for note in page._narrowed.notes)


@covers("codebook.tables")
async def test_v_in_the_codebook_leads_here(project: FakeProject) -> None:
    async with running(project) as run:
        await run.press("6")
        assert isinstance(run.app.screen, CodebookPage)
        await run.press("v")
        assert isinstance(run.app.screen, TablesPage)


async def test_esc_on_the_notes_of_a_tag_goes_back_to_the_codebook(project: FakeProject) -> None:
    async with running(project) as run:
        await run.press("6", "G", "enter", "enter")
        await run.press("escape", "escape")
        assert isinstance(run.app.screen, CodebookPage)


# -- what is written


@covers("tables.export")
@pytest.mark.parametrize("view", ["together", "documents"])
async def test_x_writes_a_table_that_no_spreadsheet_executes(
    project: FakeProject, tmp_path: Path, view: str
) -> None:
    minutes = project.library.document(MINUTES)
    project.notes.add(minutes, at(minutes, "The Chair"), ("=cmd|calc", "@sum"))
    place = tmp_path / "counts.csv"
    async with running(project) as run:
        await opened(run)
        await run.press(*("v" if view == "documents" else ""), "X", "ctrl+u", *str(place), "enter")
        assert f"Wrote counts.csv: {4 if view == 'documents' else 3} " in run.status
        await run.press("X", "ctrl+u", *str(place), "enter")
        assert "counts.csv is there already." in run.shown("#said")
        await run.press("escape")
    with place.open(encoding="utf-8-sig", newline="") as file:
        heading, *rows = csv.reader(file)
    if view == "documents":
        assert heading[:4] == ["id", "document", "notes", "money/rent"]
        assert {"'=cmd|calc", "'@sum"} < set(heading)
        assert rows[0][:4] == ["", "All documents", "10", "5"]
    else:
        assert ["'=cmd|calc", "'@sum", "1", "1", "1"] in rows


async def test_a_file_that_cannot_be_written_is_told(project: FakeProject, tmp_path: Path) -> None:
    async with running(project) as run:
        page = await opened(run)
        page._write(str(tmp_path))
        await run.settle()
        assert "cannot be written" in run.status
