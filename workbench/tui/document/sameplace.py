"""Finding a place in a text again after the text has changed.

Meant for a cursor: it is quick, and always has an answer. Where notes stand is found with far more
care, and doubt, by the room of notes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable

from workbench.spans import Span

_WIDTHS = (200, 80, 30, 12)
"""Code points of context on either side, the most telling first."""


def same_place(old: str, new: str, position: int) -> int:
    """Where in the new text that is which stood at a position of the old one, in code points.

    By the words around it, then by those after or before it; of several places the one that is
    nearest to where it should be. Without any such words about as far through the changed part.
    """
    position = max(0, min(position, len(old)))
    if old == new:
        return position
    expected = _expected(old, new, position)
    around = [(width, width) for width in _WIDTHS]
    beside = [sides for width in _WIDTHS[1:] for sides in ((0, width), (width, 0))]
    for before, after in (*around, *beside):
        start = max(0, position - before)
        words = old[start : position + after]
        if words.strip():
            found = _nearest(new, words, expected - (position - start))
            if found >= 0:
                return found + position - start
    return expected


def same_passage(old: str, new: str, span: Span) -> Span | None:
    """Where a passage stands in the new text; None if it is not there in the same words."""
    start = same_place(old, new, span.start)
    passage = Span(start, start + span.end - span.start)
    return passage if new[slice(*passage)] == old[slice(*span)] else None


def _expected(old: str, new: str, position: int) -> int:
    """The place if one part of the text was replaced, all before and after it being the same."""
    shorter = min(len(old), len(new))
    head = _length(shorter, lambda n: old[:n] == new[:n])
    tail = _length(shorter - head, lambda n: old[len(old) - n :] == new[len(new) - n :])
    if position < head:
        return position
    if position >= len(old) - tail:
        return len(new) - (len(old) - position)
    replaced, by = len(old) - tail - head, len(new) - tail - head
    return head + (position - head) * by // replaced


def _length(most: int, same: Callable[[int], bool]) -> int:
    """The largest n up to `most` with `same(n)`, which holds for all smaller ones too."""
    return bisect_left(range(1, most + 1), True, key=lambda n: not same(n))


def _nearest(text: str, words: str, wanted: int) -> int:
    """Where words start that are nearest to a position; -1 if they are nowhere."""
    wanted = max(0, wanted)
    before = text.rfind(words, 0, wanted + len(words))
    after = text.find(words, wanted)
    if before < 0 or after < 0:
        return max(before, after)
    return before if wanted - before <= after - wanted else after
