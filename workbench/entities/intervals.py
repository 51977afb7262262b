"""Dates as intervals `[earliest, latest]` of days, in the precision in which they were given.

"2008" is the year, never its first of January. An interval has one name in words, made from its
ends alone, so that the ways of saying one date are one entity.

The parts are conventions: early, mid and late are thirds of a month (to the 10th, to the 20th) or
of a year (four months each); the seasons are those of the northern hemisphere.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import NamedTuple

from workbench.entities.word_lists import word_list

MONTHS = word_list(
    "January February March April May June July August September October November December"
)
WEEKDAYS = word_list("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
PARTS = ("early", "mid", "late")
_ORDINALS = ("first", "second", "third", "fourth")


class Interval(NamedTuple):
    """Whole days, both ends included."""

    earliest: date
    latest: date

    @property
    def days(self) -> int:
        """How many days it holds, 1 or more."""
        return (self.latest - self.earliest).days + 1


def day(year: int, month: int, number: int) -> Interval | None:
    """One day, or nothing if the month has no such day."""
    if not (1 <= month <= 12 and 1 <= number <= calendar.monthrange(year, month)[1]):
        return None
    return Interval(date(year, month, number), date(year, month, number))


def month(year: int, number: int, months: int = 1) -> Interval:
    """A month, or several in a row from it."""
    last_year, last_month = divmod(year * 12 + number - 1 + months - 1, 12)
    last_day = calendar.monthrange(last_year, last_month + 1)[1]
    return Interval(date(year, number, 1), date(last_year, last_month + 1, last_day))


def years(first: int, last: int) -> Interval:
    """The years from the first to the last."""
    return Interval(date(first, 1, 1), date(last, 12, 31))


def season(year: int, name: str) -> Interval:
    """The season that begins in that year."""
    return month(year, SEASONS[name], 3)


def part(whole: Interval, name: str) -> Interval:
    """The early, mid or late third of a month, a year or a decade."""
    third = PARTS.index(name)
    first, last = whole
    if first.year != last.year:
        cuts = (0, 4, 7, last.year - first.year + 1)
        return years(first.year + cuts[third], first.year + cuts[third + 1] - 1)
    if first.month != last.month:
        return month(first.year, 1 + 4 * third, 4)
    return Interval(
        first.replace(day=1 + 10 * third),
        last if third == 2 else first.replace(day=10 + 10 * third),
    )


def week(of: date) -> Interval:
    """The week, from Monday, that holds a day."""
    monday = of - timedelta(days=of.weekday())
    return Interval(monday, monday + timedelta(days=6))


def published(text: str) -> Interval | None:
    """The interval of a metadata date: `2008`, `2008-09` or `2008-09-09`; nothing for any other."""
    numbers = text.split("-")
    if not all(number.isascii() and number.isdecimal() for number in numbers):
        return None
    year, *rest = map(int, numbers)
    if not 1 <= year <= 9998 or len(rest) > 2 or (rest and not 1 <= rest[0] <= 12):
        return None
    if len(rest) == 2:
        return day(year, *rest)
    return month(year, rest[0]) if rest else years(year, year)


def key(interval: Interval) -> str:
    """What identifies the interval: its ends as in ISO 8601."""
    return f"{interval.earliest.isoformat()}/{interval.latest.isoformat()}"


def words(interval: Interval) -> str:
    """The interval in words: `9 September 2008`, `late August 2008`, `2006-2008`."""
    first, last = interval
    if first == last:
        return f"{first.day} {MONTHS[first.month - 1]} {first.year}"
    if first.day == 1 and (last + timedelta(days=1)).day == 1:
        return _months_in_words(first, last)
    for name in PARTS:
        if interval == part(month(first.year, first.month), name):
            return f"{_prefix(name)}{MONTHS[first.month - 1]} {first.year}"
    end = f"{last.day} {MONTHS[last.month - 1]} {last.year}"
    if first.year != last.year:
        return f"{first.day} {MONTHS[first.month - 1]} {first.year} to {end}"
    if first.month != last.month:
        return f"{first.day} {MONTHS[first.month - 1]} to {end}"
    return f"{first.day}-{end}"


def _months_in_words(first: date, last: date) -> str:
    """A row of whole months."""
    if (first.month, last.month) == (1, 12):
        return _years_in_words(first.year, last.year)
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    if count == 1:
        return f"{MONTHS[first.month - 1]} {first.year}"
    if count == 3:
        for name, opening in SEASONS.items():
            if first.month == opening:
                ends = f"{first.year}-{last.year}" if name == "winter" else str(first.year)
                return f"{name} {ends}"
    if first.year == last.year:
        if count in (3, 6) and (first.month - 1) % count == 0:
            half = "quarter" if count == 3 else "half"
            return f"{_ORDINALS[first.month // count]} {half} of {first.year}"
        if count == 4 and (first.month - 1) % 4 == 0:
            return f"{_prefix(PARTS[first.month // 4])}{first.year}"
        return f"{MONTHS[first.month - 1]} to {MONTHS[last.month - 1]} {first.year}"
    return f"{MONTHS[first.month - 1]} {first.year} to {MONTHS[last.month - 1]} {last.year}"


def _years_in_words(first: int, last: int) -> str:
    """A row of whole years."""
    if first == last:
        return str(first)
    opening = max(first // 10 * 10, 1)  # there is no year 0
    decade = years(opening, opening + 9)
    if (first, last) == (decade.earliest.year, decade.latest.year):
        return f"{first}s"
    for name in PARTS:
        if years(first, last) == part(decade, name):
            return f"{_prefix(name)}{decade.earliest.year}s"
    if first % 100 == 1 and last == first + 99:
        century = last // 100
        suffix = "th" if century // 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(century % 10, "th")
        return f"{century}{suffix} century"
    return f"{first}-{last}"


def _prefix(part_name: str) -> str:
    return "mid-" if part_name == "mid" else f"{part_name} "
