"""The reader's place in a document: the window on it, the cursor in it, and what is selected.

A state machine over positions, without a widget. The cursor stands on a character; a selection runs
from its anchor to the cursor and includes both, so what is under the cursor is always part of it.
"""

from __future__ import annotations

from workbench.spans import Span, Spans
from workbench.tui.document import motion
from workbench.tui.document.cells import cluster_end, cluster_start
from workbench.tui.document.layout import Layout, Place, Row
from workbench.tui.document.window import Window


class Reader:
    """Reading one text: a window, a cursor, and perhaps a selection."""

    def __init__(self, text: str, paragraphs: Spans) -> None:
        self.text = text
        self.paragraphs = paragraphs
        self.window = Window(text, paragraphs)
        self.cursor = self._settled(0)
        self.anchor: int | None = None
        self._column: int | None = None  # that up and down aim at

    @property
    def layout(self) -> Layout:
        """The rows of the text at the present width."""
        return self.window.layout

    # -- the window

    def scroll(self, rows: int) -> None:
        """Move the window; the cursor comes along if it would leave, unless text is selected."""
        self.window.move(rows)
        self._follow()

    def scroll_to(self, fraction: float) -> None:
        """Move the window to a fraction, 0 to 1, of the text; the cursor likewise."""
        self.window.put_fraction(fraction)
        self._follow()

    def _follow(self) -> None:
        place = self.layout.place_of(self.cursor)
        nearest = self.window.comfortable(place)
        if self.anchor is None and nearest != place:
            self._put_on(self._row_of_text(nearest, 1 if nearest > place else -1))

    def _row_of_text(self, place: Place, direction: int) -> Row:
        """The row at a place if it shows text, else the next one that does."""
        row = self.layout.row(place)
        if not row.shows_text:
            row = (
                self.layout.next_text(place, direction)
                or self.layout.next_text(place, -direction)
                or row
            )
        return row

    # -- the cursor

    def go(self, position: int, *, centre: bool = False) -> None:
        """Put the cursor on a position and bring it into sight."""
        self.put(position)
        self.window.bring(self.cursor, centre=centre)

    def put(self, position: int) -> None:
        """Put the cursor on a position and leave the window as it is."""
        self.cursor = self._settled(position)
        self._column = None

    def _settled(self, position: int) -> int:
        """The start of the cluster at a position inside the text."""
        return cluster_start(self.text, max(0, min(position, len(self.text) - 1)))

    def _put_on(self, row: Row) -> None:
        """Put the cursor on a row, in the column that up and down aim at."""
        if self._column is None:
            here = self.layout.row_at(self.cursor)
            self._column = self.layout.cells(here).column(self.cursor - here.start)
        self.cursor = row.start + self.layout.cells(row).offset(self._column)

    def move_row(self, direction: int) -> None:
        """Move the cursor to the row of text below (1) or above (-1)."""
        row = self.layout.next_text(self.layout.place_of(self.cursor), direction)
        if row is not None:
            self._put_on(row)
            self.window.bring(self.cursor, centre=False)
        elif direction < 0:
            self.window.put(self.layout.first)  # the title comes back into sight

    def move_page(self, share: float) -> None:
        """Move the window and the cursor by a share of the window's height; negative is up.

        A whole page leaves one row in sight. At an end of the text the cursor goes there.
        """
        direction = 1 if share > 0 else -1
        rows = direction * max(1, round(abs(share) * self.window.height) - (abs(share) >= 1))
        top, target = self.window.top, self.layout.step(self.layout.place_of(self.cursor), rows)
        self.window.move(rows)
        if self.window.top == top:
            target = self.layout.last if direction > 0 else self.layout.first
        self._put_on(self._row_of_text(self.window.comfortable(target), direction))
        self.window.bring(self.cursor, centre=False)

    def move_character(self, direction: int) -> None:
        """Move the cursor to the next (1) or previous (-1) character, on into the next row."""
        row = self.layout.row_at(self.cursor)
        if direction > 0:
            position = min(cluster_end(self.text, self.cursor), len(self.text))
            if position >= row.end:
                further = self.layout.next_text(row.place, 1)
                position = further.start if further else self.cursor
        elif self.cursor > row.start:
            position = self.cursor - 1
        else:
            earlier = self.layout.next_text(row.place, -1)
            position = max(earlier.start, earlier.end - 1) if earlier else self.cursor
        self.go(position)

    def move_word(self, direction: int) -> None:
        """Move by a word: to starts of words; with a selection, so that it holds whole words."""
        forward = self.anchor is not None and self.cursor >= self.anchor
        if direction > 0:
            move = motion.end_of_next_word if forward else motion.next_word
        else:
            move = motion.previous_word
            if forward and self.anchor is not None:
                ending = motion.end_of_previous_word(self.text, self.cursor)
                if ending >= self.anchor and ending < self.cursor:
                    move = motion.end_of_previous_word
        self.go(move(self.text, self.cursor))

    def move_in_row(self, to_end: bool) -> None:
        """Move to the first or the last character of the row."""
        row = self.layout.row_at(self.cursor)
        self.go(max(row.start, row.end - 1) if to_end else row.start)

    def move_paragraph(self, direction: int) -> None:
        """Move to the next start of a paragraph; with a selection, down to the next end of one."""
        number = max(0, self.paragraphs.at(self.cursor))
        if not self.paragraphs:
            return
        here = self.paragraphs[number]
        last = len(self.paragraphs) - 1
        if direction < 0:
            number -= self.cursor <= here.start
            self.go(self.paragraphs[max(0, number)].start)
        elif self.anchor is None:
            if number < last:
                self.go(self.paragraphs[number + 1].start)
        else:
            number += self.cursor >= self._settled(here.end - 1)
            self.go(self.paragraphs[min(number, last)].end - 1)

    def move_to_end(self, to_end: bool) -> None:
        """Move to the end of the text, or to its start with the title in sight."""
        row = self.layout.row_at(len(self.text) if to_end else 0)
        self.go(max(row.start, row.end - 1) if to_end else row.start)
        self.window.put(self.layout.last if to_end else self.layout.first)

    # -- the selection

    @property
    def selection(self) -> Span | None:
        """What is selected, from the anchor to the cursor, both included."""
        if self.anchor is None or not self.text:
            return None
        start, last = sorted((self.anchor, self.cursor))
        return Span(start, cluster_end(self.text, last))

    @property
    def passage(self) -> Span:
        """What a verb acts on: the selection, else the paragraph at the cursor."""
        return self.selection or motion.paragraph_around(self.paragraphs, self.cursor)

    def start_selection(self) -> None:
        """Start a selection at the cursor."""
        self.anchor = self.cursor

    def drop_selection(self) -> None:
        """Select nothing; the cursor stays."""
        self.anchor = None

    def swap_ends(self) -> None:
        """Put the cursor on the other end of the selection."""
        if self.anchor is not None:
            anchor, self.anchor = self.anchor, self.cursor
            self.go(anchor)

    def select(self, span: Span, *, back: bool = False, centre: bool = False) -> None:
        """Select a span; the cursor is its end, or its start if `back`.

        The cursor is brought into sight; the start of the span, if `centre`.
        """
        first, last = self._settled(span.start), self._settled(max(span.start, span.end - 1))
        self.anchor = last if back else first
        self.go(first if back else last)
        if centre:
            self.window.bring(first, centre=True)

    def extend(self, direction: int) -> None:
        """Select one character more; the first press selects the one on that side of the caret."""
        if self.anchor is not None:
            self.move_character(direction)
            return
        if direction < 0:
            self.move_character(direction)
        self.start_selection()

    def extend_row(self, direction: int) -> None:
        """Select on to the row below (1) or above (-1)."""
        if self.anchor is None:
            self.start_selection()
        self.move_row(direction)

    def take_sentence(self) -> None:
        """Select the sentence at the cursor; if whole sentences are selected, the next one too."""
        span = motion.take_sentence(
            self.text, self.paragraphs, self.selection, self.cursor, back=self._backwards
        )
        self.select(span, back=self._backwards)

    def take_paragraph(self) -> None:
        """Select the paragraph at the cursor; if whole ones are selected, the next one too."""
        span = motion.take_paragraph(
            self.paragraphs, self.selection, self.cursor, back=self._backwards
        )
        self.select(span, back=self._backwards)

    @property
    def _backwards(self) -> bool:
        return self.anchor is not None and self.cursor < self.anchor

    def jump(self, spans: Spans, direction: int, *, whole: bool = False) -> bool:
        """Go to the next (1) or previous (-1) start of a span; whether there is one.

        `whole`, the span is selected.
        """
        index = spans.at(self.cursor) + 1 if direction > 0 else spans.at(self.cursor - 1)
        if not 0 <= index < len(spans):
            return False
        if whole:
            self.select(spans[index], back=True, centre=True)
        else:
            self.go(spans[index].start, centre=True)
        return True
