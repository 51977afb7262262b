"""The rows of the review: a note as it was made, and beside it the places where it may stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from workbench.library.safe import one_line
from workbench.tui.reviewing import PossiblePlace, Question
from workbench.tui.text import Run, Runs, width_of, wrap
from workbench.tui.widgets.listing import BLANK, Entry, Line

_GAP = 3
_BESIDE = 80
"""From so many cells on both stand side by side."""

_MOST_WORDS = 400


@dataclass(frozen=True, slots=True)
class ReviewKey:
    """A row: the number of the question, and of one of its places, or -1 where there is none."""

    question: int
    place: int = -1


def review_entries(questions: Sequence[Question], width: int) -> Iterator[Entry]:
    """For each note a heading, then a row for each place; words that differ are marked."""
    for number, question in enumerate(questions):
        if number:
            yield BLANK
        yield _heading(question)
        if not question.places:
            words = "The document is gone." if question.gone else "No place is like it."
            yield _side_by_side(question, ((Run(words, "warn"),)), ReviewKey(number), width)
        for at, place in enumerate(question.places):
            runs = _of_place(question, place)
            yield _side_by_side(question, runs, ReviewKey(number, at), width)


def _heading(question: Question) -> Entry:
    note, status = question.placed.annotation, question.placed.status
    words = "place uncertain" if status == "uncertain" else "passage not found"
    tags = f"   {', '.join(note.tags)}" if note.tags else ""
    title = Run(one_line(question.title), "muted")
    return Entry((Line((Run(words, "warn"), Run(tags, "muted")), (title,)),))


def _side_by_side(question: Question, there: Runs, key: ReviewKey, width: int) -> Entry:
    """What the note was made on, on the left of what may be it; below each other if narrow."""
    note = question.placed.annotation
    was: Runs = (Run(one_line(note.exact) or "no words were kept", "quote"),)
    if key.place >= 0 and len(question.places) == 1:
        # What is not there any more may turn the sense round.
        now = one_line(question.places[0].text)
        was = tuple(_compared(now, one_line(note.exact), "quote"))
    if width < _BESIDE:
        first = [Line(runs, indent=4) for runs in wrap(was, width - 6)] if key.place < 1 else []
        rest = [Line(runs, indent=6) for runs in wrap(there, width - 8)]
        return Entry((*first, *rest), key)
    half = (width - 4 - _GAP) // 2
    left = wrap(was, half) if key.place < 1 else [()]
    right = wrap(there, half)
    lines = []
    for at in range(max(len(left), len(right))):
        one: Runs = left[at] if at < len(left) else ()
        other: Runs = right[at] if at < len(right) else ()
        gap = Run(" " * (half - width_of(one) + _GAP))
        lines.append(Line((*one, gap, *other), indent=3))
    return Entry(tuple(lines), key)


def _of_place(question: Question, place: PossiblePlace) -> Runs:
    before, after = one_line(place.before), one_line(place.after)
    return (
        Run(f"¶\u00a0{place.paragraph:,} ", "number"),
        Run(f"…{before}", "muted"),
        *_compared(one_line(question.placed.annotation.exact), one_line(place.text)),
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
