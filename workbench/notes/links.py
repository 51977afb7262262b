"""Links from an annotation to another note, an entity, a document or a page.

In the file a link is a body with the purpose "linking" whose source is an IRI. Ours are
`urn:uuid:ID` for a note, `urn:workbench:entity:KEY` for an entity (its key percent-encoded) and
`urn:workbench:ID` for a document; any other IRI is kept as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote, unquote

from workbench.library.safe import one_line
from workbench.notes.annotation import Annotation

Kind = Literal["note", "entity", "document", "page"]

# Longest first: an entity's IRI begins as a document's does.
_PREFIXES: dict[Kind, str] = {
    "entity": "urn:workbench:entity:",
    "document": "urn:workbench:",
    "note": "urn:uuid:",
}


@dataclass(frozen=True, slots=True)
class Link:
    """What a link leads to: the `target` is an id, the key of an entity, or an IRI."""

    kind: Kind
    target: str

    @classmethod
    def parse(cls, iri: str) -> Link:
        """What an IRI stands for."""
        for kind, prefix in _PREFIXES.items():
            if iri.startswith(prefix):
                target = iri.removeprefix(prefix)
                return cls(kind, one_line(unquote(target)) if kind == "entity" else target)
        return cls("page", iri)

    @property
    def iri(self) -> str:
        """The IRI that stands in the file."""
        if self.kind == "page":
            return self.target
        target = quote(self.target, safe="") if self.kind == "entity" else self.target
        return _PREFIXES[self.kind] + target


def links_of(annotation: Annotation) -> list[Link]:
    """Where the annotation leads, in the order of its file."""
    return list(map(Link.parse, annotation.links))


def leading_to(link: Link, annotations: Iterable[Annotation]) -> list[Annotation]:
    """The annotations that have the link: what refers to a note, or is about an entity."""
    return [annotation for annotation in annotations if link.iri in annotation.links]
