"""What marks set off besides speech: titles, nicknames, words that are spoken of."""

from __future__ import annotations

import re

from workbench.entities import quotation_words as words
from workbench.entities.quotation_marks import Marked

_WORD = re.compile(r"[^\W_][\w'’-]*")
# Written small in a title.
_SMALL = frozenset("a an and the of in on for to with at by from as or".split())
_ENDS = ".!?…"
_COUNTED = 400
_LONGEST_NAME = 12


def number_of_words(text: str, pair: Marked) -> int:
    """How many words stand between marks; of very many, not all are counted."""
    return len(_WORD.findall(text, pair.start, min(pair.end, pair.start + _COUNTED)))


def is_sentence(text: str, pair: Marked) -> bool:
    """Whether a sentence stands between marks: a capital first, and an end."""
    ends = text[pair.end - 1] in f"{_ENDS},—–" or text[pair.closing : pair.closing + 1] in (
        *".!?",
        "",
    )
    return text[pair.start].isupper() and (ends or pair.open or pair.continued)


def names_something(text: str, pair: Marked, opening: int) -> bool:
    """Whether marks set off a name or a word, in a paragraph that begins at `opening`."""
    lead = text[max(opening, pair.opening - 40) : pair.opening].rstrip()
    before = lead.rstrip(" ,:")
    listed = before.lower().split()
    if listed and not lead.endswith(":"):
        last = listed[-1].strip("(,")
        if last in words.NAMING or (last == "as" and listed[-2:-1] == ["known"]):
            return True
    number = number_of_words(text, pair)
    ended = text[pair.end - 1] in _ENDS
    alone = not before or before[-1] in ".!?"
    if number > _LONGEST_NAME or (ended and (alone or number > 2)):
        return False
    inner = _WORD.findall(text, pair.start, pair.end)
    capital = sum(1 for word in inner if not word[0].islower())
    if number == 1:
        return capital == 1
    small = any(word[0].islower() and word not in _SMALL for word in inner)
    return capital > 1 and not small and text[pair.end - 1] not in "!?"
