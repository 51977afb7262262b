"""Which names of a document are one entity.

By itself it merges only what no reader would doubt: the same name without titles; a surname alone,
or with an initial, where one person in the document bears it; an acronym that the document declares
or the gazetteer knows; spellings that the gazetteer has for one place. A surname alone is never one
person across documents, and two entries of the gazetteer are never one place.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from workbench.entities.gazetteer import Place, gazetteer
from workbench.entities.names import surname
from workbench.entities.naming import Named
from workbench.entities.word_lists import word_set

_TITLE = re.compile(r"\b(mr|sir|lord|herr|monsieur|mrs|ms|miss|lady|dame|madame|frau)\.?\s$", re.I)
# Before a name that is no longer borne, or not yet: whose it was is not told.
_FORMERLY = re.compile(r"\b(?:formerly|née|nee|born)\s(?:an?\s)?$", re.IGNORECASE)
_MEN = word_set("mr sir lord herr monsieur")
# A town takes a namesake's place only if it is not dwarfed by it.
_DWARFED = 20


class Resolved(NamedTuple):
    """A named span and the key of its entity, without the kind; `local` as in `extract.Found`."""

    named: Named
    key: str
    local: bool


class Gathered:
    """The names of a document that tell which others are one entity with them."""

    def __init__(self) -> None:
        self.places: set[str] = set()
        self.titles: dict[str, frozenset[bool]] = {}
        """The people by their full names: whether titles of men or of women stand before them."""

    def add(self, text: str, names: Iterable[Named]) -> None:
        """Gather the names of one section, whose text this is."""
        for named in names:
            if named.kind == "place":
                self.places.add(named.key)
            elif named.kind == "person" and " " in named.key:
                title = _title(text, named)
                told = self.titles.get(named.key, frozenset())
                self.titles[named.key] = told if title is None else told | {title}


class Grouping:
    """The entities of a document, the names of whose sections were all gathered."""

    def __init__(self, gathered: Gathered, acronyms: Mapping[str, str]) -> None:
        self._people = _People(gathered.titles)
        self._places = _Places(gathered.places)
        self._acronyms = acronyms

    def resolve(self, text: str, names: Iterable[Named]) -> Iterator[Resolved]:
        """The entities of the names of one section."""
        for named in names:
            key = self._acronyms.get(named.key, named.key)
            if named.kind == "person":
                yield Resolved(named, *self._people.key(text, named))
            elif named.kind == "place":
                yield Resolved(named, self._places.key(key), False)
            else:
                yield Resolved(named, gazetteer().organisation(key) or key, False)


def _title(text: str, named: Named) -> bool | None:
    """Whether a man's title stands before the name; None for no title that tells."""
    found = _TITLE.search(text[max(0, named.start - 10) : named.start])
    return found[1].lower() in _MEN if found else None


class _People:
    """The people of a document by their full names."""

    def __init__(self, titles: Mapping[str, frozenset[bool]]) -> None:
        self._bearers: dict[str, set[str]] = defaultdict(set)
        self._titles: dict[str, frozenset[bool]] = defaultdict(frozenset)
        full = {key for key in titles if not _has_initial(key)}
        by_initial: dict[tuple[str, str], list[str]] = defaultdict(list)
        for key in sorted(full):
            by_initial[surname(key), key[0]].append(key)
        self._full = {
            key: key if key in full else _spelt_out(key, by_initial[surname(key), key[0]])
            for key in titles
        }
        for key, bearer in self._full.items():
            self._bearers[surname(bearer)].add(bearer)
            self._titles[bearer] |= titles[key]

    def key(self, text: str, named: Named) -> tuple[str, bool]:
        """The key of a person, and whether it holds for this document only."""
        if " " in named.key:
            return self._full[named.key], False
        bearers = self._bearers.get(named.key, set())
        if len(bearers) != 1:
            return named.key, True
        (bearer,) = bearers
        if _FORMERLY.search(text[max(0, named.start - 14) : named.start]):
            return named.key, True
        title = _title(text, named)
        # Mrs Thorne is not the Konrad Thorne that the document names, whom it calls Mr Thorne.
        if title is not None and self._titles[bearer] and title not in self._titles[bearer]:
            return named.key, True
        return bearer, False


def _spelt_out(key: str, bearers: list[str]) -> str:
    """`k w thorne` as `konrad thorne`, if the document has one Thorne with such initials."""
    if len(bearers) != 1:
        return key
    initials, given = key.split()[:-1], bearers[0].split()[:-1]
    fits = all(one[0] == name[0] for one, name in zip(initials, given, strict=False))
    return bearers[0] if fits else key


def _has_initial(key: str) -> bool:
    return (
        len(key.split()[0].replace("-", "")) <= 2 and key.split()[0] not in gazetteer().given_names
    )


class _Places:
    """The places of a document; the company of a name tells which of its bearers is meant."""

    def __init__(self, names: Iterable[str]) -> None:
        self._regions: Counter[str] = Counter()
        self._countries: Counter[str] = Counter()
        for bearers in map(gazetteer().places, names):
            if len(bearers) == 1:
                self._countries[bearers[0].country] += 1
                self._regions[bearers[0].country] += bearers[0].kind == "r"

    def key(self, name: str) -> str:
        """The gazetteer's id, or the name if no place there bears it."""
        bearers = gazetteer().places(name)
        if not bearers:
            return name
        usual = bearers[0]
        if self._countries[usual.country]:
            return usual.id
        return next((other.id for other in bearers[1:] if self._fits(other, usual)), usual.id)

    def _fits(self, other: Place, usual: Place) -> bool:
        if usual.kind == "c":
            # Georgia is the country, unless the text is about states such as Alabama.
            return other.kind == "r" and self._regions[other.country] > 0
        dwarfed = other.kind == usual.kind and other.people * _DWARFED < usual.people
        return self._countries[other.country] > 1 and not dwarfed
