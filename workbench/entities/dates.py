"""Dates in running text, read as intervals; see `reckoning` for what they are counted from."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.entities import date_patterns as patterns
from workbench.entities.calendar_dates import calendar_date, weekday_date
from workbench.entities.date_reading import DateMention, Reading
from workbench.entities.figure_dates import figure_date
from workbench.entities.reckoning import Reckoning
from workbench.entities.relative_dates import relative_date


def find_dates(text: str, reckoning: Reckoning) -> Iterator[DateMention]:
    """The dates of a text, or of the next section of one, in order, without overlaps."""
    reckoning.begin_section()
    reading = Reading(text, reckoning)
    for position, word in _starts(text):
        if position >= reading.done:
            mention = _date_at(reading, position, word)
            if mention is not None:
                reading.done = mention.end
                yield mention


def _starts(text: str) -> list[tuple[int, str]]:
    """Where a date may begin, and where the unit of a relative one stands, in order."""
    starts = [
        (match.start(), match.group())
        for match in patterns.STARTS.finditer(text)
        if match.group() in patterns.NAMED_STARTS or match.group()[0].isdigit()
    ]
    for unit in patterns.UNITS_OF_TIME:
        position = text.find(unit)
        while position >= 0:
            starts.append((position, unit))
            position = text.find(unit, position + len(unit))
    starts.sort()
    return starts


def _date_at(reading: Reading, position: int, word: str) -> DateMention | None:
    if word[0].islower():
        return relative_date(reading, position, word)
    text = reading.text
    if text[position - 1 : position].isalnum():
        return None
    if word[0].isdigit():
        found = patterns.DAY_MONTH.match(text, position)
        dated = calendar_date(reading, position, found) if found else None
        return dated or figure_date(reading, position)
    if word in patterns.WEEKDAY_NAMES:
        return weekday_date(reading, position, word)
    found = patterns.MONTH_DAY.match(text, position)
    return calendar_date(reading, position, found) if found else None
