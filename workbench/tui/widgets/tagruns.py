"""A tag as lists show it."""

from __future__ import annotations

from workbench.library.safe import one_line
from workbench.notes import Tag
from workbench.tui.text import Run, Runs


def tag_runs(tag: Tag) -> Runs:
    """Its letter on its colour, then the name, whose last part stands out."""
    above, stroke, last = one_line(tag.name).rpartition("/")
    flag = Run(tag.shortcut or " ", f"flag{tag.colour}")
    return (flag, Run("  "), Run(above + stroke, "muted"), Run(last, "name"))
