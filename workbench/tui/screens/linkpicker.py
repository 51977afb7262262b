"""Choosing what a note is to lead to: another note, an entity or a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from workbench.library.safe import one_line
from workbench.model import DocumentInfo, Entity
from workbench.notes.links import Link, Linked
from workbench.tui.screens.picker import Choice, Offer, Picker
from workbench.tui.text import Run
from workbench.tui.words import short_date

if TYPE_CHECKING:
    from workbench.notes import Annotation

_SIGN = "▪"
_QUOTED = 120


class LinkPicker(Picker[Link]):
    """Hands back a link; one that the note has already is to be taken away."""

    WIDTH = 100
    TITLE_WORDS = "Link this note"
    PLACEHOLDER = "words or tags of a note, part of a name or of a title"
    NOTHING = "No note, entity or document has that."
    DETAIL_AT = 48
    HINTS = (("enter", "link, or take the link away"), ("esc", "back"))

    def __init__(self, quote: str, offer: Offer, linked: int) -> None:
        """`linked` is how many links the note has; they stand first in the offer."""
        super().__init__(offer)
        self._quote = quote
        self._linked = linked

    def opened(self) -> None:
        """Show the passage and how many links there are."""
        there = f"{self._linked} link{'s' * (self._linked != 1)}" if self._linked else ""
        self.set_head(self.TITLE_WORDS, there, self._quote)


def link_choices(
    linked: Sequence[Linked],
    notes: Iterable[Annotation],
    entities: Iterable[Entity],
    documents: Sequence[DocumentInfo],
) -> list[Choice]:
    """What a note can be linked to; first what it is linked to already, marked."""
    titles = {info.id: info.title for info in documents}
    there = [one for one in linked if not one.back]
    taken = {one.link for one in there}
    marked = [Choice(one.link, one.label, "", "linked", Run(_SIGN, "accent")) for one in there]
    others = (*_notes(notes, titles), *_entities(entities), *_documents(documents))
    return [*marked, *(choice for choice in others if choice.key not in taken)]


def _notes(notes: Iterable[Annotation], titles: Mapping[str, str]) -> Iterator[Choice]:
    for note in notes:
        title = one_line(titles.get(note.document, note.document))
        words = one_line(note.exact or note.note)[:_QUOTED]
        label = f"“{words}”" if note.exact else words or title
        said = (", ".join(note.tags), note.note if note.exact else "", title)
        detail = " · ".join(one_line(part)[:_QUOTED] for part in said if part)
        yield Choice(Link("note", note.id), label, detail, "note", Run(" "))


def _entities(entities: Iterable[Entity]) -> Iterator[Choice]:
    for entity in entities:
        others = ", ".join(name for name in entity.names if name != entity.name)
        name, others = one_line(entity.name), one_line(others)[:_QUOTED]
        yield Choice(Link("entity", entity.key), name, others, entity.kind, Run(" "))


def _documents(documents: Iterable[DocumentInfo]) -> Iterator[Choice]:
    for info in documents:
        right = short_date(info.metadata.date) or "document"
        path = info.path if info.title != info.path else ""
        yield Choice(Link("document", info.id), one_line(info.title), path, right, Run(" "))
