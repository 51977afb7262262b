"""The frame: which panes are there, how wide, who has the focus, what the footer says.

What a window has room for is decided in `geometry`. A pane can be zoomed to the whole body.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.widget import Widget

from workbench.tui.actions import Action, Place
from workbench.tui.geometry import NARROW, View, arrange, too_small
from workbench.tui.keymap import Keymap
from workbench.tui.screens.questions import Questions
from workbench.tui.widgets.footer import KeyFooter
from workbench.tui.widgets.painted import ROLE_CLASSES
from workbench.tui.widgets.pane import Pane

LEFT_WIDTH, RIGHT_WIDTH = 40, 31
_NARROWEST, _WIDEST, _STEP = 24, 72, 4
_OVER_WIDTH = 44
_ROUND: tuple[Place, ...] = ("results", "document", "entities", "notes")


class Frame(Questions[None]):
    """What `MainScreen` knows of its panes."""

    COMPONENT_CLASSES: ClassVar[set[str]] = ROLE_CLASSES
    LEFT: ClassVar[str] = "#left"
    RIGHT: ClassVar[str] = "#right"
    MIDDLE: ClassVar[str] = "#middle"

    def __init__(self, keymap: Keymap) -> None:
        super().__init__()
        self.keymap = keymap
        self.sides = True
        self.zoomed = False
        self.alone = False
        """Nothing but what stands in the document's place is shown: the very first start."""
        self.left_width, self.right_width = LEFT_WIDTH, RIGHT_WIDTH
        self._came_from: Place = "document"

    # -- what a subclass says

    def target(self, place: Place) -> Widget:
        """The widget that takes the focus of a place."""
        raise NotImplementedError

    @property
    def typing(self) -> bool:
        """Whether the search prompt has the focus."""
        raise NotImplementedError

    # -- where one is

    @property
    def narrow(self) -> bool:
        """Whether side panes lie over the document."""
        return self.app.size.width < NARROW

    @property
    def place(self) -> Place:
        """The place that has the focus; the document where none has."""
        for place in _ROUND:
            if self.focused is not None and self.focused is self.target(place):
                return place
        return "document"

    def go(self, place: Place) -> None:
        """Show a place and give it the focus."""
        if place != "document":
            self.alone = False
            self.sides = self.sides or not self.narrow
        if self.zoomed and place != self.place:
            self.zoomed = False
        self._came_from = place
        self.fit_panes(place)
        self.set_focus(self.target(place))

    def go_back(self) -> None:
        """Give the focus back to the place that had it before the prompt."""
        self.go(self._came_from)

    # -- the panes

    def fit_panes(self, place: Place | None = None) -> None:
        """Show, hide and size the panes for the place that has, or is to have, the focus."""
        place = place or self.place
        columns, rows = self.app.size
        panes = arrange(
            View(columns, rows, place, self.typing, self.sides, self.zoomed, self.alone)
        )
        left, middle, right = (self.query_one(s) for s in (self.LEFT, self.MIDDLE, self.RIGHT))
        left.display, middle.display, right.display = panes.left, panes.middle, panes.right
        for pane, width, over in (
            (left, self.left_width, panes.left_over),
            (right, self.right_width, panes.right_over),
        ):
            pane.set_class(over, "over")
            pane.styles.width = self._pane_width(width, over=over, wide=not middle.display)
        self._split_right(right, place, single=panes.single)
        for side in self.query(Pane):
            side.tight = panes.left_over
        middle.set_class(panes.covered, "dimmed")
        self.set_class(self.narrow, "narrow")
        self.set_class(too_small(columns, rows), "tiny")
        self.set_class(self.narrow and panes.middle and not (panes.left or panes.right), "reads")
        self.show_keys()

    def _pane_width(self, width: int, *, over: bool, wide: bool) -> int | str:
        if wide:
            return "1fr"
        if over:
            return min(_OVER_WIDTH, self.app.size.width)
        # In a terminal's own colours a line tells the columns apart, and takes a cell.
        return width + self.app.native_ansi_color

    def _split_right(self, right: Widget, place: Place, *, single: bool) -> None:
        for child, name in zip(right.children, ("entities", "notes"), strict=False):
            child.display = not single or place == name
            child.set_class(single, "whole")

    def on_resize(self, event: events.Resize) -> None:
        """Fit the panes to the window."""
        self.fit_panes()

    def on_descendant_focus(self) -> None:
        """The focus moved: panes over the document come and go with it."""
        if not self.typing:
            self._came_from = self.place
        self.fit_panes()
        self.place_changed()

    def place_changed(self) -> None:
        """Called when another place has the focus."""

    # -- the footer

    def show_keys(self) -> None:
        """Show the keys that work here and now."""
        footer = self.query_one(KeyFooter)
        if self.typing:
            footer.show(self.typing_keys, ())
            return
        actions = self.actions_here()
        ranked = sorted((a for a in actions if a.rank > 0), key=self._turn)
        always = self._pairs([action for action in actions if action.rank < 0])
        if self.narrow and self.place != "document":
            always = (("esc", "close"), *always)
        footer.show(self._pairs(ranked), always)

    @property
    def typing_keys(self) -> tuple[tuple[str, str], ...]:
        """The keys that work in the prompt: what enter does, moving, leaving."""
        return ("enter", "read"), ("↓ ↑", "next, previous"), ("esc", "back")

    def _turn(self, action: Action) -> tuple[bool, int]:
        # A side pane's own keys come first; in the document all are ranked together.
        return action.place == "anywhere" and self.place != "document", action.rank

    def actions_here(self) -> Sequence[Action]:
        """The actions whose keys work here and now."""
        raise NotImplementedError

    def _pairs(self, actions: list[Action]) -> tuple[tuple[str, str], ...]:
        pairs = ((self.keymap.first(action), action.words) for action in actions)
        return tuple(pair for pair in pairs if pair[0])

    # -- actions

    def action_focus_results(self) -> None:
        """To the results; again, in a narrow window, back to the document."""
        self._go_or_back("results")

    def action_focus_document(self) -> None:
        """To the document."""
        self.go("document")

    def action_focus_entities(self) -> None:
        """To the entities."""
        self._go_or_back("entities")

    def action_focus_notes(self) -> None:
        """To the tags and notes."""
        self._go_or_back("notes")

    def _go_or_back(self, place: Place) -> None:
        self.go("document" if self.narrow and self.place == place else place)

    def action_next_pane(self) -> None:
        """To the next place."""
        self._go_round(1)

    def action_previous_pane(self) -> None:
        """To the place before."""
        self._go_round(-1)

    def _go_round(self, step: int) -> None:
        at = _ROUND.index(self.place)
        self.go(_ROUND[(at + step) % len(_ROUND)])

    def action_zoom(self) -> None:
        """Give this pane the whole body, or take it back."""
        self.zoomed = not self.zoomed
        self.fit_panes()

    def action_toggle_sides(self) -> None:
        """Show or hide the side panes."""
        if self.narrow:
            self._go_or_back("results")
            return
        self.zoomed = self.alone = False
        self.sides = not self.sides
        if not self.sides and self.place != "document":
            self.go("document")
        self.fit_panes()

    def action_narrower(self) -> None:
        """Take some cells from the side pane with the focus, or from the left one."""
        self._resize_side(-_STEP)

    def action_wider(self) -> None:
        """Give some cells to the side pane with the focus, or to the left one."""
        self._resize_side(_STEP)

    def _resize_side(self, step: int) -> None:
        room = min(_WIDEST, self.app.size.width // 2 - 4)
        if self.place in ("entities", "notes"):
            self.right_width = max(_NARROWEST, min(self.right_width + step, room))
        else:
            self.left_width = max(_NARROWEST, min(self.left_width + step, room))
        self.fit_panes()


def place_named(name: str) -> Place:
    """The place of a name that was kept; the document if there is none of it."""
    return next((place for place in _ROUND if place == name), "document")
