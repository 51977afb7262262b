"""The part of the main screen that opens overlays, and does what was chosen in them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeVar

from textual import on
from textual.message import Message
from textual.screen import Screen

from workbench.library.safe import one_line
from workbench.model import Document, FileOutcome, Span, WorkbenchError
from workbench.tui import themes
from workbench.tui.actions import ACTIONS, Place
from workbench.tui.messages import Said
from workbench.tui.screens.bench import Bench
from workbench.tui.widgets.notes import NotesList

Result = TypeVar("Result")

_ACTIONS = {action.id: action for action in ACTIONS}
_TARGET = re.compile(r"\s*([plPL¶]?)\s*(\d{1,12})\s*")


class Asking(Bench):
    """Questions to the analyst, each in an overlay, and what follows from the answers."""

    _name_was_asked = False

    class Fetched(Message):
        """What an overlay shows is there."""

        def __init__(self, show: Callable[[], None]) -> None:
            super().__init__()
            self.show = show

    def _ask(self, overlay: Screen[Result], then: Callable[[Result], None]) -> None:
        """Show an overlay; `then` gets its answer, if there is one."""

        def answered(answer: Result | None) -> None:
            if answer is not None:
                then(answer)

        self.app.push_screen(overlay, answered)

    def _fetch(self, fetch: Callable[[], Result], show: Callable[[Result], None]) -> None:
        """Get something in a worker thread, and show it in the event loop."""

        def work() -> None:
            try:
                fetched = fetch()
            except WorkbenchError as error:
                self.post_message(Said(str(error), "error"))
            else:
                self.post_message(self.Fetched(lambda: show(fetched)))

        self.run_worker(work, thread=True, group="overlay", exclusive=True, exit_on_error=False)

    @on(Fetched)
    def _show_fetched(self, message: Fetched) -> None:
        if self.app.screen is self:
            message.show()

    # -- finding actions and documents

    def action_help(self) -> None:
        """Every key."""
        from workbench.tui.screens.help import Help

        place = self.place
        self._ask(Help(place, self.keymap), lambda action: self._do(action, place))

    def action_palette(self) -> None:
        """Every action and every document."""
        from workbench.tui.screens.lookup import Palette, Target

        place = self.place

        def found(target: Target) -> None:
            if target.sort == "document":
                self.open_document(target.id)
            else:
                self._do(target.id, place)

        self._fetch(
            lambda: Palette(place, self.keymap, self.project.library.documents()),
            lambda palette: self._ask(palette, found),
        )

    def action_open(self) -> None:
        """A document by part of its name."""
        from workbench.tui.screens.lookup import DocumentPicker, document_choices

        self._fetch(
            lambda: DocumentPicker(document_choices(self.project.library.documents())),
            lambda picker: self._ask(picker, lambda target: self.open_document(target.id)),
        )

    def _do(self, action_id: str, place: Place) -> None:
        """Carry out an action that was chosen by name, as if its key were pressed in `place`."""
        action = _ACTIONS[action_id]
        owner = self if action.place == "anywhere" else self.target(action.place)
        if action.place not in ("anywhere", place):
            self.go(action.place)
        self.call_later(owner.run_action, action.method)

    # -- going to a place in the document

    def action_go_to(self) -> None:
        """A paragraph, a page or a line."""
        from workbench.tui.screens.lists import Ask

        document = self.document
        if document is None:
            self.say("No document is open.")
            return
        self._ask(
            Ask(
                "Go to",
                f"a paragraph (1 to {len(document.paragraphs):,}), p12 a page, l40 a line",
                problem=lambda typed: _position(document, typed)[1],
            ),
            lambda typed: self.open_document(document.id, _position(document, typed)[0]),
        )

    # -- tags and notes

    def ask_tags(self, document: Document, span: Span) -> None:
        """Which tags a passage gets."""
        from workbench.tui.screens.tagging import TagPicker

        quote = one_line(document.text[span.start : min(span.end, span.start + 400)])
        self._named(
            lambda: self._fetch(
                lambda: TagPicker(quote, self.noting.tags(), dict(self.project.notes.counts())),
                lambda picker: self._ask(
                    picker, lambda tags: self.noting.tag(document, span, tags)
                ),
            )
        )

    def ask_note(self, document: Document, span: Span) -> None:
        """A note on a passage."""
        from workbench.tui.screens.note_editor import Written

        def write(written: Written) -> None:
            if written.note or written.tags:
                self.noting.annotate(document, span, written.note, written.tags)
            else:
                self.say("The note was empty, so none was written.")

        title = f"Note on ¶\u00a0{document.paragraph_at(span.start)}"
        self._named(lambda: self._edit(title, document, span, Written((), ""), write))

    def ask_edit(self, document: Document, annotation: str) -> None:
        """Other words or other tags for an annotation."""
        from workbench.tui.screens.note_editor import Written

        try:
            old = self.project.notes.get(annotation)
        except WorkbenchError as error:
            self.say(str(error), "error")
            return
        span = self.project.notes.placed(old, document).span or Span(
            self.page.cursor, self.page.cursor
        )
        title = f"Tags and note on ¶\u00a0{document.paragraph_at(span.start)}"

        def write(written: Written) -> None:
            if written != Written(old.tags, old.note):
                self.noting.edit(document, annotation, written.note, written.tags)

        self._edit(title, document, span, Written(old.tags, old.note), write)

    def _edit(
        self, title: str, document: Document, span: Span, before: Any, then: Callable[[Any], None]
    ) -> None:
        from workbench.tui.screens.note_editor import NoteEditor

        quote = document.text[span.start : min(span.end, span.start + 400)]
        self._ask(NoteEditor(title, quote, before), then)

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

    # -- copies and citations

    def ask_style(self) -> None:
        """In what form citations are copied, from now on."""
        from workbench.citations import STYLES
        from workbench.tui.screens.lists import StylePicker

        def take(style: str) -> None:
            self.copying.style = style
            self.say(f"Citations are copied as {STYLES[style]} now.")
            if self.document is not None:
                self.copying.warm(self.document)

        current = self.copying.style or self.project.settings.citation_style
        self._ask(StylePicker(STYLES, current), take)

    def action_copies(self) -> None:
        """The last copies."""
        from workbench.tui.screens.lists import Copies

        self._fetch(
            self.copying.clipboard.recent,
            lambda copies: self._ask(
                Copies(copies), lambda copy: self.copying.copy_text(copy.text, "that again")
            ),
        )

    # -- the collection and the looks

    def action_skipped(self) -> None:
        """The files that were not read."""
        from workbench.tui.screens.lists import Skipped

        def show(skipped: list[FileOutcome]) -> None:
            self._ask(Skipped(skipped), lambda nothing: None)

        self._fetch(self.project.library.skipped, show)

    def action_theme(self) -> None:
        """The next theme, kept for the next start."""
        name = themes.after(self.app.theme)
        self.app.theme = name
        word = themes.WORDS[name]
        self.say(f"The colours are the {word} ones now.")
        self.run_worker(
            lambda: self.project.settings.set("theme", word), thread=True, exit_on_error=False
        )


def _position(document: Document, typed: str) -> tuple[int, str]:
    """The position that is meant, in code points, and what is wrong with it, if anything."""
    match = _TARGET.fullmatch(typed)
    if match is None:
        return 0, "Type a number, p and a number, or l and a number."
    kind, number = match[1].lower(), int(match[2])
    if kind == "l":
        return _line_start(document.text, number)
    spans, what = (document.pages, "page") if kind == "p" else (document.paragraphs, "paragraph")
    if not len(spans):
        return 0, f"This document has no {what}s."
    if not 1 <= number <= len(spans):
        return 0, f"There is no {what} {number:,}; there are {len(spans):,}."
    return spans[number - 1].start, ""


def _line_start(text: str, number: int) -> tuple[int, str]:
    position = 0
    for _ in range(number - 1):
        position = text.find("\n", position) + 1
        if not position:
            return 0, f"There is no line {number:,}; there are {text.count(chr(10)) + 1:,}."
    return position, ""
