"""Counts the words of a text."""

from __future__ import annotations

import re
from itertools import filterfalse

# Splitting 50 MB at once would make eight million strings.
_PIECE = 1_000_000
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")


def count_words(text: str) -> int:
    """Number of words: runs without white space that contain a letter or a digit."""
    words = start = 0
    while start < len(text):
        end = text.find("\n", start + _PIECE)
        end = len(text) if end < 0 else end
        runs = text[start:end].split()
        others = filterfalse(str.isalnum, runs)
        words += len(runs) - sum(1 for run in others if not _LETTER_OR_DIGIT.search(run))
        start = end
    return words
