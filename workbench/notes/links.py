"""Links from an annotation to another note, an entity, a document or a page.

In the file a link is a body with the purpose "linking" whose source is an IRI. Ours are
`urn:uuid:ID` for a note, `urn:workbench:entity:KEY` for an entity (its key percent-encoded) and
`urn:workbench:ID` for a document; any other IRI is kept as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote, unquote

from workbench.library.safe import one_line
from workbench.notes import wording
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


@dataclass(frozen=True, slots=True)
class Linked:
    """A link as it is shown: where it leads, or with `back` the note that it comes from.

    `label` is one line, safe to show; `dead`: what it leads to is not there any more.
    """

    link: Link
    label: str
    back: bool = False
    dead: bool = False


class Links:
    """What annotations lead to and what leads to them, in words.

    `note` gives the annotation of an id, `title` and `name` those of a document and an entity by
    id and key; each gives None where there is none any more. `leading_to` are the annotations that
    have a link.
    """

    def __init__(
        self,
        note: Callable[[str], Annotation | None],
        title: Callable[[str], str | None],
        name: Callable[[str], str | None],
        leading_to: Callable[[Link], Sequence[Annotation]],
    ) -> None:
        self._note = note
        self._title = title
        self._name = name
        self._leading_to = leading_to

    def of(self, annotation: Annotation) -> list[Linked]:
        """Where an annotation leads, in the order of its file, then what leads to it."""
        return [*map(self.there, links_of(annotation)), *self.to(Link("note", annotation.id))]

    def to(self, link: Link) -> list[Linked]:
        """The annotations that lead somewhere."""
        return [
            Linked(Link("note", one.id), wording.quoted(one), back=True)
            for one in self._leading_to(link)
        ]

    def there(self, link: Link) -> Linked:
        """Where a link leads."""
        label = self._label(link)
        if label is None:
            return Linked(link, f"a {link.kind} that is not there any more", dead=True)
        return Linked(link, one_line(label))

    def _label(self, link: Link) -> str | None:
        match link.kind:
            case "note":
                annotation = self._note(link.target)
                return None if annotation is None else wording.quoted(annotation)
            case "document":
                return self._title(link.target)
            case "entity":
                return self._name(link.target)
            case _:
                return link.target
