"""The status line: where I am, what just happened, what is selected."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass

from rich.cells import cell_len
from textual.strip import Strip

from workbench.library.safe import one_line
from workbench.tui.messages import Tone
from workbench.tui.text import Run, Runs, fit, width_of
from workbench.tui.widgets.painted import Painted

_BETWEEN = 4
_KEPT = 200
# The point after an initial, as in B. Reader, ends no sentence.
_FIRST_SENTENCE = re.compile(r"(?s)(.*?(?<!\b[A-Z])[.:])\s+(.*)$")
_NUMBER = 2
"""Of where one is, the runs that say it by number: `line 7` and ` of 38`."""
_WHOLE = ("Undid:", "Did again:")
"""Without them the deed would be said where its undoing is meant."""


@dataclass(frozen=True, slots=True)
class Saying:
    """A sentence, or two, and how they are meant."""

    text: str
    tone: Tone = "plain"


class StatusLine(Painted):
    """One row. A notice goes with the next one, or when the reader goes on to another place after
    a key; a warning or an error first has to be seen.

    Whatever was said stays in the history.
    """

    def __init__(
        self,
        *,
        id: str | None = None,  # noqa: A002 (Textual's name)
        history: deque[Saying] | None = None,
    ) -> None:
        """`history` is that of another status line, which this one goes on with."""
        super().__init__(id=id)
        self._where: Runs = ()
        self._notice: Saying | None = None
        self._unseen = False
        self._key_since = False
        self._selected: Runs = ()
        self._yields = False
        self.history: deque[Saying] = deque(maxlen=_KEPT) if history is None else history

    @property
    def notice(self) -> str:
        """What is said now."""
        return self._notice.text if self._notice else ""

    def where(self, *runs: Run) -> None:
        """Say where the reader is."""
        if runs != self._where:
            self._where = runs
            self.went_on()
            self.refresh()

    def say(self, text: str, tone: Tone = "plain") -> None:
        """Say what just happened. A warning that nobody saw yet gives way to no plain notice.

        Names in it may be a stranger's: what would steer a terminal is shown as a stand-in.
        """
        notice = Saying(one_line(text), tone)
        self.history.append(notice)
        if self._unseen and tone == "plain":
            return
        self._notice, self._unseen, self._key_since = notice, tone != "plain", False
        self.refresh()

    def retract(self, text: str) -> None:
        """Take back a sentence that is not true any more, as if it had not been said."""
        text = one_line(text)
        if self.history and self.history[-1].text == text:
            self.history.pop()
        if text and self.notice == text:
            self._drop()

    def selected(self, words: str, role: str = "selected", *, yields: bool = False) -> None:
        """Say at the right what is selected; an empty string for nothing.

        What `yields` is not shown while it leaves too little room for what just happened.
        """
        runs = (Run(words, role),) if words else ()
        self._yields = yields
        if runs != self._selected:
            self._selected = runs
            self.refresh()

    def seen(self) -> None:
        """A key was pressed: what is said has been seen, and an error goes."""
        self._unseen, self._key_since = False, True
        if self._notice is not None and self._notice.tone == "error":
            self._drop()

    def went_on(self) -> None:
        """The reader is somewhere else: what was said before the last key is of no use here."""
        if self._notice is not None and self._key_since:
            self._drop()

    def _drop(self) -> None:
        self._notice, self._unseen = None, False
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The three parts; what is selected stays whole, and of where I am what leaves room enough
        for what happened: the place by its number, or nothing.
        """
        width = self.size.width
        left, right = list(self._where), self._selected
        if self._notice is not None:
            gap = _BETWEEN if left else 0
            needed = width_of(left) + gap + cell_len(self._notice.text) + 2 + width_of(right)
            if self._yields and needed > width - 2:
                right = ()
            rest = width - 2 - (width_of(right) + 2 if right else 0)
            wanted = cell_len(self._notice.text)
            if width_of(left) + gap + wanted > rest:
                left = left[:_NUMBER]
            if width_of(left) + gap + wanted > rest >= wanted:
                left, gap = [], 0
            room = rest - width_of(left) - gap
            runs = _shortest(self._notice, room)
            if self._notice.tone != "plain" and width_of(runs) > room:
                # What went wrong is to be read to its end.
                left, right, gap, room = [], (), 0, width - 2
            left += [Run(" " * gap), *fit(runs, max(room, 0))]
        return self.draw(left, right, width=width, indent=1)


def _shortest(notice: Saying, room: int) -> Runs:
    """The notice; where only one sentence fits, the last: it says how the matter came out."""
    if notice.tone != "plain":
        return (Run(notice.text, notice.tone),)
    match = _FIRST_SENTENCE.match(notice.text)
    if match is None:
        return (Run(notice.text),)
    first, rest = match.groups()
    runs = (Run(first), Run(f" {rest}", "muted"))
    return runs if width_of(runs) <= room or first in _WHOLE else (Run(rest),)
