"""The gazetteer: what the world's places, well-known organisations and given names are called.

The data is built by tools/build_gazetteer.py and read on first use. Everything is looked up by the
normal form that `names.fold` gives.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

DATA = Path(__file__).parent / "data"


class Place(NamedTuple):
    """A place that bears a name; `people` in thousands, `country` as in ISO 3166, or empty.

    `kind` is c(ountry), r(egion) or t(own). `doubtful` names are ordinary words, or borne by
    people: such a name alone does not make a place.
    """

    id: str
    kind: str
    country: str
    people: int
    doubtful: bool


class Gazetteer:
    """Look-ups by normal form."""

    def __init__(self, folder: Path) -> None:
        self._places = _table(folder / "places.tsv")
        self._organisations = _table(folder / "organisations.tsv")
        self.given_names = _words(folder / "given_names.txt")
        self.surnames = _words(folder / "surnames.txt")
        self.ordinary = _words(folder / "words.txt")

    def places(self, name: str) -> tuple[Place, ...]:
        """The places of that name, the likeliest first; none if it is not known."""
        line = self._places.get(name)
        return _places(line) if line else ()

    def organisation(self, name: str) -> str:
        """The id of the well-known organisation of that name, or nothing."""
        return self._organisations.get(name, "")

    def knows(self, name: str) -> bool:
        """Whether a place or an organisation bears the name."""
        return name in self._places or name in self._organisations


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The gazetteer that comes with the program, read once."""
    return Gazetteer(DATA)


def _table(path: Path) -> dict[str, str]:
    lines = path.read_text("utf-8").splitlines()
    return dict(line.split("\t", 1) for line in lines)


def _words(path: Path) -> frozenset[str]:
    return frozenset(path.read_text("utf-8").split())


@lru_cache(maxsize=4096)
def _places(line: str) -> tuple[Place, ...]:
    found = []
    for bearer in line.split("|"):
        id_, kind, country, people, *doubts = bearer.split(" ")
        found.append(Place(id_, kind, "" if country == "-" else country, int(people), bool(doubts)))
    return tuple(found)
