"""The two columns at the right edge: where in the whole text the hits and tags are, and the thumb.

A row of the map stands for an equal share of the text, in two slots.
"""

from __future__ import annotations

from itertools import pairwise
from math import ceil
from typing import NamedTuple

from workbench.spans import Spans
from workbench.tui.document.marks import Marks, TagMark

_HIT_GLYPHS = {(True, False): "▝", (False, True): "▗", (True, True): "▐"}
_TAG_GLYPHS = {(True, False): "▘", (False, True): "▖", (True, True): "▌"}


class Tick(NamedTuple):
    """One row of the map: the glyph for hits, and the glyph for tags with its colour."""

    hits: str = " "
    is_current: bool = False
    tags: str = " "
    colour: int = 0


def ticks(marks: Marks, size: int, height: int) -> list[Tick]:
    """The map of a text of `size` code points in `height` rows."""
    slots = 2 * height
    edges = [-(-size * slot // slots) for slot in range(slots + 1)]
    hits = [_starts_within(marks.shown_hits, *edge) for edge in pairwise(edges)]
    current = -1
    if marks.shown_current is not None and size:
        current = min(slots - 1, marks.shown_current.start * slots // size)
        hits[current] = True
    tags = _tag_slots(marks, size, slots)
    rows = []
    for row in range(0, slots, 2):
        colours = tags[row], tags[row + 1]
        rows.append(
            Tick(
                _HIT_GLYPHS.get((hits[row], hits[row + 1]), " "),
                current in (row, row + 1),
                _TAG_GLYPHS.get((bool(colours[0]), bool(colours[1])), " "),
                colours[0] or colours[1],
            )
        )
    return rows


def thumb(sight: tuple[float, float], height: int) -> range:
    """Rows of the thumb for the part of the text in sight; none where all of it is."""
    if sight == (0.0, 1.0):
        return range(0)
    start = min(int(sight[0] * height), height - 1)
    return range(start, max(start + 1, ceil(sight[1] * height)))


def _starts_within(spans: Spans, start: int, end: int) -> bool:
    index = spans.at(end - 1)
    return index >= 0 and spans[index].start >= start


def _tag_slots(marks: Marks, size: int, slots: int) -> list[int]:
    """The colour of the tag in each slot, 0 for none; short passages lie over long ones."""
    colours = [0] * slots
    if size:
        for mark in sorted(marks.shown_tags, key=_length, reverse=True):
            first = min(slots - 1, mark.span.start * slots // size)
            last = min(slots - 1, max(mark.span.start, mark.span.end - 1) * slots // size)
            colours[first : last + 1] = [mark.colour] * (last - first + 1)
    return colours


def _length(mark: TagMark) -> int:
    return mark.span.end - mark.span.start
