"""The list under every pane and overlay, driven by keys and mouse, and the picker on top of it."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.screen import Screen

from workbench import resources
from workbench.tui import themes
from workbench.tui.screens.picker import Choice, Offer, Picker
from workbench.tui.text import Run
from workbench.tui.widgets.linelist import LineList
from workbench.tui.widgets.listing import Entry, Line, Listing
from workbench.tui.widgets.painted import ROLE_CLASSES


class Painting(Screen[None]):
    COMPONENT_CLASSES = ROLE_CLASSES


class ListApp(App[None]):
    CSS_PATH = [resources.styles() / f"{name}.tcss" for name in ("roles", "app", "overlay")]  # noqa: RUF012

    def __init__(self, listing: Listing) -> None:
        super().__init__()
        for theme in themes.THEMES:
            self.register_theme(theme)
        self.theme = themes.DARK
        self.listing = listing
        self.chosen: list[object] = []

    def get_default_screen(self) -> Screen[None]:
        return Painting(id="_default")

    def compose(self) -> ComposeResult:
        yield LineList(id="list")

    def on_mount(self) -> None:
        self.query_one(LineList).show(lambda width: self.listing)

    def on_line_list_chosen(self, message: LineList.Chosen) -> None:
        self.chosen.append(message.key)


def row(text: str, key: object = None) -> Entry:
    return Entry((Line((Run(text, "name"),), (Run("7", "muted"),)),), key)  # type: ignore[arg-type]


GROUPED = [row("One"), row("a", "a"), row("b", "b"), row("Two"), row("c", "c"), row("end")]


async def test_the_cursor_passes_over_headings_and_stays_within() -> None:
    app = ListApp(Listing.of(GROUPED))
    async with app.run_test(size=(30, 10)) as pilot:
        lines = app.query_one(LineList)
        await pilot.pause()
        keys = [lines.key]
        for _ in range(3):
            lines.action_cursor_down()
            keys.append(lines.key)
        assert keys == ["a", "b", "c", "c"]
        lines.action_top()
        assert lines.key == "a"
        lines.action_cursor_up()
        assert lines.key == "a"
        lines.action_bottom()
        assert lines.key == "c"


async def test_the_heading_above_the_first_entry_is_brought_into_sight() -> None:
    app = ListApp(Listing.of([row("Title"), *(row(str(n), n) for n in range(40))]))
    async with app.run_test(size=(30, 5)) as pilot:
        lines = app.query_one(LineList)
        await pilot.pause()
        lines.action_bottom()
        assert lines.scroll_offset.y == 36
        for _ in range(40):
            lines.action_cursor_up()
        assert lines.scroll_offset.y == 0
        assert "Title" in lines.render_line(0).text


async def test_what_stands_under_the_last_entry_comes_into_sight_with_it() -> None:
    app = ListApp(Listing.of([*(row(str(n), n) for n in range(9)), row("x"), row("broken file")]))
    async with app.run_test(size=(30, 5)) as pilot:
        lines = app.query_one(LineList)
        await pilot.pause()
        lines.action_bottom()
        await pilot.pause()
        assert (lines.key, int(lines.scroll_offset.y)) == (8, 6)
        lines.action_cursor_up()
        await pilot.pause()
        assert (lines.key, int(lines.scroll_offset.y)) == (7, 6)


async def test_a_hundred_thousand_entries_are_made_only_in_sight() -> None:
    made: set[int] = set()

    def make(index: int) -> Entry:
        made.add(index)
        return Entry((Line((Run(f"entry {index}", "name"),)), Line()), index)

    app = ListApp(Listing.alike(100_000, 2, make))
    async with app.run_test(size=(30, 20)) as pilot:
        lines = app.query_one(LineList)
        await pilot.pause()
        lines.action_bottom()
        await pilot.pause()
        assert lines.key == 99_999
        assert "entry 99999" in lines.render_line(18).text
        lines.action_page_up()
        await pilot.pause()
        assert lines.key == 99_990
        assert len(made) < 100


async def test_counts_stand_one_cell_before_the_edge_and_long_text_ends_in_an_ellipsis() -> None:
    app = ListApp(Listing.of([row("a name that is far too long for this", 1), row("short", 2)]))
    async with app.run_test(size=(20, 4)) as pilot:
        await pilot.pause()
        lines = app.query_one(LineList)
        assert [lines.render_line(y).text for y in range(2)] == [
            "▌ a name that i…  7 ",
            "  short           7 ",
        ]


async def test_the_mouse_hovers_and_chooses_but_not_headings() -> None:
    app = ListApp(Listing.of(GROUPED))
    async with app.run_test(size=(30, 10)) as pilot:
        await pilot.pause()
        await pilot.hover("#list", offset=(4, 2))
        await pilot.click("#list", offset=(4, 2))
        await pilot.click("#list", offset=(4, 3))
        await pilot.click("#list", offset=(4, 9))
        await pilot.pause()
        assert app.chosen == ["b"]
        assert app.query_one(LineList).key == "b"


async def test_an_empty_list_takes_every_key() -> None:
    app = ListApp(Listing.of([]))
    async with app.run_test(size=(30, 10)) as pilot:
        lines = app.query_one(LineList)
        await pilot.pause()
        for move in ("cursor_down", "cursor_up", "page_down", "page_up", "top", "bottom", "choose"):
            getattr(lines, f"action_{move}")()
        assert lines.key is None


async def test_a_narrower_list_is_laid_out_again_with_the_cursor_where_it_was() -> None:
    app = ListApp(Listing.of(GROUPED))
    async with app.run_test(size=(30, 10)) as pilot:
        lines = app.query_one(LineList)
        await pilot.pause()
        lines.action_cursor_down()
        await pilot.resize_terminal(12, 4)
        await pilot.pause()
        assert lines.key == "b"
        assert all(lines.render_line(y).cell_length == 12 for y in range(4))


def choices(count: int) -> list[Choice]:
    names = ["harbour", "ledger", "minutes", "café"]
    return [Choice(n, f"{names[n % 4]} {n}", "detail", str(n)) for n in range(count)]


class Four(Picker[int]):
    TITLE_WORDS = "Choose"


async def test_a_picker_filters_as_one_types_and_hands_back_what_is_chosen() -> None:
    app = ListApp(Listing.of([]))
    answers: list[int | None] = []
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(Four(Offer.of(choices(8))), answers.append)
        await pilot.pause()
        await pilot.press(*"cafe", "down", "enter")
        await pilot.pause()
        assert answers == [7]


async def test_a_picker_left_by_escape_or_beside_the_box_hands_back_nothing() -> None:
    app = ListApp(Listing.of([]))
    answers: list[int | None] = []
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(Four(Offer.of(choices(8))), answers.append)
        await pilot.pause()
        await pilot.press("x", "escape")
        app.push_screen(Four(Offer.of(choices(8))), answers.append)
        await pilot.pause()
        await pilot.click(offset=(1, 1))
        await pilot.pause()
        assert answers == [None, None]


async def test_enter_before_a_long_ranking_is_done_chooses_from_its_result() -> None:
    app = ListApp(Listing.of([]))
    answers: list[int | None] = []
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(Four(Offer.of(choices(20_000))), answers.append)
        await pilot.pause()
        await pilot.press(*"cafe 19", "enter")
        await app.workers.wait_for_complete()
        for _ in range(200):
            await pilot.pause()
            if answers:
                break
        assert answers == [19]


async def test_a_picker_fits_into_a_tiny_window() -> None:
    app = ListApp(Listing.of([]))
    async with app.run_test(size=(20, 5)) as pilot:
        app.push_screen(Four(Offer.of(choices(8))))
        await pilot.pause()
        await pilot.press("down", "x", "escape")
        await pilot.pause()
        assert len(app.screen_stack) == 1
