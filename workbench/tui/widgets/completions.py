"""What may follow what is being typed, in a box beside the results."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.geometry import Offset

from workbench.library.safe import one_line
from workbench.tui.text import Run, cut
from workbench.tui.widgets.lines import Lines
from workbench.tui.widgets.listing import Line

if TYPE_CHECKING:
    from workbench.search.completion import Completion

WIDTH = 40
_KIND = len("speaker ")


class Completions(Lines):
    """The completions, one a row: what it is, what it says, and how often it is there."""

    def propose(self, found: Sequence[Completion], taken: int, at: Offset, width: int) -> None:
        """Show completions at a place of the screen; `taken` is the one that was taken, or -1."""
        self.display = bool(found)
        if not found:
            return
        self.styles.offset = at
        self.styles.width = width
        self.show(*(_row(one, width, chosen=index == taken) for index, one in enumerate(found)))


def _row(one: Completion, width: int, *, chosen: bool) -> Line:
    kind = "" if one.kind in ("word", "field") else one.kind
    count = f"{one.count:,}" if one.count else ""
    room = width - _KIND - len(count) - 5
    label = Run(cut(one_line(one.label), room), "accent" if chosen else "name")
    mark = Run("▌" if chosen else " ", "accent")
    return Line((mark, Run(f"{kind:<{_KIND}}", "faint"), label), (Run(count, "muted"),), indent=0)
