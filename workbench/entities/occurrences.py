"""Where a name that the analyst gave stands in a text: whole words, letter for letter.

Line breaks may come between its words; apostrophes and hyphens are the same in all their forms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from workbench.entities.correction import Place
from workbench.spans import Span

# At once, or a long text would keep other threads waiting.
_STEP = 1 << 19
_BETWEEN = r"(?:[^\S\n]+|[^\S\n]*\n[^\S\n]*)"
_SAME = dict.fromkeys("'’ʼ‘", "['’ʼ‘]") | dict.fromkeys("-‐‑", "[-‐‑]")
# Scripts that put no spaces between words, or endings right after a name.
_UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]"
)


def occurrences(text: str, name: str) -> Iterator[Span]:
    """The places in order, never overlapping, as code points of the text."""
    pattern, anchor = _pattern(name)
    if anchor not in text:
        return
    longest = 4 * len(name) + 64
    done = 0
    for first in range(0, len(text), _STEP):
        last = min(first + _STEP, len(text))
        reach = min(last + longest, len(text))
        for match in pattern.finditer(text, max(first, done), reach):
            if match.start() >= last:
                break
            done = match.end()
            yield Span(*match.span())


def stands(text: str, place: Place, name: str) -> Span | None:
    """Where a place is by now: where it was, or where its words have the context they had.

    None if that cannot be told.
    """
    start, end = place.span
    before, after = place.prefix, place.suffix
    if text[start:end] == place.exact and text.endswith(before, 0, start):
        return place.span
    found = [
        (text.endswith(before, 0, one.start) + text.startswith(after, one.end), one)
        for one in occurrences(text, name)
    ]
    best = max((score for score, _ in found), default=0)
    likely = [one for score, one in found if score == best]
    return likely[0] if best and len(likely) == 1 else None


@lru_cache(maxsize=256)
def _pattern(name: str) -> tuple[re.Pattern[str], str]:
    """What finds a name, and a part of it that is in every text that has it: to look for first."""
    words = name.split()
    body = _BETWEEN.join("".join(map(_spelt, word)) for word in words)
    before = r"(?<!\w)" if _edges(words[0][0]) else ""
    after = r"(?!\w)" if _edges(words[-1][-1]) else ""
    parts = re.split(r"[\s'’ʼ‘‐‑-]", name)
    return re.compile(f"{before}{body}{after}"), max(parts, key=len)


def _spelt(letter: str) -> str:
    return _SAME.get(letter) or re.escape(letter)


def _edges(letter: str) -> bool:
    """Whether a word ends where another letter does not follow this one."""
    return (letter.isalnum() or letter == "_") and not _UNSPACED.match(letter)
