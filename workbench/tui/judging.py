"""The flow of judging passages: each grade that is given is one step of the history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.model import Document
from workbench.spans import Span
from workbench.tui.messages import NotesChanged
from workbench.tui.noting import Noting

if TYPE_CHECKING:
    from workbench.notes import Annotation
    from workbench.notes.grades import Grade
    from workbench.project import Project


class Judging:
    """Grades passages and says so."""

    def __init__(self, project: Project, noting: Noting) -> None:
        self._project = project
        self._noting = noting

    def grade(self, annotation: str, grade: Grade) -> None:
        """Give an annotation of any document a grade, or take it away."""
        notes, told = self._project.notes, self._noting.told
        self._noting.change(lambda: NotesChanged(told(lambda: notes.grade(annotation, grade))))

    def grade_passage(self, document: Document, span: Span, grade: Grade) -> None:
        """Grade a passage that has no note."""
        notes, noting = self._project.notes, self._noting

        def change() -> NotesChanged:
            words = noting.told(lambda: notes.add(document, span, tags=grade.tags))
            return NotesChanged(words + noting.freshness.remark(document), document.id, span)

        noting.change(change)

    def span_of(self, note: Annotation, document: Document) -> Span | None:
        """Where the passage of a note stands now; None if it is not found. For worker threads."""
        with self._noting.lock:
            return self._project.notes.placed(note, document).span

    def judgement(self, document: Document, span: Span, own: Grade | None = None) -> str:
        """The grade of a passage, spelt out; empty if it has none. For worker threads.

        `own` is that of the note which is cited; what it lacks comes from the notes around it.
        """
        with self._noting.lock:
            grade = self._project.notes.grade_of(document, span)
        return (own.completed(grade) if own else grade).in_full
