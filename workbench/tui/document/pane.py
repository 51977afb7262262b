"""The document pane: the keys of reading, each carried out by a method of its action's name."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from workbench.spans import Spans
from workbench.tui.actions import of_place
from workbench.tui.document.marks import Layer
from workbench.tui.document.messages import PassageAction
from workbench.tui.document.pointing import PointedView
from workbench.tui.keymap import bindings
from workbench.tui.messages import Said

_WHILE_SELECTING = {"drop_selection", *(action.method for action in of_place("selection"))}


class DocumentPane(PointedView):
    """Reads a document by key and mouse; what is done to a passage is asked of the screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("selection"),
        *bindings("document"),
        Binding("escape", "drop_selection", "drop the selection", show=False),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that mean something else where nothing is selected are left to that."""
        return action not in _WHILE_SELECTING or self.selection is not None

    # -- moving

    def action_cursor_down(self) -> None:
        """Down a line."""
        self.reader.move_row(1)
        self._reading_changed()

    def action_cursor_up(self) -> None:
        """Up a line."""
        self.reader.move_row(-1)
        self._reading_changed()

    def action_cursor_left(self) -> None:
        """Left by a character."""
        self.reader.move_character(-1)
        self._reading_changed()

    def action_cursor_right(self) -> None:
        """Right by a character."""
        self.reader.move_character(1)
        self._reading_changed()

    def action_word_right(self) -> None:
        """To the next word."""
        self.reader.move_word(1)
        self._reading_changed()

    def action_word_left(self) -> None:
        """To the word before."""
        self.reader.move_word(-1)
        self._reading_changed()

    def action_line_start(self) -> None:
        """To the start of the line."""
        self.reader.move_in_row(to_end=False)
        self._reading_changed()

    def action_line_end(self) -> None:
        """To the end of the line."""
        self.reader.move_in_row(to_end=True)
        self._reading_changed()

    def action_half_page_down(self) -> None:
        """Down by half a page."""
        self.reader.move_page(0.5)
        self._reading_changed()

    def action_half_page_up(self) -> None:
        """Up by half a page."""
        self.reader.move_page(-0.5)
        self._reading_changed()

    def action_page_down(self) -> None:
        """Down by a page."""
        self.reader.move_page(1)
        self._reading_changed()

    def action_page_up(self) -> None:
        """Up by a page."""
        self.reader.move_page(-1)
        self._reading_changed()

    def action_top(self) -> None:
        """To the start of the document."""
        self.reader.move_to_end(to_end=False)
        self._reading_changed()

    def action_bottom(self) -> None:
        """To the end of the document."""
        self.reader.move_to_end(to_end=True)
        self._reading_changed()

    def action_next_paragraph(self) -> None:
        """To the next paragraph."""
        self.reader.move_paragraph(1)
        self._reading_changed()

    def action_previous_paragraph(self) -> None:
        """To the start of the paragraph, or to the one before."""
        self.reader.move_paragraph(-1)
        self._reading_changed()

    # -- selecting

    def action_select(self) -> None:
        """Start a selection, or drop it."""
        if self.reader.anchor is None:
            self.reader.start_selection()
        else:
            self.reader.drop_selection()
        self._reading_changed()

    def action_drop_selection(self) -> None:
        """Select nothing."""
        self.reader.drop_selection()
        self._reading_changed()

    def action_select_sentence(self) -> None:
        """Select the sentence; pressed again, the next one too."""
        self.reader.take_sentence()
        self._reading_changed()

    def action_select_paragraph(self) -> None:
        """Select the paragraph; pressed again, the next one too."""
        self.reader.take_paragraph()
        self._reading_changed()

    def action_word_back(self) -> None:
        """The moving end to the word before."""
        self.action_word_left()

    def action_swap_ends(self) -> None:
        """Move the other end of the selection from now on."""
        self.reader.swap_ends()
        self._reading_changed()

    def action_extend_left(self) -> None:
        """Select a character to the left."""
        self.reader.extend(-1)
        self._reading_changed()

    def action_extend_right(self) -> None:
        """Select a character to the right."""
        self.reader.extend(1)
        self._reading_changed()

    def action_extend_up(self) -> None:
        """Select to the line above."""
        self.reader.extend_row(-1)
        self._reading_changed()

    def action_extend_down(self) -> None:
        """Select to the line below."""
        self.reader.extend_row(1)
        self._reading_changed()

    # -- working on the passage: the screen does it

    def _ask(self, action: str) -> None:
        if self.document is not None:
            self.post_message(PassageAction(f"document.{action}", self.passage, self.cursor))

    def action_tag(self) -> None:
        """Tag the passage."""
        self._ask("tag")

    def action_annotate(self) -> None:
        """Write a note on the passage."""
        self._ask("annotate")

    def action_edit_note(self) -> None:
        """Edit the tags and the note at the cursor."""
        self._ask("edit_note")

    def action_delete_note(self) -> None:
        """Delete the note at the cursor."""
        self._ask("delete_note")

    def action_tag_again(self) -> None:
        """Tag the passage with the tags that were chosen last."""
        self._ask("tag_again")

    def action_note_document(self) -> None:
        """Write a note on the whole document."""
        self._ask("note_document")

    def action_link(self) -> None:
        """Link the note at the cursor."""
        self._ask("link")

    def action_start_earlier(self) -> None:
        """Have the note at the cursor start a word earlier."""
        self._ask("start_earlier")

    def action_start_later(self) -> None:
        """Have it start a word later."""
        self._ask("start_later")

    def action_end_earlier(self) -> None:
        """Have it end a word earlier."""
        self._ask("end_earlier")

    def action_end_later(self) -> None:
        """Have it end a word later."""
        self._ask("end_later")

    def action_grade(self) -> None:
        """Grade the note at the cursor, or the passage."""
        self._ask("grade")

    def action_copy_citation(self) -> None:
        """Copy the passage with its citation."""
        self._ask("copy_citation")

    def action_copy_reference(self) -> None:
        """Copy the reference of the document."""
        self._ask("copy_reference")

    def action_edit_source(self) -> None:
        """Correct what is known of the source."""
        self._ask("edit_source")

    def action_choose_style(self) -> None:
        """Choose the form of citations."""
        self._ask("choose_style")

    def action_add_entity(self) -> None:
        """Say what the selection names."""
        self._ask("add_entity")

    def action_find(self) -> None:
        """Find in the document."""
        self._ask("find")

    # -- walking and showing

    def _walk(self, spans: Spans, direction: int, name: str, *, whole: bool = False) -> None:
        if self.reader.jump(spans, direction, whole=whole):
            self._reading_changed()
        elif not spans:
            self.post_message(Said(f"No {name} is marked in this document."))
        else:
            self.post_message(Said(f"No {name} {'after' if direction > 0 else 'before'} this one."))

    def action_next_mention(self) -> None:
        """To the next mention that is marked."""
        self._walk(self.marks.mentions, 1, "mention", whole=self.whole_mentions)

    def action_previous_mention(self) -> None:
        """To the mention before."""
        self._walk(self.marks.mentions, -1, "mention", whole=self.whole_mentions)

    def action_next_note(self) -> None:
        """To the next tagged or annotated passage."""
        self._walk(self.marks.passages(), 1, "tag or note")

    def action_previous_note(self) -> None:
        """To the tagged or annotated passage before."""
        self._walk(self.marks.passages(), -1, "tag or note")

    def _toggle(self, layer: Layer, words: str) -> None:
        shown = self.marks.toggle(layer)
        self._redraw()
        self.post_message(Said(f"{words} are {'shown' if shown else 'hidden'}."))

    def action_toggle_hits(self) -> None:
        """Show or hide the hits."""
        self._toggle("hits", "Hits")

    def action_toggle_mentions(self) -> None:
        """Show or hide the mentions."""
        self._toggle("mentions", "Mentions")

    def action_toggle_notes(self) -> None:
        """Show or hide tags and notes."""
        self._toggle("notes", "Tags and notes")
