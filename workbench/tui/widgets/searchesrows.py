"""The rows of the page of searches: saved searches, queries of the log, documents left out."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias

from rich.cells import cell_len

from workbench.library.safe import one_line
from workbench.model import DocumentInfo
from workbench.tui.text import Run, document_name
from workbench.tui.widgets.listing import Entry, Line
from workbench.tui.words import count, day_and_hour, long_date, short_date

if TYPE_CHECKING:
    from workbench.search.memory import Asked, Coverage, SavedSearch

_NUMBERS = (("total", 9), ("opened", 9), ("read", 7), ("dismissed", 11))
_COUNTED = len("9,999 documents")
_FEWER = 100
"""Below so many cells only the total and what was opened are listed."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A title over rows, with what stands on the right of it."""

    words: str
    right: str = ""
    first: bool = False
    strong: bool = False
    columns: bool = False


@dataclass(frozen=True, slots=True)
class SavedRow:
    """A saved search; its numbers are None until they are known, `new` also if never looked at."""

    search: SavedSearch
    total: int | None = None
    new: int | None = None


@dataclass(frozen=True, slots=True)
class NewRow:
    """A document that is new in a saved search."""

    name: str
    info: DocumentInfo


@dataclass(frozen=True, slots=True)
class AskedRow:
    """A query of the log."""

    asked: Asked


Row: TypeAlias = Heading | SavedRow | NewRow | AskedRow | DocumentInfo


def asked_rows(asked: Sequence[Asked]) -> Iterator[Row]:
    """Queries, the last first, under their days."""
    first = True
    for day, group in groupby(asked, key=lambda one: day_and_hour(one.last)[0]):
        yield Heading(long_date(day) or "at a time that is not known", "", first, columns=first)
        first = False
        yield from map(AskedRow, group)


def coverage_rows(covered: Coverage, documents: dict[str, DocumentInfo]) -> Iterator[Row]:
    """The documents that were not read, in groups, those first that nobody met at all."""
    groups = (
        ("Neither found nor opened", covered.apart),
        ("Found by a query, never opened", covered.unopened),
        ("Opened for less than five seconds", covered.glanced),
    )
    first = True
    for words, ids in groups:
        if ids:
            yield Heading(words, f"{len(ids):,}", first, strong=True)
            first = False
            yield from (documents[identity] for identity in ids if identity in documents)


def height_of(row: Row) -> int:
    """Lines of a row."""
    if isinstance(row, Heading):
        return 1 if row.first else 2
    return 2 if isinstance(row, SavedRow) else 1


def words_of(row: Row) -> str:
    """What the filter looks through."""
    match row:
        case SavedRow(search):
            return f"{search.name} {search.query}"
        case AskedRow(asked):
            return asked.query
        case NewRow(_, info) | (DocumentInfo() as info):
            return f"{info.title} {info.path}"
        case _:
            return ""


def key_of(row: Row) -> Hashable | None:
    """What tells a row from others; None for one that cannot be chosen."""
    match row:
        case SavedRow(search):
            return "saved", search.name
        case NewRow(name, info):
            return "new", name, info.id
        case AskedRow(asked):
            return "asked", asked.query
        case DocumentInfo():
            return "document", row.id
        case _:
            return None


def entry_of(row: Row, width: int) -> Entry:
    """A row as it is drawn."""
    match row:
        case Heading():
            return Entry((*(() if row.first else (Line(),)), _heading(row, width)))
        case SavedRow():
            return Entry(_saved(row, width), key_of(row))
        case AskedRow(asked):
            return Entry((_asked(asked, width),), key_of(row))
        case NewRow(_, info):
            return Entry((_document(info, width, 6, "new  "),), key_of(row))
        case _:
            return Entry((_document(row, width, 4),), key_of(row))


def _heading(row: Heading, width: int) -> Line:
    role = "strong" if row.strong else "muted"
    right = (Run(row.right, "muted"),) if row.right else ()
    if row.columns:
        right = (Run("".join(f"{name:>{cells}}" for name, cells in _columns(width)), "faint"),)
    return Line((Run(row.words, role),), right)


def _saved(row: SavedRow, width: int) -> tuple[Line, ...]:
    search = row.search
    right: list[Run] = []
    if row.total is not None and row.new is None:
        right.append(Run("not looked at yet   ", "faint"))
    elif row.new:
        right.append(Run(f"{row.new:,} new   ", "strong"))
    if row.total is not None:
        right.append(Run(f"{count(row.total, 'document'):>{_COUNTED}}", "muted"))
    first = Line((Run(one_line(search.name), "strong"),), tuple(right))
    order = "" if search.sort == "relevance" else f"sorted by {search.sort}"
    remarks = "  ·  ".join(filter(None, (order, one_line(search.by))))
    second = (Run(one_line(search.query), "text"),)
    return first, Line(second, (Run(remarks, "faint"),), indent=4)


def _asked(asked: Asked, width: int) -> Line:
    values = (asked.total, len(asked.opened), len(asked.read), len(asked.dismissed))
    numbers = "".join(
        f"{value:>{cells},}" if value or name == "total" else f"{'·':>{cells}}"
        for value, (name, cells) in zip(values, _columns(width), strict=False)
    )
    hour = day_and_hour(asked.last)[1]
    times = f"  {count(asked.runs, 'time')}" if asked.runs > 1 else ""
    runs = (Run(f"{hour}  ", "faint"), Run(one_line(asked.query), "name"), Run(times, "faint"))
    return Line(runs, (Run(numbers, "muted"),))


def _columns(width: int) -> tuple[tuple[str, int], ...]:
    return _NUMBERS if width >= _FEWER else _NUMBERS[:2]


def _document(info: DocumentInfo, width: int, indent: int, sign: str = "") -> Line:
    date = short_date(info.metadata.date)
    room = width // 2
    title = document_name(info, room)
    path = " " * (room - cell_len(title) + 3) + info.path if info.metadata.title else ""
    runs = (Run(sign, "strong"), Run(title, "name"), Run(path, "faint"))
    return Line(runs, (Run(date, "muted"),) if date else (), indent=indent)
