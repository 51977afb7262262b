"""How alike two stretches of text are.

All of it is edit distance (Levenshtein), counted in code points: insertions, deletions and
replacements cost one each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz.distance import LCSseq, Levenshtein

_MEASURED_BY_LETTER = 4_000
_WORDS_OF_AN_END = 10_000
_GAP = re.compile(r"(?<=\S)\s+")
_GAPS_TRIED, _TELLING_END = 32, 8

# Scripts that do not set words apart are taken by pairs of letters.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[^\W{_UNSPACED}]+|(?=([{_UNSPACED}]{{2}}))[{_UNSPACED}]")
_PLAIN = {ord(one): " " for one in "\n\t\u00a0\u2028\u202f"}
_PLAIN |= {ord(one): "'" for one in "‘’‚‛`´"} | {ord(one): '"' for one in "“”„‟«»"}
_PLAIN |= {ord(one): "-" for one in "‐‑‒–—―−"}


def folded(text: str) -> str:
    """The text in small letters, with plain quotes, dashes and spaces, and as long as before."""
    small = text.lower()
    if len(small) != len(text):  # İ, for one, is two code points when small
        small = "".join(one if len(one) == 1 else here for here in text for one in [here.lower()])
    return small.translate(_PLAIN)


def words_of(text: str) -> Iterator[tuple[str, int]]:
    """The words of the text and where each begins; pairs of letters in scripts without spaces."""
    return ((found[1] or found[0], found.start()) for found in _WORD.finditer(text))


def likeness(one: str, other: str) -> float:
    """1 for the same text, 0 for nothing in common; unrelated prose has about 0.25.

    Long passages are compared word by word, and of the longest only both ends.
    """
    if one == other:
        return 1.0
    if max(len(one), len(other)) <= _MEASURED_BY_LETTER:
        return Levenshtein.normalized_similarity(one, other)
    return Levenshtein.normalized_similarity(_words(one), _words(other))


def words_kept(part: str, whole: str) -> float:
    """How many of the words of `part` stand in `whole` in their order, counted by letters: 0 to 1.

    Unrelated prose has less than 0.2 in common, mostly small words; letters alone say less.
    """
    words = [word for word, _ in words_of(part)]
    letters = sum(map(len, words))
    if not letters:
        return 0.0
    others = [word for word, _ in words_of(whole)]
    same = (edit for edit in LCSseq.opcodes(words, others) if edit.tag == "equal")
    return sum(len(one) for edit in same for one in words[edit.src_start : edit.src_end]) / letters


def interrupted(passage: str, longer: str) -> float:
    """How far `longer` begins and ends as the passage does, with one thing put in: 0 to 1.

    Each of the two parts has to be there, with at most one letter in four another.
    """
    last = len(passage) - _TELLING_END
    ends = [at.start() for at in _GAP.finditer(passage) if _TELLING_END <= at.start() <= last]
    most = 0.0
    for at in ends[:: len(ends) // _GAPS_TRIED + 1]:
        rest = len(passage) - at
        head = Levenshtein.distance(passage[:at], longer[:at])
        tail = Levenshtein.distance(passage[at:], longer[-rest:])
        if 4 * head <= at and 4 * tail <= rest:
            most = max(most, 1 - (head + tail) / len(passage))
    return most


def containment(part: str, whole: str) -> float:
    """How much of `part` stands, in its order, in the somewhat longer `whole`: 0 to 1."""
    if not part or part in whole:
        return 1.0
    surplus = max(len(whole) - len(part), 0)
    return max(1 - (Levenshtein.distance(part, whole) - surplus) / len(part), 0.0)


def _words(text: str) -> list[str]:
    words = re.findall(r"\w+", text)
    if len(words) > 2 * _WORDS_OF_AN_END:
        return words[:_WORDS_OF_AN_END] + words[-_WORDS_OF_AN_END:]
    return words
