"""The flow of copying: a citation is made and put into the clipboard in a worker thread.

What is said of it is true: verified, sent without an answer, or saved to a file.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from workbench.model import Citation, Document, WorkbenchError
from workbench.spans import Span
from workbench.tui.freshness import Freshness
from workbench.tui.judging import Judging
from workbench.tui.messages import Said
from workbench.tui.words import count

if TYPE_CHECKING:
    from workbench.citations import Clipboard
    from workbench.notes import Annotation
    from workbench.notes.grades import Grade
    from workbench.project import Project

_PATIENCE = 2.0
"""Seconds that a copy waits for its style, which mostly is ready since the document was opened."""

_WORD = re.compile(r"\w[\w'’.-]*")


class Copying:
    """Copies passages with their citations."""

    def __init__(
        self,
        screen: Screen[Any],
        project: Project,
        clipboard: Callable[[], Clipboard],
        freshness: Freshness,
        judging: Judging,
    ) -> None:
        self._screen = screen
        self._judging = judging
        self._project = project
        self._make_clipboard = clipboard
        self._freshness = freshness
        self.style: str | None = None
        """The form of citations for this session; None for the project's own."""

    @cached_property
    def clipboard(self) -> Clipboard:
        """The clipboard, made when it is first needed: its libraries need not delay the start."""
        return self._make_clipboard()

    def warm(self, document: Document) -> None:
        """Format the reference in the background, so that copying does not wait for it."""
        style = self.style
        self._run(lambda: self._warm(document, style))

    def on_screen(self, screen: Screen[Any]) -> Copying:
        """The same for another screen: what is copied there is said there."""
        other = Copying(
            screen, self._project, lambda: self.clipboard, self._freshness, self._judging
        )
        other.style = self.style
        return other

    def copy_note(self, note: Annotation) -> None:
        """Copy the passage of a note, of any document, with its citation and the note's grade."""

        def work() -> None:
            document = self._project.library.document(note.document)
            span = self._judging.span_of(note, document)
            if span is not None:
                self._copy_passage(document, span, note.grade)
            elif note.whole:
                self._copy_reference(document)
            else:
                raise WorkbenchError("The passage is not in the text any more; nothing is copied.")

        self._run(work)

    def copy_passage(self, document: Document, span: Span) -> None:
        """Copy a passage with its citation."""
        self._run(lambda: self._copy_passage(document, span))

    def copy_reference(self, document: Document) -> None:
        """Copy the reference of a document alone."""
        self._run(lambda: self._copy_reference(document))

    def copy_text(self, text: str, what: str) -> None:
        """Copy text as it is; `what` names it in the sentence that follows."""
        self._run(lambda: self._copy(text, what))

    # -- in a worker thread

    def _run(self, work: Callable[[], None]) -> None:
        def run() -> None:
            try:
                work()
            except WorkbenchError as error:
                self._screen.post_message(Said(str(error), "error"))

        self._screen.run_worker(run, thread=True, group="copy", exit_on_error=False)

    def _warm(self, document: Document, style: str | None) -> None:
        self._project.citations.warm(document.info, style)

    def _copy_passage(self, document: Document, span: Span, grade: Grade | None = None) -> None:
        judgement = self._judging.judgement(document, span, grade)
        citation = self._project.citations.cite_exactly(
            document, span, self.style, _PATIENCE, judgement
        )
        words = len(_WORD.findall(citation.quote))
        whose = "its" if words == 1 else "their"
        what = f"{count(words, 'word')} with {whose} citation"
        what += " and grade" if judgement else ""
        remark = self._freshness.remark(document)
        self._copy(citation.citation, what + self._instead(citation), remark)

    def _copy_reference(self, document: Document) -> None:
        citation = self._project.citations.cite_exactly(document, None, self.style, _PATIENCE)
        what = "the reference" + self._instead(citation)
        remark = self._freshness.remark(document)
        self._copy(citation.reference or citation.citation, what, remark)

    def _instead(self, citation: Citation) -> str:
        """That the citation is not in the style that was asked for, if so."""
        wanted = self.style or self._project.settings.citation_style
        return "" if citation.style == wanted else ", as plain text because pandoc gave no answer"

    def _copy(self, text: str, what: str, remark: str = "") -> None:
        copied = self.clipboard.copy(text)
        if copied.outcome == "saved":
            self._screen.post_message(Said(copied.message + remark, "warn"))
        else:
            self._screen.post_message(Said(f"Copied {what}. {copied.message}{remark}"))
