"""Finding by typing part of a name, with small mistakes forgiven.

Every word that is typed has to be found in the label: as it is (best at the start of a word), or,
from four letters on, nearly so. Case and accents do not matter.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

_NEARLY = 78.0
_LONG_ENOUGH = 4
_CHUNK = 512


@dataclass(frozen=True, slots=True)
class Found:
    """A label that matches: its index, how well, and the ranges in it that matched."""

    index: int
    score: float
    spans: tuple[tuple[int, int], ...] = ()


def fold(text: str) -> str:
    """The text for comparing: lower case without accents, each character still in its place."""
    if text.isascii():
        return text.lower()
    return "".join(map(_fold_character, text))


def _fold_character(character: str) -> str:
    base = unicodedata.normalize("NFD", character)[0].lower()
    return base if len(base) == 1 else character


def _match_word(word: str, label: str) -> tuple[float, tuple[int, int]] | None:
    at = label.find(word)
    if at >= 0:
        best = at
        while at > 0 and label[at - 1].isalnum():
            at = label.find(word, at + 1)
        if at < 0:
            return 80.0, (best, best + len(word))
        return (110.0 if at == 0 else 100.0), (at, at + len(word))
    if len(word) < _LONG_ENOUGH or len(label) < len(word) - 1:
        return None
    near = fuzz.partial_ratio_alignment(word, label, score_cutoff=_NEARLY)
    if near is None or near.dest_start == near.dest_end:
        return None
    return near.score * 0.7, (near.dest_start, near.dest_end)


def match(typed: str, label: str) -> tuple[float, tuple[tuple[int, int], ...]] | None:
    """How well a folded label matches folded typing, and where; None if some word is missing."""
    total = 0.0
    spans = []
    words = typed.split()
    for word in words:
        found = _match_word(word, label)
        if found is None:
            return None
        total += found[0]
        spans.append(found[1])
    # Of two labels that match alike the shorter one says less that was not asked for.
    score = total / max(len(words), 1) - min(len(label), 200) / 100
    return score, _joined(spans)


def _joined(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def rank(
    typed: str,
    folded: Sequence[str],
    limit: int = 500,
    cancelled: Callable[[], bool] = lambda: False,
) -> list[Found]:
    """The labels (folded already) that match, best first; all in their order if nothing is typed.

    At most `limit`. An answer to `cancelled` of True ends it with an empty list.
    """
    words = fold(typed).strip()
    if not words:
        return [Found(index, 0.0) for index in range(min(len(folded), limit))]
    found = []
    for index, label in enumerate(folded):
        if index % _CHUNK == 0 and cancelled():
            return []
        matched = match(words, label)
        if matched is not None:
            found.append(Found(index, *matched))
    found.sort(key=lambda one: (-one.score, one.index))
    return found[:limit]
