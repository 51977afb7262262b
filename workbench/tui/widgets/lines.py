"""Fixed rows: the title of a pane, the head of an overlay, a rule, a row of keys."""

from __future__ import annotations

from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip

from workbench.tui.text import Run, wrap
from workbench.tui.widgets.listing import Line
from workbench.tui.widgets.painted import Painted


class Lines(Painted):
    """Some lines, as they are; as high as their number."""

    def __init__(self, *lines: Line, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._lines = lines

    @property
    def lines(self) -> tuple[Line, ...]:
        """What is shown."""
        return self._lines

    def show(self, *lines: Line) -> None:
        """Show other lines."""
        if lines != self._lines:
            taller = len(lines) != len(self._lines)
            self._lines = lines
            self.refresh(layout=taller)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as there are lines."""
        return len(self._lines)

    def render_line(self, y: int) -> Strip:
        """One of the lines."""
        width = self.size.width
        if not 0 <= y < len(self._lines):
            return self.blank(width)
        line = self._lines[y]
        return self.draw(line.runs, line.right, width=width, indent=line.indent)


class Rule(Painted):
    """A thin line across."""

    def render_line(self, y: int) -> Strip:
        """The line."""
        return Strip([Segment("─" * self.size.width, self._ground + self.role("line"))])


class Notice(Painted):
    """A sentence in the middle of whatever room there is."""

    def __init__(self, text: str, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._text = text

    def render_line(self, y: int) -> Strip:
        """A row of the sentence, wrapped to the width."""
        width, height = self.size
        rows = wrap((Run(self._text),), max(width - 2, 1))
        row = y - max((height - len(rows)) // 2, 0)
        if not 0 <= row < len(rows):
            return self.blank(width)
        return self.draw(rows[row], width=width, indent=1)
