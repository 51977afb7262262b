"""Where the words of a query occur in a text.

A text is read once. Each distinct chunk is looked up in what was learned of it before, and only
the words asked for leave a trace.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import TypeAlias

from workbench.search.analysis import boundary_before, find_chunks, window_end
from workbench.search.cancelling import Cancelled, never, stop_if
from workbench.search.chunks import analyse
from workbench.search.sieve import sieve
from workbench.search.tree import AnyWord, Word
from workbench.spans import Span

Term: TypeAlias = Word | AnyWord
# A chunk's positions, and its words of the query: which, offset in positions, start and end, and
# how many positions it takes if not just one.
_Entry: TypeAlias = tuple[int, tuple[tuple[int, int, int, int, tuple[int, ...]], ...]]

_REMEMBERED_CHUNKS = 20_000
_WORTH_JUMPING = 50
_GAP = 1 << 20
# What is done between two polls takes a few milliseconds.
_RUN = 4096


@dataclass(slots=True)
class Places:
    """Where one word of the query occurs: positions ascending, and the span at each.

    `wide` is how many positions it takes where that is not just one.
    """

    positions: list[int] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    wide: dict[int, tuple[int, ...]] = field(default_factory=dict)


class Reader:
    """Finds the words of a query in texts, and remembers which chunks hold any.

    `reach` is how many positions apart words of one phrase may be; further apart, positions say
    nothing.
    """

    def __init__(self, words: Iterable[Term], reach: int) -> None:
        self.words = tuple(dict.fromkeys(words))
        self.reach = reach
        self._plain = {word.text: i for i, word in enumerate(self.words) if isinstance(word, Word)}
        self._any = [(i, word) for i, word in enumerate(self.words) if isinstance(word, AnyWord)]
        self.known: dict[str, _Entry] = {}

    @cached_property
    def sieve(self) -> re.Pattern[str] | None:
        """What sees at a glance where words of the query may be; None where nothing does."""
        return sieve(
            word.text if isinstance(word, Word) else word.pattern.literal for word in self.words
        )

    def read(self, text: str, cancelled: Cancelled = never) -> dict[Term, Places]:
        """The places of every word of the query that occurs in `text`. Raises CancelledError."""
        if len(self.known) > _REMEMBERED_CHUNKS:
            self.known.clear()
        places = _Reading(self, text, cancelled).places()
        return {
            word: place for word, place in zip(self.words, places, strict=True) if place.positions
        }

    def entry(self, chunk: str) -> _Entry:
        """What there is of the query in a chunk."""
        entry = self.known.get(chunk)
        if entry is None:
            entry = self.known[chunk] = self._wanted(chunk)
        return entry

    def _wanted(self, chunk: str) -> _Entry:
        units, width, _ = analyse(chunk)
        # A pattern may stand for several terms at one position: they are one occurrence.
        wanted: dict[tuple[int, int], tuple[int, int, tuple[int, ...]]] = {}
        for text, offset, start, end, taken, _ in units:
            plain = self._plain.get(text)
            words = [i for i, word in self._any if word.matches(text)]
            for word in words if plain is None else (plain, *words):
                first, last, widths = wanted.get((word, offset), (start, end, ()))
                wanted[word, offset] = min(first, start), max(last, end), (*widths, taken)
        return width, tuple(
            (*place, start, end, () if max(widths) == 1 else widths)
            for place, (start, end, widths) in wanted.items()
        )


class _Reading:
    """One reading of a text."""

    def __init__(self, reader: Reader, text: str, cancelled: Cancelled) -> None:
        self._reader = reader
        self._text = text
        self._cancelled = cancelled
        self._places = [Places() for _ in reader.words]

    def places(self) -> list[Places]:
        """The places of each word of the reader."""
        candidates = self._candidates()
        if candidates is None:
            self._scan(0, 0, len(self._text))
        else:
            self._jump(candidates)
        return self._places

    def _candidates(self) -> list[int] | None:
        """Where a quick look sees words; None where it is no quicker than to read everything."""
        text = self._text
        most = len(text) // _WORTH_JUMPING
        look = self._reader.sieve if most else None
        if look is None:
            return None
        found: list[int] = []
        start = 0
        while start < len(text):
            stop_if(self._cancelled)
            end = window_end(text, start)
            matches = islice(look.finditer(text, start, end), most + 1 - len(found))
            found += [match.start() for match in matches]
            if len(found) > most:
                return None
            start = end
        return found

    def _jump(self, candidates: Iterable[int]) -> None:
        """Read from each candidate that holds a word, as far as its phrase may go."""
        text, reader = self._text, self._reader
        position = done = 0
        for turn, candidate in enumerate(candidates):
            if turn % _RUN == 0:
                stop_if(self._cancelled)
            if candidate < done:
                continue
            for match in find_chunks(text, boundary_before(text, candidate, done)):
                done = match.end()
                if done > candidate:
                    break
            if reader.entry(match[0])[1]:
                position, done = self._scan(match.start(), position + _GAP, reader.reach)

    def _scan(self, start: int, position: int, reach: int) -> tuple[int, int]:
        """Read on from `start` until `reach` positions in a row hold no word of the query.

        Returns the position and the place in the text that were reached.
        """
        quiet = 0
        poll = position
        places, known, entry = self._places, self._reader.known, self._reader.entry
        for match in find_chunks(self._text, start):
            if position >= poll:
                stop_if(self._cancelled)
                poll = position + _RUN
            chunk = match[0]
            width, wanted = known.get(chunk) or entry(chunk)
            if wanted:
                quiet = 0
                base = match.start()
                for word, offset, begin, stop, widths in wanted:
                    places[word].positions.append(position + offset)
                    places[word].spans.append(Span(base + begin, base + stop))
                    if widths:
                        places[word].wide[position + offset] = widths
            else:
                quiet += width
            position += width
            if quiet >= reach:
                return position, match.end()
        return position, len(self._text)
