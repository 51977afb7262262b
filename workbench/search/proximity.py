"""Where words stand together: phrases and near words, from the positions of each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence

_ONE = (1,)


def phrase_starts(slots: Sequence[Sequence[int] | None]) -> list[int]:
    """Positions from which every slot follows the one before it; None is any one word.

    Each slot's positions are ascending; the first slot is never None.
    """
    known = [(offset, places) for offset, places in enumerate(slots) if places is not None]
    known.sort(key=lambda slot: len(slot[1]))
    offset, places = known[0]
    starts = {place - offset for place in places}
    for offset, places in known[1:]:
        starts.intersection_update([place - offset for place in places])
        if not starts:
            return []
    return sorted(starts)


Stand = tuple[Sequence[int], Mapping[int, Collection[int]]]
"""Where a word stands, ascending; and where it takes not just one position, how many it takes."""


def phrase_runs(slots: Sequence[Stand | None]) -> list[tuple[int, int]]:
    """Where every slot follows the one before it: the positions of the first and the last slot.

    None is any one word; the first slot is never None. A joined spelling takes as many positions
    as it joins parts. Each start is told once.
    """
    if not any(slot[1] for slot in slots if slot is not None):
        starts = phrase_starts([None if slot is None else slot[0] for slot in slots])
        return [(start, start + len(slots) - 1) for start in starts]
    runs: dict[int, dict[int, int]] = {}  # by where they go on: starts, each with its last slot
    for turn, slot in enumerate(slots):
        longer: dict[int, dict[int, int]] = {}
        held = frozenset(slot[0]) if slot else frozenset()
        for place in runs if turn else held:
            if slot is None or place in held:
                starting = dict.fromkeys(runs[place], place) if turn else {place: place}
                for width in slot[1].get(place, _ONE) if slot else _ONE:
                    longer.setdefault(place + width, {}).update(starting)
        runs = longer
    return sorted({start: last for of in runs.values() for start, last in of.items()}.items())


def near_windows(words: Sequence[tuple[Sequence[int], int]], longest: int) -> list[tuple[int, int]]:
    """The shortest stretches of at most `longest` positions that hold all words, as first and last.

    Each word is its positions and how often it must occur. Stretches do not overlap; of two that
    do, the one that ends first is taken.
    """
    events = sorted((place, word) for word, (places, _) in enumerate(words) for place in places)
    wanting = [times for _, times in words]
    missing = sum(wanting)
    windows: list[tuple[int, int]] = []
    left = 0
    for index, (place, word) in enumerate(events):
        if index < left:
            continue
        wanting[word] -= 1
        missing -= wanting[word] >= 0
        while not missing:
            first, leftmost = events[left]
            if wanting[leftmost] == 0 and place - first < longest:
                windows.append((first, place))
                wanting = [times for _, times in words]
                missing = sum(wanting)
                left = bisect_right(events, (place, len(words)))
            else:
                left += 1
                wanting[leftmost] += 1
                missing += wanting[leftmost] > 0
    return windows
