"""The method record: what was asked of a collection, and what became of the answers.

A document counts as read once it was open for five seconds, in one go or several. Of the answers
to a query those are dismissed that were passed by, or opened for less than that. Passed by is what
was listed before a document that was opened, and was not opened itself: such results were in all
likelihood seen (Joachims, Granka, Pan, Hembrooke and Gay, 2005, "skip above").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from workbench.search.engine import Sort
from workbench.search.memory.entries import LogEntry, Opened, Ran, Read

READ_SECONDS = 5
"""Seconds for which a document must have been open to count as read."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One query over all its runs. Documents are ids, in the order in which they came first.

    `read_as`, `total`, `among` (how many documents there were, 0 where nobody noted it), `partial`
    and `sort` are those of the last run; times are ISO 8601 in UTC.
    """

    query: str
    read_as: str
    runs: int
    first: str
    last: str
    by: tuple[str, ...]
    through: tuple[str, ...]
    sort: Sort
    total: int
    among: int
    partial: bool
    opened: tuple[str, ...]
    read: tuple[str, ...]
    dismissed: tuple[str, ...]

    @property
    def never_opened(self) -> int:
        """How many of the documents that answered last were not opened from these results."""
        return max(self.total - len(self.opened), 0)


@dataclass(frozen=True, slots=True)
class Reading:
    """How a document was read, over all times that it was open: for so long, this share at most."""

    seconds: int = 0
    share: float = 0.0

    @property
    def read(self) -> bool:
        """Whether that counts as read."""
        return self.seconds >= READ_SECONDS


@dataclass(frozen=True, slots=True)
class Record:
    """The queries, the one that was run last first, and the documents that were ever opened."""

    asked: tuple[Asked, ...] = ()
    readings: dict[str, Reading] = field(default_factory=dict)

    @property
    def read(self) -> set[str]:
        """The ids of the documents that count as read."""
        return {identity for identity, reading in self.readings.items() if reading.read}


def record_of(entries: Iterable[LogEntry]) -> Record:
    """The record that the lines of the log make, in whatever order they come."""
    entries = list(entries)
    queries: dict[str, _Query] = {}
    searches: dict[str, _Query] = {}
    for ran in entries:
        if isinstance(ran, Ran):
            query = queries.setdefault(" ".join(ran.query.split()), _Query())
            query.run(ran)
            searches[ran.id] = query
    readings: dict[str, Reading] = {}
    for entry in sorted((one for one in entries if not isinstance(one, Ran)), key=lambda e: e.at):
        found = searches.get(entry.search)
        if found is not None:
            found.take(entry)
        known = readings.get(entry.document, Reading())
        if isinstance(entry, Read):
            known = Reading(known.seconds + entry.seconds, max(known.share, entry.share))
        readings[entry.document] = known
    asked = sorted(
        (query.asked(words) for words, query in queries.items()),
        key=lambda one: one.last,
        reverse=True,
    )
    return Record(tuple(asked), readings)


class _Query:
    """What the lines say of one query."""

    def __init__(self) -> None:
        self.runs: dict[str, Ran] = {}
        self._opened: dict[str, None] = {}
        self._passed: dict[str, None] = {}
        self._seconds: Counter[str] = Counter()

    def run(self, ran: Ran) -> None:
        """Take a run; the total is the highest, for it is logged again when more was indexed."""
        known = self.runs.get(ran.id)
        if known is None or (ran.at, ran.total) > (known.at, known.total):
            self.runs[ran.id] = ran

    def take(self, entry: Opened | Read) -> None:
        if isinstance(entry, Read):
            self._seconds[entry.document] += entry.seconds
        else:
            self._opened[entry.document] = None
            self._passed |= dict.fromkeys(entry.passed)

    def asked(self, words: str) -> Asked:
        runs = sorted(self.runs.values(), key=lambda run: (run.at, run.id))
        last = runs[-1]
        return Asked(
            query=words,
            read_as=last.read,
            runs=len(runs),
            first=runs[0].at,
            last=last.at,
            by=_each_once(run.by for run in runs),
            through=_each_once(run.through for run in runs),
            sort=last.sort,
            total=last.total,
            among=last.among,
            partial=last.partial,
            opened=tuple(self._opened),
            read=tuple(one for one in self._opened if self._seconds[one] >= READ_SECONDS),
            dismissed=tuple(self._dismissed()),
        )

    def _dismissed(self) -> Iterator[str]:
        yield from (one for one in self._passed if one not in self._opened)
        # Of one that is still open, or was when the program died, nothing is known yet.
        yield from (
            one
            for one in self._opened
            if one in self._seconds and self._seconds[one] < READ_SECONDS
        )


def _each_once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, texts)))
