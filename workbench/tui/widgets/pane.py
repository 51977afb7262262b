"""A side pane: a numbered title in the accent while it has the focus, some rows, and a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical

from workbench.tui.text import Run
from workbench.tui.widgets.linelist import LineList
from workbench.tui.widgets.lines import Lines
from workbench.tui.widgets.listing import Line


class Pane(Vertical):
    """Number, title and remark; rows beneath them that stay; then the list."""

    NUMBER: ClassVar[int]
    TITLE: ClassVar[str]

    def __init__(self, lines: LineList, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.lines = lines
        self._head = Lines(id=f"{id}-head")
        self._title = self.TITLE
        self._remark = ""
        self._rows: tuple[Line, ...] = ()
        self._tight = False

    def compose(self) -> ComposeResult:
        """The head and the list."""
        yield self._head
        yield self.lines

    def on_mount(self) -> None:
        """Show the title."""
        self._draw_head()

    def show_head(self, title: str, remark: str, rows: Sequence[Line] = ()) -> None:
        """Show another title, another remark on its right, other rows beneath."""
        self._title, self._remark, self._rows = title, remark, tuple(rows)
        self._draw_head()

    @property
    def tight(self) -> bool:
        """Whether the title stands in the first row, without air above it."""
        return self._tight

    @tight.setter
    def tight(self, tight: bool) -> None:
        if tight != self._tight:
            self._tight = tight
            self._draw_head()

    def _draw_head(self) -> None:
        focused = self.lines.has_focus
        number = Run(str(self.NUMBER), "accent" if focused else "faint")
        title = Run(self._title, "accent" if focused else "head")
        right = (Run(self._remark, "faint"),) if self._remark else ()
        air = () if self._tight else (Line(),)
        first = Line((number, Run("  "), title), right, indent=1)
        self._head.show(*air, first, *self._rows)

    def on_descendant_focus(self) -> None:
        """The list has the focus: the title says so."""
        self._draw_head()

    def on_descendant_blur(self) -> None:
        """The list lost the focus."""
        self._draw_head()
