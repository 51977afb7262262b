"""The block above the text: title, where and when it appeared, and which file it is."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.model import DocumentInfo
from workbench.tui.text import Run, Runs, cut, wrap, wrap_to
from workbench.tui.words import count, long_date

BETWEEN = " · "
_TITLE_ROWS = 4


def title_block(info: DocumentInfo, notices: Sequence[str], width: int) -> list[Runs]:
    """The rows of the block, an empty one first and last; the title starts in the second."""
    about = info.metadata
    published = [about.source, long_date(about.date), about.place]
    size = [count(info.pages, "page")] if info.pages > 1 else []
    size.append(count(info.paragraphs, "paragraph"))
    path = cut(info.path, max(1, width - len(BETWEEN.join(["", *size]))))
    rows: list[Runs] = [()]
    rows += wrap_to([Run(info.title, "title")], width, _TITLE_ROWS)
    if any(published):
        rows += wrap([Run(BETWEEN.join(filter(None, published)), "meta")], width)
    rows += wrap([Run(BETWEEN.join([path, *size]), "path")], width)
    return [*rows, *notice_rows(notices, width), ()]


def notice_rows(notices: Sequence[str], width: int) -> list[Runs]:
    """What there is to know about the file, such as that it has changed since it was read."""
    return [row for notice in notices for row in wrap([Run(notice, "notice")], width)]
