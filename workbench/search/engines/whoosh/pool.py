"""The postings of a segment that is being written, gathered by term.

Whoosh's own pool sorts them one by one, a million in 1,500 documents. Here only the terms are
sorted; what is too much for memory waits in temporary files, sorted likewise.
"""

from __future__ import annotations

import heapq
import marshal
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from workbench.search.analysis import positions
from workbench.search.engines.postings import WIDE, encode_places, encode_wide

# Of a posting in memory, beside its places: the header of their bytes and three references.
_POSTING_BYTES = 60
_TERM_BYTES = 300

Posting = tuple[str, bytes, int, float, bytes]
"""As Whoosh hands it out: field, term, document, count, places."""

Postings = tuple[str, bytes, Sequence[int], Sequence[float], Sequence[bytes]]
"""All of a field and a term: documents, counts, places."""

# Documents, counts and places of a term in turn: one list costs less than three.
_Run = tuple[str, str, list[int | float | bytes]]


class Pool:
    """Takes postings in the order of their documents, and gives them in the order of terms.

    It has the methods that Whoosh's writers call. About `limit` bytes are kept in memory.
    """

    def __init__(self, folder: Path, limit: int) -> None:
        self._folder = folder
        self._limit = limit
        self._runs: list[IO[bytes]] = []
        self._clear()

    def add_text(self, field: str, document: int, text: str) -> Mapping[str, Sequence[int]]:
        """Add the terms of a text, and return them with their places."""
        terms = self._fields[field]
        before = len(terms)
        found, wide = positions(text)
        for term, places in found.items():
            encoded = encode_places(places)
            terms[term] += (document, len(places), encoded)
            self._size += len(encoded)
        for term, taken in wide.items():
            encoded = encode_wide(taken)
            terms[WIDE + term] += (document, len(taken), encoded)
            self._size += len(encoded) + _POSTING_BYTES
        self._size += _POSTING_BYTES * len(found) + _TERM_BYTES * (len(terms) - before)
        self._save_if_full()
        return found

    def add_words(self, field: str, document: int, words: Sequence[str]) -> None:
        """Add distinct terms without places of their own."""
        for place, term in enumerate(words):
            self.add((field, term.encode(), document, 1.0, encode_places([place])))

    def add(self, posting: Posting) -> None:
        """Add a posting of a segment that is merged into the new one."""
        field, term, document, count, places = posting
        self._fields[field][term.decode()] += (document, count, places)
        self._size += _POSTING_BYTES + len(places)
        self._save_if_full()

    def iter_postings(self) -> Iterator[Postings]:
        """All postings, by field and term, and the documents of each ascending."""
        # Runs are as old as their number, and merging keeps that order among equals.
        sorted_runs = [*map(_read, self._runs), self._sorted()]
        merged = heapq.merge(*sorted_runs, key=_key) if self._runs else sorted_runs[0]
        for (field, term), of_term in groupby(merged, _key):
            postings = [value for _, _, part in of_term for value in part]
            yield field, term.encode(), postings[::3], postings[1::3], postings[2::3]  # type: ignore[misc]

    def cleanup(self) -> None:
        """Let go of everything."""
        for run in self._runs:
            run.close()
        self._runs.clear()
        self._clear()

    def _clear(self) -> None:
        self._fields: defaultdict[str, defaultdict[str, list[int | float | bytes]]]
        self._fields = defaultdict(lambda: defaultdict(list))
        self._size = 0

    def _save_if_full(self) -> None:
        if self._size > self._limit:
            run = TemporaryFile(dir=self._folder)  # noqa: SIM115 - open until the postings are read
            self._runs.append(run)
            for postings in self._sorted():
                marshal.dump(postings, run)
            self._clear()

    def _sorted(self) -> Iterator[_Run]:
        for field in sorted(self._fields):
            terms = self._fields[field]
            for term in sorted(terms):
                yield field, term, terms[term]


_key = itemgetter(0, 1)


def _read(run: IO[bytes]) -> Iterator[_Run]:
    run.seek(0)
    while True:
        try:
            yield marshal.load(run)
        except EOFError:
            return
