"""The flow of the search log: which queries were run, what was opened of them, and for how long.

The event loop notes what happens; a worker thread writes it down. A query counts as run when its
answer has rested for a second, when it is entered, and when one of its results is opened.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from workbench.model import WorkbenchError
from workbench.tui.messages import Said

if TYPE_CHECKING:
    from workbench.project import Project
    from workbench.search.engine import Sort
    from workbench.search.memory.entries import LogEntry

RESTED = 1.0
"""Seconds after which a query whose answer is there counts as run."""

KEPT_EVERY = 30
"""Seconds of reading that a program that is killed may lose; the first are kept once the document
counts as read."""

IDLE = 120.0
"""Seconds without a key after which nobody is taken to be reading."""


@dataclass(slots=True)
class Answered:
    """The answer that is listed now. `id` is its name in the log, empty until it is logged, and
    `logged` the total that stands there.
    """

    query: str
    sort: Sort
    read: str
    total: int
    among: int = 0
    partial: bool = False
    id: str = ""
    logged: int = 0
    reached: int = 0
    opened: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Looked:
    """The document that is open: from which search, for how long, and what was in sight.

    `seconds` are those since some were `kept` in the log. `sights` are fractions of the text, in
    order and apart.
    """

    document: str
    search: str
    seconds: int = 0
    kept: bool = False
    sights: list[tuple[float, float]] = field(default_factory=list)

    def see(self, sight: tuple[float, float]) -> None:
        """Take in what was in sight for a second."""
        self.seconds += 1
        joined: list[tuple[float, float]] = []
        for start, end in sorted((*self.sights, sight)):
            if joined and start <= joined[-1][1]:
                joined[-1] = joined[-1][0], max(end, joined[-1][1])
            else:
                joined.append((start, end))
        self.sights = joined

    @property
    def due(self) -> bool:
        """Whether it is time to keep what is not kept yet."""
        from workbench.search.memory import READ_SECONDS

        return self.seconds >= (KEPT_EVERY if self.kept else READ_SECONDS)

    @property
    def share(self) -> float:
        """The share of the text that was in sight."""
        return min(sum(end - start for start, end in self.sights), 1.0)


class Diary:
    """What one analyst does on one screen. `clock` counts seconds."""

    def __init__(
        self, screen: Screen[Any], project: Project, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._screen = screen
        self._project = project
        self._clock = clock
        self._waiting: SimpleQueue[LogEntry] = SimpleQueue()
        self._writing = threading.Lock()
        self._refused = self._closing = False
        self._active = clock()
        self.listed: Answered | None = None
        self.looked: Looked | None = None

    @property
    def kept(self) -> bool:
        """Whether the analyst wants a log."""
        return self._project.searchlog.kept

    def active(self) -> None:
        """A key was pressed: somebody is there."""
        self._active = self._clock()

    def answered(
        self,
        query: str,
        sort: Sort,
        read: str,
        total: int,
        *,
        among: int = 0,
        partial: bool = False,
    ) -> None:
        """An answer is listed: the same query in the same order goes on, another begins.

        It is `among` so many documents, and `partial` where the search was stopped.
        """
        now = self.listed
        if now is not None and (now.query, now.sort) == (query, sort):
            now.total, now.among, now.partial = total, among, partial
        else:
            self._settle()
            answer = Answered(query, sort, read, total, among, partial)
            # Half a field, as in speaker:, asks for nothing yet.
            self.listed = answer if query and read else None

    def run(self) -> None:
        """The query that is listed counts as run; once."""
        listed = self.listed
        if listed is None or listed.id:
            return
        from workbench.search.memory.searchlog import new_id

        listed.id = new_id()
        self._note_run(listed)

    def _settle(self) -> None:
        """Log the total again where more was indexed since."""
        listed = self.listed
        if listed is not None and listed.id and listed.total != listed.logged:
            self._note_run(listed)

    def _note_run(self, listed: Answered) -> None:
        from workbench.search.memory import Ran

        listed.logged = listed.total
        self._note(
            Ran(
                *(listed.id, self._now, listed.query, listed.read, listed.total, listed.sort),
                among=listed.among,
                partial=listed.partial,
            )
        )

    def opened(self, document: str, listed: Sequence[str]) -> None:
        """A document was opened; `listed` are the documents of the results as far as they go."""
        from workbench.search.memory import Opened

        answer = self.listed
        search, rank = "", 0
        passed: tuple[str, ...] = ()
        if answer is not None and document in listed:
            self.run()
            rank = listed.index(document) + 1
            search = answer.id
            passed = tuple(
                one for one in listed[answer.reached : rank - 1] if one not in answer.opened
            )
            answer.reached = max(answer.reached, rank)
        if self.looked is not None:
            if (self.looked.document, self.looked.search) == (document, search):
                return
            self.left()
        if answer is not None and search:
            answer.opened.add(document)
        self.looked = Looked(document, search)
        self._note(Opened(self._now, document, search, rank, passed))

    def second(self, sight: tuple[float, float]) -> None:
        """A second passed with the document on the screen, this much of it in sight."""
        if self.looked is not None and self._clock() - self._active < IDLE:
            self.looked.see(sight)
            if self.looked.due:
                self._keep(self.looked)

    def left(self) -> None:
        """The document is left."""
        looked, self.looked = self.looked, None
        if looked is not None and (looked.seconds or not looked.kept):
            self._keep(looked)

    def _keep(self, looked: Looked) -> None:
        """Log what was read since that was last done."""
        from workbench.search.memory import Read

        self._note(Read(self._now, looked.document, looked.seconds, looked.share, looked.search))
        looked.kept, looked.seconds = True, 0

    def close(self) -> None:
        """The program ends: write down what is left, and have it survive."""
        self._closing = True
        self._settle()
        self.left()
        self._write()
        if self.kept:
            self._project.searchlog.sync()

    @property
    def _now(self) -> str:
        return self._project.searchlog.now()

    def _note(self, entry: LogEntry) -> None:
        if not self.kept:
            return
        self._waiting.put(entry)
        if not self._closing:
            self._screen.run_worker(self._write, thread=True, group="log", exit_on_error=False)

    # -- in a worker thread

    def _write(self) -> None:
        """Write what waits, in order; that it cannot be written is said once."""
        with self._writing:
            entries: list[LogEntry] = []
            while True:
                try:
                    entries.append(self._waiting.get_nowait())
                except Empty:
                    break
            try:
                self._project.searchlog.append(*entries)
            except WorkbenchError as error:
                if not self._refused:
                    self._refused = True
                    self._screen.post_message(Said(str(error), "warn"))
