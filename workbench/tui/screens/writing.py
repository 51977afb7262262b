"""The part of the main screen that asks for tags and notes, and for the name that they carry."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import cached_property
from typing import TYPE_CHECKING

from textual import on

from workbench.library.safe import one_line
from workbench.model import Document, DocumentInfo, WorkbenchError
from workbench.spans import Span
from workbench.tui.messages import NoteUnsaved, Said
from workbench.tui.screens.asking import Asking
from workbench.tui.widgets.notes import NotesList

if TYPE_CHECKING:
    from workbench.notes.grades import Grade
    from workbench.tui.screens.note_editor import Written
    from workbench.tui.screens.sourceeditor import Known

_QUOTED = 400
"""Code points of a passage that an overlay quotes from."""


class Writing(Asking):
    """What the analyst says of a passage is asked for in overlays, and saved by `Noting`."""

    _name_was_asked = False

    @cached_property
    def _unsaved(self) -> dict[Hashable, Written]:
        """What was written and could not be saved, by what it was written on."""
        return {}

    def ask_tags(self, document: Document, span: Span) -> None:
        """Which tags a passage gets."""
        from workbench.tui.screens.tagging import TagPicker

        quote = one_line(_quoted(document, span))
        self._named(
            lambda: self.fetch(
                self.noting.tags,
                lambda known: self.ask(
                    TagPicker(quote, *known), lambda tags: self.noting.tag(document, span, tags)
                ),
            )
        )

    def ask_note(self, document: Document, span: Span | None) -> None:
        """A note on a passage, or None: on the whole document."""
        from workbench.tui.screens.note_editor import Written

        def write(written: Written) -> None:
            if written.note or written.tags:
                self.noting.annotate(document, span, written.note, written.tags)
            else:
                self.say("The note was empty, so none was written.")

        where = f"¶\u00a0{document.paragraph_at(span.start)}" if span else "the whole document"
        title = f"Note on {where}"
        quote = _quoted(document, span)
        before = self._unsaved.pop((document.id, span), Written((), ""))
        self._named(lambda: self._edit(title, quote, before, write))

    def ask_edit(self, document: Document, annotation: str) -> None:
        """Other words or other tags for an annotation."""
        from workbench.tui.screens.note_editor import Written

        placed = self.placed(annotation)
        if placed is None:
            self.say("That note is not there any more.")
            return
        old, span = placed.annotation, placed.span
        where = f" on ¶\u00a0{document.paragraph_at(span.start)}" if span else ""
        where = " on the whole document" if old.whole else where
        quote = _quoted(document, span) if span or old.whole else old.exact[:_QUOTED]

        def write(written: Written) -> None:
            if written != Written(old.tags, old.note):
                self.noting.edit(document.id, annotation, written.note, written.tags)

        before = self._unsaved.pop(annotation, Written(old.tags, old.note))
        self._edit(f"Tags and note{where}", quote, before, write)

    def note_document(self) -> None:
        """A note on the whole document: the analyst's own, if there is one, or a new one."""
        document = self.document
        if document is None:
            self.say("No document is open.")
            return
        mine = self.own_note_on_document()
        if mine is None:
            self.ask_note(document, None)
        else:
            self.ask_edit(document, mine)

    @on(NotesList.DocumentNoteAsked)
    def _document_note_asked(self) -> None:
        self.note_document()

    def ask_grade(self, document: Document, annotation: str) -> None:
        """Another grade for an annotation, or none."""
        from workbench.notes.wording import place_in

        placed = self.placed(annotation)
        if placed is None:
            self.say("That note is not there any more.")
            return
        note = placed.annotation
        self._grade(
            place_in(document, placed.span) if placed.span or note.whole else "a lost passage",
            note.exact[:_QUOTED],
            note.grade,
            lambda grade: self.judging.grade(annotation, grade),
        )

    def ask_grade_of_passage(self, document: Document, span: Span) -> None:
        """A grade for a passage that has no note."""
        from workbench.notes.grades import UNGRADED
        from workbench.notes.wording import place_in

        where, quote = place_in(document, span), _quoted(document, span)

        def give(grade: Grade) -> None:
            self.judging.grade_passage(document, span, grade)

        self._named(lambda: self._grade(where, quote, UNGRADED, give))

    def _grade(self, where: str, quote: str, before: Grade, then: Callable[[Grade], None]) -> None:
        from workbench.tui.screens.gradechoice import GradeChoice

        self.ask(GradeChoice(where, one_line(quote), before), then)

    def ask_source(self, document: Document) -> None:
        """What is to be known of a document's source."""
        from workbench.tui.screens.sourceeditor import SourceEditor

        style = self.copying.style

        def show(known: tuple[DocumentInfo, Known]) -> None:
            info, source = known
            editor = SourceEditor(
                info.path, source, lambda changes: self.sourcing.cited(info, changes, style)
            )
            self.ask(editor, lambda changes: self.sourcing.change(info, changes))

        self.fetch(lambda: self.sourcing.known(document.id), show)

    def _edit(
        self, title: str, quote: str, before: Written, then: Callable[[Written], None]
    ) -> None:
        from workbench.tui.screens.note_editor import NoteEditor

        self.ask(NoteEditor(title, quote, before), then)

    @on(NoteUnsaved)
    def _keep_unsaved(self, message: NoteUnsaved) -> None:
        from workbench.tui.screens.note_editor import Written

        self._unsaved[message.on] = Written(message.tags, message.note)
        edits = isinstance(message.on, str)
        key = self.keymap.shown_first("document.edit_note" if edits else "document.annotate")
        self.say(f"{message.reason} {key} brings back what you wrote.", "error")

    @on(NotesList.GradeAsked)
    def _grade_asked(self, message: NotesList.GradeAsked) -> None:
        if self.document is not None:
            self.ask_grade(self.document, message.annotation)

    @on(NotesList.EditAsked)
    def _edit_asked(self, message: NotesList.EditAsked) -> None:
        if self.document is not None:
            self.ask_edit(self.document, message.annotation)

    def _named(self, then: Callable[[], None]) -> None:
        """Go on, after asking once for the name that new notes carry."""
        if self._name_was_asked or self.project.settings.analyst:
            then()
            return
        from workbench.tui.screens.lists import Ask

        self._name_was_asked = True

        def answered(name: str | None) -> None:
            if name is not None and name.strip():
                self._take_name(name.strip())
            if name is not None:
                then()

        explanation = "Your name, written into your notes. Leave it empty for none."
        self.app.push_screen(Ask("Who writes the notes?", explanation), answered)

    def _take_name(self, name: str) -> None:
        def work() -> None:
            try:
                self.project.settings.set("analyst", name)
            except WorkbenchError as error:
                self.post_message(Said(str(error), "error"))
            self.project.notes.creator = self.project.history.analyst = name

        self.run_worker(work, thread=True, group="notes", exit_on_error=False)


def _quoted(document: Document, span: Span | None) -> str:
    if span is None:
        return document.info.title
    return document.text[span.start : min(span.end, span.start + _QUOTED)]
