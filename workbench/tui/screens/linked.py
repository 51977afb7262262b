"""The part of the main screen that links notes, and follows their links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from workbench.library.safe import one_line
from workbench.model import WorkbenchError
from workbench.tui.screens.bulk import InBulk
from workbench.tui.widgets.linelist import LineList
from workbench.tui.widgets.notes import LinkKey, NotesList

if TYPE_CHECKING:
    from workbench.notes import Annotation
    from workbench.notes.links import Link
    from workbench.tui.screens.picker import Offer

_ENTITIES_OFFERED = 5000


class WithLinks(InBulk):
    """Links of the notes of the open document."""

    def ask_links(self, annotation: str) -> None:
        """Where an annotation is to lead."""
        from workbench.tui.screens.linkpicker import LinkPicker

        placed = self.placed(annotation)
        if placed is None:
            self.say("That note is not there any more.")
            return
        note = placed.annotation
        quote = one_line(note.exact or note.note)

        def show(offered: tuple[Offer, int]) -> None:
            self.ask(LinkPicker(quote, *offered), lambda link: self.noting.link(note.id, link))

        self.fetch(lambda: self._offer(note), show)

    def _offer(self, note: Annotation) -> tuple[Offer, int]:
        """What it can be linked to, and how many links it has. For worker threads."""
        from workbench.tui.screens.linkpicker import link_choices
        from workbench.tui.screens.picker import Offer

        project = self.project
        with self.noting.lock:
            linked = self.noting.linking.around("", [note]).get(note.id, [])
            others = [one for one in project.notes.all() if one.id != note.id]
        entities = project.entities.of_collection(limit=_ENTITIES_OFFERED)
        choices = link_choices(linked, others, entities, project.library.documents())
        return Offer.of(choices), sum(not one.back for one in linked)

    @on(NotesList.LinkAsked)
    def _link_asked(self, message: NotesList.LinkAsked) -> None:
        self.ask_links(message.annotation)

    @on(NotesList.UnlinkAsked)
    def _unlink_asked(self, message: NotesList.UnlinkAsked) -> None:
        from workbench.notes.links import Link

        key, document = message.key, self.document
        if not key.linked.back:
            self.noting.link(key.annotation, key.linked.link)
        elif key.annotation:
            self.noting.link(key.linked.link.target, Link("note", key.annotation))
        elif document is not None:
            self.noting.link(key.linked.link.target, Link("document", document.id))

    # -- following

    @on(LineList.Chosen, "#notes")
    def _link_chosen(self, message: LineList.Chosen) -> None:
        if isinstance(message.key, LinkKey):
            self.follow(message.key.linked.link)

    def follow(self, link: Link) -> None:
        """Go where a link leads."""
        match link.kind:
            case "note":
                self.fetch(lambda: self._place_of(link.target), lambda at: self.open_document(*at))
            case "document":
                self.open_document(link.target)
            case "entity":
                self.fetch(lambda: self.project.entities.entity(link.target), self._walk_linked)
            case _:
                self.say(f"The link leads to {one_line(link.target)}, which is not fetched.")

    def _walk_linked(self, entity: object) -> None:
        from workbench.model import Entity

        if isinstance(entity, Entity):
            self.walk_mentions(entity)
        else:
            self.say("No document names that any more.")

    def _place_of(self, annotation: str) -> tuple[str, int]:
        """Document and position of a note, in worker threads; WorkbenchError if it is gone."""
        with self.noting.lock:
            note = self.project.notes.get(annotation)
            document = self.project.library.document(note.document)
            placed = self.project.notes.placed(note, document)
        if placed.span is None and not note.whole:
            raise WorkbenchError("The passage of that note is not in the text any more.")
        return note.document, placed.span.start if placed.span else 0
