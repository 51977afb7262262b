"""The overlay that asks which link of a note is to be followed."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.notes.links import Link, Linked
from workbench.tui.screens.overlay import Overlay
from workbench.tui.widgets.linkruns import link_runs
from workbench.tui.widgets.listing import Entry, Line, Listing


class LinkChoice(Overlay[Link]):
    """What the note leads to and what leads to it; hands back where to go."""

    TITLE_WORDS = "Follow"
    HINTS = (("enter", "go there"), ("esc", "back"))

    def __init__(self, links: Sequence[Linked]) -> None:
        super().__init__()
        self._links = links

    def listing_for(self, width: int) -> Listing:
        """One row a link."""
        lines = (Line(link_runs(one, width - 3)) for one in self._links)
        return Listing.of(map(lambda line, one: Entry((line,), one.link), lines, self._links))
