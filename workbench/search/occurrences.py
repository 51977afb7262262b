"""Where the phrases of a query occur in a text, given the places of their words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from workbench.search.proximity import near_windows, phrase_runs
from workbench.search.reader import Places, Term
from workbench.search.tree import AnyWord, Everything, Phrase, Word
from workbench.spans import Span

_P = TypeVar("_P")


def phrase_spans(phrase: Phrase, places: Mapping[Term, Places]) -> list[Span]:
    """The occurrences of a phrase, each one span, given the places of its words."""
    slots: list[Places | None] = []
    for slot in phrase.slots:
        slots.append(places.get(slot) if isinstance(slot, Word | AnyWord) else None)
        if slots[-1] is None and not isinstance(slot, Everything):
            return []
    if phrase.slop:
        return _near(phrase, [place for place in slots if place is not None])
    runs = phrase_runs([(place.positions, place.wide) if place else None for place in slots])
    return _spanning(runs, slots[0], slots[-1])


def _spanning(
    runs: Sequence[tuple[int, int]], first: Places | None, last: Places | None
) -> list[Span]:
    """One span for each run, from its first word to its last; of two that overlap, the first."""
    if not runs or first is None or last is None:
        return []
    begins = dict(zip(first.positions, first.spans, strict=True))
    ends = dict(zip(last.positions, last.spans, strict=True))
    spans: list[Span] = []
    for start, end in runs:
        begin = begins[start].start
        if not spans or begin >= spans[-1].end:
            spans.append(Span(begin, ends[end].end))
    return spans


def _near(phrase: Phrase, slots: Sequence[Places]) -> list[Span]:
    wanted = near_words(phrase, slots)
    windows = near_windows([(p.positions, n) for p, n in wanted], len(slots) + phrase.slop)
    spans: dict[int, Span] = {}
    for place, _ in wanted:
        for position, span in zip(place.positions, place.spans, strict=True):
            known = spans.get(position, span)
            spans[position] = Span(min(known.start, span.start), max(known.end, span.end))
    return [Span(spans[first].start, spans[last].end) for first, last in windows]


def near_words(phrase: Phrase, slots: Sequence[_P]) -> list[tuple[_P, int]]:
    """The places of each distinct word of a phrase, and how often the phrase has it."""
    words = [slot for slot in phrase.slots if not isinstance(slot, Everything)]
    times: dict[object, list[_P]] = {}
    for word, places in zip(words, slots, strict=True):
        times.setdefault(word, []).append(places)
    return [(same[0], len(same)) for same in times.values()]
