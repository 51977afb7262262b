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
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple

from workbench.search.folding import IGNORED, MARKS, fold

VERSION = 1
"""To be raised with every change to what a text's terms are: indexes are then made anew."""

LONGEST_TERM = 64
"""Characters of a term that count: two longer ones with the same beginning are one."""

_REMEMBERED_CHUNKS = 60_000
_LONGEST_REMEMBERED = 48
_LONGEST_COMPOUND = 6

_HYPHENS = "\\-\u2010\u2011"
APOSTROPHES = "'\u2019\u2018\u02bc\u02bb\u00b4`\u2032\uff07"
_THIN_SPACES = "\u00a0\u2009\u202f"
_THOUSANDS = f",\u066c'\u2019{_THIN_SPACES}"
# Scripts written without spaces between words; Hangul too, whose particles cling to the word.
_UNSPACED = (
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ece\u1000-\u1049\u1780-\u17d3"
    "\u3005-\u3007\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\ua000-\ua48c\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
_PICTOGRAPHS = "\u2600-\u27bf\U0001f000-\U0001f3fa\U0001f400-\U0001faff"
# English endings that an apostrophe sets off: without them `don't` would also be `dont`, but
# `we'll` be `well` and `it's` be `its`.
_CLITICS = frozenset({"s", "t", "d", "m", "ll", "re", "ve"})

# Signs round a word that never change what it is.
_SILENT = (
    ".,;:!?()[]{}\"'*/\\<>|=_~^$%-\u2013\u2014\u2026\u2018\u2019\u201c\u201d\u201e\u00ab\u00bb"
)

_CHUNK = re.compile(
    rf"\S+(?:(?<=\d)[{_THIN_SPACES}](?=\d{{3}}(?!\d))\S+"
    rf"|(?<=[^\W_][{_HYPHENS}\u00ad])\n[ \t]*(?=[^\W\d_])\S+)*"
)
_MAY_BREAK = re.compile(rf"[{_HYPHENS}\u00ad]\n")
_PART = re.compile(
    rf"(?P<number>(?<!\d[.,])\d{{1,3}}(?:[{_THOUSANDS}]\d{{3}})+(?:[.\u066b]\d+)?(?!\d|[.,]\d)"
    rf"|(?<!\d[.,])\d+[.\u066b]\d+(?!\d|[.,]\d))"
    rf"|(?P<character>[{_UNSPACED}{_PICTOGRAPHS}])"
    rf"|(?:(?![{_UNSPACED}{APOSTROPHES}])[^\W_]|[{MARKS}{IGNORED}](?!\n))+"
)
_PLAIN_PART = re.compile(
    r"(?P<number>(?<!\d[.,])\d{1,3}(?:[,']\d{3})+(?:\.\d+)?(?!\d|[.,]\d)"
    r"|(?<!\d[.,])\d+\.\d+(?!\d|[.,]\d))"
    r"|(?P<character>(?!))"
    r"|[^\W_]+"
)
_HYPHEN = re.compile(rf"[{_HYPHENS}\u00ad](?:\n[ \t]*)?")
_TIGHT = re.compile(f"[{APOSTROPHES}&\uff06]")
_SUFFIX = re.compile(r"(?:\+\+|[+#])(?![\w+#])")
_THOUSANDS_SIGN = re.compile(f"[{_THOUSANDS}]")
_EUROPEAN_THOUSANDS = re.compile(r"\d{1,3}\.\d{3}")


class Term(NamedTuple):
    """A term in a text: its folded form, its position in words, its span in code points.

    A whole or a joined spelling has the position of its first part, and the span of all of them.
    """

    text: str
    position: int
    start: int
    end: int


class Unit(NamedTuple):
    """A term within a chunk: `offset` in positions from the chunk's first, `width` in positions.

    `exact` units say just what is written; the others are further spellings to find it by.
    """

    text: str
    offset: int
    start: int
    end: int
    width: int = 1
    exact: bool = True


class Chunk(NamedTuple):
    """An analysed chunk: its terms, and how many positions it takes."""

    units: tuple[Unit, ...]
    width: int


class _Part(NamedTuple):
    text: str
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
        if not (text[place - 1] in _THIN_SPACES or _MAY_BREAK.match(text, max(blank - 1, floor))):
            return place
        place = blank
    return floor


_remembered: dict[str, Chunk] = {}


def analyse(chunk: str) -> Chunk:
    """The terms of one chunk, as `find_chunks` cuts them."""
    known = _remembered.get(chunk)
    if known is not None:
        return known
    analysed = _analyse(chunk)
    if len(chunk) <= _LONGEST_REMEMBERED:
        if len(_remembered) >= _REMEMBERED_CHUNKS:
            _remembered.clear()
        _remembered[chunk] = analysed
    return analysed


def terms(text: str) -> Iterator[Term]:
    """Every term of `text`, in the order of their chunks."""
    position = 0
    for match in find_chunks(text):
        units, width = analyse(match[0])
        base = match.start()
        for unit in units:
            yield Term(unit.text, position + unit.offset, base + unit.start, base + unit.end)
        position += width


def positions(text: str) -> tuple[dict[str, array[int]], int]:
    """The positions of every distinct term, ascending, and the number of positions in all."""
    new: Callable[[], array[int]] = lambda: array("I")  # noqa: E731
    found: defaultdict[str, array[int]] = defaultdict(new)
    position = 0
    for match in find_chunks(text):
        units, width = analyse(match[0])
        for unit in units:
            found[unit[0]].append(position + unit[1])
        position += width
    return found, position


def query_words(written: str) -> tuple[str, ...]:
    """The terms that something typed stands for, to be found at successive positions.

    `AT&T` alone is its whole, `well-known` its two parts.
    """
    chunks = [analyse(match[0]) for match in find_chunks(written)]
    if len(chunks) == 1:
        units, width = chunks[0]
        for unit in units:
            if unit.exact and unit.width == width > 1:
                return (unit.text,)
    return phrase_words(written)


def phrase_words(written: str) -> tuple[str, ...]:
    """The terms of something typed, one a position: `the AT&T deal` is four words."""
    words: list[str] = []
    for match in find_chunks(written):
        units, width = analyse(match[0])
        exact = [unit for unit in units if unit.exact and unit.width == 1]
        words.extend(
            max((unit.text for unit in exact if unit.offset == offset), key=len)
            for offset in range(width)
        )
    return tuple(words)


def _analyse(chunk: str) -> Chunk:
    bare = chunk.strip(_SILENT)
    if bare.isascii() and bare.isalnum():
        start = chunk.index(bare)
        return Chunk((Unit(bare.lower()[:LONGEST_TERM], 0, start, start + len(bare)),), 1)
    units: list[Unit] = []
    parts: list[_Part] = []
    for match in (_PLAIN_PART if chunk.isascii() else _PART).finditer(chunk):
        text = match[0]
        text = _number(text) if match["number"] else fold(text)
        if text:
            start, end = match.span()
            offset = len(parts)
            parts.append(_Part(text, start, end))
            units.append(Unit(text[:LONGEST_TERM], offset, start, end))
            if _EUROPEAN_THOUSANDS.fullmatch(text):
                units.append(Unit(text.replace(".", ""), offset, start, end, exact=False))
            if not match["character"]:
                units.extend(_signed(chunk, text, offset, start, end))
    if len(parts) > 1:
        units.extend(_compounds(chunk, parts))
        units.sort(key=lambda unit: unit.offset)
    return Chunk(tuple(units), len(parts))


def _number(written: str) -> str:
    """`7,600.50` as `7600.50`, in ASCII digits."""
    return fold(_THOUSANDS_SIGN.sub("", written).replace("\u066b", "."))


def _signed(chunk: str, text: str, offset: int, start: int, end: int) -> Iterator[Unit]:
    """`c++`, `c#`, `#tag` and `@name`: the word with the sign that belongs to it."""
    before = chunk[start - 1] if start else ""
    if before in ("#", "@") and not chunk[max(start - 2, 0) : start - 1].isalnum():
        yield Unit((before + text)[:LONGEST_TERM], offset, start - 1, end)
    sign = _SUFFIX.match(chunk, end)
    if sign and text[-1].isalpha():
        yield Unit((text + sign[0])[:LONGEST_TERM], offset, start, sign.end())


def _compounds(chunk: str, parts: list[_Part]) -> Iterator[Unit]:
    """The wholes and the joined spellings of parts that hyphens, apostrophes, `&` or dots join."""
    gaps = [chunk[a.end : b.start] for a, b in pairwise(parts)]
    words: list[tuple[int, int, str]] = []
    for first, last in _runs(len(parts), lambda i: _TIGHT.fullmatch(gaps[i]) is not None):
        core = last
        if last > first and parts[last].text in _CLITICS and gaps[last - 1] not in "&\uff06":
            core = last - 1
        words.append((first, last, "".join(part.text for part in parts[first : core + 1])))
        for end in {core, last} - {first}:
            whole = parts[first].text + "".join(
                ("&" if gaps[i] in "&\uff06" else "'") + parts[i + 1].text
                for i in range(first, end)
            )
            yield _spanning(whole, parts, first, end, exact=True)
        if core > first:
            yield _spanning(words[-1][2], parts, first, core)
    hyphened = [bool(_HYPHEN.fullmatch(gaps[last])) for _, last, _ in words[:-1]]
    for first, last in _runs(len(words), lambda i: hyphened[i]):
        joined = "".join(word for _, _, word in words[first : last + 1])
        if first < last < first + _LONGEST_COMPOUND and not joined.isdecimal():
            yield _spanning(joined, parts, words[first][0], words[last][1])
    dotted = [
        gap == "." and len(a.text) == len(b.text) == 1 and (a.text + b.text).isalpha()
        for gap, a, b in zip(gaps, parts, parts[1:], strict=False)
    ]
    for first, last in _runs(len(parts), lambda i: dotted[i]):
        if last > first:
            acronym = "".join(part.text for part in parts[first : last + 1])
            yield _spanning(acronym, parts, first, last)


def _runs(length: int, joined: Callable[[int], bool]) -> Iterator[tuple[int, int]]:
    """The maximal runs `(first, last)` of `length` things where `joined(i)` ties i to i + 1."""
    first = 0
    for i in range(length):
        if i + 1 == length or not joined(i):
            yield first, i
            first = i + 1


def _spanning(text: str, parts: list[_Part], first: int, last: int, *, exact: bool = False) -> Unit:
    start, end = parts[first].start, parts[last].end
    return Unit(text[:LONGEST_TERM], first, start, end, last - first + 1, exact)


_ANY_UNSPACED = re.compile(f"[{_UNSPACED}{_PICTOGRAPHS}]")


def unspaced(text: str) -> bool:
    """Whether some of `text` is analysed by character and not by word."""
    return _ANY_UNSPACED.search(text) is not None
