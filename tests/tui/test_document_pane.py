"""The document pane, driven by key and mouse, and what it draws."""

from __future__ import annotations

import unicodedata
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

import pytest
from rich.cells import get_character_cell_size
from rich.style import Style
from textual import events
from textual.app import App, ComposeResult
from textual.message import Message
from textual.pilot import Pilot
from textual.strip import Strip

from tests.tui.fakes import document
from workbench.model import Document, Span, Spans
from workbench.resources import styles
from workbench.tui.actions import of_place
from workbench.tui.document.marks import NoteMark, TagMark
from workbench.tui.document.messages import CursorMoved, PassageAction, SelectionChanged
from workbench.tui.document.pane import DocumentPane
from workbench.tui.messages import Said
from workbench.tui.themes import ANSI, DARK, LIGHT, THEMES

MINUTES = """The Chair opened the meeting. Mr. Brandt was late.

The minutes were read and signed by all who had been there on the day before. Nobody objected.

Berth 7. He proposed a rent of 41,000 crowns a year, and asked the Board to waive the tender \
because no other party had shown an interest in the berth.

Resolved, that the berth be let."""


class PaneApp(App[None]):
    CSS_PATH = [styles() / "document.tcss"]  # noqa: RUF012

    def __init__(self, theme: str) -> None:
        super().__init__()
        for known in THEMES:
            self.register_theme(known)
        self.theme = theme
        self.posted: list[Message] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(THEMES[0].variables)

    def compose(self) -> ComposeResult:
        yield DocumentPane()

    def on_mount(self) -> None:
        self.query_one(DocumentPane).focus()

    def on_cursor_moved(self, message: CursorMoved) -> None:
        self.posted.append(message)

    def on_selection_changed(self, message: SelectionChanged) -> None:
        self.posted.append(message)

    def on_passage_action(self, message: PassageAction) -> None:
        self.posted.append(message)

    def on_said(self, message: Said) -> None:
        self.posted.append(message)


@dataclass
class Shown:
    """The pane under test and what it shows."""

    app: PaneApp
    pilot: Pilot[None]

    @property
    def pane(self) -> DocumentPane:
        return self.app.query_one(DocumentPane)

    def strips(self) -> list[Strip]:
        return [self.pane.render_line(y) for y in range(self.pane.size.height)]

    @property
    def lines(self) -> list[str]:
        return [strip.text.rstrip() for strip in self.strips()]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def style_of(self, words: str) -> Style:
        """The style in which a run of text is drawn."""
        for strip in self.strips():
            for text, style, _ in strip:
                if text.strip() == words and style is not None:
                    return style
        raise AssertionError(f"{words!r} is not drawn as one run in:\n{self.text}")

    def last(self, kind: type[Message]) -> Message:
        return next(message for message in reversed(self.app.posted) if isinstance(message, kind))

    @property
    def selected(self) -> str:
        span = self.pane.selection
        return self.pane.reader.text[slice(*span)] if span else ""

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()


@asynccontextmanager
async def shown(
    text: str = MINUTES,
    size: tuple[int, int] = (80, 30),
    theme: str = DARK,
    opened: Document | None = None,
) -> AsyncIterator[Shown]:
    app = PaneApp(theme)
    async with app.run_test(size=size) as pilot:
        one = opened or document(
            "minutes/214.txt",
            text,
            "Minutes of the 214th meeting",
            "2019-03-12",
            "Harbour Authority",
        )
        app.query_one(DocumentPane).show(one)
        await pilot.pause()
        yield Shown(app, pilot)


def cells(strip: Strip) -> int:
    """Cells that a terminal counts, character by character, in what is drawn."""
    return sum(get_character_cell_size(character) for character in strip.text)


def at(words: str, text: str = MINUTES) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


@asynccontextmanager
async def marked(theme: str) -> AsyncIterator[Shown]:
    """The minutes with one word in each of the states that `states` gives the style of."""
    async with shown(theme=theme) as page:
        pane = page.pane
        pane.set_hits(Spans([at("rent"), at("tender"), at("Resolved")]), at("tender"))
        pane.set_tags([TagMark(at("41,000 crowns"), 2, "r", "money/rent")])
        pane.set_mentions(Spans([at("Brandt")]))
        pane.go(0, select=at("Resolved, that the"))
        yield page


def states(page: Shown) -> dict[str, Style]:
    """The style of every state that a stretch of text can be in."""
    words = {
        "plain": "was late.",
        "mention": "Brandt",
        "tag": "41,000 crowns",
        "hit": "rent",
        "current hit": "tender",
        "selection": ", that th",
        "hit in the selection": "Resolved",
        "caret": "e",
    }
    return {state: page.style_of(word) for state, word in words.items()}


# -- what is drawn


async def test_the_title_stands_above_the_numbered_paragraphs() -> None:
    async with shown() as page:
        assert page.lines[1:8] == [
            "   2    Minutes of the 214th meeting",
            "        Harbour Authority · 12 March 2019",
            "        minutes/214.txt · 4 paragraphs",
            "",
            "   1    The Chair opened the meeting. Mr. Brandt was late.",
            "",
            "   2    The minutes were read and signed by all who had been there on the day",
        ]


async def test_what_there_is_to_know_of_the_file_stands_under_the_title() -> None:
    async with shown() as page:
        page.pane.extras = ["The file has changed since it was read."]
        assert page.lines[4] == "        The file has changed since it was read."
        page.pane.compact = True
        assert page.lines[0] == "        The file has changed since it was read."
        page.pane.extras = []
        assert page.lines[0].startswith("   1    The Chair")


async def test_hits_tags_mentions_and_notes_look_different() -> None:
    async with shown() as page:
        pane = page.pane
        pane.set_hits(Spans([at("rent"), at("tender")]), at("tender"))
        pane.set_tags([TagMark(at("41,000 crowns"), 2, "r", "money/rent")])
        pane.set_mentions(Spans([at("Brandt")]))
        pane.set_notes([NoteMark(at("Nobody objected"), "Who was there?")])
        styles_of = [page.style_of(w) for w in ("rent", "tender", "41,000 crowns", "Brandt")]
        assert len({*map(str, styles_of)}) == 4
        assert page.style_of("rent").bold
        assert page.style_of("Brandt").underline
        assert page.style_of("Nobody objected").bgcolor != page.style_of("Brandt").bgcolor
        flag = next(line for line in page.lines if "41,000" in line)
        assert flag[5] == "r"
        sign = next(line for line in page.lines if "Nobody" in line)
        assert sign[6] == "≡"
        await page.press("H", "E", "T")
        plain = page.style_of("The Chair opened the meeting. Mr. Brandt was late."[1:])
        assert {str(style) for text, style, _ in page.strips()[11] if text.strip()} == {str(plain)}
        assert "≡" not in page.text


async def test_tags_that_start_together_each_show_their_letter() -> None:
    async with shown() as page:
        both = at("He proposed a rent of 41,000 crowns a year, and asked the Board to waive")
        page.pane.set_tags([TagMark(both, 1, "r", "rent"), TagMark(both, 2, "w", "waived")])
        first = next(y for y, line in enumerate(page.lines) if "He proposed" in line)
        assert sorted(page.lines[first][4:6]) == ["r", "w"]
        assert page.lines[first + 1][4:6] == "▌▌"


async def test_a_selection_lies_over_everything_and_the_caret_over_it() -> None:
    async with shown() as page:
        pane = page.pane
        pane.set_hits(Spans([at("rent")]), at("rent"))
        pane.go(0, select=at("proposed a rent of"))
        assert page.style_of("proposed a").bgcolor == page.style_of("rent").bgcolor
        assert page.style_of("rent").underline
        assert page.style_of("f").bgcolor != page.style_of("rent").bgcolor


async def test_a_wide_pane_names_tags_and_notes_beside_the_text() -> None:
    async with shown(size=(160, 30)) as page:
        page.pane.set_tags([TagMark(at("rent"), 2, "r", "money/rent")])
        page.pane.set_notes([NoteMark(at("Resolved"), "Compare with January.")])
        assert any(line.endswith("r money/rent") for line in page.lines)
        assert any(line.endswith("≡ Compare with January.") for line in page.lines)


@pytest.mark.parametrize("theme", [DARK, LIGHT, ANSI, "nord", "ansi-dark"])
async def test_every_theme_draws_every_mark(theme: str) -> None:
    async with shown(theme=theme) as page:
        page.pane.set_hits(Spans([at("rent")]), None)
        page.pane.set_tags([TagMark(at("He proposed"), n, "r", "t") for n in range(1, 7)])
        assert page.style_of("rent") != page.style_of("of 41,000 crowns a year, and asked the")


@pytest.mark.parametrize("theme", [DARK, LIGHT, ANSI])
async def test_every_state_of_the_text_looks_different(theme: str) -> None:
    async with marked(theme) as page:
        looks = {str(style) for style in states(page).values()}
        assert len(looks) == len(states(page))


@pytest.mark.parametrize("theme", [DARK, ANSI])
async def test_every_state_of_the_text_is_told_without_colours(
    theme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with marked(theme) as page:
        styles_of = states(page)
        del styles_of["hit in the selection"]  # looks like the current hit, which is elsewhere
        looks = {str(style.without_color) for style in styles_of.values()}
        assert len(looks) == len(styles_of)


async def test_another_theme_is_drawn_at_once() -> None:
    async with shown() as page:
        before = page.style_of("The Chair opened the meeting. Mr. Brandt was late."[1:])
        page.app.theme = LIGHT
        await page.pilot.pause()
        after = page.style_of("The Chair opened the meeting. Mr. Brandt was late."[1:])
        assert before.bgcolor != after.bgcolor


async def test_no_character_of_a_document_is_control_or_markup() -> None:
    hostile = (
        "\x1b[2J\x07 \x9b31m [bold]no[/bold] [@click=app.quit]x[/] \u202eabc \u2066x \ud800 \x00"
    )
    async with shown(hostile, opened=document("\x1b.txt", hostile, "[red]T\x1b[0m")) as page:
        drawn = "".join(strip.text for strip in page.strips())
        assert "[bold]no[/bold] [@click=app.quit]x[/]" in drawn
        body = "".join(strip.text for strip in page.strips()[4:])
        assert not [c for c in body if unicodedata.category(c) in ("Cc", "Cf", "Cs")]


async def test_without_a_document_the_pane_says_why() -> None:
    async with shown() as page:
        page.pane.clear("Minutes of the 214th meeting", "is being read…")
        assert [line.strip() for line in page.lines[1:3]] == [
            "Minutes of the 214th meeting",
            "is being read…",
        ]
        page.pane.clear("Minutes", "The file cannot be read.", failed=True)
        assert page.style_of("The file cannot be read.").color is not None
        page.pane.clear()
        assert not page.text.strip()
        await page.press("j", "space", "G", "w", "s", "p", "v", "t", "m", "full_stop", "escape")
        assert page.pane.document is None


@pytest.mark.parametrize("size", [(1, 1), (2, 3), (9, 2), (20, 5), (36, 4), (99, 1), (300, 90)])
async def test_any_size_will_do(size: tuple[int, int]) -> None:
    async with shown(size=size) as page:
        pane = page.pane
        pane.set_hits(Spans([at("rent")]), at("rent"))
        pane.set_tags([TagMark(at("He proposed"), 1, "r", "money")])
        pane.set_notes([NoteMark(at("Resolved"), "Compare.")])
        for key in ("j", "v", "s", "space", "G", "o", "g", "escape"):
            await page.press(key)
            assert set(map(cells, page.strips())) == {size[0]}


HOSTILE = {
    "stand-ins": "␛[2J␛]0;title␇ � �abc� " * 200,
    "markup": "[bold]no[/bold] [@click=app.quit]x[/] [/nope] {x} $x [[" * 200,
    "a million marks": "a" + "\u0301" * 1_000_000,
    "marks alone": "\u0301\n\n\u0489\u20dd",
    "joiners": "👨\u200d" * 5000 + "\u200d" * 5000 + "a\u200db",
    "nothing to see": "\u200b\u200b\n\n\u00ad\n\n\ufe0f\u2060" * 50,
    "flags": "🇬" * 999,
    "directions": "שלום berth مرحبا \u200f\u200e" * 99,
    "tabs": "\t\ta\t語\t\n\n\t語\tb" * 99,
    "wide": "語" * 4999 + "！" * 999,
    "a long line": "x" * 100_000 + " " * 100_000 + "y" * 10_000,
    "nothing": "",
}


@pytest.mark.parametrize("name", HOSTILE)
async def test_no_text_breaks_the_pane_or_its_width(name: str) -> None:
    text = HOSTILE[name]
    everything = Span(0, len(text))
    for size in ((100, 24), (21, 6), (3, 2)):
        async with shown(text, size=size) as page:
            page.pane.set_hits(Spans([everything]), everything)
            page.pane.set_mentions(Spans([everything]))
            page.pane.set_tags([TagMark(everything, 1, "r", text[:99])])
            page.pane.set_notes([NoteMark(everything, text[:99])])
            for action in (*of_place("document"), *of_place("selection")):
                getattr(page.pane, f"action_{action.method}")()
                assert set(map(cells, page.strips())) == {size[0]}, action.id


async def test_a_cursor_movement_redraws_two_rows() -> None:
    async with shown() as page:
        drawn: list[int] = []
        draw = page.pane.render_line
        page.pane.render_line = lambda y: drawn.append(y) or draw(y)  # type: ignore[method-assign, func-returns-value]
        await page.press("l")
        assert drawn == [5]


# -- moving

ROWS = "one two\n\nthree four\n\nfive six\n\nseven eight"


@pytest.mark.parametrize(
    ("keys", "word"),
    [
        ("j", "three"), ("down,down", "five"), ("j,k", "one"), ("G,up", "x"), ("l,l", "e two"),
        ("right,left", "one"), ("w", "two"), ("w,w", "three"), ("w,w,ctrl+left", "two"),
        ("ctrl+right,ctrl+left", "one"), ("end", "o\n"), ("end,0", "one"), ("dollar_sign", "o\n"),
        ("end,home", "one"), ("J", "three"), ("J,J,K", "three"), ("l,K", "one"),
        ("G", "t"), ("G,g", "one"), ("ctrl+end,ctrl+home", "one"), ("j,h", "o\n"),
    ],
)  # fmt: skip
async def test_keys_move_the_cursor(keys: str, word: str) -> None:
    async with shown(ROWS) as page:
        await page.press(*keys.split(","))
        assert ROWS[page.pane.cursor :].startswith(word)


@pytest.mark.parametrize(
    ("down", "up"), [("space", "b"), ("pagedown", "pageup"), ("ctrl+d", "ctrl+u")]
)
async def test_pages_go_down_and_up(down: str, up: str) -> None:
    text = "\n\n".join(f"Paragraph {number}." for number in range(200))
    async with shown(text) as page:
        first = page.lines
        await page.press(down)
        assert page.lines != first
        assert page.pane.cursor > 0
        for _ in range(3):
            await page.press(up)
        assert page.lines[1] == first[1]


async def test_the_screen_is_told_where_the_cursor_is() -> None:
    opened = document("a.txt", ROWS)
    paged = replace(opened, pages=Spans([(0, 9), (9, len(ROWS))]))
    async with shown(opened=paged) as page:
        await page.press("j")
        assert page.last(CursorMoved) == CursorMoved(9, 2, 2)


async def test_a_position_is_brought_into_sight_when_the_pane_has_a_size() -> None:
    text = "\n\n".join(f"Paragraph {number}." for number in range(200))
    app = PaneApp(DARK)
    async with app.run_test(size=(60, 20)) as pilot:
        pane = app.query_one(DocumentPane)
        pane.display = False
        await pilot.pause()
        pane.show(document("a.txt", text), text.index("Paragraph 150"))
        assert pane.cursor == text.index("Paragraph 150")
        pane.display = True
        await pilot.pause()
        assert "Paragraph 150" in Shown(app, pilot).text


async def test_the_reading_place_stays_when_the_size_changes() -> None:
    text = "\n\n".join(f"Paragraph {number} " + "word " * 30 for number in range(60))
    async with shown(text) as page:
        page.pane.go(text.index("Paragraph 30"))
        before = page.lines
        for size in ((100, 30), (33, 12), (3, 1), (200, 50), (80, 30)):
            await page.pilot.resize_terminal(*size)
            await page.pilot.pause()
            assert page.pane.reader.window.shows(page.pane.cursor)
        assert page.lines == before


# -- selecting


@pytest.mark.parametrize(
    ("keys", "selected"),
    [
        ("v", "T"), ("v,l,l", "The"), ("v,w", "The"), ("v,w,w", "The Chair"), ("v,w,w,b", "The"),
        ("s", "The Chair opened the meeting."), ("v,s", "The Chair opened the meeting."),
        ("s,s", "The Chair opened the meeting. Mr. Brandt was late."), ("s,v", ""),
        ("p", "The Chair opened the meeting. Mr. Brandt was late."), ("v,escape", ""),
        ("shift+right,shift+right", "Th"), ("w,shift+left", " "), ("v,end", MINUTES[:50]),
        ("w,v,l,o,h", " Ch"), ("v,G", MINUTES), ("shift+down,shift+up", "T"),
    ],
)  # fmt: skip
async def test_keys_select(keys: str, selected: str) -> None:
    async with shown() as page:
        await page.press(*keys.split(","))
        assert page.selected == selected


async def test_the_screen_is_told_what_is_selected() -> None:
    async with shown() as page:
        await page.press("s")
        assert page.last(SelectionChanged) == SelectionChanged(Span(0, 29), 5)
        await page.press("escape")
        assert page.last(SelectionChanged) == SelectionChanged(None, 0)


async def test_words_of_a_huge_selection_are_not_counted_at_every_key() -> None:
    async with shown("word " * 100_000) as page:
        await page.press("v", "G")
        assert page.last(SelectionChanged) == SelectionChanged(page.pane.selection, None)


async def test_going_elsewhere_drops_the_selection() -> None:
    async with shown() as page:
        await page.press("s")
        page.pane.go(60)
        assert page.pane.selection is None


# -- asking the screen


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("t", "tag"), ("a", "annotate"), ("e", "edit_note"), ("d", "delete_note"),
        ("y", "copy_citation"), ("Y", "copy_reference"), ("c", "choose_style"),
    ],
)  # fmt: skip
async def test_what_is_done_to_a_passage_is_asked_of_the_screen(key: str, name: str) -> None:
    async with shown() as page:
        await page.press("l", key)
        assert page.last(PassageAction) == PassageAction(f"document.{name}", Span(0, 50), 1)
        await page.press("v", "w", key)
        assert page.last(PassageAction) == PassageAction(f"document.{name}", Span(1, 3), 2)


async def test_mentions_and_notes_are_walked() -> None:
    async with shown() as page:
        page.pane.set_mentions(Spans([at("Chair"), at("Board")]))
        page.pane.set_tags([TagMark(at("Berth 7"), 1, "b", "berth")])
        page.pane.set_notes([NoteMark(at("Resolved"), "n")])
        for key in ("m", "right_curly_bracket"):
            await page.press(key)
        assert page.pane.cursor == at("Board").start
        await page.press("m")
        assert page.last(Said) == Said("No mention after this one.")
        await page.press("M")
        assert page.pane.cursor == at("Chair").start
        await page.press("full_stop", "right_square_bracket")
        assert page.pane.cursor == at("Resolved").start
        await page.press("comma", "left_square_bracket")
        assert page.pane.cursor == at("Berth 7").start
        assert page.last(Said) == Said("No tag or note before this one.")


async def test_without_marks_walking_says_so() -> None:
    async with shown() as page:
        await page.press("left_curly_bracket")
        assert page.last(Said) == Said("No mention is marked in this document.")


async def test_every_key_of_the_table_does_something() -> None:
    text = "\n\n".join(f"One of two. Paragraph {number} is here." for number in range(200))
    middle = text.index("Paragraph 100")
    around = [Span(start, start + 9) for start in (10, middle - 400, middle + 400)]
    async with shown(text) as page:
        page.pane.set_mentions(Spans(around))
        page.pane.set_notes([NoteMark(span, "") for span in around])
        for action in (*of_place("document"), *of_place("selection")):
            for key in action.keys:
                page.pane.go(middle)
                await page.press("escape", *(["v", "w"] if action.place == "selection" else []))
                page.app.posted.clear()
                await page.press(key)
                assert page.app.posted, f"{key} for {action.id}"


# -- the mouse


async def test_a_click_puts_the_cursor_and_two_select_a_word() -> None:
    async with shown() as page:
        await page.pilot.click(DocumentPane, offset=(14, 5))
        assert page.pane.cursor == 6
        assert page.pane.selection is None
        await page.pilot.click(DocumentPane, offset=(14, 5), times=2)
        assert page.selected == "Chair"
        await page.pilot.click(DocumentPane, offset=(14, 5), times=3)
        assert page.selected == MINUTES[:50]


async def test_a_drag_selects_both_its_ends() -> None:
    async with shown() as page:
        await page.pilot.mouse_down(DocumentPane, offset=(8, 5))
        await page.pilot.hover(DocumentPane, offset=(10, 5))
        await page.pilot.mouse_up(DocumentPane, offset=(10, 5))
        assert page.selected == "The"
        await page.pilot.hover(DocumentPane, offset=(30, 5))
        assert page.selected == "The"


async def test_a_click_beside_the_text_takes_the_nearest() -> None:
    async with shown() as page:
        await page.pilot.click(DocumentPane, offset=(77, 5))
        assert page.pane.cursor == 49
        await page.pilot.click(DocumentPane, offset=(3, 6))
        assert page.pane.cursor == at("The minutes").start
        await page.pilot.click(DocumentPane, offset=(20, 29))
        assert page.pane.cursor >= at("Resolved").start


async def test_the_wheel_and_the_thumb_scroll() -> None:
    text = "\n\n".join(f"Paragraph {number}." for number in range(200))
    async with shown(text) as page:
        await page.pilot._post_mouse_events([events.MouseScrollDown], DocumentPane, (9, 9), 0)
        assert "Minutes of" not in page.text
        await page.pilot._post_mouse_events([events.MouseScrollUp], DocumentPane, (9, 9), 0)
        assert "Minutes of" in page.text
        await page.pilot.mouse_down(DocumentPane, offset=(79, 15))
        assert "Paragraph 10" in page.text
        await page.pilot.hover(DocumentPane, offset=(79, 29))
        await page.pilot.mouse_up(DocumentPane, offset=(79, 29))
        assert "Paragraph 199." in page.text
        assert page.pane.selection is None


async def test_holding_the_mouse_below_the_pane_scrolls_on() -> None:
    text = "\n\n".join(f"Paragraph {number}." for number in range(200))
    async with shown(text) as page:
        pane = page.pane
        await page.pilot.mouse_down(DocumentPane, offset=(9, 5))
        pane._outside = 1
        for _ in range(50):
            pane._scroll_on()
        await page.pilot.mouse_up(DocumentPane, offset=(9, 29))
        assert pane.selection is not None
        assert pane.selection.start < 10
        assert page.selected.count("Paragraph") > 20
