"""The status line: where I am, what just happened, what is selected."""

from __future__ import annotations

import re

from textual.strip import Strip

from workbench.tui.messages import Tone
from workbench.tui.text import Run, Runs, fit, width_of
from workbench.tui.widgets.painted import Painted

_BETWEEN = 4
_FIRST_SENTENCE = re.compile(r"(?s)(.*?[.:])(\s.*)?$")


class StatusLine(Painted):
    """One row. The notice goes with the next one, or, when it is an error, with a key."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (Textual's name)
        super().__init__(id=id)
        self._where: Runs = ()
        self._notice: Runs = ()
        self._tone: Tone = "plain"
        self._selected: Runs = ()
        self.history: list[str] = []

    @property
    def notice(self) -> str:
        """What is said now."""
        return "".join(run.text for run in self._notice)

    def where(self, *runs: Run) -> None:
        """Say where the reader is."""
        if runs != self._where:
            self._where = runs
            self.refresh()

    def say(self, text: str, tone: Tone = "plain") -> None:
        """Say what just happened; the sentence before goes to the history."""
        if self._notice:
            self.history.append(self.notice)
        self._tone = tone
        self._notice = _notice(text, tone)
        self.refresh()

    def retract(self, text: str) -> None:
        """Take back a sentence that is not true any more, if it still stands."""
        if text and self.notice == text:
            self._notice, self._tone = (), "plain"
            self.refresh()

    def selected(self, words: str, role: str = "selected") -> None:
        """Say at the right what is selected; an empty string for nothing."""
        runs = (Run(words, role),) if words else ()
        if runs != self._selected:
            self._selected = runs
            self.refresh()

    def clear_error(self) -> None:
        """A key was pressed: an error has been seen."""
        if self._tone == "error":
            self.history.append(self.notice)
            self._notice, self._tone = (), "plain"
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The three parts; what is selected stays whole, where I am before what happened."""
        width = self.size.width
        right = self._selected
        runs = list(self._where)
        if self._notice:
            if runs:
                runs.append(Run(" " * _BETWEEN))
            room = width - 2 - width_of(runs) - (width_of(right) + 2 if right else 0)
            runs += fit(self._notice, max(room, 0))
        return self.draw(runs, right, width=width, indent=1)


def _notice(text: str, tone: Tone) -> Runs:
    if not text:
        return ()
    if tone != "plain":
        return (Run(text, tone),)
    match = _FIRST_SENTENCE.match(text)
    if match is None or not match.group(2):
        return (Run(text),)
    return (Run(match.group(1)), Run(match.group(2), "muted"))
