"""The part of the main screen that fills the right side: entities, tags and notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from workbench.fields import asks_for_names
from workbench.library.safe import one_line
from workbench.model import Entity, Speaker
from workbench.spans import Span, Spans
from workbench.tui.document.marks import NoteMark, TagMark
from workbench.tui.indexing_messages import IndexingCommitted, IndexingEnded
from workbench.tui.messages import CollectionNamed, EntityFound, MentionsMarked, NotesPlaced
from workbench.tui.screens.rereading import Rereading
from workbench.tui.widgets.entities import EntitiesList
from workbench.tui.widgets.linelist import LineList
from workbench.tui.widgets.notes import LinkKey, NoteKey, NotesList, TagKey

if TYPE_CHECKING:
    from workbench.notes import Placed

_NOBODY = "No names or dates were found in this document."
_NOBODY_YET = "The names in this document are still to be found."
_NOBODY_AT_ALL = "No names or dates were found yet."
_NOTHING_OPEN = "Open a document to see whom and what it names. s shows the whole collection."


class Sides(Rereading):
    """Whom the document names, and what the analyst says of it."""

    _walked: Entity | Speaker | None = None
    _placed: NotesPlaced | None = None

    # -- entities

    @on(MentionsMarked)
    def _mentions_marked(self, message: MentionsMarked) -> None:
        if not self.reading.named(message):
            return
        self._mark_mentions()
        if not self.collection_scope:
            self.show_entities()
        if self._walked is not None and self._walk_when_there:
            self._walk_when_there = False
            self._walk(self._walked)

    _walk_when_there = False

    def _mark_mentions(self) -> None:
        """Underline the mentions of the entity that is walked, or of all."""
        if self._walked is not None:
            spans = self.reading.places_of(self._walked)
            if len(spans):
                self.page.set_mentions(spans, whole=isinstance(self._walked, Speaker))
                return
        self.page.set_mentions(Spans((m.start, m.end) for m in self.reading.mentions))

    def show_entities(self) -> None:
        """Show the entities of the document, or ask for those of the collection."""
        if self.collection_scope:
            self.reading.name_collection()
        elif self.document is None:
            self.entities.show_entities((), (), "this document", _NOTHING_OPEN)
        else:
            quoted = list(self.reading.quotations)
            of = self.document.id
            nobody = _NOBODY_YET if self.indexing.unfinished else _NOBODY
            self.entities.show_entities(self.reading.entities, quoted, "this document", nobody, of)

    @on(IndexingCommitted)
    def _names_found(self, message: IndexingCommitted) -> None:
        if message.names:
            self.reading.find_mentions()
            if self.collection_scope:
                self.reading.name_collection()

    @on(IndexingEnded)
    def _all_names_found(self) -> None:
        if not self.collection_scope and not self.reading.entities:
            self.show_entities()

    def name_again(self) -> None:
        """Show whom and what is named as corrections have it by now."""
        self.reading.name_again()
        if self.collection_scope:
            self.reading.name_collection()
        if asks_for_names(self.searching.query):
            self.searching.ask()

    @on(CollectionNamed)
    def _collection_named(self, message: CollectionNamed) -> None:
        if self.collection_scope:
            self.entities.show_entities(
                message.entities, message.quoted, "all documents", _NOBODY_AT_ALL
            )

    @on(EntitiesList.ScopeAsked)
    def _change_scope(self) -> None:
        self.collection_scope = not self.collection_scope
        self.show_entities()

    @on(LineList.Chosen, "#entities")
    def _entity_chosen(self, message: LineList.Chosen) -> None:
        entity = self.entities.listed(message.key)
        if entity is not None:
            self._walk(entity)

    def walk_mentions(self, entity: Entity) -> None:
        """Go to a mention of an entity."""
        self._walk(entity)

    @on(EntitiesList.WalkAsked)
    def _walk_asked(self, message: EntitiesList.WalkAsked) -> None:
        entity = self.entities.listed(message.key)
        if entity is not None:
            self._walk(entity, back=message.back)

    def _walk(self, one: Entity | Speaker, *, back: bool = False) -> None:
        """To the next mention of an entity; round to its first one, or to a document with one.

        A quotation is selected, so that it can be copied, tagged and noted as it is.
        """
        self._walked = one
        spans = self.reading.places_of(one)
        if not len(spans):
            self._walk_elsewhere(one)
            return
        quoted = isinstance(one, Speaker)
        cursor = self.page.cursor
        index = (spans.at(cursor - 1) if back else spans.at(cursor) + 1) % len(spans)
        self._leave_trail()
        self.page.set_mentions(spans, whole=quoted)
        self.page.go(spans[index].start, select=spans[index] if quoted else None)
        self.mark_current()
        at = f"{index + 1:,} of {len(spans):,}"
        if quoted:
            self.say(f"Quotation {at} of {self._said_how(one, spans[index])}.")
        else:
            self.say(f"Mention {at} of {one_line(one.name)}.")

    def _said_how(self, speaker: Entity | Speaker, span: Span) -> str:
        """`Ann Lee (told, via Interfax)`."""
        quotation = self.reading.said_at(span)
        cue, via = (quotation.cue, quotation.via) if quotation else (None, None)
        how = ", ".join(filter(None, (cue, f"via {via}" if via else "")))
        name = one_line(speaker.name or "nobody named")
        return f"{name} ({one_line(how)})" if how else name

    def _walk_elsewhere(self, one: Entity | Speaker) -> None:
        entities = self.project.entities

        def work() -> None:
            if isinstance(one, Speaker):
                said = entities.said_by(one)
                where = sorted(
                    ((document, len(spans)) for document, spans in said.items()),
                    key=lambda found: (-found[1], found[0]),
                )
            else:
                where = entities.where(one.key)
            self.post_message(EntityFound(one, where))

        self.run_worker(work, thread=True, group="entities", exclusive=True, exit_on_error=False)

    @on(EntityFound)
    def _entity_found(self, message: EntityFound) -> None:
        if self._walked is not message.entity:
            return
        if message.documents:
            self._walk_when_there = True
            self.open_document(message.documents[0][0], focus=False)
        else:
            verb = "quotes" if isinstance(message.entity, Speaker) else "names"
            self.say(f"No document {verb} {one_line(message.entity.name)} any more.")

    # -- tags and notes

    @on(NotesPlaced)
    def _notes_placed(self, message: NotesPlaced) -> None:
        document = self.document
        if document is None or message.document != document.id:
            return
        self._placed = message
        self.notes.show_notes(
            message.placed, message.tags, message.problems, document.paragraph_at, message.links
        )
        colours = {tag.name: (tag.colour, tag.shortcut) for tag in message.tags}
        tags, notes = [], []
        for one in message.placed:
            if one.span is None:
                continue
            for name in one.annotation.tags:
                colour, letter = colours.get(name, (6, ""))
                tags.append(TagMark(one.span, colour, letter, name))
            note, grade = one.annotation.note, str(one.annotation.grade)
            if note or grade:
                notes.append(NoteMark(one.span, note, grade))
        self.page.set_tags(tags)
        self.page.set_notes(notes)
        self.place_changed()
        self.show_grade()
        self.show_keys()

    @on(LineList.Moved, "#notes")
    def _moved_in_notes(self) -> None:
        self.show_keys()

    def placed(self, annotation: str) -> Placed | None:
        """An annotation of the open document, where it stands."""
        placed = self._placed.placed if self._placed else ()
        return next((one for one in placed if one.annotation.id == annotation), None)

    def own_note_on_document(self) -> str | None:
        """The analyst's annotation on the whole of the open document."""
        placed = self._placed.placed if self._placed else ()
        own = (one.annotation for one in placed if one.annotation.whole)
        by = self.project.settings.analyst
        return next((one.id for one in own if one.creator == by), None)

    @on(LineList.Chosen, "#notes")
    def _note_chosen(self, message: LineList.Chosen) -> None:
        if isinstance(message.key, LinkKey):
            return  # followed elsewhere
        if isinstance(message.key, NoteKey) and self._is_whole(message.key.annotation):
            self._leave_trail()
            self.page.go(0)
            self.go("document")
            return
        spans = self._spans_of(message.key)
        if not spans:
            self.say("The passage is not in the text any more.")
            return
        after = [span for span in spans if span.start > self.page.cursor]
        self._leave_trail()
        self.page.go((after or spans)[0].start)
        self.go("document")

    def _is_whole(self, annotation: str) -> bool:
        placed = self.placed(annotation)
        return placed is not None and placed.annotation.whole

    def _spans_of(self, key: object) -> list[Span]:
        placed = self._placed.placed if self._placed else ()
        return sorted(
            one.span
            for one in placed
            if one.span is not None
            and (
                (isinstance(key, NoteKey) and one.annotation.id == key.annotation)
                or (isinstance(key, TagKey) and key.name in one.annotation.tags)
            )
        )

    @on(NotesList.DeleteAsked)
    def _delete_asked(self, message: NotesList.DeleteAsked) -> None:
        if self.document is not None:
            self.noting.delete(message.annotation)
