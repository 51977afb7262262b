"""What is kept of a passage, so that it is found again and not mistaken for another.

The words and the words round them. Documents repeat themselves, news above all: where a text has
copies of the passage, or something like it, so much context is kept that they differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from workbench.notes.evidence import (
    ALIKE,
    LONGEST_CONTEXT,
    USUAL_CONTEXT,
    WITH_COPIES,
    Sought,
    after_it,
    before_reversed,
    side,
)
from workbench.notes.finding import likenesses, occurrences
from workbench.notes.ground import Ground
from workbench.notes.similarity import folded
from workbench.notes.w3c import Quote
from workbench.spans import Span

_COMPARED = 100
_REGIONS = 12
_BLOCK = 262_144
_COUNTED = 2 * _BLOCK
_LONGEST_COMPARED = 20_000
_UNLIKE = ALIKE - 0.1
_LIKE_THE_QUOTE = 0.45


def quote_of(text: str, span: Span) -> Quote:
    """The passage with as much of its context as tells it from all that is like it in the text.

    Of a text of more than half a million code points, only what is nearer than that is compared.
    """
    exact = text[span.start : span.end]
    block = span.start // _BLOCK
    first = max(block - 1, 0) * _BLOCK
    ground = _ground(text, block)
    here = Span(span.start - first, span.end - first)
    before = after = USUAL_CONTEXT
    words = ground.folded[here.start : here.end]
    same = list(islice(occurrences(ground.folded, words, here.start), _COMPARED)) if words else []
    for there in _rivals(ground, here, same):
        before = max(before, WITH_COPIES, _to_differ_before(ground.folded, here, there))
        after = max(after, WITH_COPIES, _to_differ_after(ground.folded, here, there))
    prefix = text[max(span.start - before, 0) : span.start]
    suffix = text[span.end : span.end + after]
    usual = max(len(prefix), len(suffix)) <= USUAL_CONTEXT
    counted = len(text) <= _COUNTED and len(same) < _COMPARED
    return Quote(exact, prefix, suffix, len(same) if counted and not usual else 0)


@lru_cache(maxsize=1)
def _ground(text: str, block: int) -> Ground:
    """The block of the text and its neighbours. Notes are made one after another in one place."""
    return Ground(text[max(block - 1, 0) * _BLOCK : (block + 2) * _BLOCK])


def _rivals(ground: Ground, span: Span, same: Sequence[int]) -> Iterator[Span]:
    """Other places that have the passage (it starts at `same` places), or something like it."""
    exact = ground.text[span.start : span.end]
    if not exact or len(exact) > _LONGEST_COMPARED:
        return
    for start in same:
        if start != span.start:
            yield Span(start, start + len(exact))
    text = ground.folded
    sought = Sought(
        exact=folded(exact),
        prefix=text[max(span.start - USUAL_CONTEXT, 0) : span.start],
        suffix=text[span.end : span.end + USUAL_CONTEXT],
    )
    for other in likenesses(sought, ground, span.start, _REGIONS, passed_over=span):
        apart = other.span.end <= span.start or span.end <= other.span.start
        if apart and other.quote >= _LIKE_THE_QUOTE:
            yield other.span


def _to_differ_before(text: str, here: Span, there: Span) -> int:
    """How much of what stands before the two places is needed to tell them apart."""
    for length in range(USUAL_CONTEXT, LONGEST_CONTEXT, USUAL_CONTEXT):
        kept = before_reversed(text, here.start, length)[:length]
        if side(kept, before_reversed(text, there.start, length)) < _UNLIKE:
            return length
        if length > here.start:
            break
    return LONGEST_CONTEXT


def _to_differ_after(text: str, here: Span, there: Span) -> int:
    for length in range(USUAL_CONTEXT, LONGEST_CONTEXT, USUAL_CONTEXT):
        kept = after_it(text, here.end, length)[:length]
        if side(kept, after_it(text, there.end, length)) < _UNLIKE:
            return length
        if here.end + length > len(text):
            break
    return LONGEST_CONTEXT
