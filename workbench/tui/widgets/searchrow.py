"""The search row: what is typed, the project on the right, and below how the query was read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import ClassVar

from rich.highlighter import Highlighter
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical

from workbench.tui.text import Run, Runs, width_of
from workbench.tui.widgets.lines import Lines
from workbench.tui.widgets.listing import Line
from workbench.tui.widgets.painted import Painted
from workbench.tui.widgets.prompt import Prompt

INVITATION = "search the documents"
_OPERATORS = re.compile(r"\b(?:AND|OR|NOT|TO)\b|[()\[\]]|[~^]\d*")
_WORD = re.compile(r"[^\W_]+")
_AROUND = 6


class _Operators(Highlighter):
    """Draws operators faint, so that the words of a query stand out."""

    def __init__(self, row: Painted) -> None:
        self._row = row

    def highlight(self, text: Text) -> None:
        """Style the operators in place."""
        for match in _OPERATORS.finditer(text.plain):
            text.stylize(self._row.role("operator"), *match.span())


class QueryPrompt(Prompt):
    """The field of a query, from which its concordance is a key away."""

    # Textual's own field would delete to the end of the line.
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+k", "screen.concordance", show=False)]


class SearchRow(Vertical):
    """The prompt and its reading. In a narrow window one row, shared with the document's title."""

    def compose(self) -> ComposeResult:
        """The rows."""
        sign = Lines(Line((Run("/", "accent"),), indent=1), id="search-sign")
        with Horizontal(id="query-row"):
            yield sign
            yield QueryPrompt(highlighter=_Operators(sign), id="query")
            yield Lines(id="project")
        yield Lines(id="reading")
        yield Lines(id="title-row")

    @property
    def prompt(self) -> Prompt:
        """The field."""
        return self.query_one("#query", Prompt)

    def show_project(self, *parts: str) -> None:
        """What is on the right: the project and how many documents it has, or a shorter remark."""
        runs: list[Run] = []
        for part in parts:
            if runs:
                runs.append(Run("  ·  ", "muted"))
            runs.append(Run(part, "muted"))
        project = self.query_one("#project", Lines)
        project.styles.width = sum(len(run.text) for run in runs) + 3
        project.show(Line((), tuple(runs), indent=0))

    def show_reading(
        self, reading: str, time: str = "", notices: tuple[str, ...] = (), missing: str = ""
    ) -> None:
        """How the query was read, what to know about it, how long it took.

        `missing` are the words, separated by spaces, that no document has.
        """
        read = _read(reading, frozenset(missing.lower().split()))
        parts = [read, *((Run(notice, "warn"),) for notice in notices)]
        right = (Run(time, "muted"),) if time else ()
        room = self.size.width - _AROUND - len(time)
        if width_of(_in_a_row(parts)) > room:  # then what is to be known about it comes first
            parts = [*parts[1:], read]
        runs = _in_a_row(parts)
        self.query_one("#reading", Lines).show(Line(runs, right, indent=3))

    def invite(self) -> None:
        """Say what the row is for."""
        self.show_reading(INVITATION)

    def show_title(self, title: str, date: str) -> None:
        """The document's title, for a narrow window; the query stands on its right."""
        query = self.prompt.value
        right = (Run("/ ", "accent"), Run(query, "muted")) if query else (Run("/", "accent"),)
        left = (Run(title, "strong"), Run(f"  {date}" if date else "", "muted"))
        self.query_one("#title-row", Lines).show(Line(left, right, indent=1))


def _in_a_row(parts: Sequence[Runs]) -> Runs:
    runs = [*parts[0]]
    for part in parts[1:]:
        runs += [Run("  ·  ", "muted"), *part]
    return tuple(runs)


def _read(reading: str, missing: frozenset[str]) -> Runs:
    runs: list[Run] = []
    at = 0
    for match in _WORD.finditer(reading):
        if match.group().lower() in missing:
            runs += [Run(reading[at : match.start()], "muted"), Run(match.group(), "misspelt")]
            at = match.end()
    runs.append(Run(reading[at:], "muted"))
    return tuple(run for run in runs if run.text)
