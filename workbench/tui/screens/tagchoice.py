"""Small overlays of the codebook: one tag among all, a colour."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType

from workbench.library.safe import one_line
from workbench.tui.screens.overlay import Overlay
from workbench.tui.screens.picker import Choice, Offer, Picker
from workbench.tui.tagtree import TagRow
from workbench.tui.text import Run
from workbench.tui.themes import TAGS
from workbench.tui.widgets.listing import Entry, Line, Listing

COLOUR_WORDS = ("teal", "rose", "rust", "violet", "lime", "slate")


class TagChoice(Picker[str]):
    """Hands back the name of one tag; an empty one where the top can be chosen and was."""

    WIDTH = 80
    FEWEST_ROWS = 8
    PLACEHOLDER = "part of a tag or of its description"
    NOTHING = "No tag is called that."
    DETAIL_AT = 30

    def __init__(self, title: str, rows: Iterable[TagRow], top: str = "") -> None:
        """`top` is the label of the top of the tree, if that can be chosen."""
        choices = [Choice("", top)] if top else []
        super().__init__(Offer.of([*choices, *map(_choice, rows)]))
        self._title = title

    def opened(self) -> None:
        """Say what the tag is wanted for."""
        self.set_head(self._title)

    def chosen(self, key: Hashable) -> None:
        """Hand the name back."""
        self.dismiss(str(key))


class ColourChoice(Overlay[int]):
    """Hands back a colour, 1 to 6; its number chooses it, too."""

    WIDTH = 40
    TITLE_WORDS = "Colour"
    HINTS = (("enter", "take it"), ("1-6", "colour"), ("esc", "back"))
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(str(colour), f"take({colour})", show=False) for colour in TAGS
    ]

    def __init__(self, name: str, letter: str, current: int) -> None:
        super().__init__()
        self._tag, self._letter, self._current = name, letter or " ", current

    def opened(self) -> None:
        """Say which tag it is for."""
        self.set_head(f"Colour of {one_line(self._tag)}")

    def listing_for(self, width: int) -> Listing:
        """A row for each, the present one marked."""
        return Listing.of(
            Entry(
                (
                    Line(
                        (
                            Run("▪ " if colour == self._current else "  ", "accent"),
                            Run(self._letter, f"flag{colour}"),
                            Run(f"  {word}", "name"),
                        ),
                        (Run(str(colour), "faint"),),
                    ),
                ),
                colour,
            )
            for colour, word in zip(TAGS, COLOUR_WORDS, strict=True)
        )

    def action_take(self, colour: int) -> None:
        """Take a colour by its number."""
        self.dismiss(colour)


def _choice(row: TagRow) -> Choice:
    tag = row.tag
    return Choice(
        key=tag.name,
        label=one_line(tag.name),
        detail=one_line(tag.description),
        right=f"{row.total:,}" if row.total else "",
        flag=Run(tag.shortcut or " ", f"flag{tag.colour}"),
    )
