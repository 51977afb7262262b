"""Dates that are counted from another: yesterday, last year, the same day, three weeks ago."""

from __future__ import annotations

from workbench.entities import date_patterns as patterns
from workbench.entities.date_reading import DateMention, Reading

# Without the first letter, which may be a capital.
_NOW = {"esterday": -1, "oday": 0, "omorrow": 1}


def relative_date(reading: Reading, position: int, unit: str) -> DateMention | None:
    """The date of which the unit of time stands at `position`."""
    if unit in _NOW:
        return _now(reading, position, unit)
    before = patterns.BEFORE_UNIT.search(reading.before(position))
    if before is None:
        return None
    start, end = position - len(before.group()), position + len(unit)
    if before["count"]:
        ago = patterns.AGO.match(reading.text, end)
        if ago is None:
            return None
        count = patterns.COUNTS.get(before["count"].lower()) or int(before["count"])
        return reading.mention(start, ago.end(), reading.reckoning.ago(count, unit))
    if reading.text[end : end + 1].isalnum():
        return None
    which = before["which"].lower()
    # "The last year" of something is not the year before this one.
    if which in ("last", "next") and unit != "day" and reading.word_before(start) == "the":
        return None
    return reading.mention(start, end, reading.reckoning.relative(which, unit))


def _now(reading: Reading, position: int, unit: str) -> DateMention | None:
    """Yesterday, today or tomorrow."""
    start, end = position - 1, position + len(unit)
    before, first = reading.text[max(start - 1, 0) : start], reading.text[max(start, 0) : position]
    if (
        first not in ("y", "Y", "t", "T")
        or before.isalnum()
        or reading.text[end : end + 1].isalnum()
    ):
        return None
    return reading.mention(start, end, reading.reckoning.today(_NOW[unit]))
