"""The W3C Web Annotation form of an annotation: reading its members.

https://www.w3.org/TR/annotation-model/ allows most members to be one thing or a list of things, a
string or an object. Reading takes any of it; rewriting keeps every member that is not ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from workbench.store.records import Record

SOURCE = "urn:workbench:"
COPIES = "workbench:copies"

TAGGING, COMMENTING, HIGHLIGHTING = "tagging", "commenting", "highlighting"
LINKING = "linking"


class Quote(NamedTuple):
    """A text quote selector; empty strings where there is none.

    `copies` says how often the text had just these words, of a passage that had others like it;
    0 where that is not known.
    """

    exact: str = ""
    prefix: str = ""
    suffix: str = ""
    copies: int = 0


def read_tags(record: Record) -> Iterator[str]:
    """The values of the tagging bodies."""
    return (body["value"] for body in bodies_of(record) if serves(body, TAGGING))


def read_note(record: Record) -> str:
    """The text of the commenting bodies; several are set apart by a blank line."""
    notes = (body["value"] for body in bodies_of(record) if serves(body, COMMENTING))
    return "\n\n".join(notes)


def read_links(record: Record) -> Iterator[str]:
    """The IRIs of the linking bodies."""
    return filter(None, (linked_iri(body, record) for body in bodies_of(record)))


def is_of_whole_document(record: Record) -> bool:
    """Whether it is about something and nothing says which part of that."""
    targets = listed(record.get("target"))
    return bool(targets) and not any(map(_is_of_part, targets))


def _is_of_part(target: object) -> bool:
    """Whether a target names a part by a selector, or by a fragment in its address."""
    source = target
    if isinstance(target, dict):
        if listed(target.get("selector")):
            return True
        source = target.get("source", target.get("id"))
    return not isinstance(source, str) or "#" in source


def read_position(record: Record) -> tuple[object, object]:
    """Start and end of the first text position selector as they stand there, or two None."""
    for selector in selectors_of(record, "TextPositionSelector"):
        return selector.get("start"), selector.get("end")
    return None, None


def read_quote(record: Record) -> Quote:
    """The first text quote selector."""
    for selector in selectors_of(record, "TextQuoteSelector"):
        exact, prefix, suffix = (read_text(selector, name) for name in Quote._fields[:3])
        copies = selector.get(COPIES)
        return Quote(exact, prefix, suffix, copies if type(copies) is int and copies > 0 else 0)
    return Quote()


def quote_selector(quote: Quote) -> Record:
    """The text quote selector that says so."""
    exact, prefix, suffix, copies = quote
    said = {"exact": exact, "prefix": prefix, "suffix": suffix, "type": "TextQuoteSelector"}
    return {COPIES: copies, **said} if copies else said


def read_document(record: Record) -> str:
    """The id of the document of ours that the annotation is about; empty if it names none."""
    for target in listed(record.get("target")):
        source = target.get("source") if isinstance(target, dict) else target
        if isinstance(source, str) and source.startswith(SOURCE):
            return source.removeprefix(SOURCE)
    return ""


def read_creator(record: Record) -> str:
    """The first creator's name, or their IRI where only that is given."""
    for creator in listed(record.get("creator")):
        if isinstance(creator, str):
            return creator
        if isinstance(creator, dict):
            return read_text(creator, "name") or read_text(creator, "id")
    return ""


def read_text(record: Record, name: str) -> str:
    """A member that is a string; empty if it is not."""
    value = record.get(name)
    return value if isinstance(value, str) else ""


def bodies_of(record: Record) -> list[Any]:
    """All bodies, with the purpose written out where the annotation's motivation gives it."""
    bodies = list(listed(record.get("body")))
    if isinstance(record.get("bodyValue"), str):
        bodies.append(textual(COMMENTING, record["bodyValue"]))
    motivation = record.get("motivation")
    purpose = TAGGING if motivation == TAGGING else COMMENTING
    return [
        {"purpose": purpose} | body
        if is_a(body, "TextualBody") and isinstance(body.get("value"), str)
        else body
        for body in bodies
    ]


def serves(body: object, purpose: str) -> bool:
    """Whether a body is text with that purpose."""
    return (
        isinstance(body, dict)
        and purpose in listed(body.get("purpose"))
        and isinstance(body.get("value"), str)
    )


def linked_iri(body: object, record: Record) -> str:
    """The IRI that a linking body leads to; empty for any other body."""
    if isinstance(body, str):
        return body if record.get("motivation") == LINKING else ""
    if not isinstance(body, dict) or LINKING not in listed(body.get("purpose")):
        return ""
    return read_text(body, "source") or read_text(body, "id")


def selectors_of(record: Record, kind: str) -> Iterator[Record]:
    """All selectors of a kind, of all targets."""
    for target in listed(record.get("target")):
        if isinstance(target, dict):
            for selector in listed(target.get("selector")):
                if is_a(selector, kind):
                    yield selector


def is_a(value: object, kind: str) -> bool:
    """Whether it is an object of that type, among others or alone."""
    return isinstance(value, dict) and kind in listed(value.get("type"))


def listed(value: object) -> list[Any]:
    """One thing, a list of things or nothing, as a list."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def textual(purpose: str, value: str) -> Record:
    """A body of text."""
    return {"purpose": purpose, "type": "TextualBody", "value": value}
