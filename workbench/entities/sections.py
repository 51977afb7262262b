"""Long texts in sections, so that what finding names takes does not grow with the text."""

from __future__ import annotations

import pickle
import zlib
from collections import deque
from collections.abc import Iterator, Sequence
from typing import Any

from workbench.spans import Span, Spans

LONGEST = 1_000_000
"""Code points of a section: what is at hand of one takes some fifteen times as many bytes."""


def sections(text: str, paragraphs: Spans, longest: int = LONGEST) -> list[Span]:
    """The whole text in sections, cut at ends of paragraphs, else at a line, else at a space."""
    cuts = [0]
    while len(text) - cuts[-1] > longest:
        cuts.append(_cut(text, paragraphs, cuts[-1] + longest // 2, cuts[-1] + longest))
    return [Span(start, end) for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True)]


def _cut(text: str, paragraphs: Spans, after: int, limit: int) -> int:
    """The best place for a cut after `after`, at `limit` at the latest."""
    index = paragraphs.at(limit)
    if index >= 0 and after < paragraphs[index].start <= limit:
        return paragraphs[index].start
    for mark in "\n ":
        position = text.rfind(mark, after, limit)
        if position >= 0:
            return position + 1
    return limit


def shifted(paragraphs: Spans, section: Span) -> Spans:
    """The paragraphs of a section by their place in it."""
    return Spans(
        (max(start, section.start) - section.start, min(end, section.end) - section.start)
        for start, end in paragraphs.within(*section)
    )


class Kept:
    """Rows (named tuples) that were found in each of several sections, lists of them by section.

    If `packed`, they take about a fiftieth while another section is worked on; those of a short
    text, which has one section, are kept as they are.
    """

    def __init__(self, *, packed: bool) -> None:
        self._packed = packed
        self._sections: deque[bytes | Sequence[list[Any]]] = deque()

    def add(self, found: Sequence[list[Any]]) -> None:
        """Keep the lists of the next section; in each all rows are of one class."""
        self._sections.append(_pack(found) if self._packed else found)

    def taken(self) -> Iterator[Sequence[list[Any]]]:
        """The lists of one section after another; what was given out is not kept any more."""
        while self._sections:
            found = self._sections.popleft()
            yield _unpack(found) if isinstance(found, bytes) else found


def _pack(found: Sequence[list[Any]]) -> bytes:
    # Columns are quicker to write and to read than rows.
    columns = [(type(rows[0]), list(zip(*rows, strict=True))) for rows in found if rows]
    places = [place for place, rows in enumerate(found) if rows]
    return zlib.compress(pickle.dumps((len(found), places, columns)), 1)


def _unpack(packed: bytes) -> list[list[Any]]:
    number, places, columns = pickle.loads(zlib.decompress(packed))
    found: list[list[Any]] = [[] for _ in range(number)]
    for place, (row, values) in zip(places, columns, strict=True):
        found[place] = list(map(row._make, zip(*values, strict=True)))
    return found
