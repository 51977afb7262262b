"""The mouse on the document: click, drag to select, two clicks for a word, the wheel, the thumb."""

from __future__ import annotations

from typing import Literal

from textual import events
from textual.timer import Timer

from workbench.spans import Span
from workbench.tui.document import motion
from workbench.tui.document.view import DocumentView

_WHEEL_ROWS = 3
_SCROLLS_A_SECOND = 20


class PointedView(DocumentView):
    """A document view that follows the mouse."""

    _dragging: Literal["", "text", "thumb"] = ""
    _pressed = 0  # the position at which the drag began
    _outside = 0  # rows to scroll by while the mouse is held above or below the pane
    _scrolling: Timer | None = None

    def _position_at(self, x: int, y: int) -> int:
        """Position of the text nearest to a cell of the pane."""
        if not self._inked:
            return 0
        row, _ = self._inked[max(0, min(y, len(self._inked) - 1))]
        if not row.shows_text:
            layout = self.reader.layout
            nearest = layout.next_text(row.place, 1) or layout.next_text(row.place, -1)
            if nearest is None:
                return 0
            return nearest.start
        return row.start + self.reader.layout.cells(row).offset(max(0, x - self._grid.text))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the cursor there, or take hold of the thumb."""
        if event.button != 1 or self.document is None:
            return
        event.stop()
        self.capture_mouse()
        if 0 <= self._grid.map <= event.x and self._sight != (0.0, 1.0):
            self._dragging = "thumb"
            self._drag_thumb(event.y)
            return
        self._dragging = "text"
        position = self._position_at(event.x, event.y)
        if event.shift:
            self._pressed = self.cursor if self.reader.anchor is None else self.reader.anchor
            self._drag_to(position)
        else:
            self._pressed = position
            self.reader.drop_selection()
            self.reader.put(position)
            self._reading_changed()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select up to the mouse, or scroll with it."""
        if self._dragging == "thumb":
            self._drag_thumb(event.y)
        elif self._dragging == "text":
            last = self.size.height - 1
            self._outside = min(event.y, 0) or max(event.y - last, 0)
            if self._outside and self._scrolling is None:
                self._scrolling = self.set_interval(1 / _SCROLLS_A_SECOND, self._scroll_on)
            position = self._position_at(event.x, event.y)
            if position != self._pressed or self.reader.anchor is not None:
                self._drag_to(position)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let go."""
        if self._dragging:
            event.stop()
            self._let_go()

    def on_mouse_release(self) -> None:
        """The mouse was taken away: let go as well."""
        self._let_go()

    def _let_go(self) -> None:
        self._dragging = ""
        self._outside = 0
        if self._scrolling is not None:
            self._scrolling.stop()
            self._scrolling = None
        self.release_mouse()

    def _scroll_on(self) -> None:
        """Scroll and select on while the mouse is held above or below the pane."""
        if self._outside:
            self.reader.scroll(1 if self._outside > 0 else -1)
            self._reading_changed()
            self._drag_to(self._position_at(0, -1 if self._outside < 0 else self.size.height))

    def _drag_to(self, position: int) -> None:
        self.reader.anchor = self._pressed
        self.reader.put(position)
        self._reading_changed()

    def _drag_thumb(self, y: int) -> None:
        self.reader.scroll_to(y / max(1, self.size.height - 1))
        self._reading_changed()

    def on_click(self, event: events.Click) -> None:
        """Two clicks select a word, three a paragraph."""
        if event.chain < 2 or self.document is None or not self.reader.text:
            return
        span: Span | None = motion.paragraph_around(self.reader.paragraphs, self.cursor)
        if event.chain == 2:
            span = motion.word_at(self.reader.text, self.cursor)
        if span is not None:
            self.reader.select(span)
            self._reading_changed()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll down, with the cursor only if it would leave."""
        self._wheel(event, _WHEEL_ROWS)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll up, with the cursor only if it would leave."""
        self._wheel(event, -_WHEEL_ROWS)

    def _wheel(self, event: events.MouseEvent, rows: int) -> None:
        event.stop()
        event.prevent_default()
        self.reader.scroll(rows)
        self._reading_changed()
