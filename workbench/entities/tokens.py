"""Where capitalised words stand in a text: the runs that names are found in.

Only Latin capitals open a run, so that a script without capitals, or one that we have no names
for, gives no runs at all. Every pattern here takes time linear in the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from workbench.entities.headlines import Headlines
from workbench.entities.lexicon import ARTICLES, OPENERS
from workbench.entities.word_lists import word_list
from workbench.spans import Spans

_LATIN_BLOCKS = ((0x41, 0x250), (0x1E00, 0x1F00))
_CAPITALS = "".join(
    chr(code)
    for first, last in _LATIN_BLOCKS
    for code in range(first, last)
    if unicodedata.category(chr(code)) == "Lu"
)
# One Latin capital letter, as a pattern.
CAPITAL = f"[{_CAPITALS}]"
# Letters and digits, their combining marks and soft hyphens.
_PARTICLE = r"(?:van|von|ter|ten|bin|ibn|del?|di|da|du|la|le)"
_INNER = r"[^\W_]|[\u0300-\u036f\u00ad]"
_REST = (
    r"(?:"
    rf"(?:\.{CAPITAL})+\.?(?!\w)"  # U.S., J.R.
    # J. Smith, J.-P. Smith, J. van der Berg
    rf"|\.(?=[ \u00a0](?:{CAPITAL}|{_PARTICLE} )|-{CAPITAL})(?:-{CAPITAL}\.)?"
    rf"|(?:{_INNER})*(?:['’&-](?:{_INNER})+)*"
    rf"(?:(?<=s)['’](?=[ ]{CAPITAL}))?)"  # Pilots' Association
)
_WORD = rf"(?:(?:[Aa]l|[Ee]l|[Dd]|[Ll])[-'’])?{CAPITAL}{_REST}"
_TITLES = word_list(
    "Mr Mrs Ms Dr St Gen Col Maj Capt Lt Sgt Cpl Adm Cmdr Sen Rep Gov Prof Rev Fr Hon Pres Messrs "
    "Supt Insp Det Mt Ft"
)
_ABBREVIATION = rf"(?:{'|'.join(_TITLES)})\."
# The same, when its capital has been read.
_ABBREVIATED = "|".join(rf"(?<={title[0]}){title[1:]}\." for title in _TITLES)
_JOINT = (
    r"(?:of|the|for|and|on|in|&|de|da|do|dos|du|des|del|della|di|von|van|der|den|zu|zur|la|le|las"
    r"|los|bin|ibn|bint|ben|al|el|y|e|af|av|ter|ten)"
)
_GAP = r"(?:[ \u00a0\u202f]|[ ]?\n[ ]?)"
# What the program's regular expressions are quickest at is a set of characters to start from.
_RUN = re.compile(
    rf"{CAPITAL}(?<![^\W_].)(?:{_ABBREVIATED}|{_REST})"
    rf"(?:{_GAP}(?:{_JOINT}{_GAP}){{0,2}}(?:{_ABBREVIATION}|{_WORD})){{0,30}}"
    rf"(?:[ \u00a0]\d{{1,3}}(?![\w.,:%]*\d|[\w%]))?"
)
# Before the capital of a name: al-Assad, d'Estaing.
_PREFIX = re.compile(r"(?<![^\W_])(?:[Aa]l|[Ee]l|[Dd]|[Ll])[-'’]$")
# One word of a run.
PIECE = re.compile(rf"{_ABBREVIATION}|{_WORD}|{_JOINT}(?!\w)|\d+|\S+")

# Characters that may stand between the end of a sentence and the first word of the next.
_OPENING = frozenset(" \t\u00a0\"'“”‘’«»„([{*_~`")
_ENDING = frozenset(".!?:;…|#>•·–—-+=\n/")
_WRAPPED = 40
_LONGEST_RUN = 24
_ADDRESS_MARKS = frozenset("/\\@=?#%&.")
_ADDRESS_REACH = 200
_SMALL = frozenset(word.capitalize() for word in ARTICLES) | {"I", "A"}


class Run(NamedTuple):
    """Capitalised words in a row, with the small words between them.

    `opens` says that a sentence, a line or a cell begins here, so that the first word's capital
    means little; `loud` that all words hereabouts have capitals: a headline, or shouting.
    """

    start: int
    end: int
    text: str
    opens: bool
    loud: bool


def runs(text: str, paragraphs: Spans) -> Iterator[Run]:
    """The runs of the text in order, without overlaps, but for small words that open a sentence.

    A line break parts a run unless a paragraph goes on over it.
    """
    headlines = Headlines(text)
    for match in _RUN.finditer(text):
        words = match.group()
        if words in _SMALL:
            continue
        start, end = match.span()
        if "\n" in words:
            # A wrapped name goes on in the next line; a heading does not go on in the text below.
            for first, last in _lines(text, start, end, paragraphs):
                for part in _RUN.finditer(text, first, last):
                    yield from _run(text, part.start(), part.group(), headlines)
        else:
            yield from _run(text, start, words, headlines)


def _run(text: str, start: int, words: str, headlines: Headlines) -> Iterator[Run]:
    end = start + len(words)
    prefix = (
        _PREFIX.search(text, max(0, start - 3), start) if text[start - 1 : start] in "-'’" else None
    )
    if prefix:
        start = prefix.start()
        words = text[start:end]
    opens = opens_sentence(text, start)
    if (opens and words.lower() in OPENERS) or _in_address(text, start, end):
        return
    several = " " in words
    loud = headlines.cover(start) or (
        several and (words.isupper() or words.count(" ") >= _LONGEST_RUN)
    )
    yield Run(start, end, words, opens, loud)


def _lines(text: str, start: int, end: int, paragraphs: Spans) -> Iterator[tuple[int, int]]:
    """The range cut at its line breaks, but for those in a paragraph after a line of full width."""
    first = start
    position = text.find("\n", start, end)
    while position >= 0:
        index = paragraphs.at(position) if len(paragraphs) else -1
        short = text.find("\n", max(0, position - _WRAPPED), position) >= 0 or position < _WRAPPED
        if short or index < 0 or paragraphs[index].end <= position + 1:
            yield first, position
            first = position + 1
        position = text.find("\n", position + 1, end)
    yield first, end


def opens_sentence(text: str, position: int) -> bool:
    """Whether a sentence, a line or a table cell begins at `position`."""
    before = position - 1
    while before >= 0 and text[before] in _OPENING:
        before -= 1
    return before < 0 or text[before] in _ENDING


def _in_address(text: str, start: int, end: int) -> bool:
    """Whether the run is part of a web or mail address, a path or a variable's name."""
    before = text[start - 1 : start]
    after = text[end : end + 1]
    dotted = after == "." and text[end + 1 : end + 2].isalnum()
    if not dotted and before not in _ADDRESS_MARKS and after not in _ADDRESS_MARKS:
        return False
    if (
        "@" in (before, after)
        or before in ("\\", "=")
        or (before == "/" and text[start - 2 : start - 1].isdigit())
    ):
        return True
    reach = max(0, start - _ADDRESS_REACH)
    left = max(text.rfind(space, reach, start) for space in " \n\t(<|")
    word = text[max(left + 1, reach) : end + 1]
    return "://" in word or "www." in word or "@" in word
