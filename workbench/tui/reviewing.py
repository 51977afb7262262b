"""The flow of the review: what is to be decided is read, and decided, in worker threads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from textual.message import Message

from workbench.model import Document, Span, WorkbenchError
from workbench.notes import Placed
from workbench.tui.messages import NotesChanged
from workbench.tui.noting import Noting

if TYPE_CHECKING:
    from workbench.project import Project

_AT_ONCE = 100
"""Notes that are shown at a time: the next come when these are decided."""

_CONTEXT = 60


@dataclass(frozen=True, slots=True)
class PossiblePlace:
    """A place where a passage may stand: its span, its paragraph, its words and those around."""

    span: Span
    paragraph: int
    before: str
    text: str
    after: str


@dataclass(frozen=True, slots=True)
class Question:
    """A note whose passage is not certain, or not found, and the places to choose from."""

    placed: Placed
    title: str
    places: tuple[PossiblePlace, ...]
    gone: bool = False
    """The document is not in the collection any more."""


class QuestionsRead(Message):
    """The first notes to decide on, and how many there are in all."""

    def __init__(self, questions: Sequence[Question], count: int) -> None:
        super().__init__()
        self.questions = questions
        self.count = count


class Reviewing:
    """Asks what is to be decided, and carries the decisions out, each as one step."""

    def __init__(self, project: Project, noting: Noting) -> None:
        self._project = project
        self._noting = noting

    def read(self) -> None:
        """Find the notes to decide on; the answer is a message to the screen."""

        def look() -> Message:
            self._project.notes.refresh()
            placed = self._project.notes.review()
            questions: list[Question] = []
            groups = groupby(placed[:_AT_ONCE], key=lambda one: one.annotation.document)
            for document, group in groups:
                questions += self._questions(document, list(group))
            return QuestionsRead(questions, len(placed))

        self._noting.read(look)

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
