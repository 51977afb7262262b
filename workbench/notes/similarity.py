"""How alike two stretches of text are, and where in one the other begins and ends.

All of it is edit distance (Levenshtein), counted in code points: insertions, deletions and
replacements cost one each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapidfuzz.distance import Levenshtein

from workbench.model import Span

_MEASURED_BY_LETTER = 4_000
_WORDS_OF_AN_END = 10_000
_FARTHEST_EDGE = 12
_PLAIN = {ord(one): " " for one in "\n\t\u00a0\u2028\u202f"}
_PLAIN |= {ord(one): "'" for one in "‘’‚‛`´"} | {ord(one): '"' for one in "“”„‟«»"}
_PLAIN |= {ord(one): "-" for one in "‐‑‒–—―−"}


def folded(text: str) -> str:
    """The text in small letters, with plain quotes, dashes and spaces, and as long as before."""
    small = text.lower()
    if len(small) != len(text):  # İ, for one, is two code points when small
        small = "".join(one if len(one) == 1 else here for here in text for one in [here.lower()])
    return small.translate(_PLAIN)


def likeness(one: str, other: str) -> float:
    """1 for the same text, 0 for nothing in common; unrelated prose has about 0.25.

    Long passages are compared word by word, and of the longest only both ends.
    """
    if one == other:
        return 1.0
    if max(len(one), len(other)) <= _MEASURED_BY_LETTER:
        return Levenshtein.normalized_similarity(one, other)
    return Levenshtein.normalized_similarity(_words(one), _words(other))


def containment(part: str, whole: str) -> float:
    """How much of `part` stands, in its order, in the somewhat longer `whole`: 0 to 1."""
    if not part or part in whole:
        return 1.0
    surplus = max(len(whole) - len(part), 0)
    return max(1 - (Levenshtein.distance(part, whole) - surplus) / len(part), 0.0)


def infix(pattern: str, text: str) -> Span | None:
    """The stretch of `text` that is nearest to `pattern`; None if that is nearer to nothing.

    Of several equally near the first. Time grows with the text's length times a 64th or so of the
    pattern's: Myers, "A fast bit-vector algorithm for approximate string matching", J. ACM 46
    (1999), with Python's integers as words of any length.
    """
    distance, end = _nearest(pattern, text, floating=True)
    if distance >= len(pattern):
        return None
    first = max(end - len(pattern) - distance, 0)
    _, length = _nearest(pattern[::-1], reversed(text[first:end]), floating=False)
    return Span(end - length, end)


def mapped(span: Span, pattern: str, text: str) -> Span:
    """Where a stretch of `pattern` lies in `text`, which is the pattern with some edits.

    What was inserted right before or behind the stretch does not belong to it.
    """
    start, end = len(text), 0
    for edit in Levenshtein.opcodes(pattern, text):
        if edit.src_end > span.start and start == len(text):
            start = min(edit.dest_start + max(span.start - edit.src_start, 0), edit.dest_end)
        if edit.src_start < span.end and edit.src_end > edit.src_start:
            end = max(edit.dest_end - max(edit.src_end - span.end, 0), edit.dest_start)
    return Span(start, max(start, end))


def at_word_edges(span: Span, text: str, first: bool, last: bool) -> Span:
    """The span with its start (if `first`) and its end (if `last`) not inside a word."""
    start, end = span
    if first:
        start = _edge(text, start, end)
        while start < end and text[start].isspace():
            start += 1
    if last:
        end = _edge(text, end, len(text))
        while end > start and text[end - 1].isspace():
            end -= 1
    return Span(start, end) if start < end else span


def _edge(text: str, at: int, limit: int) -> int:
    """The nearest place where a word begins or ends; `at` itself if there is none near."""
    for step in range(_FARTHEST_EDGE):
        for place in (at - step, at + step):
            if 0 <= place <= limit and not inside_word(text, place):
                return place
    return at


def inside_word(text: str, at: int) -> bool:
    """Whether the characters on both sides of the place are letters or digits."""
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def _nearest(pattern: str, text: Iterable[str], *, floating: bool) -> tuple[int, int]:
    """Least distance of the pattern to a stretch of the text, and that stretch's end.

    The stretch begins anywhere if it is `floating`, else where the text does.
    """
    places: dict[str, int] = {}
    for index, letter in enumerate(pattern):
        places[letter] = places.get(letter, 0) | 1 << index
    mask, last = (1 << len(pattern)) - 1, 1 << max(len(pattern) - 1, 0)
    lowest = 0 if floating else 1
    more, less = mask, 0
    distance = best = len(pattern)
    best_end = 0
    for end, letter in enumerate(text, 1):
        equal = places.get(letter, 0)
        vertical = equal | less
        diagonal = (((equal & more) + more) ^ more) | equal
        rising = less | (mask & ~(diagonal | more))
        falling = more & diagonal
        distance += bool(rising & last) - bool(falling & last)
        if distance < best:
            best, best_end = distance, end
        rising = rising << 1 | lowest
        falling <<= 1
        more = (falling | ~(vertical | rising)) & mask
        less = rising & vertical & mask
    return best, best_end


def _words(text: str) -> list[str]:
    words = re.findall(r"\w+", text)
    if len(words) > 2 * _WORDS_OF_AN_END:
        return words[:_WORDS_OF_AN_END] + words[-_WORDS_OF_AN_END:]
    return words
