"""What the page of searches shows: searches that were saved, all that were run, what none met."""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from textual import on
from textual.message import Message
from textual.widgets import Input

from workbench.library.safe import one_line
from workbench.model import DocumentInfo
from workbench.tui.actions import Action
from workbench.tui.fuzzy import fold
from workbench.tui.recalling import CoverageRead, LogRead, Recalling, SavedCounted, SavedRead
from workbench.tui.screens.page import Page
from workbench.tui.text import Run, Runs
from workbench.tui.widgets.listing import Listing, remark
from workbench.tui.widgets.searchesrows import (
    AskedRow,
    Heading,
    NewRow,
    Row,
    SavedRow,
    asked_rows,
    entry_of,
    height_of,
    key_of,
    words_of,
)
from workbench.tui.words import count

if TYPE_CHECKING:
    from workbench.project import Project
    from workbench.tui.keymap import Keymap
    from workbench.tui.noting import Noting
    from workbench.tui.widgets.status import Saying

View = Literal["saved", "log", "left out"]
VIEWS: tuple[View, ...] = ("saved", "log", "left out")

_NOTHING: dict[View, str] = {
    "saved": "No search was saved yet. On the main screen {save} saves the query.",
    "log": "No search was logged yet.",
    "left out": "Every document was read.",
}
_NO_MATCH = "Nothing here has these words."
_COUNTING = "counting…"
_OF_SAVED = frozenset({"searches.edit", "searches.rename", "searches.delete"})


class SearchLists(Page):
    """Three lists, one in sight."""

    PLACE = "searches"
    NUMBER = "F"
    TITLE_WORDS = "Searches"
    INVITATION = "words of a search"

    class Listed(Message):
        """The rows that the filter of a generation left, and how many lines each takes."""

        def __init__(self, generation: int, rows: Sequence[Row], heights: Sequence[int]) -> None:
            super().__init__()
            self.generation = generation
            self.rows = rows
            self.heights = heights

    def __init__(
        self, project: Project, keymap: Keymap, noting: Noting, said: deque[Saying]
    ) -> None:
        super().__init__(project, keymap, noting, said)
        self.recalling = Recalling(self, project, self.noting)
        self._view: View = "saved"
        self._generation = 0
        self._all: Sequence[Row] = ()
        self._shown: Sequence[Row] = ()
        self._heights: Sequence[int] = ()
        self._loading = True
        self._words = self._count = ""
        """What is in the list, in numbers: in full, and of what."""

    # -- what is shown

    def load(self) -> None:
        """Read what the view shows again."""
        self._loading = True
        match self._view:
            case "saved":
                self.recalling.saved()
            case "log":
                self.recalling.log()
            case _:
                self.recalling.coverage()

    @on(SavedRead)
    def _saved_read(self, message: SavedRead) -> None:
        if self._view != "saved":
            return
        for problem in message.problems:
            self.say(problem, "warn")
        self._words = self._count = count(len(message.searches), "saved search", "saved searches")
        self._take([SavedRow(search) for search in message.searches])

    @on(SavedCounted)
    def _saved_counted(self, message: SavedCounted) -> None:
        if self._view != "saved":
            return
        rows: list[Row] = []
        for row in self._all:
            if not isinstance(row, SavedRow) or row.search.name != message.name:
                rows.append(row)
                continue
            rows.append(SavedRow(row.search, message.total, message.new))
            rows += [NewRow(message.name, info) for info in message.first]
        self._take(rows)

    @on(LogRead)
    def _log_read(self, message: LogRead) -> None:
        if self._view != "log":
            return
        if message.broken:
            lines = count(message.broken, "line")
            self.say(f"{lines} of the log could not be read.", "warn")
        if not self.project.searchlog.kept:
            self.say("The log is switched off by the setting search_log.")
        self._words = self._count = count(len(message.asked), "query", "queries")
        self._take(list(asked_rows(message.asked)))

    @on(CoverageRead)
    def _coverage_read(self, message: CoverageRead) -> None:
        if self._view != "left out":
            return
        covered = message.coverage
        asked = count(covered.queries, "query was", "queries were")
        left = f", the last of {covered.queries + covered.left_out:,}" if covered.left_out else ""
        self._count = count(covered.documents, "document")
        self._words = f"{len(covered.read):,} of {self._count} read, {asked} asked again{left}"
        self._take(message.rows)

    def _take(self, rows: Sequence[Row]) -> None:
        self._all = rows
        self._loading = False
        self.narrow_to(self.prompt.value)

    def narrow_to(self, typed: str) -> None:
        """Have the rows with these words picked, in a worker: there may be 100,000."""
        self._generation += 1
        generation, words, rows = self._generation, fold(typed).split(), self._all

        def pick() -> None:
            left = _having(rows, words) if words else rows
            self.post_message(self.Listed(generation, left, list(map(height_of, left))))

        self.run_worker(pick, thread=True, group="rows", exit_on_error=False)

    @on(Listed)
    def _listed(self, message: Listed) -> None:
        if message.generation != self._generation:
            return
        key, cursor = self.rows.key, max(self.rows.cursor, 0)
        self._shown, self._heights = message.rows, message.heights
        self.rows.show(self._listing, cursor=self._place_of(key, cursor), keep_scroll=cursor > 0)
        self._show_heads()
        self.cursor_moved()

    def _place_of(self, key: Hashable | None, cursor: int) -> int:
        """Where the row that was under the cursor is now; else the place where it was."""
        if key is not None and not (
            cursor < len(self._shown) and key_of(self._shown[cursor]) == key
        ):
            places = (at for at, row in enumerate(self._shown) if key_of(row) == key)
            return next(places, cursor)
        return cursor

    def _show_heads(self) -> None:
        names = [(f"   {view}", view == self._view) for view in VIEWS]
        self.show_head(tuple(Run(name, "strong" if here else "faint") for name, here in names))
        reading = self._words
        if self.prompt.value.strip():
            reading = f"{self._choosable:,} with these words"
        self.show_counts(_COUNTING if self._loading else reading, self._count)

    def _listing(self, width: int) -> Listing:
        if self._shown:
            rows = self._shown
            return Listing.high(self._heights, lambda at: entry_of(rows[at], width))
        words = _NO_MATCH if self._all else _NOTHING[self._view]
        if self._loading:
            words = _COUNTING
        save = self.keymap.shown_first("anywhere.save_search")
        return Listing.of([remark(words.format(save=save), width, "muted")])

    @property
    def _choosable(self) -> int:
        """How many rows are no headings."""
        return len(self._shown) - sum(isinstance(row, Heading) for row in self._shown)

    @property
    def view(self) -> View:
        """The list in sight."""
        return self._view

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""
        cursor = self.rows.cursor
        return self._shown[cursor] if 0 <= cursor < len(self._shown) else None

    def where(self) -> Runs:
        """What the row under the cursor says more than it has room for."""
        match self.row:
            case AskedRow(asked):
                by = one_line(", ".join(asked.by))
                read = f"read as {one_line(asked.read_as)}" if asked.read_as else ""
                return (Run("   ".join(filter(None, (by, read))), "muted"),)
            case _:
                return ()

    def worded(self, action: Action) -> Action:
        """Choosing a document opens it."""
        opens = isinstance(self.row, NewRow | DocumentInfo) and action.id == "searches.choose"
        return replace(action, words="open") if opens else action

    def unusable(self) -> frozenset[str]:
        """Only a saved search can be changed, only one of the log saved."""
        unusable: set[str] = set()
        if not isinstance(self.row, SavedRow):
            unusable |= _OF_SAVED
        if not isinstance(self.row, AskedRow):
            unusable.add("searches.save")
        if self._view == "saved" or self._loading:
            unusable.add("searches.export")
        if self.row is None or isinstance(self.row, Heading):
            unusable.add("searches.choose")
        return frozenset(unusable)

    def turn_view(self, step: int) -> None:
        """Show the list so many steps further on."""
        self._view = VIEWS[(VIEWS.index(self._view) + step) % len(VIEWS)]
        self._all = self._shown = ()
        self._words = self._count = ""
        self._generation += 1
        with self.prevent(Input.Changed):
            self.prompt.clear()
        documents = self._view == "left out"
        self.prompt.placeholder = "words of a title or a path" if documents else self.INVITATION
        self.load()
        self.rows.show(self._listing)
        self.rows.focus()
        self._show_heads()
        self.cursor_moved()


def _having(rows: Sequence[Row], words: Sequence[str]) -> list[Row]:
    """The rows with all the words, and the headings that still have rows below them."""
    kept: list[Row] = []
    for row in rows:
        if isinstance(row, Heading):
            if kept and isinstance(kept[-1], Heading):
                kept.pop()
            kept.append(row)
        elif _has(row, words):
            kept.append(row)
    if kept and isinstance(kept[-1], Heading):
        kept.pop()
    return kept


def _has(row: Row, words: Sequence[str]) -> bool:
    text = fold(words_of(row))
    return all(word in text for word in words)
