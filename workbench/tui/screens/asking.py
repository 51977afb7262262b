"""The part of the main screen that opens overlays, and does what was chosen in them."""

from __future__ import annotations

from workbench.model import FileOutcome
from workbench.tui import themes
from workbench.tui.actions import ACTIONS, Place
from workbench.tui.goto import position
from workbench.tui.screens.bench import Bench

_ACTIONS = {action.id: action for action in ACTIONS}


class Asking(Bench):
    """Questions to the analyst, each in an overlay, and what follows from the answers."""

    # -- finding actions and documents

    def action_help(self) -> None:
        """Every key."""
        from workbench.tui.screens.help import Help

        place = self.place
        self.ask(Help(place, self.keymap), lambda action: self._do(action, place))

    def action_palette(self) -> None:
        """Every action and every document."""
        from workbench.tui.screens.lookup import Palette, Target, palette_offer
        from workbench.tui.screens.picker import Offer

        place = self.place
        places: set[Place] = {place, "anywhere"}
        if self.page.selection is not None:
            places.add("selection")

        def found(target: Target) -> None:
            if target.sort == "document":
                self.open_document(target.id)
            else:
                self._do(target.id, place)

        def offer() -> Offer:
            return palette_offer(places, self.keymap, self.project.library.documents())

        self.fetch(offer, lambda first: self.ask(Palette(first, offer), found))

    def action_open(self) -> None:
        """A document by part of its name."""
        from workbench.tui.screens.lookup import DocumentPicker, document_choices
        from workbench.tui.screens.picker import Offer

        def offer() -> Offer:
            return Offer.of(document_choices(self.project.library.documents()))

        self.fetch(
            offer,
            lambda first: self.ask(
                DocumentPicker(first, offer), lambda target: self.open_document(target.id)
            ),
        )

    def _do(self, action_id: str, place: Place) -> None:
        """Carry out an action that was chosen by name, as if its key were pressed in `place`."""
        action = _ACTIONS[action_id]
        if action.place == "selection" and self.page.selection is None:
            self.say(f"Nothing is selected. {self.keymap.shown_first('document.select')} starts.")
            return
        where: Place = "document" if action.place == "selection" else action.place
        owner = self if where == "anywhere" else self.target(where)
        if where not in ("anywhere", place):
            self.go(where)
        self.call_later(owner.run_action, action.method)

    # -- going to a place in the document

    def action_go_to(self) -> None:
        """A paragraph, a page or a line."""
        from workbench.tui.screens.lists import Ask

        document = self.document
        if document is None:
            self.say("No document is open.")
            return
        self.ask(
            Ask(
                "Go to",
                f"A paragraph (1 to {len(document.paragraphs):,}); p12 is a page, l40 a line.",
                problem=lambda typed: position(document, typed)[1],
                verb="go",
            ),
            lambda typed: self.open_document(document.id, position(document, typed)[0]),
        )

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
        self.ask(StylePicker(STYLES, current), take)

    def action_copies(self) -> None:
        """The last copies."""
        from workbench.tui.screens.lists import Copies

        self.fetch(
            lambda: self.copying.clipboard.recent(),
            lambda copies: self.ask(
                Copies(copies), lambda copy: self.copying.copy_text(copy.text, "that again")
            ),
        )

    # -- what was said, the collection, the looks

    def action_messages(self) -> None:
        """What the status line said before."""
        from workbench.tui.screens.lists import Messages

        self.ask(Messages(self.status.history), lambda nothing: None)

    def action_skipped(self) -> None:
        """The files that were not read."""
        from workbench.tui.screens.lists import Skipped

        def show(skipped: list[FileOutcome]) -> None:
            self.ask(Skipped(skipped, so_far=self.indexing.running), lambda nothing: None)

        self.fetch(self.project.library.skipped, show)

    def action_theme(self) -> None:
        """The next theme, kept for the next start."""
        name = themes.after(self.app.theme)
        self.app.theme = name
        word = themes.WORDS[name]
        self.say(f"The colours are the {word} ones now.")
        self.run_worker(
            lambda: self.project.settings.set("theme", word), thread=True, exit_on_error=False
        )
