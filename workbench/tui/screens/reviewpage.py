"""The review: notes whose passages are not certain, or not found, each with where it may stand."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType

from workbench.spans import Span
from workbench.tui.fuzzy import fold
from workbench.tui.keymap import page_bindings
from workbench.tui.reviewing import QuestionsMeasured, QuestionsRead, Reviewing
from workbench.tui.screens.going import Read
from workbench.tui.screens.page import Page
from workbench.tui.text import Run, Runs
from workbench.tui.undecided import PossiblePlace, Question
from workbench.tui.widgets.linelist import LineList
from workbench.tui.widgets.listing import Listing, remark
from workbench.tui.widgets.reviewrows import Measured, ReviewKey, entry_number, review_listing
from workbench.tui.words import count

if TYPE_CHECKING:
    from workbench.project import Project
    from workbench.tui.keymap import Keymap
    from workbench.tui.noting import Noting
    from workbench.tui.widgets.status import Saying

_NOTHING = "Every note stands where it was made, or moved with its passage beyond doubt."
_NO_MATCH = "No note to review has these words."


class ReviewPage(Page):
    """What is to be decided, note by note; a decision is one step that undo takes back."""

    PLACE = "review"
    NUMBER = 8
    TITLE_WORDS = "Review"
    INVITATION = "words of the passage or the note"
    BINDINGS: ClassVar[list[BindingType]] = [*page_bindings("review")]

    def __init__(
        self,
        project: Project,
        keymap: Keymap,
        noting: Noting,
        said: deque[Saying],
        selected: tuple[str, Span] | None,
    ) -> None:
        """`selected` is the document that is open and what is selected in it, if anything."""
        super().__init__(project, keymap, noting, said)
        self._selected = selected
        self._reviewing = Reviewing(self, project, self.noting)
        self._all: Sequence[Question] = ()
        self._measured: Sequence[Measured] = ()
        self._measured_for = 0
        self._keeps = False
        self._count = 0

    # -- what is shown

    def load(self) -> None:
        """Find what is to be decided."""
        self._reviewing.read()

    @on(QuestionsRead)
    def _read(self, message: QuestionsRead) -> None:
        self._all, self._count = message.questions, message.count
        self._ask(keep=True)

    def narrow_to(self, typed: str) -> None:
        """Show the notes with these words."""
        self._ask(keep=False)

    def _ask(self, *, keep: bool) -> None:
        """Have the notes measured, in a worker; `keep` leaves the cursor where it is."""
        self._keeps = keep
        width = self.rows.scrollable_content_region.width or self.app.size.width
        self._reviewing.measure(self._all, fold(self.prompt.value).split(), width)

    @on(QuestionsMeasured)
    def _show(self, message: QuestionsMeasured) -> None:
        if not self._reviewing.wanted(message):
            return
        cursor = self._same_place(message.measured) if self._keeps else 0
        self._measured, self._measured_for = message.measured, message.width
        self.rows.show(self._listing, cursor=cursor, keep_scroll=self._keeps)
        self.show_head("as it was made, and where it may stand")
        every = count(self._count, "note")
        words = self.prompt.value.strip()
        reading = f"{len(self._measured):,} of {every}" if words else f"{every} to decide on"
        self.show_counts(reading, every)
        self.cursor_moved()

    def _same_place(self, measured: Sequence[Measured]) -> int:
        """Where the note under the cursor is by now; if it is gone, where the cursor is."""
        key, before = self.rows.key, self._question
        for number, one in enumerate(measured if before is not None else ()):
            same = before is not None and _id(one.question) == _id(before)
            if same and isinstance(key, ReviewKey):
                return entry_number(measured, replace(key, question=number))
        return max(self.rows.cursor, 0)

    def _listing(self, width: int) -> Listing:
        if not self._measured:
            return Listing.of([remark(_NO_MATCH if self._all else _NOTHING, width, "muted")])
        if width != self._measured_for:
            # The window has another width by now: lines are as they were until they are measured.
            self.call_later(self._ask, keep=True)
        return review_listing(self._measured, self._measured_for)

    @property
    def _question(self) -> Question | None:
        """The note under the cursor."""
        key = self.rows.key
        return self._measured[key.question].question if isinstance(key, ReviewKey) else None

    @property
    def _possible(self) -> PossiblePlace | None:
        """The place under the cursor."""
        key, question = self.rows.key, self._question
        if question is None or not isinstance(key, ReviewKey) or key.place < 0:
            return None
        return question.places[key.place]

    def where(self) -> Runs:
        """Which note of how many."""
        key = self.rows.key
        if not isinstance(key, ReviewKey):
            return ()
        number = Run(f"note {key.question + 1:,}", "strong")
        return (number, Run(f" of {len(self._measured):,}", "muted"))

    def unusable(self) -> frozenset[str]:
        """Without a place there is none to accept, without a selection none to take."""
        verbs = set()
        if self._possible is None:
            verbs.add("choose")
        if self._question is None:
            verbs |= {"open", "keep"}
        if self._question is None or self._selected is None:
            verbs.add("take_selection")
        return frozenset(f"review.{verb}" for verb in verbs)

    # -- actions

    @on(LineList.Chosen, "#rows")
    def _chosen(self) -> None:
        question, place = self._question, self._possible
        if question is not None and place is not None:
            self._reviewing.confirm(question.placed, place.span)
        elif question is not None:
            keep = self.keymap.shown_first("review.keep")
            self.say(f"There is no place to accept. {keep} keeps the note without one.")

    def action_keep(self) -> None:
        """Keep the note without a passage."""
        if self._question is not None:
            self._reviewing.keep(self._question.placed)

    def action_open(self) -> None:
        """See the place in the document, or where the passage was."""
        question, place = self._question, self._possible
        if question is None:
            return
        if question.gone:
            self.say("The document is not in the collection any more.")
            return
        note = question.placed.annotation
        span = place.span if place is not None else note.span
        self.dismiss(Read(note.document, span.start if span is not None else 0))

    def action_take_selection(self) -> None:
        """Have the note speak of what is selected in the open document."""
        question = self._question
        if question is None:
            return
        if self._selected is None:
            opens = self.keymap.shown_first("review.open")
            back = self.keymap.shown_first("anywhere.review")
            self.say(f"Nothing is selected. {opens} opens the document; select, then {back}.")
        elif self._selected[0] != question.placed.annotation.document:
            self.say("What is selected is in another document.")
        else:
            self._reviewing.confirm(question.placed, self._selected[1])


def _id(question: Question) -> str:
    return question.placed.annotation.id
