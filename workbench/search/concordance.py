"""Concordance lines: a hit in the middle, its context to either side (KWIC)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from workbench.model import ConcordanceLine, Document, Span
from workbench.search.passages import excerpt

CONTEXT = 80
"""Characters of context to either side."""


def lines_of(document: Document, spans: Iterable[Span]) -> Iterator[ConcordanceLine]:
    """A line for each span; line breaks are spaces, so that it is one line."""
    text = document.text
    for start, end in spans:
        yield ConcordanceLine(
            document.id,
            start,
            end,
            excerpt(text, max(start - CONTEXT, 0), start),
            excerpt(text, start, end),
            excerpt(text, end, end + CONTEXT),
        )
