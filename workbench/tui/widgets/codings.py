"""What the analysts have at the place of a difference, side by side in the words round it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, zip_longest

from workbench.library.safe import one_line
from workbench.model import Document
from workbench.notes.differences import Side
from workbench.spans import Span
from workbench.tui.comparison import Found
from workbench.tui.text import Run, Runs, fit, width_of, wrap, wrap_to
from workbench.tui.widgets.comparerows import TagNamed
from workbench.tui.widgets.listing import Entry, Line, Listing
from workbench.tui.widgets.listview import ListView

_GAP = 3
_NARROWEST = 34
_ROWS_ROUND, _ROWS_OF_A_NOTE = 2, 3
_STRETCH = 320
_VERDICTS = {"kept": "keeps this", "dismissed": "set aside"}


class Codings(ListView, can_focus=False, inherit_bindings=False):
    """Shows one difference; there is nothing to choose."""


def codings_listing(
    found: Found, document: Document | None, tag: TagNamed, analyst: str, width: int
) -> Listing:
    """The codings of a difference, those of `analyst` first; without the text while it is read.

    Analysts who agree share a column.
    """
    groups = _groups(found.difference.sides, analyst)
    columns = max(min(len(groups), (width - 3) // _NARROWEST), 1)
    room = (width - 3 - _GAP * (columns - 1)) // columns
    blocks = [list(_block(found, group, document, tag, room)) for group in groups]
    lines: list[Line] = []
    for first in range(0, len(blocks), columns):
        lines += [Line(), *_beside(blocks[first : first + columns], room)]
    return Listing.of([Entry(tuple(lines))])


def _groups(sides: Sequence[Side], analyst: str) -> list[list[Side]]:
    alike: dict[object, list[Side]] = {}
    for side in sorted(sides, key=lambda side: (side.analyst != analyst, not side.coded)):
        alike.setdefault(side.codings, []).append(side)
    return list(alike.values())


def _beside(blocks: Sequence[Sequence[Runs]], room: int) -> Iterator[Line]:
    for row in zip_longest(*blocks, fillvalue=()):
        runs: list[Run] = []
        for number, cell in enumerate(row):
            if number:
                before = width_of(row[number - 1])
                runs.append(Run(" " * (room - before + _GAP)))
            runs += cell
        yield Line(tuple(runs))


def _block(
    found: Found, group: Sequence[Side], document: Document | None, tag: TagNamed, room: int
) -> Iterator[Runs]:
    """The rows of a column: whose it is, the tags, the passage among its words, and the notes."""
    yield fit(list(_names(found, group)), room)
    side = group[0]
    tags: list[Run] = []
    for number, name in enumerate(side.tags):
        known = tag(name)
        tags += [Run("   ")] * bool(number)
        tags += [Run(known.shortcut or " ", f"flag{known.colour}"), Run(f" {one_line(name)}")]
    yield fit(tags or [Run("no tag here", "warn")], room)
    for words in _notes(group):
        yield from wrap_to((Run(f"≡ {one_line(words)}", "quote"),), room, _ROWS_OF_A_NOTE)
    yield ()
    if document is not None:
        yield from wrap(tuple(_text(found, side, document, _ROWS_ROUND * room)), room)


def _names(found: Found, group: Sequence[Side]) -> Iterator[Run]:
    for number, side in enumerate(group):
        yield Run(f"{', ' if number else ''}{one_line(side.analyst)}", "strong")
        if verdict := found.decided.get(side.analyst):
            yield Run(f"  {_VERDICTS[verdict]}", "muted")


def _notes(group: Sequence[Side]) -> Iterable[str]:
    """What their notes at the place say, each once."""
    notes = (one.note for side in group for one in side.coded)
    return {note.id: note.note for note in notes if note is not None and note.note}.values()


def _text(found: Found, side: Side, document: Document, context: int) -> Iterator[Run]:
    """The place and so much round it: tagged stretches stand out, those of this side alone most."""
    text, place = document.text, found.difference.span
    first = max(place.start - context, 0)
    last = min(place.end + context, len(text))
    # Whole words only.
    first = first and max(text.find(" ", first, place.start) + 1, first)
    space = text.rfind(" ", place.end, last) if last < len(text) else -1
    last = space if space >= 0 else last
    yield Run("…" if first else "", "muted")
    own = [one.span for one in side.coded]
    others = [
        [one.span for one in other.coded]
        for other in found.difference.sides
        if other.codings != side.codings
    ]
    edges = {first, last}
    for span in (*own, *(span for spans in others for span in spans)):
        edges |= {span.start, span.end}
    ordered = sorted(edges)
    for start, end in pairwise(ordered):
        mine = _covers(own, start)
        alike = all(_covers(spans, start) for spans in others)
        role = "muted" if not mine else "name" if alike else "hit"
        yield Run(_shortened(text[start:end]), role)
    yield Run(" …" if last < len(text) else "", "muted")


def _covers(spans: Sequence[Span], position: int) -> bool:
    return any(start <= position < end for start, end in spans)


def _shortened(text: str) -> str:
    """A long stretch without its middle: what matters is where it begins and ends."""
    half = _STRETCH // 2
    if len(text) <= _STRETCH:
        return one_line(text)
    return f"{one_line(text[:half])} … {one_line(text[-half:])}"
