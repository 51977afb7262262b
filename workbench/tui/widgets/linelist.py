"""A list of rows with a cursor: the base of the side panes and of the overlays.

Headings cannot be chosen and the cursor passes over them. An entry may be several lines high; it is
chosen as one.
"""

from __future__ import annotations

from collections.abc import Hashable

from textual import events
from textual.message import Message

from workbench.tui.widgets.listview import ListView


class LineList(ListView, can_focus=True, inherit_bindings=False):
    """Entries to move among and to choose from, by keys or mouse.

    It has no keys of its own, not even those by which Textual scrolls: they move the cursor.
    """

    class Moved(Message):
        """The cursor came to another entry."""

        def __init__(self, lines: LineList, key: Hashable) -> None:
            super().__init__()
            self.lines = lines
            self.key = key

        @property
        def control(self) -> LineList:
            """The list, for `@on` with a selector."""
            return self.lines

    class Chosen(Message):
        """An entry was chosen."""

        def __init__(self, lines: LineList, key: Hashable) -> None:
            super().__init__()
            self.lines = lines
            self.key = key

        @property
        def control(self) -> LineList:
            """The list, for `@on` with a selector."""
            return self.lines

    # -- moving

    def move_to(self, index: int) -> None:
        """Put the cursor on an entry, and bring it into sight."""
        if not 0 <= index < len(self.listing) or self.listing[index].key is None:
            return
        if index != self.cursor:
            self.refresh_entry(self.cursor)
            self.refresh_entry(index)
            self.cursor = index
            self.post_message(self.Moved(self, self.listing[index].key))
        self.reveal()

    def _move_rows(self, rows: int) -> None:
        if not len(self.listing) or self.cursor < 0:
            return
        step = 1 if rows > 0 else -1
        if self._reads_on(step):
            return
        row = self.listing.start(self.cursor) + rows
        index = self._nearest(self.listing.at(row), step)
        if index == self.cursor:
            index = self.listing.choosable(self.cursor + step, step)
        self.move_to(index)

    def _reads_on(self, step: int) -> bool:
        """Scroll within an entry that is higher than the list; whether there was more of it."""
        top, height = int(self.scroll_offset.y), self.size.height
        start, end = self.listing.start(self.cursor), self.listing.end(self.cursor)
        if end - start <= height or not (end > top + height if step > 0 else start < top):
            return False
        page = max(height - 1, 1)
        y = min(top + page, end - height) if step > 0 else max(top - page, start)
        self.scroll_to(y=y, animate=False)
        return True

    def action_cursor_down(self) -> None:
        """To the next entry that can be chosen."""
        self.move_to(self.listing.choosable(self.cursor + 1, 1))

    def action_cursor_up(self) -> None:
        """To the entry before; at the first one, show what is above it."""
        above = self.listing.choosable(self.cursor - 1, -1)
        if above < 0:
            self.scroll_to(y=0, animate=False)
        self.move_to(above)

    def action_page_down(self) -> None:
        """Down by the height of the list."""
        self._move_rows(max(self.size.height - 2, 1))

    def action_page_up(self) -> None:
        """Up by the height of the list."""
        self._move_rows(-max(self.size.height - 2, 1))

    def action_top(self) -> None:
        """To the first entry."""
        self.move_to(self.listing.choosable(0, 1))
        self.scroll_to(y=0, animate=False)

    def action_bottom(self) -> None:
        """To the last entry."""
        self.move_to(self.listing.choosable(len(self.listing) - 1, -1))

    def action_choose(self) -> None:
        """Choose the entry under the cursor."""
        if self.key is not None:
            self.post_message(self.Chosen(self, self.key))

    # -- the mouse

    def _entry_at(self, event: events.MouseEvent) -> int:
        row = event.y + int(self.scroll_offset.y)
        index = self.listing.at(row) if 0 <= row < self.listing.height else -1
        return index if index >= 0 and self.listing[index].key is not None else -1

    def _hover(self, index: int) -> None:
        if index != self.hovered:
            self.refresh_entry(self.hovered)
            self.refresh_entry(index)
            self.hovered = index

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show which entry a click would choose."""
        self._hover(self._entry_at(event))

    def on_leave(self) -> None:
        """Forget what the mouse was over."""
        self._hover(-1)

    def on_click(self, event: events.Click) -> None:
        """Choose what is clicked."""
        index = self._entry_at(event)
        if index >= 0:
            self.move_to(index)
            self.action_choose()

    # -- the focus

    def on_focus(self) -> None:
        """The cursor takes the colour of the focus; where there is none yet, it comes."""
        if self.cursor < 0:
            self.move_to(self.listing.choosable(0, 1))
        self.refresh()

    def on_blur(self) -> None:
        """The cursor gives the colour of the focus back."""
        self.refresh()
