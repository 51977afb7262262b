"""What the readers of dates share: the text read so far, and what stands before a position."""

from __future__ import annotations

from typing import NamedTuple

from workbench.entities import date_patterns as patterns
from workbench.entities import intervals
from workbench.entities.intervals import Interval
from workbench.entities.reckoning import NEAR, Reckoning

REACH = 40


class DateMention(NamedTuple):
    """A date in the text; `key` is its interval, or `--09-09` for a day of no known year."""

    start: int
    end: int
    key: str
    name: str


class Reading:
    """A text whose dates are read from its start to its end; `done` is where the last one ended."""

    def __init__(self, text: str, reckoning: Reckoning) -> None:
        self.text = text
        self.reckoning = reckoning
        self.done = 0

    def before(self, position: int) -> str:
        """The little that is looked at before `position`, from the end of the last date on."""
        return self.text[max(self.done, position - REACH) : position]

    def word_before(self, position: int) -> str:
        """The word or mark before `position`, in lower case; nothing at the start."""
        found = patterns.LAST_WORD.search(self.before(position)[-24:])
        return found.group(1).lower() if found else ""

    def paragraph(self, position: int) -> int:
        """Where the paragraph of `position` begins, at most NEAR before it."""
        reach = max(0, position - NEAR)
        return max(reach, self.text.rfind("\n\n", reach, position))

    def ahead(self, position: int) -> bool:
        """Whether the sentence speaks of what is to come."""
        return patterns.AHEAD.search(self.before(position)) is not None

    def mention(self, start: int, end: int, interval: Interval | None) -> DateMention | None:
        """The mention of an interval, which "that month" further on may mean."""
        if interval is None:
            return None
        self.reckoning.note(interval)
        return DateMention(start, end, intervals.key(interval), intervals.words(interval))
