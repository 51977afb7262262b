"""Text for people, laid out in the cells of a terminal: columns, cuts and paragraphs."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from workbench.library.safe import one_line

ELLIPSIS = "…"
_NARROWEST = 8  # no column is cut below that
_GAP = "  "


def cells(text: str) -> int:
    """Cells that a terminal gives to `text`: two to a wide character, none to a combining mark."""
    if text.isascii():
        return len(text)
    return sum(map(_cells_of, text))


def _cells_of(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def fitted(text: str, width: int) -> str:
    """`text` on one line of at most `width` cells, an ellipsis at its end if it was cut."""
    text = one_line(text)
    return text if cells(text) <= width else _start(text, width - 1) + ELLIPSIS


def fitted_left(text: str, width: int) -> str:
    """As `fitted`, but the end is kept and the ellipsis stands at the start."""
    text = one_line(text)
    if cells(text) <= width:
        return text
    return ELLIPSIS + _start(text[::-1], width - 1)[::-1]


def _start(text: str, width: int) -> str:
    used = 0
    for index, character in enumerate(text):
        used += _cells_of(character)
        if used > width:
            return text[:index]
    return text


def columns(
    rows: Iterable[tuple[str, ...]], right: tuple[int, ...] = (), width: int | None = None
) -> list[str]:
    """Rows as aligned lines, two spaces between columns; those in `right` end flush.

    With a `width` the widest columns are cut until the lines fit into so many cells.
    """
    table = [tuple(map(one_line, row)) for row in rows]
    widths = [max(map(cells, column)) for column in zip(*table, strict=True)]
    if width is not None:
        room = width - len(_GAP) * (len(widths) - 1)
        while sum(widths) > room and max(widths) > _NARROWEST:
            widths[widths.index(max(widths))] -= 1
    return [
        _GAP.join(
            _padded(cell, column, index in right)
            for index, (cell, column) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in table
    ]


def _padded(cell: str, width: int, right: bool) -> str:
    shown = fitted(cell, width)
    padding = " " * (width - cells(shown))
    return padding + shown if right else shown + padding


def hanging(label: str, text: str, indent: int, width: int | None) -> Iterator[str]:
    """`text` beside a label that ends before column `indent`, its other lines below each other.

    With a `width` they are broken between words so as to fit into so many cells.
    """
    lead = f"{label:>{indent - len(_GAP)}}{_GAP}"
    for line in text.split("\n"):
        for piece in [line] if width is None else _broken(line, max(width - indent, _NARROWEST)):
            yield (lead + piece).rstrip()
            lead = " " * indent


def _broken(line: str, width: int) -> Iterator[str]:
    current, used = "", 0
    for word in line.split(" "):
        wide = cells(word)
        if current and used + 1 + wide > width:
            yield current
            current, used = word, wide
        else:
            current = f"{current} {word}" if current else word
            used += wide + 1 if used else wide
    yield current


def counted(number: int, noun: str) -> str:
    """`1 document`, `2,500 documents`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
