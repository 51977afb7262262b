"""Reads what the opening of a text says of itself: headline, byline, dateline, date, letter head.

Only what stands there in a usual form is taken. What is merely likely is left out, because a wrong
name or date in a citation is worse than none.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import fields
from itertools import takewhile

from workbench.library.bylines import byline, names_in
from workbench.library.datelines import dateline
from workbench.library.dates import calendar_date
from workbench.library.papers import PAPER, SALUTATION, date_of_paper
from workbench.model import Metadata

OPENING = 6_000
"""As many characters of a text suffice for its opening."""

_LINES = 10
_LONGEST_HEADLINE = 120
_LONGEST_HEAD_LINE = 160
_LABELS = {
    "authors": "from|by|author|authors|byline|written by",
    "date": "date|dated|published|published on|posted|posted on|issued|sent|updated|last updated",
    "title": "subject|re|title|headline",
    "source": "source|publication|outlet|publisher|agency",
    "place": "place|location",
    "url": "url|link",
    "": "to|cc|bcc|for|ref|reference|reply-to",
}
_FIELD = {label: name for name, labels in _LABELS.items() for label in labels.split("|")}
_LABELLED = re.compile(rf"({'|'.join(_FIELD)})\s*:\s*(\S.*)", re.IGNORECASE)
# These labels also begin sentences: alone they prove nothing.
_WEAK = {"from", "to", "for", "place", "location", "link", "by"}

_ADDRESS = re.compile(r"\s*[<(]?[\w.+-]+@[\w.-]+[>)]?")
_APART = re.compile(r"\s+[|/·•–—-]+\s+|\s*\|\s*")
_CREDIT = re.compile(r"[Bb]y(?:\s[Tt]he)?(?:\s[A-Z][\w.'’-]*)+")
_NEVER_LAST = ".,;:，、；：…"
_ABBREVIATED = re.compile(r"\d{4} г\.$")
# Unlike the one in "U.S." these end sentences only.
_FULL_STOP = re.compile(r"[。．｡।۔]")
_RULE = re.compile(r"[=~*_-]{3,}")
_FIRST_WIDE = "\u1100"


def completed(known: Metadata, further: Metadata) -> Metadata:
    """`known` with what it lacks taken from `further`."""
    values = {
        field.name: getattr(known, field.name) or getattr(further, field.name)
        for field in fields(Metadata)
    }
    return Metadata(**values)


def opening(text: str) -> Metadata:
    """What the first lines of `text` say of it; empty where they say nothing in a usual form."""
    lines = [line.strip() for line in text.split("\n")]
    numbers = [number for number, line in enumerate(lines) if line][:_LINES]
    head = [lines[number] for number in numbers]
    found = _labelled(head)
    for line in head:
        found = completed(found, _said_by(line))
        if _is_prose(line):
            break
    if not found.date:
        before_prose = list(takewhile(lambda line: not _is_prose(line), head))
        found = completed(found, Metadata(date=date_of_paper(before_prose)))
    if not found.title:
        found = completed(found, Metadata(title=_headline(lines, numbers)))
    return found


def _said_by(line: str) -> Metadata:
    """What one line says if it is a dateline, a byline or a line with a date."""
    said = dateline(line)
    if said is not None or _is_prose(line):
        return said or Metadata()
    pieces = _APART.split(line)
    authors = [name for piece in pieces for name in byline(piece)]
    dates = [_dated(piece) for piece in pieces]
    return Metadata(date=next(filter(None, dates), ""), authors=tuple(authors))


def _is_prose(line: str) -> bool:
    return _length(line) > _LONGEST_HEAD_LINE


def _length(line: str) -> int:
    """The length of a line; a Chinese or Japanese character says as much as two letters."""
    beyond = () if line.isascii() else (sign for sign in line if sign >= _FIRST_WIDE)
    return len(line) + sum(unicodedata.east_asian_width(sign) in "WF" for sign in beyond)


def _labelled(head: list[str]) -> Metadata:
    """The labelled lines of a letter, a memorandum or a clipping: `From: ...`, `Date: ...`."""
    labelled = [found for line in head if (found := _LABELLED.fullmatch(line))]
    said: dict[str, str] = {}
    for found in labelled:
        label, value = found[1].lower(), found[2].strip()
        name = _FIELD[label]
        if not name or (label in _WEAK and len(labelled) < 2) or _is_prose(value):
            continue
        said.setdefault(name, calendar_date(value) if name == "date" else value)
    authors = said.pop("authors", "")
    return Metadata(**said, authors=names_in(_ADDRESS.sub("", authors).strip(' "') or authors))


def _dated(line: str) -> str:
    """The date of a line that is one, by itself or after the name of a place or an outlet."""
    found = _LABELLED.fullmatch(line)
    if found and _FIELD[found[1].lower()] == "date":
        return calendar_date(found[2])
    name, _, rest = line.partition(",")
    for day in (line, rest.strip() if len(name.split()) <= 4 else ""):
        written = calendar_date(day)
        if written and (written != day or "-" in day):  # a lone year may be just a number
            return written
    return ""


def _is_recognised(line: str) -> bool:
    """Whether a line is neither headline nor text but one of the other forms."""
    return (
        any(form.fullmatch(line) for form in (_LABELLED, _CREDIT, _RULE))
        or _said_by(line) != Metadata()
    )


def _headline(lines: list[str], numbers: list[int]) -> str:
    """The first line that stands alone as headlines do; none in a letter."""
    if any(SALUTATION.match(lines[number]) for number in numbers):
        return ""
    for place, number in enumerate(numbers[:4]):
        line = lines[number]
        following = numbers[place + 1 : place + 2]
        if _is_recognised(line) and not PAPER.match(line):
            continue
        return line if following and _stands_alone(line, number, lines, following[0]) else ""
    return ""


def _stands_alone(line: str, number: int, lines: list[str], following: int) -> bool:
    if _length(line) > _LONGEST_HEADLINE or not any(map(str.isalpha, line)):
        return False
    if (line[-1] in _NEVER_LAST and not _ABBREVIATED.search(line)) or _FULL_STOP.search(line):
        return False
    after = lines[following]
    return (
        following > number + 1
        or _is_recognised(after)
        or _length(after) > max(_LONGEST_HEAD_LINE, 2 * _length(line))
    )
