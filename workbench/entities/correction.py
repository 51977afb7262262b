"""One correction of the analyst's, and the JSON record that it lives in.

Entities are named by key: kind and normal form, with the document for those that only it has. That
is what indexing derives again from the same text, unlike the row of a cache. The name and the forms
beside it are for people, and for finding the entity where another release derives another key.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from workbench.library.safe import one_line
from workbench.model import Entity, EntityKind
from workbench.spans import Span
from workbench.store.records import SCHEMA, SCHEMA_MEMBER, Record, Unreadable

Sort = Literal["merge", "split", "rename", "kind", "ignore", "addition"]

_FORMS_KEPT = 8
_KINDS = get_args(EntityKind)
_SORTS = get_args(Sort)


@dataclass(frozen=True, slots=True)
class Reference:
    """An entity as a correction names it."""

    key: str
    name: str
    forms: tuple[str, ...] = ()

    @classmethod
    def to(cls, entity: Entity) -> Reference:
        """The reference to an entity as it is now."""
        return cls(entity.key, one_line(entity.name), entity.names[:_FORMS_KEPT])

    @property
    def kind(self) -> EntityKind:
        """The kind of the entity."""
        return self.key.partition(":")[0]  # type: ignore[return-value]  # `read` has seen to it


@dataclass(frozen=True, slots=True)
class Place:
    """Where a name was added: its span, and the text before and after it, in code points."""

    span: Span
    exact: str
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Correction:
    """What the analyst said of `entities`; which members are used depends on the sort.

    `into` is the entity that their mentions belong to from now on (merge, split, kind, addition),
    `forms` are the surface forms that are split off, `name` is the new name. `document` is empty
    for the whole collection. Corrections made in the knowledge of others have a higher `order`.
    """

    id: str
    sort: Sort
    order: int
    created: str
    creator: str
    entities: tuple[Reference, ...] = ()
    into: Reference | None = None
    name: str = ""
    forms: frozenset[str] = frozenset()
    document: str = ""
    place: Place | None = None


def in_order(correction: Correction) -> tuple[int, str, str]:
    """The order in which corrections apply, the same for all who have the same files."""
    return correction.order, correction.created, correction.id


def form_of(text: str) -> str:
    """A surface form as corrections and lists have it: on one line."""
    return " ".join(text.split())


def record_of(correction: Correction) -> Record:
    """The record of a new correction."""
    record: Record = {
        "correction": correction.sort,
        "created": correction.created,
        "order": correction.order,
        SCHEMA_MEMBER: SCHEMA,
    }
    if correction.creator:
        record["creator"] = {"name": correction.creator, "type": "Person"}
    if correction.entities:
        record["entities"] = [_referring(one) for one in correction.entities]
    if correction.into is not None:
        record["into"] = _referring(correction.into)
    if correction.forms:
        record["forms"] = sorted(correction.forms)
    for member in ("name", "document"):
        if value := getattr(correction, member):
            record[member] = value
    if correction.place is not None:
        place = correction.place
        record["selector"] = [
            {"end": place.span.end, "start": place.span.start, "type": "TextPositionSelector"},
            {
                "exact": place.exact,
                "prefix": place.prefix,
                "suffix": place.suffix,
                "type": "TextQuoteSelector",
            },
        ]
    return record


def _referring(one: Reference) -> Record:
    return {"entity": one.key, "name": one.name, "forms": list(one.forms)}


def read_correction(path: Path, record: Record) -> Correction:
    """The correction of a record. Raises Unreadable for one that says nothing we can follow."""
    try:
        return _read(path.stem, record)
    except ValueError as error:
        raise Unreadable(path, str(error)) from None


def _read(identity: str, record: Mapping[str, Any]) -> Correction:
    sort: Any = record.get("correction")
    if sort not in _SORTS:
        raise ValueError("it holds no correction that is known here")
    order = record.get("order", 0)
    if type(order) is not int:
        raise ValueError("its order is not a whole number")
    creator = record.get("creator")
    entities = record.get("entities", [])
    if not isinstance(entities, list):
        raise ValueError("its entities are not a list")
    correction = Correction(
        identity,
        sort,
        order,
        _text(record.get("created", "")),
        _text(creator.get("name", "")) if isinstance(creator, dict) else "",
        tuple(map(_reference, entities)),
        _reference(record["into"]) if "into" in record else None,
        form_of(_text(record.get("name", ""))),
        frozenset(map(form_of, _texts(record.get("forms", [])))),
        _text(record.get("document", "")),
        _place(record["selector"]) if "selector" in record else None,
    )
    _demand(correction)
    return correction


def _demand(correction: Correction) -> None:
    """Raise ValueError for a correction that lacks what its sort needs."""
    sort = correction.sort
    if sort == "addition":
        if correction.place is not None and not correction.document:
            raise ValueError("it names a place without its document")
    elif not correction.entities:
        raise ValueError("it names no entity")
    if sort in ("merge", "split", "kind", "addition") and correction.into is None:
        raise ValueError("it does not say into what")
    if sort == "split" and not correction.forms:
        raise ValueError("it names no forms")
    if sort == "rename" and not correction.name:
        raise ValueError("it gives no name")


def _reference(value: object) -> Reference:
    if not isinstance(value, dict):
        raise ValueError("it names an entity that is no object")
    kind, colon, normal = _text(value.get("entity", "")).partition(":")
    if kind not in _KINDS or not colon or not normal:
        raise ValueError("it names an entity without a kind and a normal form")
    name = form_of(_text(value.get("name", ""))) or normal
    return Reference(f"{kind}:{normal}", name, tuple(_texts(value.get("forms", []))))


def _place(value: object) -> Place:
    selectors = value if isinstance(value, list) else []
    by_type = {one.get("type"): one for one in selectors if isinstance(one, dict)}
    position = by_type.get("TextPositionSelector", {})
    quote = by_type.get("TextQuoteSelector", {})
    start, end, exact = position.get("start"), position.get("end"), quote.get("exact")
    if type(start) is not int or type(end) is not int or not 0 <= start < end:
        raise ValueError("its position is none")
    if not isinstance(exact, str) or not exact.strip():
        raise ValueError("it quotes nothing")
    prefix, suffix = quote.get("prefix", ""), quote.get("suffix", "")
    if not isinstance(prefix, str) or not isinstance(suffix, str):
        raise ValueError("what it quotes has no text around it")
    return Place(Span(start, end), exact, prefix, suffix)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("a text in it is none")
    return one_line(value)


def _texts(value: object) -> Iterable[str]:
    if not isinstance(value, list):
        raise ValueError("its forms are not a list")
    return [_text(one) for one in value]
