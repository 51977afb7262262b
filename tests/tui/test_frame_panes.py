"""Focus, zoom, hiding and widening of panes; narrow windows and tiny ones."""

from __future__ import annotations

import pytest

from tests.tui.fakes import FakeProject
from tests.tui.frame import NARROW, running

MINUTES = "minutes-2019-board-214-txt"


async def test_numbers_give_panes_the_focus_and_their_titles_the_accent(
    project: FakeProject,
) -> None:
    async with running(project) as run:
        await run.open(MINUTES)
        for key, place in (("1", "results"), ("3", "entities"), ("4", "notes"), ("2", "document")):
            await run.press(key)
            assert run.place == place


async def test_tab_goes_round_and_back(project: FakeProject) -> None:
    async with running(project) as run:
        await run.open(MINUTES)
        seen = []
        for _ in range(4):
            await run.press("tab")
            seen.append(run.place)
        assert seen == ["entities", "notes", "results", "document"]
        await run.press("shift+tab")
        assert run.place == "results"


async def test_zoom_gives_the_pane_the_whole_body_and_takes_it_back(
    project: FakeProject,
) -> None:
    async with running(project) as run:
        await run.open(MINUTES)
        await run.press("z")
        assert run.screen.page.size.width == 140
        assert not run.screen.results.display
        await run.press("escape")
        assert run.screen.results.display
        await run.press("1", "z")
        assert run.screen.results.size.width == 140
        await run.press("2")
        assert run.screen.page.size.width < 140


async def test_side_panes_hide_and_come_back(project: FakeProject) -> None:
    async with running(project) as run:
        await run.open(MINUTES)
        await run.press("x")
        assert run.screen.page.size.width == 140
        await run.press("x")
        assert run.screen.results.size.width == 40
        await run.press("x", "1")
        assert run.screen.results.display, "a number brings a hidden pane back"


async def test_side_panes_are_widened_and_narrowed_within_reason(project: FakeProject) -> None:
    async with running(project) as run:
        await run.press("greater_than_sign")
        assert run.screen.results.size.width == 44
        await run.press("3", *["greater_than_sign"] * 30)
        assert run.screen.entities.size.width < 70
        await run.press("1", *["less_than_sign"] * 30)
        assert run.screen.results.size.width == 24


async def test_a_narrow_window_shows_the_document_alone_with_its_title_on_top(
    project: FakeProject,
) -> None:
    async with running(project, NARROW) as run:
        await run.open(MINUTES)
        assert run.screen.page.size.width == 80
        assert not run.screen.results.display
        assert not run.screen.entities.parent.display  # type: ignore[union-attr]
        assert run.rows("#title-row")[0].startswith(" Minutes of the 214th meeting")
        await run.press("3")
        assert run.screen.entities.size.height > 15, "over the text the pane has the height"
        assert not run.screen.notes.display
        await run.press("3")
        assert run.place == "document"


async def test_growing_and_shrinking_keeps_what_is_open(project: FakeProject) -> None:
    async with running(project) as run:
        await run.open(MINUTES, 500)
        await run.pilot.resize_terminal(80, 24)
        await run.settle()
        assert run.screen.narrow
        await run.pilot.resize_terminal(140, 42)
        await run.settle()
        assert run.screen.results.display
        assert run.screen.page.cursor == 500


async def test_a_tiny_window_says_so_and_harms_nothing(project: FakeProject) -> None:
    async with running(project, (20, 5)) as run:
        said = " ".join(run.shown("#too-small").split())
        assert said == "The window is too small: 30 by 8 at least."
        await run.press("j", "3", "slash", "b", "escape", "z", "x", "1")
        await run.pilot.resize_terminal(140, 42)
        await run.settle()
        assert not run.screen.query_one("#too-small").display


@pytest.mark.parametrize("width", [30, 44, 60, 79, 80, 99, 100, 101, 220])
async def test_no_row_is_wider_than_the_window(project: FakeProject, width: int) -> None:
    async with running(project, (width, 24)) as run:
        await run.open(MINUTES)
        await run.search("berth lease")
        for name in ("#reading", "#status", "#footer", "#results", "#left-head"):
            widget = run.screen.query_one(name)
            for y in range(widget.size.height):
                strip = widget.render_line(y)
                assert strip.cell_length == widget.size.width


async def test_the_footer_always_keeps_help(project: FakeProject) -> None:
    for width in (30, 50, 80, 140):
        async with running(project, (width, 24)) as run:
            await run.open(MINUTES)
            assert run.rows("#footer")[0].endswith("? help")
