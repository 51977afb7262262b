"""A page with a second list on its left; in a narrow window that comes with the focus."""

from __future__ import annotations

from textual import events
from textual.containers import Vertical
from textual.widget import Widget

from workbench.tui.geometry import NARROW
from workbench.tui.screens.page import Page
from workbench.tui.text import Run
from workbench.tui.widgets.linelist import LineList
from workbench.tui.widgets.lines import Lines
from workbench.tui.widgets.listing import Line


class SideColumn(Page):
    """A page whose left column narrows or chooses what is listed. Its class says what it is of."""

    SIDE_TITLE = ""
    _remark = ""

    def compose_before(self) -> list[Widget]:
        """The column."""
        return [Vertical(Lines(id="side-head"), LineList(id="side"), id="filters")]

    @property
    def side(self) -> LineList:
        """The list in the column."""
        return self.query_one("#side", LineList)

    def show_side_head(self, remark: str | None = None) -> None:
        """Show the title of the column, with a remark on the right; None leaves that as it is."""
        self._remark = self._remark if remark is None else remark
        title = Run(self.SIDE_TITLE, "accent" if self.side.has_focus else "head")
        line = Line((title,), (Run(self._remark, "faint"),))
        self.query_one("#side-head", Lines).show(Line(), line, Line())

    async def on_resize(self, event: events.Resize) -> None:
        """In a narrow window the column is there while it has the focus."""
        self.fit()

    def on_descendant_focus(self) -> None:
        """The column comes and goes with the focus in a narrow window."""
        self.fit()
        self.show_side_head()
        self.show_head_again()

    @property
    def title_role(self) -> str:
        """Of two titles one has the colour of the focus."""
        return "head" if self.side.has_focus else "accent"

    def fit(self) -> None:
        """Show the column where there is room, or while it has the focus."""
        narrow = self.app.size.width < NARROW
        self.query_one("#filters").display = not narrow or self.side.has_focus

    # -- actions

    def action_filters(self) -> None:
        """To the column and back."""
        target = self.rows if self.side.has_focus else self.side
        self.query_one("#filters").display = True
        target.focus()

    def action_escape(self) -> None:
        """Leave the prompt, the column, or the page."""
        if self.side.has_focus:
            self.rows.focus()
        else:
            super().action_escape()
