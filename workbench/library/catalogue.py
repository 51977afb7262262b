"""The catalogue: what every file of the folder was found to hold, with the text of its documents.

Derived, and so disposable; it saves reading a document again to open it or to show a passage of it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from workbench.library import readers
from workbench.library.rows import DOCUMENT_COLUMNS, document_row, info_of
from workbench.library.safe import safe_name
from workbench.model import Document, DocumentInfo, FileOutcome
from workbench.spans import Spans
from workbench.store.database import Database

_SCHEMA = f"""
CREATE TABLE files (
    raw_path BLOB PRIMARY KEY, size INTEGER, mtime_ns INTEGER, settled INTEGER,
    outcome TEXT, reason TEXT
) WITHOUT ROWID;
CREATE TABLE documents ({DOCUMENT_COLUMNS}, PRIMARY KEY (id)) WITHOUT ROWID;
CREATE INDEX documents_by_place ON documents (raw_path, part);
CREATE TABLE texts (id TEXT PRIMARY KEY, text TEXT, paragraphs BLOB, pages BLOB)
"""
_VERSION = 1
_PRIME = 1_000_000_007
_LIKE_SIGN = re.compile(r"[%_\\]")
_VALUES = {
    "title": ("iif(title != '', title, path)", "documents", "*"),
    "source": ("source", "documents", "*"),
    "author": ("json_each.value", "documents, json_each(authors)", "DISTINCT documents.id"),
    "path": ("path", "documents", "*"),
    "kind": ("kind", "documents", "*"),
    "date": ("date", "documents", "*"),
}
_YEAR = "substr(date, 1, 4)"
_SELECT = f"SELECT {DOCUMENT_COLUMNS} FROM documents"
_SELECT_WITH_TEXT = f"""
SELECT {DOCUMENT_COLUMNS.replace("paragraphs, pages", "documents.paragraphs, documents.pages")},
    text, texts.paragraphs, texts.pages
FROM documents JOIN texts USING (id) WHERE id IN """

KnownFile = tuple[bytes, int, int, int, int]
"""Raw path, size, time of change, whether settled, whether it holds documents. Bare, and not a
class, because 100,000 of them are compared with the folder at every start."""


class Catalogue:
    """The SQLite file of one project. A damaged one is made anew, empty.

    What is recorded counts from the next `commit`, which must come from the same thread. Raises
    WorkbenchError when the file cannot be used: no space, another process that does not let go.
    """

    def __init__(self, path: Path) -> None:
        self._database = Database(path, _SCHEMA, readers.VERSION * 1000 + _VERSION, "catalogue")

    @property
    def notice(self) -> str:
        """What there is to say of the catalogue, in one sentence; mostly nothing."""
        return self._database.notice

    def close(self) -> None:
        """Close the file; it opens again when next used."""
        self._database.close()

    def known_files(self) -> dict[bytes, KnownFile]:
        """Every file by its raw path."""
        rows: list[KnownFile] = self._database.rows(
            "SELECT raw_path, size, mtime_ns, settled, outcome != 'skipped' FROM files"
        )
        return {row[0]: row for row in rows}

    def read_files(self) -> int:
        """How many files hold documents."""
        [(count,)] = self._database.rows(
            "SELECT count(*) FROM files WHERE outcome != 'skipped'"
        ) or [(0,)]
        return int(count)

    def fingerprint(self) -> str:
        """What tells the stamps of the files and the number of the documents from others."""
        rows = self._database.rows(
            f"SELECT count(*), sum(size % {_PRIME}), sum(mtime_ns % {_PRIME}), sum(settled), "
            "(SELECT count(*) FROM documents) FROM files"
        )
        return " ".join(map(str, rows[0])) if rows else ""

    def outcomes(self, *, skipped_only: bool = False) -> list[FileOutcome]:
        """What became of every file, in the order of the raw paths, without its documents."""
        condition = "WHERE outcome = 'skipped'" if skipped_only else ""
        rows = self._database.rows(
            f"SELECT raw_path, outcome, reason FROM files {condition} ORDER BY raw_path"
        )
        return [FileOutcome(safe_name(raw), raw, outcome, reason) for raw, outcome, reason in rows]

    def documents(self) -> list[DocumentInfo]:
        """Every document, in the order of the raw paths and the parts."""
        return [info_of(row) for row in self._database.rows(f"{_SELECT} ORDER BY raw_path, part")]

    def count(self) -> int:
        """Number of documents."""
        rows = self._database.rows("SELECT count(*) FROM documents")
        return int(rows[0][0]) if rows else 0

    def ids(self) -> set[str]:
        """The ids of all documents."""
        return {identity for (identity,) in self._database.rows("SELECT id FROM documents")}

    def ids_by_path(self) -> list[str]:
        """The ids of all documents, in the order of the raw paths and the parts."""
        rows = self._database.rows("SELECT id FROM documents ORDER BY raw_path, part")
        return [identity for (identity,) in rows]

    def info(self, identity: str) -> DocumentInfo | None:
        """The document with this id."""
        return self._first("id = ?", identity)

    def at(self, raw_path: bytes) -> DocumentInfo | None:
        """The first document of the file with this raw path."""
        return self._first("raw_path = ?", raw_path)

    def shown_as(self, path: str) -> DocumentInfo | None:
        """The first document whose file is shown under this path."""
        return self._first("path = ?", path)

    def infos(self, identities: Sequence[str]) -> list[DocumentInfo]:
        """The documents of these ids, without those that are not there."""
        rows = self._database.rows(
            f"{_SELECT} WHERE id IN (SELECT value FROM json_each(?))", json.dumps(identities)
        )
        return list(map(info_of, rows))

    def ids_at(self, raw_path: bytes) -> list[str]:
        """Ids of the documents of the file with this raw path."""
        rows = self._database.rows(
            "SELECT id FROM documents WHERE raw_path = ? ORDER BY part", raw_path
        )
        return [identity for (identity,) in rows]

    def sha256(self, raw_path: bytes) -> str:
        """The checksum of a file when it was read; empty if it holds no documents."""
        rows = self._database.rows(
            "SELECT sha256 FROM documents WHERE raw_path = ? LIMIT 1", raw_path
        )
        return str(rows[0][0]) if rows else ""

    def text(self, identity: str) -> str | None:
        """The text of a document."""
        rows = self._database.rows("SELECT text FROM texts WHERE id = ?", identity)
        return str(rows[0][0]) if rows else None

    def document(self, identity: str) -> Document | None:
        """A document with its text."""
        found = self.documents_of([identity])
        return found[0] if found else None

    def documents_of(self, ids: Sequence[str]) -> list[Document]:
        """The documents with these ids and their texts, in any order; some hundreds at most."""
        marks = ", ".join("?" * len(ids))
        rows = self._database.rows(f"{_SELECT_WITH_TEXT} ({marks})", *ids)
        return [
            Document(info_of(row), row[-3], Spans.unpacked(row[-2]), Spans.unpacked(row[-1]))
            for row in rows
        ]

    def tally(
        self,
        field: str,
        *,
        among: Sequence[str] | None = None,
        besides: Sequence[str] = (),
        beginning: str = "",
        limit: int = -1,
    ) -> list[tuple[str, int]]:
        """The values of a field, a date's year, with the number of their documents.

        The commonest come first: of documents `among` these ids and not `besides` those, and only
        values with a word that begins with `beginning`. -1 is without limit.
        """
        value, tables, counted = _VALUES[field]
        conditions, values = _narrowed(among, besides)
        if beginning:
            start = _LIKE_SIGN.sub(r"\\\g<0>", beginning)
            conditions += " AND (asked LIKE ? ESCAPE '\\' OR asked LIKE ? ESCAPE '\\')"
            values += [f"{start}%", f"% {start}%"]
        rows: list[tuple[str, int]] = self._database.rows(
            f"SELECT {_YEAR if field == 'date' else value} AS asked, count({counted}) "
            f"FROM {tables} WHERE asked != ''{conditions} "
            "GROUP BY asked ORDER BY 2 DESC, asked LIMIT ?",
            *values,
            limit,
        )
        return rows

    def having(self, field: str, wanted: Sequence[str], *, besides: Sequence[str]) -> set[str]:
        """The ids of the documents that have any of these whole values in a field."""
        value, tables, _ = _VALUES[field]
        conditions, values = _narrowed(None, besides)
        rows = self._database.rows(
            f"SELECT documents.id FROM {tables} "
            f"WHERE {value} IN (SELECT value FROM json_each(?)){conditions}",
            json.dumps(wanted),
            *values,
        )
        return {identity for (identity,) in rows}

    def distinct(self, field: str) -> list[str]:
        """The values of a field, each once."""
        value, tables, _ = _VALUES[field]
        return [one for (one,) in self._database.rows(f"SELECT DISTINCT {value} FROM {tables}")]

    def dates(self, ids: Sequence[str], *, besides: Sequence[str]) -> list[str]:
        """The dates of these documents, of those that have one and are not `besides`."""
        conditions, values = _narrowed(ids, besides)
        rows = self._database.rows(
            f"SELECT date FROM documents WHERE date != ''{conditions}", *values
        )
        return [date for (date,) in rows]

    def stamp(self, raw_path: bytes) -> tuple[int, int] | None:
        """Size and time of change of a file when it was read."""
        rows = self._database.rows("SELECT size, mtime_ns FROM files WHERE raw_path = ?", raw_path)
        return rows[0] if rows else None

    def record(self, outcome: FileOutcome) -> None:
        """Put what was read of a file in the place of what was known of it."""
        stamp = outcome.stamp
        self._database.write(
            "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?)",
            [(outcome.raw_path, *stamp, outcome.outcome, outcome.reason)],
        )
        documents = outcome.documents
        marks = ", ".join("?" * (DOCUMENT_COLUMNS.count(",") + 1))
        self._database.write(
            f"INSERT OR REPLACE INTO documents VALUES ({marks})",
            [document_row(document.info) for document in documents],
        )
        self._database.write(
            "INSERT OR REPLACE INTO texts VALUES (?, ?, ?, ?)",
            [
                (document.id, document.text, document.paragraphs.packed(), document.pages.packed())
                for document in documents
            ],
        )

    def forget_documents(self, identities: Iterable[str]) -> None:
        """Drop documents and what is known of their files, to be read again if they are there."""
        rows = [(identity,) for identity in identities]
        self._database.write(
            "DELETE FROM files WHERE raw_path IN (SELECT raw_path FROM documents WHERE id = ?)",
            rows,
        )
        self._database.write("DELETE FROM documents WHERE id = ?", rows)
        self._database.write("DELETE FROM texts WHERE id = ?", rows)

    def forget_files(self, raw_paths: Iterable[bytes]) -> None:
        """Drop what is known of files that hold no documents."""
        self._database.write("DELETE FROM files WHERE raw_path = ?", [(raw,) for raw in raw_paths])

    def settle(self, raw_paths: Iterable[bytes]) -> None:
        """Take the stamps of these files for telling: their bytes were compared."""
        self._database.write(
            "UPDATE files SET settled = 1 WHERE raw_path = ?", [(raw,) for raw in raw_paths]
        )

    def commit(self) -> None:
        """Make what was recorded count."""
        self._database.commit()

    def _first(self, condition: str, value: str | bytes) -> DocumentInfo | None:
        rows = self._database.rows(
            f"{_SELECT} WHERE {condition} ORDER BY raw_path, part LIMIT 1", value
        )
        return info_of(rows[0]) if rows else None


def _narrowed(among: Sequence[str] | None, besides: Sequence[str]) -> tuple[str, list[object]]:
    """More conditions on documents, and the values in them."""
    conditions, values = "", list[object]()
    for sign, ids in (("IN", among), ("NOT IN", besides or None)):
        if ids is not None:
            conditions += f" AND documents.id {sign} (SELECT value FROM json_each(?))"
            values.append(json.dumps(ids))
    return conditions, values
