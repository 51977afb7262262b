"""Bringing a project up to date with its folder: read what changed, index it, find its entities.

`index` does the work in this process. The terminal interface runs `python -m workbench.indexing`
as a child instead, because the work would hold the interpreter lock for a quarter of a second at a
time; the child prints one JSON object a line.
"""

from __future__ import annotations

import argparse
import fcntl
import json
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from workbench.model import Document, FileOutcome, Outcome, WorkbenchError
from workbench.project import Project
from workbench.readings import readings

# A commit makes what was read searchable and costs a merge: the first comes at once, then they
# take at most about a tenth of the time.
FIRST_COMMIT = 0.4
COMMIT_SHARE = 10
BATCH_CHARACTERS = 2_000_000
REPORT_EVERY = 0.1


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the work is: files done of all to be read, files a second, seconds left."""

    done: int
    total: int
    skipped: int
    rate: float
    left: float


@dataclass(frozen=True, slots=True)
class IndexedFile:
    """What became of a file, and the ids of the documents found in it."""

    path: str
    raw_path: bytes
    outcome: Outcome
    reason: str
    documents: tuple[str, ...] = ()


@dataclass(slots=True)
class Report:
    """What an indexing run did; `files` are those that it read and those that cannot be read."""

    documents: int = 0
    indexed: int = 0
    unchanged: int = 0
    removed: int = 0
    skipped: int = 0
    seconds: float = 0.0
    files: list[IndexedFile] = field(default_factory=list)


@contextmanager
def _alone(cache: Path) -> Iterator[None]:
    """Hold the lock that lets one process index; WorkbenchError if another one holds it."""
    with (cache / "indexing.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise WorkbenchError(
                "Another copy of the workbench is indexing this folder."
            ) from error
        yield


def index(
    project: Project,
    *,
    rebuild: bool = False,
    jobs: int = 1,
    on_progress: Callable[[Progress], None] = lambda progress: None,
    on_commit: Callable[[int], None] = lambda documents: None,
    clock: Callable[[], float] = time.monotonic,
) -> Report:
    """Bring catalogue, search index and entities up to date with the folder.

    `jobs` processes read the files: this one where it is 1. What was committed stays if the run is
    cut short, and the next run goes on from there. Raises WorkbenchError when another process is
    indexing the same project, or the disk refuses.
    """
    with _alone(project.cache):
        return _Run(project, on_progress, on_commit, clock).run(rebuild, jobs)


class _Run:
    """One indexing run: its batch of unindexed documents, its report and its commits."""

    def __init__(
        self,
        project: Project,
        on_progress: Callable[[Progress], None],
        on_commit: Callable[[int], None],
        clock: Callable[[], float],
    ) -> None:
        self._project = project
        self._on_progress = on_progress
        self._on_commit = on_commit
        self._clock = clock
        self._started = clock()
        self._committed = self._started
        self._commit_after = FIRST_COMMIT
        self._reported = 0.0
        self._batch: list[Document] = []
        self._batch_characters = 0
        self._report = Report()

    def run(self, rebuild: bool, jobs: int) -> Report:
        project, report = self._project, self._report
        plan = project.library.plan(rebuild=rebuild or not self._agree())
        report.unchanged = plan.unchanged
        report.removed = len(plan.removed)
        for outcome in plan.skipped:
            self._note(outcome)
        self._forget(plan.removed)
        project.library.forget(plan.removed)
        for done, outcome in enumerate(
            readings(project.library, project.home, project.cache, plan.to_read, jobs), 1
        ):
            self._take(outcome)
            self._tell(done, len(plan.to_read))
        self._commit()
        report.documents = project.library.count()
        report.seconds = self._clock() - self._started
        return report

    def _agree(self) -> bool:
        """Whether the search and the entities hold every document of the catalogue.

        They do not after one of them was lost or damaged. What they hold beyond it, because the
        catalogue was lost or a run was cut off between commits, is taken out.
        """
        library, search = self._project.library, self._project.search
        entities = self._project.entities
        if search.indexed() == entities.indexed() == library.count():
            return True
        known, searched, named = library.ids(), search.ids(), entities.ids()
        search.remove(searched - known)
        entities.remove(named - known)
        return known <= searched and known <= named

    def _forget(self, ids: Sequence[str]) -> None:
        if ids:
            self._project.search.remove(ids)
            self._project.entities.remove(ids)

    def _note(self, outcome: FileOutcome) -> None:
        ids = tuple(document.id for document in outcome.documents)
        self._report.skipped += outcome.outcome == "skipped"
        self._report.indexed += len(ids)
        self._report.files.append(
            IndexedFile(outcome.path, outcome.raw_path, outcome.outcome, outcome.reason, ids)
        )

    def _take(self, outcome: FileOutcome) -> None:
        self._note(outcome)
        self._forget(self._project.library.record(outcome))
        self._batch.extend(outcome.documents)
        self._batch_characters += sum(len(document.text) for document in outcome.documents)
        if self._batch_characters >= BATCH_CHARACTERS:
            self._index_batch()
        if self._clock() - self._committed >= self._commit_after:
            self._commit()

    def _index_batch(self) -> None:
        if self._batch:
            self._project.search.update(self._batch)
            self._project.entities.update(self._batch)
            self._batch = []
            self._batch_characters = 0

    def _commit(self) -> None:
        self._index_batch()
        before = self._clock()
        # The catalogue comes last: a document counts as read only when it can be found.
        self._project.search.commit()
        self._project.entities.commit()
        self._project.library.commit()
        self._committed = self._clock()
        self._commit_after = max(FIRST_COMMIT, COMMIT_SHARE * (self._committed - before))
        self._on_commit(self._project.library.count())

    def _tell(self, done: int, total: int) -> None:
        now = self._clock()
        if now - self._reported < REPORT_EVERY and done < total:
            return
        self._reported = now
        rate = done / max(now - self._started, 1e-6)
        left = (total - done) / rate
        self._on_progress(Progress(done, total, self._report.skipped, rate, left))


def _say(event: str, **members: object) -> None:
    print(json.dumps({"event": event, **members}), flush=True)


def main() -> int:
    """Index in this process and report on standard output, one JSON object a line."""
    parser = argparse.ArgumentParser(prog="python -m workbench.indexing")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--data", type=Path)
    arguments = parser.parse_args()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # ctrl+c belongs to the program in front
    os.nice(5)
    try:
        project = Project.open(arguments.folder, arguments.data)
        report = index(
            project,
            on_progress=lambda at: _say(
                "progress",
                done=at.done,
                total=at.total,
                skipped=at.skipped,
                rate=round(at.rate, 1),
                left=round(at.left, 1),
            ),
            on_commit=lambda documents: _say("commit", documents=documents),
        )
    except WorkbenchError as error:
        _say("error", message=str(error))
        return 1
    except BrokenPipeError:  # the program that started us has gone
        return 1
    _say(
        "done",
        documents=report.documents,
        indexed=report.indexed,
        removed=report.removed,
        skipped=report.skipped,
        seconds=round(report.seconds, 2),
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
