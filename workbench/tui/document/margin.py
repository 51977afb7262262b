"""The right margin of a wide pane: names of tags and heads of notes, beside where they start."""

from __future__ import annotations

from workbench.tui.document.layout import Layout
from workbench.tui.document.marks import Marks, NoteMark, TagMark
from workbench.tui.text import Run, Runs, cut, wrap_to

NOTE_SIGN = "≡"
_NOTE_ROWS = 3
_INDENT = 2


def margin(marks: Marks, layout: Layout, paragraph: int, piece: int, width: int) -> dict[int, Runs]:
    """What stands beside the rows of a piece of a paragraph, by row, in `width` cells.

    Entries that start in one row stand below each other; what finds no row is left out, and a note
    that finds too few ends in an ellipsis.
    """
    height = layout.height(paragraph, piece)
    start, stop = layout.span(paragraph, piece)
    beside: list[TagMark | NoteMark] = [
        *(mark for _, mark in marks.shown_tags.within(start, stop)),
        *(mark for _, mark in marks.shown_notes.within(start, stop)),
    ]
    rows: dict[int, Runs] = {}
    free = 0
    for mark in sorted(beside, key=lambda mark: mark.span.start):
        if mark.span.start < start:
            continue
        row = max(free, layout.place_of(mark.span.start).row)
        if row < height:
            entry = _entry(mark, width, height - row)
            rows.update(enumerate(entry, row))
            free = row + len(entry)
    return rows


def _entry(mark: TagMark | NoteMark, width: int, room: int) -> list[Runs]:
    if isinstance(mark, TagMark):
        letter = Run(mark.letter or "▌", f"tag{mark.colour}")
        return [(letter, Run(" " + cut(mark.name, width - _INDENT), "margin"))]
    first = f"{NOTE_SIGN} {mark.grade}  " if mark.grade else f"{NOTE_SIGN} "
    head = wrap_to([Run(mark.head, "margin")], width - len(first), min(_NOTE_ROWS, room)) or [()]
    signs = [first, *[" " * len(first)] * (len(head) - 1)]
    return [(Run(sign, "margin"), *line) for sign, line in zip(signs, head, strict=True)]
