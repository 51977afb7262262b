"""A widget that draws its own rows from runs of text, each in the style of its role.

Roles are component classes, `role--muted` and so on, that `styles/roles.tcss` gives their looks:
so a row is drawn without markup and without a widget for each part, and themes change it at once.
They are the screen's, because Textual works out the components of each widget again and again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from workbench.tui.text import Run, fit, width_of
from workbench.tui.themes import TAGS

ROLES: tuple[str, ...] = (
    "text",
    "strong",
    "name",
    "muted",
    "faint",
    "number",
    "accent",
    "selected",
    "head",
    "operator",
    "match",
    "quote",
    "hit",
    "hitnow",
    "keyword",
    "context",
    "mark",
    "misspelt",
    "warn",
    "error",
    "bar",
    "line",
    "cursor",
    "disabled",
    *(f"flag{number}" for number in TAGS),
    *(f"tag{number}" for number in TAGS),
)
"""`name`, `number`, `context` and `keyword` look like `text`, `faint`, `muted` and `hit`, and stand
out in the row under the cursor;
`flagN` is the shortcut letter on the colour of its tag, `tagN` that colour as text."""

ROLE_CLASSES = {f"role--{role}" for role in ROLES}
"""The component classes of every screen that has painted widgets."""

EDGE = 1
"""Cells that stay free at the right edge."""

_GAP = 2


class Painted(Widget):
    """Base of everything that draws rows by role, on a screen with the `ROLE_CLASSES`."""

    _ground = Style.null()

    def role(self, name: str) -> Style:
        """The style of a role, without the background that lies under it."""
        return self.screen.get_component_rich_style(f"role--{name}", partial=True)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows in sight, on the background that this widget and its parents have."""
        # Textual leaves the background of rows that a widget draws itself to the widget.
        self._ground = Style(bgcolor=self.background_colors[1].rich_color)
        return super().render_lines(crop)

    def blank(self, width: int) -> Strip:
        """An empty row."""
        return Strip.blank(width, self._ground)

    def draw(
        self,
        runs: Sequence[Run],
        right: Sequence[Run] = (),
        *,
        width: int,
        indent: int = 0,
        edge: int = EDGE,
        base: Style | None = None,
        instead: Mapping[str, str] | None = None,
    ) -> Strip:
        """One row of exactly `width` cells: `runs` after `indent`, `right` against the edge.

        What is on the right stays whole while there is room for anything; `runs` end in an
        ellipsis where they do not fit. `instead` names roles to take instead of others.
        """
        base = self._ground + base if base else self._ground
        instead = instead or {}
        right = fit(right, max(width - edge - indent, 0))
        right_width = width_of(right)
        room = width - indent - edge - (right_width + _GAP if right else 0)
        left = fit(runs, max(room, 0))

        def segment(run: Run) -> Segment:
            return Segment(run.text, base + self.role(instead.get(run.role, run.role)))

        gap = width - indent - width_of(left) - right_width - (edge if right else 0)
        segments = [
            Segment(" " * min(indent, width), base),
            *map(segment, left),
            Segment(" " * max(gap, 0), base),
            *map(segment, right),
            Segment(" " * edge if right else "", base),
        ]
        strip = Strip([segment for segment in segments if segment.text])
        return strip.adjust_cell_length(width, base)


def keys_and_words(pairs: Sequence[tuple[str, str]], width: int, *, keep: int = 0) -> list[Run]:
    """Keys with their words, `key word   key word`, as many whole pairs as fit in `width` cells.

    Pairs come in the order of their rank; the last `keep` of them are shown whatever happens.
    Where not all fit, the first word has to do for each.
    """
    if sum(cell_len(key) + cell_len(words) + 4 for key, words in pairs) > width + 3:
        pairs = [(key, words.partition(" ")[0]) for key, words in pairs]
    sizes = [cell_len(key) + 1 + cell_len(words) + 3 for key, words in pairs]
    tail = sizes[len(sizes) - keep :] if keep else []
    room = width + 3 - sum(tail)
    shown: list[tuple[str, str]] = []
    for pair, size in zip(pairs[: len(pairs) - keep], sizes, strict=False):
        if size > room:
            break
        room -= size
        shown.append(pair)
    runs: list[Run] = []
    for key, words in [*shown, *pairs[len(pairs) - keep :]]:
        if runs:
            runs.append(Run("   "))
        runs += [Run(key, "strong"), Run(f" {words}", "muted")]
    return runs
