"""Entities asked for by their names: those that begin so, and where those called so are named."""

from __future__ import annotations

import json
from collections import Counter, defaultdict

from workbench.entities.added import Met
from workbench.entities.corrected import Corrected, Query
from workbench.entities.names import fold
from workbench.model import EntityKind
from workbench.spans import Span, Spans


class ByName:
    """The entities under corrections, by their names; `query` reads the tables."""

    def __init__(self, query: Query, corrected: Corrected) -> None:
        self._query = query
        self._corrected = corrected

    def names(self, kind: EntityKind, beginning: str, limit: int) -> list[tuple[str, int]]:
        """See `Entities.names`."""
        wanted, corrected = fold(beginning), self._corrected
        counts: Counter[str] = Counter()
        for name, documents in self._query(
            "SELECT name, sum(documents) FROM entities WHERE kind = ?1 AND number IN "
            "(SELECT entity FROM forms WHERE kind = ?1 AND instr(' ' || folded, ' ' || ?2)) "
            "AND number NOT IN (SELECT value FROM json_each(?4)) "
            "GROUP BY name ORDER BY 2 DESC, 1 LIMIT ?3",
            kind,
            wanted,
            limit,
            json.dumps(list(corrected.touched)),
        ):
            counts[name] += documents
        for one in corrected.entities.values():
            if one.kind == kind and any(
                f" {wanted}" in f" {fold(form)}" for form in (one.name, *one.names)
            ):
                counts[one.name] += one.documents
        return sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:limit]

    def spans(self, kind: EntityKind, name: str, whole: bool) -> dict[int, Spans]:
        """By the numbers of the documents, see `Entities.spans`."""
        corrected = self._corrected
        numbers, keys = self._called(kind, name) if whole else self._named(kind, name)
        found: defaultdict[int, list[Span]] = defaultdict(list)
        for entity, document, form, packed in self._query(
            "SELECT entity, document, form, spans FROM mentions "
            "WHERE entity IN (SELECT value FROM json_each(?))",
            json.dumps([*numbers.union(corrected.touched if keys else ())]),
        ):
            if entity not in corrected.touched:
                found[document] += Spans.unpacked(packed)
            elif corrected.target(entity, form, document) in keys:
                gone = corrected.gone.get(document, ())
                spans = Spans.unpacked(packed)
                found[document] += [one for one in spans if Met(entity, form, *one) not in gone]
        for document, laid in corrected.laid.items():
            found[document] += [one.span for one in laid if one.key in keys]
        return {number: Spans(sorted(spans)) for number, spans in found.items() if spans}

    def _named(self, kind: EntityKind, name: str) -> tuple[set[int], set[str]]:
        """The entities that have the whole words of `name` in any of their forms.

        Those found by their numbers, the corrected ones by their keys.
        """
        wanted = fold(name)
        if not wanted:
            return set(), set()
        rows = self._query(
            "SELECT entity FROM forms WHERE kind = ? "
            "AND instr(' ' || folded || ' ', ' ' || ? || ' ')",
            kind,
            wanted,
        )
        keys = {
            one.key
            for one in self._corrected.entities.values()
            if one.kind == kind and any(has_words(form, wanted) for form in (one.name, *one.names))
        }
        return {number for (number,) in rows}, keys

    def _called(self, kind: EntityKind, name: str) -> tuple[set[int], set[str]]:
        """The entities that are listed under `name`; but for case and accents if none is."""
        listed = [one for one in self._corrected.entities.values() if one.kind == kind]
        rows = self._query("SELECT number FROM entities WHERE kind = ? AND name = ?", kind, name)
        numbers = {number for (number,) in rows if number not in self._corrected.touched}
        keys = {one.key for one in listed if one.name == name}
        if numbers or keys:
            return numbers, keys
        wanted = fold(name)
        rows = self._query(
            "SELECT number, name FROM entities WHERE kind = ? "
            "AND number IN (SELECT entity FROM forms WHERE kind = ? AND folded = ?)",
            *(kind, kind, wanted),
        )
        return {number for number, one in rows if fold(one) == wanted}, {
            one.key for one in listed if fold(one.name) == wanted
        }


def has_words(form: str, folded: str) -> bool:
    """Whether a form has whole words, given in normal form."""
    return f" {folded} " in f" {fold(form)} "
