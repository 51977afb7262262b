"""Where an annotation's passage stands in the text as it is now.

In the text that the analyst saw, it stands exactly where they left it. In a changed one it is
looked for by its own words; the words round it choose between several places. The result is
derived and never written into the annotation.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from rapidfuzz.distance import Indel

from workbench.model import Document, Span, Status
from workbench.notes.annotation import Annotation
from workbench.notes.w3c import Quote

USUAL_CONTEXT = 64
LONGEST_CONTEXT = 1024
"""Code points kept on each side of a passage: more than usual only to tell copies apart."""

_BEYOND_COPIES = 32
_COPIES_COMPARED = 200
_CANDIDATES = 1000
_AS_GOOD = 0.04
_LONG_QUOTE = 32
_SAME_CONTEXT = 0.6


@dataclass(frozen=True, slots=True)
class Placed:
    """An annotation and where its passage stands today, in code points; None if it is not found."""

    annotation: Annotation
    span: Span | None
    status: Status


def quote_of(text: str, span: Span) -> Quote:
    """The passage with as much of its context as tells it from every near copy in the text."""
    exact = text[span.start : span.end]
    before = after = USUAL_CONTEXT
    for copy in islice(_occurrences(text, exact, span.start), _COPIES_COMPARED):
        if copy == span.start:
            continue
        before = max(before, _shared_before(text, span.start, copy) + _BEYOND_COPIES)
        after = max(after, _shared_after(text, span.end, copy + len(exact)) + _BEYOND_COPIES)
    before, after = min(before, LONGEST_CONTEXT), min(after, LONGEST_CONTEXT)
    prefix = text[max(span.start - before, 0) : span.start]
    return Quote(exact, prefix, text[span.end : span.end + after])


def place(annotation: Annotation, document: Document | None) -> Placed:
    """Find the annotation's passage in the document as it is now; None stands for one that is gone.

    `anchored`: at the place that the analyst marked. `moved`: found elsewhere. `uncertain`: at
    one of several places that fit as well, or found in other company. `orphaned`: not
    found; then there is no span.
    """
    if document is None:
        return Placed(annotation, None, "orphaned")
    text, saved, exact = document.text, annotation.span, annotation.exact
    unchanged = annotation.sha256 == document.info.sha256
    if saved is not None and saved.end > len(text):
        saved = None
    if exact and not (unchanged and saved and text[saved.start : saved.end] == exact):
        return _found_by_quote(annotation, text)
    if saved is None:
        return Placed(annotation, None, "orphaned")
    return Placed(annotation, saved, "anchored" if unchanged else "uncertain")


def _found_by_quote(annotation: Annotation, text: str) -> Placed:
    saved, exact = annotation.span, annotation.exact
    near = min(saved.start, len(text)) if saved else 0
    found = [
        _Candidate.at(start, annotation, text)
        for start in islice(_occurrences(text, exact, near), _CANDIDATES)
    ]
    if not found:
        return Placed(annotation, None, "orphaned")
    likeness, best = _best(found, annotation.prefix, annotation.suffix)
    if len(best) > 1:
        # Copies share much of their context: what they do not share decides.
        _, best = _best(*_set_apart(best, annotation.prefix, annotation.suffix))
    span = Span(best[0].start, best[0].start + len(exact))
    bare = not (annotation.prefix or annotation.suffix)
    telling = len(exact) >= _LONG_QUOTE if bare else likeness >= _SAME_CONTEXT
    if len(best) > 1 or not telling:
        return Placed(annotation, span, "uncertain")
    return Placed(annotation, span, "moved" if saved and saved != span else "anchored")


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A place where the quote stands, and what stands round it where the saved context did."""

    start: int
    before: str
    after: str

    @classmethod
    def at(cls, start: int, annotation: Annotation, text: str) -> _Candidate:
        end = start + len(annotation.exact)
        before = text[max(start - len(annotation.prefix), 0) : start]
        return cls(start, before, text[end : end + len(annotation.suffix)])


def _best(
    candidates: Sequence[_Candidate], prefix: str, suffix: str
) -> tuple[float, list[_Candidate]]:
    """The best likeness of context, and the candidates that are as good, in their order."""
    scored = [(_likeness(one, prefix, suffix), one) for one in candidates]
    best = max(likeness for likeness, _ in scored)
    return best, [one for likeness, one in scored if likeness >= best - _AS_GOOD]


def _likeness(candidate: _Candidate, prefix: str, suffix: str) -> float:
    """How far the candidate's context is the saved one: 0 to 1; 0 if none was saved."""
    same = Indel.normalized_similarity(prefix, candidate.before) * len(prefix)
    same += Indel.normalized_similarity(suffix, candidate.after) * len(suffix)
    return same / max(len(prefix) + len(suffix), 1)


def _set_apart(
    candidates: Sequence[_Candidate], prefix: str, suffix: str
) -> tuple[list[_Candidate], str, str]:
    """Candidates and saved context without the part next to the quote that all candidates share."""
    before = _shared([one.before[::-1] for one in candidates])
    after = _shared([one.after for one in candidates])
    apart = [
        _Candidate(one.start, one.before[: len(one.before) - before], one.after[after:])
        for one in candidates
    ]
    return apart, prefix[: max(len(prefix) - before, 0)], suffix[after:]


def _shared(texts: Sequence[str]) -> int:
    """Length of what all the texts begin with: that of the first and the last in order."""
    first, last = min(texts), max(texts)
    pairs = enumerate(zip(first, last, strict=False))
    return next((index for index, (one, other) in pairs if one != other), len(first))


def _occurrences(text: str, exact: str, near: int) -> Iterator[int]:
    """Where `exact`, not empty, starts in the text: the place nearest to `near` first."""
    after = text.find(exact, near)
    before = text.rfind(exact, 0, near + len(exact) - 1)
    while after >= 0 or before >= 0:
        if before < 0 or 0 <= after - near <= near - before:
            yield after
            after = text.find(exact, after + 1)
        else:
            yield before
            before = text.rfind(exact, 0, before + len(exact) - 1)


def _shared_before(text: str, here: int, there: int) -> int:
    """How many code points before the two places are the same, up to the longest context."""
    lengths = range(1, min(here, there, LONGEST_CONTEXT) + 1)
    return bisect_left(
        lengths, True, key=lambda n: text[here - n : here] != text[there - n : there]
    )


def _shared_after(text: str, here: int, there: int) -> int:
    lengths = range(1, min(len(text) - max(here, there), LONGEST_CONTEXT) + 1)
    return bisect_left(
        lengths, True, key=lambda n: text[here : here + n] != text[there : there + n]
    )
