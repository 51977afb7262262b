"""The part of the main screen that works on passages: tag, note, delete, undo, copy."""

from __future__ import annotations

from textual import on

from workbench.model import Document
from workbench.spans import Span
from workbench.tui.document.messages import PassageAction
from workbench.tui.document.nudging import Nudge
from workbench.tui.messages import NotesChanged
from workbench.tui.screens.sides import Sides


class Evidence(Sides):
    """What the analyst does with a passage. What has to be asked first is asked by `Asking`."""

    _nudged: tuple[str, str, int] | None = None
    """The note whose end was moved last; the document and the position of the cursor then."""

    @on(PassageAction)
    def _passage_action(self, message: PassageAction) -> None:
        document = self.document
        if document is None:
            return
        match message.action.partition(".")[2]:
            case "tag":
                self.ask_tags(document, message.span)
            case "annotate":
                self.ask_note(document, message.span)
            case "tag_again":
                self._tag_again(document, message.span)
            case "note_document":
                self.note_document()
            case "edit_note" | "delete_note" | "link" as verb:
                self._on_note_at(document, message.cursor, verb)
            case "start_earlier" | "start_later" | "end_earlier" | "end_later" as nudge:
                self._nudge(document, message.cursor, nudge)
            case "grade":
                self._grade_at(document, message)
            case "copy_citation":
                self.copying.copy_passage(document, message.span)
            case "copy_reference":
                self.copying.copy_reference(document)
            case "edit_source":
                self.ask_source(document)
            case "choose_style":
                self.ask_style()
            case "find":
                self.ask_within()
            case "add_entity":
                self.ask_entity(document, self.page.selection, message.cursor)

    def _on_note_at(self, document: Document, cursor: int, verb: str) -> None:
        annotation = self.annotation_at(cursor)
        if annotation is None:
            self._say_none_here()
        elif verb == "edit_note":
            self.ask_edit(document, annotation)
        elif verb == "link":
            self.ask_links(annotation)
        else:
            self.noting.delete(annotation)

    def _say_none_here(self) -> None:
        following = self.keymap.shown_first("document.next_note")
        self.say(f"No tag or note is here. {following} goes to the next one.")

    def _tag_again(self, document: Document, span: Span) -> None:
        if self.noting.last_tags:
            self.noting.tag_again(document, span)
        else:
            key = self.keymap.shown_first("document.tag")
            self.say(f"No tags were chosen yet. {key} chooses some.")

    def _nudge(self, document: Document, cursor: int, nudge: Nudge) -> None:
        """Move an end of the note at the cursor; of one that left the cursor, go on with it."""
        if self._nudged is not None and self._nudged[1:] == (document.id, cursor):
            annotation: str | None = self._nudged[0]
        else:
            annotation = self.annotation_at(cursor)
        if annotation is None:
            self._say_none_here()
            return
        self._nudged = annotation, document.id, cursor
        self.noting.nudge(document, annotation, nudge)

    def _grade_at(self, document: Document, message: PassageAction) -> None:
        """Grade what is selected, else the note at the cursor, else the paragraph."""
        selecting = self.page.selection is not None
        at_cursor = None if selecting else self.annotation_at(message.cursor)
        placed = self._placed.placed if self._placed else ()
        on_it = (one.annotation.id for one in placed if one.span == message.span)
        if annotation := at_cursor or next(on_it, None):
            self.ask_grade(document, annotation)
        else:
            self.ask_grade_of_passage(document, message.span)

    def annotation_at(self, position: int) -> str | None:
        """The id of the shortest annotation that covers a position."""
        placed = self._placed.placed if self._placed else ()
        covering = [
            (one.span.end - one.span.start, one.annotation.id)
            for one in placed
            if one.span is not None and one.span.start <= position < max(one.span)
        ]
        return min(covering)[1] if covering else None

    @on(NotesChanged)
    def _notes_changed(self, message: NotesChanged) -> None:
        self.say(message.words)
        if self.document is not None:
            self.noting.show(self.document)
        if message.names:
            self.name_again()
        self.run_worker(self.look_at_sources, thread=True, group="library", exit_on_error=False)
        self.ask_again()

    def action_undo(self) -> None:
        """Undo the last change of notes, tags or sources."""
        self.noting.undo()

    def action_redo(self) -> None:
        """Do again what was undone."""
        self.noting.redo()
