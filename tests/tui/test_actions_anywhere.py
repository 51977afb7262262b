"""What every action that works anywhere does, by its key."""

from __future__ import annotations

import pytest

from tests.tui.covered import covers
from tests.tui.fakes import FakeProject
from tests.tui.frame import Running, running
from workbench.tui.screens.lookup import DocumentPicker

MINUTES = "minutes-2019-board-214-txt"
LETTER = "letters-corvane-marrek-txt"
PRESS = "press-courier-txt"


def opened(run: Running) -> str:
    return run.screen.document.id if run.screen.document else ""


# -- searching


@covers("anywhere.search")
@pytest.mark.parametrize("place", ["1", "2", "3", "4"])
async def test_slash_goes_to_the_prompt_from_everywhere(project: FakeProject, place: str) -> None:
    async with running(project) as run:
        await run.open(MINUTES)
        await run.press(place, "slash")
        assert run.screen.typing
        await run.press("x", "escape")
        assert not run.screen.typing
        assert run.screen.searching.query == "x"


@covers("anywhere.next_hit", "anywhere.previous_hit")
async def test_n_and_shift_n_walk_the_hits(project: FakeProject) -> None:
    async with running(project) as run:
        await run.search("berth")
        await run.press("enter")
        assert opened(run) == LETTER
        places = []
        for key in ("n", "n", "N", "N"):
            await run.press(key)
            places.append((opened(run), run.screen.page.cursor))
        assert [document for document, _ in places] == [MINUTES, MINUTES, MINUTES, LETTER]
        assert places[0] == places[2] != places[1]


@covers("anywhere.clear_search")
async def test_clearing_the_search_lists_the_documents(project: FakeProject) -> None:
    async with running(project) as run:
        await run.search("berth")
        await run.press("escape", "ctrl+p", *"clear search", "enter")
        assert run.screen.searching.query == ""
        assert "4 documents" in run.shown("#left-head")


async def test_a_query_put_into_the_prompt_can_be_typed_on(project: FakeProject) -> None:
    async with running(project) as run:
        await run.press("slash", "b")
        run.screen.search_for("berth")
        await run.press("space", "7")
        assert run.screen.search_row.prompt.value == "berth 7"


# -- going


@covers("anywhere.open")
async def test_o_opens_a_document_by_part_of_its_name(project: FakeProject) -> None:
    async with running(project) as run:
        await run.press("o")
        assert isinstance(run.app.screen, DocumentPicker)
        await run.press(*"tender", "enter")
        assert opened(run) == PRESS
        assert run.place == "document"


@covers("anywhere.go_to")
@pytest.mark.parametrize(
    ("typed", "begins"),
    [("3", "Berth 7."), ("¶ 5", "The clerk"), ("l3", "The minutes"), (" 0007 ", "Pilotage.")],
)
async def test_colon_goes_to_a_paragraph_or_a_line(
    project: FakeProject, typed: str, begins: str
) -> None:
    async with running(project) as run:
        await run.open(MINUTES)
        await run.press("colon")
        run.app.screen.query_one("#prompt").value = typed  # type: ignore[attr-defined]
        await run.press("enter")
        assert run.screen.document is not None
        assert run.screen.document.text[run.screen.page.cursor :].startswith(begins)


@covers("anywhere.back", "anywhere.forward")
async def test_alt_left_goes_back_and_alt_right_forward(project: FakeProject) -> None:
    async with running(project) as run:
        await run.press("alt+left")
        assert "nothing to go back to" in run.status
        await run.open(LETTER)
        await run.open(MINUTES, 900)
        await run.press("alt+left")
        assert opened(run) == LETTER
        await run.press("alt+right")
        assert (opened(run), run.screen.page.cursor) == (MINUTES, 900)


@covers("anywhere.undo", "anywhere.redo")
async def test_u_undoes_and_ctrl_r_does_it_again(project: FakeProject) -> None:
    async with running(project) as run:
        await run.press("u")
        assert "There is nothing to undo." in run.status
        await run.press("ctrl+r")
        assert "There is nothing to do again." in run.status
        await run.open(MINUTES)
        await run.press("4", "G", "d")
        assert len(project.notes.annotations) == 2
        await run.press("u")
        assert len(project.notes.annotations) == 3
        assert "Undid: the last change." in run.status
        await run.press("ctrl+r")
        assert len(project.notes.annotations) == 2
        assert "Did again: the last change." in run.status
        assert "January letters" not in run.shown("#notes")


# -- the panes


@covers(
    "anywhere.focus_results",
    "anywhere.focus_document",
    "anywhere.focus_entities",
    "anywhere.focus_notes",
)
async def test_numbers_go_to_the_panes(project: FakeProject) -> None:
    async with running(project) as run:
        await run.open(MINUTES)
        places = []
        for key in "3142":
            await run.press(key)
            places.append(run.place)
        assert places == ["entities", "results", "notes", "document"]


@covers("anywhere.next_pane", "anywhere.previous_pane")
async def test_tab_goes_round_the_panes(project: FakeProject) -> None:
    async with running(project) as run:
        await run.open(MINUTES)
        await run.press("tab")
        assert run.place == "entities"
        await run.press("tab", "tab")
        assert run.place == "results"
        await run.press("shift+tab")
        assert run.place == "notes"


@covers("anywhere.zoom")
async def test_z_zooms_a_pane_and_takes_it_back(project: FakeProject) -> None:
    async with running(project) as run:
        await run.open(MINUTES)
        await run.press("z")
        assert not run.screen.results.display
        assert run.screen.page.size.width == run.app.size.width
        await run.press("z")
        assert run.screen.results.display


@covers("anywhere.toggle_sides")
@pytest.mark.parametrize("key", ["x", "backslash"])
async def test_x_hides_the_side_panes(project: FakeProject, key: str) -> None:
    async with running(project) as run:
        await run.open(MINUTES)
        await run.press("3", key)
        assert run.place == "document"
        assert not run.screen.results.display
        await run.press(key)
        assert run.screen.results.display


@covers("anywhere.narrower", "anywhere.wider")
async def test_less_and_greater_resize_the_side_pane(project: FakeProject) -> None:
    async with running(project) as run:
        await run.open(MINUTES)
        width = run.screen.results.size.width
        await run.press("greater_than_sign")
        assert run.screen.results.size.width == width + 4
        await run.press("less_than_sign", "less_than_sign")
        assert run.screen.results.size.width == width - 4
        await run.press("3")
        right = run.screen.entities.size.width
        await run.press("greater_than_sign")
        assert run.screen.entities.size.width == right + 4
