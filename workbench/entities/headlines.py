"""Lines in which capitals mean nothing: headlines, and lines in capitals throughout."""

from __future__ import annotations

from bisect import bisect_right

from workbench.entities.lexicon import OPENERS

_LONGEST = 160
_FEWEST_WORDS = 5


class Headlines:
    """The headlines of a text: short lines in capitals, or with a capital on every longer word."""

    def __init__(self, text: str) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        start = 0
        for line in text.split("\n"):
            if 8 < len(line) <= _LONGEST and _is_headline(line):
                self._starts.append(start)
                self._ends.append(start + len(line))
            start += len(line) + 1

    def cover(self, position: int) -> bool:
        """Whether a headline stands at `position`."""
        index = bisect_right(self._starts, position) - 1
        return index >= 0 and position < self._ends[index]


def _is_headline(line: str) -> bool:
    if line.isupper():
        return True
    # Cells of a table, sentences, addresses and lists of people are none.
    if line[-1] in ".,;:" or "  " in line or line.count(",") > 1 or any(map(line.count, "|\t;(")):
        return False
    words = [word for word in line.split() if len(word) > 3 and word[0].isalpha()]
    if len(words) < _FEWEST_WORDS:
        return False
    return all(word[0].isupper() or word.lower() in OPENERS for word in words)
