"""Moving an end of a marked passage by a word."""

from __future__ import annotations

from typing import Literal

from workbench.spans import Span
from workbench.tui.document import motion
from workbench.tui.document.cells import cluster_end, cluster_start

Nudge = Literal["start_earlier", "start_later", "end_earlier", "end_later"]


def nudged(text: str, span: Span, nudge: Nudge) -> Span | None:
    """The span with an end moved by a word, in whole characters as they are drawn.

    None where nothing would be left of it, and where the text has nothing more to be seen.
    """
    last = span.end - 1
    match nudge:
        case "start_earlier":
            start = cluster_start(text, motion.previous_word(text, span.start))
            return Span(start, span.end) if text[start : span.start].strip() else None
        case "start_later":
            start = cluster_start(text, motion.next_word(text, span.start))
            return Span(start, span.end) if span.start < start < span.end else None
        case "end_later":
            end = cluster_end(text, motion.end_of_next_word(text, last))
            return Span(span.start, end) if text[span.end : end].strip() else None
        case "end_earlier":
            at = motion.end_of_previous_word(text, last)
            word = motion.word_at(text, at)
            if word is None or word.end - 1 != at or at < span.start:
                return None
            end = cluster_end(text, at)
            return Span(span.start, end) if end < span.end else None
