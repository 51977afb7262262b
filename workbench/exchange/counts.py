"""A table of counts (CSV), as it stands on the screen: for spreadsheets and scripts."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from workbench.exchange.cells import MARK, guarded


def table(heading: Sequence[str], rows: Iterable[Sequence[str | int]]) -> bytes:
    """The file: UTF-8, with texts that no spreadsheet executes; numbers are written as they are."""
    text = io.StringIO(newline="")
    written = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    written.writerow(map(guarded, heading))
    for row in rows:
        written.writerow([cell if isinstance(cell, int) else guarded(cell) for cell in row])
    return f"{MARK}{text.getvalue()}".encode(errors="replace")
