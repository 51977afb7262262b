"""Moving through a text by words, sentences and paragraphs: positions in, positions out."""

from __future__ import annotations

import re

from workbench.library.sentences import sentence_at
from workbench.spans import Span, Spans

# A word keeps its apostrophes, its hyphens and the points of its numbers; an ideograph is a word.
_WORD = re.compile(
    r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
    r"|[^\W_]+(?:(?:['’‐‑-]|(?<=\d)[.,](?=\d))[^\W_]+)*"
)
_BACK = 256
_FAR = 1 << 14  # how far a word is looked for, and how far one goes without


def next_word(text: str, position: int) -> int:
    """Start of the first word after the one at `position`; else the end of the text.

    Like its siblings it looks 16,384 code points far, and stops there if there is no word.
    """
    here = word_at(text, position)
    found = _WORD.search(text, here.end if here else position, position + _FAR)
    return found.start() if found else min(len(text), position + _FAR)


def previous_word(text: str, position: int) -> int:
    """Start of the last word that starts before `position`; 0 if there is none."""
    found = _last_before(text, position)
    return found.start if found else max(0, position - _FAR)


def end_of_next_word(text: str, position: int) -> int:
    """Last character of the first word that ends after `position`; else of the text."""
    found = word_at(text, position)
    if found is None or found.end - 1 <= position:
        match = _WORD.search(text, position + 1, position + _FAR)
        found = Span(*match.span()) if match else None
    return found.end - 1 if found else max(0, min(len(text) - 1, position + _FAR))


def end_of_previous_word(text: str, position: int) -> int:
    """Last character of the last word that ends before `position`; 0 if there is none."""
    here = word_at(text, position)
    found = _last_before(text, here.start if here else position)
    return found.end - 1 if found else max(0, position - _FAR)


def word_at(text: str, position: int) -> Span | None:
    """The word at `position`, if one is there."""
    found = _last_before(text, position + 1)
    return found if found and found.end > position else None


def words_in(text: str, span: Span) -> int:
    """Number of words in a span."""
    return sum(1 for _ in _WORD.finditer(text, span.start, span.end))


def _last_before(text: str, position: int) -> Span | None:
    """The last word that starts before `position`, whole."""
    reach = _BACK
    while True:
        # A match may begin inside a word only at the front of what is searched.
        front = max(0, position - reach)
        last = None
        for match in _WORD.finditer(text, front, min(len(text), position + _BACK)):
            if match.start() >= position:
                break
            last = match
        if last and (last.start() > front or front == 0 or reach >= _FAR):
            whole = _WORD.match(text, last.start(), position + _FAR)
            return Span(*(whole or last).span())
        if front == 0 or reach >= _FAR:
            return None
        reach *= 4


def paragraph_around(paragraphs: Spans, position: int) -> Span:
    """The paragraph at or before `position`, or the first one; empty where there are none."""
    if not paragraphs:
        return Span(0, 0)
    return paragraphs[max(0, paragraphs.at(position))]


def take_sentence(
    text: str, paragraphs: Spans, selection: Span | None, cursor: int, *, back: bool
) -> Span:
    """The sentence at the cursor or the sentences that a selection touches.

    A selection that is whole sentences already grows by the next one, or the one before if `back`.
    """
    if selection is None:
        return sentence_at(text, cursor, paragraph_around(paragraphs, cursor))
    start, end = selection
    first = sentence_at(text, start, paragraph_around(paragraphs, start))
    last = sentence_at(text, end - 1, paragraph_around(paragraphs, end - 1))
    whole = Span(min(start, first.start), max(end, last.end))
    if whole != selection:
        return whole
    if back:
        before = _visible_before(text, start)
        earlier = sentence_at(text, before, paragraph_around(paragraphs, before))
        return Span(min(start, earlier.start), end)
    after = _visible_after(text, end)
    later = sentence_at(text, after, paragraph_around(paragraphs, after))
    return Span(start, max(end, later.end))


def take_paragraph(paragraphs: Spans, selection: Span | None, cursor: int, *, back: bool) -> Span:
    """The paragraph at the cursor or the paragraphs that a selection touches.

    A selection that is whole paragraphs already grows by the next one, or the one before if `back`.
    """
    if selection is None or not paragraphs:
        return paragraph_around(paragraphs, cursor)
    start, end = selection
    first, last = max(0, paragraphs.at(start)), max(0, paragraphs.at(end - 1))
    whole = Span(min(start, paragraphs[first].start), max(end, paragraphs[last].end))
    if whole != selection:
        return whole
    if back:
        return Span(paragraphs[max(0, first - 1)].start, end)
    return Span(start, paragraphs[min(len(paragraphs) - 1, last + 1)].end)


def _visible_after(text: str, position: int) -> int:
    end = len(text)
    while position < end and text[position].isspace():
        position += 1
    return min(position, max(0, end - 1))


def _visible_before(text: str, position: int) -> int:
    position -= 1
    while position > 0 and text[position].isspace():
        position -= 1
    return max(0, position)
