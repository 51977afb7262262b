"""Where an annotation's passage stands in the text as it is now.

In the text that the analyst saw, it stands exactly where they left it. In a changed one it is
looked for by its words, then by what is like them; the words round it say whether a place is the
right one. What is not certain is said to be so: a wrong place must never look like a right one.
The result is derived and never written into the annotation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from workbench.model import Document, Span, Status
from workbench.notes.annotation import Annotation
from workbench.notes.evidence import LONGEST_CONTEXT, Evidence, Sought, weigh
from workbench.notes.finding import likenesses, occurrences
from workbench.notes.ground import Ground
from workbench.notes.rewriting import ORPHAN

_OCCURRENCES = 200
_AS_GOOD = 0.04
_LONG_QUOTE = 32
_VERY_LONG_QUOTE = 64
_LISTED = 5
_WORTH_A_LOOK = 0.4


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place where the passage may stand; `score` is 1 for the same words in the same context."""

    span: Span
    score: float


@dataclass(frozen=True, slots=True)
class Placed:
    """An annotation and where its passage stands today, in code points; None if it is not found.

    `anchored`: in the same words at the place that the analyst marked. `moved`: elsewhere or in
    other words, beyond doubt. `uncertain`: perhaps; the span is the best of the candidates.
    `orphaned`: not found. `score` is 0 to 1. The candidates are the places for the analyst to
    choose from, the best first; none where there is no doubt.
    """

    annotation: Annotation
    span: Span | None
    status: Status
    score: float = 0.0
    candidates: tuple[Candidate, ...] = ()

    @property
    def kept(self) -> bool:
        """Whether the analyst decided that the note stays, without a passage."""
        return self.annotation.raw.get(ORPHAN) is True


def stands(annotation: Annotation, document: Document) -> bool:
    """Whether the document is the one that was annotated, and has the passage in its place."""
    saved = annotation.span
    if saved is None or annotation.sha256 != document.info.sha256:
        return False
    if saved.end > len(document.text):
        return False
    return not annotation.exact or (
        document.text.startswith(annotation.exact, saved.start)
        and (len(annotation.exact) == saved.end - saved.start)
    )


def place(
    annotation: Annotation, document: Document | None, ground: Ground | None = None
) -> Placed:
    """Find the annotation's passage in the document as it is now; None stands for one that is gone.

    `ground` is the document's text prepared; who places several annotations makes it once.
    """
    if document is None:
        return Placed(annotation, None, "orphaned")
    if stands(annotation, document):
        return Placed(annotation, annotation.span, "anchored", 1.0)
    if not annotation.exact:
        return _by_position(annotation, document)
    ground = ground or Ground(document.text)
    return _verbatim(annotation, ground.text) or _judged(annotation, ground)


def _by_position(annotation: Annotation, document: Document) -> Placed:
    """Without words there is only the position, which a changed text need not keep."""
    saved = annotation.span
    if saved is None or saved.end > len(document.text):
        return Placed(annotation, None, "orphaned")
    return Placed(annotation, saved, "uncertain", 0.0, (Candidate(saved, 0.0),))


def _verbatim(annotation: Annotation, text: str) -> Placed | None:
    """The passage if it stands in the text once with all its context; None if it does not."""
    prefix, exact, suffix = annotation.prefix, annotation.exact, annotation.suffix
    kept = len(prefix) + len(suffix)
    if (not kept and len(exact) < _LONG_QUOTE) or min(len(prefix), len(suffix)) >= LONGEST_CONTEXT:
        return None
    whole = prefix + exact + suffix
    first = text.find(whole)
    if first < 0 or text.find(whole, first + 1) >= 0:
        return None
    start = first + len(prefix)
    return _certain(annotation, Span(start, start + len(exact)), 1.0, text)


def _judged(annotation: Annotation, ground: Ground) -> Placed:
    """The passage where most speaks for it, or the places that the analyst may choose from."""
    sought = Sought.of(annotation)
    near = min(annotation.span.start, len(ground.text)) if annotation.span else 0
    found = _ranked(_by_words(annotation, sought, ground, near), near)
    if not (found and found[0].in_place() and _is_clear(found)):
        found = _ranked([*found, *likenesses(sought, ground, near)], near)
    accepted = [one for one in found if one.accepted]
    listed = [one for one in found if one.span.start < one.span.end and one.score >= _WORTH_A_LOOK]
    candidates = tuple(Candidate(one.span, round(one.score, 3)) for one in listed[:_LISTED])
    best = accepted[0] if accepted else None
    if best is None or _is_elsewhere(best, found, sought):
        score = candidates[0].score if candidates else 0.0
        return Placed(annotation, None, "orphaned", score, candidates)
    if _is_clear(accepted) and (best.recognised or _has_moved_whole(best, sought)):
        return _certain(annotation, best.span, round(best.score, 3), ground.text)
    return Placed(annotation, best.span, "uncertain", round(best.score, 3), candidates)


def _certain(annotation: Annotation, span: Span, score: float, text: str) -> Placed:
    same = span == annotation.span and text[span.start : span.end] == annotation.exact
    return Placed(annotation, span, "anchored" if same else "moved", score)


def _is_clear(ranked: list[Evidence]) -> bool:
    """Whether no second place is about as good as the first."""
    return len(ranked) < 2 or ranked[1].score < ranked[0].score - _AS_GOOD


def _has_moved_whole(best: Evidence, sought: Sought) -> bool:
    """Whether it is the whole passage with nothing round it, such as a paragraph that was moved."""
    return best.quote == 1 and sought.alone and len(sought.exact) >= _VERY_LONG_QUOTE


def _is_elsewhere(best: Evidence, found: list[Evidence], sought: Sought) -> bool:
    """Whether the passage was taken out of its place, and the best is a copy or only like it."""
    if best.is_supported:
        return False
    if sought.copied and sum(one.accepted for one in found) == 1:
        return True  # where there were several places, the one that is left is another
    # The same words now stand where none did: they may well have been moved there.
    telling = best.quote == 1 and (sought.alone or len(sought.exact) >= _LONG_QUOTE)
    return not telling and any(one.vacated for one in found)


def _ranked(found: Iterable[Evidence], near: int) -> list[Evidence]:
    """The best first, of equals the nearest; of places that overlap only the better one.

    The same words a little further on are another place: so it is where a text repeats itself.
    """
    kept: list[Evidence] = []
    for one in sorted(found, key=lambda one: (-one.score, abs(one.span.start - near))):
        if not any(one.span == other.span or _is_worse(one, other) for other in kept):
            kept.append(one)
    return kept


def _is_worse(one: Evidence, other: Evidence) -> bool:
    if one.quote == other.quote == 1:
        return False
    return one.span.start < other.span.end and other.span.start < one.span.end


def _by_words(
    annotation: Annotation, sought: Sought, ground: Ground, near: int
) -> Iterator[Evidence]:
    """Where the same words stand."""
    length = len(annotation.exact)
    for start in islice(occurrences(ground.text, annotation.exact, near), _OCCURRENCES):
        yield weigh(sought, ground.folded, Span(start, start + length))
