"""Where the names stand that the analyst added, kept from one look to the next.

Disposable, as all that is in the cache. Documents are numbered as their mentions are found, and a
number never stands for another text: what was sought up to a number need not be sought there again.
The file is one of its own, so that a name can be sought while another process finds mentions.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from workbench.entities.correction import Correction, Place
from workbench.entities.occurrences import occurrences, stands
from workbench.model import WorkbenchError
from workbench.spans import Span, Spans
from workbench.store.database import Database

_SCHEMA = """
CREATE TABLE sought (name TEXT PRIMARY KEY, birth TEXT, upto INTEGER);
CREATE TABLE found (
    name TEXT, document INTEGER, spans BLOB, met TEXT, PRIMARY KEY (name, document)
) WITHOUT ROWID
"""
# Raised when the same text gives other places.
_VERSION = 1
_KEPT_AT_ONCE = 500


class Sought(NamedTuple):
    """A name to be found: everywhere, in one document, or at one place of it."""

    name: str
    document: str = ""
    place: Place | None = None

    @classmethod
    def of(cls, correction: Correction) -> Sought:
        """What an addition asks for."""
        name = correction.into.name if correction.into else ""
        return cls(name, correction.document, correction.place)

    @property
    def id(self) -> str:
        """What it is kept under."""
        return repr(tuple(self))

    def places(self, text: str) -> Iterable[Span]:
        """Where it stands in the text of a document."""
        if self.place is None:
            return occurrences(text, self.name)
        place = stands(text, self.place, self.name)
        return () if place is None else (place,)


class Met(NamedTuple):
    """A mention that was found before, and overlaps with an added name."""

    entity: int
    form: str
    start: int
    end: int


class Standing(NamedTuple):
    """Where an added name stands in a document, and the mentions that it meets there."""

    spans: Spans
    met: tuple[Met, ...]


_Row = tuple[str, int, bytes, str]


class Added:
    """Finds names in texts.

    `text` gives the text of a document by its id, `mentions` what was found in it by its number:
    entity, form and spans.
    """

    def __init__(
        self,
        cache: Path,
        text: Callable[[str], str],
        mentions: Callable[[int], Iterable[tuple[int, str, Spans]]],
    ) -> None:
        self._database = Database(cache / "added.sqlite", _SCHEMA, _VERSION, "list of added names")
        self._text = text
        self._mentions = mentions

    def close(self) -> None:
        """Close the file; it opens again when next used."""
        self._database.close()

    def found(self, sought: Sought) -> dict[int, Standing]:
        """Where a name stands, by the numbers of the documents, in those it was sought in."""
        rows = self._database.rows(
            "SELECT document, spans, met FROM found WHERE name = ?", sought.id
        )
        return {
            number: Standing(Spans.unpacked(spans), tuple(map(Met._make, json.loads(met))))
            for number, spans, met in rows
        }

    def lacking(self, sought: Iterable[Sought], birth: str, last: int) -> dict[Sought, int]:
        """Those that were not sought in all documents up to `last`, with how far they were."""
        rows = self._database.rows("SELECT name, upto FROM sought WHERE birth = ?", birth)
        far = dict(rows)
        return {one: far.get(one.id, 0) for one in sought if far.get(one.id, -1) < last}

    def seek(self, lacking: Mapping[Sought, int], birth: str, documents: Mapping[int, str]) -> None:
        """Find names in the documents, ids by number, that come after those each was sought in."""
        self._forget("SELECT name FROM sought WHERE birth != ?", birth)
        rows: list[_Row] = []
        for number, document in sorted(documents.items()):
            due = [
                one
                for one, upto in lacking.items()
                if number > upto and one.document in ("", document)
            ]
            rows += self._in_document(due, number, document)
            if len(rows) >= _KEPT_AT_ONCE:
                self._keep(rows, lacking, birth, number)
                rows = []
        self._keep(rows, lacking, birth, max(documents, default=0))

    def keep_only(self, kept: Iterable[Sought]) -> None:
        """Forget the names that were sought but for some: those that were only looked at."""
        ids = json.dumps([one.id for one in kept])
        self._forget(
            "SELECT name FROM sought WHERE name NOT IN (SELECT value FROM json_each(?))", ids
        )

    def _in_document(self, due: list[Sought], number: int, document: str) -> Iterator[_Row]:
        if not due:
            return
        try:
            text = self._text(document)
        except WorkbenchError:
            return  # it went meanwhile, and its number with it
        for one in due:
            if spans := Spans(one.places(text)):
                yield one.id, number, spans.packed(), json.dumps(self._met(number, spans))

    def _met(self, number: int, spans: Spans) -> list[Met]:
        return [
            Met(entity, form, *span)
            for entity, form, found in self._mentions(number)
            for span in found
            if spans.within(*span)
        ]

    def _keep(self, rows: list[_Row], sought: Iterable[Sought], birth: str, upto: int) -> None:
        self._database.write("INSERT OR REPLACE INTO found VALUES (?, ?, ?, ?)", rows)
        self._database.write(
            "INSERT INTO sought VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE "
            "SET birth = excluded.birth, upto = max(upto, excluded.upto)",
            [(one.id, birth, upto) for one in sought],
        )
        self._database.commit()

    def _forget(self, names: str, value: str) -> None:
        rows = self._database.rows(names, value)
        self._database.write("DELETE FROM found WHERE name = ?", rows)
        self._database.write("DELETE FROM sought WHERE name = ?", rows)
        self._database.commit()
