"""The flow of the review: what is to be decided is read, and decided, in worker threads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from textual.message import Message
from textual.screen import Screen
from textual.worker import get_current_worker

from workbench.model import Document, WorkbenchError
from workbench.notes import Placed
from workbench.spans import Span
from workbench.tui.fuzzy import fold
from workbench.tui.messages import NotesChanged
from workbench.tui.noting import Noting
from workbench.tui.undecided import PossiblePlace, Question
from workbench.tui.widgets.reviewrows import Measured

if TYPE_CHECKING:
    from workbench.project import Project

_FIRST, _THEN = 50, 1000
"""Notes that are shown as soon as they are read, and how many more at a time."""

_CONTEXT = 60


class QuestionsRead(Message):
    """The notes to decide on as far as they are read by now, and how many there are in all."""

    def __init__(self, questions: Sequence[Question], count: int) -> None:
        super().__init__()
        self.questions = questions
        self.count = count


class QuestionsMeasured(Message):
    """The notes that have the words, each with its height in a list of so many cells."""

    def __init__(self, generation: int, measured: Sequence[Measured], width: int) -> None:
        super().__init__()
        self.generation = generation
        self.measured = measured
        self.width = width


class Reviewing:
    """Asks what is to be decided, and carries the decisions out, each as one step."""

    def __init__(self, screen: Screen[Any], project: Project, noting: Noting) -> None:
        self._screen = screen
        self._project = project
        self._noting = noting
        self._generation = 0
        self._width = 0
        self._known: dict[str, Measured] = {}
        """What was measured for the width, by the notes' ids."""

    def read(self) -> None:
        """Find the notes to decide on; the answers are messages to the screen."""
        self._run(self._read, "review", exclusive=True)

    def measure(self, questions: Sequence[Question], words: Sequence[str], width: int) -> None:
        """Choose those with all the words, folded, and measure them; the last answer counts."""
        self._generation += 1
        generation = self._generation

        def work() -> None:
            if width != self._width:
                self._width, self._known = width, {}
            measured = [self._measured(one) for one in questions if _has(one, words)]
            self._screen.post_message(QuestionsMeasured(generation, measured, width))

        self._run(work, "measure", exclusive=False)

    def wanted(self, message: QuestionsMeasured) -> bool:
        """Whether an answer is that to the last question."""
        return message.generation == self._generation

    def confirm(self, placed: Placed, span: Span) -> None:
        """Have the note speak of a span of its document as it is now."""

        def change() -> NotesChanged:
            note = placed.annotation
            document = self._project.library.document(note.document)
            notes = self._project.notes
            words = self._noting.told(lambda: notes.confirm(note.id, span, document))
            return NotesChanged(words, note.document, span)

        self._noting.change(change)

    def keep(self, placed: Placed) -> None:
        """Keep the note without a passage."""

        def change() -> NotesChanged:
            note = placed.annotation
            words = self._noting.told(lambda: self._project.notes.keep_as_orphan(note.id))
            return NotesChanged(words, note.document)

        self._noting.change(change)

    # -- in a worker thread

    def _run(self, work: Callable[[], None], group: str, *, exclusive: bool) -> None:
        self._screen.run_worker(
            work, thread=True, group=group, exclusive=exclusive, exit_on_error=False
        )

    def _measured(self, question: Question) -> Measured:
        identity = question.placed.annotation.id
        known = self._known.get(identity)
        if known is None or known.question is not question:
            known = self._known[identity] = Measured.of(question, self._width)
        return known

    def _read(self) -> None:
        worker = get_current_worker()
        with self._noting.lock:
            self._noting.see_others()
            placed = self._project.notes.review()
        questions: list[Question] = []
        told = 0
        for document, group in groupby(placed, key=lambda one: one.annotation.document):
            if worker.is_cancelled:
                return
            questions += self._questions(document, list(group))
            if len(questions) - told >= (_THEN if told else _FIRST):
                told = len(questions)
                self._screen.post_message(QuestionsRead(tuple(questions), len(placed)))
        if told < len(questions) or not questions:
            self._screen.post_message(QuestionsRead(tuple(questions), len(placed)))

    def _questions(self, document: str, placed: Sequence[Placed]) -> list[Question]:
        try:
            read = self._project.library.document(document)
        except WorkbenchError:
            return [Question(one, document, (), gone=True) for one in placed]
        return [
            Question(one, read.info.title, tuple(_place(read, c.span) for c in one.candidates))
            for one in placed
        ]


def _place(document: Document, span: Span) -> PossiblePlace:
    text = document.text
    return PossiblePlace(
        span,
        document.paragraph_at(span.start),
        text[max(span.start - _CONTEXT, 0) : span.start],
        text[span.start : span.end],
        text[span.end : span.end + _CONTEXT],
    )


def _has(question: Question, words: Sequence[str]) -> bool:
    if not words:
        return True
    note = question.placed.annotation
    text = fold(f"{note.exact} {note.note} {' '.join(note.tags)}")
    return all(word in text for word in words)
