"""Names that their form gives away: in datelines, registers, greetings and transcripts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from workbench.entities import lexicon
from workbench.entities.gazetteer import gazetteer
from workbench.entities.names import fold
from workbench.entities.tokens import CAPITAL
from workbench.model import EntityKind

_NAME = rf"{CAPITAL}[^\W\d_]+(?:-{CAPITAL}[^\W\d_]+)?"
_DATELINE = re.compile(
    rf"^[ \t*_]*(?P<place>{CAPITAL}[^\W\d_]*(?:[ .'-]+[^\W\d_]+){{0,3}})(?:, ?[^()\n]{{0,40}})?"
    rf"(?: \((?P<outlet>{CAPITAL}[^()\n]{{1,60}})\))?[*_]* ?(?:--|—|–|-) ?(?={CAPITAL}|[\"“])",
    re.MULTILINE,
)
_SHOUTED_SURNAME = re.compile(
    rf"(?P<surname>{CAPITAL}{{3,}}(?:-{CAPITAL}{{2,}})?), "
    rf"(?P<given>{_NAME}(?: {CAPITAL}(?:[^\W\d_]+|\.))?)(?![^\W_])"
)
_LISTED_SURNAME = re.compile(
    rf"(?P<surname>{_NAME}), (?P<given>{_NAME}(?: {CAPITAL}(?:[^\W\d_]+|\.)?)?)(?=[;\"”\t|<\n]|$)"
)
_LISTED_AFTER = frozenset(("", "\n", "\t", '"', "“", "| ", ": ", "; "))
_LONGEST_SURNAME = 40
_GREETING = re.compile(
    rf"^[> ]*(?:(?:Hi|Hello|Hey|(?:My )?[Dd]ear) )?(?P<name>{_NAME})[,!:]?[ \t]*$", re.MULTILINE
)
_CLOSING = re.compile(
    r"^[> ]*(?:(?:[Mm]any|[Kk]ind|[Bb]est|[Ww]arm) )?"
    r"(?:[Tt]hanks|[Rr]egards|[Bb]est|[Cc]heers|[Ll]ove|[Yy]ours|[Ss]incerely|[Rr]espectfully)"
    rf"[^\n.]{{0,24}}\n\s*(?P<name>{_NAME})[ \t]*$",
    re.MULTILINE,
)
_SPEAKER = re.compile(rf"{CAPITAL}{{3,}}(?:[ -]{CAPITAL}{{2,}}){{0,2}}")
_LONGEST_SPEAKER = 40


_NOT_GREETED = lexicon.ROLES | lexicon.HONORIFICS | lexicon.OPENERS


class Formal(NamedTuple):
    """A name at `[start, end)` whose kind its form leaves no doubt of; `key` is its normal form."""

    start: int
    end: int
    kind: EntityKind
    key: str


def formal_names(text: str) -> list[Formal]:
    """All such names in order, without overlaps."""
    found = [*_datelines(text), *_surnames_first(text), *_letters(text), *_speakers(text)]
    kept: list[Formal] = []
    for one in sorted(found):
        if not kept or kept[-1].end <= one.start:
            kept.append(one)
    return kept


def _formal(text: str, span: tuple[int, int], kind: EntityKind) -> Formal:
    return Formal(*span, kind, fold(text[slice(*span)]))


def _datelines(text: str) -> Iterator[Formal]:
    """`SUKHUMI (Northern Wire) --`: the place, and the outlet if there is one."""
    for match in _DATELINE.finditer(text):
        place = match["place"]
        if match["outlet"] or (place.isupper() and len(place) > 3):
            yield _formal(text, match.span("place"), "place")
        if match["outlet"]:
            yield _formal(text, match.span("outlet"), "organisation")


def _surnames_first(text: str) -> Iterator[Formal]:
    """`RASK, Pieter Aurel`, and `Rask, Pieter` where a list, a table or a heading has it alone."""
    comma = text.find(", ")
    while comma >= 0:
        # The comma is rarer than the capitals before it, and quicker to look for.
        match = _surname_first(text, comma)
        if match:
            key = fold(f"{match['given']} {match['surname']}")
            yield Formal(match.start(), match.end(), "person", key)
        comma = text.find(", ", comma + 2)


def _surname_first(text: str, comma: int) -> re.Match[str] | None:
    reach = max(0, comma - _LONGEST_SURNAME)
    start = 1 + max(text.rfind(mark, reach, comma) for mark in ' \n\t"“|')
    if start == 0 < reach:
        return None
    before = text[max(0, start - 2) : start]
    alone = before in _LISTED_AFTER or before[-1:] in _LISTED_AFTER
    shouted = text[comma - 1 : comma].isupper()
    if not (alone or shouted):
        return None
    match = (_SHOUTED_SURNAME if shouted else _LISTED_SURNAME).match(text, start)
    if match is None:
        return None
    names = gazetteer()
    surname, given = fold(match["surname"]), re.split(r"[ -]", fold(match["given"]))[0]
    town = any(not place.doubtful for place in names.places(surname))
    if given in names.given_names:
        # "Paris, Charlotte" is a row of towns.
        return match if shouted or not town else None
    strange = not town and surname not in names.ordinary and given not in names.ordinary
    return match if alone and shouted and strange else None


def _letters(text: str) -> Iterator[Formal]:
    """Whom a letter greets by a first name, and who signs it with one."""
    names = gazetteer()
    for pattern in (_GREETING, _CLOSING):
        for match in pattern.finditer(text):
            low = fold(match["name"])
            greeted = match.start("name") > match.start() or pattern is _CLOSING
            if not greeted and not (match.group().rstrip().endswith(",") and _is_given(low)):
                continue
            if low in names.ordinary and low not in names.given_names:
                continue
            if low not in _NOT_GREETED:
                yield _formal(text, match.span("name"), "person")


def _is_given(low: str) -> bool:
    return low in gazetteer().given_names and not gazetteer().places(low)


def _speakers(text: str) -> Iterator[Formal]:
    """`ELLMAN:` at the start of a line, twice or more: the speakers of a transcript."""
    turns = list(_turns(text))
    counts = Counter(text[slice(*span)] for span in turns)
    for span in turns:
        name = text[slice(*span)]
        last = fold(name).split()[-1]
        if counts[name] > 1 and not (last in gazetteer().ordinary or last in lexicon.NOT_NAMES):
            yield _formal(text, span, "person")


def _turns(text: str) -> Iterator[tuple[int, int]]:
    """Capitals alone between the start of a line and a colon."""
    colon = text.find(":")
    while colon >= 0:
        start = text.rfind("\n", max(0, colon - _LONGEST_SPEAKER), colon) + 1
        if (start or colon < _LONGEST_SPEAKER) and _SPEAKER.fullmatch(text, start, colon):
            yield start, colon
        colon = text.find(":", colon + 1)
