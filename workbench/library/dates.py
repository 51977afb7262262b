"""Calendar dates as documents write them, in the precision that they are sure of.

The result is `2008`, `2008-09` or `2008-09-09` (EDTF level 0). What is not sure is left out:
03/04/2008 may be in March or in April, so only the year is kept, and 31 September only the month.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

# In English, French, German and Russian.
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan janvier janv januar jänner январь января янв",
            "february feb février fevrier févr februar feber февраль февраля фев февр",
            "march mar mars märz maerz mär март марта мар",
            "april apr avril avr апрель апреля апр",
            "may mai май мая",
            "june jun juin juni июнь июня июн",
            "july jul juillet juil juli июль июля июл",
            "august aug août aout август августа авг",
            "september sept sep septembre сентябрь сентября сен сент",
            "october oct octobre oktober okt октябрь октября окт",
            "november nov novembre ноябрь ноября ноя нояб",
            "december dec décembre decembre déc dezember dez декабрь декабря дек",
        ),
        1,
    )
    for name in names.split()
}
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})\b\.?"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th|er|\.)?"
_YEAR = r"(?P<year>[12]\d{3}|['’]\d\d)(?!\d)"
_ZONE = r"(?:z|[a-z]{2,5}|(?:gmt|utc)?[+-]\d\d:?(?:\d\d)?)"
_CLOCK = (
    r"[0-2]?\d[:.h][0-5]\d(?:[:.][0-5]\d(?:[.,]\d+)?)?"
    rf"\s*(?:[ap]\.?m\.?)?\s*{_ZONE}?(?:\s*\({_ZONE}\))?"
)
_WEEKDAY = (
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche"
    r"|(?:diens|donners|frei|sams|sonn)tag|mittwoch|понедельник|вторник|сред[ау]|четверг"
    r"|пятниц[ау]|суббот[ау]|воскресенье)\.?,?\s+"
)
_ARTICLE = r"(?:(?:on|the|le|am|den)\s+(?![12]\d{3}[.,]?\s*$))?"  # "the 2008" is half a phrase
_BEFORE = rf"\s*(?:{_CLOCK},?\s+(?:on\s+)?)?{_ARTICLE}(?:{_WEEKDAY}{_ARTICLE})?"
_AFTER = (
    r"(?:\s*(?:г\.|года?\b))?"
    rf"(?:(?:[t,]|\s|\s(?:at|-|–)\s)\s*{_CLOCK}|\s+\([a-z]+\))?[.,]?\s*"
)
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
_MOST_WORDS = 8
_AROUND = '"“”()[],;:.'
# 12 March to | 14 April 2021; 12, | 14 March 2021
_SPAN_BEGINS = re.compile(
    rf"(?:\b\d{{1,2}},?|(?:\b\d{{1,2}}|{_MONTH})\s*[-–—]"
    r"|\b(?:to|and|until|till|through|au|et|bis|und|по|до|и))$",
    re.IGNORECASE,
)


def calendar_date(text: str) -> str:
    """The date that `text` as a whole is, with or without weekday and time; "" if it is none."""
    if len(text) > 80 or not any(map(str.isdigit, text)):
        return ""
    text = unicodedata.normalize("NFC", text)
    for form in _FORMS:
        if found := form.fullmatch(text):
            parts = found.groupdict()
            return _sure(_year(parts["year"]), _number(parts.get("month")), parts.get("day"))
    if found := _EITHER_ORDER.fullmatch(text):
        return _in_either_order(found)
    return ""


def dates_within(text: str) -> Iterator[tuple[str, str]]:
    """The dates in a line, each with the words before it; "" for an end of a span of days.

    A lone year is not taken for a date: it may be just a number.
    """
    words = text.split()
    start = 0
    while start < len(words):
        for end in range(min(len(words), start + _MOST_WORDS), start, -1):
            written = " ".join(words[start:end]).strip(_AROUND)
            day = calendar_date(written)
            if day and (len(day) > 4 or written[-5:-4].strip()):
                before = " ".join(words[:start])
                yield before, "" if _SPAN_BEGINS.search(before) else day
                start = end
                break
        else:
            start += 1


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
    # A letter that is only like one of a month's, such as a dotless i, makes no month.
    return int(month) if month.isdigit() else _MONTHS.get(month.lower(), 0)
