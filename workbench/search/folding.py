"""What counts as the same letter: case, diacritics, widths, ligatures and signs that do not show.

`fold` makes the form in which words are compared: `Café`, `CAFÉ` and `cafe` are one word, so are
`ﬁnd` and `find`, full-width and plain digits, `ё` and `е`. Marks that make another letter stay:
`й` is not `и`, and the vowel signs of Indic scripts and the voiced kana are kept.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Optional vowel points and accents: combining diacritics, Hebrew, Arabic, variation selectors.
_MARKS = (
    "\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f"
    "\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff"
    "\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\U000e0100-\U000e01ef"
)
# Signs inside a word that do not show or only stretch it: soft hyphen, joiners, direction marks,
# byte order mark, Arabic tatweel, and the half rings that transliterations write for ayn and hamza.
IGNORED = "\u00ad\u034f\u061c\u0640\u180e\u200b-\u200f\u2060\u2061\u2062\u2063\ufeff\u02be\u02bf"
_DROP = re.compile(f"(?<![иуі])[{_MARKS}]|(?<=[иу])(?!\u0306)[{_MARKS}]|[{IGNORED}]")
# In Cyrillic й, ў and ї are letters, not accented ones.
_DROP_I = re.compile(f"(?<=і)(?!\u0308)[{_MARKS}]")
# Where there are combining marks: between are ideographs, syllables and hieroglyphs.
_MARKED = (
    *((0x300, 0x3130), (0xA66F, 0xAC00), (0xFB1E, 0x12000)),
    *((0x13430, 0x14400), (0x16A00, 0x17000), (0x1BC00, 0x1E94B)),
)
_LETTERS = str.maketrans(
    {
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        "ı": "i",
        "ł": "l",
        "ø": "o",
        "ŧ": "t",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ə": "a",
        "ـ": "",
        "ى": "ي",
        "ة": "ه",
    }
)


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """`text` without the differences that a reader would not count; may be shorter or longer.

    Folding twice changes nothing. The result is empty where there are only marks.
    """
    if text.isascii():
        return text.lower()
    folded = "".join(map(_compatible, text)).casefold()
    folded = _DROP_I.sub("", _DROP.sub("", unicodedata.normalize("NFD", folded)))
    folded = unicodedata.normalize("NFC", folded.translate(_LETTERS))
    if folded.isascii():
        return folded
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in folded)


def _compatible(sign: str) -> str:
    """`sign` in plain letters and digits, where it is made of nothing else: `¼` stays."""
    plain = unicodedata.normalize("NFKD", sign)
    if all(part.isalnum() or unicodedata.category(part)[0] == "M" for part in plain):
        return plain
    return sign


def _mark_class() -> str:
    """All combining marks as the inside of a character class; `\\w` leaves them out."""
    ranges: list[list[int]] = []
    for first, beyond in _MARKED:
        kinds = map(unicodedata.category, map(chr, range(first, beyond)))
        for code in [code for code, kind in enumerate(kinds, first) if kind[0] == "M"]:
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1][1] = code
            else:
                ranges.append([code, code])
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges)


MARKS = _mark_class() + "\\U000e0100-\\U000e01ef"
