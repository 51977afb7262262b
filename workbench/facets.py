"""Facets: what the documents that answer a query have in common, counted, to narrow it by.

The counts are of all documents that answer, not of those shown; naming people and places in very
many takes long, so entities are counted in the first ones alone, and that is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.fields import NAMED, READ

if TYPE_CHECKING:
    from workbench.project import Project

MOST_VALUES = 8
MOST_NAMED_IN = 5_000
"""So many documents, the most relevant, are looked through for entities."""


@dataclass(frozen=True, slots=True)
class Facet:
    """A field of the query language, and its commonest values with the number of documents each.

    Years (`date`) come in their order, all others the commonest first.
    """

    field: str
    values: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Facets:
    """The facets of `documents` documents; entities were looked for in `named_in` of them."""

    documents: int
    named_in: int
    facets: tuple[Facet, ...]


def facets_of(project: Project, query: str) -> Facets:
    """The facets of all documents that answer, or without a query of the whole collection.

    Fields that none of them has are left out.
    """
    asked = bool(query.strip())
    ids = project.search.documents(query) if asked else sorted(project.library.ids())
    named = ids[:MOST_NAMED_IN]
    if asked and len(ids) > len(named):
        named = project.search.documents(query, limit=MOST_NAMED_IN)
    counted: list[tuple[str, Sequence[tuple[str, int]]]] = [
        (field, project.library.counted(field, ids, _most(field))) for field in READ
    ]
    counted.append(("tag", project.notes.tags_in(ids)[:MOST_VALUES]))
    entities = project.entities.counted(named, MOST_VALUES)
    counted += [(field, entities.get(kind, ())) for field, kind in NAMED.items()]
    facets = tuple(Facet(field, tuple(values)) for field, values in counted if values)
    return Facets(len(ids), len(named), facets)


def _most(field: str) -> int:
    # Years are few, and a histogram with gaps would mislead.
    return 1_000 if field == "date" else MOST_VALUES
