"""Texts that are not in English: what may still be told of them.

The rules stand on English words, and in German every noun has a capital. Of such a text only the
full names of people are found, by their first names, and what the gazetteer knows for sure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from workbench.entities import lexicon
from workbench.entities.gazetteer import gazetteer
from workbench.entities.shapes import LIKELY, Look
from workbench.entities.tokens import Run
from workbench.entities.word_lists import word_set
from workbench.entities.words import Word, key_of, words_of

# Small words of English that its neighbours do not have.
_ENGLISH = word_set("the of and to that with by she his are were from this not said you")
# Articles and prepositions that are given names as well.
_ARTICLES = word_set(
    "le la les el los las der die das den dem des il lo gli un una une ein eine im am an en in de "
    "da do al selon con per par por van von mit sur"
)
# `OsString` is no surname, McDonald is one.
_JOINED = re.compile(r"(?!Mc|Mac|De|Di|Du|La|Le|Van|Fitz)\w*[a-z][A-Z]")
_SAMPLE = 20_000
_FEWEST_WORDS = 15
_ENGLISH_SHARE = 0.06
_LONGEST = 4


def is_foreign(text: str) -> bool:
    """Whether a text is in another language than English, by its small words; tables are not."""
    counts = Counter(text[:_SAMPLE].split())
    words = sum(number for word, number in counts.items() if word.isalpha() and word.islower())
    if words < _FEWEST_WORDS:
        return False
    return sum(map(counts.__getitem__, _ENGLISH)) < _ENGLISH_SHARE * words


def full_names(run: Run) -> Iterator[tuple[int, int, str, Look]]:
    """The people of a run by their first and last names: start and end in it, key and look."""
    words = words_of(run.text)
    first = 0
    while first < len(words):
        end = _name_end(words, first)
        if end:
            key = key_of(run.text, words[first:end])
            yield words[first].start, words[end - 1].end, key, Look("person", LIKELY)
        first = end or first + 1


def _name_end(words: list[Word], first: int) -> int:
    """Where the name that begins at `first` ends; 0 if none does."""
    low = words[first].low
    if low not in gazetteer().given_names or low in _ARTICLES or words[first].joint:
        return 0
    end = last = first + 1
    while end < len(words) and end - first <= _LONGEST and not words[end - 1].owner:
        if _JOINED.match(words[end].text):
            break
        if not words[end].joint:
            last = end + 1
        elif words[end].text not in lexicon.PERSON_PARTICLES:
            break
        end += 1
    return last if last > first + 1 else 0
