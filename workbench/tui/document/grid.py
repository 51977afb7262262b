"""The columns of the document pane: number, flags, note sign, text, margin, map and thumb.

Number (4), a space, flag, note sign, a space, text, a space, map, thumb. The text takes at most 88
cells and is centred when the pane is wider, with a margin at its right for tags and notes.
"""

from __future__ import annotations

from dataclasses import dataclass

MEASURE = 88
_NUMBER = 4
_RIGHT = 3  # a free cell, the map, the thumb
_MARGIN_GAP = 3
_MARGIN_LEAST, _MARGIN_USUAL, _MARGIN_MOST = 14, 22, 32
_NARROW, _TINY = 36, 12


@dataclass(frozen=True, slots=True)
class Grid:
    """Columns for a pane of `width` cells; a column of -1 is left out for want of room."""

    width: int
    number: int  # cells of the number; 0 without numbers
    left: int  # free cells before the number
    flags: tuple[int, ...]  # the columns for letters of tags, in the order they fill up
    note: int
    text: int
    measure: int
    margin: int
    margin_width: int

    @property
    def map(self) -> int:
        """Column of the map of hits; the thumb is in the next one."""
        return self.width - 2 if self.width > _TINY else -1

    @property
    def body_end(self) -> int:
        """The column after the margin: the map's, if there is one."""
        return self.map if self.map >= 0 else self.width

    @classmethod
    def of(cls, width: int, paragraphs: int) -> Grid:
        """The grid for a pane of `width` cells and a document of so many paragraphs."""
        if width <= _TINY:
            return cls(width, 0, 0, (), -1, 0, max(1, width), -1, 0)
        number = max(_NUMBER, len(str(paragraphs))) if width >= _NARROW else 0
        gutter = number + 4 if number else 3
        measure = min(MEASURE, width - gutter - _RIGHT)
        spare = width - gutter - _RIGHT - measure
        has_margin = spare >= _MARGIN_GAP + _MARGIN_LEAST
        left = max(0, spare - _MARGIN_GAP - _MARGIN_USUAL if has_margin else spare) // 2
        text = left + gutter
        margin = text + measure + _MARGIN_GAP
        return cls(
            width=width,
            number=number,
            left=left,
            flags=(text - 3, text - 4, text - 1) if number else (0,),
            note=text - 2,
            text=text,
            measure=measure,
            margin=margin if has_margin else -1,
            margin_width=min(_MARGIN_MOST, width - _RIGHT - margin) if has_margin else 0,
        )
