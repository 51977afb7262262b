"""The best passages of a document: excerpts round its hits, cut at words, in reading order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from workbench.model import Document, Passage, Span, Spans
from workbench.search.folding import fold

_PASSAGES = 3
"""Passages shown of a document."""

LENGTH = 160
"""Characters of a passage, unless a hit is longer."""

_LONGEST = 480
_CONSIDERED = 2000
_LEAD = 0.4
_NEAR_EDGE = 24
_BLANK = re.compile(r"\s")


class _Candidate(NamedTuple):
    """Neighbouring hits of a paragraph: how many different words they are, and how many in all.

    Candidates sort by how good they are, the best last.
    """

    different: int
    number: int
    earliness: int
    hits: list[Span]
    paragraph: Span


def best_passages(document: Document, spans: Spans) -> tuple[Passage, ...]:
    """At most three passages, in reading order; the document's beginning where it has no hit.

    Passages with more different hits are better, then those with more hits, then earlier ones; a
    paragraph gives a second one only where no other is left.
    """
    if not spans:
        start = _paragraph(document, 0)
        return (_passage(document, (), start),) if start.end > start.start else ()
    candidates = sorted(_candidates(document, spans), reverse=True)
    firsts: list[_Candidate] = []
    seconds: list[_Candidate] = []
    seen: set[int] = set()
    for candidate in candidates:
        known = candidate.paragraph.start in seen
        (seconds if known else firsts).append(candidate)
        seen.add(candidate.paragraph.start)
    chosen = sorted((firsts + seconds)[:_PASSAGES], key=lambda c: c.hits[0].start)
    return tuple(_passage(document, c.hits, c.paragraph) for c in chosen)


def excerpt(text: str, start: int, end: int) -> str:
    """`text[start:end]` on one line: every white space character becomes a space."""
    cut = text[start:end].replace("\n", " ")
    return cut if cut.isprintable() else _BLANK.sub(" ", cut)


def _candidates(document: Document, spans: Spans) -> list[_Candidate]:
    """The hits in groups that fit into a passage, each group within a paragraph."""
    groups: list[_Candidate] = []
    hits: list[Span] = []
    paragraph = Span(0, 0)
    furthest = 0
    for span in islice(spans, _CONSIDERED):
        if span.end > furthest or span.start >= paragraph.end:
            if hits:
                groups.append(_group(document.text, hits, paragraph))
            if span.start >= paragraph.end:
                paragraph = _paragraph(document, span.start)
            furthest = span.start + LENGTH
            hits = []
        hits.append(span)
    groups.append(_group(document.text, hits, paragraph))
    return groups


def _group(text: str, hits: list[Span], paragraph: Span) -> _Candidate:
    written = {text[start:end] for start, end in hits}
    different = len({fold(each[:80]) for each in written}) if len(written) > 1 else 1
    return _Candidate(different, len(hits), -hits[0].start, hits, paragraph)


def _paragraph(document: Document, position: int) -> Span:
    at = document.paragraphs.at(position)
    if at < 0 and document.paragraphs:
        at = 0
    found = document.paragraphs[at] if at >= 0 else Span(0, len(document.text))
    return Span(min(found.start, position), max(found.end, min(position, len(document.text))))


def _passage(document: Document, hits: Sequence[Span], paragraph: Span) -> Passage:
    text = document.text
    first = hits[0].start if hits else paragraph.start
    last = hits[-1].end if hits else paragraph.start
    last = min(last, first + _LONGEST)
    spare = max(LENGTH - (last - first), 0)
    start = first - int(spare * _LEAD)
    if start - paragraph.start < _NEAR_EDGE:
        start = min(paragraph.start, first)
    end = min(max(start + LENGTH, last), max(paragraph.end, last))
    if end == paragraph.end:
        start = max(min(start, end - LENGTH), min(paragraph.start, first))
    start, end = _whole_words(text, start, end, first, last, paragraph)
    marks = tuple(hit for hit in hits if hit.end <= end)
    return Passage(start, end, excerpt(text, start, end), marks, document.paragraph_at(first))


def _whole_words(
    text: str, start: int, end: int, first: int, last: int, paragraph: Span
) -> tuple[int, int]:
    """The stretch without the halves of words at its ends; never inside the hits."""
    if start > paragraph.start and not text[start - 1].isspace():
        blank = _BLANK.search(text, start, first)
        start = blank.end() if blank else start
    while start < first and (text[start].isspace() or unicodedata.combining(text[start])):
        start += 1
    if end < paragraph.end and not text[end].isspace():
        rest = text[last:end]
        words = rest.rsplit(None, 1)
        if words and (len(words) > 1 or len(words[0]) < len(rest)):
            end -= len(words[-1]) if not rest[-1].isspace() else 0
    while end > last and text[end - 1].isspace():
        end -= 1
    return start, end
