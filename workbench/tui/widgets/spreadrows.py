"""The rows of the dispersion: a document a row, with a bar of where in it the hits are."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from rich.cells import cell_len

from workbench.search.concordance import Concordance
from workbench.search.dispersion import Spread, ticks
from workbench.tui.text import Run, document_name
from workbench.tui.widgets.listing import Entry, Line, Listing
from workbench.tui.words import short_date

_BLOCKS = "▁▂▃▄▅▆▇"
_GROUND = "▁"
_HITS = 7
_DATE = 13
_LONGEST_BAR = 96


def heading(width: int, *, dated: bool) -> Line:
    """What the columns are."""
    name, date, _ = _columns(width, dated)
    words = f"{'Document':<{name}}" + (f"{'Date':>{date - 2}}  " if date else "")
    return Line((Run(f"{words}{'hits':>{_HITS}}  from its beginning to its end", "muted"),))


def spread_listing(lines: Concordance, spread: Sequence[Spread], width: int) -> Listing:
    """The listing of the documents; their keys are their numbers."""
    name, date, cells = _columns(width, lines.dated)

    def make(at: int) -> Entry:
        one = spread[at]
        title = document_name(one.document, name - 2)
        runs = [Run(title + " " * (name - cell_len(title)), "name")]
        if date:
            runs.append(Run(f"{short_date(one.document.metadata.date):>{date - 2}}  ", "muted"))
        runs.append(Run(f"{one.hits:>{_HITS},}  ", "text"))
        counts = ticks(lines, one.place, one.document.characters, cells)
        return Entry((Line((*runs, *_bar(counts))),), at)

    return Listing.alike(len(spread), 1, make)


def _bar(counts: Sequence[int]) -> list[Run]:
    """The hits as blocks of up to a row; a part with none leaves a thin ground."""
    most = max(counts)
    runs = []
    for hit, some in groupby(counts, bool):
        if hit:
            last = len(_BLOCKS) - 1
            blocks = "".join(_BLOCKS[max(round(n / most * last), 1)] for n in some)
            runs.append(Run(blocks, "mark"))
        else:
            runs.append(Run(_GROUND * len(list(some)), "line"))
    return runs


def _columns(width: int, dated: bool) -> tuple[int, int, int]:
    """Cells of the name, the date and the bar."""
    name = 34 if width >= 110 else 22 if width >= 74 else 14
    date = _DATE if dated and width >= 90 else 0
    return name, date, max(min(width - 3 - name - date - _HITS - 2, _LONGEST_BAR), 4)
