"""The part of the main screen that tells where the cursor is, and what is selected."""

from __future__ import annotations

from textual import on

from workbench.library.safe import one_line
from workbench.tui.document.messages import SelectionChanged
from workbench.tui.screens.bench import Bench
from workbench.tui.text import Run, cut
from workbench.tui.widgets.linelist import LineList
from workbench.tui.words import count

_TAGS_SHOWN = 40
"""Cells for the tags at the cursor, in the status line."""


class Whereabouts(Bench):
    """What the status line says of the place, and at its right end of the passage there."""

    _grade_shown = ""

    def show_grade(self) -> None:
        """What the passage at the cursor is worth, unless something is selected."""
        here = self.page.marks.grade_at(self.page.cursor)
        if here != self._grade_shown and self.page.selection is None:
            from workbench.notes.grades import Grade

            self._grade_shown = here
            self.status.selected(
                f"{here}  {Grade.parse(here).words}" if here else "", "muted", yields=True
            )

    @on(SelectionChanged)
    def _selection_changed(self, message: SelectionChanged) -> None:
        if message.span is None:
            self.status.selected("")
            self._grade_shown = ""
            self.show_grade()
        elif message.words is None:
            self.status.selected("selected")
        else:
            self.status.selected(f"{count(message.words, 'word')} selected")
        self.show_keys()

    @on(LineList.Moved, "#results")
    def _moved_in_results(self) -> None:
        self.show_where()

    def place_changed(self) -> None:
        """What the status says of the place depends on the pane."""
        self.status.went_on()
        self.show_where()

    def show_where(self) -> None:
        """Paragraph, page and hit of the cursor; in the results, which passage."""
        document = self.document
        if self.place == "results" and (passage := self.results.where()):
            self.status.where(*passage)
            return
        if document is None:
            self.status.where()
            return
        cursor = self.page.cursor
        of = "/" if self.narrow else " of "
        runs = [
            Run(f"¶\u00a0{document.paragraph_at(cursor):,}", "strong"),
            Run(f"{of}{len(document.paragraphs):,}", "muted"),
        ]
        if len(document.pages):
            pages = f"{document.page_at(cursor):,}{of}{len(document.pages):,}"
            runs.append(Run(f"   page {pages}", "muted"))
        number = self.reading.hit_number(cursor)
        if number:
            what = "found" if self.reading.within else "hit"
            runs.append(Run(f"   {what} {number:,}{of}{len(self.reading.hits):,}", "muted"))
        runs += self._tags_here(cursor)
        self.status.where(*runs)

    def _tags_here(self, cursor: int) -> list[Run]:
        """The tags at the cursor, that of the shortest passage first: e and d are for it."""
        marks = [mark for _, mark in self.page.marks.shown_tags.within(cursor, cursor + 1)]
        marks.sort(key=lambda mark: mark.span.end - mark.span.start)
        names = ", ".join(dict.fromkeys(one_line(mark.name) for mark in marks))
        return [Run(f"   {cut(names, _TAGS_SHOWN)}", "muted")] if names else []
