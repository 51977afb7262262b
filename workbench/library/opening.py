"""Reads what the opening of a text says of itself: headline, byline, dateline, date, letter head.

Only what stands there in a usual form is taken. What is merely likely is left out, because a wrong
name or date in a citation is worse than none.
"""

from __future__ import annotations

import re
from dataclasses import fields

from workbench.library.bylines import byline, names_in
from workbench.library.dates import calendar_date
from workbench.model import Metadata

OPENING = 6_000
"""As many characters of a text suffice for its opening."""

_LINES = 10
_LONGEST_HEADLINE = 160
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

_DASH = r"\s*(?:--+|[-–—―])\s+"
_WITH_AGENCY = re.compile(
    rf"(?P<before>[^()\n]{{2,80}}?)\s*"
    rf"(?:\((?P<agency>[^()\n]{{2,60}})\){_DASH}|/(?P<between_strokes>[^()/\n]{{2,40}})/[.\s-]+)"
)
_WITHOUT_AGENCY = re.compile(r"(?P<before>[^()\n]{2,60}?)\s*(?:--+|[–—―])\s+")
_ADDRESS = re.compile(r"\s*[<(]?[\w.+-]+@[\w.-]+[>)]?")
_APART = re.compile(r"\s+[|/·•–—-]+\s+|\s*\|\s*")
_SMALL = {"and", "au", "de", "del", "di", "la", "le", "of", "on", "sur", "the", "upon"}
_SALUTATION = re.compile(r"(?:dear|sir|madam|to whom)\b", re.IGNORECASE)
_CREDIT = re.compile(r"[Bb]y(?:\s[Tt]he)?(?:\s[A-Z][\w.'’-]*)+")
_RULE = re.compile(r"[=~*_-]{3,}")


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
    if not found.title:
        found = completed(found, Metadata(title=_headline(lines, numbers)))
    return found


def _said_by(line: str) -> Metadata:
    """What one line says if it is a dateline, a byline or a line with a date."""
    dateline = _dateline(line)
    if dateline is not None or _is_prose(line):
        return dateline or Metadata()
    pieces = _APART.split(line)
    authors = [name for piece in pieces for name in byline(piece)]
    dates = [_dated(piece) for piece in pieces]
    return Metadata(date=next(filter(None, dates), ""), authors=tuple(authors))


def _is_prose(line: str) -> bool:
    return len(line) > _LONGEST_HEADLINE


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


def _dateline(line: str) -> Metadata | None:
    """`CITY (Agency) --`, `CITY, Sept. 9 (Agency) --`, `CITY, Country --`; None if it is none.

    Also as Interfax and TASS write them: `CITY. Sept 9 (Agency) -`, `CITY, September 9. /AGENCY/.`
    """
    agency = ""
    found = _WITH_AGENCY.match(line)
    if found:
        agency = (found["agency"] or found["between_strokes"]).strip(" .")
    else:
        found = _WITHOUT_AGENCY.match(line)
    if not found or found.end() == len(line):
        return None
    place, day = _place_and_day(found["before"].strip())
    capitals = len(place) > 2 and place.split(",")[0].isupper()
    # "Smith (Labour) -- " and "NOTE -- " look much alike: two signs are asked for.
    signs = capitals + bool(agency) + bool(day) + (capitals and "," in place)
    if not place or signs < 2 or not (agency[:1].isupper() or not agency):
        return None
    return Metadata(place=_in_lower_case(place), source=agency, date=calendar_date(day))


def _place_and_day(before: str) -> tuple[str, str]:
    """`TBILISI, Georgia, Sept. 9` as place and day; the day may lack its year."""
    for stop in re.finditer(r"[,.]\s+", before):
        day = before[stop.end() :].rstrip(".")
        if calendar_date(day) or calendar_date(f"{day} 2000") or calendar_date(f"{day}, 2000"):
            return before[: stop.start()], day
    return before, ""


def _in_lower_case(place: str) -> str:
    """`PORT OF SPAIN, Trinidad` as `Port of Spain, Trinidad`."""

    def lowered(found: re.Match[str]) -> str:
        word = found[0]
        if not word.isupper() or "." in word[:-1]:
            return word
        return word.lower() if found.start() and word.lower() in _SMALL else word.capitalize()

    return re.sub(r"[^\s/-]+", lowered, place)


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
    if any(_SALUTATION.match(lines[number]) for number in numbers):
        return ""
    for place, number in enumerate(numbers[:4]):
        line = lines[number]
        following = numbers[place + 1 : place + 2]
        if _is_recognised(line):
            continue
        return line if following and _stands_alone(line, number, lines, following[0]) else ""
    return ""


def _stands_alone(line: str, number: int, lines: list[str], following: int) -> bool:
    if _is_prose(line) or line[-1] in ".,;:" or not any(map(str.isalpha, line)):
        return False
    after = lines[following]
    return (
        following > number + 1
        or _is_recognised(after)
        or len(after) > max(_LONGEST_HEADLINE, 2 * len(line))
    )
