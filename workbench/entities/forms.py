"""Surface forms: how a document writes its entities, and which form an entity is called by."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from workbench.entities.parts import Found
from workbench.model import EntityKind
from workbench.spans import Spans


class Row(NamedTuple):
    """One document's mentions of one entity by one surface form."""

    key: str
    kind: EntityKind
    name: str
    form: str
    spans: Spans


def rows_of(identity: str, found: Iterable[Found]) -> list[Row]:
    """The mentions of a document, by entity and surface form."""
    rows: dict[tuple[str, str], tuple[Found, list[tuple[int, int]]]] = {}
    for one in found:
        rows.setdefault((key_in(identity, one), one.text), (one, []))[1].append(
            (one.start, one.end)
        )
    return [
        Row(key, first.kind, first.name or form, form, Spans(spans))
        for (key, form), (first, spans) in rows.items()
    ]


def key_in(identity: str, one: Found) -> str:
    """The key of the entity that a mention in a document belongs to."""
    return f"{one.kind}:{one.key}" + (f"@{identity}" if one.local else "")


def shown(forms: Iterable[tuple[str, int]]) -> tuple[str, ...]:
    """Surface forms in the order given, as one line each and each once."""
    return tuple(dict.fromkeys(_on_one_line(form) for form, _ in forms))


def best_name(forms: Iterable[tuple[str, EntityKind, int]]) -> str:
    """The form to call an entity by: the fullest of a person or an organisation, else the usual.

    A headline's capitals are taken only where there is nothing else.
    """

    def rank(candidate: tuple[str, EntityKind, int]) -> tuple[bool, int, int, int, str]:
        form, kind, count = candidate
        words = len(form.split()) if kind in ("person", "organisation") else 1
        return not (form.isupper() and words > 1), words, count, len(form), form

    return _on_one_line(max(forms, key=rank)[0])


def _on_one_line(form: str) -> str:
    return " ".join(form.split())
