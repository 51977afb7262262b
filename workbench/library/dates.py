"""Calendar dates as documents write them, in the precision that they are sure of.

The result is `2008`, `2008-09` or `2008-09-09` (EDTF level 0). What is not sure is left out:
03/04/2008 may be in March or in April, so only the year is kept, and 31 September only the month.
"""

from __future__ import annotations

import re
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})\b\.?"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th|\.)?"
_YEAR = r"(?P<year>[12]\d{3}|['’]\d\d)(?!\d)"
_ZONE = r"(?:z|[a-z]{2,5}|(?:gmt|utc)?[+-]\d\d:?(?:\d\d)?)"
_CLOCK = (
    r"[0-2]?\d[:.h][0-5]\d(?:[:.][0-5]\d(?:[.,]\d+)?)?"
    rf"\s*(?:[ap]\.?m\.?)?\s*{_ZONE}?(?:\s*\({_ZONE}\))?"
)
_WEEKDAY = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+"
_BEFORE = rf"\s*(?:{_CLOCK},?\s+(?:on\s+)?)?(?:{_WEEKDAY})?"
_AFTER = rf"(?:(?:[t,]|\s|\s(?:at|-|–)\s)\s*{_CLOCK}|\s+\([a-z]+\))?[.,]?\s*"
_TO = r"\s*(?:-|–|—|to|and|/)\s*"

_FORMS = tuple(
    re.compile(_BEFORE + form + _AFTER, re.IGNORECASE)
    for form in (
        r"(?P<year>[12]\d{3})(?P<month>[01]\d)(?P<day>[0-3]\d)",
        r"(?P<year>[12]\d{3})[-/.](?P<month>[01]?\d)[-/.](?P<day>[0-3]?\d)(?!\d)",
        r"(?P<year>[12]\d{3})[-/](?P<month>[01]\d)",
        rf"{_DAY}[\s-]*(?:\s+of\s+)?{_MONTH},?[\s-]*{_YEAR}",
        rf"{_MONTH}\s*{_DAY}(?:,\s*|\s+(?:{_CLOCK}\s+)?){_YEAR}",
        rf"(?P<year>[12]\d{{3}})[\s,-]+{_MONTH}[\s-]+{_DAY}",
        # Of a span of days only what its ends share is sure.
        rf"[0-3]?\d(?:st|nd|rd|th)?{_TO}{_DAY.replace('?P<day>', '?:')}\s+{_MONTH},?\s+{_YEAR}",
        rf"{_MONTH}\s+[0-3]?\d{_TO}[0-3]?\d,?\s+{_YEAR}",
        rf"(?:(?:early|mid|late|the\s+end\s+of|end\s+of)[\s-]+)?{_MONTH},?\s+(?:of\s+)?{_YEAR}",
        r"(?P<month>0?[1-9]|1[0-2])/(?P<year>[12]\d{3})",
        rf"(?:(?:early|mid|late|spring|summer|autumn|fall|winter)[\s,-]+(?:of\s+)?)?{_YEAR}",
    )
)
_EITHER_ORDER = re.compile(
    rf"{_BEFORE}(?P<first>[0-3]?\d)(?P<mark>[-/.])(?P<second>[0-3]?\d)(?P=mark)"
    rf"(?P<year>[12]\d{{3}}){_AFTER}",
    re.IGNORECASE,
)


def calendar_date(text: str) -> str:
    """The date that `text` as a whole is, with or without weekday and time; "" if it is none."""
    if len(text) > 80 or not any(map(str.isdigit, text)):
        return ""
    for form in _FORMS:
        if found := form.fullmatch(text):
            parts = found.groupdict()
            return _sure(_year(parts["year"]), _number(parts.get("month")), parts.get("day"))
    if found := _EITHER_ORDER.fullmatch(text):
        return _in_either_order(found)
    return ""


def _in_either_order(found: re.Match[str]) -> str:
    first, second = int(found["first"]), int(found["second"])
    if first == second or second > 12:
        return _sure(found["year"], first, found["second"])
    if first > 12:
        return _sure(found["year"], second, found["first"])
    return found["year"]


def _sure(year: str, month: int, day: str | None) -> str:
    """The longest part of a date that the calendar has."""
    if not 1 <= month <= 12:
        return year
    try:
        return date(int(year), month, int(day or "")).isoformat()
    except ValueError:
        return f"{year}-{month:02}"


def _year(written: str) -> str:
    """The year in four digits; two digits are read as e-mail does (RFC 5322, section 4.3)."""
    if len(written) == 4:
        return written
    return ("20" if written[1:] < "50" else "19") + written[1:]


def _number(month: str | None) -> int:
    if not month:
        return 0
    return int(month) if month.isdigit() else _MONTHS[month.lower()]
