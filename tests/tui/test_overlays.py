"""What holds for every overlay: it opens, takes typing and bad input, and esc leaves no trace."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from textual.screen import ModalScreen
from textual.widgets import Input

from tests.tui.fakes import FakeProject
from tests.tui.frame import Running, running
from workbench.tui.screens.lists import Copies, Messages, Skipped, StylePicker
from workbench.tui.screens.picker import Picker

MINUTES = "minutes-2019-board-214-txt"
OPENED_BY = {
    "help": "question_mark",
    "palette": "ctrl+p",
    "open": "o",
    "go to": "colon",
    "tags": "t",
    "styles": "c",
    "copies": "C",
    "skipped": "i",
    "messages": "exclamation_mark",
}
FILTERED_BY = {"help": "copy", "palette": "copy", "open": "tender", "tags": "rent"}
SIZES = [(140, 42), (80, 24), (30, 8), (20, 5)]


@dataclass(frozen=True)
class State:
    """What an overlay that is left must not have changed."""

    document: str
    cursor: int
    query: str
    place: str
    zoomed: bool
    notes: tuple[str, ...]
    copied: tuple[str, ...]
    style: str | None

    @classmethod
    def of(cls, run: Running, project: FakeProject) -> State:
        screen = run.screen
        return cls(
            screen.document.id if screen.document else "",
            screen.page.cursor,
            screen.searching.query,
            screen.place,
            screen.zoomed,
            tuple(project.notes.annotations),
            tuple(project.clipboard_used.copied),
            screen.copying.style,
        )


@pytest.mark.parametrize("key", OPENED_BY.values(), ids=OPENED_BY)
async def test_escape_leaves_an_overlay_with_nothing_changed(
    project: FakeProject, key: str
) -> None:
    async with running(project) as run:
        await run.open(MINUTES, 600)
        before = State.of(run, project)
        await run.press(key)
        assert isinstance(run.app.screen, ModalScreen)
        await run.press(*"ab", "down", "pagedown", "up", "escape")
        assert run.app.screen is run.screen
        assert State.of(run, project) == before


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_overlays_open_and_close_in_every_window(
    project: FakeProject, size: tuple[int, int]
) -> None:
    async with running(project, size) as run:
        await run.open(MINUTES)
        for key in (*OPENED_BY.values(), "a"):
            await run.press(key)
            assert isinstance(run.app.screen, ModalScreen)
            box = run.app.screen.query_one("#box").region
            assert run.app.screen.region.contains_region(box), key
            await run.press("escape")
            assert run.app.screen is run.screen, key


@pytest.mark.parametrize("name", FILTERED_BY)
async def test_typing_leaves_what_matches(project: FakeProject, name: str) -> None:
    async with running(project) as run:
        await run.open(MINUTES)
        await run.press(OPENED_BY[name])
        picker = run.app.screen
        assert isinstance(picker, Picker)
        all_of_it = len(picker._found)
        await run.press(*FILTERED_BY[name])
        assert 0 < len(picker._found) < all_of_it
        assert f"{len(picker._found)} match" in run.shown("#prompt-count")
        await run.press("ctrl+u")
        assert len(picker._found) == all_of_it


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("help", "No key does that."),
        ("palette", "No action and no document is called that."),
        ("open", "No document has that in its title or path."),
    ],
)
async def test_where_nothing_matches_a_sentence_says_so_and_enter_does_nothing(
    project: FakeProject, name: str, said: str
) -> None:
    async with running(project) as run:
        await run.open(MINUTES)
        await run.press(OPENED_BY[name])
        front = run.app.screen
        front.query_one("#prompt", Input).value = "zzqx"
        await run.press("enter")
        assert said in run.shown("#choices")
        assert run.app.screen is front


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Type a number, p and a number, or l and a number."),
        ("berth", "Type a number"),
        ("-1", "Type a number"),
        ("0", "There is no paragraph 0; there are 7."),
        ("8", "There is no paragraph 8; there are 7."),
        ("999999999999", "There is no paragraph 999,999,999,999; there are 7."),
        ("p1", "This document has no pages."),
        ("l99", "There is no line 99; there are 13."),
        ("l0", "There is no line 0"),
    ],
)
async def test_a_place_that_is_not_there_is_told(
    project: FakeProject, typed: str, said: str
) -> None:
    async with running(project) as run:
        await run.open(MINUTES, 600)
        await run.press("colon")
        run.app.screen.query_one("#prompt", Input).value = typed
        await run.press("enter")
        assert said in run.shown("#said")
        await run.press("x")
        assert run.shown("#said").strip() == "", "it goes as one types on"
        await run.press("escape")
        assert run.screen.page.cursor == 600


async def test_without_a_document_there_is_nowhere_to_go(project: FakeProject) -> None:
    async with running(project) as run:
        await run.press("colon")
        assert "No document is open." in run.status


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: Copies([]), "Nothing was copied yet."),
        (lambda: Skipped([]), "Every file was read."),
        (lambda: Skipped([], so_far=True), "No file was left out so far."),
        (lambda: Messages([]), "Nothing was said yet."),
    ],
)
async def test_an_empty_list_says_so(
    project: FakeProject, make: Callable[[], ModalScreen[object]], said: str
) -> None:
    async with running(project) as run:
        await run.app.push_screen(make())
        await run.press("enter")
        assert said in run.shown("#choices")
        await run.press("escape")
        assert run.app.screen is run.screen


async def test_the_present_form_of_citations_is_marked(project: FakeProject) -> None:
    async with running(project) as run:
        await run.app.push_screen(StylePicker({"a": "First", "b": "Second"}, "b"))
        await run.settle()
        first, second, *_ = run.rows("#choices")
        assert "▪" not in first
        assert "▪ Second" in second


async def test_an_action_chosen_in_the_help_goes_to_its_place_first(project: FakeProject) -> None:
    async with running(project) as run:
        await run.open(MINUTES)
        await run.press("question_mark", *"sort by", "enter")
        assert run.place == "results"
        assert run.screen.searching.order == "date"


async def test_an_action_for_a_selection_says_that_nothing_is_selected(
    project: FakeProject,
) -> None:
    async with running(project) as run:
        await run.open(MINUTES)
        await run.press("question_mark", *"other end of the selection", "enter")
        assert "Nothing is selected. v starts." in run.status


async def test_a_click_beside_the_box_leaves(project: FakeProject) -> None:
    async with running(project) as run:
        await run.open(MINUTES)
        await run.press("question_mark")
        await run.pilot.click(offset=(1, 1))
        await run.settle()
        assert run.app.screen is run.screen


@pytest.mark.parametrize("key", ["down", "j"])
async def test_the_arrows_move_the_cursor_of_an_overlay_without_a_prompt(
    project: FakeProject, key: str
) -> None:
    async with running(project) as run:
        await run.open(MINUTES)
        await run.press("c", "g", key)
        assert run.app.screen.query_one("#choices").cursor == 1  # type: ignore[attr-defined]
