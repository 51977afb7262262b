"""The mentions of the whole collection: which entity is named where, how often and how.

Derived from the documents and kept in SQLite. A row holds all the places where one section of a
document names one entity by one surface form, so that a common name costs a row and not a thousand.
Nearly all documents have one section; see `sections`.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import Any

from workbench.entities.forms import shown
from workbench.entities.names import fold
from workbench.entities.writing import SCHEMA, VERSION, Writer
from workbench.model import Document, Entity, EntityKind, Mention, Spans
from workbench.store.database import Database

_ENTITY = "SELECT number, key, kind, name, documents, count FROM entities"


class Entities:
    """Who and what the documents of one project name. Raises WorkbenchError as `Database` does."""

    def __init__(self, cache: Path) -> None:
        self._database = Database(cache / "entities.sqlite", SCHEMA, VERSION, "list of entities")
        self._writer = Writer(self._database)

    @property
    def notice(self) -> str:
        """What there is to say of the stored mentions, in one sentence; mostly nothing."""
        return self._database.notice

    def close(self) -> None:
        """Close the file; it opens again when next used."""
        self._database.close()

    # -- while indexing; what is changed counts from `commit`, in the same thread

    def update(self, documents: Iterable[Document]) -> None:
        """Find the mentions of documents and put them in the place of those known of them."""
        for document in documents:
            self.remove([document.id])
            self._writer.add(document)

    def remove(self, ids: Iterable[str]) -> None:
        """Forget the mentions of documents."""
        for identity in ids:
            self._writer.forget(identity)

    def commit(self) -> None:
        """Make what was changed count."""
        self._writer.settle()
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
            "SELECT e.key, e.kind, e.name, e.documents, m.form, sum(m.count) FROM mentions m "
            "JOIN entities e ON e.number = m.entity "
            "WHERE m.document = (SELECT number FROM documents WHERE id = ?) "
            "GROUP BY e.number, m.form ORDER BY e.key, 6 DESC, m.form",
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

    def names(self, kind: EntityKind, beginning: str, limit: int) -> list[tuple[str, int]]:
        """The names of entities with a word that begins so, with the number of their documents,
        the most frequent first; at most `limit`.
        """
        wanted = fold(beginning)
        found: list[tuple[str, int]] = self._rows(
            "SELECT name, sum(documents) FROM entities WHERE kind = ?1 AND number IN "
            "(SELECT entity FROM forms WHERE kind = ?1 AND instr(' ' || folded, ' ' || ?2)) "
            "GROUP BY name ORDER BY 2 DESC, 1 LIMIT ?3",
            kind,
            wanted,
            limit,
        )
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
