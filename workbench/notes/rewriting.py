"""The W3C Web Annotation form of an annotation: making it, and changing it.

Whatever is changed, every member that is not ours stays as it was.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from workbench.library.safe import one_line
from workbench.notes.w3c import (
    COMMENTING,
    HIGHLIGHTING,
    LINKING,
    SOURCE,
    TAGGING,
    Quote,
    bodies_of,
    is_a,
    linked_iri,
    listed,
    quote_selector,
    read_document,
    read_note,
    read_tags,
    serves,
    textual,
)
from workbench.spans import Span
from workbench.store.records import SCHEMA, SCHEMA_MEMBER, Record

ORPHAN = "workbench:orphan"
"""Set to true in an annotation that the analyst keeps although its passage is gone."""


class Target(NamedTuple):
    """What an annotation is about: a passage of a document with these bytes, or all of it.

    Of a whole document `span` is None and the quote is empty.
    """

    document: str
    sha256: str
    span: Span | None = None
    quote: Quote = Quote()


def new(identity: str, target: Target, tags: Sequence[str], note: str, time: str) -> Record:
    """The object of a new annotation's file; `identity` is a UUID, `time` in ISO 8601."""
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "body": _with_note(_with_tags([], tags), note),
        "created": time,
        "id": f"urn:uuid:{identity}",
        "modified": time,
        "motivation": _motivation(tags, note),
        "target": {"source": SOURCE + target.document} | _selecting(target),
        "type": "Annotation",
        SCHEMA_MEMBER: SCHEMA,
        "workbench:sha256": target.sha256,
    }


def edited(record: Record, tags: Sequence[str] | None, note: str | None, time: str) -> Record:
    """The object with other tags and another note (None: as they are), and all else as it was."""
    bodies = bodies_of(record)
    if tags is not None:
        bodies = _with_tags(bodies, tags)
    if note is not None:
        bodies = _with_note(bodies, note)
    return _with_motivation(record | {"body": bodies, "modified": time})


def retagged(record: Record, names: Mapping[str, str], time: str) -> Record:
    """The object with the tags of `names` called what they are there; those called "" are gone."""
    seen: set[str] = set()
    bodies = []
    for body in bodies_of(record):
        if not serves(body, TAGGING):
            bodies.append(body)
            continue
        old = one_line(body["value"])
        new = names.get(old, old)
        if new and new not in seen:
            seen.add(new)
            bodies.append(body if new == old else body | {"value": new})
    return _with_motivation(record | {"body": bodies, "modified": time})


def linked(record: Record, links: Sequence[str], time: str) -> Record:
    """The object with just these links, given as IRIs; those that stay are kept as they are."""
    bodies = bodies_of(record)
    kept = {iri: body for body in bodies if (iri := linked_iri(body, record))}
    linking = [
        kept.get(iri) or {"purpose": LINKING, "source": iri, "type": "SpecificResource"}
        for iri in dict.fromkeys(links)
    ]
    others = [body for body in bodies if not linked_iri(body, record)]
    return _without_value(record | {"body": [*others, *linking], "modified": time})


def aimed(record: Record, target: Target, time: str) -> Record:
    """The object about another passage of its document.

    All its selectors are replaced: one that is not ours would still speak of the old passage.
    """
    targets = listed(record.get("target"))
    ours = [index for index, one in enumerate(targets) if read_document({"target": one})]
    at = ours[0] if ours else 0
    old = targets[at] if targets and isinstance(targets[at], dict) else {}
    aim = {"source": SOURCE + target.document} | old | _selecting(target)
    rest = targets[at + 1 :] if ours else targets[1:]
    several = [*targets[:at], aim, *rest]
    changed = record | {
        "modified": time,
        "target": several if len(several) > 1 else aim,
        "workbench:sha256": target.sha256,
    }
    changed.pop(ORPHAN, None)
    return changed


def at_position(record: Record, span: Span) -> Record:
    """The object with a position selector that says `span`, in place of its own."""
    target = record.get("target")
    if not isinstance(target, dict):
        target = {} if target is None else {"source": target}
    others = [
        selector
        for selector in listed(target.get("selector"))
        if not is_a(selector, "TextPositionSelector")
    ]
    return record | {"target": target | {"selector": [_position_selector(span), *others]}}


def _with_tags(bodies: Sequence[Any], tags: Sequence[str]) -> list[Any]:
    """The bodies with just these tags; the bodies of those that stay are kept as they are."""
    kept: dict[str, Record] = {}
    for body in bodies:
        if serves(body, TAGGING):
            kept.setdefault(one_line(body["value"]), body)
    tagging = [kept.get(tag) or textual(TAGGING, tag) for tag in dict.fromkeys(tags)]
    return tagging + [body for body in bodies if not serves(body, TAGGING)]


def _with_note(bodies: Sequence[Any], note: str) -> list[Any]:
    comments = [body for body in bodies if serves(body, COMMENTING)]
    others = [body for body in bodies if not serves(body, COMMENTING)]
    if not note:
        return others
    comment = comments[0] if comments else textual(COMMENTING, "") | {"format": "text/plain"}
    return [*others, comment | {"value": note}]


def _with_motivation(record: Record) -> Record:
    """The object with the motivation of its bodies, unless it has one that is not ours."""
    changed = _without_value(record)
    if record.get("motivation") in (None, TAGGING, COMMENTING, HIGHLIGHTING):
        changed["motivation"] = _motivation(list(read_tags(changed)), read_note(changed))
    return changed


def _without_value(record: Record) -> Record:
    """The object without the `bodyValue` that stands among its bodies now."""
    return {name: value for name, value in record.items() if name != "bodyValue"}


def _selecting(target: Target) -> Record:
    if target.span is None:
        return {}
    return {"selector": [_position_selector(target.span), quote_selector(target.quote)]}


def _position_selector(span: Span) -> Record:
    return {"end": span.end, "start": span.start, "type": "TextPositionSelector"}


def _motivation(tags: Sequence[str], note: str) -> str:
    if tags:
        return TAGGING
    return COMMENTING if note else HIGHLIGHTING
