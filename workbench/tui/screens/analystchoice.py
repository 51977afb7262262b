"""The overlay that asks which analyst is meant."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.library.safe import one_line
from workbench.tui.screens.overlay import Overlay
from workbench.tui.text import Run
from workbench.tui.widgets.listing import Entry, Line, Listing


class AnalystChoice(Overlay[str]):
    """The analysts who have something else there than one has oneself; hands back a name."""

    TITLE_WORDS = "Tag the place as"
    HINTS = (("enter", "take it"), ("esc", "back"))

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self._names = names

    def listing_for(self, width: int) -> Listing:
        """One row a name."""
        lines = (Line((Run(one_line(name), "name"),)) for name in self._names)
        return Listing.of(map(lambda line, name: Entry((line,), name), lines, self._names))
