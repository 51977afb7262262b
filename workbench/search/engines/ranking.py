"""Answers a tree from plain postings: for engines that keep postings and leave the rest to us.

Sets and dictionaries do the work, so totals are exact and every document is scored. Scores are
BM25 (Robertson and Zaragoza, 2009) with a pattern or a phrase counted as one word. A word of the
title counts as one that the text has very often, much as in their BM25F: nothing counts more than
that, so that a word of the title makes up for no other that was asked for.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from functools import cached_property
from math import log

from workbench.search import dates
from workbench.search.cancelling import Cancelled, Patience, never, stop_if
from workbench.search.engine import Page, Ranked, Sort
from workbench.search.engines.postings import WIDE, Source, decode_places, decode_wide
from workbench.search.folding import fold
from workbench.search.matcher import within
from workbench.search.occurrences import near_words
from workbench.search.parser import TEXT
from workbench.search.patterns import glob
from workbench.search.proximity import Stand, near_windows, phrase_runs
from workbench.search.titles import BESIDE, HEADING
from workbench.search.tree import (
    PLAIN,
    And,
    AnyWord,
    Boost,
    DateRange,
    Documents,
    Everything,
    Field,
    Node,
    Not,
    Or,
    PathShape,
    Phrase,
    Word,
)

_K1, _B = 1.2, 0.75
TITLE = 2.0
"""What a word of the title counts, in units of one that a text of average length has once.

However often a text has a word it counts 2.2 at most.
"""
BOTH = 0.1
"""The part of the lesser of the two that is added where a word is in the title and in the text."""
_POLL_EVERY = 512
# The places of a word in a document, and those that are wide, which mostly are none.
_Encoded = tuple[bytes, bytes]


def rank(
    source: Source,
    tree: Node,
    limit: int,
    offset: int,
    sort: Sort,
    patience: Patience,
) -> Page:
    """The page of the documents that answer `tree`. Raises CancelledError."""
    scores = _Ranking(source, patience).scores(tree, PLAIN)
    cards = source.cards

    def place(number: int) -> tuple[float | str, str]:
        card = cards[number]
        if sort == "date":
            return (dates.whole(card.date) or ("~",))[0], card.path
        return (card.path, "") if sort == "path" else (-scores[number], card.path)

    if limit < 1 or offset >= len(scores):
        return Page(len(scores), (), patience.cut_short)
    first = heapq.nsmallest(offset + limit, scores, key=place)[offset:]
    ranked = tuple(Ranked(cards[n].id, scores[n]) for n in first)
    return Page(len(scores), ranked, patience.cut_short)


def score(source: Source, tree: Node, identity: str, cancelled: Cancelled) -> float | None:
    """The score of one document; None where it does not answer. Raises CancelledError."""
    number = source.numbers.get(identity)
    scores = _Ranking(source, Patience(cancelled, never)).scores(tree, PLAIN)
    return None if number is None else scores.get(number)


class _Ranking:
    def __init__(self, source: Source, patience: Patience) -> None:
        self._source = source
        self._patience = patience

    @cached_property
    def _norms(self) -> list[float]:
        """What a document's length makes of the weight of its words."""
        lengths = self._source.lengths
        average = sum(lengths) / len(lengths) if lengths else 1.0
        scale = _K1 * _B / (average or 1.0)
        return [_K1 * (1 - _B) + scale * length for length in lengths]

    def scores(self, node: Node, field: str, among: Set[int] | None = None) -> Mapping[int, float]:
        """Every document that answers the node, with its score.

        Documents outside `among` may be left out, where that saves work.
        """
        stop_if(self._patience.cancelled)
        match node:
            case And(nodes):
                return self._all_of(nodes, field, among)
            case Or(nodes):
                return _sum(self.scores(part, field, among) for part in nodes)
            case Not(part):
                excluded = self.scores(part, field)
                return {n: 0.0 for n in self._source.cards if n not in excluded}
            case Boost(part, factor):
                scores = self.scores(part, field, among)
                return {n: score * factor for n, score in scores.items()}
            case Field(name, part):
                return self.scores(part, name, among)
            case Word() | AnyWord():
                return self._word(node, field)
            case Phrase():
                return self._phrase(node, field, among)
            case _:
                score = node.score if isinstance(node, Documents) else 0.0
                return dict.fromkeys(self._filtered(node), score)

    def _all_of(
        self, nodes: Iterable[Node], field: str, among: Set[int] | None
    ) -> Mapping[int, float]:
        """Phrases come after the words that narrow them, exclusions last."""
        found: Mapping[int, float] | None = None
        for node in sorted(nodes, key=_cost):
            if isinstance(node, Not) and found is not None:
                excluded = self.scores(node.node, field, found.keys())
                found = {n: score for n, score in found.items() if n not in excluded}
                continue
            scores = self.scores(node, field, among if found is None else found.keys())
            if found is None:
                found = scores
            else:
                few, many = (found, scores) if len(found) < len(scores) else (scores, found)
                found = {n: score + many[n] for n, score in few.items() if n in many}
            if not found:
                break
        return found or {}

    def _filtered(self, node: Node) -> Collection[int]:
        """The documents of a node that does not score."""
        match node:
            case Documents(ids=ids):
                numbers = self._source.numbers
                return [numbers[identity] for identity in ids or () if identity in numbers]
            case DateRange():
                return [n for n, card in self._source.cards.items() if within(card.date, node)]
            case PathShape(shape):
                fits = glob(shape).fullmatch
                return [n for n, card in self._source.cards.items() if fits(fold(card.path))]
            case Everything():
                return self._source.cards.keys()
            case _:
                return ()

    def _word(self, word: Word | AnyWord, field: str) -> Mapping[int, float]:
        if field not in (PLAIN, TEXT):
            return self._scored(self._counts(word, field), field)
        counts = self._counts(word, TEXT)
        beside = self._counts(word, BESIDE) if field == PLAIN else {}
        titled = self._counts(word, "title") if counts or beside else {}
        return self._with_titles(counts, beside, {n for n in titled if n in counts or n in beside})

    def _with_titles(
        self, counts: Mapping[int, float], beside: Collection[int], titled: Set[int]
    ) -> Mapping[int, float]:
        """The scores of the documents whose text has something so often, or only their title.

        All that have it in the title are `titled`.
        """
        documents = len(counts) + sum(number not in counts for number in beside)
        scores = self._weighed(counts, TEXT, documents)
        most = TITLE * self._weight(documents)
        for number in titled:
            own = scores.get(number, 0.0)
            scores[number] = max(own, most) + BOTH * min(own, most)
        return scores

    def _counts(self, word: Word | AnyWord, field: str) -> Mapping[int, float]:
        """How often each document has the word, all that a pattern stands for together."""
        if isinstance(word, Word):
            found = self._source.postings(field, word.text)
            return dict(zip(found.documents, found.counts, strict=True))
        counts: dict[int, float] = {}
        for text in word.words:
            stop_if(self._patience.cancelled)
            found = self._source.postings(field, text)
            for number, count in zip(found.documents, found.counts, strict=True):
                counts[number] = counts.get(number, 0.0) + count
        return counts

    def _scored(self, counts: Mapping[int, float], field: str) -> dict[int, float]:
        return self._weighed(counts, field, len(counts))

    def _weighed(self, counts: Mapping[int, float], field: str, documents: int) -> dict[int, float]:
        weight = self._weight(documents) * (_K1 + 1)
        if field != TEXT:
            return {n: weight * count / (count + _K1) for n, count in counts.items()}
        norms = self._norms
        return {n: weight * count / (count + norms[n]) for n, count in counts.items()}

    def _weight(self, documents: int) -> float:
        """The inverse document frequency of what so many documents have."""
        return log(1 + (len(self._source.cards) - documents + 0.5) / (documents + 0.5))

    def _phrase(self, phrase: Phrase, field: str, among: Set[int] | None) -> Mapping[int, float]:
        if field != PLAIN:
            field = HEADING if field == BESIDE else field
            return self._scored(self._phrase_counts(phrase, field, among), field)
        counts = self._phrase_counts(phrase, TEXT, among)
        titled = self._phrase_counts(phrase, HEADING, among).keys()
        return self._with_titles(counts, titled, titled)

    def _phrase_counts(
        self, phrase: Phrase, field: str, among: Set[int] | None
    ) -> Mapping[int, float]:
        """How often each document has the phrase."""
        slots = [
            None if isinstance(slot, Everything) else self._places(slot, field)
            for slot in phrase.slots
        ]
        known = sorted((slot for slot in slots if slot is not None), key=len)
        candidates = known[0].keys() if among is None else known[0].keys() & among
        for slot in known[1:]:
            candidates = candidates & slot.keys()
        counts = {}
        for turn, number in enumerate(candidates):
            if turn % _POLL_EVERY == 0 and not self._patience.goes_on():
                break
            places = [None if slot is None else _stand(slot[number]) for slot in slots]
            count = _times(phrase, places)
            if count:
                counts[number] = float(count)
        return counts

    def _places(self, slot: object, field: str) -> Mapping[int, Sequence[_Encoded]]:
        words: tuple[str, ...] = (slot.text,) if isinstance(slot, Word) else ()
        if isinstance(slot, AnyWord):
            words = tuple(slot.words)
        merged: dict[int, tuple[_Encoded, ...]] = {}
        for text in words:
            stop_if(self._patience.cancelled)
            found = self._source.postings(field, text)
            taken = self._source.postings(field, WIDE + text)
            wide = dict(zip(taken.documents, taken.places, strict=True))
            for number, places in zip(found.documents, found.places, strict=True):
                merged[number] = (*merged.get(number, ()), (places, wide.get(number, b"")))
        return merged


def _cost(node: Node) -> int:
    while isinstance(node, Boost | Field):
        node = node.node
    return 2 if isinstance(node, Not) else 1 if isinstance(node, Phrase | And | Or) else 0


def _sum(parts: Iterable[Mapping[int, float]]) -> Mapping[int, float]:
    total: dict[int, float] = {}
    for part in parts:
        for number, score in part.items():
            total[number] = total.get(number, 0.0) + score
    return total


def _stand(encoded: Sequence[_Encoded]) -> Stand:
    """Where a slot of a phrase stands in a document, from the places of each of its words."""
    if len(encoded) == 1 and not encoded[0][1]:
        return decode_places(encoded[0][0]), {}
    found: dict[int, list[int]] = {}
    for places, taken in encoded:
        wide = dict(decode_wide(taken)) if taken else {}
        for place in decode_places(places):
            found.setdefault(place, []).append(wide.get(place, 1))
    return sorted(found), {place: widths for place, widths in found.items() if max(widths) > 1}


def _times(phrase: Phrase, slots: Sequence[Stand | None]) -> int:
    if not phrase.slop:
        return len(phrase_runs(slots))
    places = [None if slot is None else slot[0] for slot in slots]
    words = near_words(phrase, [place for place in places if place is not None])
    return len(near_windows(words, len(places) + phrase.slop))
