"""Where the words and phrases of a query occur in a text.

A text is read once. Each distinct chunk is looked up in what was learned of it before, and only
the words asked for leave a trace.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeAlias, TypeVar

from workbench.model import Span
from workbench.search.analysis import analyse, boundary_before, find_chunks
from workbench.search.proximity import near_windows, phrase_starts
from workbench.search.sieve import sieve
from workbench.search.tree import AnyWord, Everything, Phrase, Word

Term: TypeAlias = Word | AnyWord
_P = TypeVar("_P")
# A chunk's positions, and its words of the query: which, offset in positions, start and end.
_Entry: TypeAlias = tuple[int, tuple[tuple[int, int, int, int], ...]]

_REMEMBERED_CHUNKS = 50_000
_WORTH_JUMPING = 50
_GAP = 1 << 20


@dataclass(slots=True)
class Places:
    """Where one word of the query occurs: positions ascending, and the span at each."""

    positions: list[int] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)


class Reader:
    """Finds the words of a query in texts, and remembers which chunks hold any.

    `reach` is how many positions apart words of one phrase may be; further apart, positions say
    nothing.
    """

    def __init__(self, words: Iterable[Term], reach: int) -> None:
        self.words = tuple(dict.fromkeys(words))
        self._reach = reach
        self._plain = {word.text: i for i, word in enumerate(self.words) if isinstance(word, Word)}
        self._any = [(i, word) for i, word in enumerate(self.words) if isinstance(word, AnyWord)]
        self._known: dict[str, _Entry] = {}
        self._sieve = sieve(
            word.text if isinstance(word, Word) else word.pattern.literal for word in self.words
        )

    def read(self, text: str) -> dict[Term, Places]:
        """The places of every word of the query that occurs in `text`."""
        places = [Places() for _ in self.words]
        if len(self._known) > _REMEMBERED_CHUNKS:
            self._known.clear()
        candidates = None
        if self._sieve is not None:
            most = len(text) // _WORTH_JUMPING
            found = islice(self._sieve.finditer(text), most + 1)
            candidates = [match.start() for match in found]
        if candidates is None or len(candidates) > most:
            self._scan(text, 0, 0, len(text), places)
        else:
            self._jump(text, candidates, places)
        return {
            word: place for word, place in zip(self.words, places, strict=True) if place.positions
        }

    def _jump(self, text: str, candidates: Iterable[int], places: list[Places]) -> None:
        """Read from each candidate that holds a word, as far as its phrase may go."""
        position = done = 0
        for candidate in candidates:
            if candidate < done:
                continue
            for match in find_chunks(text, boundary_before(text, candidate, done)):
                done = match.end()
                if done > candidate:
                    break
            if self._entry(match[0])[1]:
                start = match.start()
                position, done = self._scan(text, start, position + _GAP, self._reach, places)

    def _scan(
        self, text: str, start: int, position: int, reach: int, places: list[Places]
    ) -> tuple[int, int]:
        """Read on from `start` until `reach` positions in a row hold no word of the query.

        Returns the position and the place in the text that were reached.
        """
        quiet = 0
        known = self._known
        for match in find_chunks(text, start):
            chunk = match[0]
            width, wanted = known.get(chunk) or self._entry(chunk)
            if wanted:
                quiet = 0
                base = match.start()
                for word, offset, begin, stop in wanted:
                    places[word].positions.append(position + offset)
                    places[word].spans.append(Span(base + begin, base + stop))
            else:
                quiet += width
            position += width
            if quiet >= reach:
                return position, match.end()
        return position, len(text)

    def _entry(self, chunk: str) -> _Entry:
        entry = self._known.get(chunk)
        if entry is None:
            entry = self._known[chunk] = self._wanted(chunk)
        return entry

    def _wanted(self, chunk: str) -> _Entry:
        units, width = analyse(chunk)
        wanted = []
        for unit in units:
            plain = self._plain.get(unit.text)
            if plain is not None:
                wanted.append((plain, unit.offset, unit.start, unit.end))
            wanted += [
                (i, unit.offset, unit.start, unit.end)
                for i, word in self._any
                if word.matches(unit.text)
            ]
        return width, tuple(wanted)


def phrase_spans(phrase: Phrase, places: Mapping[Term, Places]) -> list[Span]:
    """The occurrences of a phrase, each one span, given the places of its words."""
    slots: list[Places | None] = []
    for slot in phrase.slots:
        slots.append(places.get(slot) if isinstance(slot, Word | AnyWord) else None)
        if slots[-1] is None and not isinstance(slot, Everything):
            return []
    if phrase.slop:
        return _near(phrase, [place for place in slots if place is not None])
    starts = phrase_starts([place.positions if place else None for place in slots])
    return _spanning(starts, slots[0], slots[-1], len(slots) - 1)


def _spanning(
    starts: Sequence[int], first: Places | None, last: Places | None, distance: int
) -> list[Span]:
    """One span for each start, from its first word to its last; of two that overlap, the first."""
    if not starts or first is None or last is None:
        return []
    begins = dict(zip(first.positions, first.spans, strict=True))
    ends = dict(zip(last.positions, last.spans, strict=True))
    spans: list[Span] = []
    for start in starts:
        begin = begins[start].start
        if not spans or begin >= spans[-1].end:
            spans.append(Span(begin, ends[start + distance].end))
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
