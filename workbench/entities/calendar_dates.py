"""Dates that name a day and its month, a month, or a weekday."""

from __future__ import annotations

import re

from workbench.entities import date_patterns as patterns
from workbench.entities import intervals
from workbench.entities.date_reading import DateMention, Reading
from workbench.entities.intervals import Interval


def calendar_date(
    reading: Reading, start: int, found: re.Match[str], weekday: str = ""
) -> DateMention | None:
    """A day with its month, in either order, or a month; `found` by one of the patterns of both."""
    month = patterns.MONTH_NUMBERS.get(found["month"])
    if month is None:
        return None
    day = int(found["day"]) if found["day"] else None
    before = patterns.BEFORE_MONTH.search(reading.before(start)) if day is None else None
    if before:
        start -= len(before.group())
        day = patterns.ORDINALS[before["ordinal"]] if before["ordinal"] else None
    part = patterns.PARTS[before["part"].lower()] if before and before["part"] else ""
    year = int(found["year"]) if found["year"] else None
    day_last = found.end("day") > found.end("month")
    # The stop after a month's name may be the sentence's.
    end = found.end() if year or day_last else found.end("month")
    of_year = None if year else patterns.OF_RELATIVE_YEAR.match(reading.text, end)
    if of_year:
        year, end = reading.reckoning.relative_year(of_year["which"]), of_year.end()
    if year is None and day is None and not part and not _bare_month_goes(reading, found):
        return None
    if year is not None:
        reading.reckoning.note_year(start, year, full=day is not None)
    else:
        year = _year(reading, start, end, month, day, weekday)
    if year is None:
        return _without_year(start, end, month, day, part)
    whole = intervals.month(year, month)
    if part:
        return reading.mention(start, end, intervals.part(whole, part))
    if day is None:
        return reading.mention(start, end, whole)
    days = intervals.day(year, month, day)
    return _days(reading, start, end, days, found)


def weekday_date(reading: Reading, position: int, name: str) -> DateMention | None:
    """A weekday, with the day and month that follow it or by itself."""
    full = patterns.WEEKDAY_NAMES[name]
    end = position + len(name) + (name != full and reading.text[position + len(name) :][:1] == ".")
    gap = patterns.AFTER_WEEKDAY.match(reading.text, end)
    if gap:
        found = patterns.DAY_MONTH.match(reading.text, gap.end()) or patterns.MONTH_DAY.match(
            reading.text, gap.end()
        )
        if found and found["day"]:
            return calendar_date(reading, position, found, full)
    if name != full:
        return None
    interval = reading.reckoning.weekday(
        name, which=reading.word_before(position), ahead=reading.ahead(position)
    )
    return reading.mention(position, end, interval)


def _bare_month_goes(reading: Reading, found: re.Match[str]) -> bool:
    name = found["month"]
    if name not in intervals.MONTHS:
        return False
    return (
        name not in patterns.MONTHS_THAT_ARE_WORDS
        or reading.word_before(found.start("month")) in patterns.BEFORE_BARE_MONTH
    )


def _year(
    reading: Reading, start: int, end: int, month: int, day: int | None, weekday: str
) -> int | None:
    """The year of a date that gives none."""
    later = patterns.YEAR_FURTHER_ON.match(reading.text, end)
    if later:
        return int(later["year"])
    word = reading.word_before(start)
    if word == "that" or patterns.THAT_YEAR_FURTHER_ON.match(reading.text, end):
        return reading.reckoning.relative_year("that")
    if word in ("last", "next") and day is None:
        return reading.reckoning.year_beside(month, word)
    return reading.reckoning.year_of(
        month, day, weekday, start, reading.paragraph(start), reading.ahead(start)
    )


def _days(
    reading: Reading, start: int, end: int, day: Interval | None, found: re.Match[str]
) -> DateMention | None:
    """The day, or the days from the first that is given to it, or from it to the last."""
    groups = found.groupdict()
    first, last = groups.get("first"), groups.get("last")
    if first and not groups["to"] and reading.word_before(start) != "between":
        # "1 and 4 March" are two days, of which the first has no month of its own.
        start, first = found.start("day"), None
    if day is not None and (first or last):
        year, month = day.earliest.year, day.earliest.month
        opening = intervals.day(year, month, int(first)) if first else day
        closing = intervals.day(year, month, int(last)) if last else day
        if opening and closing and opening.earliest <= closing.latest:
            day = Interval(opening.earliest, closing.latest)
    return reading.mention(start, end, day)


def _without_year(
    start: int, end: int, month: int, day: int | None, part: str
) -> DateMention | None:
    """A day or a month that nothing tells the year of."""
    name = intervals.MONTHS[month - 1]
    if part:
        return DateMention(start, end, f"--{month:02}-{part}", f"{part} {name}")
    if day is None:
        return DateMention(start, end, f"--{month:02}", name)
    if intervals.day(2000, month, day) is None:
        return None
    return DateMention(start, end, f"--{month:02}-{day:02}", f"{day} {name}")
