"""Where in a text a stretch that was edited begins and ends.

All of it is edit distance (Levenshtein), counted in code points: insertions, deletions and
replacements cost one each.
"""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz.distance import LCSseq, Levenshtein

from workbench.notes.similarity import words_of
from workbench.spans import Span

_FARTHEST_EDGE = 12
_MARGIN = 16
_RUN, _ONE_IN = 4, 7


def nearest(pattern: str, text: str) -> Span | None:
    """A stretch of `text` that has the pattern, or what became of it; None if nothing does.

    Where half of its words are there, the stretch goes from the first to the last of them and may
    have a little more at its ends; else it is the one with the least distance.
    """
    found = _by_words(pattern, text)
    if found is None and _has_fragments(pattern, text):
        found = infix(pattern, text)
    return found


def _has_fragments(pattern: str, text: str) -> bool:
    """Whether the text has one in seven of the pattern's runs of four signs."""
    runs = {pattern[at : at + _RUN] for at in range(len(pattern) - _RUN + 1)}
    there = {text[at : at + _RUN] for at in range(len(text) - _RUN + 1)}
    return _ONE_IN * len(runs & there) >= len(runs)


def _by_words(pattern: str, text: str) -> Span | None:
    ours, theirs = list(words_of(pattern)), list(words_of(text))
    edits = LCSseq.opcodes([word for word, _ in ours], [word for word, _ in theirs])
    same = [edit for edit in edits if edit.tag == "equal"]
    kept = sum(len(word) for edit in same for word, _ in ours[edit.src_start : edit.src_end])
    if 2 * kept < sum(len(word) for word, _ in ours) or not same:
        return None
    lead = ours[same[0].src_start][1]
    rest = len(pattern) - ours[same[-1].src_end - 1][1]
    start = theirs[same[0].dest_start][1] - lead - _MARGIN
    end = theirs[same[-1].dest_end - 1][1] + rest + _MARGIN
    return Span(max(start, 0), min(end, len(text)))


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


def trimmed(span: Span, text: str) -> Span:
    """The span without the space at its ends."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def inside_word(text: str, at: int) -> bool:
    """Whether the characters on both sides of the place are letters or digits."""
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def _edge(text: str, at: int, limit: int) -> int:
    """The nearest place where a word begins or ends; `at` itself if there is none near."""
    for step in range(_FARTHEST_EDGE):
        for place in (at - step, at + step):
            if 0 <= place <= limit and not inside_word(text, place):
                return place
    return at


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
