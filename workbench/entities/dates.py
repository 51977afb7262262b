"""Dates in running text, read as intervals; see `reckoning` for what they are counted from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from workbench.entities import date_patterns as patterns
from workbench.entities import intervals
from workbench.entities.intervals import Interval
from workbench.entities.lexicon import UNITS
from workbench.entities.reckoning import NEAR, Reckoning

_REACH = 40
_NOW = {"esterday": -1, "oday": 0, "omorrow": 1}
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4}


class DateMention(NamedTuple):
    """A date in the text; `key` is its interval, or `--09-09` for a day of no known year."""

    start: int
    end: int
    key: str
    name: str


def find_dates(text: str, published: str) -> list[DateMention]:
    """The dates of a text in order, without overlaps; `published` as in `Metadata.date`."""
    return list(_Reader(text, Reckoning(intervals.published(published))).read())


class _Reader:
    """Reads the dates of one text from its start to its end."""

    def __init__(self, text: str, reckoning: Reckoning) -> None:
        self._text = text
        self._reckoning = reckoning
        self._done = 0

    def read(self) -> Iterator[DateMention]:
        starts = [
            (match.start(), match.group())
            for match in patterns.STARTS.finditer(self._text)
            if match.group() in patterns.NAMED_STARTS or match.group()[0].isdigit()
        ]
        for unit in patterns.UNITS_OF_TIME:
            starts += [(position, unit) for position in _everywhere(self._text, unit)]
        starts.sort()
        for position, word in starts:
            if position < self._done:
                continue
            mention = self._at(position, word)
            if mention is not None:
                self._done = mention.end
                yield mention

    def _at(self, position: int, word: str) -> DateMention | None:
        if word[0].islower():
            return self._relative(position, word)
        if self._text[position - 1 : position].isalnum():
            return None
        if word[0].isdigit():
            found = patterns.DAY_MONTH.match(self._text, position)
            return (found and self._calendar(position, found, "")) or self._numeric(position)
        if word.endswith("day"):
            return self._weekday(position, word)
        found = patterns.MONTH_DAY.match(self._text, position)
        return found and self._calendar(position, found, "")

    # -- what stands round a date

    def _before(self, position: int) -> str:
        return self._text[max(self._done, position - _REACH) : position]

    def _word_before(self, position: int) -> str:
        found = patterns.LAST_WORD.search(self._before(position)[-24:])
        return found.group(1).lower() if found else ""

    def _paragraph(self, position: int) -> int:
        """Where the paragraph of `position` begins, at most NEAR before it."""
        reach = max(0, position - NEAR)
        return max(reach, self._text.rfind("\n\n", reach, position))

    def _ahead(self, position: int) -> bool:
        return patterns.AHEAD.search(self._before(position)) is not None

    def _mention(self, start: int, end: int, interval: Interval | None) -> DateMention | None:
        if interval is None:
            return None
        self._reckoning.note(interval)
        return DateMention(start, end, intervals.key(interval), intervals.words(interval))

    # -- days and months

    def _calendar(self, start: int, found: re.Match[str], weekday: str) -> DateMention | None:
        """A day with its month, in either order, or a month."""
        month = patterns.MONTH_NUMBERS.get(found["month"])
        if month is None:
            return None
        groups = found.groupdict()
        day = int(groups["day"]) if groups["day"] else None
        before = patterns.BEFORE_MONTH.search(self._before(start)) if day is None else None
        part = before and before["part"]
        if before:
            start -= len(before.group())
            day = patterns.ORDINALS[before["ordinal"]] if before["ordinal"] else None
        year = int(groups["year"]) if groups["year"] else None
        end = found.end() if year else max(found.end("month"), found.end("day"))
        of_year = None if year else patterns.OF_RELATIVE_YEAR.match(self._text, end)
        if of_year:
            year, end = self._reckoning.relative_year(of_year["which"]), of_year.end()
        if year is None and day is None and not part and not self._bare_month_goes(found):
            return None
        if year is not None:
            self._reckoning.note_year(start, year, full=day is not None)
        else:
            year = self._year(start, end, month, day, weekday)
        if year is None:
            return _without_year(start, end, month, day, part)
        whole = intervals.month(year, month)
        if part:
            return self._mention(start, end, intervals.part(whole, patterns.PARTS[part.lower()]))
        if day is None:
            return self._mention(start, end, whole)
        interval = intervals.day(year, month, day)
        first, last = groups.get("first"), groups.get("last")
        if first and not groups["to"] and self._word_before(start) != "between":
            start, first = found.start("day"), None
        return self._mention(start, end, _days(interval, year, month, first, last))

    def _bare_month_goes(self, found: re.Match[str]) -> bool:
        name = found["month"]
        if name not in intervals.MONTHS:
            return False
        return (
            name not in patterns.MONTHS_THAT_ARE_WORDS
            or self._word_before(found.start("month")) in patterns.BEFORE_BARE_MONTH
        )

    def _year(self, start: int, end: int, month: int, day: int | None, weekday: str) -> int | None:
        later = patterns.YEAR_FURTHER_ON.match(self._text, end)
        if later:
            return int(later["year"])
        word = self._word_before(start)
        if word == "that" or patterns.THAT_YEAR_FURTHER_ON.match(self._text, end):
            return self._reckoning.relative_year("that")
        if word in ("last", "next") and day is None:
            return self._reckoning.year_beside(month, word)
        return self._reckoning.year_of(
            month, day, weekday, start, self._paragraph(start), self._ahead(start)
        )

    def _weekday(self, position: int, name: str) -> DateMention | None:
        gap = patterns.AFTER_WEEKDAY.match(self._text, position + len(name))
        if gap:
            found = patterns.DAY_MONTH.match(self._text, gap.end()) or patterns.MONTH_DAY.match(
                self._text, gap.end()
            )
            if found and found["day"]:
                return self._calendar(position, found, name)
        interval = self._reckoning.weekday(
            name, which=self._word_before(position), ahead=self._ahead(position)
        )
        return self._mention(position, position + len(name), interval)

    # -- figures

    def _numeric(self, start: int) -> DateMention | None:
        found = patterns.NUMERIC.match(self._text, start)
        if found is None:
            return None
        if found["iso"] or found["numbers"]:
            interval = _figures(found["iso"] or found["numbers"])
            if interval is not None:
                self._reckoning.note_year(start, interval.earliest.year, full=True)
            return self._mention(start, found.end(), interval)
        if found["century"]:
            last = int(found["century"]) * 100
            whole = intervals.years(last - 99, last) if 1 <= last <= 2100 else None
            return self._mention(start, found.end(), whole)
        if found["decade"]:
            first = int(found["decade"])
            return self._parted(start, found.end(), intervals.years(first, first + 9))
        return self._bare_year(start, found)

    def _bare_year(self, start: int, found: re.Match[str]) -> DateMention | None:
        first = int(found["year"])
        last = first
        end = found.end("year")
        if found["last"]:
            last = int(found["last"]) if len(found["last"]) == 4 else first // 100 * 100 + int(found["last"])
            last = last if first < last < first + 200 else first
            end = found.end() if last > first else end
        if self._heads_section(start, end):
            self._reckoning.note_heading(first)
        elif not self._year_goes(start, end):
            return None
        else:
            self._reckoning.note_year(start, last, full=False)
        return self._parted(start, end, intervals.years(first, last))

    def _heads_section(self, start: int, end: int) -> bool:
        """Whether the line holds the year alone, but for the marks of a heading."""
        line_start = self._text.rfind("\n", max(0, start - _REACH), start) + 1
        before = self._text[line_start:start]
        return self._text[end : end + 1] in ("", "\n") and not before.strip("# *=-")

    def _year_goes(self, start: int, end: int) -> bool:
        """Whether four figures are a year: by the word before them, and no unit after them."""
        word = self._word_before(start)
        if word not in patterns.BEFORE_BARE_YEAR and not patterns.BEFORE_YEAR.search(
            self._before(start)
        ):
            return False
        following = "".join(self._text[end : end + 24].lstrip().split(maxsplit=1)[:1])
        if following.strip(".,;:)").lower() in UNITS:
            return False
        # "In 1500 cases" counts, "in 1914 armies marched" dates.
        return int(self._text[start : start + 4]) >= 1800 or not following.endswith("s")

    def _parted(self, start: int, end: int, whole: Interval) -> DateMention | None:
        """A year or decade, narrowed by what is said before it: "late", "summer of", "Q1"."""
        before = patterns.BEFORE_YEAR.search(self._before(start))
        if before is None:
            return self._mention(start, end, whole)
        year = whole.earliest.year
        if before["part"]:
            whole = intervals.part(whole, patterns.PARTS[before["part"].lower()])
        elif whole.days > 366:
            return self._mention(start, end, whole)
        elif before["season"]:
            season = before["season"].lower()
            whole = intervals.season(year, "autumn" if season == "fall" else season)
        else:
            which = before["which"] or before["quarter"]
            number = _QUARTERS.get(which) or int(which)
            months = 6 if before["piece"] == "half" else 3
            if number * months > 12:
                return None
            whole = intervals.month(year, 1 + (number - 1) * months, months)
        return self._mention(start - len(before.group()), end, whole)

    # -- relative dates

    def _relative(self, position: int, unit: str) -> DateMention | None:
        end = position + len(unit)
        if unit in _NOW:
            start = position - 1
            after = self._text[end : end + 1]
            before = self._text[max(start - 1, 0) : start]
            if after.isalnum() or before.isalnum() or self._text[start : start + 1] not in "yYtT":
                return None
            return self._mention(start, end, self._reckoning.today(_NOW[unit]))
        before = patterns.BEFORE_UNIT.search(self._before(position))
        if before is None:
            return None
        start = position - len(before.group())
        if before["count"]:
            ago = patterns.AGO.match(self._text, end)
            if ago is None:
                return None
            count = patterns.COUNTS.get(before["count"].lower()) or int(before["count"])
            return self._mention(start, ago.end(), self._reckoning.ago(count, unit))
        if self._text[end : end + 1].isalnum():
            return None
        which = before["which"].lower()
        if which in ("last", "next") and unit != "day" and self._word_before(start) == "the":
            return None
        return self._mention(start, end, self._reckoning.relative(which, unit))


def _everywhere(text: str, word: str) -> Iterator[int]:
    position = text.find(word)
    while position >= 0:
        yield position
        position = text.find(word, position + len(word))


def _days(
    day: Interval | None, year: int, month: int, first: str | None, last: str | None
) -> Interval | None:
    """The days from `first` to the day, or from the day to `last`."""
    if day is None:
        return None
    start = intervals.day(year, month, int(first)) if first else day
    end = intervals.day(year, month, int(last)) if last else day
    if start is None or end is None or start.earliest > end.latest:
        return day
    return Interval(start.earliest, end.latest)


def _without_year(
    start: int, end: int, month: int, day: int | None, part: str | None
) -> DateMention | None:
    """A day or a month that nothing tells the year of."""
    name = intervals.MONTHS[month - 1]
    if part:
        part = patterns.PARTS[part.lower()]
        return DateMention(start, end, f"--{month:02}-{part}", f"{part} {name}")
    if day is None:
        return DateMention(start, end, f"--{month:02}", name)
    if intervals.day(2000, month, day) is None:
        return None
    return DateMention(start, end, f"--{month:02}-{day:02}", f"{day} {name}")


def _figures(text: str) -> Interval | None:
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
