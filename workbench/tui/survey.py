"""The notes of the whole collection: what is known of them, and what a filter leaves of them.

Made in worker threads, and not changed afterwards. Nothing here knows a widget.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from workbench.model import DocumentInfo, Status
from workbench.notes import Annotation, Placed, overview, tagname
from workbench.notes.grades import Grade
from workbench.notes.links import Linked
from workbench.spans import Span

Order = Literal["date", "made", "document"]
ORDERS: dict[Order, str] = {
    "date": "by date, oldest first",
    "made": "by when they were made, latest first",
    "document": "by document",
}
STATES: dict[Status, str] = {
    "anchored": "in place",
    "moved": "moved with the text",
    "uncertain": "place uncertain",
    "orphaned": "passage not found",
}


@dataclass(frozen=True, slots=True)
class Filters:
    """Which notes are wanted; None leaves them all.

    With `also`, a second tag, they are those with that one on passages with the first one. `grade`
    is a letter of the source. `made` and `dated` are a year, a month or a day: of the note, and of
    its document.
    """

    tag: str | None = None
    also: str | None = None
    analyst: str | None = None
    document: str | None = None
    status: Status | None = None
    grade: str | None = None
    made: str | None = None
    dated: str | None = None

    def __bool__(self) -> bool:
        return self != Filters()


@dataclass(slots=True)
class Memory:
    """What the page shows, kept while the program runs: filters, words, order, and the note."""

    filters: Filters = field(default_factory=Filters)
    words: str = ""
    order: Order = "date"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Survey:
    """All notes, the documents that they are in, and where those of changed documents stand.

    A note that is not in `places` stands where the analyst left it, if its document is there.
    """

    notes: Sequence[Annotation] = ()
    documents: Mapping[str, DocumentInfo] = field(default_factory=dict)
    places: Mapping[str, Placed] = field(default_factory=dict)
    problems: Sequence[str] = ()
    links: Mapping[str, Sequence[Linked]] = field(default_factory=dict)
    """What notes lead to and what leads to them, by their ids; nothing of those without any."""

    def status(self, note: Annotation) -> Status:
        """How sure it is where the note's passage stands."""
        placed = self.places.get(note.id)
        if placed is not None:
            return placed.status
        return "anchored" if note.document in self.documents else "orphaned"

    def position(self, note: Annotation) -> int | None:
        """Where its passage begins, in code points; None if it is not found."""
        placed = self.places.get(note.id)
        span = note.span if placed is None else placed.span
        if note.whole:
            return 0
        return span.start if span is not None and note.document in self.documents else None

    def date(self, note: Annotation) -> str:
        """The date of its document; empty if that has none or is gone."""
        info = self.documents.get(note.document)
        return info.metadata.date if info is not None else ""


@dataclass(frozen=True, slots=True)
class Facets:
    """How many notes there are of each sort; `together` counts those with the chosen tag, too."""

    tags: Mapping[str, int] = field(default_factory=dict)
    together: Mapping[str, int] = field(default_factory=dict)
    analysts: Mapping[str, int] = field(default_factory=dict)
    states: Mapping[Status, int] = field(default_factory=dict)
    documents: Mapping[str, int] = field(default_factory=dict)
    grades: Mapping[str, int] = field(default_factory=dict)
    made: Mapping[str, int] = field(default_factory=dict)
    dated: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The notes that a filter left, in order, and the rows that each takes at a measure."""

    notes: Sequence[Annotation] = ()
    heights: Sequence[int] = ()
    measure: int = 0
    facets: Facets = field(default_factory=Facets)


def narrow(
    survey: Survey,
    filters: Filters,
    words: str,
    order: Order,
    height: Callable[[Annotation], int],
    measure: int,
) -> Narrowed:
    """What the filters leave of the notes; `height` is in rows, for the measure in cells."""
    beside = _beside(survey.notes, filters.tag) if filters.tag else []
    chosen: Iterable[Annotation] = survey.notes
    if filters.also is not None:
        chosen = (note for note in beside if filters.also in note.tags)
    if dated := filters.dated:
        chosen = (note for note in chosen if survey.date(note).startswith(dated))
    choice = overview.Choice(
        tag=filters.tag if filters.also is None else None,
        analyst=filters.analyst,
        document=filters.document,
        words=words,
        status=filters.status,
        grade=Grade(filters.grade or ""),
        since=filters.made or "",
        until=filters.made or "",
    )
    notes = _ordered(overview.choose(chosen, choice, survey.status), survey, order)
    facets = _facets(survey, filters, beside)
    return Narrowed(notes, [height(note) for note in notes], measure, facets)


def _ordered(notes: list[Annotation], survey: Survey, order: Order) -> list[Annotation]:
    if order == "date":
        # What has no date comes last.
        return sorted(notes, key=lambda note: survey.date(note) or "~")
    if order == "made":
        return sorted(notes, key=lambda note: note.created, reverse=True)
    return notes


def _facets(survey: Survey, filters: Filters, beside: Iterable[Annotation]) -> Facets:
    others = (name for note in beside for name in note.tags)
    tag = filters.tag or ""
    return Facets(
        tags=Counter(name for note in survey.notes for name in note.tags),
        together=Counter(name for name in others if not tagname.is_below(name, tag)),
        analysts=overview.by_analyst(survey.notes),
        states=Counter(map(survey.status, survey.notes)),
        documents=overview.by_document(survey.notes),
        grades=Counter(note.grade.reliability for note in survey.notes if note.grade.reliability),
        made=periods((note.created for note in survey.notes), filters.made or ""),
        dated=periods(map(survey.date, survey.notes), filters.dated or ""),
    )


_PRECISIONS = (4, 7, 10)
"""Characters of a year, a month and a day in ISO 8601."""


def periods(dates: Iterable[str], opened: str) -> dict[str, int]:
    """How many dates, in ISO 8601, lie in each year: `2026`, and in the parts of some.

    Those of `opened`, a year or a month, have their parts behind them; so has a year that is the
    only one. What has no date counts nowhere.
    """
    days = Counter(date[:10] for date in dates if len(date) >= _PRECISIONS[0])
    counts: Counter[str] = Counter()
    for day, number in days.items():
        for length in _PRECISIONS:
            if len(day) >= length:
                counts[day[:length]] += number
    years = [period for period in counts if len(period) == _PRECISIONS[0]]
    opened = opened or (years[0] if len(years) == 1 else "")
    return {
        period: counts[period]
        for period in sorted(counts)
        if len(period) == _PRECISIONS[0] or opened.startswith(_above(period))
    }


def _above(period: str) -> str:
    """The year of a month, the month of a day."""
    return period[: _PRECISIONS[_PRECISIONS.index(len(period)) - 1]]


def _beside(notes: Iterable[Annotation], tag: str) -> list[Annotation]:
    """The notes that have the tag, or one below it, and those on passages that overlap theirs."""
    having: dict[str, list[Span]] = {}
    ids = set()
    notes = list(notes)
    for note in overview.choose(notes, overview.Choice(tag=tag)):
        ids.add(note.id)
        if note.span is not None:
            having.setdefault(note.document, []).append(note.span)
    passages = {document: _joined(spans) for document, spans in having.items()}
    return [
        note
        for note in notes
        if note.id in ids
        or (note.span is not None and _overlaps(note.span, passages.get(note.document, ())))
    ]


def _joined(spans: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def _overlaps(span: Span, passages: Sequence[Span]) -> bool:
    """Whether a span has anything in common with passages, which are in order and apart."""
    at = bisect_left(passages, span.end, key=lambda passage: passage.start) - 1
    return at >= 0 and passages[at].end > span.start
