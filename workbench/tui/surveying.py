"""The flow of the page of notes: all notes are read, placed and filtered in worker threads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from textual.message import Message
from textual.screen import Screen
from textual.worker import get_current_worker

from workbench.model import Document, DocumentInfo, WorkbenchError
from workbench.notes import Annotation, Placed, Tag
from workbench.tui.noting import Noting
from workbench.tui.survey import Filters, Narrowed, Order, Survey, narrow

if TYPE_CHECKING:
    from workbench.project import Project


class Surveyed(Message):
    """All notes and all tags, as they are now."""

    def __init__(self, survey: Survey, tags: Sequence[Tag]) -> None:
        super().__init__()
        self.survey = survey
        self.tags = tags


class NotesNarrowed(Message):
    """What the filter of a generation left."""

    def __init__(self, generation: int, narrowed: Narrowed) -> None:
        super().__init__()
        self.generation = generation
        self.narrowed = narrowed


class PlacesNamed(Message):
    """Paragraph and page of notes, by their ids, as they are read."""

    def __init__(self, named: dict[str, str]) -> None:
        super().__init__()
        self.named = named


class Surveying:
    """Asks for what the page shows; the answers are messages to its screen."""

    def __init__(self, screen: Screen[Any], project: Project, noting: Noting) -> None:
        self._screen = screen
        self._project = project
        self._noting = noting
        self._generation = 0
        self._named: set[str] = set()

    def survey(self) -> None:
        """Read all notes, then find the passages of those whose documents changed."""
        self._named.clear()
        self._run(self._survey, "survey")

    def narrow(
        self,
        survey: Survey,
        filters: Filters,
        words: str,
        order: Order,
        height: Callable[[Annotation, int], int],
        measure: int,
    ) -> None:
        """Filter, order and measure the notes; only the last answer counts."""
        self._generation += 1
        generation = self._generation

        def work() -> None:
            narrowed = narrow(
                survey, filters, words, order, lambda note: height(note, measure), measure
            )
            self._screen.post_message(NotesNarrowed(generation, narrowed))

        self._run(work, "narrow")

    def wanted(self, message: NotesNarrowed) -> bool:
        """Whether an answer is that to the last question."""
        return message.generation == self._generation

    def name_places(self, survey: Survey, document: str) -> None:
        """Find paragraph and page of the notes of a document, unless that was asked before."""
        if document in self._named:
            return
        self._named.add(document)

        def work() -> None:
            try:
                read = self._project.library.document(document)
            except WorkbenchError:
                return
            notes = (note for note in survey.notes if note.document == document)
            named = {
                note.id: _named(read, position)
                for note in notes
                if not note.whole and (position := survey.position(note)) is not None
            }
            self._screen.post_message(PlacesNamed(named))

        self._run(work, "places")

    # -- in a worker thread

    def _run(self, work: Callable[[], None], group: str) -> None:
        exclusive = group == "survey"
        self._screen.run_worker(
            work, thread=True, group=group, exclusive=exclusive, exit_on_error=False
        )

    def _survey(self) -> None:
        project, worker = self._project, get_current_worker()
        with self._noting.lock:
            self._noting.see_others()
            notes, tags = project.notes.all(), project.codebook.tags()
            problems = tuple(str(problem) for problem in project.notes.problems())
            links = self._noting.linking.around("", notes)
        documents: dict[str, DocumentInfo] = {}
        changed: dict[str, list[Annotation]] = {}
        for note in notes:
            info = documents.get(note.document) or self._info(note.document)
            if info is not None:
                documents[note.document] = info
                if not note.stands_in(info.sha256):
                    changed.setdefault(note.document, []).append(note)
        self._screen.post_message(Surveyed(Survey(notes, documents, {}, problems, links), tags))
        places: dict[str, Placed] = {}
        for document, those in changed.items():
            if worker.is_cancelled:
                return
            try:
                read = project.library.document(document)
            except WorkbenchError:
                continue
            with self._noting.lock:
                places |= {one.id: project.notes.placed(one, read) for one in those}
        if places:
            placed = Survey(notes, documents, places, problems, links)
            self._screen.post_message(Surveyed(placed, tags))

    def _info(self, document: str) -> DocumentInfo | None:
        try:
            return self._project.library.info(document)
        except WorkbenchError:
            return None


def _named(document: Document, position: int) -> str:
    paragraph = f"¶\u00a0{document.paragraph_at(position):,}"
    page = document.page_at(position)
    return f"{paragraph}, p.\u00a0{page:,}" if page else paragraph
