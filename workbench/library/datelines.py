"""Reads datelines: the place, the agency and the day before the first sentence of a dispatch."""

from __future__ import annotations

import re

from workbench.library.dates import calendar_date
from workbench.model import Metadata

_DASH = r"\s*(?:--+|[-–—―])\s+"
_DAY = r"(?P<day>[^()\n]{3,40}?)"
_WITH_AGENCY = re.compile(
    rf"(?P<before>[^()\n]{{2,80}}?)\s*"
    rf"(?:\((?P<agency>[^()\n]{{1,60}})\)(?:,?\s+{_DAY})??{_DASH}"
    r"|/(?P<between_strokes>[^()/\n]{2,40})/[.\s-]+)"
)
_WITHOUT_AGENCY = re.compile(rf"(?P<before>[^()\n]{{2,60}}?)(?P<dash>{_DASH})")
_DAY_BETWEEN = re.compile(rf"(?P<before>[^()\n]{{2,60}}?){_DASH}{_DAY}{_DASH}")
_SMALL = {"and", "au", "de", "del", "di", "la", "le", "of", "on", "sur", "the", "upon"}
_SMALL_AGENCIES = {"afp", "ansa", "apa", "dpa", "epd", "kna", "pap", "sda"}
# What stands before a dash in capitals, and is where nobody was.
_NO_PLACE = re.compile(
    r"(?:update|updated|published|posted|correction|corrected|breaking|exclusive|urgent|note"
    r"|analysis|opinion|comment|editorial|factbox|interview|live|watch|срочно|обновлено)\b.*",
    re.IGNORECASE,
)


def dateline(line: str) -> Metadata | None:
    """`CITY (Agency) --`, `CITY, Sept. 9 (Agency) --`, `CITY, Country --`; None if it is none.

    Also with the day last, as in `CITY (Agency), Jan 5 2020 -` and `CITY -- May 3, 2022 --`, and as
    Interfax and TASS write them: `CITY. Sept 9 (Agency) -`, `CITY, September 9. /AGENCY/.`
    """
    found = _WITH_AGENCY.match(line)
    agency = (found["agency"] or found["between_strokes"]).strip(" .…") if found else ""
    if not found:
        between = _DAY_BETWEEN.match(line)
        found = between if between and _is_day(between["day"]) else _WITHOUT_AGENCY.match(line)
    if not found or found.end() == len(line):
        return None
    parts = found.groupdict()
    last = parts.get("day") or ""
    if last and not _is_day(last):
        return None
    place, day = (parts["before"].strip(), last) if last else _place_and_day(parts["before"])
    # A lone hyphen also stands between two halves of a sentence.
    if not day and (parts.get("dash") or "").strip() == "-":
        return None
    if not _is_sure(place, agency, day, in_capitals=bool(last)):
        return None
    return Metadata(place=_in_lower_case(place), source=agency, date=calendar_date(day))


def _is_sure(place: str, agency: str, day: str, *, in_capitals: bool) -> bool:
    """Whether the parts make a dateline: "Smith (Labour) -- " and "NOTE -- " look much alike."""
    capitals = len(place) > 2 and place.split(",")[0].isupper()
    if (in_capitals and not capitals) or _NO_PLACE.fullmatch(place):
        return False
    if agency and not (agency[0].isupper() or agency in _SMALL_AGENCIES):
        return False
    signs = capitals + bool(agency) + bool(day) + (capitals and "," in place)
    return signs >= 2 and bool(place or (agency and day))


def _place_and_day(before: str) -> tuple[str, str]:
    """`TBILISI, Georgia, Sept. 9` as place and day; the day may lack its year.

    What has digits and is no day that we can read is no part of a place either.
    """
    before = before.strip()
    if _is_day(before):
        return "", before
    for stop in re.finditer(r"[,.]\s+|\s+[-–—]+\s+", before):
        day = before[stop.end() :].rstrip(".")
        if _is_day(day):
            place = before[: stop.start()]
            return ("" if _has_digits(place) else place), day
    place = before
    while _has_digits(place):
        place = place.rpartition(",")[0]
    return place, ""


def _has_digits(text: str) -> bool:
    return any(map(str.isdigit, text))


def _is_day(written: str) -> bool:
    written = written.strip()
    return not written.isdigit() and any(
        calendar_date(day) for day in (written, f"{written} 2000", f"{written}, 2000")
    )


def _in_lower_case(place: str) -> str:
    """`PORT OF SPAIN, Trinidad` as `Port of Spain, Trinidad`."""

    def lowered(found: re.Match[str]) -> str:
        word = found[0]
        if not word.isupper() or "." in word[:-1]:
            return word
        return word.lower() if found.start() and word.lower() in _SMALL else word.capitalize()

    return re.sub(r"[^\s/-]+", lowered, place)
