"""Characters that decide where words begin and end, as the insides of character classes."""

from __future__ import annotations

import re

HYPHENS = "\\-\u2010\u2011"
APOSTROPHES = "'\u2019\u2018\u02bc\u02bb\u00b4`\u2032\uff07"
THIN_SPACES = "\u00a0\u2009\u202f"
JOINING = ("-\n", "\u2010\n", "\u2011\n", "\u00ad\n", *THIN_SPACES)
"""Where a word or a number may go on after white space; the first is the only one in ASCII."""
# Scripts written without spaces between words; Hangul too, whose particles cling to the word.
UNSPACED = (
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ece\u1000-\u1049\u1780-\u17d3"
    "\u3005-\u3007\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\ua000-\ua48c\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
PICTOGRAPHS = "\u2600-\u27bf\U0001f000-\U0001f3fa\U0001f400-\U0001faff"

_ANY_UNSPACED = re.compile(f"[{UNSPACED}{PICTOGRAPHS}]")


def unspaced(text: str) -> bool:
    """Whether some of `text` is analysed by character and not by word."""
    return _ANY_UNSPACED.search(text) is not None
