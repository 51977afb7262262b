"""The best passages of a document: excerpts round its hits, cut at words, in reading order.

A page of results has some fifty of them while somebody types: so this keeps to numbers, and makes
spans only of what is shown.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence

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
_COMPARED = 80


_Candidate = tuple[int, int, int, int, int, int]
"""Neighbouring hits of a paragraph: how many different words they are, how many they are, minus the
first of them, the first beyond them, and where the paragraph starts and ends.

Candidates sort by how good they are, the best last. A bare tuple is made in a tenth of the time.
"""


def best_passages(document: Document, spans: Spans, *, alike: bool = False) -> tuple[Passage, ...]:
    """At most three passages, in reading order; the document's beginning where it has no hit.

    Passages with more different hits are better, then those with more hits, then earlier ones; a
    paragraph gives a second one only where no other is left. The hits are `alike` where only one
    word or phrase was asked for.
    """
    starts, ends = spans.starts[:_CONSIDERED].tolist(), spans.ends[:_CONSIDERED].tolist()
    if not starts:
        start, end = _paragraph(document, 0)
        return (_passage(document, starts, ends, 0, 0, start, end),) if end > start else ()
    found = _candidates(document, starts, ends, alike=alike)
    best = _best(found) if len(found) > 1 else found
    return tuple([_passage(document, starts, ends, -one[2], *one[3:]) for one in best])


def excerpt(text: str, start: int, end: int) -> str:
    """`text[start:end]` on one line: every white space character becomes a space."""
    cut = text[start:end].replace("\n", " ")
    return cut if cut.isprintable() else _BLANK.sub(" ", cut)


def joined(passages: Sequence[Passage]) -> list[Passage]:
    """Passages in reading order, those that overlap made one: no word of a document is twice."""
    found: list[Passage] = []
    for one in passages:
        last = found[-1] if found else None
        if last is None or one.start > last.end:
            found.append(one)
            continue
        text = last.text + one.text[last.end - one.start :]
        end = max(last.end, one.end)
        found[-1] = Passage(last.start, end, text, last.marks + one.marks, last.paragraph)
    return found


def _best(candidates: list[_Candidate]) -> list[_Candidate]:
    """The best three, in reading order."""
    candidates.sort(reverse=True)
    firsts: list[_Candidate] = []
    seconds: list[_Candidate] = []
    seen: set[int] = set()
    for one in candidates:
        start = one[4]
        if start in seen:
            seconds.append(one)
            continue
        firsts.append(one)
        if len(firsts) == _PASSAGES:
            break
        seen.add(start)
    return sorted((firsts + seconds)[:_PASSAGES], key=_end)


def _end(candidate: _Candidate) -> int:
    return candidate[3]


def _candidates(
    document: Document, starts: Sequence[int], ends: Sequence[int], *, alike: bool
) -> list[_Candidate]:
    """The hits in groups that fit into a passage, each group within a paragraph."""
    text = document.text
    considered = len(starts)
    found: list[_Candidate] = []
    first = beginning = ending = 0
    while first < considered:
        start = starts[first]
        if start >= ending:
            beginning, ending = _paragraph(document, start)
        last = first + 1
        reach = start + LENGTH
        while last < considered and ends[last] <= reach and starts[last] < ending:
            last += 1
        number = last - first
        different = 1
        if number > 1 and not alike:
            written = {text[starts[at] : ends[at]] for at in range(first, last)}
            if len(written) > 1:
                different = len({fold(each[:_COMPARED]) for each in written})
        found.append((different, number, -first, last, beginning, ending))
        first = last
    return found


def _paragraph(document: Document, position: int) -> tuple[int, int]:
    """The paragraph at or before a position, made to reach it."""
    starts = document.paragraphs.starts
    if not starts:
        return 0, len(document.text)
    at = bisect_right(starts, position) - 1
    if at < 0:
        at = 0
    start, end = starts[at], document.paragraphs.ends[at]
    if start > position:
        start = position
    return start, end if end > position else min(position, len(document.text))


def _passage(
    document: Document,
    starts: Sequence[int],
    ends: Sequence[int],
    this: int,
    beyond: int,
    beginning: int,
    ending: int,
) -> Passage:
    """The passage of a paragraph with the hits from `this` up to `beyond`; there may be none."""
    text = document.text
    first = last = beginning
    if beyond > this:
        first, last = starts[this], ends[beyond - 1]
        if last > first + _LONGEST:
            last = first + _LONGEST
    spare = LENGTH - (last - first)
    start = first - int(spare * _LEAD) if spare > 0 else first
    least = beginning if beginning < first else first
    if start - beginning < _NEAR_EDGE:
        start = least
    most = ending if ending > last else last
    end = start + LENGTH
    if end < last:
        end = last
    if end > most:
        end = most
    if end == ending:
        start = max(min(start, end - LENGTH), least)
    start, end = _whole_words(text, start, end, first, last, beginning, ending)
    marks = tuple([Span(starts[at], ends[at]) for at in range(this, beyond) if ends[at] <= end])
    number = bisect_right(document.paragraphs.starts, first)
    return Passage(
        start, end, excerpt(text, start, end), marks, number or document.paragraph_at(first)
    )


def _whole_words(
    text: str, start: int, end: int, first: int, last: int, beginning: int, ending: int
) -> tuple[int, int]:
    """The stretch without the halves of words at its ends; never inside the hits."""
    if start > beginning and not text[start - 1].isspace():
        blank = _BLANK.search(text, start, first)
        start = blank.end() if blank else start
    while start < first and ((sign := text[start]).isspace() or unicodedata.combining(sign)):
        start += 1
    if end < ending and not text[end].isspace():
        rest = text[last:end]
        words = rest.rsplit(None, 1)
        if words and (len(words) > 1 or len(words[0]) < len(rest)):
            end -= len(words[-1]) if not rest[-1].isspace() else 0
    while end > last and text[end - 1].isspace():
        end -= 1
    return start, end
