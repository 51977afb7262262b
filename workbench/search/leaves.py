"""What one typed word or phrase stands for: a term, a phrase, a pattern, a date, a path.

Nothing here fails: what cannot be meant as typed becomes its nearest meaning, and `notices` says
so in a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress

from workbench.search import dates
from workbench.search.analysis import phrase_words, query_words
from workbench.search.chunks import LONGEST_TERM
from workbench.search.folding import IGNORED, MARKS, fold
from workbench.search.interpret import shortened
from workbench.search.patterns import Fuzzy, Prefix, Regex, Stem, Wildcard
from workbench.search.signs import APOSTROPHES, unspaced
from workbench.search.tree import (
    And,
    Boost,
    DateRange,
    Documents,
    Everything,
    Node,
    Not,
    PathShape,
    Phrase,
    Slot,
    Word,
)

MOST_EDITS = 2
LARGEST_SLOP = 1000
DEFAULT_SLOP = 5
MOST_SLOTS = 64

_FUZZY = re.compile(r"(.+?)~(\d*)(?:/\d*)?", re.DOTALL)
_SILENT_SIGNS = frozenset("-–—−,.;:!?()[]{}<>\"'`´’‘“”„«»&|/\\~^*+=_…·•")
_PIECES = re.compile(rf"(?:[^\W_]|[{MARKS}{IGNORED}*?&#@.{APOSTROPHES}])+")
# A dot is in a term only where it is a number's.
_DOTTED = re.compile(r"[\d*?]+\.[\d*?]+")
_PATTERN_SIGN = re.compile(r"[*?~]")
_APOSTROPHE = re.compile(f"[{APOSTROPHES}]")
# Repeating a group, looking around and referring back can make `re` run for ever; so can many
# repeats in a row. What is left is at worst cubic in a term's 64 characters.
_DANGEROUS_REGEX = re.compile(r"\)[*+{]|\(\?|\\[1-9]|[*+?}][*+?{]|\[\[|--|&&|\|\||~~")
_REPEATS = re.compile(r"(?<!\\)[*+{]")
_MOST_REPEATS = 3
_LONGEST_REGEX = 200


def word(typed: str, notices: list[str]) -> Node | None:
    """A word as typed, with its wildcards or `~`; None where there is no word in it."""
    fuzzy = _FUZZY.fullmatch(typed)
    if fuzzy and any(sign.isalnum() for sign in fuzzy[1]):
        return _limited(_fuzzy(fuzzy[1], fuzzy[2], notices), notices)
    if "*" in typed or "?" in typed:
        return _pattern(typed, notices)
    words = query_words(typed)
    if not words and not _SILENT_SIGNS.issuperset(typed):
        notices.append(f"{shortened(typed)} is not a word and was left out.")
    return _limited([Word(text) for text in words], notices)


def phrase(typed: str, slop: int, notices: list[str]) -> Node | None:
    """What stands between quotation marks; `*` in it is any one word."""
    if _PATTERN_SIGN.search(typed):
        typed_slots = [slot for piece in typed.split() for slot in _slots(piece, notices)]
        slots = _trimmed(typed_slots) or typed_slots[:1]
    else:
        slots = [Word(text) for text in query_words(typed)]
    return _limited(slots, notices, min(slop, LARGEST_SLOP))


def stemmed(node: Node | None) -> Node | None:
    """The same with every word standing for all that have its stem; patterns stay as they are."""
    match node:
        case Word(text):
            return Stem(text)
        case Phrase(slots, slop):
            return Phrase(
                tuple(Stem(one.text) if isinstance(one, Word) else one for one in slots), slop
            )
        case Boost(part, factor):
            inner = stemmed(part)
            return None if inner is None else Boost(inner, factor)
        case _:
            return node


def _slots(piece: str, notices: list[str]) -> Sequence[Slot]:
    if piece == "*":
        return [Everything()]
    part = word(piece, notices) if _PATTERN_SIGN.search(piece) else None
    match part:
        case Phrase(slots, _):
            return slots
        case Word() | Prefix() | Wildcard() | Fuzzy() | Everything():
            return [part]
        case _:
            return [Word(text) for text in phrase_words(_PATTERN_SIGN.sub(" ", piece))]


def regex(typed: str, notices: list[str]) -> Node | None:
    """A regular expression for whole words; where it is none, the words in it."""
    dangerous = (
        len(typed) > _LONGEST_REGEX
        or _DANGEROUS_REGEX.search(typed)
        or len(_REPEATS.findall(typed)) > _MOST_REPEATS
    )
    if not dangerous:
        # Nothing else is known to be wrong with it, so `re` may say.
        with suppress(re.error, OverflowError, RecursionError):
            re.compile(typed)
            return Regex(typed)
    notices.append(f"/{shortened(typed)}/ is no regular expression that can be searched.")
    return phrase(re.sub(r"[*?~]", " ", typed), 0, notices)


def path(typed: str, notices: list[str]) -> Node | None:
    """Part of a path, by its words, or the shape of a whole path."""
    if "*" in typed or "?" in typed:
        return PathShape(re.sub(r"\*+", "*", fold(typed)))
    return word(typed, notices)


def asked(field: str, value: str, *, exact: bool = False) -> Node:
    """What another room is asked; `is:unread` is put as not `is:read`, of which there are few."""
    if field == "is" and fold(value) == "unread":
        return Not(Documents("is", "read"))
    return Documents(field, value, exact=exact)


def date(typed: str, notices: list[str]) -> Node | None:
    """A date in any precision, or one with `>`, `>=`, `<` or `<=` before it."""
    match = re.fullmatch(r"(>=|<=|>|<|)\s*(.*)", typed, re.DOTALL)
    sign, written = (match[1], match[2]) if match else ("", typed)
    day = _day(written, notices)
    if day is None:
        return None
    first, last = day
    ranges = {
        ">": DateRange(first=dates.shifted(last, 1)),
        ">=": DateRange(first=first),
        "<": DateRange(last=dates.shifted(first, -1)),
        "<=": DateRange(last=last),
    }
    return ranges.get(sign, DateRange(first, last))


def date_range(
    opening: str, first: str, last: str, closing: str, notices: list[str]
) -> Node | None:
    """`[first TO last]`; a brace instead of a bracket leaves that end out."""
    start = _day(first, notices) if first.strip(" *") else None
    end = _day(last, notices) if last.strip(" *") else None
    if start is None and end is None:
        return None
    return DateRange(
        "" if start is None else dates.shifted(start[1], 1) if opening == "{" else start[0],
        "" if end is None else dates.shifted(end[0], -1) if closing == "}" else end[1],
    )


def _day(written: str, notices: list[str]) -> tuple[str, str] | None:
    day = dates.whole(written.strip('"“”* '))
    if day is None and written.strip():
        shown = shortened(written)
        notices.append(
            f"{shown} is not a date and was left out: write 2008, 2008-09 or 2008-09-09."
        )
    return day


def _fuzzy(typed: str, number: str, notices: list[str]) -> list[Slot]:
    slots: list[Slot] = []
    for text in query_words(re.sub(r"[*?]", " ", typed)):
        edits = int(number) if number else 0 if len(text) < 3 else 1 if len(text) < 6 else 2
        if edits > MOST_EDITS:
            notices.append(f"{shortened(text)}~ allows for at most {MOST_EDITS} different letters.")
            edits = MOST_EDITS
        slots.append(Fuzzy(text, edits) if edits else Word(text))
    return slots


def _pattern(typed: str, notices: list[str]) -> Node | None:
    """`bas*`, `*gate`, `analy?e`; with a hyphen, the words and patterns that it joins."""
    if not any(sign.isalnum() for sign in typed):
        return Everything() if "*" in typed or "?" in typed else None
    if unspaced(typed):
        pieces = [query_words(piece) for piece in re.split(r"[*?]+", typed)]
        runs = [_limited([Word(text) for text in words], notices) for words in pieces]
        return _both([run for run in runs if run is not None])
    slots: list[Slot] = []
    for piece in _undotted(_PIECES.findall(typed)):
        shape = _APOSTROPHE.sub("'", fold(re.sub(r"\*+", "*", piece)))
        shape = shape[:LONGEST_TERM].strip(".'&")
        if not any(sign.isalnum() for sign in shape):
            if "*" in shape:
                slots.append(Everything())
        elif "*" not in shape and "?" not in shape:
            slots.extend(Word(text) for text in phrase_words(piece))
        elif shape.find("*") == len(shape) - 1 and "?" not in shape:
            slots.append(Prefix(shape[:-1]))
        else:
            slots.append(Wildcard(shape))
    return _limited(_trimmed(slots) or slots[:1], notices)


def _undotted(pieces: Iterable[str]) -> Iterator[str]:
    for piece in pieces:
        yield from [piece] if _DOTTED.fullmatch(piece) else piece.split(".")


def _trimmed(slots: list[Slot]) -> list[Slot]:
    """The slots without any-words at either end, which would say nothing."""
    meant = [place for place, slot in enumerate(slots) if not isinstance(slot, Everything)]
    return slots[meant[0] : meant[-1] + 1] if meant else []


def _limited(slots: Sequence[Slot], notices: list[str], slop: int = 0) -> Node | None:
    if len(slots) > MOST_SLOTS:
        notices.append(f"Only the first {MOST_SLOTS} words of the phrase are searched.")
    return _together(slots[:MOST_SLOTS], slop)


def _together(slots: Sequence[Slot], slop: int = 0) -> Node | None:
    if not slots:
        return None
    return slots[0] if len(slots) == 1 else Phrase(tuple(slots), slop)


def _both(nodes: list[Node]) -> Node | None:
    if not nodes:
        return None
    return nodes[0] if len(nodes) == 1 else And(tuple(nodes))
