"""The words of a run of capitalised words."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from workbench.entities.gazetteer import gazetteer
from workbench.entities.names import unaccented
from workbench.entities.tokens import CAPITAL, PIECE
from workbench.entities.word_lists import word_set

_INITIALS = re.compile(rf"(?:{CAPITAL}\.-?)+{CAPITAL}?\.?|{CAPITAL}")
_TAILS = word_set("led born style era wide made bound run like level type speaking area")


class Word(NamedTuple):
    """A word of a run, `[start, end)` in it, without the `'s` that ends a name.

    `low` is its normal form, `owner` says that the `'s` was there, `joint` that it is a small word
    between names, `code` that it is letters with figures: `AC-0417`.
    """

    start: int
    end: int
    text: str
    low: str
    owner: bool
    joint: bool
    code: bool

    @property
    def ordinary(self) -> bool:
        """Whether the dictionary has it as a word written small."""
        return self.low in gazetteer().ordinary

    @property
    def acronym(self) -> bool:
        """Whether it is written in capitals alone, two or more."""
        return len(self.low) > 1 and self.text.isupper()

    @property
    def dotted(self) -> bool:
        """Whether it is an initial with its dot, which no article has: `A. Brenner`."""
        return len(self.low) == 1 and self.text[-1] == "."

    @property
    def initial(self) -> bool:
        """Whether it is an initial, or several: `K.`, `J.-P.`."""
        return len(self.low) < 5 and _INITIALS.fullmatch(self.text) is not None


def words_of(run: str) -> list[Word]:
    """The words of a run, in order."""
    return [
        Word(match.start(), match.start() + len(traits[0]), *traits)
        for match in PIECE.finditer(run)
        for traits in [_traits(match.group())]
    ]


def key_of(run: str, words: list[Word]) -> str:
    """The normal form of words that follow each other in a run; as `names.fold`, but quicker."""
    if len(words) == 1:
        return words[0].low
    inner = [
        unaccented(run[word.start : word.end + 2].rstrip()) if word.owner else word.low
        for word in words[:-1]
    ]
    return f"{' '.join(inner)} {words[-1].low}"


@lru_cache(maxsize=1 << 15)
def _traits(text: str) -> tuple[str, str, bool, bool, bool]:
    """Text, normal form, owner, joint and code of a word."""
    joint = text[0].islower() or text == "&"
    owner = text[-1] in "'’" or (text[-2:] in ("'s", "’s") and len(text) > 2)
    if owner:
        text = text[: -1 if text[-1] in "'’" else -2]
    elif "-" in text:
        head, _, tail = text.rpartition("-")
        # Moscow-based, Soviet-era; but not Ban Ki-moon.
        if tail.islower() and (tail in _TAILS or tail.endswith(("ed", "ing"))):
            text = head
    code = not text.isalpha() and not text.isdigit() and any(map(str.isdigit, text))
    return text, unaccented(text).replace(".", ""), owner, joint, code
