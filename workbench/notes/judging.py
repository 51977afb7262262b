"""Which of the places found is the passage's, and whether that is beyond doubt.

A wrong place must never look like a right one: what might be a copy, or only like the passage, is
at most uncertain.
"""

from __future__ import annotations

from collections.abc import Iterable

from workbench.notes.evidence import Evidence, Sought

_AS_GOOD = 0.04
_LIKE = 0.75
_LONG_QUOTE, _VERY_LONG_QUOTE, _TELLING_QUOTE = 32, 48, 16


def judged(
    found: list[Evidence], sought: Sought, missing: bool = False
) -> tuple[Evidence | None, bool]:
    """The passage's place of those found, ranked, and whether it is certain; None if it is gone.

    `missing` says that the text has fewer places with just these words than it had.
    """
    accepted = [one for one in found if one.accepted]
    best = next((one for one in accepted if not _is_elsewhere(one, found, sought, missing)), None)
    if best is None or best is not accepted[0] or not is_clear(accepted):
        return best, False
    return best, _is_known(best, found, missing) or _has_moved_whole(best, found, sought)


def ranked(found: Iterable[Evidence], near: int) -> list[Evidence]:
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


def is_clear(ranked: list[Evidence]) -> bool:
    """Whether no second place is about as good as the first."""
    return len(ranked) < 2 or ranked[1].score < ranked[0].score - _AS_GOOD


def _is_known(best: Evidence, found: list[Evidence], missing: bool) -> bool:
    """Whether its surroundings leave no doubt, and no other place has better ones or the words."""
    if best.quote < 1 and any(one.quote == 1 for one in found):
        return False
    if best.quote == 1 and missing and not best.is_intact:
        return False
    return best.recognised and (best.in_whole or not any(one.vacated_whole for one in found))


def _has_moved_whole(best: Evidence, found: list[Evidence], sought: Sought) -> bool:
    """Whether it is the whole passage with nothing round it, such as a paragraph that was moved.

    It may be shorter where the place is seen that it was taken from.
    """
    if best.quote < 1 or not sought.unique:
        return False
    least = _TELLING_QUOTE if any(one.vacated for one in found) else _VERY_LONG_QUOTE
    return len(sought.exact) >= least


def _is_elsewhere(best: Evidence, found: list[Evidence], sought: Sought, missing: bool) -> bool:
    """Whether the passage was taken out of its place, and the best is a copy or only like it."""
    if best.quote == 1 and missing and not best.in_place():
        return True  # one is missing, and it is this one
    if best.is_supported and not _is_cut_out(best, found):
        return False
    if sought.copies and best.quote < 1:
        return True
    if sought.copied and not sought.copies and sum(one.accepted for one in found) == 1:
        return True  # where there were several places, the one that is left is another
    # The same words now stand where none did: they may well have been moved there.
    if best.quote == 1:
        telling = sought.unique or len(sought.exact) >= _LONG_QUOTE
    else:
        telling = sought.alone and len(sought.exact) >= _LONG_QUOTE and best.quote >= _LIKE
    return not telling and any(one.vacated for one in found)


def _is_cut_out(best: Evidence, found: list[Evidence]) -> bool:
    """Whether the words round the old place now follow each other, and the best is not there."""
    if best.quote == 1 or best.in_place():
        return False
    return any(one.vacated_whole and one.is_empty for one in found)
