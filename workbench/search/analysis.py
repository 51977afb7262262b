"""What a word is: the one analysis that the index, the queries and the marking of hits share.

White space cuts a text into chunks, and each chunk is analysed by itself and remembered, so that a
text costs little more than a dictionary look-up a word. A chunk yields terms at positions:

- its parts, one position each: `peace-keeping` is `peace`, `keeping`; `Jioyev's` is `jioyev`, `s`;
  `7,600` is the one number `7600`; Chinese, Japanese, Korean, Thai and their like go by character;
- wholes, at the position of their first part: `jioyev's`, `at&t`, `c++`, `#tag`, `@name`;
- joined spellings, likewise: `peacekeeping`, `oneill`, `usa` for `U.S.A.`, a word broken by a
  hyphen at the end of a line.

No word is left out for being common.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from workbench.search.chunks import analyse, remembered
from workbench.search.signs import HYPHENS, JOINING, THIN_SPACES
from workbench.search.smoothing import smoothed

VERSION = 2
"""To be raised with every change to what a text's terms are: indexes are then made anew."""

_CHUNK = re.compile(
    rf"\S+(?:(?<=\d)[{THIN_SPACES}](?=\d{{3}}(?!\d))\S+"
    rf"|(?<=[^\W_][{HYPHENS}\u00ad])\n[ \t]*(?=[^\W\d_])\S+)*"
)
_LONGEST_SPLIT = 1 << 22
_WINDOW = 1 << 20
_MAY_BREAK = re.compile(rf"[{HYPHENS}\u00ad]\n")


class Term(NamedTuple):
    """A term in a text: its folded form, its position in words, its span in code points.

    A whole or a joined spelling has the position of its first part, and the span of all of them.
    """

    text: str
    position: int
    start: int
    end: int


def find_chunks(text: str, start: int = 0) -> Iterator[re.Match[str]]:
    """The chunks of a text in order, each to be handed to `analyse`."""
    return _CHUNK.finditer(text, start)


def boundary_before(text: str, place: int, floor: int) -> int:
    """A place at or before `text[place]`, and not before `floor`, from which to go on.

    `floor` itself must be one: the end of a chunk, or 0.
    """
    while place > floor:
        if not text[place - 1].isspace():
            place -= 1
            continue
        blank = place
        while blank > floor and text[blank - 1].isspace():
            blank -= 1
        # A thin space or a broken line may stand inside a chunk.
        if not (text[place - 1] in THIN_SPACES or _MAY_BREAK.match(text, max(blank - 1, floor))):
            return place
        place = blank
    return floor


def window_end(text: str, start: int) -> int:
    """Where to pause when a text is read from `start`, a boundary, about a million signs at a time.

    It is the end of the text, or a place that cuts no chunk.
    """
    place = start + _WINDOW
    if place >= len(text):
        return len(text)
    end = boundary_before(text, place, start)
    return end if end > start else len(text)


def terms(text: str) -> Iterator[Term]:
    """Every term of `text`, in the order of their chunks."""
    position = 0
    for match in find_chunks(text):
        units, width, _ = analyse(match[0])
        base = match.start()
        for unit in units:
            yield Term(unit.text, position + unit.offset, base + unit.start, base + unit.end)
        position += width


def positions(text: str) -> tuple[dict[str, list[int]], dict[str, list[tuple[int, int]]]]:
    """The positions of every distinct term, ascending.

    Then of those that take more than one position, each position with the number of them.
    """
    found: defaultdict[str, list[int]] = defaultdict(list)
    wide: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    position = 0
    known = remembered.get
    for chunk in smooth_chunks(*smoothed(text)):
        units, width, offsets = known(chunk) or analyse(chunk)
        for term, offset in offsets:
            found[term].append(position + offset)
        if len(units) > width:
            for unit in units:
                if unit.width > 1:
                    wide[unit.text].append((position + unit.offset, unit.width))
        position += width
    return found, wide


def chunk_texts(text: str) -> Iterable[str]:
    """What `find_chunks` finds, in half the time where white space alone makes the chunks."""
    return smooth_chunks(text, not any(sign in text for sign in JOINING))


def smooth_chunks(smooth: str, plain: bool) -> Iterable[str]:
    """The chunks of a text, and whether white space alone makes them, as from `smoothed`."""
    if plain and len(smooth) <= _LONGEST_SPLIT:
        return smooth.split()
    return (match[0] for match in find_chunks(smooth))


def query_words(written: str) -> tuple[str, ...]:
    """The terms that something typed stands for, to be found at successive positions.

    `AT&T` alone is its whole, `well-known` its two parts.
    """
    chunks = [analyse(match[0]) for match in find_chunks(written)]
    if len(chunks) == 1:
        units, width, _ = chunks[0]
        for unit in units:
            if unit.exact and unit.width == width > 1:
                return (unit.text,)
    return phrase_words(written)


def phrase_words(written: str) -> tuple[str, ...]:
    """The terms of something typed, one a position: `the AT&T deal` is four words."""
    words: list[str] = []
    for match in find_chunks(written):
        units, width, _ = analyse(match[0])
        exact = [unit for unit in units if unit.exact and unit.width == 1]
        words.extend(
            max((unit.text for unit in exact if unit.offset == offset), key=len)
            for offset in range(width)
        )
    return tuple(words)
