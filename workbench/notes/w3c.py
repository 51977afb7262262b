"""The W3C Web Annotation form of an annotation: reading its members, and writing them.

https://www.w3.org/TR/annotation-model/ allows most members to be one thing or a list of things, a
string or an object. Reading takes any of it; rewriting keeps every member that is not ours.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from workbench.library.safe import one_line
from workbench.model import Span
from workbench.store.records import SCHEMA, SCHEMA_MEMBER, Record

SOURCE = "urn:workbench:"

_TAGGING, _COMMENTING, _HIGHLIGHTING = "tagging", "commenting", "highlighting"


class Quote(NamedTuple):
    """A text quote selector; empty strings where there is none."""

    exact: str = ""
    prefix: str = ""
    suffix: str = ""


class Target(NamedTuple):
    """What a new annotation is about: a passage of a document with these bytes."""

    document: str
    sha256: str
    span: Span
    quote: Quote


def new(identity: str, target: Target, tags: Sequence[str], note: str, time: str) -> Record:
    """The object of a new annotation's file; `identity` is a UUID, `time` in ISO 8601."""
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "body": _with_note(_with_tags([], tags), note),
        "created": time,
        "id": f"urn:uuid:{identity}",
        "modified": time,
        "motivation": _motivation(tags, note),
        "target": {
            "selector": [
                _position_selector(target.span),
                {"type": "TextQuoteSelector", **target.quote._asdict()},
            ],
            "source": SOURCE + target.document,
        },
        "type": "Annotation",
        SCHEMA_MEMBER: SCHEMA,
        "workbench:sha256": target.sha256,
    }


def edited(record: Record, tags: Sequence[str] | None, note: str | None, time: str) -> Record:
    """The object with other tags and another note (None: as they are), and all else as it was."""
    bodies = _bodies(record)
    if tags is not None:
        bodies = _with_tags(bodies, tags)
    if note is not None:
        bodies = _with_note(bodies, note)
    changed = record | {"body": bodies, "modified": time}
    changed.pop("bodyValue", None)
    if record.get("motivation") in (None, _TAGGING, _COMMENTING, _HIGHLIGHTING):
        changed["motivation"] = _motivation(list(read_tags(changed)), read_note(changed))
    return changed


def at_position(record: Record, span: Span) -> Record:
    """The object with a position selector that says `span`, in place of its own."""
    target = record.get("target")
    if not isinstance(target, dict):
        target = {} if target is None else {"source": target}
    others = [
        selector
        for selector in _list(target.get("selector"))
        if not _is_a(selector, "TextPositionSelector")
    ]
    return record | {"target": target | {"selector": [_position_selector(span), *others]}}


def read_tags(record: Record) -> Iterator[str]:
    """The values of the tagging bodies."""
    return (body["value"] for body in _bodies(record) if _serves(body, _TAGGING))


def read_note(record: Record) -> str:
    """The text of the commenting bodies; several are set apart by a blank line."""
    notes = (body["value"] for body in _bodies(record) if _serves(body, _COMMENTING))
    return "\n\n".join(notes)


def read_position(record: Record) -> tuple[object, object]:
    """Start and end of the first text position selector as they stand there, or two None."""
    for selector in _selectors(record, "TextPositionSelector"):
        return selector.get("start"), selector.get("end")
    return None, None


def read_quote(record: Record) -> Quote:
    """The first text quote selector."""
    for selector in _selectors(record, "TextQuoteSelector"):
        return Quote(*(read_text(selector, name) for name in Quote._fields))
    return Quote()


def read_document(record: Record) -> str:
    """The id of the document of ours that the annotation is about; empty if it names none."""
    for target in _list(record.get("target")):
        source = target.get("source") if isinstance(target, dict) else target
        if isinstance(source, str) and source.startswith(SOURCE):
            return source.removeprefix(SOURCE)
    return ""


def read_creator(record: Record) -> str:
    """The first creator's name, or their IRI where only that is given."""
    for creator in _list(record.get("creator")):
        if isinstance(creator, str):
            return creator
        if isinstance(creator, dict):
            return read_text(creator, "name") or read_text(creator, "id")
    return ""


def read_text(record: Record, name: str) -> str:
    """A member that is a string; empty if it is not."""
    value = record.get(name)
    return value if isinstance(value, str) else ""


def _with_tags(bodies: Sequence[Any], tags: Sequence[str]) -> list[Any]:
    """The bodies with just these tags; the bodies of those that stay are kept as they are."""
    kept: dict[str, Record] = {}
    for body in bodies:
        if _serves(body, _TAGGING):
            kept.setdefault(one_line(body["value"]), body)
    tagging = [kept.get(tag) or _textual(_TAGGING, tag) for tag in dict.fromkeys(tags)]
    return tagging + [body for body in bodies if not _serves(body, _TAGGING)]


def _with_note(bodies: Sequence[Any], note: str) -> list[Any]:
    comments = [body for body in bodies if _serves(body, _COMMENTING)]
    others = [body for body in bodies if not _serves(body, _COMMENTING)]
    if not note:
        return others
    comment = comments[0] if comments else _textual(_COMMENTING, "") | {"format": "text/plain"}
    return [*others, comment | {"value": note}]


def _bodies(record: Record) -> list[Any]:
    """All bodies, with the purpose written out where the annotation's motivation gives it."""
    bodies = list(_list(record.get("body")))
    if isinstance(record.get("bodyValue"), str):
        bodies.append(_textual(_COMMENTING, record["bodyValue"]))
    motivation = record.get("motivation")
    purpose = _TAGGING if motivation == _TAGGING else _COMMENTING
    return [
        {"purpose": purpose} | body
        if _is_a(body, "TextualBody") and isinstance(body.get("value"), str)
        else body
        for body in bodies
    ]


def _serves(body: object, purpose: str) -> bool:
    return (
        isinstance(body, dict)
        and purpose in _list(body.get("purpose"))
        and isinstance(body.get("value"), str)
    )


def _selectors(record: Record, kind: str) -> Iterator[Record]:
    for target in _list(record.get("target")):
        if isinstance(target, dict):
            for selector in _list(target.get("selector")):
                if _is_a(selector, kind):
                    yield selector


def _is_a(value: object, kind: str) -> bool:
    return isinstance(value, dict) and kind in _list(value.get("type"))


def _list(value: object) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _textual(purpose: str, value: str) -> Record:
    return {"purpose": purpose, "type": "TextualBody", "value": value}


def _position_selector(span: Span) -> Record:
    return {"end": span.end, "start": span.start, "type": "TextPositionSelector"}


def _motivation(tags: Sequence[str], note: str) -> str:
    if tags:
        return _TAGGING
    return _COMMENTING if note else _HIGHLIGHTING
