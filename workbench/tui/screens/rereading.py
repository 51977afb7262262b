"""The part of the main screen that keeps the open document that of its file."""

from __future__ import annotations

from textual import on

from workbench.library.safe import one_line
from workbench.tui.document.sameplace import same_passage, same_place
from workbench.tui.messages import DocumentReadAgain, DocumentStands, SourcesChanged
from workbench.tui.screens.opened import Opened


class Rereading(Opened):
    """Shows the open document anew once its file was read again, and says what became of it."""

    @on(DocumentStands)
    def _stands(self, message: DocumentStands) -> None:
        document = self.document
        if document is None or not self.reading.stands(message):
            return
        self.page.extras = self.freshness.notices(message.standing)
        if message.standing == "newer":
            self.reading.open_again(self.searching.query)
        elif message.standing == "removed":
            title = one_line(document.info.title)
            self._tell(f"{title} is not in the collection any more; its text stays here.")

    @on(DocumentReadAgain)
    def _read_again(self, message: DocumentReadAgain) -> None:
        before, after = self.document, message.document
        if before is None or not self.reading.taken(message):
            return
        cursor = same_place(before.text, after.text, self.page.cursor)
        selected = self.page.selection
        kept = same_passage(before.text, after.text, selected) if selected else None
        self.page.show(after)
        self.page.go(cursor, select=kept)
        self.mark_current()
        self._show_title()
        if message.of_file:
            self._tell(f"{one_line(after.info.title)} changed on disk and was read again.")

    @on(SourcesChanged)
    def _described_anew(self) -> None:
        """Lists and fields follow at once; the index is brought up to date behind them."""
        self.searching.ask()
        self.reading.open_again(self.searching.query, of_file=False)
        if self.document is not None:
            self.copying.warm(self.document)
        self.indexing.start()
        self.run_worker(self.look_again, thread=True, group="library", exit_on_error=False)

    def _tell(self, words: str) -> None:
        self.say(words)
        self.told_of_open = f" {words}" if self.indexing.running else ""
