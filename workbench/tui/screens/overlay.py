"""The overlays' common frame: a box over the dimmed screen, with a list and the keys that work.

`Overlay` is the box; `Picker` adds a prompt that filters choices as one types. A subclass says what
it lists and what choosing means; `escape`, or a click beside the box, always leaves.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import ClassVar, TypeVar

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widget import Widget

from workbench.tui.geometry import SHORT
from workbench.tui.screens.box import Box
from workbench.tui.text import Run, cut, width_of
from workbench.tui.widgets.linelist import LineList
from workbench.tui.widgets.lines import Lines, Rule
from workbench.tui.widgets.listing import Line, Listing
from workbench.tui.widgets.painted import ROLE_CLASSES, keys_and_words

Result = TypeVar("Result")

_MOST_ROWS = 24


class Overlay(Box[Result]):
    """A box with a title, a list and a row of keys. `Result` is what it hands back, or None.

    Subclasses give `TITLE_WORDS`, override `listing_for` and `chosen`, and may put widgets above
    the list (`compose_above`) and below it (`compose_below`).
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = ROLE_CLASSES
    WIDTH: ClassVar[int] = 70
    """Cells of the box, its border included; less on a narrow screen."""

    FEWEST_ROWS: ClassVar[int] = 4
    """Rows of the list if its first content is shorter, because it may grow."""

    TITLE_WORDS: ClassVar[str] = ""
    HINTS: ClassVar[tuple[tuple[str, str], ...]] = (("enter", "choose"), ("esc", "back"))

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("down,ctrl+n,j", "list('cursor_down')", show=False),
        Binding("up,k", "list('cursor_up')", show=False),
        Binding("pagedown", "list('page_down')", show=False),
        Binding("pageup", "list('page_up')", show=False),
        Binding("g", "list('top')", show=False),
        Binding("G", "list('bottom')", show=False),
        Binding("enter", "enter", show=False),
        Binding("tab,shift+tab", "stay", show=False),
    ]

    AUTO_FOCUS = "LineList"

    def compose(self) -> ComposeResult:
        """The box."""
        with Vertical(id="box"):
            yield Lines(id="head")
            yield from self.compose_above()
            yield Rule(id="upper")
            yield LineList(id="choices")
            yield from self.compose_below()
            yield Rule(id="lower")
            yield Lines(id="hints")

    def compose_above(self) -> list[Widget]:
        """Widgets between the title and the list."""
        return []

    def compose_below(self) -> list[Widget]:
        """Widgets between the list and the keys."""
        return []

    @property
    def first(self) -> int:
        """The number of the entry that the cursor begins on."""
        return 0

    @property
    def inner_width(self) -> int:
        """Cells inside the box's border and padding."""
        return max(min(self.WIDTH, self.app.size.width) - 4, 1)

    @property
    def choices(self) -> LineList:
        """The list."""
        return self.query_one("#choices", LineList)

    def on_mount(self) -> None:
        """Fit the box to the screen and fill it."""
        self._fit_width()
        self.set_head(self.TITLE_WORDS)
        self.set_hints(self.HINTS)
        self.opened()
        self.choices.show(self.listing_for, cursor=self.first)
        self._fit_height()

    def on_resize(self) -> None:
        """Fit the box to the screen again."""
        if self.is_mounted:
            self._fit_width()
            self._fit_height()

    def _fit_width(self) -> None:
        self.set_class(self._short, "short")
        self.query_one("#box").styles.width = min(self.WIDTH, self.app.size.width)

    @property
    def _short(self) -> bool:
        return self.app.size.height < SHORT

    def _fit_height(self) -> None:
        # Set once and not with every key: a box that jumps while one types is hard to read.
        extras = [child for child in self._extras() if not (self._short and _spare(child))]
        around = (4 if self._short else 8) + sum(_rows(child) for child in extras)
        room = max(self.app.size.height - around, 1)
        wanted = max(self.listing_for(self.inner_width).height, self.FEWEST_ROWS)
        self.choices.styles.height = min(wanted, room, _MOST_ROWS)

    def _extras(self) -> list[Widget]:
        own = {"head", "upper", "choices", "lower", "hints"}
        return [child for child in self.query_one("#box").children if child.id not in own]

    # -- what a subclass says

    def opened(self) -> None:
        """Called when the box is there, before the list is filled: for heads that are not fixed."""

    def listing_for(self, width: int) -> Listing:
        """The list's entries for a width in cells."""
        raise NotImplementedError

    def chosen(self, key: Hashable) -> None:
        """An entry was chosen; hands its key back unless overridden."""
        self.dismiss(key)  # type: ignore[arg-type]  # a subclass with other results overrides this

    def set_head(self, title: str, right: str = "", quote: str = "") -> None:
        """The title, a muted remark on the right, and a quoted passage beneath."""
        remark = (Run(right, "muted"),) if right else ()
        lines = [] if self._short else [Line()]
        lines.append(Line((Run(title, "strong"),), remark, indent=1))
        if quote and not self._short:
            text = cut(quote, self.inner_width - 4)
            lines.append(Line((Run(f"“{text}”", "quote"),), indent=1))
        self.query_one("#head", Lines).show(*lines)

    def set_hints(self, hints: Sequence[tuple[str, str]], right: str = "") -> None:
        """The keys that work here, in the order of their rank, `esc` last."""
        room = self.inner_width - 2
        runs = tuple(keys_and_words(hints, room, keep=1))
        fits = width_of(runs) + 2 + cell_len(right) <= room
        remark = (Run(right, "muted"),) if right and fits else ()
        self.query_one("#hints", Lines).show(Line(runs, remark, indent=1))

    # -- keys and mouse

    def action_list(self, move: str) -> None:
        """Move in the list."""
        getattr(self.choices, f"action_{move}")()

    def action_enter(self) -> None:
        """Choose the entry under the cursor."""
        self.choices.action_choose()

    def action_leave(self) -> None:
        """Leave without a result."""
        self.dismiss(None)

    def action_stay(self) -> None:
        """Keep the focus where it is."""

    def on_click(self, event: events.Click) -> None:
        """A click beside the box leaves."""
        if event.widget is self:
            self.action_leave()

    @on(LineList.Chosen)
    def _entry_chosen(self, message: LineList.Chosen) -> None:
        message.stop()
        self.chosen(message.key)


def _spare(widget: Widget) -> bool:
    return isinstance(widget, Rule) or widget.id == "explained"


def _rows(widget: Widget) -> int:
    """Rows that a widget takes, known before it is laid out."""
    return len(widget.lines) if isinstance(widget, Lines) else widget.size.height or 1
