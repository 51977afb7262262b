"""The running words of a text: what a reader would count, one after the other.

They come from the one analysis, so that a word that stands beside a hit can be searched for as it
is shown. Of the spellings that the analysis has of a place one is taken: the whole where an
apostrophe or an ampersand joins (`don't`, `at&t`), but a possessive `'s` is a word of its own, as
in the tagged corpora of English; the parts where a hyphen does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from workbench.search.analysis import chunk_texts, find_chunks
from workbench.search.chunks import Unit, analyse, plain_term
from workbench.search.signs import unspaced

_POSSESSIVE = "'s"
_REACHES = (10, 40, 160, 1280)
"""Characters a word that are looked at for the words beside a place, as far as that is needed."""

_REMEMBERED = 150_000


class RunningWord(NamedTuple):
    """A word as it is counted, its position as the analysis has it, its span in code points."""

    text: str
    position: int
    start: int
    end: int


_remembered: dict[str, tuple[str, ...]] = {}


def in_chunk(chunk: str) -> tuple[str, ...]:
    """The words of a chunk, as `analysis.find_chunks` cuts it; remembered."""
    known = _remembered.get(chunk)
    if known is None:
        plain = plain_term(chunk)
        known = (plain,) if plain else tuple(word.text for word in _words_of(chunk)[1])
        if len(_remembered) >= _REMEMBERED:
            _remembered.clear()
        _remembered[chunk] = known
    return known


def _words_of(chunk: str) -> tuple[int, Sequence[RunningWord]]:
    """How many positions a chunk takes, and its words, counted from its beginning."""
    units, width, _ = analyse(chunk)
    if len(units) == 1:
        only = units[0]
        return 1, (RunningWord(only.text, 0, only.start, only.end),)
    best: dict[int, Unit] = {}
    possessive = set()
    for unit in units:
        if unit.width > 1 and unit.exact and unit.text.endswith(_POSSESSIVE):
            possessive.add(unit.offset + unit.width - 1)
        elif unit.exact and _rank(unit) > _rank(best.get(unit.offset)):
            best[unit.offset] = unit
    words = []
    offset = 0
    while offset < width:
        unit = best[offset]
        text = _POSSESSIVE if offset in possessive else unit.text
        words.append(RunningWord(text, offset, unit.start, unit.end))
        offset += unit.width
    return width, words


def _rank(unit: Unit | None) -> tuple[int, int]:
    return (unit.width, len(unit.text)) if unit else (0, 0)


def words(text: str) -> Iterator[RunningWord]:
    """The words of a text, in order."""
    position = 0
    for match in find_chunks(text):
        width, found = _words_of(match[0])
        base = match.start()
        for word, offset, start, end in found:
            yield RunningWord(word, position + offset, base + start, base + end)
        position += width


def bare(text: str) -> list[str]:
    """The words of a text, in order, without their places."""
    found: list[str] = []
    for chunk in chunk_texts(text):
        found += in_chunk(chunk)
    return found


def before(text: str, place: int, count: int) -> list[str]:
    """The last `count` words before `text[place]`, the nearest first."""
    found: list[str] = []
    for reach in _REACHES:
        start = max(place - reach * count, 0)
        chunks = list(chunk_texts(text[start:place]))
        if start and not _is_between(text, start):
            del chunks[:1]  # it may be cut
        found.clear()
        for chunk in reversed(chunks):
            found += reversed(in_chunk(chunk))
            if len(found) >= count:
                return found[:count]
        if not start:
            break
    return found


def after(text: str, place: int, count: int) -> list[str]:
    """The first `count` words from `text[place]` on, the nearest first."""
    found: list[str] = []
    for reach in _REACHES:
        end = min(place + reach * count, len(text))
        chunks = list(chunk_texts(text[place:end]))
        if end < len(text) and not _is_between(text, end):
            del chunks[-1:]  # it may be cut
        found.clear()
        for chunk in chunks:
            found += in_chunk(chunk)
            if len(found) >= count:
                return found[:count]
        if end == len(text):
            break
    return found


def _is_between(text: str, place: int) -> bool:
    """Whether the signs before and after a place are words of their own, as in Chinese."""
    return unspaced(text[place - 1]) and unspaced(text[place])
