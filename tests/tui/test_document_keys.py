"""The keys of the document pane: moving, selecting, and what is asked of the screen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.tui.fakes import document
from tests.tui.page import MINUTES, PaneApp, Shown, at, shown
from workbench.spans import Span, Spans
from workbench.tui.actions import of_place
from workbench.tui.document.marks import NoteMark, TagMark
from workbench.tui.document.messages import CursorMoved, PassageAction, SelectionChanged
from workbench.tui.document.pane import DocumentPane
from workbench.tui.messages import Said
from workbench.tui.themes import DARK

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
