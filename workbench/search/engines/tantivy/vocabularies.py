"""The vocabularies of a commit, kept beside the index: to ask Tantivy for all words takes a second
for every half a million.

They are derived from the index and checked when they are read. One that is missing, damaged or of
another commit is made anew by whoever needs it.
"""

from __future__ import annotations

import json
import sys
import zlib
from array import array
from collections.abc import Callable, Iterable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from workbench.search.vocabulary import Vocabulary
from workbench.store.files import open_regular, write_atomic

_WORTH_KEEPING = 20_000


class Vocabularies:
    """Vocabularies by field; `terms` asks the index for all of one.

    `commit` is what tells this commit from others; where it is empty nothing is kept.
    """

    def __init__(
        self, folder: Path, commit: str, terms: Callable[[str], Iterable[tuple[str, int]]]
    ) -> None:
        self._folder = folder
        self._commit = commit
        self._terms = terms
        self._known: dict[str, Vocabulary | None] = {}

    def at_hand(self, field: str) -> Vocabulary | None:
        """The vocabulary of a field, if it need not be made."""
        if field not in self._known:
            self._known[field] = _read(self._path(field), self._commit) if self._commit else None
        return self._known[field]

    def of(self, field: str) -> Vocabulary:
        """The vocabulary of a field."""
        known = self.at_hand(field)
        if known is None:
            known = self._known[field] = Vocabulary.of(self._terms(field))
            if self._commit and len(known.counts) >= _WORTH_KEEPING:
                with suppress(OSError):  # the disk may be full, or the folder not ours to write to
                    _write(self._path(field), self._commit, known)
        return known

    def _path(self, field: str) -> Path:
        return self._folder / f"{field}.words"


def commit_of(path: Path) -> str:
    """What tells a commit from others, given the file that lists its segments."""
    return blake2b(path.read_bytes(), digest_size=16).hexdigest()


def _write(path: Path, commit: str, vocabulary: Vocabulary) -> None:
    parts = [vocabulary.lines, vocabulary.starts.tobytes(), vocabulary.counts.tobytes()]
    about = {
        "commit": commit,
        "order": sys.byteorder,
        "sizes": list(map(len, parts)),
        "crc": zlib.crc32(b"".join(parts)),
    }
    write_atomic(path, b"\n".join((json.dumps(about).encode(), b"".join(parts))))


def _read(path: Path, commit: str) -> Vocabulary | None:
    try:
        with open_regular(path) as file:
            head, _, content = file.read().partition(b"\n")
        about = json.loads(head)
        if (about["commit"], about["order"]) != (commit, sys.byteorder):
            return None
        lines, starts, counts = map(int, about["sizes"])
        if len(content) != lines + starts + counts or zlib.crc32(content) != about["crc"]:
            return None
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return Vocabulary(
        content[:lines],
        array("I", content[lines : lines + starts]),
        array("I", content[lines + starts :]),
    )
