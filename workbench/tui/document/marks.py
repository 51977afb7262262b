"""What is marked in a text: hits, mentions, tags and notes, found by the range of a row.

Hits and mentions can be 100,000: they are kept as spans that do not overlap, in arrays, and found
by bisection. Tags and notes may overlap: they are dealt into lanes in which they do not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import Generic, Literal, NamedTuple, Protocol, TypeVar

from workbench.spans import Span, Spans


@dataclass(frozen=True, slots=True)
class TagMark:
    """A tagged passage: colour 1 to 6 of its family, shortcut letter, full name of the tag."""

    span: Span
    colour: int
    letter: str
    name: str


@dataclass(frozen=True, slots=True)
class NoteMark:
    """A passage with a note, a grade such as `B2`, or both; `head` of the note, for the margin."""

    span: Span
    head: str
    grade: str = ""


class Marking(Protocol):
    """Anything that marks a span."""

    @property
    def span(self) -> Span:
        """What is marked."""
        ...


M = TypeVar("M", bound=Marking)


class _Lane(NamedTuple, Generic[M]):
    """Marks that do not overlap, in order, with their spans."""

    spans: Spans
    marks: Sequence[M]


class Lanes(Generic[M]):
    """Marks that may overlap, dealt into as few lanes as their depth needs, low numbers first."""

    def __init__(self, marks: Iterable[M] = ()) -> None:
        dealt: list[list[M]] = []
        busy: list[tuple[int, int]] = []  # where the mark in a lane ends, and the lane
        free: list[int] = []
        for mark in sorted(marks, key=lambda mark: (mark.span.start, -mark.span.end)):
            while busy and busy[0][0] <= mark.span.start:
                heappush(free, heappop(busy)[1])
            if free:
                lane = heappop(free)
            else:
                lane = len(dealt)
                dealt.append([])
            dealt[lane].append(mark)
            heappush(busy, (mark.span.end, lane))
        self._lanes = [_Lane(Spans(mark.span for mark in marks), marks) for marks in dealt]

    def __bool__(self) -> bool:
        return bool(self._lanes)

    def __iter__(self) -> Iterator[M]:
        for lane in self._lanes:
            yield from lane.marks

    def within(self, start: int, end: int) -> list[tuple[int, M]]:
        """The marks that overlap `[start, end)`, each with the number of its lane."""
        found = []
        for number, (spans, marks) in enumerate(self._lanes):
            for index in range(max(0, spans.at(start)), len(spans)):
                span = spans[index]
                if span.start >= end:
                    break
                if span.end > start:
                    found.append((number, marks[index]))
        return found


Layer = Literal["hits", "mentions", "notes"]
"""What can be hidden; tags go with the notes."""


class Marks:
    """All that is marked in the open document, and what of it is shown."""

    def __init__(self) -> None:
        self.hits = Spans()  # these and the mentions without overlap
        self.current: Span | None = None
        self.mentions = Spans()
        self.tags: Lanes[TagMark] = Lanes()
        self.notes: Lanes[NoteMark] = Lanes()
        self.hidden: set[Layer] = set()

    def clear(self) -> None:
        """Mark nothing; what is hidden stays so."""
        self.hits = self.mentions = Spans()
        self.current = None
        self.tags, self.notes = Lanes(), Lanes()

    def toggle(self, layer: Layer) -> bool:
        """Show what is hidden or hide what is shown; whether it is shown now."""
        self.hidden ^= {layer}
        return layer not in self.hidden

    @property
    def shown_hits(self) -> Spans:
        """The hits, or none while they are hidden."""
        return self.hits if "hits" not in self.hidden else _NONE

    @property
    def shown_current(self) -> Span | None:
        """The current hit, if there is one and hits are shown."""
        return self.current if "hits" not in self.hidden else None

    @property
    def shown_mentions(self) -> Spans:
        """The mentions, or none while they are hidden."""
        return self.mentions if "mentions" not in self.hidden else _NONE

    @property
    def shown_tags(self) -> Lanes[TagMark]:
        """The tags, or none while tags and notes are hidden."""
        return self.tags if "notes" not in self.hidden else _NO_TAGS

    @property
    def shown_notes(self) -> Lanes[NoteMark]:
        """The notes, or none while tags and notes are hidden."""
        return self.notes if "notes" not in self.hidden else _NO_NOTES

    def grade_at(self, position: int) -> str:
        """The grade of the shortest graded passage at a position; empty if there is none."""
        there = (mark for _, mark in self.notes.within(position, position + 1) if mark.grade)
        lengths = ((mark.span.end - mark.span.start, mark.grade) for mark in there)
        return min(lengths, default=(0, ""))[1]

    def passages(self) -> Spans:
        """Tagged and annotated passages in order; of those that start together, one."""
        spans = {span.start: span for mark in (*self.tags, *self.notes) for span in [mark.span]}
        return Spans(spans[start] for start in sorted(spans))


_NONE = Spans()
_NO_TAGS: Lanes[TagMark] = Lanes()
_NO_NOTES: Lanes[NoteMark] = Lanes()
