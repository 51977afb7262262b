"""Where the passages of a changed text were found: worked out once, and kept in the cache.

What is kept holds for one reading of the document (its checksum and length) and for what the note
said of its passage. All of it can be thrown away.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from workbench.model import Document, DocumentInfo, WorkbenchError
from workbench.notes.anchoring import Candidate, Placed, place, stands
from workbench.notes.annotation import Annotation
from workbench.notes.ground import Ground
from workbench.spans import Span
from workbench.store.database import Database

_METHOD = 2
"""Raised whenever the method of finding passages changes: then all are looked for again."""

_SCHEMA = """
CREATE TABLE placements (
    annotation TEXT PRIMARY KEY, document TEXT, text TEXT, sought BLOB,
    status TEXT, start INTEGER, "end" INTEGER, score REAL, candidates TEXT
) WITHOUT ROWID;
CREATE INDEX of_document ON placements (document)
"""
_SELECT = """
SELECT annotation, sought, status, start, "end", score, candidates FROM placements
WHERE document = ? AND text = ?
"""
_INSERT = "INSERT OR REPLACE INTO placements VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_FORGET = "DELETE FROM placements WHERE document = ? AND text <> ?"

_Row = tuple[bytes, str, int | None, int | None, float, str]


@dataclass(slots=True)
class _Known:
    """What is known of the notes of one document, as it was read last."""

    text: str
    rows: dict[str, _Row]
    placed: dict[str, Placed] = field(default_factory=dict)


class Placements:
    """Places annotations in documents as they are now. Without a `cache` only memory remembers.

    `siblings` gives all annotations of a document: where one is to be looked for, all are, since
    the text is prepared for it only once.
    """

    def __init__(self, cache: Path | None, siblings: Callable[[str], Sequence[Annotation]]) -> None:
        self._path = None if cache is None else cache / "placements.sqlite"
        self._siblings = siblings
        self._known: dict[str, _Known] = {}

    def placed(self, annotation: Annotation, document: Document | None) -> Placed:
        """Where its passage stands in the document; None stands for a lost one.

        A note on a whole document is anchored as long as there is one, and has no span.
        """
        if document is None:
            return Placed(annotation, None, "orphaned")
        if annotation.whole:
            return Placed(annotation, None, "anchored", 1.0)
        if stands(annotation, document):
            return Placed(annotation, annotation.span, "anchored", 1.0)
        return self.known(annotation, document.info) or self._found(annotation, document)

    def known(self, annotation: Annotation, info: DocumentInfo) -> Placed | None:
        """Where it stands if that was worked out before, for which the text is not needed."""
        known = self._of(info)
        placed = known.placed.get(annotation.id)
        if placed is None or placed.annotation is not annotation:
            row = known.rows.get(annotation.id)
            if row is None or row[0] != _sought(annotation):
                return None
            placed = known.placed[annotation.id] = _as_decided(_from_row(annotation, row))
        return placed

    def _found(self, annotation: Annotation, document: Document) -> Placed:
        """Look for it, and for all others of the document that nobody has looked for yet."""
        known, ground = self._of(document.info), Ground(document.text)
        wanted = {
            one.id: one
            for one in self._siblings(document.id)
            if not (one.whole or stands(one, document) or self.known(one, document.info))
        } | {annotation.id: annotation}
        new = {identity: place(one, document, ground) for identity, one in wanted.items()}
        rows = {identity: _row(placed) for identity, placed in new.items()}
        known.rows |= rows
        known.placed |= {identity: _as_decided(placed) for identity, placed in new.items()}
        self._keep(document.id, known.text, rows.items())
        return known.placed[annotation.id]

    def _of(self, info: DocumentInfo) -> _Known:
        text = f"{_METHOD} {info.characters} {info.sha256}"
        known = self._known.get(info.id)
        if known is None or known.text != text:
            known = self._known[info.id] = _Known(text, self._kept(info.id, text))
        return known

    def _kept(self, document: str, text: str) -> dict[str, _Row]:
        if self._path is None:
            return {}
        try:
            with closing(Database(self._path, _SCHEMA, 1, "cache of places")) as database:
                rows = database.rows(_SELECT, document, text)
        except WorkbenchError:
            return {}  # they are looked for again
        return {identity: row for identity, *row in rows}

    def _keep(self, document: str, text: str, rows: Iterable[tuple[str, _Row]]) -> None:
        if self._path is None:
            return
        try:
            with closing(Database(self._path, _SCHEMA, 1, "cache of places")) as database:
                database.write(_FORGET, [(document, text)])
                database.write(_INSERT, [(one, document, text, *row) for one, row in rows])
                database.commit()
        except WorkbenchError:
            return  # the next start looks for them again


def _as_decided(placed: Placed) -> Placed:
    """What is uncertain is an orphan if the analyst said so."""
    if placed.status == "uncertain" and placed.kept:
        return replace(placed, span=None, status="orphaned")
    return placed


def _sought(annotation: Annotation) -> bytes:
    """A checksum of what the note says of its passage."""
    said = annotation.span, annotation.exact, annotation.prefix, annotation.suffix
    text = repr((said, annotation.sha256)).encode(errors="surrogatepass")
    return hashlib.blake2b(text, digest_size=8).digest()


def _row(placed: Placed) -> _Row:
    start, end = placed.span or (None, None)
    candidates = json.dumps([(*one.span, one.score) for one in placed.candidates])
    return _sought(placed.annotation), placed.status, start, end, placed.score, candidates


def _from_row(annotation: Annotation, row: _Row) -> Placed:
    _, status, start, end, score, candidates = row
    return Placed(
        annotation,
        None if start is None or end is None else Span(start, end),
        status,  # type: ignore[arg-type]  # one of our own, as written
        score,
        tuple(Candidate(Span(start, end), like) for start, end, like in json.loads(candidates)),
    )
