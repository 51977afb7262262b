"""What an engine keeps that leaves the ranking to us: postings, and a card for each document."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from struct import Struct
from typing import NamedTuple, Protocol

_ONE = Struct("=BH")


class Card(NamedTuple):
    """What an engine keeps of a document beside its terms."""

    id: str
    path: str
    date: str


class Postings(NamedTuple):
    """The documents that have a term, by number and ascending: how often, and at which positions.

    `places` are encoded by `encode_places`.
    """

    documents: Sequence[int]
    counts: Sequence[float]
    places: Sequence[bytes]


class Source(Protocol):
    """Where postings come from; documents have numbers from 0."""

    def postings(self, field: str, term: str) -> Postings:
        """The postings of a term, without deleted documents."""

    @property
    def cards(self) -> Mapping[int, Card]:
        """Every document that is not deleted."""

    @property
    def numbers(self) -> Mapping[str, int]:
        """The number of every document that is not deleted, by its id."""

    @property
    def lengths(self) -> Sequence[int]:
        """How many words each document has."""


WIDE = "+"
"""Before a term: where it takes more than one position, as `encode_wide` encodes it.

No term begins so.
"""

_WIDEST = 1 << 6


def encode_wide(places: Sequence[tuple[int, int]]) -> bytes:
    """Ascending positions as bytes, each with how many positions are taken from there."""
    return encode_places([at * _WIDEST + min(width, _WIDEST - 1) for at, width in places])


def decode_wide(encoded: bytes) -> list[tuple[int, int]]:
    """The positions that `encode_wide` encoded, and how many are taken from each."""
    return [divmod(place, _WIDEST) for place in decode_places(encoded)]


def encode_places(places: Sequence[int]) -> bytes:
    """Ascending positions as bytes, two or four each."""
    if places[-1] < 65_536:
        if len(places) == 1:
            return _ONE.pack(72, places[0])  # as below, and most words of a text occur once
        return b"H" + array("H", places).tobytes()
    return b"I" + array("I", places).tobytes()


def decode_places(encoded: bytes) -> array[int]:
    """The positions that `encode_places` encoded."""
    places = array(chr(encoded[0]))
    places.frombytes(encoded[1:])
    return places
