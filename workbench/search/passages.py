"""The best passages of a document: excerpts round its hits, cut at words, in reading order.

A page of results has some fifty of them while somebody types: so this keeps to numbers, and makes
spans only of what is shown.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from functools import partial

from workbench.model import Document, Passage
from workbench.search.folding import fold
from workbench.spans import Span, Spans

_PASSAGES = 3
"""Passages shown of a document."""

LENGTH = 160
"""Characters of a passage, unless a hit is longer."""

_LONGEST = 480
_CONSIDERED = 2000
_LEAD = 0.4
_NEAR_EDGE = 24
_BLANK = re.compile(r"\s")
_find_blank = _BLANK.search
_span = partial(tuple.__new__, Span)
"""Makes a span of a pair, in a third of the time."""

_COMPARED = 80


_Paragraphs = tuple[Sequence[int], Sequence[int]]
"""Where the paragraphs of a document start, and where they end."""

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
    paragraphs = document.paragraphs.starts, document.paragraphs.ends
    if not starts:
        start, end = _paragraph(document.text, paragraphs, 0)
        nothing = (0, 0, 0, 0, start, end)
        return (_passage(document.text, paragraphs, starts, ends, nothing),) if end > start else ()
    found = _candidates(document.text, paragraphs, starts, ends, alike=alike)
    best = _best(found) if len(found) > _PASSAGES else found
    return tuple([_passage(document.text, paragraphs, starts, ends, one) for one in best])


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
    text: str, paragraphs: _Paragraphs, starts: Sequence[int], ends: Sequence[int], *, alike: bool
) -> list[_Candidate]:
    """The hits in groups that fit into a passage, each group within a paragraph."""
    considered = len(starts)
    found: list[_Candidate] = []
    first = beginning = ending = 0
    while first < considered:
        start = starts[first]
        if start >= ending:
            beginning, ending = _paragraph(text, paragraphs, start)
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


def _paragraph(text: str, paragraphs: _Paragraphs, position: int) -> tuple[int, int]:
    """The paragraph at or before a position, made to reach it."""
    starts, ends = paragraphs
    if not starts:
        return 0, len(text)
    at = bisect_right(starts, position) - 1
    if at < 0:
        at = 0
    start, end = starts[at], ends[at]
    if start > position:
        start = position
    return start, end if end > position else min(position, len(text))


def _passage(
    text: str,
    paragraphs: _Paragraphs,
    starts: Sequence[int],
    ends: Sequence[int],
    candidate: _Candidate,
) -> Passage:
    """The passage of a paragraph with the hits of a candidate; there may be none."""
    _, _, this, beyond, beginning, ending = candidate
    this = -this
    first = last = beginning
    if beyond > this:
        first, last = starts[this], ends[beyond - 1]
        if last > first + _LONGEST:
            last = first + _LONGEST
    spare = LENGTH - last + first
    start = first - int(spare * _LEAD) if spare > 0 else first
    least = beginning if beginning < first else first
    if start - beginning < _NEAR_EDGE:
        start = least
    end = start + LENGTH
    if end < last:
        end = last
    most = ending if ending > last else last
    if end > most:
        end = most
    if end == ending:
        start = max(min(start, end - LENGTH), least)
    if start > beginning and not text[start - 1].isspace():
        blank = _find_blank(text, start, first)
        if blank:
            start = blank.end()
    while start < first and not "!" <= (sign := text[start]) <= "~" and _is_no_start(sign):
        start += 1
    if end < ending:
        end = _whole_words(text, last, end)
    while end > last and text[end - 1].isspace():
        end -= 1
    shown = beyond
    while shown > this and ends[shown - 1] > end:
        shown -= 1
    return Passage(
        start,
        end,
        excerpt(text, start, end),
        tuple(map(_span, zip(starts[this:shown], ends[this:shown], strict=True))),
        bisect_right(paragraphs[0], first) or min(1, len(paragraphs[0])),
    )


def _is_no_start(sign: str) -> bool:
    return sign.isspace() or unicodedata.combining(sign) != 0


def _whole_words(text: str, start: int, end: int) -> int:
    """Where to end so as to cut no word that begins after `start`."""
    if text[end].isspace() or text[end - 1].isspace():
        return end
    words = text[start:end].rsplit(None, 1)
    if words and (len(words) > 1 or len(words[0]) < end - start):
        return end - len(words[-1])
    return end
