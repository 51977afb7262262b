"""Where `12`, `p12` and `l40` lead in a document: a paragraph, a page, a line."""

from __future__ import annotations

import re

from workbench.model import Document

_TARGET = re.compile(r"\s*([plPL¶]?)\s*(\d{1,12})\s*")


def position(document: Document, typed: str) -> tuple[int, str]:
    """The position that is meant, in code points, and what is wrong with it, if anything."""
    match = _TARGET.fullmatch(typed)
    if match is None:
        return 0, "Type a number, p and a number, or l and a number."
    kind, number = match[1].lower(), int(match[2])
    if kind == "l":
        return _line_start(document.text, number)
    spans, what = (document.pages, "page") if kind == "p" else (document.paragraphs, "paragraph")
    if not len(spans):
        return 0, f"This document has no {what}s."
    if not 1 <= number <= len(spans):
        return 0, f"There is no {what} {number:,}; there are {len(spans):,}."
    return spans[number - 1].start, ""


def _line_start(text: str, number: int) -> tuple[int, str]:
    start = 0
    for _ in range(number - 1):
        start = text.find("\n", start) + 1
        if not start:
            break
    if not number or (number > 1 and not start):
        return 0, f"There is no line {number:,}; there are {text.count(chr(10)) + 1:,}."
    return start, ""
