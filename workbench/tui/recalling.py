"""The flow of the page of searches: what was saved, asked and left out, read in worker threads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.message import Message
from textual.screen import Screen
from textual.worker import get_current_worker

from workbench.library.safe import safe_name
from workbench.model import DocumentInfo, WorkbenchError
from workbench.tui.messages import NotesChanged, Said
from workbench.tui.noting import Noting
from workbench.tui.widgets.searchesrows import Row, coverage_rows
from workbench.tui.words import count

if TYPE_CHECKING:
    from workbench.project import Project
    from workbench.search.engine import Sort
    from workbench.search.memory import Asked, Coverage, SavedSearch

NEW_SHOWN = 5
"""New documents that are listed below a saved search."""


class SavedRead(Message):
    """The saved searches by name, and what is wrong with their files."""

    def __init__(self, searches: Sequence[SavedSearch], problems: Sequence[str]) -> None:
        super().__init__()
        self.searches = searches
        self.problems = problems


class SavedCounted(Message):
    """How many documents answer a saved search, and how many are new (None: never looked at)."""

    def __init__(
        self, name: str, total: int, new: int | None, first: Sequence[DocumentInfo]
    ) -> None:
        super().__init__()
        self.name = name
        self.total = total
        self.new = new
        self.first = first


class LogRead(Message):
    """The queries of the log, the last first, and how many lines were not understood."""

    def __init__(self, asked: Sequence[Asked], broken: int) -> None:
        super().__init__()
        self.asked = asked
        self.broken = broken


class CoverageRead(Message):
    """What was looked at, and the rows of what was not."""

    def __init__(self, coverage: Coverage, rows: Sequence[Row]) -> None:
        super().__init__()
        self.coverage = coverage
        self.rows = rows


class Recalling:
    """Asks for what the page shows, the answers being messages to its screen; changes searches."""

    def __init__(self, screen: Screen[Any], project: Project, noting: Noting) -> None:
        self._screen = screen
        self._project = project
        self._noting = noting

    def saved(self) -> None:
        """Read the saved searches, then ask each for its documents."""
        self._run(self._saved)

    def log(self) -> None:
        """Read the log."""
        self._run(self._log)

    def coverage(self) -> None:
        """Find out what was never looked at."""
        self._run(self._coverage)

    def save(self, name: str, query: str, sort: Sort) -> None:
        """Save a query under a name."""
        self._change(lambda: self._project.searches.save(name, query, sort))

    def rename(self, name: str, new: str) -> None:
        """Give a saved search another name."""
        self._change(lambda: self._project.searches.rename(name, new))

    def edit(self, name: str, query: str) -> None:
        """Give a saved search another query."""
        self._change(lambda: self._project.searches.edit(name, query))

    def delete(self, name: str) -> None:
        """Delete a saved search; undo restores it."""
        restores = self._noting.restores
        self._change(lambda: self._project.searches.delete(name), restores)

    def export(self, place: Path, *, queries: bool) -> None:
        """Write the `queries` of the method record to a new file, or what became of documents."""
        self._run(lambda: self._export(place, queries))

    # -- in a worker thread

    def _run(self, work: Callable[[], None]) -> None:
        self._screen.run_worker(
            work, thread=True, group="recalling", exclusive=True, exit_on_error=False
        )

    def _change(self, deed: Callable[[], object], more: str = "") -> None:
        self._noting.change(lambda: NotesChanged(self._noting.told(deed) + more))

    def _saved(self) -> None:
        from workbench.search.cancelling import CancelledError

        project, worker = self._project, get_current_worker()
        with self._noting.lock:
            self._noting.see_others()
            searches = project.searches.all()
            problems = [str(problem) for problem in project.searches.problems()]
        self._screen.post_message(SavedRead(searches, problems))
        for search in searches:
            try:
                answers = project.search.documents(search.query, lambda: worker.is_cancelled)
            except CancelledError:
                return
            new = project.looks.new(search.query, answers)
            first = [self._info(identity) for identity in (new or ())[:NEW_SHOWN]]
            self._screen.post_message(
                SavedCounted(
                    search.name,
                    len(answers),
                    None if new is None else len(new),
                    [info for info in first if info is not None],
                )
            )

    def _log(self) -> None:
        log = self._project.searchlog
        self._screen.post_message(LogRead(log.record().asked, log.broken()))

    def _coverage(self) -> None:
        from workbench.search.cancelling import CancelledError

        worker = get_current_worker()
        try:
            covered = self._project.coverage(lambda: worker.is_cancelled)
        except CancelledError:
            return
        documents = {info.id: info for info in self._project.library.documents()}
        self._screen.post_message(CoverageRead(covered, list(coverage_rows(covered, documents))))

    def _export(self, place: Path, queries: bool) -> None:
        from workbench.exchange import files, method
        from workbench.search.cancelling import CancelledError

        project, worker = self._project, get_current_worker()
        record = project.searchlog.record()
        try:
            if queries:
                table, rows = method.searches(record.asked), len(record.asked)
            else:
                covered = project.coverage(lambda: worker.is_cancelled)
                table = method.documents(covered, record, project.library.documents())
                rows = covered.documents
            files.write(place, {"": table})
        except CancelledError:
            return
        except WorkbenchError as error:
            self._screen.post_message(Said(str(error), "error"))
            return
        words = count(rows, "query", "queries") if queries else count(rows, "document")
        self._screen.post_message(Said(f"Wrote {safe_name(place.name)}: {words}."))

    def _info(self, identity: str) -> DocumentInfo | None:
        try:
            return self._project.library.info(identity)
        except WorkbenchError:
            return None


def name_problem(name: str) -> str:
    """Why a search cannot have this name, in a sentence; empty if it can."""
    from workbench.search.memory.saved import tidy_name

    try:
        tidy_name(name)
    except WorkbenchError as error:
        return str(error)
    return ""
