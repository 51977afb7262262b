"""A concordance as a table (CSV), a line each, made as it is written: there may be a million."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from workbench.exchange.cells import guarded
from workbench.model import Document
from workbench.search.concordance import CONTEXT, line_of
from workbench.spans import Span

COLUMNS = (
    "document", "path", "title", "date", "paragraph", "start", "end", "left", "match", "right",
)  # fmt: skip
"""`start` and `end` are code points of the document's text."""


def rows(hits: Iterable[tuple[Document, Span]], context: int = CONTEXT) -> Iterator[str]:
    """The heading and the rows, each with its end of line, in the order of the hits.

    `context` is the number of characters to either side.
    """
    yield _row(COLUMNS)
    for document, span in hits:
        line = line_of(document, span, context)
        info = document.info
        yield _row(
            (
                *(info.id, info.path, info.metadata.title, info.metadata.date),
                *(str(document.paragraph_at(span.start)), str(span.start), str(span.end)),
                *(line.left, line.match, line.right),
            )
        )


def _row(cells: Iterable[str]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow(map(guarded, cells))
    return text.getvalue()
