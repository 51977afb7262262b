"""Calendar dates in the precision in which they are written: a year, a month or a day.

A year is never its first of January: `2008` is the time from 2008-01-01 to 2008-12-31, and a
document dated so may be from any day in it.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from functools import lru_cache

_WRITTEN = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?")


@lru_cache(maxsize=4096)
def whole(written: str) -> tuple[str, str] | None:
    """The first and the last day, as ISO dates, of `2008`, `2008-09` or `2008-09-09`.

    None where that is no date of the years 1 to 9999.
    """
    match = _WRITTEN.fullmatch(written.strip())
    if not match:
        return None
    year, month, day = (int(part) if part else 0 for part in match.groups())
    if year < 1 or not 0 <= month <= 12 or (match[2] and not month):
        return None
    first_month, last_month = (month, month) if month else (1, 12)
    longest = calendar.monthrange(year, last_month)[1]
    if not 0 <= day <= longest or (match[3] and not day):
        return None
    first = date(year, first_month, day or 1)
    last = date(year, last_month, day or longest)
    return first.isoformat(), last.isoformat()


def shifted(day: str, days: int) -> str:
    """The ISO date so many days later; the first or last day that there is, beyond those."""
    try:
        return (date.fromisoformat(day) + timedelta(days)).isoformat()
    except OverflowError:
        return day


def shortest(first: str, last: str) -> str | None:
    """The year, month or day that goes from `first` to `last`; None where no single one does."""
    for length in (4, 7, 10):
        if whole(first[:length]) == (first, last):
            return first[:length]
    return None


def shortest_start(day: str) -> str:
    """The shortest year, month or day that begins on `day`; empty for an empty one."""
    return next((day[:n] for n in (4, 7, 10) if (whole(day[:n]) or ("",))[0] == day), "")


def shortest_end(day: str) -> str:
    """The shortest year, month or day that ends on `day`; empty for an empty one."""
    return next((day[:n] for n in (4, 7, 10) if (whole(day[:n]) or ("", ""))[1] == day), "")
