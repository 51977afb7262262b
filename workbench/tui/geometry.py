"""Which panes a window has room for, and which of them lie over the document.

In a wide window three columns lie side by side. In a smaller one the right column lies over the
document while it has the focus, in a narrow one the left column too; the text does not reflow.
"""

from __future__ import annotations

from dataclasses import dataclass

from workbench.tui.actions import Place

NARROW = 100
"""Below so many columns both side columns lie over the document."""
ROOMY = 118
"""From so many columns on there is room for three columns and a line of text that reads well."""
FEWEST_COLUMNS, FEWEST_ROWS = 30, 8
"""In a smaller window there is only a notice."""
TOO_SMALL = f"The window is too small: {FEWEST_COLUMNS} by {FEWEST_ROWS} at least."
SHORT = 16
"""Below so many rows overlays do without rules and air."""
_ROWS_FOR_TWO = 30


@dataclass(frozen=True, slots=True)
class View:
    """A window of so many cells, and what its user looks at."""

    columns: int
    rows: int
    place: Place
    typing: bool = False
    sides: bool = True
    zoomed: bool = False
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Panes:
    """What is shown. `over`: above the document; `single`: the right column is one of its panes."""

    left: bool
    middle: bool
    right: bool
    left_over: bool = False
    right_over: bool = False
    single: bool = False

    @property
    def covered(self) -> bool:
        """Whether something lies over the document."""
        return (self.left and self.left_over) or (self.right and self.right_over)


def too_small(columns: int, rows: int) -> bool:
    """Whether a window is too small for anything but a notice."""
    return columns < FEWEST_COLUMNS or rows < FEWEST_ROWS


def arrange(view: View) -> Panes:
    """The panes of a window."""
    on_left = view.place == "results" or view.typing
    on_right = view.place in ("entities", "notes")
    narrow = view.columns < NARROW
    if view.zoomed:
        left = on_left if narrow else view.place == "results"
        return Panes(left, view.place == "document", on_right and not left, single=True)
    single = view.columns < ROOMY and view.rows < _ROWS_FOR_TWO
    if narrow:
        right = on_right and not on_left
        return Panes(on_left, True, right, left_over=True, right_over=True, single=single)
    shown = view.sides and not view.alone
    left = shown or (view.typing and not view.alone)
    if view.columns < ROOMY:
        return Panes(left, True, shown and on_right, right_over=True, single=single)
    return Panes(left, True, shown)
