"""The part of the main screen that reads: opening documents, walking hits and places."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from textual import on

from workbench.library.safe import one_line
from workbench.model import Document
from workbench.spans import Span, Spans
from workbench.tui.actions import Place as Pane
from workbench.tui.document.messages import CursorMoved
from workbench.tui.messages import (
    DocumentRead,
    DocumentUnread,
    HitsMarked,
)
from workbench.tui.reading import LAST
from workbench.tui.screens.whereabouts import Whereabouts
from workbench.tui.trail import Place
from workbench.tui.words import short_date

_SETTLED = 0.3
"""Seconds after which a document is taken for being read, and not only leafed through."""


class Opened(Whereabouts):
    """The open document and the ways into and through it."""

    _read_on = False
    """Give the document the focus when it is there."""

    _current: Span | None = None
    """The hit that the reader came to last."""

    # -- opening

    def open_document(
        self, document: str, position: int = 0, hits: Spans | None = None, *, focus: bool = True
    ) -> None:
        """Open a document with the cursor at a position (code points, or LAST: the last hit)."""
        self._leave_trail()
        self._travel(Place(document, position), hits, focus=focus)

    def open_hit(self, key: Hashable) -> None:
        """Open the passage or the document that a row of the results stands for."""
        if isinstance(key, str):
            self.open_document(key)
            return
        found = self.results.hit(key)
        if found is not None:
            hit, span = found
            place = Place(hit.document.id, span.start if span else 0)
            self._leave_trail()
            self._travel(place, hit.spans, sha256=hit.document.sha256)

    def _leave_trail(self) -> None:
        if self.document is not None:
            self.trail.leave(self._here(self.document.id))

    def _here(self, document: str) -> Place:
        return Place(document, self.page.cursor)

    def _travel(
        self, place: Place, hits: Spans | None = None, *, focus: bool = True, sha256: str = ""
    ) -> None:
        """Go to a place, which is in the text of the file with that `sha256` if it is given."""
        self.alone = False
        if self._has_open(place.document, sha256):
            self.reading.opening = ""
            self.results.show_open(place.document)
            self.came_to(place.document)
            self.page.go(self._last_hit() if place.position == LAST else place.position)
            self.mark_current()
            if focus:
                self.go("document")
            return
        self._read_on = focus
        if focus:
            # At once, or what is typed next would go into the prompt.
            self.go("document")
        self.reading.open(place.document, place.position, self.searching.query, hits)

    def _has_open(self, document: str, sha256: str) -> bool:
        info = self.document.info if self.document else None
        return info is not None and info.id == document and sha256 in ("", info.sha256)

    def _last_hit(self) -> int:
        return self.reading.hits[-1].start if len(self.reading.hits) else 0

    @on(DocumentRead)
    def _read(self, message: DocumentRead) -> None:
        if not self.reading.taken(message):
            return
        self.show_page()
        self.page.show(message.document, message.position)
        self.results.show_open(message.document.id)
        self.came_to(message.document.id)
        self.mark_current()
        self._show_title()
        if self._read_on:
            self.go("document")
        self.show_keys()
        self.set_timer(_SETTLED, lambda: self._make_citation_ready(message.document))

    def _make_citation_ready(self, document: Document) -> None:
        """Have the citation formatted, unless the reader has gone on to another document."""
        if self.document is not None and self.document.id == document.id:
            self.copying.warm(document)

    @on(DocumentUnread)
    def _unread(self, message: DocumentUnread) -> None:
        if self.reading.unread(message):
            self.say(message.reason, "error")

    def fit_panes(self, place: Pane | None = None) -> None:
        """In a narrow window the title stands in the search row."""
        super().fit_panes(place)
        self.page.compact = self.narrow
        self._show_title()

    def _show_title(self) -> None:
        if self.document is None:
            self.search_row.show_title(self.project.name, "")
        else:
            info = self.document.info
            self.search_row.show_title(one_line(info.title), short_date(info.metadata.date))

    def show_page(self) -> None:
        """Put the document in place of the start."""
        self.query_one("#welcome").display = False
        self.page.display = True

    # -- hits

    @on(HitsMarked)
    def _hits_marked(self, message: HitsMarked) -> None:
        if self.reading.marked(message):
            self.mark_current()

    def mark_current(self) -> None:
        """Mark the hits in the text, and the one under the cursor in the results too."""
        if self.document is None:
            return
        number = self.reading.hit_number(self.page.cursor)
        self._current = self.reading.hits[number - 1] if number else None
        self.page.set_hits(self.reading.hits, self._current)
        if not self.reading.within:
            info = self.document.info
            self.results.show_current(info.id, info.metadata.date, self._current)
        self.show_where()

    def action_next_hit(self) -> None:
        """To the next hit, on into the next document."""
        self._walk_hits(1)

    def action_previous_hit(self) -> None:
        """To the hit before, back into the document before."""
        self._walk_hits(-1)

    def _walk_hits(self, step: int) -> None:
        if self.reading.opening:
            return
        if self.reading.within:
            self.walk_within(step)
            return
        if not self.searching.query.strip():
            self.say("There is nothing to walk: no search yet.")
            return
        if self.document is not None:
            find = self.reading.next_hit if step > 0 else self.reading.previous_hit
            hit = find(self.page.cursor)
            if hit is not None:
                self.page.go(hit.start)
                self.mark_current()
                return
        self._walk_documents(step)

    def walk_within(self, step: int) -> None:
        """To the next place that was found in this document alone, round its end."""
        raise NotImplementedError

    def _walk_documents(self, step: int) -> None:
        hits = self.searching.hits
        at = self.searching.index_of(self.document.id) if self.document else -1
        target = at + step if at >= 0 else 0
        while 0 <= target < len(hits) and not len(hits[target].spans):
            target += step
        if 0 <= target < len(hits):
            hit = hits[target]
            position = hit.spans[0].start if step > 0 else LAST
            self.open_document(hit.document.id, position, hit.spans)
            if target >= len(hits) - 3:
                self.searching.more()
        elif target >= len(hits) and self.searching.more():
            self.say("More results are on their way.")
        else:
            self.say("That was the last hit." if step > 0 else "That was the first hit.")

    # -- back and forward

    def action_back(self) -> None:
        """To where one was."""
        self._step(self.trail.back, "There is nothing to go back to.")

    def action_forward(self) -> None:
        """Forward again."""
        self._step(self.trail.forward, "There is nothing to go forward to.")

    def _step(self, step: Callable[[Place], Place | None], nothing: str) -> None:
        here = self._here(self.document.id) if self.document else Place("", 0)
        place = step(here)
        if place is None:
            self.say(nothing)
        else:
            self._travel(place)

    # -- the cursor

    @on(CursorMoved)
    def _cursor_moved(self, message: CursorMoved) -> None:
        number = self.reading.hit_number(message.position)
        if number and self.reading.hits[number - 1] != self._current:
            self.mark_current()
        self.show_where()
        self.show_grade()
