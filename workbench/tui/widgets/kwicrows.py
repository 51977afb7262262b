"""The rows of the concordance: the hits below each other, what stands left and right of them.

Everything is measured in terminal cells as it is drawn, so that wide characters and signs that do
not show leave the hits in their column.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from rich.cells import cell_len, split_graphemes

from workbench.model import Document, DocumentInfo
from workbench.search import running
from workbench.spans import Span
from workbench.tui.document.cells import clusters, drawn, is_simple
from workbench.tui.text import ELLIPSIS, Run, Runs, cut, document_name, split, width_of
from workbench.tui.widgets.listing import Line
from workbench.tui.words import short_date

WIDEST = 400
"""Characters of context that a line has to either side."""

_WORD = 5
"""Cells that a word takes at least, with the space before it, on average."""

_LONGEST_MATCH = 0.4
_BLANK = re.compile(r"\s+")
_GAP = 2
_COMMON = 12


@dataclass(frozen=True, slots=True)
class KwicLine:
    """What a line says: runs that are safe to draw, and where it is from."""

    document: DocumentInfo
    span: Span
    paragraph: int
    left: Runs
    match: str
    right: Runs


@dataclass(frozen=True, slots=True)
class Columns:
    """How many cells the columns have; none where the window has no room for one."""

    name: int
    date: int
    number: int
    left: int
    rest: int

    @classmethod
    def of(cls, width: int, *, dated: bool = True) -> Columns:
        """The columns of rows that are so many cells wide; `dated` where any line has a date."""
        name = 20 if width >= 112 else 14 if width >= 74 else 0
        date = 11 if dated and width >= 96 else 0
        number = 4 if width >= 48 else 0
        taken = sum(size + _GAP for size in (name, date, number) if size)
        room = max(width - taken, 0)
        left = room * 9 // 20
        return cls(name, date, number, left, room - left)

    @property
    def words(self) -> int:
        """How many words to either side there is room for, about."""
        return max(self.rest // (_WORD + 1), 1)


def kwic_line(document: Document, span: Span, others: Sequence[Span]) -> KwicLine:
    """The line of a hit; `others` are hits near it, which are in the role `strong`."""
    text = document.text
    start, end = max(span.start - WIDEST, 0), min(span.end + WIDEST, len(text))
    return KwicLine(
        document.info,
        span,
        document.paragraph_at(span.start),
        _context(text, Span(start, span.start), others),
        _clean(text[span.start : span.end]).strip(),
        _context(text, Span(span.end, end), others),
    )


def _context(text: str, stretch: Span, others: Sequence[Span]) -> Runs:
    runs: list[Run] = []
    at = stretch.start
    for other in others:
        begin, end = max(other.start, at), min(other.end, stretch.end)
        if begin < end:
            runs.append(Run(_clean(text[at:begin]), "context"))
            runs.append(Run(_clean(text[begin:end]), "strong"))
            at = end
    runs.append(Run(_clean(text[at : stretch.end]), "context"))
    return tuple(run for run in runs if run.text)


def _clean(text: str) -> str:
    """The text on one line, with one space for many, as every terminal draws it."""
    text = _BLANK.sub(" ", text)
    if is_simple(text):
        return text
    return "".join(drawn(text[start:end]) for start, end in clusters(text))


def heading(columns: Columns) -> Line:
    """What the columns are."""
    start = _beside("Document", "Date", "¶", columns, "muted")
    left = "left".rjust(columns.left - 2)[: max(columns.left - 2, 0)]
    return Line((*start, Run(f"{left}  match   right", "muted")))


def row(line: KwicLine, columns: Columns, *, named: bool, words: int | None) -> Line:
    """A line in its columns; `named` with its document and date.

    `words` is how many to show to either side, None as many as there is room for.
    """
    name = document_name(line.document, columns.name) if named else ""
    date = short_date(line.document.metadata.date) if named else ""
    start = _beside(name, date, str(line.paragraph or ""), columns, "name")
    left, right = line.left, line.right
    if words is not None:
        left, right = _last_words(left, words), _first_words(right, words)
    left = _ending(left, columns.left)
    gap = Run(" " * (columns.left - width_of(left)))
    match = cut(line.match, max(int((columns.left + columns.rest) * _LONGEST_MATCH), 1))
    right = _beginning(right, max(columns.rest - cell_len(match), 0))
    return Line((*start, gap, *left, Run(match, "keyword"), *right))


def commonest(sides: Sequence[Sequence[tuple[str, int]]], width: int) -> list[Line]:
    """The commonest words on the left and on the right of the hits, a row for each side.

    As many as there is room for, whole, in so many cells.
    """
    names = ("Most common on the left ", "Most common on the right")
    rows = []
    for name, words in zip(names, sides, strict=True):
        runs = [Run(f"{name}  ", "muted")]
        room = width - cell_len(name) - 2
        for word, times in words[:_COMMON]:
            pair = (Run(f" {word}", "text"), Run(f" {times:,} ", "muted"))
            room -= width_of(pair)
            if room < 0:
                break
            runs += pair
        rows.append(Line(tuple(runs)))
    return rows


def without_text(columns: Columns, *, gone: bool) -> Line:
    """A line that is not there yet, or that is `gone` because its text is another one by now."""
    start = _beside("", "", "", columns, "faint")
    words = "the text has changed since" if gone else ELLIPSIS
    return Line((*start, Run(" " * columns.left), Run(words, "faint")))


def _beside(name: str, date: str, number: str, columns: Columns, role: str) -> Runs:
    runs: list[Run] = []
    if columns.name:
        runs.append(Run(_filled(name, columns.name), role))
    if columns.date:
        runs.append(Run(_filled(date, columns.date, right=True), "muted"))
    if columns.number:
        runs.append(Run(_filled(number, columns.number, right=True), "number"))
    return tuple(run._replace(text=run.text + " " * _GAP) for run in runs)


def _filled(text: str, width: int, *, right: bool = False) -> str:
    shown = cut(text, width)
    space = " " * (width - cell_len(shown))
    return space + shown if right else shown + space


def _beginning(runs: Sequence[Run], width: int) -> Runs:
    """What of the runs begins in so many cells."""
    kept: list[Run] = []
    for run in runs:
        text = split(run.text, width)[0]
        kept.append(Run(text, run.role))
        width -= cell_len(text)
        if len(text) < len(run.text):
            break
    return tuple(run for run in kept if run.text)


def _ending(runs: Sequence[Run], width: int) -> Runs:
    """What of the runs ends in so many cells."""
    kept: list[Run] = []
    for run in reversed(runs):
        text = _last_cells(run.text, width)
        kept.insert(0, Run(text, run.role))
        width -= cell_len(text)
        if len(text) < len(run.text):
            break
    return tuple(run for run in kept if run.text)


def _last_cells(text: str, width: int) -> str:
    if text.isascii():
        return text[max(len(text) - width, 0) :]
    over = cell_len(text) - width
    at = 0
    for _start, end, size in split_graphemes(text)[0]:
        if over <= 0:
            break
        over -= size
        at = end
    return text[at:]


def _first_words(runs: Runs, number: int) -> Runs:
    """The runs as far as the word of that number."""
    text = "".join(run.text for run in runs)
    ends = [word.end for word in islice(running.words(text), number)]
    return _cut_at(runs, 0, ends[-1] if len(ends) == number else len(text))


def _last_words(runs: Runs, number: int) -> Runs:
    """The runs from the word of that number on, counted from the end."""
    text = "".join(run.text for run in runs)
    starts = [word.start for word in running.words(text)]
    return _cut_at(runs, starts[-number] if len(starts) > number else 0, len(text))


def _cut_at(runs: Runs, start: int, end: int) -> Runs:
    kept: list[Run] = []
    at = 0
    for run in runs:
        kept.append(Run(run.text[max(start - at, 0) : max(end - at, 0)], run.role))
        at += len(run.text)
    return tuple(run for run in kept if run.text)
