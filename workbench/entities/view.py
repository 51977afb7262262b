"""What is asked of the mentions, answered from what was found and from what corrections touch.

A question about an entity that no correction touches costs what it costs without corrections.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from heapq import merge
from itertools import islice

from workbench.entities.added import Met
from workbench.entities.corrected import Corrected, Query
from workbench.entities.correction import form_of
from workbench.entities.forms import shown
from workbench.model import Entity, EntityKind, Mention
from workbench.spans import Spans

_ENTITY = "SELECT number, key, kind, name, documents, count FROM entities"


class View:
    """The entities as they are under corrections; `query` reads the tables."""

    def __init__(self, query: Query, corrected: Corrected) -> None:
        self._query = query
        self._corrected = corrected

    # -- of the collection

    def of_collection(self, kind: EntityKind | None, limit: int | None) -> list[Entity]:
        """See `Entities.of_collection`."""
        corrected = [one for one in self._corrected.entities.values() if kind in (None, one.kind)]
        both = merge(sorted(corrected, key=_frequent), self._found(kind, limit), key=_frequent)
        return list(islice(both, limit))

    def _found(self, kind: EntityKind | None, limit: int | None) -> Iterator[Entity]:
        """The entities that no correction touches, the most frequent first: `limit` at least."""
        condition, values = ("WHERE kind = ?", (kind,)) if kind else ("", ())
        enough = -1 if limit is None else limit + len(self._corrected.touched)
        rows = self._query(
            f"{_ENTITY} {condition} ORDER BY count DESC, name, key LIMIT ?", *values, enough
        )
        return (self._entity(row) for row in rows if row[0] not in self._corrected.touched)

    def entity(self, key: str) -> Entity | None:
        """See `Entities.entity`."""
        entities = self._corrected.entities
        if key not in entities:
            key = self._corrected.rulings.root(key)
        if key in entities:
            return entities[key]
        rows = self._query(f"{_ENTITY} WHERE key = ?", key)
        return next((self._entity(one) for one in rows if self._is_as_found(one[0])), None)

    def where(self, key: str) -> list[tuple[str, int]]:
        """See `Entities.where`."""
        if key in self._corrected.entities:
            counts = self._corrected.documents(key)
            ids = self.ids(counts)
            return sorted(
                ((ids[number], count) for number, count in counts.items() if number in ids),
                key=lambda one: (-one[1], one[0]),
            )
        rows = self._query(
            "SELECT e.number, d.id, sum(m.count) FROM entities e "
            "JOIN mentions m ON m.entity = e.number "
            "JOIN documents d ON d.number = m.document WHERE e.key = ? "
            "GROUP BY d.id ORDER BY 3 DESC, d.id",
            key,
        )
        return [(identity, count) for one, identity, count in rows if self._is_as_found(one)]

    def forms(self, key: str) -> list[tuple[str, int]]:
        """See `Entities.forms`."""
        if key in self._corrected.entities:
            return self._corrected.forms(key)
        counts: Counter[str] = Counter()
        for form, count in self._query(
            "SELECT form, count FROM forms WHERE entity = "
            "(SELECT number FROM entities WHERE key = ?)",
            key,
        ):
            counts[form_of(form)] += count
        return sorted(counts.items(), key=lambda one: (-one[1], one[0]))

    def counted(self, ids: Sequence[str], limit: int) -> dict[EntityKind, list[tuple[str, int]]]:
        """See `Entities.counted`."""
        corrected = self._corrected
        counts: Counter[tuple[EntityKind, str]] = Counter()
        numbers = {
            number
            for (number,) in self._query(
                "SELECT number FROM documents WHERE id IN (SELECT value FROM json_each(?))",
                json.dumps(list(ids)),
            )
        }
        for kind, name, documents in self._query(
            "SELECT e.kind, e.name, count(DISTINCT m.document) FROM mentions m "
            "JOIN entities e ON e.number = m.entity "
            "WHERE m.document IN (SELECT value FROM json_each(?)) "
            "AND e.number NOT IN (SELECT value FROM json_each(?)) GROUP BY e.kind, e.name",
            json.dumps(list(numbers)),
            json.dumps(list(corrected.touched)),
        ):
            counts[kind, name] += documents
        for one in corrected.entities.values():
            if documents := len(numbers & corrected.documents(one.key).keys()):
                counts[one.kind, one.name] += documents
        listed: defaultdict[EntityKind, list[tuple[str, int]]] = defaultdict(list)
        for (kind, name), documents in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
            if len(listed[kind]) < limit:
                listed[kind].append((name, documents))
        return listed

    # -- of one document

    def of_document(self, identity: str) -> list[Entity]:
        """See `Entities.of_document`."""
        number, corrected = self._number(identity), self._corrected
        found: dict[str, tuple[str, int]] = {}
        entities = []
        for key, forms in self._counts(number, found).items():
            whole = corrected.entities.get(key)
            name, documents = (whole.name, whole.documents) if whole else found.get(key, ("", 0))
            names = sorted((-count, form) for form, count in forms.items() if count > 0)
            if names:
                total = -sum(count for count, _ in names)
                listed = tuple(form for _, form in names)
                entities.append(Entity(key, kind_of(key), name, listed, documents, total))
        return sorted(entities, key=lambda entity: (entity.kind, -entity.count, entity.name))

    def _counts(self, number: int, found: dict[str, tuple[str, int]]) -> dict[str, Counter[str]]:
        """How often a document has each form of each entity, by its key.

        `found` gets the names, and the numbers of documents, of those that are as they were found.
        """
        corrected = self._corrected
        counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for entity, key, name, documents, form, count in self._query(
            "SELECT e.number, e.key, e.name, e.documents, m.form, sum(m.count) FROM mentions m "
            "JOIN entities e ON e.number = m.entity WHERE m.document = ? GROUP BY e.number, m.form",
            number,
        ):
            if self._is_as_found(entity):
                counts[key][form_of(form)] += count
                found[key] = name, documents
            elif target := corrected.target(entity, form, number):
                counts[target][form_of(form)] += count
        for one in corrected.laid.get(number, ()):
            counts[one.key][form_of(one.form)] += 1
        for met in corrected.gone.get(number, ()):
            if target := corrected.target(met.entity, met.form, number):
                counts[target][form_of(met.form)] -= 1
        return counts

    def mentions(self, identity: str, key: str | None) -> list[Mention]:
        """See `Entities.mentions`."""
        number, corrected = self._number(identity), self._corrected
        mentions = [
            Mention(*one.span, kind_of(one.key), one.form, one.key)
            for one in corrected.laid.get(number, ())
            if key in (None, one.key)
        ]
        gone = corrected.gone.get(number, ())
        for entity, found, form, packed in self._query(
            "SELECT e.number, e.key, m.form, m.spans FROM mentions m "
            "JOIN entities e ON e.number = m.entity WHERE m.document = ?",
            number,
        ):
            as_found = self._is_as_found(entity)
            target = found if as_found else corrected.target(entity, form, number)
            if target is None or key not in (None, target):
                continue
            kind = kind_of(target)
            mentions += [
                Mention(start, end, kind, form, target)
                for start, end in Spans.unpacked(packed)
                if not gone or Met(entity, form, start, end) not in gone
            ]
        return sorted(mentions, key=lambda mention: (mention.start, mention.end))

    # -- rows

    def _is_as_found(self, number: int) -> bool:
        return number not in self._corrected.touched

    def _number(self, identity: str) -> int:
        rows = self._query("SELECT number FROM documents WHERE id = ?", identity)
        return int(rows[0][0]) if rows else 0

    def ids(self, numbers: Iterable[int]) -> dict[int, str]:
        """The ids of the documents of those numbers, of which some may be gone."""
        listed = json.dumps(list(numbers))
        return dict(
            self._query(
                "SELECT number, id FROM documents WHERE number IN (SELECT value FROM json_each(?))",
                listed,
            )
        )

    def _entity(self, row: tuple[int, str, EntityKind, str, int, int]) -> Entity:
        number, key, kind, name, documents, count = row
        forms = self._query(
            "SELECT form, count FROM forms WHERE entity = ? ORDER BY count DESC, form", number
        )
        return Entity(key, kind, name, shown(forms), documents, count)


def kind_of(key: str) -> EntityKind:
    """The kind of the entity of that key."""
    return key.partition(":")[0]  # type: ignore[return-value]  # kinds are what keys begin with


def _frequent(entity: Entity) -> tuple[int, str, str]:
    return -entity.count, entity.name, entity.key
