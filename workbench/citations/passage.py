"""A passage of a document as it is quoted: its words in its paragraphs."""

from __future__ import annotations

import re

from workbench.citations.source_marks import unmarked
from workbench.model import Document, WorkbenchError
from workbench.spans import Span

# Chinese and Japanese are written without spaces: there a line break is nothing at all.
_UNSPACED = "[\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef]"
_BREAK_IN_UNSPACED = re.compile(rf"(?<={_UNSPACED})[ \t]*\n[ \t]*(?={_UNSPACED})")
_HYPHENATION = re.compile("\u00ad(?:[ \t]*\n[ \t]*)?")
_NO_WORDS = "There are no words to quote there."
_BLANKS = re.compile(r"[ \t\n]+")


def trimmed(document: Document, span: Span) -> Span:
    """`span` within the document and without white space at its ends.

    Raises WorkbenchError if nothing is left to quote.
    """
    start, end = max(0, span.start), min(span.end, len(document.text))
    text = document.text
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start >= end:
        raise WorkbenchError(_NO_WORDS)
    return Span(start, end)


def paragraphs(document: Document, span: Span) -> list[str]:
    """The quoted text of a trimmed span, one string a paragraph.

    Lines that the source wrapped hard are joined with a space; soft hyphens and the marks of
    Markdown are dropped. Every other character stays. Raises WorkbenchError if nothing is left.
    """
    cuts = [span.start]
    cuts += [one.start for one in document.paragraphs.within(*span) if one.start > span.start]
    ends = [*cuts[1:], span.end]
    pieces = [_piece(document, start, end) for start, end in zip(cuts, ends, strict=True)]
    lines = [line for piece in pieces if (line := _unwrapped(piece))]
    if not lines:
        raise WorkbenchError(_NO_WORDS)
    return lines


def _piece(document: Document, start: int, end: int) -> str:
    piece = document.text[start:end]
    if document.info.kind != "markdown":
        return piece
    return unmarked(piece, starts_line=document.text[start - 1 : start] in ("", "\n"))


def _unwrapped(piece: str) -> str:
    piece = _HYPHENATION.sub("", piece)
    piece = _BREAK_IN_UNSPACED.sub("", piece)
    return _BLANKS.sub(" ", piece).strip(" ")
