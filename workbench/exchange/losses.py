"""What of a note only its own file and the W3C format can say."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.exchange.report import LeftOut
from workbench.notes import Annotation, w3c

_OURS = frozenset(
    "@context body bodyValue created creator id modified motivation target type via "
    "workbench:schema workbench:sha256".split()
)
_PURPOSES = (w3c.TAGGING, w3c.COMMENTING)


def losses(note: Annotation) -> Iterator[LeftOut]:
    """What stays behind when only passage, tags, note, times and creator go along."""
    if note.links:
        yield LeftOut(f"note {note.id}", "it goes along without its links")
    others = [
        body
        for body in w3c.bodies_of(dict(note.raw))
        if not any(w3c.serves(body, purpose) for purpose in _PURPOSES)
        if not w3c.linked_iri(body, dict(note.raw))
    ]
    if others or not _OURS.issuperset(note.raw):
        yield LeftOut(f"note {note.id}", "it goes along without what another program added")
