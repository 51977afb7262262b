"""The rows of the review: a note as it was made, and beside it the places where it may stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from workbench.library.safe import one_line
from workbench.tui.text import Run, Runs, width_of, wrap, wrap_to, wrapped_height
from workbench.tui.undecided import PossiblePlace, Question
from workbench.tui.widgets.listing import BLANK, Entry, Line, Listing

_GAP = 3
_BESIDE = 80
"""From so many cells on both stand side by side."""

_MOST_WORDS = 400
_NOTE_ROWS = 3
"""Rows of a note that are shown at most: what is decided on is its passage."""


@dataclass(frozen=True, slots=True)
class ReviewKey:
    """A row: the number of the question, and of one of its places, or -1 where there is none."""

    question: int
    place: int = -1


@dataclass(frozen=True, slots=True)
class Measured:
    """A question, and the rows that its parts take in a list of so many cells.

    The parts are its heading, and what it was made on beside each place; the first question has no
    air above it.
    """

    question: Question
    heights: tuple[int, ...]

    @classmethod
    def of(cls, question: Question, width: int) -> Measured:
        """Measure a question without laying it out."""
        return cls(question, (len(_heading(question, width).lines), *_heights(question, width)))


def review_listing(measured: Sequence[Measured], width: int) -> Listing:
    """For each note a heading, then a row for each place; words that differ are marked.

    `width` is the one that they were measured for.
    """
    heights: list[int] = []
    parts: list[tuple[int, int]] = []
    for number, one in enumerate(measured):
        if number:
            heights.append(1)
            parts.append((number, -1))
        heights += one.heights
        parts += [(number, part) for part in range(len(one.heights))]

    def make(at: int) -> Entry:
        number, part = parts[at]
        if part < 1:
            return _heading(measured[number].question, width) if part == 0 else BLANK
        entry = _place(measured[number].question, number, part - 1, width)
        lines = (entry.lines + (Line(),) * heights[at])[: heights[at]]
        return Entry(lines, entry.key)

    return Listing.high(heights, make)


def entry_number(measured: Sequence[Measured], key: ReviewKey) -> int:
    """The number of the entry of a place in the listing of questions."""
    before = sum(len(one.heights) + 1 for one in measured[: key.question])
    return before + max(key.place, 0) + 1


def _heights(question: Question, width: int) -> Iterator[int]:
    """The rows of what the note was made on beside each place, or below each other if narrow."""
    was = _was(question)
    half = _half(width)
    for number, there in enumerate(_there(question)):
        if width < _BESIDE:
            first = wrapped_height(was, width - 6) if number == 0 else 0
            yield first + wrapped_height(there, width - 8)
        else:
            yield max(wrapped_height(was, half) if number == 0 else 1, wrapped_height(there, half))


def _was(question: Question) -> str:
    return one_line(question.placed.annotation.exact) or "no words were kept"


def _there(question: Question) -> Sequence[str]:
    """The words of the places, as they are shown; why there is none where there is none."""
    if not question.places:
        return ["The document is gone." if question.gone else "No place is like it."]
    return ["".join(run.text for run in _of_place(question, place)) for place in question.places]


def _half(width: int) -> int:
    return (width - 4 - _GAP) // 2


def _place(question: Question, number: int, at: int, width: int) -> Entry:
    if not question.places:
        runs: Runs = (Run(_there(question)[0], "warn"),)
        return _side_by_side(question, runs, ReviewKey(number), width)
    runs = _of_place(question, question.places[at], compared=True)
    return _side_by_side(question, runs, ReviewKey(number, at), width)


def _heading(question: Question, width: int) -> Entry:
    """What there is to decide, with tags, grade and the note itself."""
    note, status = question.placed.annotation, question.placed.status
    words = "place uncertain" if status == "uncertain" else "passage not found"
    said = (str(note.grade) if note.grade else "", ", ".join(note.tags))
    tags = "".join(f"   {one}" for one in said if one)
    title = Run(one_line(question.title), "muted")
    head = Line((Run(words, "warn"), Run(tags, "muted")), (title,))
    text = (Run("≡ ", "faint"), Run(one_line(note.note), "muted"))
    lines = wrap_to(text, width - 6, _NOTE_ROWS) if note.note else []
    return Entry((head, *(Line(runs, indent=3) for runs in lines)))


def _side_by_side(question: Question, there: Runs, key: ReviewKey, width: int) -> Entry:
    """What the note was made on, on the left of what may be it; below each other if narrow."""
    note = question.placed.annotation
    was: Runs = (Run(_was(question), "quote"),)
    if key.place >= 0 and len(question.places) == 1:
        # What is not there any more may turn the sense round.
        now = one_line(question.places[0].text)
        was = tuple(_compared(now, one_line(note.exact), "quote"))
    if width < _BESIDE:
        first = [Line(runs, indent=4) for runs in wrap(was, width - 6)] if key.place < 1 else []
        rest = [Line(runs, indent=6) for runs in wrap(there, width - 8)]
        return Entry((*first, *rest), key)
    half = _half(width)
    left = wrap(was, half) if key.place < 1 else [()]
    right = wrap(there, half)
    lines = []
    for at in range(max(len(left), len(right))):
        one: Runs = left[at] if at < len(left) else ()
        other: Runs = right[at] if at < len(right) else ()
        gap = Run(" " * (half - width_of(one) + _GAP))
        lines.append(Line((*one, gap, *other), indent=3))
    return Entry(tuple(lines), key)


def _of_place(question: Question, place: PossiblePlace, *, compared: bool = False) -> Runs:
    """A place among its words; `compared` marks those that the passage did not have."""
    before, now, after = map(one_line, (place.before, place.text, place.after))
    was = one_line(question.placed.annotation.exact)
    return (
        Run(f"¶\u00a0{place.paragraph:,} ", "number"),
        Run(f"…{before}", "muted"),
        *(_compared(was, now) if compared else (Run(now, "name"),)),
        Run(f"{after}…", "muted"),
    )


def _compared(was: str, now: str, role: str = "name") -> Iterator[Run]:
    """The words of `now` in a role; those that `was` does not have are marked."""
    old, new = was.split(" "), now.split(" ")
    if max(len(old), len(new)) > _MOST_WORDS:
        yield Run(now, role)
        return
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    parts = [
        Run(" ".join(new[start:end]), role if kind == "equal" else "hit")
        for kind, _, _, start, end in matcher.get_opcodes()
        if start < end
    ]
    for number, part in enumerate(parts):
        if number:
            yield Run(" ", role)
        yield part
