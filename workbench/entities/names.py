"""Normal forms: what two spellings of one name have in common, letter for letter.

Only differences that no reader would call a difference go: case, accents, the dots of initials,
curly or straight marks, soft hyphens, line breaks, a leading article. Spellings that differ in
their letters (Sokhumi, Sukhumi) stay different here; the gazetteer may know that they are one.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from workbench.entities.lexicon import SUFFIXES

_LETTERS = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ı": "i",
        "\u2018": "'",
        "\u2019": "'",
        "\u02bc": "'",
        "\u2010": "-",
        "\u2011": "-",
        "\u2013": "-",
        "\u00ad": None,
        "\u200c": None,
        "\u200d": None,
    }
)


def unaccented(text: str) -> str:
    """Lower case, without accents, soft hyphens and curly marks; Latin letters as in English."""
    if text.isascii():
        return text.lower()
    lowered = text.casefold().translate(_LETTERS)
    decomposed = unicodedata.normalize("NFKD", lowered)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


@lru_cache(maxsize=1 << 16)
def fold(name: str) -> str:
    """The normal form of a name: `The U.S. Army` and `us army` are one."""
    words = unaccented(name).replace(".", "").replace(",", "").split()
    if len(words) > 1 and words[0] == "the":
        del words[0]
    return " ".join(words)


def surname(name: str) -> str:
    """The last word of a person's normal form, before `jr` or a monarch's number."""
    words = name.split()
    return words[-2] if len(words) > 2 and words[-1] in SUFFIXES else words[-1]


def declares(acronym: str, name: str) -> bool:
    """Whether `acronym` can stand for `name`: its letters open words of the name, in order.

    Small words may be skipped (`PAR` for Port Authority of Ravn), words with a capital may not be.
    """
    letters = [letter for letter in unaccented(acronym) if letter.isalnum()]
    words = name.replace("-", " ").split()
    position = 0
    for word in words:
        first = unaccented(word)[:1]
        if position < len(letters) and first == letters[position]:
            position += 1
        elif word[:1].isupper():
            return False
    return len(words) > 1 and position == len(letters)
