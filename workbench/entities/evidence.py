"""What the text round a name says of its kind.

A name is of one kind throughout a document: what is learnt at one mention ("in Vennerby") holds for
all of them. The words next to each mention are weighed, added to what the name itself looks
like, and the heaviest kind wins; a name that nothing speaks for is left out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable
from typing import NamedTuple

from workbench.entities import lexicon
from workbench.entities.likeness import by_company, by_spelling
from workbench.entities.shapes import CERTAIN, KNOWN, LIKELY, POSSIBLE, Look
from workbench.model import EntityKind

_MARKS = "\"“‘'("
_SPACES = " \u00a0\n"
_WIDEST_GAP = 2
_AFTER = re.compile(r"(,?)(?:['’]s)?[ \u00a0]?\n?([^\W\d_]+)(?: ([^\W\d_]+))?")
_BESIDE_PLACE = frozenset((", ", ",\n"))
_BETWEEN = frozenset((", ", ",\n", " and ", ", and ", " or ", ", or ", " and\n", "\nand "))
_ENDS_ADDRESS = frozenset(("", ",", ".", ";", ":", ")", "\n"))
_REACH = 32
_FIRM = 2 * CERTAIN
_UNMET = Look(None)


class Candidate(NamedTuple):
    """A possible name in the text, `[start, end)`; `lead` as in `segments.Segment`."""

    start: int
    end: int
    lead: int
    key: str
    look: Look


class Evidence:
    """The weights of the kinds of every name of one document."""

    def __init__(self) -> None:
        self._text = ""
        self._dates: Container[int] = ()
        self._looks: dict[str, Look] = {}
        self._context: dict[str, dict[EntityKind, int]] = defaultdict(lambda: defaultdict(int))
        self._strong: set[str] = set()
        self._lists: list[list[str]] = []

    def firmly(self, key: str, kind: EntityKind) -> None:
        """Something in the text leaves no doubt of the name's kind."""
        self._context[key][kind] += _FIRM
        self._strong.add(key)

    def add(self, text: str, candidates: Iterable[Candidate], dates: Container[int]) -> None:
        """Weigh the mentions of one section, given in order; `dates` is where dates begin in it."""
        self._text, self._dates = text, dates
        last: Candidate | None = None
        chain: list[str] = []
        for candidate in candidates:
            key, look = candidate.key, candidate.look
            known = self._looks.get(key)
            if known is None or look.weight > known.weight:
                self._looks[key] = look
            if not look.weak:
                self._strong.add(key)
            between = self._text[last.end : candidate.start][:8] if last else ""
            if between in _BETWEEN:
                chain.append(key)
                if "and" in between or "or" in between:
                    self._lists.append(chain)
                    chain = [key]
            else:
                chain = [key]
            if last and between in _BESIDE_PLACE:
                self._weigh_address(last, candidate)
            if look.weight < KNOWN:
                self._weigh(candidate, self._context[key])
            last = candidate

    def _weigh_address(self, smaller: Candidate, larger: Candidate) -> None:
        """`Anchorage, Alaska`: the one tells that the other is a place, too."""
        follows = self._text[larger.end : larger.end + 1]
        if larger.look.kind == "place" and larger.look.weight >= KNOWN and follows not in "'’":
            self._context[smaller.key]["place"] += 2
        elif smaller.look.kind == "place" and follows in _ENDS_ADDRESS:
            self._context[larger.key]["place"] += 2

    def _weigh(self, candidate: Candidate, context: dict[EntityKind, int]) -> None:
        self._weigh_before(candidate, context)
        if self._heads_letter(candidate):
            context["place"] += LIKELY
        after = _AFTER.match(self._text[candidate.end : candidate.end + _REACH])
        if after:
            self._weigh_after(after, candidate.look, context)

    def _heads_letter(self, candidate: Candidate) -> bool:
        """`Cambridge, 12 December 1845`, alone before the date at the start of its line."""
        start, end = candidate.start, candidate.end
        return (
            self._text[end : end + 2] == ", "
            and end + 2 in self._dates
            and " " not in candidate.key
            and self._text[start - 1 : start] in ("", "\n", " ")
            and not self._text[max(0, start - 8) : start].rpartition("\n")[2].strip()
        )

    def _words_before(self, position: int) -> tuple[str, str, bool]:
        """The two words before a name, and whether a comma stands between."""
        left = self._text[max(0, position - _REACH) : position]
        left = left[:-1] if left[-1:] in _MARKS else left
        stripped = left.rstrip(_SPACES)
        comma = stripped[-1:] == ","
        words = stripped[:-1].split() if comma else stripped.split()
        if not words or len(left) - len(stripped) > _WIDEST_GAP:
            return "", "", comma
        word = words[-1].lstrip(_MARKS)
        return words[-2] if len(words) > 1 else "", word if word.isalpha() else "", comma

    def _weigh_before(self, candidate: Candidate, context: dict[EntityKind, int]) -> None:
        earlier, word, comma = self._words_before(candidate.start)
        low = word.lower()
        if low == "the" and not comma:
            context["person"] -= LIKELY
            # A single word may be a river, a ship or a law: twice "the" is more than once.
            single = " " not in candidate.key and not candidate.key.isupper()
            context["organisation"] += POSSIBLE if single else 2
        elif low == "of" and earlier.lower() in lexicon.NOUNS_OF_PLACES:
            context["place"] += LIKELY
        elif low in lexicon.PLACE_BEFORE and not comma:
            context["place"] += POSSIBLE if low in ("to", "from") else 2
        elif word in lexicon.ROLES or low in lexicon.HONORIFICS:
            context["person"] += LIKELY
        elif word in lexicon.ORGANISATION_NOUNS:
            context["organisation"] += LIKELY

    def _weigh_after(
        self, after: re.Match[str], look: Look, context: dict[EntityKind, int]
    ) -> None:
        comma, first, second = after.groups()
        if first in lexicon.WHO:
            context["person"] += KNOWN
        elif first in lexicon.SPEECH:
            context["person"] += 2 if look.kind == "person" else 1
        elif comma:
            # Tetra Zilk, a supplier
            if first in ("a", "an", "the") and second in lexicon.ORGANISATION_NOUNS:
                context["organisation"] += LIKELY
        elif first in lexicon.PLACE_NOUNS:
            context["place"] += LIKELY
        elif (
            first in lexicon.ORGANISATION_NOUNS
            or first in lexicon.OF_COMPANIES
            or (first == "news" and second in lexicon.ORGANISATION_NOUNS)
        ):
            context["organisation"] += LIKELY

    def kinds(self) -> dict[str, EntityKind]:
        """The kind of every name that something speaks for."""
        decided: dict[str, EntityKind] = {}
        sure: set[str] = set()
        for key in sorted(self._strong):
            kind, weight = self._kind(key)
            if kind is not None:
                decided[key] = kind
                if weight >= LIKELY:
                    sure.add(key)
        open_ = {
            key for key in self._strong - decided.keys() if self._looks.get(key, _UNMET)[1] >= 0
        }
        by_spelling(decided, open_, {key: self._looks.get(key, _UNMET) for key in decided})
        by_company(decided, open_ - decided.keys(), sure, self._lists)
        return decided

    def _kind(self, key: str) -> tuple[EntityKind | None, int]:
        """The heaviest kind of a name and its weight; None if it is too light."""
        look = self._looks.get(key, _UNMET)
        weights = dict(self._context.get(key, {}))
        if look.kind is not None:
            weights[look.kind] = weights.get(look.kind, 0) + look.weight
        if not weights:
            return None, 0
        kind = max(weights, key=lambda one: (weights[one], one == look.kind, one))
        needed = POSSIBLE - (look.weight if look.kind is None else 0)
        if look.kind != kind and kind in ("place", "organisation"):
            needed += 1  # "from Brenner" may be a person, "the Harrier" a ship
        return (kind if weights[kind] >= needed else None), weights[kind]
