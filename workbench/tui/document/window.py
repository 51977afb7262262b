"""The window on a document: which rows of the layout are on the screen, and how it moves."""

from __future__ import annotations

from workbench.spans import Spans
from workbench.tui.document.layout import Layout, Place, Row

_MARGIN = 2  # rows kept in sight above and below a position


class Window:
    """`height` rows of a text, from the place `top` on."""

    def __init__(self, text: str, paragraphs: Spans) -> None:
        self.text = text
        self.paragraphs = paragraphs
        self.height = 1
        self.layout = Layout(text, paragraphs, 1, 0)
        self.top = self.layout.first
        self._held: Place | int = self.top  # what a new layout keeps at the top: a row of the title
        # or, below it, a position; not what the last layout made of it, or it would creep
        self._gap = 0  # rows of space above that position: 1 where the top is between paragraphs

    def lay_out(self, measure: int, head: int, height: int, cursor: int) -> None:
        """Set the text anew in rows of `measure` cells, with the same position at the top.

        If the cursor was in sight it stays so; the next size starts from the same position again.
        """
        in_sight = self.shows(cursor)
        self.height = max(1, height)
        if (measure, head) != (self.layout.measure, self.layout.head):
            self.layout = Layout(self.text, self.paragraphs, measure, head)
            if isinstance(self._held, Place):
                row = min(self._held.row, max(0, head - 1))
                self.top = self.layout.step(self.layout.first, row)
            else:
                self.top = self.layout.step(self.layout.place_of(self._held), -self._gap)
        self.top = min(self.top, self._lowest)
        if in_sight and not self.shows(cursor):
            self.top = min(self._top_with(cursor), self._lowest)

    def shows(self, position: int) -> bool:
        """Whether the row of a position is in sight."""
        bottom = self.layout.step(self.top, self.height - 1)
        return self.top <= self.layout.place_of(position) <= bottom

    @property
    def _lowest(self) -> Place:
        return self.layout.step(self.layout.last, 1 - self.height)

    def rows(self) -> list[Row]:
        """The rows on the screen, fewer than its height where the text is short."""
        return self.layout.rows(self.top, self.height)

    def move(self, rows: int) -> None:
        """Move down (up, if negative) by rows, as far as there is text."""
        self.put(self.layout.step(self.top, rows))

    def put(self, top: Place) -> None:
        """Put a place at the top, or the end of the text at the bottom."""
        self.top = min(top, self._lowest)
        in_text = self.top.paragraph >= 0 and self.top > self.layout.first
        self._gap = 0 if not in_text or self.layout.row(self.top).shows_text else 1
        below = self.layout.row(self.layout.step(self.top, self._gap))
        self._held = below.start if in_text else self.top

    def put_fraction(self, fraction: float) -> None:
        """Put a fraction, 0 to 1, of the text at the top."""
        if fraction <= 0:
            self.put(self.layout.first)
        else:
            self.put(self.layout.place_of(int(min(1.0, fraction) * len(self.text))))

    def bring(self, position: int, *, centre: bool) -> None:
        """Bring a position into sight: by as little as possible, or near the middle if `centre`."""
        top = self._top_with(position)
        if top != self.top and centre:
            top = self.layout.step(self.layout.place_of(position), -(self.height // 3))
        if top != self.top:
            self.put(top)

    def _top_with(self, position: int) -> Place:
        """The top nearest to the present one with which a position is comfortably in sight."""
        place = self.layout.place_of(position)
        highest = self.layout.step(place, -self._margin)
        lowest = self.layout.step(place, self._margin + 1 - self.height)
        return max(lowest, min(self.top, highest))

    def comfortable(self, place: Place) -> Place:
        """The place nearest to `place` that is in sight and not too close to an edge."""
        bottom = self.layout.step(self.top, self.height - 1)
        high = low = self._margin
        if self.top == self.layout.first:
            high = 0
        if bottom == self.layout.last:
            low = 0
        nearest = min(place, self.layout.step(bottom, -low))
        return max(nearest, self.layout.step(self.top, high))

    @property
    def _margin(self) -> int:
        return min(_MARGIN, (self.height - 1) // 2)

    def sight(self) -> tuple[float, float]:
        """The part of the text in sight, as fractions from 0 to 1; (0, 1) where all of it is."""
        rows = self.rows()
        is_first, is_last = rows[0].place == self.layout.first, rows[-1].place == self.layout.last
        size = max(1, len(self.text))
        top = 0 if is_first else rows[0].start
        bottom = size if is_last else rows[-1].stop
        return top / size, bottom / size
