"""Which possible names of a document are names, once all of it has been read.

A surname, an acronym or the first words of a company's name say little alone; here they are known
by the full name elsewhere in the same document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from workbench.entities import shapes
from workbench.entities.evidence import Candidate
from workbench.entities.gazetteer import gazetteer
from workbench.entities.lexicon import LEGAL_FORMS
from workbench.entities.names import declares, fold, surname
from workbench.entities.tokens import CAPITAL, Run
from workbench.entities.words import Word, key_of, words_of
from workbench.model import EntityKind

_DECLARED = re.compile(rf" ?\((?:the )?[\"“']?({CAPITAL}[\w.&-]{{1,9}})[\"”']?\)")
_LONGEST_NAME = 8
# Letters of a single word that the gazetteer is believed of, in a headline and in capitals.
_SHORTEST, _SHORTEST_SHOUTED = 4, 5
# In thousands of people.
_LARGE_TOWN = 300


class Named(NamedTuple):
    """A span that names something of a kind; `key` is its normal form."""

    start: int
    end: int
    kind: EntityKind
    key: str


def declared(text: str, candidates: Iterable[Candidate]) -> Iterator[tuple[str, str]]:
    """The acronyms that a text declares, each with the name: `Harbour Police Union (HPU)`."""
    for candidate in candidates:
        if text[candidate.end : candidate.end + 2] in (" (", "("):
            found = _DECLARED.match(text, candidate.end)
            if found and declares(found[1], text[candidate.start : candidate.end]):
                yield fold(found[1]), candidate.key


class Naming:
    """The names of one document: their kinds, and the short forms that stand for them.

    `kinds`, which becomes its own, is as `Evidence` has it; `declarations` are the acronyms that
    the document declares.
    """

    def __init__(
        self, kinds: dict[str, EntityKind], declarations: Iterable[tuple[str, str]]
    ) -> None:
        self._kinds = kinds
        self.acronyms: dict[str, str] = {}
        self._surnames: set[str] = set()
        self._beginnings: set[str] = set()
        self._firms: set[str] = set()
        for key, kind in kinds.items():
            first, *others = key.split()
            if others and kind == "person":
                self._surnames.add(surname(key))
            elif others and kind == "organisation":
                self._beginnings.update((first, " ".join(key.split()[:2])))
                if others[-1] in LEGAL_FORMS:
                    self._firms.add(" ".join((first, *others[:-1])))
        for acronym, name in declarations:
            known = self._kinds.get(name)
            if known in ("organisation", "place"):
                self.acronyms[acronym] = name
                self._kinds[acronym] = known

    def kind(self, key: str) -> EntityKind | None:
        """The kind of a name or of a short form of one; None if it names nothing."""
        found = self._kinds.get(key)
        if key in self._surnames and not gazetteer().organisation(key):
            return "place" if self._is_evident_place(key) else "person"
        if found in (None, "person") and key in self._beginnings:
            return "organisation"
        if key in self._firms and not gazetteer().places(key):
            return "organisation"  # "at Parmatec", which elsewhere is Parmatec SpA
        return found

    def _is_evident_place(self, key: str) -> bool:
        return self._kinds.get(key) == "place" and any(
            not place.doubtful and place.kind == "c" for place in gazetteer().places(key)
        )

    def names(self, text: str, candidates: Iterable[Candidate]) -> Iterator[Named]:
        """The candidates that are names."""
        for start, end, lead, key, _ in candidates:
            if lead < start:
                longer = fold(text[lead:end])
                if longer != key and self._kinds.get(longer) == "organisation":
                    yield Named(lead, end, "organisation", longer)
                    continue
            kind = self.kind(key)
            if kind is not None:
                yield Named(start, end, kind, key)

    def repeated(self, run: Run, *, doubting: bool) -> Iterator[Named]:
        """The names in a loud run that the document has elsewhere, or the gazetteer knows.

        `doubting`, it believes the gazetteer only of countries and large towns.
        """
        words = words_of(run.text)
        fewest = _SHORTEST_SHOUTED if run.text.isupper() else _SHORTEST
        first = 0
        while first < len(words):
            for end in range(min(len(words), first + _LONGEST_NAME), first, -1):
                if words[first].joint or words[end - 1].joint:
                    continue
                key = key_of(run.text, words[first:end])
                kind = self._repeated_kind(key, words[first:end], fewest, doubting)
                if kind is not None:
                    start, stop = words[first].start, words[end - 1].end
                    yield Named(run.start + start, run.start + stop, kind, key)
                    first = end - 1
                    break
            first += 1

    def _repeated_kind(
        self, key: str, words: Sequence[Word], fewest: int, doubting: bool
    ) -> EntityKind | None:
        single = len(words) == 1
        if single and shapes.is_demonym(words[0]):
            return None
        kind = self.kind(key)
        if kind is not None and not (single and words[0].ordinary):
            return kind
        if single and (words[0].ordinary or len(key) < fewest):
            return None
        known = shapes.known(key)
        if known is None or (single and doubting and not _is_evident(key)):
            return None
        return known.kind


def _is_evident(key: str) -> bool:
    """Whether a single word names an organisation, a country, a region or a large town."""
    places = gazetteer().places(key)
    return not places or places[0].kind != "t" or places[0].people >= _LARGE_TOWN
