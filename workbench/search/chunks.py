"""What is in a chunk of text: its parts, its wholes and its joined spellings.

A chunk is what white space cuts out of a text; `analysis` says how, and what becomes of the terms.
Chunks repeat themselves, so that what was learned of one is remembered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from workbench.search.folding import IGNORED, MARKS, fold
from workbench.search.signs import APOSTROPHES, HYPHENS, PICTOGRAPHS, THIN_SPACES, UNSPACED

LONGEST_TERM = 64
"""Characters of a term that count: two longer ones with the same beginning are one."""

_LONGEST_FOLDED = 16 * LONGEST_TERM
_REMEMBERED_CHUNKS = 60_000
_LONGEST_REMEMBERED = 48
_LONGEST_COMPOUND = 6

_THOUSANDS = f",\u066c'\u2019{THIN_SPACES}"
# English endings that an apostrophe sets off: without them `don't` would also be `dont`, but
# `we'll` be `well` and `it's` be `its`.
_CLITICS = frozenset({"s", "t", "d", "m", "ll", "re", "ve"})

# Signs round a word that never change what it is.
_SILENT = (
    ".,;:!?()[]{}\"'*/\\<>|=_~^$%-\u2013\u2014\u2026\u2018\u2019\u201c\u201d\u201e\u00ab\u00bb"
)

_PART = re.compile(
    rf"(?P<number>(?<!\d[.,])\d{{1,3}}(?:[{_THOUSANDS}]\d{{3}})+(?:[.\u066b]\d+)?(?!\d|[.,]\d)"
    rf"|(?<!\d[.,])\d+[.\u066b]\d+(?!\d|[.,]\d))"
    rf"|(?P<character>[{UNSPACED}{PICTOGRAPHS}])"
    rf"|(?:(?![{UNSPACED}{APOSTROPHES}])[^\W_]|[{MARKS}{IGNORED}](?!\n))+"
)
_PLAIN_PART = re.compile(
    r"(?P<number>(?<!\d[.,])\d{1,3}(?:[,']\d{3})+(?:\.\d+)?(?!\d|[.,]\d)"
    r"|(?<!\d[.,])\d+\.\d+(?!\d|[.,]\d))"
    r"|(?P<character>(?!))"
    r"|[^\W_]+"
)
_HYPHEN = re.compile(rf"[{HYPHENS}\u00ad](?:\n[ \t]*)?")
_AMPERSANDS = "&\uff06"
_TIGHT = frozenset(APOSTROPHES + _AMPERSANDS)
_SIGNS = re.compile("[+#@]")
_SUFFIX = re.compile(r"(?:\+\+|[+#])(?![^\W_]|[+#])")
_THOUSANDS_SIGN = re.compile(f"[{_THOUSANDS}]")
_EUROPEAN_THOUSANDS = re.compile(r"\d{1,3}\.\d{3}")


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
    """An analysed chunk: its terms, how many positions it takes, and the terms with their offsets.

    The last says nothing new: it is for who reads millions of chunks and only wants that.
    """

    units: tuple[Unit, ...]
    width: int
    offsets: tuple[tuple[str, int], ...]


class _Part(NamedTuple):
    text: str
    start: int
    end: int


_offset = attrgetter("offset")

remembered: dict[str, Chunk] = {}
"""What was learned last, for who reads millions of chunks and cannot call `analyse` for each."""


def analyse(chunk: str) -> Chunk:
    """The terms of one chunk, as `analysis.find_chunks` cuts them."""
    known = remembered.get(chunk)
    if known is not None:
        return known
    analysed = _analyse(chunk)
    if len(chunk) <= _LONGEST_REMEMBERED:
        if len(remembered) >= _REMEMBERED_CHUNKS:
            remembered.clear()
        remembered[chunk] = analysed
    return analysed


def plain_term(chunk: str) -> str:
    """The one term of a chunk that is an ASCII word between silent signs; empty where it is not."""
    bare = chunk.strip(_SILENT)
    return bare.lower()[:LONGEST_TERM] if bare.isascii() and bare.isalnum() else ""


def _analyse(chunk: str) -> Chunk:
    text = plain_term(chunk)
    if text:
        bare = chunk.strip(_SILENT)
        start = chunk.index(bare)
        return Chunk((Unit(text, 0, start, start + len(bare)),), 1, ((text, 0),))
    units: list[Unit] = []
    parts: list[_Part] = []
    signed = _SIGNS.search(chunk) is not None
    for match in (_PLAIN_PART if chunk.isascii() else _PART).finditer(chunk):
        text = match[0]
        text = _number(text) if match["number"] else fold(text[:_LONGEST_FOLDED])
        if text:
            start, end = match.span()
            offset = len(parts)
            parts.append(_Part(text, start, end))
            units.append(Unit(text[:LONGEST_TERM], offset, start, end))
            if "." in text and _EUROPEAN_THOUSANDS.fullmatch(text):
                units.append(Unit(text.replace(".", ""), offset, start, end, exact=False))
            if signed and not match["character"]:
                units.extend(_signed(chunk, text, offset, start, end))
    if len(parts) > 1:
        gaps = [chunk[a.end : b.start] for a, b in pairwise(parts)]
        compounds = list(_compounds(gaps, parts))
        if compounds:
            units += compounds
            units.sort(key=_offset)
    return Chunk(tuple(units), len(parts), tuple([(unit.text, unit.offset) for unit in units]))


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


def _compounds(gaps: list[str], parts: list[_Part]) -> Iterator[Unit]:
    """The wholes and the joined spellings of parts that hyphens, apostrophes, `&` or dots join."""
    words: list[tuple[int, int, str]] = []
    for first, last in _runs([gap in _TIGHT for gap in gaps]):
        if first == last:
            words.append((first, last, parts[first].text))
            continue
        core = last
        if parts[last].text in _CLITICS and gaps[last - 1] not in _AMPERSANDS:
            core = last - 1
        words.append((first, last, "".join([part.text for part in parts[first : core + 1]])))
        for end in {core, last} - {first}:
            whole = parts[first].text + "".join(
                ("&" if gaps[i] in _AMPERSANDS else "'") + parts[i + 1].text
                for i in range(first, end)
            )
            yield _spanning(whole, parts, first, end, exact=True)
        if core > first:
            yield _spanning(words[-1][2], parts, first, core)
    for first, last in _runs([_HYPHEN.fullmatch(gaps[last]) for _, last, _ in words[:-1]]):
        if first < last < first + _LONGEST_COMPOUND:
            joined = "".join([word for _, _, word in words[first : last + 1]])
            if not joined.isdecimal():
                yield _spanning(joined, parts, words[first][0], words[last][1])
    if "." in gaps:
        yield from _acronyms(gaps, parts)


def _acronyms(gaps: list[str], parts: list[_Part]) -> Iterator[Unit]:
    """`usa` for `U.S.A`: single letters with dots between them."""
    dotted = [
        gap == "." and len(a.text) == len(b.text) == 1 and (a.text + b.text).isalpha()
        for gap, (a, b) in zip(gaps, pairwise(parts), strict=True)
    ]
    for first, last in _runs(dotted):
        if last > first:
            acronym = "".join([part.text for part in parts[first : last + 1]])
            yield _spanning(acronym, parts, first, last)


def _runs(joined: Sequence[object]) -> Iterator[tuple[int, int]]:
    """The maximal runs `(first, last)` of things, where `joined[i]` ties the i-th to the next."""
    first = 0
    for i, tied in enumerate(joined):
        if not tied:
            yield first, i
            first = i + 1
    yield first, len(joined)


def _spanning(text: str, parts: list[_Part], first: int, last: int, *, exact: bool = False) -> Unit:
    start, end = parts[first].start, parts[last].end
    return Unit(text[:LONGEST_TERM], first, start, end, last - first + 1, exact)
