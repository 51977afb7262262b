"""What holds for every page: its keys, and the ways in and out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.covered import covers
from tests.tui.fakes import FakeProject
from tests.tui.frame import NARROW, Running, running
from tests.tui.rooms import MINUTES, PRESS, edited, furnished, shared
from workbench.tui.actions import ACTIONS, ON_PAGES, PAGES
from workbench.tui.screens.page import Page

KEYS = {action.id: action.keys for action in ACTIONS}
MOVES = ("cursor_down", "cursor_up", "page_down", "page_up", "top", "bottom")
SIZES = [(140, 42), (80, 24), (30, 8), (20, 5)]


@pytest.fixture
def project(tmp_path: Path) -> FakeProject:
    return edited(shared(furnished(tmp_path)))


def page_of(run: Running) -> Page:
    page = run.app.screen
    assert isinstance(page, Page)
    return page


async def open_page(run: Running, page: str) -> Page:
    if page == "concordance":
        await run.search("berth")
        await run.press("escape")
    await run.press(KEYS[f"anywhere.{page}"][0])
    return page_of(run)


@covers(*(f"anywhere.{page}" for page in PAGES))
@pytest.mark.parametrize("page", PAGES)
async def test_every_key_of_a_page_opens_it_and_esc_leaves_it(
    project: FakeProject, page: str
) -> None:
    async with running(project) as run:
        await run.open(MINUTES, 600)
        for key in KEYS[f"anywhere.{page}"]:
            await run.press(key)
            assert page == page_of(run).PLACE
            await run.press("escape")
            assert run.app.screen is run.screen
        assert run.place == "document"
        assert run.screen.page.cursor == 600


@pytest.mark.parametrize("page", PAGES)
async def test_the_key_of_a_page_leaves_it_again(project: FakeProject, page: str) -> None:
    async with running(project) as run:
        await open_page(run, page)
        await run.press(KEYS[f"anywhere.{page}"][0])
        assert run.app.screen is run.screen


@covers(*(f"{page}.{move}" for page in PAGES for move in MOVES))
@pytest.mark.parametrize("page", PAGES)
async def test_every_key_of_a_page_moves_its_cursor(project: FakeProject, page: str) -> None:
    async with running(project) as run:
        lines = (await open_page(run, page)).rows
        top = lines.listing.choosable(0, 1)
        bottom = lines.listing.choosable(len(lines.listing) - 1, -1)
        second = lines.listing.choosable(top + 1, 1)
        assert top < second <= bottom

        async def goes(move: str, source: int, *targets: int) -> None:
            for key in KEYS[f"{page}.{move}"]:
                lines.move_to(source)
                await run.press(key)
                assert lines.cursor in targets, (move, key)

        await goes("cursor_down", top, second)
        await goes("cursor_up", second, top)
        await goes("bottom", top, bottom)
        await goes("top", bottom, top)
        lines.styles.height = 6
        await run.rest()
        await goes("page_down", top, *range(top + 1, bottom + 1))
        await goes("page_up", bottom, *range(top, bottom))


@pytest.mark.parametrize("page", PAGES)
async def test_no_letter_gets_from_the_filter_into_the_list(
    project: FakeProject, page: str
) -> None:
    before = len(project.history.steps())  # type: ignore[attr-defined]  # the real room
    async with running(project) as run:
        shown = await open_page(run, page)
        await run.press("slash", *"dqunrm", "down", "up")
        assert shown.prompt.value == "dqunrm"
        await run.press("escape")
        assert not shown.typing
        assert shown.prompt.value == "dqunrm"
        await run.press("escape")
        assert run.app.screen is run.screen
    assert len(project.history.steps()) == before  # type: ignore[attr-defined]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("size", SIZES)
async def test_a_page_fits_every_window(
    project: FakeProject, page: str, size: tuple[int, int]
) -> None:
    async with running(project, size) as run:
        shown = await open_page(run, page)
        await run.press("G", "slash", *"te", "escape")
        for painted in ("#rows", "#status", "#footer", "#page-head"):
            assert all(len(row) <= size[0] for row in run.rows(painted))
        assert shown.has_class("tiny") == (size == (20, 5))


@pytest.mark.parametrize("page", PAGES)
async def test_what_works_on_every_page_works_here(project: FakeProject, page: str) -> None:
    assert len(ON_PAGES) == 8 + len(PAGES)
    async with running(project) as run:
        await open_page(run, page)
        await run.press("ctrl+t")
        assert "The colours are the light ones now." in run.status
        assert project.settings.changed == {"theme": "light"}
        await run.press("exclamation_mark")
        assert "light ones" in run.shown("#choices")
        await run.press("escape", "u")
        assert "Undid: " in run.status
        await run.press("ctrl+r")
        assert "Did again: " in run.status
        await run.press("f5")
        await run.until(lambda: "Nothing has changed." in run.status)
        await run.press("q")
        assert not run.app.is_running or run.app._exit


@pytest.mark.parametrize("page", PAGES)
async def test_the_help_of_a_page_begins_with_its_keys_and_does_one(
    project: FakeProject, page: str
) -> None:
    async with running(project) as run:
        await open_page(run, page)
        await run.press("question_mark")
        assert "Here, " in run.shown("#choices")
        await run.press(*"first row", "enter")
        assert page_of(run).rows.cursor == page_of(run).rows.listing.choosable(0, 1)
        await run.press("question_mark", *"Show or hide the side", "enter")
        assert run.app.screen is run.screen
        assert not run.screen.sides


@pytest.mark.parametrize("page", PAGES)
async def test_the_palette_of_a_page_opens_documents_too(project: FakeProject, page: str) -> None:
    async with running(project) as run:
        await open_page(run, page)
        await run.press("ctrl+p", *"without a tender", "enter")
        assert run.app.screen is run.screen
        assert run.screen.document is not None
        assert run.screen.document.id == PRESS


@pytest.mark.parametrize("page", PAGES)
async def test_the_footer_of_a_narrow_page_keeps_help_and_the_way_back(
    project: FakeProject, page: str
) -> None:
    async with running(project, NARROW) as run:
        await open_page(run, page)
        assert run.rows("#footer")[0].endswith("? help   esc back")


@pytest.mark.parametrize("page", PAGES)
async def test_an_action_of_a_page_is_found_from_the_main_screen(
    project: FakeProject, page: str
) -> None:
    async with running(project) as run:
        await run.press("question_mark")
        run.screen.app.screen.dismiss(f"{page}.bottom")
        await run.settle()
        assert page == page_of(run).PLACE
