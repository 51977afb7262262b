"""Finding in the open document alone."""

from __future__ import annotations

from tests.tui.fakes import FakeProject
from tests.tui.frame import Running, running
from workbench.tui.screens.lists import Ask

MINUTES = "minutes-2019-board-214-txt"
RENTS = r"\d\d+,000"


async def find(run: Running, typed: str) -> None:
    await run.press("f")
    assert isinstance(run.app.screen, Ask)
    await run.press("ctrl+a", "ctrl+k", *typed, "enter")


def word(run: Running) -> str:
    assert run.screen.document is not None
    return run.screen.document.text[run.screen.page.cursor :].split(" ")[0]


async def test_f_finds_an_expression_and_n_walks_it_round(project: FakeProject) -> None:
    async with running(project) as run:
        await run.open(MINUTES)
        await find(run, RENTS)
        assert "2 places found" in run.status
        assert word(run) == "41,000"
        await run.press("n")
        assert word(run) == "190,000"
        assert "found 2 of 2" in run.status
        await run.press("n")
        assert word(run) == "41,000"
        await run.press("N")
        assert word(run) == "190,000"


async def test_esc_brings_the_hits_of_the_query_back(project: FakeProject) -> None:
    async with running(project) as run:
        await run.search("berth")
        await run.press("enter")
        hits = run.screen.reading.hits
        await find(run, RENTS)
        assert run.screen.page.marks.hits == run.screen.reading.hits != hits
        await run.press("escape")
        assert run.screen.reading.hits == hits
        assert run.place == "document"


async def test_what_is_not_there_changes_nothing(project: FakeProject) -> None:
    async with running(project) as run:
        await run.search("berth")
        await run.press("enter")
        hits, cursor = run.screen.reading.hits, run.screen.page.cursor
        await find(run, "brakwater")
        assert "brakwater is not in this document." in run.status
        assert run.screen.reading.hits == hits
        assert run.screen.page.cursor == cursor


async def test_nothing_to_find_is_said_in_the_question(project: FakeProject) -> None:
    async with running(project) as run:
        await run.open(MINUTES)
        await run.press("f", "enter")
        assert isinstance(run.app.screen, Ask)
        assert "There is nothing to find." in run.shown("#said")


async def test_another_document_has_the_hits_of_the_query(project: FakeProject) -> None:
    async with running(project) as run:
        await run.search("lease")
        await run.press("enter")
        await find(run, RENTS)
        await run.open("press-courier-txt")
        assert not run.screen.reading.within
        assert len(run.screen.reading.hits) == 1


async def test_what_is_typed_next_takes_the_place_of_what_was_found_before(
    project: FakeProject,
) -> None:
    async with running(project) as run:
        await run.open(MINUTES)
        await find(run, RENTS)
        await run.press("f", *"lease", "enter")
        assert word(run).startswith("lease")
