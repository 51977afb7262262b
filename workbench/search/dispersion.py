"""Dispersion: where in the documents the hits of a query are, and how evenly they are spread.

The figure is the deviation of proportions, DP, of S. Th. Gries, Dispersions and adjusted
frequencies in corpora, International Journal of Corpus Linguistics 13(4), 2008. It compares the
share of the hits that each document has with its share of all words, and needs no parts of equal
size: 0 where every document has as many as its length would give it, near 1 where few have them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.model import DocumentInfo
from workbench.search.concordance import Concordance


@dataclass(frozen=True, slots=True)
class Spread:
    """A document with hits: its place among the concordance's documents, and how many they are."""

    document: DocumentInfo
    place: int
    hits: int


@dataclass(frozen=True, slots=True)
class Dispersion:
    """The documents that have hits, those with most first, of how many there are; and DP."""

    spread: tuple[Spread, ...]
    documents: int
    deviation: float


def dispersion(lines: Concordance, every: Sequence[DocumentInfo]) -> Dispersion:
    """How the hits of a complete concordance are spread over all documents."""
    places = {document: place for place, document in enumerate(lines.documents)}
    spread = []
    distance = 0.0
    words = sum(info.words for info in every) or 1
    hits = lines.count or 1
    for info in every:
        place = places.get(info.id)
        own = 0
        if place is not None:
            own = lines.hits(place)
            spread.append(Spread(info, place, own))
        distance += abs(own / hits - info.words / words)
    spread.sort(key=lambda one: -one.hits)
    return Dispersion(tuple(spread), len(every), distance / 2 if lines.count else 0.0)


def ticks(lines: Concordance, place: int, characters: int, cells: int) -> list[int]:
    """How many hits each of `cells` equal parts has of the document at a place, by their starts."""
    counts = [0] * cells
    for start in lines.starts(place):
        counts[min(start * cells // max(characters, 1), cells - 1)] += 1
    return counts
