"""The entities as corrections leave them: those that any correction touches, put together anew.

All others are as they were found. What is put together here is as much as the analyst corrected,
not as much as the collection names.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, TypeVar

from workbench.entities.added import Added, Met, Sought
from workbench.entities.correction import Correction, Reference, form_of
from workbench.entities.forms import best_name, shown
from workbench.entities.laying import Laid, Name, lay
from workbench.entities.names import fold
from workbench.entities.rulings import Rulings
from workbench.model import Entity, EntityKind

T = TypeVar("T")
Query = Callable[..., list[Any]]

_LISTED = "IN (SELECT value FROM json_each(?))"


class Corrected:
    """What corrections, in order, make of the entities that `query` reads from the tables."""

    def __init__(self, query: Query, corrections: Sequence[Correction], added: Added) -> None:
        self._query = query
        keys = {
            one.key
            for correction in corrections
            for one in (*correction.entities, correction.into)
            if one is not None
        }
        existing = {
            key for (key,) in query(f"SELECT key FROM entities WHERE key {_LISTED}", _(keys))
        }
        self.rulings = Rulings(corrections, existing, self._namesake)
        self._names = self._added_names(added)
        met = {
            one.entity for names in self._names.values() for n in names for one in n.standing.met
        }
        self.touched: dict[int, str] = {}
        """The keys of the found entities that corrections touch, by their numbers in the tables."""
        self._found: dict[str, str] = {}
        rows = query(
            f"SELECT number, key, name FROM entities WHERE key {_LISTED} OR number {_LISTED}",
            _(self.rulings.keys()),
            _(met),
        )
        for number, key, name in rows:
            self.touched[number] = key
            self._found[key] = name
        self._scoped = dict(
            query(
                f"SELECT number, id FROM documents WHERE id {_LISTED}", _(self.rulings.documents())
            )
        )
        self.laid: dict[int, list[Laid]] = {}
        """The added names that count, by the numbers of the documents."""
        self.gone: dict[int, set[Met]] = {}
        """The mentions that added names go before."""
        self._forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._documents: defaultdict[str, Counter[int]] = defaultdict(Counter)
        self._count_found()
        self._count_added()
        self.entities = {key: self._entity(key) for key in self._forms if self._documents[key]}
        """The entities that there are now, of those that corrections touch, by their keys."""

    def target(self, number: int, form: str, document: int) -> str | None:
        """The key of the entity that a found mention of a touched entity belongs to, if any."""
        key = self.touched.get(number)  # it may have gone since what was added was sought
        scope = self._scoped.get(document, "")
        return None if key is None else self.rulings.target(key, form_of(form), scope)

    def forms(self, key: str) -> list[tuple[str, int]]:
        """The surface forms of an entity with how often each, the most frequent first."""
        return sorted(self._forms[key].items(), key=lambda one: (-one[1], one[0]))

    def documents(self, key: str) -> Counter[int]:
        """How often each document, by its number, names an entity."""
        return self._documents[key]

    # -- putting together

    def _namesake(self, one: Reference) -> str:
        """The one found entity with the kind and a form of one that is not there by its key."""
        if "@" in one.key or "~" in one.key:
            return ""
        folded = {fold(form) for form in (one.name, *one.forms)} - {""}
        rows = self._query(
            "SELECT DISTINCT e.key FROM forms f JOIN entities e ON e.number = f.entity "
            f"WHERE e.kind = ? AND f.folded {_LISTED} LIMIT 2",
            one.kind,
            _(folded),
        )
        return rows[0][0] if len(rows) == 1 and "@" not in rows[0][0] else ""

    def _added_names(self, added: Added) -> dict[int, list[Name]]:
        names: dict[int, list[Name]] = defaultdict(list)
        for turn, correction, key in self.rulings.additions:
            sought = Sought.of(correction)
            for number, standing in added.found(sought).items():
                names[number].append(
                    Name(key, sought.name, turn, sought.place is not None, standing)
                )
        there = self._query(f"SELECT number, id FROM documents WHERE number {_LISTED}", _(names))
        resolved: dict[int, list[Name]] = {}
        for number, identity in there:
            targets = [
                (one, self.rulings.target(one.key, form_of(one.form), identity, one.turn))
                for one in names[number]
            ]
            resolved[number] = [one._replace(key=key) for one, key in targets if key is not None]
        return resolved

    def _count_found(self) -> None:
        wanted = [n for n, key in self.touched.items() if not self.rulings.hidden(key)]
        for number, document, form, count in self._query(
            "SELECT entity, document, form, sum(count) FROM mentions "
            f"WHERE entity {_LISTED} GROUP BY entity, document, form",
            _(wanted),
        ):
            self._count(self.target(number, form, document), form, document, count)

    def _count_added(self) -> None:
        for number, names in self._names.items():
            self.laid[number], self.gone[number] = lay(names, partial(self._entity_of, number))
            for one in self.laid[number]:
                self._count(one.key, one.form, number, 1)
            for met in self.gone[number]:
                self._count(self._entity_of(number, met), met.form, number, -1)

    def _entity_of(self, document: int, met: Met) -> str | None:
        return self.target(met.entity, met.form, document)

    def _count(self, key: str | None, form: str, document: int, count: int) -> None:
        if key is None:
            return
        _add(self._forms[key], form_of(form), count)
        _add(self._documents[key], document, count)

    def _entity(self, key: str) -> Entity:
        forms = self.forms(key)
        kind: EntityKind = key.partition(":")[0]  # type: ignore[assignment]
        documents = self._documents[key]
        return Entity(
            key, kind, self._name(key, kind), shown(forms), len(documents), documents.total()
        )

    def _name(self, key: str, kind: EntityKind) -> str:
        found, forms = self._found.get(key, ""), self._forms[key]
        if key in self.rulings.names:
            return self.rulings.names[key]
        if found and (kind == "date" or form_of(found) in forms):
            return found
        made = "" if found else self.rulings.fallbacks.get(key, "")
        return made or best_name((form, kind, count) for form, count in forms.items())


def _add(counts: Counter[T], one: T, count: int) -> None:
    counts[one] += count
    if not counts[one]:
        del counts[one]


def _(values: Iterable[object]) -> str:
    return json.dumps(list(values))
