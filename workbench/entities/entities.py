"""The mentions of the whole collection: which entity is named where, how often and how.

Derived from the documents and kept in SQLite. A row holds all the places where one document names
one entity by one surface form, so that a common name costs a row and not a thousand.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from workbench.entities.extract import extract
from workbench.entities.forms import Row, best_name, rows_of, shown
from workbench.entities.names import fold
from workbench.model import Document, Entity, EntityKind, Mention, Spans
from workbench.store.database import Database

_SCHEMA = """
CREATE TABLE documents (number INTEGER PRIMARY KEY, id TEXT UNIQUE);
CREATE TABLE entities (
    number INTEGER PRIMARY KEY, key TEXT UNIQUE, kind TEXT, name TEXT, documents INTEGER,
    count INTEGER
);
CREATE INDEX entities_by_count ON entities (kind, count);
CREATE TABLE forms (
    entity INTEGER, form TEXT, kind TEXT, folded TEXT, count INTEGER, PRIMARY KEY (entity, form)
) WITHOUT ROWID;
CREATE TABLE mentions (
    document INTEGER, entity INTEGER, form TEXT, count INTEGER, spans BLOB,
    PRIMARY KEY (document, entity, form)
) WITHOUT ROWID;
CREATE INDEX mentions_by_entity ON mentions (entity, document)
"""
# Raised when the same text gives other mentions, so that those stored are derived again.
_VERSION = 1
_ENTITY = "SELECT number, key, kind, name, documents, count FROM entities"


class Entities:
    """Who and what the documents of one project name. Raises WorkbenchError as `Database` does."""

    def __init__(self, cache: Path) -> None:
        self._database = Database(cache / "entities.sqlite", _SCHEMA, _VERSION, "list of entities")

    @property
    def notice(self) -> str:
        """What there is to say of the stored mentions, in one sentence; mostly nothing."""
        return self._database.notice

    def close(self) -> None:
        """Close the file; it opens again when next used."""
        self._database.close()

    # -- while indexing; what is changed counts from `commit`, in the same thread

    def update(self, documents: Sequence[Document]) -> None:
        """Find the mentions of documents and put them in the place of those known of them."""
        touched = self._forget([document.id for document in documents])
        for document in documents:
            published = document.info.metadata.date
            touched |= self._add(
                document.id,
                rows_of(document.id, extract(document.text, published, document.paragraphs)),
            )
        self._settle(touched)

    def remove(self, ids: Iterable[str]) -> None:
        """Forget the mentions of documents."""
        self._settle(self._forget(ids))

    def commit(self) -> None:
        """Make what was changed count."""
        self._database.commit()

    # -- afterwards

    def indexed(self) -> int:
        """How many documents have their mentions here."""
        rows = self._rows("SELECT count(*) FROM documents")
        return int(rows[0][0]) if rows else 0

    def ids(self) -> set[str]:
        """The ids of those documents."""
        return {identity for (identity,) in self._rows("SELECT id FROM documents")}

    def of_document(self, identity: str) -> list[Entity]:
        """What a document names, kind by kind, the most frequent first.

        `count` and the order of `names` are of this document, `documents` is of the collection.
        """
        rows = self._rows(
            "SELECT e.key, e.kind, e.name, e.documents, m.form, m.count FROM mentions m "
            "JOIN entities e ON e.number = m.entity "
            "WHERE m.document = (SELECT number FROM documents WHERE id = ?) "
            "ORDER BY e.key, m.count DESC, m.form",
            identity,
        )
        entities = []
        for (key, kind, name, documents), forms in groupby(rows, key=lambda row: row[:4]):
            counted = [(form, count) for *_, form, count in forms]
            total = sum(count for _, count in counted)
            entities.append(Entity(key, kind, name, shown(counted), documents, total))
        return sorted(entities, key=lambda entity: (entity.kind, -entity.count, entity.name))

    def of_collection(
        self, kind: EntityKind | None = None, limit: int | None = None
    ) -> list[Entity]:
        """What all documents name, the most frequent first: of one kind, or of every kind.

        At most `limit` of them, if that is given.
        """
        condition, values = ("WHERE kind = ?", (kind,)) if kind else ("", ())
        rows = self._rows(
            f"{_ENTITY} {condition} ORDER BY count DESC, name, key LIMIT ?", *values, limit or -1
        )
        return [self._entity(row) for row in rows]

    def mentions(self, identity: str, key: str | None = None) -> list[Mention]:
        """The mentions of a document in order: of one entity, or of all."""
        condition, values = ("AND e.key = ?", (key,)) if key is not None else ("", ())
        rows = self._rows(
            "SELECT e.key, e.kind, m.form, m.spans FROM mentions m "
            "JOIN entities e ON e.number = m.entity "
            f"WHERE m.document = (SELECT number FROM documents WHERE id = ?) {condition}",
            identity,
            *values,
        )
        mentions = [
            Mention(start, end, kind, form, entity)
            for entity, kind, form, spans in rows
            for start, end in Spans.unpacked(spans)
        ]
        return sorted(mentions, key=lambda mention: (mention.start, mention.end))

    def entity(self, key: str) -> Entity | None:
        """The entity of that key, with its counts over the collection; None if there is none."""
        rows = self._rows(f"{_ENTITY} WHERE key = ?", key)
        return self._entity(rows[0]) if rows else None

    def where(self, key: str) -> list[tuple[str, int]]:
        """Ids of the documents that name an entity, with how often, the most frequent first."""
        rows = self._rows(
            "SELECT d.id, sum(m.count) FROM entities e JOIN mentions m ON m.entity = e.number "
            "JOIN documents d ON d.number = m.document WHERE e.key = ? "
            "GROUP BY d.id ORDER BY 2 DESC, d.id",
            key,
        )
        return [(identity, count) for identity, count in rows]

    def spans(self, kind: EntityKind, name: str) -> dict[str, Spans]:
        """Where each document names the entities of that name, case and accents aside.

        A part of a name will do if it is whole words: `medvedev` finds the mentions of `Dmitry
        Medvedev`, and those by `the president` too if they are his.
        """
        wanted = fold(name)
        if not wanted:
            return {}
        rows = self._rows(
            "SELECT d.id, m.spans FROM mentions m JOIN documents d ON d.number = m.document "
            "WHERE m.entity IN (SELECT entity FROM forms WHERE kind = ? "
            "AND instr(' ' || folded || ' ', ' ' || ? || ' ')) ORDER BY d.id",
            kind,
            wanted,
        )
        found: dict[str, Spans] = {}
        for identity, packed in groupby(rows, key=lambda row: row[0]):
            spans = [span for _, one in packed for span in Spans.unpacked(one)]
            found[str(identity)] = Spans(sorted(spans))
        return found

    # -- rows

    def _rows(self, query: str, *values: object) -> list[Any]:
        return self._database.rows(query, *values)

    def _entity(self, row: tuple[int, str, EntityKind, str, int, int]) -> Entity:
        number, key, kind, name, documents, count = row
        forms = self._rows(
            "SELECT form, count FROM forms WHERE entity = ? ORDER BY count DESC, form", number
        )
        return Entity(key, kind, name, shown(forms), documents, count)

    def _add(self, identity: str, rows: list[Row]) -> set[str]:
        """Store the mentions of a document that has none; the keys of their entities."""
        counts: dict[str, int] = {}
        for row in rows:
            counts[row.key] = counts.get(row.key, 0) + len(row.spans)
        write = self._database.write
        write("INSERT INTO documents (id) VALUES (?)", [(identity,)])
        write(
            "INSERT INTO entities (key, kind, name, documents, count) VALUES (?, ?, ?, 1, ?) "
            "ON CONFLICT (key) DO UPDATE SET documents = documents + 1, "
            "count = count + excluded.count",
            {row.key: (row.key, row.kind, row.name, counts[row.key]) for row in rows}.values(),
        )
        write(
            "INSERT INTO forms SELECT number, ?, kind, ?, ? FROM entities WHERE key = ? "
            "ON CONFLICT DO UPDATE SET count = count + excluded.count",
            [(row.form, fold(row.form), len(row.spans), row.key) for row in rows],
        )
        write(
            "INSERT INTO mentions SELECT d.number, e.number, ?, ?, ? FROM documents d, entities e "
            "WHERE d.id = ? AND e.key = ?",
            [(row.form, len(row.spans), row.spans.packed(), identity, row.key) for row in rows],
        )
        return set(counts)

    def _forget(self, ids: Iterable[str]) -> set[str]:
        """Take out the mentions of documents; the keys of their entities."""
        touched: set[str] = set()
        write = self._database.write
        for identity in ids:
            rows = self._rows(
                "SELECT m.document, m.entity, m.form, m.count, e.key FROM mentions m "
                "JOIN entities e ON e.number = m.entity "
                "WHERE m.document = (SELECT number FROM documents WHERE id = ?)",
                identity,
            )
            write(
                "UPDATE forms SET count = count - ? WHERE entity = ? AND form = ?",
                [(count, entity, form) for _, entity, form, count, _ in rows],
            )
            write(
                "UPDATE entities SET count = count - ? WHERE number = ?",
                [(count, entity) for _, entity, _, count, _ in rows],
            )
            write(
                "UPDATE entities SET documents = documents - 1 WHERE number = ?",
                {(entity,) for _, entity, *_ in rows},
            )
            write("DELETE FROM mentions WHERE document = ?", {row[:1] for row in rows})
            write("DELETE FROM documents WHERE id = ?", [(identity,)])
            touched |= {row[-1] for row in rows}
        return touched

    def _settle(self, keys: set[str]) -> None:
        """Drop the entities that nothing names any more, and name the others by their forms."""
        write = self._database.write
        each = [(key,) for key in sorted(keys)]
        write(
            "DELETE FROM forms WHERE entity = (SELECT number FROM entities WHERE key = ?) "
            "AND count <= 0",
            each,
        )
        write("DELETE FROM entities WHERE key = ? AND documents <= 0", each)
        names = []
        for key in keys:
            forms = self._rows(
                "SELECT form, kind, count FROM forms "
                "WHERE entity = (SELECT number FROM entities WHERE key = ?)",
                key,
            )
            if forms and forms[0][1] != "date":  # a date is named by what it was reckoned to be
                names.append((best_name(forms), key))
        write("UPDATE entities SET name = ? WHERE key = ?", names)
