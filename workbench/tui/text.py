"""Text in terminal cells: runs of text with a role, cut, fitted and wrapped to a width.

Widths are in cells, measured per grapheme. Nothing here knows a widget, and nothing is parsed as
markup: a run is drawn as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len, split_graphemes

from workbench.library.safe import one_line
from workbench.model import DocumentInfo

ELLIPSIS = "…"
_PIECES = re.compile(r"\s+|\S+")


class Run(NamedTuple):
    """A piece of a line and the role it is drawn in (`text`, `muted`, `hit` and so on)."""

    text: str
    role: str = "text"


Runs = tuple[Run, ...]


def width_of(runs: Iterable[Run]) -> int:
    """Cells that the runs take."""
    return sum(cell_len(run.text) for run in runs)


def split(text: str, width: int) -> tuple[str, str]:
    """The longest beginning that takes at most `width` cells, and the rest; no grapheme is cut."""
    if text.isascii():
        return text[: max(width, 0)], text[max(width, 0) :]
    at = used = 0
    for _start, end, size in split_graphemes(text)[0]:
        used += size
        if used > width:
            break
        at = end
    return text[:at], text[at:]


def cut(text: str, width: int) -> str:
    """The text in at most `width` cells, ending in an ellipsis where something was left out."""
    if cell_len(text) <= width:
        return text
    if width < 1:
        return ""
    return split(text, width - 1)[0].rstrip() + ELLIPSIS


def cut_left(text: str, width: int) -> str:
    """The end of the text in at most `width` cells, after an ellipsis where it was cut."""
    if cell_len(text) <= width:
        return text
    kept = ""
    for start, end, _size in reversed(split_graphemes(text)[0]):
        if cell_len(text[start:end] + kept) > width - 1:
            break
        kept = text[start:end] + kept
    return (ELLIPSIS + kept.lstrip())[: max(width, 0)] if width > 0 else ""


def document_name(info: DocumentInfo, width: int) -> str:
    """The title in at most `width` cells; of a path, which stands for one, the end is kept."""
    title = one_line(info.title)
    return cut_left(title, width) if title == one_line(info.path) else cut(title, width)


def fit(runs: Sequence[Run], width: int) -> Runs:
    """The runs in at most `width` cells; the one that does not fit ends in an ellipsis."""
    fitted: list[Run] = []
    left = width
    for run in runs:
        size = cell_len(run.text)
        if size > left:
            fitted.append(Run(cut(run.text, left) or ELLIPSIS[:left], run.role))
            break
        fitted.append(run)
        left -= size
    return tuple(run for run in fitted if run.text)


def column(runs: Sequence[Run], width: int) -> Runs:
    """The runs in exactly `width` cells, of which the last two are free."""
    fitted = fit(runs, max(width - 2, 0))
    return (*fitted, Run(" " * max(width - width_of(fitted), 0)))


def ellipsed(runs: Sequence[Run], width: int) -> Runs:
    """The runs with an ellipsis at the end, in at most `width` cells."""
    trimmed = list(runs)
    while trimmed and width_of(trimmed) > width - 1:
        last = trimmed.pop()
        room = width - 1 - width_of(trimmed)
        if room > 0:
            trimmed.append(Run(split(last.text, room)[0], last.role))
    if not trimmed:
        return (Run(ELLIPSIS[:width]),)
    last = trimmed[-1]
    role = last.role if last.role != "hit" else "text"
    trimmed[-1] = Run(last.text.rstrip(), last.role)
    return (*(run for run in trimmed if run.text), Run(ELLIPSIS, role))


def _pieces(runs: Iterable[Run], width: int) -> Iterator[Run]:
    """Words and gaps in turn; a word wider than the line comes in pieces that fit."""
    for run in runs:
        for match in _PIECES.finditer(run.text):
            piece = match.group()
            while cell_len(piece) > width:
                head, tail = split(piece, width)
                if not head.strip():
                    break
                yield Run(head, run.role)
                piece = tail
            yield Run(piece, run.role)


def wrap(runs: Iterable[Run], width: int) -> list[Runs]:
    """The runs as lines of at most `width` cells, broken at white space.

    A word made of several runs (a hit inside a word) stays together. White space at a break is
    dropped. There is always at least one line.
    """
    width = max(width, 2)
    lines: list[Runs] = []
    line: list[Run] = []
    word: list[Run] = []
    used = waiting = 0

    def flush() -> None:
        nonlocal line, used
        while line and line[-1].text.isspace():
            line.pop()
        lines.append(_merged(line))
        line, used = [], 0

    for piece in _pieces(runs, width):
        size = cell_len(piece.text)
        if piece.text.isspace():
            line += word
            used += waiting
            word, waiting = [], 0
            if line:
                line.append(Run(" ", piece.role))
                used += 1
            continue
        if used + waiting + size > width and (line or word):
            if line:
                flush()
            if waiting + size > width:
                line, word, waiting = word, [], 0
                flush()
        word.append(piece)
        waiting += size
    line += word
    flush()
    return lines


def wrapped_height(text: str, width: int) -> int:
    """How many lines `wrap` makes of a text in one role, told without making them."""
    width = max(width, 2)
    lines, used = 1, 0
    for word in text.split():
        size = len(word) if word.isascii() else cell_len(word)
        if size > width:
            return len(wrap((Run(text),), width))
        if used and used + 1 + size > width:
            lines, used = lines + 1, size
        else:
            used += size + (used > 0)
    return lines


def _merged(runs: Sequence[Run]) -> Runs:
    merged: list[Run] = []
    for run in runs:
        if merged and merged[-1].role == run.role:
            merged[-1] = Run(merged[-1].text + run.text, run.role)
        else:
            merged.append(run)
    return tuple(merged)


def wrap_to(runs: Iterable[Run], width: int, rows: int) -> list[Runs]:
    """At most `rows` wrapped lines; the last ends in an ellipsis where text was left out."""
    lines = wrap(runs, width)
    if len(lines) <= rows:
        return lines
    kept = lines[:rows]
    kept[-1] = ellipsed(kept[-1], width)
    return kept


def bar(number: int, most: int, width: int) -> str:
    """A bar of `width` cells for the most, in half cells and never empty; blanks follow it."""
    halves = max(round(number / most * width * 2), 1) if number else 0
    return f"{'━' * (halves // 2) + '╸' * (halves % 2):<{width}}"


def marked(text: str, marks: Iterable[tuple[int, int]], role: str, rest: str = "text") -> Runs:
    """The text as runs: what lies in `marks` (ordered, offsets in `text`) in `role`."""
    runs: list[Run] = []
    at = 0
    for start, end in marks:
        start, end = max(start, at), min(end, len(text))
        if start >= end:
            continue
        if start > at:
            runs.append(Run(text[at:start], rest))
        runs.append(Run(text[start:end], role))
        at = end
    if at < len(text):
        runs.append(Run(text[at:], rest))
    return tuple(runs)
