"""What the text round a name says of its kind.

A name is of one kind throughout a document: what is learnt at one mention ("in Vennerby") holds for
all of them. The words next to each mention are weighed, added to what the name itself looks
like, and the heaviest kind wins; a name that nothing speaks for is left out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from workbench.entities import lexicon
from workbench.entities.gazetteer import gazetteer
from workbench.entities.names import fold
from workbench.entities.shapes import CERTAIN, KNOWN, LIKELY, POSSIBLE, Look
from workbench.entities.tokens import CAPITAL
from workbench.model import EntityKind

_BEFORE = re.compile(r"([^\W\d_]+)(,?)[ \u00a0]?\n?[\"“‘'(]?$")
_AFTER = re.compile(r",?(?:['’]s)?[ \u00a0]?\n?([^\W\d_]+)(?: ([^\W\d_]+))?")
_DATELINE = re.compile(
    rf"^[ \t]*(?P<place>{CAPITAL}[^\W\d_]*(?:[ .'-]+[^\W\d_]+){{0,3}})(?:, ?[^()\n]{{0,40}})?"
    rf"(?: \((?P<outlet>{CAPITAL}[^()\n]{{1,60}})\))? ?(?:--|—|–|-) ?(?={CAPITAL}|[\"“])",
    re.MULTILINE,
)
_SURNAME_FIRST = re.compile(
    rf"({CAPITAL}{{3,}}(?:-{CAPITAL}{{2,}})?), "
    rf"({CAPITAL}[^\W\d_]+(?: {CAPITAL}(?:[^\W\d_]+|\.))?)(?![^\W_])"
)
_LONGEST_SURNAME = 40
_FIRM = 2 * CERTAIN
_UNMET = Look(None)


class Candidate(NamedTuple):
    """A possible name in the text, `[start, end)`; `lead` as in `segments.Segment`."""

    start: int
    end: int
    lead: int
    key: str
    look: Look


class Dateline(NamedTuple):
    """`SUKHUMI (Northern Wire) --`: the spans of the place, and of the outlet if there is one."""

    place: tuple[int, int]
    outlet: tuple[int, int] | None


def datelines(text: str) -> list[Dateline]:
    """The datelines with which news texts open."""
    found = []
    for match in _DATELINE.finditer(text):
        place = match["place"]
        if match["outlet"] or (place.isupper() and len(place) > 3):
            outlet = match.span("outlet") if match["outlet"] else None
            found.append(Dateline(match.span("place"), outlet))
    return found


def surnames_first(text: str) -> list[tuple[int, int, str]]:
    """`RASK, Pieter Aurel`, as registers write: the spans, and the names in the usual order."""
    found = []
    comma = text.find(", ")
    while comma >= 0:
        # The comma is rarer than the capitals before it, and quicker to look for.
        if text[comma - 1 : comma].isupper():
            start = text.rfind(" ", max(0, comma - _LONGEST_SURNAME), comma) + 1
            start = max(start, text.rfind("\n", max(0, comma - _LONGEST_SURNAME), comma) + 1)
            match = _SURNAME_FIRST.match(text, start)
            if match and fold(match[2].split()[0]) in gazetteer().given_names:
                found.append((match.start(), match.end(), fold(f"{match[2]} {match[1]}")))
        comma = text.find(", ", comma + 2)
    return found


class Evidence:
    """The weights of the kinds of every name of one document."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._looks: dict[str, Look] = {}
        self._context: dict[str, dict[EntityKind, int]] = defaultdict(lambda: defaultdict(int))
        self._strong: set[str] = set()

    def firmly(self, key: str, kind: EntityKind) -> None:
        """Something in the text leaves no doubt of the name's kind."""
        self._context[key][kind] += _FIRM
        self._strong.add(key)

    def add(self, candidates: Iterable[Candidate]) -> None:
        """Weigh the mentions of a document, given in order."""
        place_end = -1
        for candidate in candidates:
            key, look = candidate.key, candidate.look
            known = self._looks.get(key)
            if known is None or look.weight > known.weight:
                self._looks[key] = look
            if not look.weak:
                self._strong.add(key)
            if look.weight < KNOWN:
                context = self._context[key]
                if place_end >= 0 and self._text[place_end : candidate.start] in (", ", ",\n"):
                    context["place"] += 2
                self._weigh(candidate, context)
            if look.kind == "place":
                place_end = candidate.end

    def _weigh(self, candidate: Candidate, context: dict[EntityKind, int]) -> None:
        start, end = candidate.start, candidate.end
        before = _BEFORE.search(self._text[max(0, start - 20) : start])
        if before:
            self._weigh_before(before[1], bool(before[2]), context)
        after = _AFTER.match(self._text[end : end + 32])
        if after:
            first = after[1]
            if first in lexicon.SPEECH:
                context["person"] += 1 if candidate.look.kind is None else 2
            elif first in lexicon.ORGANISATION_NOUNS or (
                first == "news" and after[2] in lexicon.ORGANISATION_NOUNS
            ):
                context["organisation"] += LIKELY

    def _weigh_before(self, word: str, comma: bool, context: dict[EntityKind, int]) -> None:
        if word.lower() == "the" and not comma:
            context["person"] -= LIKELY
            context["organisation"] += POSSIBLE
        elif word.lower() in lexicon.PLACE_BEFORE and not comma:
            context["place"] += POSSIBLE if word in ("to", "from") else 2
        elif word in lexicon.ROLES or word.lower() in lexicon.HONORIFICS:
            context["person"] += LIKELY
        elif word in lexicon.ORGANISATION_NOUNS:
            context["organisation"] += LIKELY

    def kinds(self) -> dict[str, EntityKind]:
        """The kind of every name that something speaks for."""
        decided: dict[str, EntityKind] = {}
        for key in sorted(self._strong):
            look = self._looks.get(key, _UNMET)
            weights = dict(self._context.get(key, {}))
            if look.kind is not None:
                weights[look.kind] = weights.get(look.kind, 0) + look.weight
            if weights:
                kind = max(weights, key=lambda one: (weights[one], one == look.kind, one))
                needed = POSSIBLE - (look.weight if look.kind is None else 0)
                if kind == "place" and look.kind != "place":
                    needed += 1  # "from Brenner" may be a person
                if weights[kind] >= needed:
                    decided[key] = kind
        return decided
