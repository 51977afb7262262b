"""The document on the screen, with its marks, a cursor and a selection; or a notice instead.

A line-API widget. It does not scroll in Textual's sense, for that needs the number of all rows: the
window on the text is the reader's, and the last two columns show where it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from textual import events
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from workbench.model import Document
from workbench.spans import Span, Spans
from workbench.tui.document import markdown, motion
from workbench.tui.document.grid import Grid
from workbench.tui.document.layout import Row
from workbench.tui.document.marks import Lanes, Marks, NoteMark, TagMark
from workbench.tui.document.messages import CursorMoved, SelectionChanged
from workbench.tui.document.paint import Ink
from workbench.tui.document.palette import COMPONENTS, Palette
from workbench.tui.document.picture import Picture
from workbench.tui.document.reader import Reader
from workbench.tui.document.title import notice_rows, title_block
from workbench.tui.text import Run, Runs, wrap

_TITLE_ROW = 1
_WORDS_COUNTED = 200_000  # code points in which words are counted at every key


class _Told(NamedTuple):
    """What the screen was told last."""

    cursor: int = -1
    selection: Span | None = None


class DocumentView(Widget, can_focus=True):
    """Shows one document."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {f"doc--{name}" for name in COMPONENTS}  # noqa: RUF012 (Textual's own form)

    _picture: Picture | None = None  # made anew after a change of size, marks or colours

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (Textual's name)
        super().__init__(id=id)
        self.document: Document | None = None
        self.reader = _nothing()
        self.marks = Marks()
        self.whole_mentions = False
        """Whether the mentions are passages, which are selected when walked to."""
        self._notice: tuple[Run, ...] = ()
        self._extras: tuple[str, ...] = ()
        self._compact = False
        self._is_titled = False
        self._laid_out = Size()  # for which size the text is set; none: it waits for one
        self._grid = Grid.of(0, 0)
        self._head: list[Runs] = []
        self._inked: list[tuple[Row, Ink]] = []
        self._sight = (0.0, 1.0)
        self._awaited: tuple[int, Span | None] | None = None  # where to go once there is a size
        self._told = _Told()

    # -- what is shown

    def show(self, document: Document, position: int = 0) -> None:
        """Open a document, without marks, with the cursor on a position in code points."""
        self._open(document)
        if position:
            self.go(position)

    def clear(self, headline: str = "", words: str = "", *, failed: bool = False) -> None:
        """Show no document, but what there is to say: that one is being read, or why it was not."""
        said = Run(headline, "headline"), Run(words, "failure" if failed else "words")
        self._notice = tuple(run for run in said if run.text)
        self._open(None)

    def _open(self, document: Document | None) -> None:
        self.document = document
        self.reader = Reader(document.text, document.paragraphs) if document else _nothing()
        self.marks.clear()
        self._extras = ()
        self._told = _Told(selection=self._told.selection)
        self._awaited = None
        self._lay_out()

    @property
    def extras(self) -> tuple[str, ...]:
        """Notices under the title, such as that the file has changed since it was read."""
        return self._extras

    @extras.setter
    def extras(self, lines: Sequence[str]) -> None:
        if tuple(lines) != self._extras:
            self._extras = tuple(lines)
            self._lay_out()

    @property
    def compact(self) -> bool:
        """Whether the title is left out, because the screen shows it elsewhere."""
        return self._compact

    @compact.setter
    def compact(self, compact: bool) -> None:
        if compact != self._compact:
            self._compact = compact
            self._lay_out()

    @property
    def cursor(self) -> int:
        """Position of the cursor, in code points."""
        return self.reader.cursor

    @property
    def sight(self) -> tuple[float, float]:
        """The part of the text in sight, as fractions from 0 to 1."""
        return self._sight

    @property
    def selection(self) -> Span | None:
        """What is selected."""
        return self.reader.selection

    @property
    def passage(self) -> Span:
        """What a verb acts on: the selection, else the paragraph at the cursor."""
        return self.reader.passage

    def go(self, position: int, *, select: Span | None = None, centre: bool = True) -> None:
        """Put the cursor on a position; bring it into sight if it is not.

        Or select a span: the cursor is its start if that is the position, else its end.
        """
        self.reader.drop_selection()
        if select is None:
            self.reader.go(position, centre=centre)
        else:
            self.reader.select(select, back=position == select.start, centre=centre)
        if self._laid_out:
            self._reading_changed()
        else:
            self._awaited = position, select
            self._tell()

    # -- marks

    def set_hits(self, spans: Spans, current: Span | None = None) -> None:
        """Mark the hits of the search, ordered by start, and the one that the analyst stands on."""
        if spans is not self.marks.hits:
            self.marks.hits = spans.merged()
        self.marks.current = current
        self._redraw()

    def set_mentions(self, spans: Spans, *, whole: bool = False) -> None:
        """Underline mentions, ordered by start; `whole` ones are selected when walked to."""
        self.marks.mentions = spans.merged()
        self.whole_mentions = whole
        self._redraw()

    def set_tags(self, tags: Iterable[TagMark]) -> None:
        """Mark tagged passages."""
        self.marks.tags = Lanes(tags)
        self._redraw()

    def set_notes(self, notes: Iterable[NoteMark]) -> None:
        """Mark passages with a note."""
        self.marks.notes = Lanes(notes)
        self._redraw()

    # -- layout

    def on_resize(self, event: events.Resize) -> None:
        """Set the text anew; the first position in sight stays the first."""
        self._lay_out()

    def _lay_out(self) -> None:
        self._laid_out = self.size
        width, height = self.size
        if not width or not height:
            return
        self._grid = Grid.of(width, len(self.reader.paragraphs))
        self._head = self._title_rows()
        window, cursor = self.reader.window, self.reader.cursor
        window.lay_out(self._grid.measure, len(self._head), height, cursor)
        self._redraw()
        awaited, self._awaited = self._awaited, None
        if awaited is not None:
            self.go(awaited[0], select=awaited[1])
        else:
            self._reading_changed()

    def _title_rows(self) -> list[Runs]:
        width = self._grid.measure
        if self.document is None:
            said = [row for run in self._notice for row in wrap([run], width)]
            return [(), *said] if said else []
        block = title_block(self.document.info, self._extras, width)
        self._is_titled = not self._compact and len(block) <= self.size.height // 2
        if self._is_titled:
            return block
        notices = notice_rows(self._extras, width)
        return [*notices, ()] if notices else []

    def _reading_changed(self) -> None:
        """Draw what has changed, and tell the screen where the reader is."""
        before, self._inked = self._inked, self.picture.inked(focused=self.has_focus)
        self._sight = self.reader.window.sight()
        if [row for row, _ in before] != [row for row, _ in self._inked]:
            self.refresh()
        else:
            pairs = enumerate(zip(before, self._inked, strict=True))
            changed = [Region(0, y, self.size.width, 1) for y, (old, new) in pairs if old != new]
            if changed:
                self.refresh(*changed)
        self._tell()

    def _tell(self) -> None:
        """Post where the cursor is and what is selected, if that has changed."""
        told = _Told(self.reader.cursor, self.reader.selection)
        if self.document is not None and told.cursor != self._told.cursor:
            paragraph = self.document.paragraph_at(told.cursor)
            page = self.document.page_at(told.cursor)
            self.post_message(CursorMoved(told.cursor, paragraph, page))
        if told.selection != self._told.selection:
            self.post_message(SelectionChanged(told.selection, self._words(told.selection)))
        self._told = told

    def _words(self, span: Span | None) -> int | None:
        if span is None:
            return 0
        if span.end - span.start > _WORDS_COUNTED:
            return None
        return motion.words_in(self.reader.text, span)

    # -- drawing

    @property
    def picture(self) -> Picture:
        """Draws lines in the present size, marks and colours."""
        if self._picture is None:
            component = self.get_component_rich_style
            palette = Palette(self.rich_style, lambda name: component(f"doc--{name}", partial=True))
            document = self.document
            self._picture = Picture(
                self.reader,
                self.marks,
                self._grid,
                palette,
                head=self._head,
                number_row=_TITLE_ROW if document and self._is_titled else -1,
                is_markdown=document is not None and document.info.kind in markdown.KINDS,
            )
        return self._picture

    def _redraw(self) -> None:
        self._picture = None
        self.refresh()

    def notify_style_update(self) -> None:
        """The theme or the state of the pane has changed: compose the styles anew."""
        super().notify_style_update()
        self._picture = None

    def on_focus(self) -> None:
        """The caret takes the colour of the focus."""
        self.has_focus = True  # Textual's own handler, which says so, comes after this one
        self._reading_changed()

    def on_blur(self) -> None:
        """The caret gives the colour of the focus back."""
        self.has_focus = False
        self._reading_changed()

    def render_line(self, y: int) -> Strip:
        """One row of the pane."""
        if self._laid_out != self.size:  # the size is new, and the event still to come
            return Strip.blank(self.size.width, self.rich_style)
        row, ink = self._inked[y] if y < len(self._inked) else (None, Ink())
        return self.picture.line(y, row, ink, self._sight)


def _nothing() -> Reader:
    return Reader("", Spans())
