"""The rows of the codebook."""

from __future__ import annotations

from workbench.library.safe import one_line
from workbench.tui.tagtree import Shown
from workbench.tui.text import Run, Runs, cut, marked, width_of
from workbench.tui.widgets.listing import Entry, Line

_OWN, _TOTAL = 7, 12
_DETAIL_AT = 38


def entry_of(shown: Shown, width: int) -> Entry:
    """A tag as it is drawn: letter, name and meaning, what matches marked, and its notes."""
    row, name = shown.row, one_line(shown.row.name)
    label = name.rpartition("/")[2]
    offset = len(name) - len(label)
    within = [(max(start - offset, 0), end - offset) for start, end in shown.spans if end > offset]
    flag = Run(row.tag.shortcut or " ", f"flag{row.tag.colour}")
    runs: list[Run] = [Run("  " * row.depth), flag, Run("  ")]
    rank = "name" if shown.matches and row.recorded else "muted"
    runs += marked(label, [(a, min(b, len(label))) for a, b in within], "match", rank)
    right: Runs = (
        Run(f"{row.own:>{_OWN},}" if row.own else " " * _OWN, "muted"),
        Run(f"{row.total:>{_TOTAL},}", "muted"),
    )
    at = max(min(_DETAIL_AT, width // 2 - 6), width_of(runs) + 2)
    room = width - 2 - at - _OWN - _TOTAL - 4
    meaning = cut(one_line(row.tag.description), room) if room > 3 else ""
    if meaning:
        found = [(a - len(name) - 1, b - len(name) - 1) for a, b in shown.spans]
        runs.append(Run(" " * (at - width_of(runs))))
        runs += marked(meaning, [(max(a, 0), b) for a, b in found if b > 0], "match", "muted")
    return Entry((Line(tuple(runs), right),), row.name)
