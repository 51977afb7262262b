"""A changed text, prepared for finding passages in it: where each word of it stands.

An edited passage is not found by its letters but by the words that were left of it and round it:
the places where the rare ones stand as far from each other as they did are looked at closely.
Prepared in time that grows with the text, asked in time that does not.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from heapq import nlargest
from operator import itemgetter

from workbench.notes.similarity import folded, words_of
from workbench.spans import Span

_LARGEST = 16_000_000
_PLACES_ASKED = 800
_WORDS_ASKED = 32
_PLACES_OF_A_WORD = 1_000
_FAINT = 0.25
_ROUND_THE_OLD_PLACE = 1_500


class Ground:
    """A text to find passages in. Beyond 16 million code points only exact words are found."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def folded(self) -> str:
        """The text in small letters and plain signs, of the same length."""
        return folded(self.text[:_LARGEST])

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        for word, at in words_of(self.folded):
            places.setdefault(word, []).append(at)
        return places

    def regions(self, pattern: str, near: int, most: int) -> list[Span]:
        """Where in the text the folded pattern may stand, the likeliest first, at most `most`.

        `near` is the place where it stood; it alone remains when no word is left.
        """
        room = _room(len(pattern))
        votes = self._votes(pattern, max(len(pattern) // 8, 32), 8 * most)
        chosen: list[int] = []
        for shift, voice in votes:
            if len(chosen) == most or voice < votes[0][1] * _FAINT:
                break
            if all(abs(shift - other) > room for other in chosen):
                chosen.append(shift)
        if not chosen:
            return [self._region(near - _ROUND_THE_OLD_PLACE, near + _ROUND_THE_OLD_PLACE)]
        return [self._region(shift - room, shift + len(pattern) + room) for shift in chosen]

    def beside(self, span: Span, length: int) -> list[Span]:
        """The regions right before and right behind a span that may have that much."""
        room = length + _room(length)
        return [
            self._region(span.start - room, span.start),
            self._region(span.end, span.end + room),
        ]

    def _votes(self, pattern: str, width: int, most: int) -> list[tuple[int, float]]:
        """The places, in steps of `width`, and how much speaks for the pattern's beginning there.

        The likeliest first. A word speaks the louder the rarer it is.
        """
        known = [
            (len(self._places[word]), word, at)
            for word, at in words_of(pattern)
            if word in self._places
        ]
        votes: defaultdict[int, float] = defaultdict(float)
        asked = 0
        for count, word, at in sorted(known)[:_WORDS_ASKED]:
            if count > _PLACES_OF_A_WORD or (asked and asked + count > _PLACES_ASKED):
                break
            asked += count
            voice = 1 / (3 + count)
            for place in self._places[word]:
                step = (place - at) // width
                votes[step] += voice
                votes[step + 1] += voice
        ranked = nlargest(most, votes.items(), key=itemgetter(1))
        return [(step * width, voice) for step, voice in ranked]

    def _region(self, start: int, end: int) -> Span:
        start = min(max(start, 0), len(self.folded))
        return Span(start, max(min(end, len(self.folded)), start))


def _room(length: int) -> int:
    """How much more than so much may have become of it."""
    return length // 4 + 64
