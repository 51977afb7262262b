"""Where sentences end, in prose that knows `Mr.`, `Sept.`, `U.S.` and `J. Tamsin`.

A rule of thumb, not a model: a full stop ends a sentence unless what stands before it is a title,
an initial or another abbreviation; after one that can stand at the end of a sentence as well, the
next word decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.spans import Span

REACH = 4000
"""How far a sentence is looked for, in code points each way; a longer one is cut there."""

_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)|[。！？]+[」』”’）]*")
_OPENERS = "\"'“‘«([—–-"
_BEFORE = re.compile(r"\w(?:[\w.&’'-]*\w)?$|$")
_ACRONYM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Always followed by what they belong to.
_TITLES = _words(
    "mr mrs ms dr prof gen lt col maj capt cpt sgt adm cmdr gov sen rep rev hon pres messrs mme "
    "mlle cf vs v e.g i.e viz approx ca"
)
# Short for something only before a number.
_NUMBERED = _words("no nos art arts para paras p pp ch fig figs vol vols sec c")
# Can end a sentence too.
_SHORT = _words(
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun "
    "inc ltd co corp plc llc bros dept jr sr etc a.m p.m est min max st mt ft ed eds al"
)
_STARTERS = _words(
    "the a an he she it they we i you this that these those there here in on at but and or so if "
    "as when while after before since until once then thus yet still his her its their our my your "
    "for from with by to no not one both all each every some many most another other such what who "
    "how why where however meanwhile also according asked under over during although because"
)


def sentence_at(text: str, position: int, within: Span) -> Span:
    """The sentence round `position` in the paragraph `within`, without the white space after it."""
    position = max(within.start, min(position, within.end - 1))
    low, high = max(within.start, position - REACH), min(within.end, position + REACH)
    start, end = low, high
    for begin in starts(text, low, high):
        if begin > position:
            end = begin
            break
        start = begin
    return Span(start, start + len(text[start:end].rstrip()))


def starts(text: str, start: int, end: int) -> Iterator[int]:
    """Positions in `(start, end)` at which a sentence starts after another one."""
    for mark in _END.finditer(text, start, end):
        begin = mark.end()
        while begin < end and text[begin].isspace():
            begin += 1
        if begin < end and _ends(text, start, mark, begin):
            yield begin


def _ends(text: str, start: int, mark: re.Match[str], begin: int) -> bool:
    """Whether a sentence ends at `mark`, where the next word begins at `begin`."""
    following = text[begin : begin + 40].lstrip(_OPENERS)
    if mark[0][0] in "。！？":
        return True
    if following[:1].islower():
        return False
    if mark[0].rstrip("\"'”’»)]") != ".":
        return True
    word = _BEFORE.findall(text[max(start, mark.start() - 30) : mark.start()])[0].lower()
    if word in _TITLES or (word in _NUMBERED and following[:1].isdigit()):
        return False
    if word.isdigit() and not text[start : mark.start() - len(word)].rpartition("\n")[2].strip():
        return False  # the number of an entry in a list
    is_initial = len(word) == 1 and word.isalpha()
    doubtful = word in _SHORT or is_initial or _ACRONYM.fullmatch(word) is not None
    return not doubtful or _first_word(following) in _STARTERS


def _first_word(text: str) -> str:
    word = re.match(r"[^\W\d_]+", text)
    return word[0].lower() if word else ""
