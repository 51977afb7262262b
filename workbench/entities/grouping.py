"""Which names of a document are one entity.

By itself it merges only what no reader would doubt: the same name without titles; a surname alone,
or with an initial, where one person in the document bears it; an acronym that the document declares
or the gazetteer knows; spellings that the gazetteer has for one place. A surname alone is never one
person across documents, and two entries of the gazetteer are never one place.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
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


def resolve(text: str, names: list[Named], acronyms: Mapping[str, str]) -> list[Resolved]:
    """The entities of a document's names."""
    people = _People(text, names)
    places = _Places(names)
    resolved = []
    for named in names:
        if named.kind == "person":
            resolved.append(Resolved(named, *people.key(named)))
        elif named.kind == "place":
            resolved.append(Resolved(named, places.key(acronyms.get(named.key, named.key)), False))
        else:
            key = acronyms.get(named.key, named.key)
            resolved.append(Resolved(named, gazetteer().organisation(key) or key, False))
    return resolved


class _People:
    """The people of a document by their full names."""

    def __init__(self, text: str, names: Iterable[Named]) -> None:
        self._text = text
        self._bearers: dict[str, set[str]] = defaultdict(set)
        self._titles: dict[str, set[bool]] = defaultdict(set)
        people = [named for named in names if named.kind == "person" and " " in named.key]
        keys = {named.key for named in people}
        full = {key for key in keys if not _has_initial(key)}
        by_initial: dict[tuple[str, str], list[str]] = defaultdict(list)
        for key in sorted(full):
            by_initial[surname(key), key[0]].append(key)
        self._full = {
            key: key if key in full else _spelt_out(key, by_initial[surname(key), key[0]])
            for key in keys
        }
        for key in self._full.values():
            self._bearers[surname(key)].add(key)
        for named in people:
            title = self._title(named)
            if title is not None:
                self._titles[self._full[named.key]].add(title)

    def _title(self, named: Named) -> bool | None:
        """Whether a man's title stands before the name; None for no title that tells."""
        found = _TITLE.search(self._text[max(0, named.start - 10) : named.start])
        return found[1].lower() in _MEN if found else None

    def key(self, named: Named) -> tuple[str, bool]:
        """The key of a person, and whether it holds for this document only."""
        if " " in named.key:
            return self._full[named.key], False
        bearers = self._bearers.get(named.key, set())
        if len(bearers) != 1:
            return named.key, True
        (bearer,) = bearers
        if _FORMERLY.search(self._text[max(0, named.start - 14) : named.start]):
            return named.key, True
        title = self._title(named)
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

    def __init__(self, names: Iterable[Named]) -> None:
        keys = [named.key for named in names if named.kind == "place"]
        self._regions: Counter[str] = Counter()
        self._countries: Counter[str] = Counter()
        for bearers in map(gazetteer().places, set(keys)):
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
