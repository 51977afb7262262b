"""The rows of the results: passages with their marks, in a group for each document or one by one.

Documents whose passages have the same words, as when a report is printed twice, are folded into the
first of them.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from workbench.library.safe import one_line
from workbench.model import DocumentInfo, Hit, Passage
from workbench.spans import Span
from workbench.tui.text import ELLIPSIS, Run, Runs, document_name, wrap_to
from workbench.tui.widgets.listing import Entry, Line, Listing
from workbench.tui.words import count, short_date

HEADING, COPIES = -1, -2
"""What a place among the rows has instead of a passage."""

_ROWS = 2
_TEXT_AT = 6
_GAP = 2
_BEFORE_MARK = 28


@dataclass(frozen=True, slots=True)
class PassageKey:
    """A passage of the results: the document's place among the hits, and the passage in it."""

    hit: int
    passage: int


@dataclass(frozen=True, slots=True)
class CopiesKey:
    """The row that tells of the copies of a document; `hit` is its place among the hits."""

    hit: int


@dataclass(frozen=True, slots=True)
class Shape:
    """How hits are laid out: passage by passage (`flat`), and which have their copies shown."""

    flat: bool = False
    unfolded: frozenset[int] = frozenset()


Current = tuple[str, Span] | None
"""The hit that the reader stands on: its document and its span."""


def about(info: DocumentInfo) -> Line:
    """The row of date and source; of the path where neither is known."""
    metadata = info.metadata
    date = short_date(metadata.date)
    runs = [Run(date, "muted")] if date else []
    if metadata.source:
        runs += [Run("  ")] if runs else []
        runs.append(Run(one_line(metadata.source), "faint"))
    if not runs:
        runs.append(Run(info.path if metadata.title else info.kind, "faint"))
    return Line(tuple(runs))


def _titled(hit: Hit, room: int, role: str = "strong") -> Runs:
    """The document's title, with what is hit there if it is why the document is here."""
    text = document_name(hit.document, room)
    whole = one_line(hit.document.title)
    runs, at = [], 0
    for start, end in hit.in_title:
        if text[:end] == whole[:end]:  # or it is cut before
            runs += [Run(text[at:start], role), Run(text[start:end], "hit")]
            at = end
    return tuple(run for run in (*runs, Run(text[at:], role)) if run.text)


def copies_of(hits: Sequence[Hit]) -> dict[int, list[int]]:
    """The places of hits with copies further down, each with the places of the copies."""
    first: dict[tuple[str, ...], int] = {}
    copies: dict[int, list[int]] = {}
    for index, hit in enumerate(hits):
        words = tuple(" ".join(passage.text.casefold().split()) for passage in hit.passages)
        if words and first.setdefault(words, index) != index:
            copies.setdefault(first[words], []).append(index)
    return copies


def results_listing(
    hits: Sequence[Hit], width: int, current: Callable[[], Current], shape: Shape
) -> tuple[Listing, list[tuple[int, int]]]:
    """The listing of hits, and for each entry its hit and passage, or HEADING or COPIES."""
    copies = copies_of(hits)
    places = list(_places(hits, copies, shape))
    room = width - _TEXT_AT - 1

    def height(place: tuple[int, int]) -> int:
        index, passage = place
        if passage == HEADING:
            return 3
        if passage == COPIES:
            return 1
        return _height(hits[index].passages[passage], room) + shape.flat

    def make(entry: int) -> Entry:
        index, passage = places[entry]
        hit = hits[index]
        if passage == HEADING:
            return _heading(hit, width, choosable=not hit.passages, index=index)
        if passage == COPIES:
            return _copies(index, len(copies[index]), shown=index in shape.unfolded)
        key = PassageKey(index, passage)
        found = _passage(hit, hit.passages[passage], key, room, current())
        return Entry((*found.lines, _of(hit, room)), key) if shape.flat else found

    return Listing.high(map(height, places), make), places


def _places(
    hits: Sequence[Hit], copies: Mapping[int, Sequence[int]], shape: Shape
) -> Iterator[tuple[int, int]]:
    folded = {copy for index in copies if index not in shape.unfolded for copy in copies[index]}
    for index, hit in enumerate(hits):
        if index in folded:
            continue
        if not (shape.flat and hit.passages):
            yield index, HEADING
        yield from ((index, passage) for passage in range(len(hit.passages)))
        if index in copies:
            yield index, COPIES


def _of(hit: Hit, room: int) -> Line:
    """Of which document a passage is, where it has no heading."""
    date = short_date(hit.document.metadata.date)
    right = (Run(date, "faint"),) if date else ()
    left = room - len(date) - _GAP * bool(date)
    return Line(_titled(hit, left, "muted"), right, indent=_TEXT_AT)


def _copies(index: int, number: int, *, shown: bool) -> Entry:
    words = f"{count(number, 'copy', 'copies')}, {'shown' if shown else 'folded'}"
    return Entry((Line((Run(words, "faint"),), indent=_TEXT_AT),), CopiesKey(index))


def _heading(hit: Hit, width: int, *, choosable: bool, index: int) -> Entry:
    # A document found by its title or date alone has no passage: then its heading is chosen.
    key: Hashable = PassageKey(index, -1) if choosable else None
    number = f"{len(hit.spans):,}" if len(hit.spans) else ""
    count = (Run(number, "muted"),) if number else ()
    name = _titled(hit, width - 3 - len(number) - _GAP * bool(number))
    return Entry((Line(), Line(name, count), about(hit.document)), key)


def _height(passage: Passage, room: int) -> int:
    # Many spaces, as in a table, are drawn as one.
    return 1 if cell_len(" ".join(passage.text.split())) <= room else _ROWS


def _passage(hit: Hit, passage: Passage, key: PassageKey, room: int, current: Current) -> Entry:
    now = current[1] if current and current[0] == hit.document.id else None
    lines = wrap_to(_marked(passage, room, now), room, _height(passage, room))
    lines += [()] * (_height(passage, room) - len(lines))
    number = f"{passage.paragraph or '':>3}"
    gap = " " * max(_TEXT_AT - 1 - len(number), 1)
    first = Line((Run(number, "number"), Run(gap), *lines[0]), indent=1)
    return Entry((first, *(Line(runs, indent=_TEXT_AT) for runs in lines[1:])), key)


def _marked(passage: Passage, room: int, now: Span | None) -> Runs:
    """The passage from a little before the mark to be seen, its marks as hits."""
    text, shift = passage.text, passage.start
    begin = 0
    if passage.marks:
        shown = now if now in passage.marks else passage.marks[0]
        first = shown.start - shift
        if first > room * _ROWS - _BEFORE_MARK // 2:
            begin = text.rfind(" ", 0, max(first - _BEFORE_MARK, 1)) + 1
    marks = [
        (
            max(mark.start - shift - begin, 0),
            mark.end - shift - begin,
            "hitnow" if mark == now else "hit",
        )
        for mark in passage.marks
        if mark.end - shift > begin
    ]
    text = text[begin:]
    runs: list[Run] = []
    if begin or passage.begun:
        runs.append(Run(ELLIPSIS))
    at = 0
    for start, end, role in marks:
        runs += [Run(text[at:start]), Run(text[start:end], role)]
        at = end
    runs.append(Run(text[at:].rstrip()))
    if passage.unended:
        runs.append(Run(ELLIPSIS))
    return tuple(run for run in runs if run.text)


def documents_listing(rows: Sequence[str | DocumentInfo], width: int) -> Listing:
    """All documents under their headings, two rows each; made as they come into sight."""

    def make(index: int) -> Entry:
        row = rows[index]
        if isinstance(row, str):
            return Entry((Line(), Line((Run(one_line(row), "muted"),))))
        return Entry((Line((Run(document_name(row, width - 3), "name"),)), about(row)), row.id)

    return Listing.alike(len(rows), 2, make)
