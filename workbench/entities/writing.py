"""Storing mentions and quotations: what is added, taken out and settled in the tables."""

from __future__ import annotations

from collections.abc import Container, Sequence

from workbench.entities.extract import extract_by_section
from workbench.entities.forms import Row, best_name, key_in, rows_of
from workbench.entities.names import fold
from workbench.entities.quotation_said import Said
from workbench.entities.quotations import parts_of, quotations
from workbench.entities.sections import sections
from workbench.model import Document
from workbench.store.database import Database

SCHEMA = """
CREATE TABLE birth (stamp TEXT);
INSERT INTO birth VALUES (lower(hex(randomblob(8))));
CREATE TABLE documents (number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT UNIQUE);
CREATE TABLE entities (
    number INTEGER PRIMARY KEY, key TEXT UNIQUE, kind TEXT, name TEXT, documents INTEGER,
    count INTEGER
);
CREATE INDEX entities_by_count ON entities (kind, count);
CREATE TABLE forms (
    entity INTEGER, form TEXT, kind TEXT, folded TEXT, count INTEGER, PRIMARY KEY (entity, form)
) WITHOUT ROWID;
CREATE TABLE mentions (
    document INTEGER, section INTEGER, entity INTEGER, form TEXT, count INTEGER, spans BLOB,
    PRIMARY KEY (document, section, entity, form)
) WITHOUT ROWID;
CREATE INDEX mentions_by_entity ON mentions (entity, document);
CREATE TABLE quotations (
    document INTEGER, start INTEGER, stop INTEGER, entity INTEGER, form TEXT, named INTEGER,
    part INTEGER, cue TEXT, direct INTEGER, via TEXT, PRIMARY KEY (document, start, stop)
) WITHOUT ROWID;
CREATE INDEX quotations_by_speaker ON quotations (entity, form, document, part)
"""
# Raised when the same text gives other mentions, so that those stored are derived again.
VERSION = 3
_SETTLED_AT_ONCE = 10_000


class Writer:
    """Changes what is stored. It counts once `settle` was called and the database committed."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._unsettled: set[str] = set()

    def add(self, document: Document) -> None:
        """Store the mentions and quotations of a document that has none."""
        self._database.write("INSERT INTO documents (id) VALUES (?)", [(document.id,)])
        published = document.info.metadata.date
        keys: set[str] = set()
        text, paragraphs = document.text, document.paragraphs
        spans = sections(text, paragraphs)
        for section, found in enumerate(extract_by_section(text, published, paragraphs)):
            rows = rows_of(document.id, found)
            self._add_section(document.id, section, rows, keys)
            keys.update(row.key for row in rows)
            self._add_quotations(document.id, quotations(text, found, paragraphs, spans[section]))
        self._unsettled |= keys

    def _add_section(
        self, identity: str, section: int, rows: Sequence[Row], known: Container[str]
    ) -> None:
        """Store the mentions of a section; `known` are the entities of the sections before."""
        counts: dict[str, int] = {}
        for row in rows:
            counts[row.key] = counts.get(row.key, 0) + len(row.spans)
        write = self._database.write
        write(
            "INSERT INTO entities (key, kind, name, documents, count) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (key) DO UPDATE SET documents = documents + excluded.documents, "
            "count = count + excluded.count",
            {
                row.key: (row.key, row.kind, row.name, int(row.key not in known), counts[row.key])
                for row in rows
            }.values(),
        )
        write(
            "INSERT INTO forms SELECT number, ?, kind, ?, ? FROM entities WHERE key = ? "
            "ON CONFLICT DO UPDATE SET count = count + excluded.count",
            [(row.form, fold(row.form), len(row.spans), row.key) for row in rows],
        )
        write(
            "INSERT INTO mentions SELECT d.number, ?, e.number, ?, ?, ? "
            "FROM documents d, entities e WHERE d.id = ? AND e.key = ?",
            [
                (section, row.form, len(row.spans), row.spans.packed(), identity, row.key)
                for row in rows
            ],
        )

    def _add_quotations(self, identity: str, said: Sequence[Said]) -> None:
        """Store what is said in a section whose mentions are stored.

        `named` is where the mention begins by which the speaker is known, `part` says that a
        quotation lies within another one of the same speaker.
        """
        parts = set(parts_of(said))
        self._database.write(
            "INSERT INTO quotations SELECT number, ?, ?, "
            "(SELECT number FROM entities WHERE key = ?), ?, ?, ?, ?, ?, ? "
            "FROM documents WHERE id = ?",
            [
                (one.start, one.end)
                + (
                    (key_in(identity, one.speaker), one.speaker.text, one.speaker.start)
                    if one.speaker
                    else (None, one.words, None)
                )
                + (one[:2] in parts, one.cue, one.direct, one.via, identity)
                for one in said
            ],
        )

    def forget(self, identity: str) -> None:
        """Take out the mentions of a document, section by section."""
        numbered = self._database.rows("SELECT number FROM documents WHERE id = ?", identity)
        if not numbered:
            return
        [(document,)] = numbered
        [(last,)] = self._database.rows(
            "SELECT max(section) FROM mentions WHERE document = ?", document
        )
        write = self._database.write
        entities: set[int] = set()
        for section in range(-1 if last is None else last, -1, -1):
            rows = self._database.rows(
                "SELECT m.count, m.entity, m.form, e.key FROM mentions m "
                "JOIN entities e ON e.number = m.entity WHERE document = ? AND section = ?",
                document,
                section,
            )
            counts = [row[:3] for row in rows]
            write("UPDATE forms SET count = count - ? WHERE entity = ? AND form = ?", counts)
            write("UPDATE entities SET count = count - ? WHERE number = ?", (c[:2] for c in counts))
            entities.update(entity for _, entity, _ in counts)
            self._unsettled.update(key for *_, key in rows)
        write(
            "UPDATE entities SET documents = documents - 1 WHERE number = ?",
            ((entity,) for entity in entities),
        )
        write("DELETE FROM mentions WHERE document = ?", [(document,)])
        write("DELETE FROM quotations WHERE document = ?", [(document,)])
        write("DELETE FROM documents WHERE number = ?", [(document,)])

    def settle(self) -> None:
        """Drop the entities that nothing names any more, and name the others by their forms."""
        keys = sorted(self._unsettled)
        self._unsettled.clear()
        for first in range(0, len(keys), _SETTLED_AT_ONCE):
            self._settle(keys[first : first + _SETTLED_AT_ONCE])

    def _settle(self, keys: Sequence[str]) -> None:
        write = self._database.write
        each = [(key,) for key in keys]
        write(
            "DELETE FROM forms WHERE entity = (SELECT number FROM entities WHERE key = ?) "
            "AND count <= 0",
            each,
        )
        write("DELETE FROM entities WHERE key = ? AND documents <= 0", each)
        names = []
        for key in keys:
            forms = self._database.rows(
                "SELECT form, kind, count FROM forms "
                "WHERE entity = (SELECT number FROM entities WHERE key = ?)",
                key,
            )
            if forms and forms[0][1] != "date":  # a date is named by what it was reckoned to be
                names.append((best_name(forms), key))
        write("UPDATE entities SET name = ? WHERE key = ?", names)
