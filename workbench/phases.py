"""The two phases of indexing: files become documents that can be searched, then get their names.

Whatever cuts a run off, the next one completes the work. Mentions are always of the text that the
catalogue has, since those of a document are forgotten before another text of it counts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property

from workbench.lastlook import LastLook, Look
from workbench.library.planning import Plan
from workbench.library.readers import reader_for
from workbench.model import Document, FileOutcome
from workbench.progress import IndexedFile, Listener, Pace, Report
from workbench.project import Project
from workbench.readings import readings
from workbench.revisions import Revisions

# Seconds. What was read can be searched almost at once; lists of names need not change as often.
FILES_COMMIT, NAMES_COMMIT = 0.4, 2.0
# Characters. Names are found slowly: in smaller steps the progress is seen to move.
FILES_BATCH, NAMES_BATCH = 2_000_000, 200_000
# The index is made ready for searching when this part of it, or more, is new.
_WORTH_SETTLING = 50


class FilePhase:
    """Reads the files that changed, so that they can be searched, and fills in the report."""

    def __init__(self, project: Project, report: Report, listener: Listener) -> None:
        self._project = project
        self._library, self._search = project.library, project.search
        self._entities = project.entities
        self._report = report
        self._listener = listener
        self._revisions = Revisions(project.cache)
        self._last_look = LastLook(project.cache)
        self._batch: list[Document] = []
        self._characters = 0

    def run(self, rebuild: bool, jobs: int) -> None:
        """Bring catalogue and search index up to date; `jobs` processes read the files."""
        look = self._last_look.read()
        if not look.rooms or look.rooms != self._rooms():
            look = Look()
            rebuild = rebuild or not self._all_searchable()
        # The plan of a large folder is let go of before the index is made ready.
        pace, folder = self._follow(self._library.plan(rebuild=rebuild, folder=look.folder), jobs)
        revisions = self._add_revised()
        pace.commit(self._commit)
        self._revisions.write(revisions)
        self._last_look.write(Look(self._rooms(), folder) if folder else Look())
        if self._report.indexed * _WORTH_SETTLING >= self._library.count():
            self._search.settle()

    def _rooms(self) -> str:
        """What tells the contents of index and catalogue from others; empty where unknown."""
        index = self._search.stamp()
        return f"{index} {self._library.fingerprint()}" if index else ""

    def _follow(self, plan: Plan, jobs: int) -> tuple[Pace, str]:
        """Do what is planned; what tells the folder from others if that is nothing, else ""."""
        library, report = self._library, self._report
        report.unchanged = plan.unchanged
        report.removed = len(plan.removed)
        for outcome in plan.skipped:
            self._note(outcome)
        self._forget(plan.removed)
        library.forget(plan.removed)
        readable = sum(reader_for(file.raw_path) is not None for file in plan.to_read)
        self._search.expect(library.count() + readable)
        pace = Pace("files", FILES_COMMIT, self._listener)
        home, cache, total = self._project.home, self._project.cache, len(plan.to_read)
        for done, outcome in enumerate(readings(library, home, cache, plan.to_read, jobs), 1):
            self._take(outcome)
            if pace.commit_due():
                pace.commit(self._commit)
            pace.tell(done, total, report.skipped, done / total, report.unchanged)
        return pace, plan.folder

    def _all_searchable(self) -> bool:
        """Whether every document of the catalogue can be found.

        It cannot after the index was lost or damaged. What the index holds beyond them, because
        the catalogue was lost or a run was cut off between commits, is taken out.
        """
        known, searchable = self._library.ids(), self._search.ids()
        self._search.remove(searchable - known)
        return known <= searchable

    @cached_property
    def _named(self) -> set[str]:
        """The documents whose names were found when the run began."""
        return self._entities.ids()

    def _forget(self, ids: Collection[str]) -> None:
        if not ids:
            return
        self._search.remove(ids)
        self._entities.remove(self._named.intersection(ids))

    def _note(self, outcome: FileOutcome) -> None:
        ids = tuple(document.id for document in outcome.documents)
        self._report.skipped += outcome.outcome == "skipped"
        self._report.indexed += len(ids)
        self._report.files.append(
            IndexedFile(outcome.path, outcome.raw_path, outcome.outcome, outcome.reason, ids)
        )

    def _take(self, outcome: FileOutcome) -> None:
        self._note(outcome)
        self._forget(self._library.record(outcome))
        for document in outcome.documents:
            self._add(self._library.revised(document))

    def _add(self, document: Document) -> None:
        self._batch.append(document)
        self._characters += len(document.text)
        if self._characters >= FILES_BATCH:
            self._index_batch()

    def _add_revised(self) -> Mapping[str, str]:
        """Index the documents again on whose sources the analyst's word has changed.

        Returns what is said of all of them by now.
        """
        now, before = self._project.revisions(), self._revisions.read()
        either = now.keys() | before.keys()
        changed = {one for one in either if now.get(one) != before.get(one)}
        for identity in sorted(changed & self._library.ids() if changed else ()):
            self._add(self._library.document(identity))
        return now

    def _index_batch(self) -> None:
        if self._batch:
            self._search.update(self._batch)
            self._entities.remove(self._named.intersection(one.id for one in self._batch))
            self._batch = []
            self._characters = 0

    def _commit(self) -> int:
        self._index_batch()
        # The catalogue comes last: a document counts as read only when it can be found, and has
        # no mentions then but those of its text.
        self._entities.commit()
        self._search.commit()
        self._library.commit()
        return self._library.count()


class NamePhase:
    """Finds the mentions of the documents that lack them, in the order of their paths."""

    def __init__(self, project: Project, listener: Listener) -> None:
        self._library, self._entities = project.library, project.entities
        self._listener = listener

    def run(self, skipped: int) -> None:
        """Make the entities know every document and no other; `skipped` is said on the way."""
        known, named = self._library.ids(), self._entities.ids()
        if known == named:
            return
        self._entities.remove(named - known)
        pace = Pace("names", NAMES_COMMIT, self._listener)
        lacking = self._lacking(known - named)
        all_characters = sum(characters for _, characters in lacking)
        done = read = 0
        for batch, characters in self._batches(lacking):
            self._entities.update(batch)
            done += len(batch)
            read += characters
            if pace.commit_due():
                pace.commit(self._commit)
            pace.tell(done, len(lacking), skipped, read / all_characters)
        pace.commit(self._commit)

    def _lacking(self, ids: Iterable[str]) -> list[tuple[str, int]]:
        """The ids in the order of the paths, each with its number of characters and one more."""
        infos = sorted(
            (info.raw_path, info.part, info.id, info.characters + 1)
            for info in map(self._library.info, ids)
        )
        return [(identity, characters) for *_, identity, characters in infos]

    def _batches(self, lacking: Iterable[tuple[str, int]]) -> Iterator[tuple[list[Document], int]]:
        """The documents of these ids and numbers of characters, a few at a time."""
        batch: list[Document] = []
        size = 0
        for identity, characters in lacking:
            batch.append(self._library.document(identity))
            size += characters
            if size >= NAMES_BATCH:
                yield batch, size
                batch.clear()  # or two huge texts would be in memory at once
                size = 0
        if batch:
            yield batch, size

    def _commit(self) -> int:
        self._entities.commit()
        return self._library.count()
