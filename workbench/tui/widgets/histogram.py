"""How many documents each month has, as two rows of blocks over an axis of years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from workbench.tui.text import Run
from workbench.tui.widgets.listing import Line
from workbench.tui.words import month_number

_BLOCKS = " ▁▂▃▄▅▆▇█"
_LEVELS = 8
_ROWS = 2
_FEWEST_MONTHS = 4
_FEWEST_CELLS = 12


def histogram(dates: Iterable[str], width: int, now: str = "") -> tuple[Line, ...]:
    """Rows for the dates that name their month; none where there is nothing to compare.

    `width` is the pane's, in cells. A cell is a month, or as many months as it takes to show all.
    The month of the date `now`, the open document's, is in the accent.
    """
    counts = Counter(month for date in dates if (month := month_number(date)) is not None)
    cells = width - 4
    if len(counts) < _FEWEST_MONTHS or cells < _FEWEST_CELLS:
        return ()
    first, last = min(counts), max(counts)
    if last - first < _FEWEST_CELLS:
        return ()
    per_cell = -(-(last - first + 1) // cells)
    bars = [0] * ((last - first) // per_cell + 1)
    for month, count in counts.items():
        bars[(month - first) // per_cell] += count
    now_month = month_number(now)
    current = (now_month - first) // per_cell if now_month is not None else -1
    return (Line(), *_blocks(bars, current), _axis(first, per_cell, len(bars), width - 3))


def _blocks(bars: list[int], current: int) -> list[Line]:
    highest = max(bars)
    # A month with anything shows; one with nothing leaves a thin ground, so that time runs on.
    levels = [max(round(bar / highest * _ROWS * _LEVELS), 2 if bar else 1) for bar in bars]
    lines = []
    for row in reversed(range(_ROWS)):
        cells = [_BLOCKS[max(0, min(level - row * _LEVELS, _LEVELS))] for level in levels]
        text = "".join(cells)
        now = slice(current, current + 1) if 0 <= current < len(bars) else slice(0, 0)
        runs = (
            Run(text[: now.start], "bar"),
            Run(text[now], "selected"),
            Run(text[now.stop :], "bar"),
        )
        lines.append(Line(tuple(run for run in runs if run.text)))
    return lines


def _axis(first: int, per_cell: int, cells: int, room: int) -> Line:
    """The years, each under its January; the first one at the left edge."""
    axis = [" "] * min(cells + 4, room)
    free = 0
    for year in range(first // 12, (first + cells * per_cell) // 12 + 1):
        at = max((year * 12 - first) // per_cell, 0)
        if at >= free and at + 4 <= len(axis):
            axis[at : at + 4] = f"{year:04}"
            free = at + 6
    return Line((Run("".join(axis).rstrip(), "muted"),))
