"""The page of searches: those that were saved, the log, and what nobody looked at."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from tests.tui.covered import covers
from tests.tui.fakes import FakeProject
from tests.tui.frame import Running, running
from tests.tui.rooms import LETTER, MINUTES, PRESS, furnished
from workbench.search.memory import Opened, Ran, Read
from workbench.search.memory.saved import SavedSearches
from workbench.tui.screens.searchespage import SearchesPage

pytestmark = pytest.mark.usefixtures("at_greenwich")


@pytest.fixture
def project(tmp_path: Path) -> FakeProject:
    return furnished(tmp_path)


def names(project: FakeProject) -> list[tuple[str, str]]:
    assert isinstance(project.searches, SavedSearches)
    project.searches.refresh()
    return [(one.name, one.query) for one in project.searches.all()]


def logged(project: FakeProject) -> None:
    """Two queries in the log, and what became of their answers."""
    project.searchlog.append(
        Ran("s1", "2026-11-20T09:30:00Z", "rent", "rent", 3),
        Opened("2026-11-20T09:31:00Z", PRESS, "s1", 3, (MINUTES, LETTER)),
        Read("2026-11-20T09:32:00Z", PRESS, 40, 0.9, "s1"),
        Ran("s2", "2026-11-21T08:00:00Z", "Halvern", "halvern", 1, "date"),
        Ran("s3", "2026-11-21T09:00:00Z", "rent", "rent", 3),
    )


async def opened_page(run: Running, *keys: str) -> SearchesPage:
    await run.press("F", *keys)
    page = run.app.screen
    assert isinstance(page, SearchesPage)
    return page


async def on_row(run: Running, page: SearchesPage, words: str) -> None:
    at = next(at for at, row in enumerate(run.rows("#rows")) if words in row)
    page.rows.move_to(page.rows.listing.at(at))
    await run.rest()


async def test_saved_searches_are_told_with_totals_and_what_is_new(project: FakeProject) -> None:
    project.looks.looked("berth", [MINUTES, LETTER])
    project.looks.looked("tender", [MINUTES])
    async with running(project) as run:
        await opened_page(run)
        rows = [row.strip(" ▌") for row in run.rows("#rows")]
        assert rows[0].startswith("Rent")
        assert rows[0].endswith("not looked at yet       2 documents")
        assert rows[1].startswith("rent crowns")
        assert "sorted by date" in rows[1]
        assert rows[2].split() == ["Tender", "1", "document"]
        assert rows[4].split() == ["The", "berth", "1", "new", "3", "documents"]
        assert rows[6].split()[:3] == ["new", "Berth", "let"]
        assert "3 saved searches" in run.shown("#reading")


@covers("searches.choose")
async def test_enter_runs_a_saved_search_and_nothing_is_new_then(project: FakeProject) -> None:
    project.looks.looked("berth", [MINUTES])
    async with running(project) as run:
        page = await opened_page(run)
        await on_row(run, page, "The berth")
        await run.press("enter")
        assert run.app.screen is run.screen
        assert run.screen.searching.query == "berth"
        assert run.screen.searching.order == "date"
        assert run.place == "results"
        await opened_page(run)
        assert "new" not in run.shown("#rows")


async def test_enter_opens_a_document_that_is_new(project: FakeProject) -> None:
    project.looks.looked("berth", [MINUTES, LETTER])
    async with running(project) as run:
        page = await opened_page(run)
        page.rows.move_to(3)
        await run.rest()
        assert "open" in run.shown("#footer")
        await run.press("enter")
        assert run.screen.document is not None
        assert run.screen.document.id == PRESS
        await run.press("escape")
        assert isinstance(run.app.screen, SearchesPage)


@covers("searches.edit", "searches.rename", "searches.delete")
async def test_a_saved_search_is_edited_renamed_deleted_and_all_is_undone(
    project: FakeProject,
) -> None:
    before = names(project)
    async with running(project) as run:
        page = await opened_page(run)
        await on_row(run, page, "Tender")
        await run.press("e", *" OR x", "enter")
        assert "Edited the search Tender." in run.status
        await run.press("r", *" 2", "enter")
        assert ("Tender 2", "tender OR x") in names(project)
        await on_row(run, page, "Tender 2")
        await run.press("d")
        assert "Deleted the search Tender 2. u restores it." in run.status
        assert "Tender" not in run.shown("#rows")
        await run.press("u", "u", "u")
        assert names(project) == before
        assert "Tender" in run.shown("#rows")


async def test_a_name_that_is_taken_is_told(project: FakeProject) -> None:
    before = names(project)
    async with running(project) as run:
        await opened_page(run, "r", "ctrl+u", *"Tender", "enter")
        assert "There is a saved search Tender already." in run.status
    assert names(project) == before


@covers("searches.next_view", "searches.previous_view")
async def test_tab_goes_round_the_three_lists(project: FakeProject) -> None:
    async with running(project) as run:
        page = await opened_page(run)
        seen = []
        for key in ("tab", "tab", "tab", "shift+tab", "shift+tab"):
            await run.press(key)
            seen.append(page._view)
        assert seen == ["log", "left out", "saved", "left out", "log"]


async def test_the_log_tells_what_became_of_each_query(project: FakeProject) -> None:
    logged(project)
    async with running(project) as run:
        await opened_page(run, "tab")
        rows = [row.strip(" ▌").split() for row in run.rows("#rows")]
        assert rows[0] == ["21", "November", "2026", "total", "opened", "read", "dismissed"]
        assert rows[1] == ["09:00", "rent", "2", "times", "3", "1", "1", "2"]
        assert rows[2] == ["08:00", "Halvern", "1", "·", "·", "·"]
        assert "read as rent" in run.status
        assert "2 queries" in run.shown("#reading")


@covers("searches.save")
async def test_a_query_of_the_log_is_run_again_or_saved(project: FakeProject) -> None:
    logged(project)
    async with running(project) as run:
        await opened_page(run, "tab", "s", *"All of it", "enter")
        assert "Saved the search All of it." in run.status
        assert ("All of it", "rent") in names(project)
        await run.press("enter")
        assert run.screen.searching.query == "rent"


async def test_what_nobody_met_comes_first_of_what_was_left_out(project: FakeProject) -> None:
    logged(project)
    async with running(project) as run:
        page = await opened_page(run, "tab", "tab")
        rows = [row.strip(" ▌") for row in run.rows("#rows")]
        assert rows[0].split() == ["Neither", "found", "nor", "opened", "1"]
        assert rows[3].split() == ["Found", "by", "a", "query,", "never", "opened", "2"]
        assert "1 of 4 documents read, 2 queries were asked again" in run.shown("#reading")
        await run.press("j", "enter")
        assert run.app.screen is not page
        assert run.screen.document is not None
        assert run.screen.document.id in (MINUTES, LETTER)


@covers("searches.find")
async def test_the_filter_leaves_the_rows_with_these_words(project: FakeProject) -> None:
    logged(project)
    async with running(project) as run:
        await opened_page(run, "slash", *"ber", "enter")
        rows = [row.strip(" ▌").split() for row in run.rows("#rows")[:3]]
        assert rows == [
            ["The", "berth", "not", "looked", "at", "yet", "3", "documents"],
            ["berth", "sorted", "by", "date"],
            [],
        ]
        await run.press("tab", "slash", *"halv", "enter")
        assert "Halvern" in run.shown("#rows")
        assert "09:00" not in run.shown("#rows")
        await run.press("f", *"zzz")
        assert "Nothing here has these words." in run.shown("#rows")


async def test_empty_lists_say_what_leads_on(project: FakeProject) -> None:
    assert isinstance(project.searches, SavedSearches)
    for name, _ in names(project):
        project.searches.delete(name)
    async with running(project) as run:
        page = await opened_page(run)
        assert "On the main screen ctrl+s saves the query." in run.shown("#rows")
        assert page.unusable() >= {"searches.choose", "searches.edit"}
        await run.press("enter", "e", "r", "d", "s", "tab")
        assert "No search was logged yet." in run.shown("#rows")


async def test_what_cannot_be_read_is_told(project: FakeProject) -> None:
    (project.home / "searches" / "broken.json").write_text("{")
    logged(project)
    log = next((project.home / "log").iterdir())
    with log.open("a") as file:
        file.write("not a line of ours\n")
    async with running(project) as run:
        await opened_page(run)
        assert "searches/broken.json is left untouched" in run.status
        await run.press("tab")
        assert "1 line of the log could not be read." in run.status


@covers("searches.export")
@pytest.mark.parametrize(
    ("keys", "heading", "said"),
    [(("tab",), "query", "2 queries"), (("tab", "tab"), "document", "documents")],
)
async def test_the_method_record_is_written_to_a_file(
    project: FakeProject, tmp_path: Path, keys: tuple[str, ...], heading: str, said: str
) -> None:
    logged(project)
    place = tmp_path / "record.csv"
    async with running(project) as run:
        await opened_page(run, *keys)
        await run.until(lambda: "counting" not in run.shown("#reading"))
        await run.press("X")
        run.app.screen.query_one(Input).value = str(place)
        await run.press("enter")
        await run.until(lambda: "Wrote record.csv" in run.status)
        assert said in run.status
    assert place.read_text(encoding="utf-8-sig").startswith(f'"{heading}"')


async def test_saved_searches_are_not_exported(project: FakeProject) -> None:
    async with running(project) as run:
        page = await opened_page(run)
        await run.press("X")
        assert run.app.screen is page
