"""The history: every step in words, the newest first, and the notes that were deleted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.message import Message
from textual.widgets import Input

from workbench.model import WorkbenchError
from workbench.tui.actions import Action
from workbench.tui.fuzzy import fold
from workbench.tui.keymap import page_bindings
from workbench.tui.rewinding import Rewinding
from workbench.tui.screens.page import Page
from workbench.tui.widgets.historyrows import HistoryRow, deleted_rows, step_rows
from workbench.tui.widgets.linelist import LineList
from workbench.tui.widgets.listing import Entry, Listing, remark
from workbench.tui.words import count

if TYPE_CHECKING:
    from workbench.notes.recovery import Deleted
    from workbench.store.history import Step

_NOTHING = "Nothing was done yet. Tags, notes and all that you change will be listed here."
_NO_MATCH = "Nothing here has these words."
_NONE_DELETED = "No deleted note is in the trash."


class HistoryPage(Page):
    """What was done. Choosing a step goes back, or forth again, to it."""

    PLACE = "history"
    NUMBER = 7
    TITLE_WORDS = "History"
    INVITATION = "words of a step"
    BINDINGS: ClassVar[list[BindingType]] = [*page_bindings("history")]

    class Loaded(Message):
        """The steps, newest first, and the deleted notes; or why they cannot be read."""

        def __init__(
            self, steps: Sequence[Step], deleted: Sequence[Deleted], problem: str = ""
        ) -> None:
            super().__init__()
            self.steps = steps
            self.deleted = deleted
            self.problem = problem

    class Listed(Message):
        """The rows of a generation, and where the cursor is to be."""

        def __init__(self, generation: int, rows: Sequence[HistoryRow], cursor: int) -> None:
            super().__init__()
            self.generation = generation
            self.rows = rows
            self.cursor = cursor

    _generation = 0
    _steps: Sequence[Step] = ()
    _deleted: Sequence[Deleted] = ()
    _shows_deleted = False
    _shown: Sequence[HistoryRow] = ()

    # -- what is shown

    def load(self) -> None:
        """Read the history again, and the trash where that is shown."""
        with_deleted = self._shows_deleted

        def look() -> Message:
            try:
                steps = self.project.history.steps()[::-1]
                deleted = self._rewinding.recovery.deleted() if with_deleted else ()
            except WorkbenchError as error:
                return self.Loaded((), (), str(error))
            return self.Loaded(steps, deleted)

        self.noting.read(look)

    @on(Loaded)
    def _loaded(self, message: Loaded) -> None:
        self._steps, self._deleted = message.steps, message.deleted
        if message.problem:
            self.say(message.problem, "error")
        self._ask(max(self.rows.cursor, 0))

    def narrow_to(self, typed: str) -> None:
        """List the steps, or the deleted notes, with all these words."""
        self._ask(0)

    def _ask(self, cursor: int) -> None:
        """Have the rows made, in a worker: a year of work has tens of thousands of steps."""
        self._generation += 1
        generation, words = self._generation, fold(self.prompt.value).split()
        make = self._deleted_rows if self._shows_deleted else self._step_rows
        self.run_worker(
            lambda: self.post_message(self.Listed(generation, make(words), cursor)),
            thread=True,
            group="rows",
            exit_on_error=False,
        )

    def _step_rows(self, words: Sequence[str]) -> list[HistoryRow]:
        present = next((step.id for step in self._steps if not step.undone), "")
        steps = [step for step in self._steps if _has(step.words, words)]
        return list(step_rows(steps, present, self._rewinding.go_to))

    def _deleted_rows(self, words: Sequence[str]) -> list[HistoryRow]:
        rows = deleted_rows(self._deleted, self._rewinding.restore)
        return [row for row in rows if _has(row.words, words)]

    @on(Listed)
    def _listed(self, message: Listed) -> None:
        if message.generation != self._generation:
            return
        cursor = message.cursor
        if cursor > 0 and self._row is not None:
            # Others may have done something since, which is above it now.
            wanted = self._row.key
            keys = (at for at, row in enumerate(message.rows) if row.key == wanted)
            cursor = next(keys, cursor)
        self._shown = message.rows
        self.rows.show(self._listing, cursor=cursor, keep_scroll=cursor > 0)
        self.show_head("deleted notes" if self._shows_deleted else "newest first")
        every = count(len(self._steps), "step")
        left = sum(row.act is not None for row in self._shown)
        if self._shows_deleted:
            self.show_counts(count(left, "deleted note"), every)
        else:
            some = bool(self.prompt.value.strip())
            self.show_counts(f"{left:,} of {every}" if some else "all steps", every)
        self.cursor_moved()

    def _listing(self, width: int) -> Listing:
        if not self._shown:
            nothing = _NONE_DELETED if self._shows_deleted else _NOTHING
            words = _NO_MATCH if self.prompt.value.strip() else nothing
            return Listing.of([remark(words, width, "muted")])

        def make(at: int) -> Entry:
            row = self._shown[at]
            return Entry(row.lines(width), None if row.act is None else at)

        return Listing.high((row.height for row in self._shown), make)

    @property
    def _row(self) -> HistoryRow | None:
        """What is under the cursor."""
        key = self.rows.key
        return self._shown[key] if isinstance(key, int) and key < len(self._shown) else None

    def unusable(self) -> frozenset[str]:
        """Without a step there is nothing to go to."""
        return frozenset({"history.choose"} if self._row is None else ())

    def worded(self, action: Action) -> Action:
        """Choosing a deleted note restores it."""
        restores = self._shows_deleted and action.id == "history.choose"
        return replace(action, words="restore") if restores else action

    # -- actions

    @on(LineList.Chosen, "#rows")
    def _chosen(self) -> None:
        if self._row is not None and self._row.act is not None:
            self._row.act()

    def action_deleted(self) -> None:
        """The deleted notes instead of the steps, or back."""
        self._shows_deleted = not self._shows_deleted
        self._shown = ()
        with self.prevent(Input.Changed):
            self.prompt.clear()
        self.rows.show(self._listing)
        self.load()

    @property
    def _rewinding(self) -> Rewinding:
        return Rewinding(self.project, self.noting)


def _has(text: str, words: Sequence[str]) -> bool:
    if not words:
        return True
    folded = fold(text)
    return all(word in folded for word in words)
