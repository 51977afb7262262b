"""What Tantivy is fed: the terms of our analysis, as texts that its white-space tokenizer cuts.

That tokenizer gives every term a position of its own, and ours may share one: `peace-keeping` is
`peace`, `keeping`, and `peacekeeping` at the position of `peace`. So every field has two. The
first holds one term a position, the parts, with their positions. The second holds the others,
wholes and joined spellings, without. A document has a term in one of the two only, so that its
documents can be counted: where the parts have it too, the second has it marked.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import chain, islice
from struct import Struct

import tantivy
from tantivy.tantivy import __version__

from workbench.model import Document
from workbench.search import analysis, dates
from workbench.search.chunks import LONGEST_TERM, analyse, plain_term, remembered
from workbench.search.engine import FIELDS, checksum
from workbench.search.matcher import field_text
from workbench.search.parser import TEXT
from workbench.search.smoothing import has_run, smoothed
from workbench.search.titles import BESIDE, HEADING, beside, heading
from workbench.search.tree import PLAIN

FORM = (
    f"tantivy 4, library {__version__}, analysis {analysis.VERSION}, "
    f"{unicodedata.unidata_version}, {sys.byteorder}"
)
"""Indexes of another form are made anew."""

ID, FIRST_DAY, LAST_DAY = "id", "first_day", "last_day"
BY_PATH, BY_DATE, SHAPE, CHECKSUM = "by_path", "by_date", "shape", "checksum"
KEY = BY_PATH
"""All that is stored of a document: texts would make it slow to learn which one it is."""
SPELT = tuple(f"id_{place}" for place in range(7))
"""The id in numbers of eight bytes: what is stored would be unpacked by the block to be read."""

MARK = "+"
"""Before a term: the parts have it too. No term begins so."""

_SEPARATOR = "\0"
_SPELLING = Struct(f">{len(SPELT)}Q")
_REMEMBERED_CHUNKS = 150_000
_ODD = re.compile("[^a-z0-9 ]")
# Characters of a text for one that is odd, so that it pays not to look up every chunk.
_FEW = 32
_UNDATED = "~"


def joined(field: str) -> str:
    """The second of the two that a field has."""
    return f"{field}_joined"


def fields_of(field: str) -> tuple[str, ...]:
    """The fields of the index in which a field has its words; no document has one in two of them.

    Without a field a word is in the text or beside it.
    """
    if field == BESIDE:
        return (BESIDE,)
    return (TEXT, joined(TEXT), BESIDE) if field == PLAIN else (field, joined(field))


def schema() -> tantivy.Schema:
    """The fields of the index."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field(ID, tokenizer_name="raw", index_option="basic")
    for name in FIELDS:
        builder.add_text_field(name, tokenizer_name="whitespace")
        builder.add_text_field(joined(name), tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field(BESIDE, tokenizer_name="whitespace", index_option="basic")
    for name in (BY_PATH, BY_DATE):
        builder.add_text_field(
            name, stored=name == KEY, fast=True, tokenizer_name="raw", index_option="basic"
        )
    builder.add_text_field(SHAPE, tokenizer_name="raw", index_option="basic")
    for name in (FIRST_DAY, LAST_DAY):
        builder.add_integer_field(name, fast=True)
    for name in (CHECKSUM, *SPELT):
        builder.add_unsigned_field(name, fast=True)
    return builder.build()


class Feeder:
    """Makes documents for Tantivy; remembers what became of chunks, as `analyse` does."""

    def __init__(self) -> None:
        self._parts = _Parts()

    def forget(self) -> None:
        """Let go of all that is remembered: it takes as much memory as a vocabulary."""
        self._parts = _Parts()
        remembered.clear()

    def document(self, document: Document, shape: str) -> tantivy.Document:
        """The document to be added; `shape` is its folded path."""
        info = document.info
        fed = tantivy.Document()
        texts = {name: field_text(info, name) for name in FIELDS}
        texts |= {TEXT: document.text, HEADING: heading(document)}
        for name, text in texts.items():
            parts, others = self._encoded(text)
            fed.add_text(name, parts)
            if others:
                fed.add_text(joined(name), others)
            if name == TEXT and texts[HEADING]:
                fed.add_text(BESIDE, _beside(texts[HEADING], f" {parts} ", f" {others} "))
        fed.add_text(ID, info.id)
        fed.add_unsigned(CHECKSUM, checksum(document.text))
        for name, number in zip(SPELT, spelling(info.id), strict=True):
            fed.add_unsigned(name, number)
        fed.add_text(SHAPE, shape)
        by_path = info.path + _SEPARATOR + info.id
        fed.add_text(BY_PATH, by_path)
        days = dates.whole(info.metadata.date)
        fed.add_text(BY_DATE, (days[0] if days else _UNDATED) + _SEPARATOR + by_path)
        if days:
            fed.add_integer(FIRST_DAY, day_number(days[0]))
            fed.add_integer(LAST_DAY, day_number(days[1]))
        return fed

    def _encoded(self, text: str) -> tuple[str, str]:
        """The parts of a text, and its other terms, each in a row."""
        rows: list[str] = []
        found: list[str] = []
        start = 0
        while start < len(text):
            end = analysis.window_end(text, start)
            parts, others = self._window(text[start:end])
            rows.append(parts)
            found += others
            start = end
        if not found:
            return " ".join(rows), ""
        terms = set(found)
        marked = set().union(*(terms.intersection(row.split()) for row in rows))
        return " ".join(rows), " ".join([MARK + t if t in marked else t for t in found])

    def _window(self, text: str) -> tuple[str, list[str]]:
        known = self._parts
        if len(known) > _REMEMBERED_CHUNKS:
            known.clear()
            known.others.clear()
        smooth, plain = smoothed(text)
        few = len(text) // _FEW
        odd = list(islice(_ODD.finditer(smooth), few + 1)) if plain else []
        if plain and len(odd) <= few and not has_run(smooth, LONGEST_TERM + 1):
            return self._by_oddity(smooth, odd)
        return self._by_chunk(analysis.smooth_chunks(smooth, plain))

    def _by_chunk(self, chunks: Iterable[str]) -> tuple[str, list[str]]:
        """Looks every chunk up."""
        chunks = list(chunks)
        parts, others = self._parts, self._parts.others
        of_others = map(others.__getitem__, filter(others.__contains__, chunks))
        return " ".join(map(parts.__getitem__, chunks)), list(chain.from_iterable(of_others))

    def _by_oddity(self, smooth: str, odd: Iterable[re.Match[str]]) -> tuple[str, list[str]]:
        """Looks up only chunks with something odd: what is all small letters is a term already."""
        known, others = self._parts, self._parts.others
        pieces: list[str] = []
        found: list[str] = []
        done = 0
        for match in odd:
            at = match.start()
            if at < done:
                continue
            start = smooth.rfind(" ", done, at) + 1 or done
            end = smooth.find(" ", at)
            pieces.append(smooth[done:start])
            done = end if end >= 0 else len(smooth)
            for chunk in smooth[start:done].split():  # at white space beyond ASCII
                pieces.append(known[chunk])
                if chunk in others:
                    found += others[chunk]
        pieces.append(smooth[done:])
        return " ".join(pieces), found


def _beside(title: str, parts: str, others: str) -> str:
    """The terms of a title that are not among those of a text, which stand between blanks."""
    return " ".join(beside(title, lambda t: (s := f" {t} ") in parts or s in others))


def day_number(day: str) -> int:
    """An ISO date as a number that sorts alike."""
    return int(day.replace("-", ""))


def spelling(identity: str) -> tuple[int, ...]:
    """The id in the numbers of `SPELT`; all are 0 where it is too long for them."""
    letters = identity.encode()
    return _SPELLING.unpack(
        (letters if len(letters) <= _SPELLING.size else b"").ljust(_SPELLING.size, b"\0")
    )


def spelt(numbers: Sequence[int]) -> str:
    """The id that `spelling` put in numbers; empty where it was too long."""
    return _SPELLING.pack(*numbers).rstrip(b"\0").decode()


def sorted_id(key: str) -> str:
    """The id of the document that has this key in `BY_PATH` or `BY_DATE`."""
    return key.rpartition(_SEPARATOR)[2]


class _Parts(dict[str, str]):
    """The parts of a chunk in a row, analysed when first asked for; `others` its other terms."""

    def __init__(self) -> None:
        self.others: dict[str, list[str]] = {}

    def __missing__(self, chunk: str) -> str:
        if plain := plain_term(chunk):
            self[chunk] = plain
            return plain
        parts: list[str] = []
        others: list[str] = []
        for unit in analyse(chunk).units:  # by offset, and the part comes first
            (parts if unit.offset == len(parts) else others).append(unit.text)
        if others:
            self.others[chunk] = others
        self[chunk] = encoded = " ".join(parts)
        return encoded
