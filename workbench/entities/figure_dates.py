"""Dates in figures alone: ISO 8601 and the like, years, decades and centuries."""

from __future__ import annotations

import re

from workbench.entities import date_patterns as patterns
from workbench.entities import intervals
from workbench.entities.date_reading import REACH, DateMention, Reading
from workbench.entities.intervals import Interval
from workbench.entities.lexicon import UNITS

_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
# From when on four figures before a plural are rather a year than a count.
_COUNTED = 1800


def figure_date(reading: Reading, start: int) -> DateMention | None:
    """The date that begins with the figure at `start`."""
    found = patterns.NUMERIC.match(reading.text, start)
    if found is None:
        return None
    if found["iso"] or found["numbers"]:
        interval = in_figures(found["iso"] or found["numbers"])
        if interval is not None:
            reading.reckoning.note_year(start, interval.earliest.year, full=True)
        return reading.mention(start, found.end(), interval)
    if found["century"]:
        last = int(found["century"]) * 100
        if not 1 <= last <= 2100:
            return None
        return _narrowed(reading, start, found.end(), intervals.years(last - 99, last))
    if found["decade"]:
        first = int(found["decade"])
        return _narrowed(reading, start, found.end(), intervals.years(first, first + 9))
    return _year(reading, start, found)


def in_figures(text: str) -> Interval | None:
    """A date in figures: ISO 8601, or day and month in European order; with a slash either order.

    Where both orders are dates, the interval reaches from one to the other: it is not known which.
    """
    if "-" in text:
        year, month, number = map(int, text.split("-"))
        return intervals.day(year, month, number)
    first, second, year = map(int, re.split(r"[./]", text))
    european = intervals.day(year, second, first)
    american = intervals.day(year, first, second) if "/" in text else None
    if european and american:
        return Interval(*sorted((european.earliest, american.earliest)))
    return european or american


def _year(reading: Reading, start: int, found: re.Match[str]) -> DateMention | None:
    """A year, or several: `2006-2008`, `2015/16`."""
    first = last = int(found["year"])
    end = found.end("year")
    if found["last"]:
        last = int(found["last"])
        last += first // 100 * 100 if last < 100 else 0
        last = last if first < last < first + 200 else first
        end = found.end() if last > first else end
    if _heads_section(reading.text, start, end):
        reading.reckoning.note_heading(first)
    elif not _year_goes(reading, start, end, several=last > first):
        return None
    else:
        reading.reckoning.note_year(start, last, full=False)
    return _narrowed(reading, start, end, intervals.years(first, last))


def _heads_section(text: str, start: int, end: int) -> bool:
    """Whether the line holds the year alone, but for the marks of a heading."""
    line_start = text.rfind("\n", max(0, start - REACH), start) + 1
    return text[end : end + 1] in ("", "\n") and not text[line_start:start].strip("# *=-")


def _year_goes(reading: Reading, start: int, end: int, *, several: bool) -> bool:
    """Whether four figures are a year: by the word before them, and no unit after them."""
    text = reading.text
    word = reading.word_before(start)
    fiscal = text[start + 4 : start + 5] == "/" and several
    told = (
        fiscal
        or word in patterns.BEFORE_BARE_YEAR
        or patterns.BEFORE_YEAR.search(reading.before(start))
    )
    if not told:
        return False
    following = "".join(text[end : end + 24].lstrip().split(maxsplit=1)[:1])
    if following.strip(".,;:)").lower() in UNITS:
        return False
    # "In 1500 cases" counts, "in 1914 armies marched" dates.
    return several or int(text[start : start + 4]) >= _COUNTED or not following.endswith("s")


def _narrowed(reading: Reading, start: int, end: int, whole: Interval) -> DateMention | None:
    """A year, decade or century, narrowed by what is said before it: "late", "summer of", "Q1"."""
    before = patterns.BEFORE_YEAR.search(reading.before(start))
    if before is None:
        return reading.mention(start, end, whole)
    if before["part"]:
        whole = intervals.part(whole, patterns.PARTS[before["part"].lower()])
        return reading.mention(start - len(before.group()), end, whole)
    if whole.days > 366:
        return reading.mention(start, end, whole)
    narrowed = _piece(whole.earliest.year, before)
    return narrowed and reading.mention(start - len(before.group()), end, narrowed)


def _piece(year: int, before: re.Match[str]) -> Interval | None:
    """A season, half or quarter of a year."""
    if before["season"]:
        season = before["season"].lower()
        return intervals.season(year, "autumn" if season == "fall" else season)
    which = before["which"] or before["quarter"]
    number = _QUARTERS.get(which.lower()) or int(which)
    months = 6 if before["piece"] == "half" else 3
    return (
        intervals.month(year, 1 + (number - 1) * months, months) if number * months <= 12 else None
    )
