"""Where in a text the words of a query may be: a quick look that misses nothing.

A regular expression finds the first letters of the words, in any case and with hyphens,
apostrophes and invisible signs between them, and every letter that folding might turn into them.
What it finds is then analysed; what it passes over need not be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from workbench.search.folding import IGNORED

_LETTERS_SOUGHT = 5
# Letters and digits beyond ASCII that folding may turn into ASCII ones.
_FOREIGN = (
    "\u00aa\u00b2\u00b3\u00b5\u00b9\u00ba\u00bc-\u00be\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af"
    "\u02b0-\u02b8\u02e0-\u02e4\u1d00-\u1dbf\u1e00-\u1eff\u2070-\u209c\u2100-\u218b\u2460-\u24ff"
    "\u2c60-\u2c7f\u3200-\u33ff\ua720-\ua7ff\uab30-\uab6f\ufb00-\ufb06\uff10-\uff5a"
    "\U0001d400-\U0001d7ff\U0001f100-\U0001f1ff"
)
_INSIDE = (
    "\\-\u2010\u2011'\u2019\u2018\u02bc\u02bb\u00b4`\u2032\uff07&\uff06.,\u066c\u066b\u00a0\u2009"
    f"\u202f\u0300-\u036f\ufe00-\ufe0f{IGNORED}"
)
_BETWEEN = f"(?:[{_INSIDE}](?:\\n[ \\t]*)?)*"


def sieve(beginnings: Iterable[str]) -> re.Pattern[str] | None:
    """What finds terms that begin so; None where only a full reading is sure to."""
    paths: dict[str, list[str]] = {}
    digits = False
    for beginning in set(beginnings):
        letters = [letter for letter in beginning if letter.isalnum()][:_LETTERS_SOUGHT]
        if not letters or not all(map(str.isascii, letters)) or not beginning[0].isascii():
            return None
        digits |= any(map(str.isdigit, letters))
        rest = "".join(_BETWEEN + _either_case(letter) for letter in letters[1:])
        paths.setdefault(letters[0], []).append(rest)
    if not paths:
        return None
    first = "".join(letter + letter.upper() for letter in paths)
    # Written so that it starts with one set of characters, which `re` looks for quickly.
    branches = [
        f"(?<={_either_case(letter)})(?:{'|'.join(rests)})" for letter, rests in paths.items()
    ]
    branches.append(f"(?<=[{_FOREIGN}])")
    if digits:
        first += r"\d"
        branches.append(r"(?<=\d)(?<![0-9])")
    return re.compile(f"[{first}{_FOREIGN}](?:{'|'.join(branches)})")


def _either_case(letter: str) -> str:
    return f"[{letter}{letter.upper()}]"
