"""Which spellings may be of one name: transliterations and slips, by their consonants.

`Jioyev` and `Jioev`, `Asphodel Consulting` and `Asphodell Consultng`. What is alike is not thereby
the same: it lends a name that is otherwise unknown its kind, no more.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler

from workbench.entities.names import unaccented

# One sound, written by several letters in one transliteration and by others in the next.
_SOUNDS = (
    ("kh", "h"),
    ("dzh", "j"),
    ("dj", "j"),
    ("zh", "j"),
    ("ph", "f"),
    ("w", "v"),
    ("ck", "k"),
)
_VOWELS = re.compile(r"[aeiouy'’ʹ-]")
_DOUBLED = re.compile(r"([a-z])\1+")
_ALIKE = 0.88


@lru_cache(maxsize=1 << 16)
def skeleton(name: str) -> str:
    """The consonants of a name, one letter a sound, after its first letter."""
    low = unaccented(name)
    for letters, sound in _SOUNDS:
        low = low.replace(letters, sound)
    return low[:1] + _DOUBLED.sub(r"\1", _VOWELS.sub("", low[1:]))


def alike(name: str, other: str) -> bool:
    """Whether two normal forms may be spellings of one name."""
    return skeleton(name) == skeleton(other) and JaroWinkler.similarity(name, other) >= _ALIKE
