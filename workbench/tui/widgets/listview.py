"""The rows of a list as they are drawn: which are in sight, which one is under the cursor.

Rows are drawn as they come into sight, so 100,000 entries scroll as well as ten.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable

from textual import events
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from workbench.tui.text import Run
from workbench.tui.widgets.listing import EMPTY, Line, Listing
from workbench.tui.widgets.painted import ROLES, Painted

Layout = Callable[[int], Listing]
"""Lays a list out for a width in cells."""

_CURSOR_BAR = "▌"
_STALE = {role: "faint" if role in ("faint", "number", "bar") else "muted" for role in ROLES}
_UNDER_CURSOR = {"name": "strong", "number": "strong", "context": "text", "keyword": "hitnow"}
_UNDER_FOCUSED_CURSOR = {**_UNDER_CURSOR, "number": "accent"}


class ListView(Painted, ScrollView):
    """Entries with a cursor on one of them."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (Textual's name)
        super().__init__(id=id)
        self._listing_for: Layout | None = None
        self._laid_out_for = 0
        self.listing = EMPTY
        self.cursor = -1
        self.hovered = -1
        self._stale = False
        self.always_focused = False
        """Draw the cursor as if the list had the focus (a prompt above it has)."""

    def on_unmount(self) -> None:
        """Let go of what was listed: the list itself may stay until garbage is collected."""
        self._listing_for, self.listing = None, EMPTY

    # -- what is shown

    def show(self, layout: Layout, *, cursor: int = 0, keep_scroll: bool = False) -> None:
        """Show another listing, with the cursor at or after an index (-1: nowhere).

        `layout` is called now and whenever the width changes.
        """
        self._listing_for = layout
        self._stale = False
        self.hovered = -1
        self.cursor = cursor
        self._lay_out()
        if not keep_scroll:
            self.scroll_to(y=0, animate=False)
        self.reveal()

    @property
    def key(self) -> Hashable | None:
        """The key of the entry under the cursor."""
        return self.listing[self.cursor].key if 0 <= self.cursor < len(self.listing) else None

    @property
    def stale(self) -> bool:
        """Whether the list is drawn as an old answer, while a new one is awaited."""
        return self._stale

    @stale.setter
    def stale(self, stale: bool) -> None:
        if stale != self._stale:
            self._stale = stale
            self.refresh()

    def forget_drawn(self) -> None:
        """Make the entries anew: what they show of the outside has changed."""
        self.listing.forget()
        self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The height of all entries, for lists that are as high as they need to be."""
        if self._listing_for is None:
            return 1
        return (self.listing if width == self._laid_out_for else self._listing_for(width)).height

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width
        if self._listing_for is None or width < 1:
            self._laid_out_for = 0  # what is shown while hidden is laid out when it comes to sight
            return
        self._laid_out_for = width
        self.listing = self._listing_for(width)
        if self.cursor < 0 and self.has_focus:
            self.cursor = 0
        if self.cursor >= 0:
            self.cursor = self._nearest(min(self.cursor, len(self.listing) - 1), 1)
        # The screen is laid out anew only where the height of the list depends on what is in it.
        self.set_reactive(ListView.virtual_size, Size(width, self.listing.height))
        self.scroll_y = min(self.scroll_y, self.max_scroll_y)
        self.refresh(layout=self.styles.is_auto_height)

    def on_resize(self, event: events.Resize) -> None:
        """Lay out for another width."""
        if self.scrollable_content_region.width != self._laid_out_for:
            self._lay_out()
            self.reveal()

    def _nearest(self, index: int, step: int) -> int:
        found = self.listing.choosable(index, step)
        return found if found >= 0 else self.listing.choosable(index, -step)

    def refresh_entry(self, index: int) -> None:
        """Draw an entry again; an index that is not there is passed over."""
        if 0 <= index < len(self.listing):
            start = self.listing.start(index)
            self.refresh_lines(start, self.listing.end(index) - start)

    def reveal(self) -> None:
        """Scroll so that the entry under the cursor is in sight, with the heading above it.

        Under the last one there may be entries that no cursor reaches: those come into sight too.
        """
        height = self.scrollable_content_region.height
        if not 0 <= self.cursor < len(self.listing) or not height:
            return
        listing, first = self.listing, self.cursor
        end = listing.end(self.cursor)
        while first and listing[first - 1].key is None and end - listing.start(first - 1) <= height:
            first -= 1
        after = self.cursor + 1
        while after < len(listing) and listing.end(after) - end <= height:
            if listing[after].key is not None:
                break
            after += 1
        else:
            end = min(listing.height, max(end, listing.start(self.cursor) + height))
        top = int(self.scroll_offset.y)
        if listing.start(first) < top:
            self.scroll_to(y=listing.start(first), animate=False)
        elif end > top + height:
            # Of one that is higher than the list the beginning is shown.
            y = min(end - height, listing.start(self.cursor))
            self.scroll_to(y=y, animate=False)

    # -- drawing

    def render_line(self, y: int) -> Strip:
        """One row of the list."""
        width = self.size.width
        row = y + int(self.scroll_offset.y)
        if not 0 <= row < self.listing.height:
            return self.blank(width)
        index = self.listing.at(row)
        entry = self.listing[index]
        line = entry.lines[row - self.listing.start(index)]
        if index == self.cursor and not self._stale:
            return self._draw_under_cursor(line, width)
        base = self.role("cursor") if index == self.hovered else None
        instead = _STALE if self._stale else None
        return self.draw(
            line.runs, line.right, width=width, indent=line.indent, base=base, instead=instead
        )

    def _draw_under_cursor(self, line: Line, width: int) -> Strip:
        focused = self.always_focused or self.has_focus
        bar = Run(_CURSOR_BAR, "accent" if focused else "bar")
        runs = (bar, Run(" " * (line.indent - 1)), *line.runs)
        instead = _UNDER_FOCUSED_CURSOR if focused else _UNDER_CURSOR
        base = self.role("cursor")
        return self.draw(runs, line.right, width=width, base=base, instead=instead)
