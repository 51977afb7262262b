"""Texts that are mostly program code, or about little else: capitals mean other things there.

`RefCell`, `MAX` and `Struct Rc` are neither people nor organisations. Of such a text only is told
what may be told of one in a foreign language: full names, and what the gazetteer knows for sure.
"""

from __future__ import annotations

import re

_SIGN = re.compile(
    r"::|->|=>|\w\(\)|[a-z]_[a-z]|[A-Z]_[A-Z]|[{};][ \t]*\n|&&|\|\||[=!]=|\w\.\w+\(|</\w|\$\{"
)
_WORD = re.compile(r"\w+")
_SAMPLE = 20_000
_FEWEST_SIGNS = 8
# Signs in 1,000 words. Of 3,700 news articles one in 200 has more than 1, none as many as this; of
# 4,000 pages of a programming language's documentation four in five have more than 38.
_MANY = 25


def is_code(text: str) -> bool:
    """Whether a text has as many signs of program code as no prose has."""
    sample = text[:_SAMPLE]
    signs = sum(1 for _ in _SIGN.finditer(sample))
    if signs < _FEWEST_SIGNS:
        return False
    return 1000 * signs >= _MANY * sum(1 for _ in _WORD.finditer(sample))
