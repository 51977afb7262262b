"""What a date that leaves something out is reckoned from.

"Last year" and "Tuesday" are reckoned from the publication, "the same day" from the day named last.
A day or month without a year takes that of the full date just before it in the paragraph, or of the
heading that it stands under. Failing those it takes the year that brings it nearest to the
publication, the past before the future, if that is a matter of weeks, or if the text has named no
other year. A weekday that is named with the day decides. What cannot be reckoned is nothing, never
a guess.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from workbench.entities import intervals
from workbench.entities.intervals import Interval
from workbench.entities.word_lists import word_set

NEAR = 400
_BESIDE = 80
_ONE_DAY = timedelta(days=1)
_ANY = word_set("a an the any each every but no one first second third fourth")
_SOON = timedelta(days=45)
_PLANNED = timedelta(days=300)
_LATELY = timedelta(days=100)


class Reckoning:
    """What is known of time at one point of a text that is read from its start.

    `published` is the text's own date, as in `Metadata.date`.
    """

    def __init__(self, published: str) -> None:
        self._publication = publication = intervals.published(published)
        single = publication is not None and publication.days == 1
        self._today = publication.earliest if publication and single else None
        self._last = publication if single else None
        self._day = self._last
        self._full = self._bare = (-1, 0)
        self._heading: int | None = None
        self._years: list[int] = []

    def begin_section(self) -> None:
        """Positions are from here on those of another section of the text."""
        self._full = self._bare = (-1, 0)

    def note(self, interval: Interval) -> None:
        """A date was read: "the same day" or "that month" may mean it."""
        self._last = interval
        if interval.days == 1:
            self._day = interval

    def note_year(self, position: int, year: int, *, full: bool) -> None:
        """A year was read, with its month and day if it is `full`."""
        if full:
            self._full = (position, year)
        else:
            self._bare = (position, year)
        self._years = [*(other for other in self._years if other != year), year]

    def note_heading(self, year: int) -> None:
        """What follows stands under a heading that is a year."""
        self._heading = year
        self._full = self._bare = (-1, 0)

    def year_of(
        self, month: int, day: int | None, weekday: str, position: int, paragraph: int, ahead: bool
    ) -> int | None:
        """The year of a month, or of a day in it, named at `position`.

        `paragraph` is where its paragraph begins; `ahead` says that the sentence speaks of the
        future, which otherwise is taken to be a matter of weeks.
        """
        told = list(self._told(day, position, paragraph))
        nearest = self._nearest(month, ahead)
        if day is not None and weekday:
            for year in [*told, *([nearest] if nearest else []), *reversed(self._years)]:
                found = intervals.day(year, month, day)
                if found and intervals.WEEKDAYS[found.earliest.weekday()] == weekday:
                    return year
        if told:
            return told[0]
        return nearest if nearest and self._is_sure(nearest, month, day) else None

    def _told(self, day: int | None, position: int, paragraph: int) -> Iterator[int]:
        """The years that the text itself gives for a date without one."""
        if self._full[0] >= paragraph:
            yield self._full[1]
        if day is None and self._bare[0] >= max(paragraph, position - _BESIDE):
            yield self._bare[1]
        if self._heading is not None:
            yield self._heading

    def _nearest(self, month: int, ahead: bool) -> int | None:
        if self._publication is None:
            return None
        latest = self._publication.latest
        if self._publication.days <= 31:
            latest += _PLANNED if ahead else _SOON
        return latest.year if date(latest.year, month, 1) <= latest else latest.year - 1

    def _is_sure(self, year: int, month: int, day: int | None) -> bool:
        assert self._publication is not None
        first, last = self._publication
        if all(first.year <= named <= last.year for named in self._years):
            return True
        when = date(year, month, min(day or 28, 28))
        return self._publication.days <= 31 and abs(when - first) <= _LATELY

    def relative_year(self, which: str) -> int | None:
        """The year that "of last year" or "of that year" means."""
        if which not in ("last", "this", "next"):
            return self._last.earliest.year if self._last else None
        found = self._shifted_year({"last": -1, "this": 0, "next": 1}[which])
        return found.earliest.year if found else None

    def year_beside(self, month: int, which: str) -> int | None:
        """The year of "last May" or "next May"."""
        if self._publication is None:
            return None
        first, last = self._publication
        if which == "last":
            return first.year - (first.month <= month)
        return last.year + (last.month >= month)

    def weekday(self, name: str, *, which: str, ahead: bool) -> Interval | None:
        """A weekday without a date; `which` is the word before it."""
        number = intervals.WEEKDAYS.index(name)
        if which == "same" and self._day and self._day.earliest.weekday() == number:
            return self._day
        if self._today is None or which in _ANY:
            return None
        back = (self._today.weekday() - number) % 7
        if ahead or which == "next":
            return _one(self._today + timedelta(days=(number - self._today.weekday() - 1) % 7 + 1))
        if which == "last" and back == 0:
            back = 7
        return _one(self._today - timedelta(days=back))

    def today(self, days: int) -> Interval | None:
        """Yesterday (-1), today (0), tomorrow (1)."""
        return _one(self._today + timedelta(days=days)) if self._today else None

    def ago(self, count: int, unit: str) -> Interval | None:
        """So many days, weeks, months or years before the publication, as exact as the unit."""
        if unit == "year":
            return self._shifted_year(-count)
        if unit == "month":
            return self._shifted_month(-count)
        if self._today is None:
            return None
        if unit == "week":
            return intervals.week(self._today - timedelta(weeks=count))
        return _one(self._today - timedelta(days=count))

    def relative(self, which: str, unit: str) -> Interval | None:
        """Last year, this week, the same day, that summer: the unit that `which` points to."""
        if which in ("same", "that"):
            return self._same(unit)
        step = {"last": -1, "this": 0, "next": 1}.get(which)
        if unit == "day" or step is None:
            return self._beside(which) if unit == "day" else None
        if unit == "year":
            return self._shifted_year(step)
        if unit == "month":
            return self._shifted_month(step)
        if unit == "week":
            return intervals.week(self._today + timedelta(weeks=step)) if self._today else None
        return self._season(unit, step)

    def _same(self, unit: str) -> Interval | None:
        if unit == "day":
            return self._day
        if self._last is None:
            return None
        first = self._last.earliest
        if unit == "month":
            return intervals.month(first.year, first.month) if self._last.days <= 31 else None
        if unit == "year":
            return intervals.years(first.year, first.year)
        return intervals.season(first.year, unit) if unit in intervals.SEASONS else None

    def _beside(self, which: str) -> Interval | None:
        """The day before or after the one named last."""
        if self._day is None or which not in ("previous", "next", "following"):
            return None
        return _one(self._day.earliest + (-_ONE_DAY if which == "previous" else _ONE_DAY))

    def _season(self, name: str, step: int) -> Interval | None:
        if self._publication is None or name not in intervals.SEASONS:
            return None
        year = self._publication.latest.year
        season = intervals.season(year, name)
        if step < 0 and season.latest >= self._publication.earliest:
            return intervals.season(year - 1, name)
        if step > 0 and season.earliest <= self._publication.latest:
            return intervals.season(year + 1, name)
        return season

    def _shifted_year(self, by: int) -> Interval | None:
        if self._publication is None:
            return None
        first, last = self._publication
        return (
            intervals.years(first.year + by, first.year + by) if first.year == last.year else None
        )

    def _shifted_month(self, by: int) -> Interval | None:
        if self._publication is None or self._publication.days > 31:
            return None
        first = self._publication.earliest
        year, number = divmod(first.year * 12 + first.month - 1 + by, 12)
        return intervals.month(year, number + 1)


def _one(day: date) -> Interval:
    return Interval(day, day)
