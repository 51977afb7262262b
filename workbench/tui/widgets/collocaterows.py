"""The rows of the collocates: a word a row, with what was counted and how telling it is."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.search.collocates import Collocate
from workbench.tui.text import Run, cut
from workbench.tui.widgets.listing import Entry, Line, Listing

_NUMBERS = ("near", "left", "right", "expected", "documents", "G²")
_CELLS = (8, 8, 8, 10, 11, 11)
_FEWEST = (0, 1, 2, 5)
_WORD = 22
_BAR = 24


def heading(width: int) -> Line:
    """What the columns are."""
    chosen = _chosen(width)
    numbers = "".join(f"{_NUMBERS[at]:>{_CELLS[at]}}" for at in chosen)
    return Line((Run(f"{'Word':<{_word(width)}}{numbers}", "muted"),))


def collocates_listing(found: Sequence[Collocate], width: int) -> Listing:
    """The listing of the words; their keys are their numbers."""
    most = max((one.likelihood for one in found), default=1.0) or 1.0
    chosen = _chosen(width)
    bars = width - _word(width) - sum(_CELLS[at] for at in chosen) - 6

    def make(at: int) -> Entry:
        one = found[at]
        shown = (
            *(f"{number:,}" for number in (one.count, one.left, one.right)),
            f"{one.expected:,.1f}",
            f"{one.documents:,}",
            f"{one.likelihood:,.0f}",
        )
        word = cut(one.word, _word(width) - 2)
        runs = [Run(f"{word:<{_word(width)}}", "name")]
        runs += [
            Run(f"{shown[number]:>{_CELLS[number]}}", "text" if number in (0, 5) else "muted")
            for number in chosen
        ]
        if bars > 0:
            bar = "━" * max(round(one.likelihood / most * min(bars, _BAR)), 1)
            runs.append(Run(f"  {bar}", "bar"))
        return Entry((Line(tuple(runs)),), at)

    return Listing.alike(len(found), 1, make)


def _chosen(width: int) -> Sequence[int]:
    return range(len(_NUMBERS)) if width >= _word(width) + sum(_CELLS) + 4 else _FEWEST


def _word(width: int) -> int:
    return _WORD if width >= 78 else 12
