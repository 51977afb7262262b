"""The mouse on the document pane."""

from __future__ import annotations

from textual import events

from tests.tui.page import MINUTES, at, shown
from workbench.tui.document.pane import DocumentPane


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
