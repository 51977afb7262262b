"""A link of a note as part of a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.tui.text import Run, Runs, cut, width_of

if TYPE_CHECKING:
    from workbench.notes.links import Linked


def link_runs(linked: Linked, width: int) -> Runs:
    """An arrow, and what the link leads to or comes from, in a row of so many cells."""
    sign = Run("← " if linked.back else "→ ", "warn" if linked.dead else "muted")
    label = cut(linked.label, max(width - width_of((sign,)), 1))
    return sign, Run(label, "faint" if linked.dead else "muted")
