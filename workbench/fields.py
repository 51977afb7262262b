"""The fields of the query language that other rooms answer, and what may stand behind them.

The search asks these functions, so that it knows neither notes nor entities.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from workbench.model import EntityKind
from workbench.spans import Spans

if TYPE_CHECKING:
    from workbench.project import Project
    from workbench.search.completion import Values
    from workbench.search.resolving import FieldResolver

NAMED: dict[str, EntityKind] = {"person": "person", "org": "organisation", "place": "place"}
"""The fields that entities answer, and their kinds."""

READ = ("source", "author", "date", "kind")
"""The fields whose values the catalogue has."""

_STATES = ("tagged", "read", "unread")


def fields_of(project: Project) -> dict[str, FieldResolver]:
    """What answers each field. A room is opened when its field is first asked for."""
    return {
        "tag": lambda value: project.notes.spans(tag=value),
        "note": lambda value: project.notes.spans(words=value),
        "grade": lambda value: _graded(project, value),
        **{field: partial(_named, project, kind) for field, kind in NAMED.items()},
        "speaker": lambda value: project.entities.words_of(value),
        "is": lambda value: _state(project, value),
        "document": lambda value: {project.library.find(value).id: Spans()},
    }


def exact_fields_of(project: Project) -> dict[str, FieldResolver]:
    """What answers for a whole value: `tag:=money` finds neither `money/rent` nor `old/money`."""
    return {
        "tag": lambda value: project.notes.spans(tag=value, whole=True),
        **{field: partial(_called, project, kind) for field, kind in NAMED.items()},
        "speaker": lambda value: project.entities.words_of(value, whole=True),
    }


def asks_for_names(query: str) -> bool:
    """Whether a query may ask the entities; a saved search in it may, too."""
    return _asks_for(query, (*NAMED, "speaker", "saved"))


def asks_for_notes(query: str) -> bool:
    """Whether a query may ask for what notes say, so that its answer changes with them."""
    return _asks_for(query, ("tag", "note", "grade", "is", "saved"))


def _asks_for(query: str, fields: Iterable[str]) -> bool:
    asked = query.lower()
    return any(f"{field}:" in asked for field in fields)


def values_of(project: Project) -> dict[str, Values]:
    """What proposes values of a field to those who type one."""
    return {
        **{field: partial(_values, project, field) for field in READ},
        "tag": lambda beginning, limit: project.notes.tags(beginning, limit),
        "saved": lambda beginning, limit: [
            (name, 0) for name in project.searches.named_from(beginning, limit)
        ],
        "is": lambda beginning, limit: [(s, 0) for s in _STATES if s.startswith(beginning.lower())],
        **{field: partial(_names, project, kind) for field, kind in NAMED.items()},
        "speaker": lambda beginning, limit: project.entities.speakers(beginning, limit),
    }


def _named(project: Project, kind: EntityKind, name: str) -> Mapping[str, Spans]:
    return project.entities.spans(kind, name)


def _called(project: Project, kind: EntityKind, name: str) -> Mapping[str, Spans]:
    return project.entities.spans(kind, name, whole=True)


def _names(
    project: Project, kind: EntityKind, beginning: str, limit: int
) -> Sequence[tuple[str, int]]:
    return project.entities.names(kind, beginning, limit)


def _values(project: Project, field: str, beginning: str, limit: int) -> Sequence[tuple[str, int]]:
    return project.library.values(field, beginning, limit)


def _graded(project: Project, value: str) -> Mapping[str, Spans]:
    from workbench.notes.grades import Grade

    grade = Grade.parse(value)
    return project.notes.spans(grade=grade) if grade else {}


def _state(project: Project, value: str) -> Mapping[str, Spans]:
    match value:
        case "tagged":
            return project.notes.spans()
        case "read":
            return dict.fromkeys(project.searchlog.read(), Spans())
        case _:
            return {}
