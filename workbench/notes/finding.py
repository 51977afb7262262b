"""The places of a text that may have a passage: where its words stand, and where its like does."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from workbench.notes.aligning import at_word_edges, mapped, nearest, trimmed
from workbench.notes.evidence import (
    ALIKE,
    FOR_AN_INTERRUPTION,
    USUAL_CONTEXT,
    Evidence,
    Sought,
    weigh,
)
from workbench.notes.ground import Ground
from workbench.notes.similarity import words_kept
from workbench.spans import Span

_BY_ITS_ENDS = 1_000
_END = 256
_FIRST_SWEEP = 256
_LONGEST_INSERTION = 1_000
_RECOGNISED_BY = 32
_FAINTLY_LIKE, _WORTH_A_LOOK = 0.2, 0.4


def occurrences(text: str, exact: str, near: int) -> Iterator[int]:
    """Where `exact`, not empty, starts in the text: the place nearest to `near` first."""
    after = text.find(exact, near)
    earlier = _backwards(text, exact, near)
    before = next(earlier, -1)
    while after >= 0 or before >= 0:
        if before < 0 or 0 <= after - near <= near - before:
            yield after
            after = text.find(exact, after + 1)
        else:
            yield before
            before = next(earlier, -1)


def likenesses(
    sought: Sought, ground: Ground, near: int, most: int = 4, passed_over: Span | None = None
) -> Iterator[Evidence]:
    """The places in at most so many regions that may have the passage, or what became of it.

    `near` is where it stood. What overlaps with `passed_over` is not looked at.
    """
    first, last = sought.whole_words
    ask = _Question(ground, most, passed_over)
    for span in _stretches(sought, ask, near):
        found = weigh(sought, ground.folded, at_word_edges(span, ground.folded, first, last))
        yield found
        if not found.in_place():
            yield from _between(sought, ground.folded, found)
        likely = found.quote >= _WORTH_A_LOOK or found.words >= _FAINTLY_LIKE
        if (
            likely
            and not found.in_place()
            and found.quote < 1
            and len(sought.exact) <= _BY_ITS_ENDS
        ):
            alone = _without_context(sought.exact, ground.folded, span)
            if alone is not None:
                edges = at_word_edges(alone, ground.folded, first, last)
                yield weigh(sought, ground.folded, edges)


def hole(sought: Sought, ground: Ground, near: int) -> Evidence:
    """Where the words that stood round the passage stand together now, without anything of it."""
    prefix, suffix = sought.prefix[-USUAL_CONTEXT:], sought.suffix[:USUAL_CONTEXT]
    pattern = prefix + suffix
    region = ground.regions(pattern, near - len(prefix), 1)[0]
    text = ground.folded[region.start : region.end]
    hit = nearest(pattern, text) or Span(0, 0)
    found = text[hit.start : hit.end]
    at = mapped(Span(0, len(prefix)), pattern, found).end if prefix else 0
    at += region.start + hit.start
    return weigh(sought, ground.folded, Span(at, at))


def _between(sought: Sought, text: str, found: Evidence) -> Iterator[Evidence]:
    """The stretch from one context to the other, where something was put into the passage."""
    start, end = found.span
    farthest = len(sought.exact) + _LONGEST_INSERTION
    if (found.before or 0.0) >= ALIKE:
        behind = sought.suffix[:_RECOGNISED_BY].rstrip("\0")
        end = text.find(behind, start + 1, start + farthest) if _tells(behind) else -1
    elif (found.after or 0.0) >= ALIKE:
        ahead = sought.prefix[-_RECOGNISED_BY:].lstrip("\0")
        at = text.rfind(ahead, max(end - farthest, 0), end) if _tells(ahead) else -1
        start = at + len(ahead) if at >= 0 else end
    if start < end and (start, end) != found.span:
        between = weigh(sought, text, trimmed(Span(start, end), text))
        if 1 > found.quote < between.quote + FOR_AN_INTERRUPTION:  # else it was put beside it
            yield between


def _tells(context: str) -> bool:
    return len(context.strip()) >= _RECOGNISED_BY // 2


class _Question(NamedTuple):
    """Where to look, in how many regions, and what not to look at."""

    ground: Ground
    most: int
    passed_over: Span | None


def _stretches(sought: Sought, ask: _Question, near: int) -> Iterator[Span]:
    prefix, suffix = sought.prefix[-USUAL_CONTEXT:], sought.suffix[:USUAL_CONTEXT]
    exact = sought.exact
    if len(exact) <= _BY_ITS_ENDS:
        yield from _aligned(prefix, exact, suffix, ask, near)
        return
    # Of a long passage both ends are looked for; what lies between them is weighed as a whole.
    heads = {one.start for one in _aligned(prefix, exact[:_END], "", ask, near)}
    tails = {one.end for one in _aligned("", exact[-_END:], suffix, ask, near + len(exact) - _END)}
    for start in sorted(heads):
        for end in sorted(tails):
            if len(exact) < 2 * (end - start) < 4 * len(exact):
                yield Span(start, end)


def _aligned(prefix: str, exact: str, suffix: str, ask: _Question, near: int) -> Iterator[Span]:
    """Where `exact` stands in the best alignment of it and its context with each region."""
    pattern = prefix + exact + suffix
    inner = Span(len(prefix), len(prefix) + len(exact))
    out = ask.passed_over
    regions = ask.ground.regions(pattern, near - len(prefix), ask.most)
    for number, region in enumerate(regions):
        parts = [region]
        if out and region.start <= out.start and out.end <= region.end:
            parts = ask.ground.beside(out, len(pattern))
        for part in parts:
            text = ask.ground.folded[part.start : part.end]
            if (out or number) and words_kept(exact, text) < _FAINTLY_LIKE:
                continue
            hit = nearest(pattern, text)
            if hit is not None:
                inside = mapped(inner, pattern, text[hit.start : hit.end])
                yield _moved(inside, hit.start + part.start)


def _without_context(exact: str, text: str, near: Span) -> Span | None:
    """Where near a place `exact` itself stands best."""
    begin = max(near.start - len(exact) // 2, 0)
    round_it = text[begin : near.end + len(exact) // 2]
    hit = nearest(exact, round_it)
    if hit is None:
        return None
    inside = mapped(Span(0, len(exact)), exact, round_it[hit.start : hit.end])
    return _moved(inside, begin + hit.start)


def _moved(span: Span, distance: int) -> Span:
    return Span(span.start + distance, span.end + distance)


def _backwards(text: str, exact: str, near: int) -> Iterator[int]:
    """Where `exact` starts before `near`, the last first.

    Not by `rfind`, which takes time by the product of the two lengths.
    """
    stop, sweep = near, _FIRST_SWEEP
    while stop > 0:
        begin = max(stop - sweep, 0)
        found: deque[int] = deque()
        at = text.find(exact, begin, stop + len(exact) - 1)
        while at >= 0:
            found.appendleft(at)
            at = text.find(exact, at + 1, stop + len(exact) - 1)
        yield from found
        stop, sweep = begin, 4 * sweep
