"""What the documents of an answer have in common, to narrow the search by."""

from __future__ import annotations

from collections.abc import Hashable
from typing import ClassVar, NamedTuple

from textual.binding import Binding, BindingType

from workbench.facets import Facets
from workbench.fields import NAMED
from workbench.library.safe import one_line
from workbench.search.interpret import exactly, quoted
from workbench.tui.screens.overlay import Overlay
from workbench.tui.text import Run, bar, cut
from workbench.tui.widgets.listing import BLANK, Entry, Line, Listing, remark
from workbench.tui.words import count

_BAR = 10
_TITLES = {
    "source": "Source",
    "author": "Author",
    "date": "Year",
    "kind": "Kind",
    "tag": "Tag",
    "person": "People",
    "org": "Organisations",
    "place": "Places",
}


class Narrowed(NamedTuple):
    """What was chosen: documents that have this value in a field, or those without it."""

    field: str
    value: str
    without: bool = False

    @property
    def part(self) -> str:
        """What the query gets besides: what finds the documents that were counted, no others."""
        alone = self.field in ("date", "kind")  # what there is of these is one word, or a year
        value = quoted(self.value) if alone else exactly(self.value)
        return f"{'-' if self.without else ''}{self.field}:{value}"


class Narrowing(Overlay[Narrowed]):
    """The facets of an answer, each value with its documents."""

    WIDTH = 70
    TITLE_WORDS = "Narrow the search"
    HINTS = (
        ("enter", "only these"),
        ("x", "all but these"),
        ("tab", "next group"),
        ("esc", "back"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("x", "leave_out", show=False),
        Binding("tab", "group(1)", show=False),
        Binding("shift+tab", "group(-1)", show=False),
    ]

    def __init__(self, facets: Facets) -> None:
        super().__init__()
        self._facets = facets

    def opened(self) -> None:
        """How many documents there are to narrow."""
        self.set_head(self.TITLE_WORDS, count(self._facets.documents, "document"))

    def listing_for(self, width: int) -> Listing:
        """The values, field by field."""
        entries: list[Entry] = []
        if not self._facets.facets:
            entries.append(remark("These documents have nothing to tell them apart by.", width))
        for facet in self._facets.facets:
            if entries:
                entries.append(BLANK)
            few = facet.field in NAMED and self._few
            right = (Run(few, "faint"),) if few else ()
            title = _TITLES.get(facet.field, facet.field)
            entries.append(Entry((Line((Run(title, "muted"),), right, indent=1),)))
            entries += [
                self._entry(Narrowed(facet.field, value), number, width)
                for value, number in facet.values
            ]
        return Listing.of(entries)

    @property
    def _few(self) -> str:
        named_in = self._facets.named_in
        return f"in the first {named_in:,}" if named_in < self._facets.documents else ""

    def _entry(self, key: Narrowed, number: int, width: int) -> Entry:
        counted = f"{number:,}".rjust(len(f"{self._facets.documents:,}"))
        room = max(width - _BAR - len(counted) - 7, 1)
        right = (Run(bar(number, self._facets.documents, _BAR), "bar"), Run(f"  {counted}"))
        return Entry((Line((Run(cut(one_line(key.value), room), "name"),), right, indent=3),), key)

    def action_group(self, step: int) -> None:
        """To the first value of the next group, or of the one before; after the last, the first."""
        key, choices = self.choices.key, self.choices
        firsts = [Narrowed(one.field, one.values[0][0]) for one in self._facets.facets]
        if isinstance(key, Narrowed):
            here = [one.field for one in firsts].index(key.field)
            at = choices.listing.find(firsts[(here + step) % len(firsts)])
            choices.move_to(at)
            heading = choices.listing.start(at) - 1
            choices.scroll_to(y=heading, animate=False)

    def action_leave_out(self) -> None:
        """Choose the documents without the value under the cursor."""
        key: Hashable = self.choices.key
        if isinstance(key, Narrowed):
            self.dismiss(key._replace(without=True))
