"""What is told of an indexing run: how far it is, and what became of every file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from workbench.model import Outcome

Phase = Literal["files", "names"]

# A commit takes at most about a tenth of the time.
COMMIT_SHARE = 10
REPORT_EVERY = 0.1


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a phase is: files read of all to be read, or documents whose names were found.

    `rate` is files or documents a second, `left` the seconds that the phase still takes; `skipped`
    counts files, and so does `unchanged`: those that need not be read.
    """

    phase: Phase
    done: int
    total: int
    skipped: int
    rate: float
    left: float
    unchanged: int = 0


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


@dataclass(frozen=True, slots=True)
class Listener:
    """Who is told of the run: of its progress, and at each commit how many documents there are."""

    progress: Callable[[Progress], None]
    commit: Callable[[Phase, int], None]
    clock: Callable[[], float]


class Pace:
    """The clock of one phase: when it commits, and when it says how far it is.

    `least` is how many seconds are between two commits at least.
    """

    def __init__(self, phase: Phase, least: float, listener: Listener) -> None:
        self._phase = phase
        self._listener = listener
        self._least = self._commit_after = least
        self._started = self._committed = listener.clock()
        self._reported = 0.0

    def commit_due(self) -> bool:
        """Whether it is time to commit."""
        return self._listener.clock() - self._committed >= self._commit_after

    def commit(self, work: Callable[[], int]) -> None:
        """Commit by `work`, which gives the number of documents."""
        before = self._listener.clock()
        documents = work()
        self._committed = self._listener.clock()
        self._commit_after = max(self._least, COMMIT_SHARE * (self._committed - before))
        self._listener.commit(self._phase, documents)

    def tell(self, done: int, total: int, skipped: int, share: float, unchanged: int = 0) -> None:
        """Say how far it is, when `share` of the work is done, if nothing was said just now."""
        now = self._listener.clock()
        if now - self._reported < REPORT_EVERY and done < total:
            return
        self._reported = now
        spent = max(now - self._started, 1e-6)
        left = spent * (1 - share) / share
        rate = done / spent
        self._listener.progress(Progress(self._phase, done, total, skipped, rate, left, unchanged))
