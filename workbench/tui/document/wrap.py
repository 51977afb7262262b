"""Wrapping: where the rows of a piece of text start, for a width in cells.

Rows break after white space and after hyphens and dashes inside words; a word that is wider than a
row is broken between clusters. Between ideographs a row may break anywhere but before a closing
mark or after an opening one.
"""

from __future__ import annotations

import re
from array import array
from functools import lru_cache
from itertools import pairwise

from workbench.tui.document.cells import TAB, cluster_width, clusters, is_simple

_FILL_AT_LEAST = 40
_HANGING = " \t\n"  # white space never starts a row: it hangs over the end of the one before
_BREAK_AFTER = "-‐–—/"
_UNBREAKABLE = "\u00a0"
_OPENING = "([{“‘«「『（【《〈"
_CLOSING = ")]}”’»」』）】》〉。、，．！？：；…ー"
# A line that begins like this is meant to stand alone: indented, a list, a table, a heading.
_STANDS_ALONE = re.compile(r"\s|[-*+•·–—]\s|[|>#]|```|~~~|[=_]{3}|\(?(?:\d{1,3}|[a-z])[.)]\s")


def flows(piece: str) -> bool:
    """Whether the newlines of a paragraph only fill its lines, so that it can be set anew.

    They do where every line but the last is so full that the next word would not have fitted.
    """
    lines = piece.strip("\n").split("\n")
    if len(lines) < 2:
        return False
    fill = max(map(len, lines))
    room = fill * 4 // 5  # hand-wrapped lines are ragged
    return fill >= _FILL_AT_LEAST and all(
        _STANDS_ALONE.match(after) is None
        and not line.endswith(("  ", "\\"))
        and len(line) + 1 + len(after.partition(" ")[0]) > room
        for line, after in pairwise(lines)
    )


def wrap(piece: str, width: int, indent: int = 0) -> array[int]:
    """Offsets at which the rows of a piece start, the first always 0; `width` is 1 or more.

    The first row begins `indent` cells further right: 0, or less than half of the width.
    """
    if flows(piece):
        piece = piece.replace("\n", " ")
    wrap_it = _wrap_simple if is_simple(piece) else _wrap_clusters
    return wrap_it(piece, width, indent) or array("l", [0])


@lru_cache(16)
def _simple_row(width: int) -> re.Pattern[str]:
    """One row of simple text: as much as fits up to a place to break, else a full row."""
    return re.compile(
        rf"[^\n]{{1,{width}}}(?:\ +\n?|\n|\Z|(?<=\w[{_BREAK_AFTER}])(?=\w))"
        rf"|\ *\n|[^\n]{{1,{width}}}"
    )


def _wrap_simple(piece: str, width: int, indent: int) -> array[int]:
    rows = _simple_row(width).finditer(_UNBREAKABLE * indent + piece)
    return array("l", (max(0, row.start() - indent) for row in rows))


def _wrap_clusters(piece: str, width: int, indent: int) -> array[int]:
    starts = array("l")
    begin = column = 0  # of the row
    chance, chance_column = -1, 0  # the last place in it to break
    earlier = before = ""
    for start, end in clusters(piece):
        cluster = piece[start:end]
        if not starts or before == "\n":
            begin, column, chance = start, 0 if starts else indent, -1
            starts.append(start)
        size = TAB - column % TAB if cluster == "\t" else cluster_width(cluster)
        if start > begin and _may_break(earlier, before, cluster):
            chance, chance_column = start, column
        while column + size > width and start > begin and cluster not in _HANGING:
            if chance < 0:
                chance, chance_column = start, column
            starts.append(chance)
            begin, column, chance = chance, column - chance_column, -1
        column += size
        earlier, before = before, cluster
    return starts


def _may_break(earlier: str, before: str, cluster: str) -> bool:
    """Whether a row may end between two clusters; `earlier` is the one before them, if any."""
    last, first = before[0], cluster[0]
    if first in _HANGING:
        return False
    if last in _HANGING or before[-1] == "\u200b":
        return True
    if last in _BREAK_AFTER:
        return _in_word(first) and _in_word(earlier[:1])
    wide = cluster_width(before) == 2 or cluster_width(cluster) == 2
    return wide and first not in _CLOSING and last not in _OPENING


def _in_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"
