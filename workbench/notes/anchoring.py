"""Where an annotation's passage stands in the text as it is now.

In the text that the analyst saw, it stands exactly where they left it. In a changed one it is
looked for by its words, then by what is like them; the words round it say whether a place is the
right one. What is not certain is said to be so: a wrong place must never look like a right one.
The result is derived and never written into the annotation.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from workbench.model import Document, Status
from workbench.notes.annotation import Annotation
from workbench.notes.evidence import LONGEST_CONTEXT, Evidence, Sought, weigh
from workbench.notes.finding import hole, likenesses, occurrences
from workbench.notes.ground import Ground
from workbench.notes.judging import is_clear, judged, ranked
from workbench.notes.rewriting import ORPHAN
from workbench.spans import Span

_OCCURRENCES = 200
_LONG_QUOTE = 32
_LISTED = 5
_WORTH_A_LOOK, _LIKE_AT_ALL = 0.4, 0.45


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
    found = ranked(_by_words(annotation, sought, ground, near), near)
    if not (found and found[0].in_place() and is_clear(found)):
        found = ranked([*found, *likenesses(sought, ground, near)], near)
    if found and not found[0].in_place():
        found = [*found, hole(sought, ground, near)]
    missing = bool(sought.copies) and ground.folded.count(sought.exact) < sought.copies
    best, certain = judged(found, sought, missing)
    if best is not None and certain:
        return _certain(annotation, best.span, round(best.score, 3), ground.text)
    listed = [one for one in found if one is best or _is_worth_a_look(one)]
    listed.sort(key=lambda one: one is not best)
    candidates = tuple(Candidate(one.span, round(one.score, 3)) for one in listed[:_LISTED])
    if best is None:
        score = candidates[0].score if candidates else 0.0
        return Placed(annotation, None, "orphaned", score, candidates)
    return Placed(annotation, best.span, "uncertain", round(best.score, 3), candidates)


def _is_worth_a_look(one: Evidence) -> bool:
    """Whether the analyst may know the passage there: not by what stands round it alone."""
    return one.score >= _WORTH_A_LOOK and one.quote >= _LIKE_AT_ALL


def _certain(annotation: Annotation, span: Span, score: float, text: str) -> Placed:
    same = span == annotation.span and text[span.start : span.end] == annotation.exact
    return Placed(annotation, span, "anchored" if same else "moved", score)


def _by_words(
    annotation: Annotation, sought: Sought, ground: Ground, near: int
) -> Iterator[Evidence]:
    """Where the same words stand."""
    length = len(annotation.exact)
    for start in islice(occurrences(ground.text, annotation.exact, near), _OCCURRENCES):
        yield weigh(sought, ground.folded, Span(start, start + length))
