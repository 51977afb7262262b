"""Cells of tables (CSV) that no spreadsheet takes for more than text.

A cell that would be taken for a formula gets an apostrophe before it.
"""

from __future__ import annotations

import re

MARK = "\ufeff"
"""The byte order mark at the start of a file, without which Excel takes it for something else."""

# Also after what begins a new cell for a program that takes another sign to part them.
_RISKY = "=+\\-@\t\r'＝＋－＠"
_OPENS = re.compile(rf"(?:\A|(?<=[;\t\r\n]))(?=[{_RISKY}])")
_OPENED = re.compile(rf"(?:\A|(?<=[;\t\r\n]))'(?=[{_RISKY}])")


def guarded(cell: str) -> str:
    """The cell as it is written."""
    return _OPENS.sub("'", cell)


def bare(cell: str) -> str:
    """A written cell as it was."""
    return _OPENED.sub("", cell)
