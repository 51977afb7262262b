"""What is done on the page of notes with the note under the cursor, and with all that are shown."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on

from workbench.exchange import EXPORTS
from workbench.library.safe import one_line
from workbench.notes import Annotation
from workbench.notes.links import Link, Linked
from workbench.tui import exporting
from workbench.tui.copying import Copying
from workbench.tui.judging import Judging
from workbench.tui.messages import NoteUnsaved
from workbench.tui.screens.filename import ask_file, proposed, typed_path
from workbench.tui.screens.filtercolumn import FilterColumn
from workbench.tui.screens.going import Follow
from workbench.tui.screens.gradechoice import GradeChoice
from workbench.tui.screens.linkchoice import LinkChoice
from workbench.tui.screens.lists import ExportPicker
from workbench.tui.screens.note_editor import NoteEditor, Written
from workbench.tui.screens.tagging import TagPicker
from workbench.tui.words import count

if TYPE_CHECKING:
    from workbench.project import Project
    from workbench.tui.keymap import Keymap
    from workbench.tui.noting import Noting
    from workbench.tui.widgets.status import Saying

_QUOTED = 400


class NoteWork(FilterColumn):
    """The part of the page that changes, copies and exports. A subclass lists the notes."""

    def __init__(
        self,
        project: Project,
        keymap: Keymap,
        noting: Noting,
        said: deque[Saying],
        copying: Copying,
    ) -> None:
        super().__init__(project, keymap, noting, said)
        self._copying = copying.on_screen(self)
        self._judging = Judging(project, self.noting)
        self._exporting = exporting.Exporting(project, self.noting)
        self._unsaved: dict[str, Written] = {}

    @property
    def note(self) -> Annotation | None:
        """The note under the cursor."""
        raise NotImplementedError

    @property
    def links(self) -> Sequence[Linked]:
        """What the note under the cursor leads to, and what leads to it."""
        raise NotImplementedError

    @property
    def shown(self) -> Sequence[Annotation]:
        """The notes that the filters leave."""
        raise NotImplementedError

    # -- actions

    def action_edit_note(self) -> None:
        """Ask for other words and other tags."""
        note = self.note
        if note is None:
            return
        old = Written(note.tags, note.note)

        def write(written: Written) -> None:
            if written != old:
                self.noting.edit(note.document, note.id, written.note, written.tags)

        before = self._unsaved.pop(note.id, old)
        self.ask(NoteEditor("Tags and note", note.exact[:_QUOTED], before), write)

    def action_grade(self) -> None:
        """Ask for another grade."""
        note = self.note
        if note is not None:
            choice = GradeChoice("this passage", one_line(note.exact[:_QUOTED]), note.grade)
            self.ask(choice, lambda grade: self._judging.grade(note.id, grade))

    def action_tag(self) -> None:
        """Ask which tags the note gets."""
        note = self.note
        if note is not None:
            quote = one_line(note.exact[:_QUOTED])
            self.fetch(
                self.noting.tags,
                lambda known: self.ask(
                    TagPicker(quote, *known), lambda tags: self.noting.tag_note(note.id, tags)
                ),
            )

    def action_copy_citation(self) -> None:
        """Copy the passage with its citation."""
        if self.note is not None:
            self._copying.copy_note(self.note)

    def action_follow(self) -> None:
        """Go where the link leads; of several, ask which."""
        links = self.links
        if len(links) == 1:
            self._follow(links[0].link)
        elif links:
            self.ask(LinkChoice(links), self._follow)
        elif self.note is not None:
            self.say("The note has no links.")

    def _follow(self, link: Link) -> None:
        """To a note that is listed here, or else away from the page."""
        ids = [note.id for note in self.shown] if link.kind == "note" else []
        if link.target in ids:
            self.rows.move_to(2 * ids.index(link.target))
        else:
            self.dismiss(Follow(link))

    def action_export(self) -> None:
        """Ask in which format, and into which file."""
        ids = [note.id for note in self.shown]
        if not ids:
            self.say("There is no note to export.")
            return

        def named(form: str) -> None:
            name = exporting.file_name(self.project.name, form)
            title = f"Export {count(len(ids), 'note')}"
            explanation = f"A new file. {EXPORTS[form][:1].upper()}{EXPORTS[form][1:]}."
            self.ask(
                ask_file(title, explanation, proposed(self.project.folder, name)),
                lambda typed: self._exporting.export(form, typed_path(typed), ids),
            )

        forms = {form: words for form, words in EXPORTS.items() if form in exporting.SUFFIXES}
        self.ask(ExportPicker(forms), named)

    @on(exporting.Written)
    def _exported(self, message: exporting.Written) -> None:
        for remark in message.remarks:
            self.say(remark)
        key = self.keymap.shown_first("anywhere.messages")
        more = f" {key} lists what the format has no place for." if message.remarks and key else ""
        self.say(message.words + more)

    @on(NoteUnsaved)
    def _keep_unsaved(self, message: NoteUnsaved) -> None:
        self._unsaved[str(message.on)] = Written(message.tags, message.note)
        key = self.keymap.shown_first("evidence.edit_note")
        self.say(f"{message.reason} {key} brings back what you wrote.", "error")

    def action_delete_note(self) -> None:
        """Delete the note."""
        if self.note is not None:
            self.noting.delete(self.note.id)
