"""A page: a screen of its own, in front of the main one, and the keys that every page has.

It hands back what is to be done on the main screen, or None.
"""

from __future__ import annotations

from workbench.tui import themes
from workbench.tui.actions import ACTIONS, ON_PAGES, Place
from workbench.tui.indexing_messages import RefreshAsked
from workbench.tui.screens.going import Do, Read
from workbench.tui.screens.pageframe import PageFrame
from workbench.tui.widgets.linelist import LineList

_BY_ID = {action.id: action for action in ACTIONS}


class Page(PageFrame):
    """What can be done on every page."""

    # -- actions of every page

    def action_find(self) -> None:
        """To the filter."""
        self.prompt.focus()

    def action_escape(self) -> None:
        """Leave the filter, or the page."""
        if self.typing:
            self.rows.focus()
        else:
            self.dismiss(None)

    @property
    def _list(self) -> LineList:
        """The list in which the keys move."""
        return self.focused if isinstance(self.focused, LineList) else self.rows

    def action_choose(self) -> None:
        """Choose the row under the cursor."""
        self._list.action_choose()

    def action_cursor_down(self) -> None:
        """To the next row."""
        self._list.action_cursor_down()

    def action_cursor_up(self) -> None:
        """To the row before."""
        self._list.action_cursor_up()

    def action_page_down(self) -> None:
        """Down by the height of the list."""
        self._list.action_page_down()

    def action_page_up(self) -> None:
        """Up by the height of the list."""
        self._list.action_page_up()

    def action_top(self) -> None:
        """To the first row."""
        self._list.action_top()

    def action_bottom(self) -> None:
        """To the last row."""
        self._list.action_bottom()

    def action_undo(self) -> None:
        """Undo the last change."""
        self.noting.undo()

    def action_redo(self) -> None:
        """Do again what was undone."""
        self.noting.redo()

    def action_refresh(self) -> None:
        """Look for changed files; what the page shows follows."""
        self.say("Looking for changes.")
        for screen in self.app.screen_stack:
            screen.post_message(RefreshAsked())

    def action_quit(self) -> None:
        """Leave the program, as the main screen does."""
        self.dismiss(Do("anywhere.quit"))

    def action_evidence(self) -> None:
        """To the page of all notes."""
        self.go_to_page("evidence")

    def action_codebook(self) -> None:
        """To the codebook."""
        self.go_to_page("codebook")

    def action_history(self) -> None:
        """To the history."""
        self.go_to_page("history")

    def action_review(self) -> None:
        """To the review."""
        self.go_to_page("review")

    def action_compare(self) -> None:
        """To the comparison."""
        self.go_to_page("compare")

    def action_tables(self) -> None:
        """To the tables."""
        self.go_to_page("tables")

    def action_searches(self) -> None:
        """To the searches."""
        self.go_to_page("searches")

    def action_concordance(self) -> None:
        """To the concordance."""
        self.go_to_page("concordance")

    def go_to_page(self, page: Place) -> None:
        """To another page; from itself, back."""
        self.dismiss(None if page == self.PLACE else Do(f"anywhere.{page}"))

    # -- overlays

    def action_help(self) -> None:
        """Every key."""
        from workbench.tui.screens.help import Help

        self.ask(Help(self.PLACE, self.keymap), self._do)

    def action_palette(self) -> None:
        """Every action and every document."""
        from workbench.tui.screens.lookup import Palette, Target, palette_offer
        from workbench.tui.screens.picker import Offer

        def found(target: Target) -> None:
            if target.sort == "document":
                self.dismiss(Read(target.id))
            else:
                self._do(target.id)

        def offer() -> Offer:
            documents = self.project.library.documents()
            return palette_offer({self.PLACE, "anywhere"}, self.keymap, documents)

        self.fetch(offer, lambda first: self.ask(Palette(first, offer), found))

    def action_messages(self) -> None:
        """What the status line said before."""
        from workbench.tui.screens.lists import Messages

        self.ask(Messages(self.status.history), lambda nothing: None)

    def action_theme(self) -> None:
        """The next theme."""
        name = themes.after(self.app.theme)
        self.app.theme = name
        word = themes.WORDS[name]
        self.say(f"The colours are the {word} ones now.")
        self.run_worker(
            lambda: self.project.settings.set("theme", word), thread=True, exit_on_error=False
        )

    def _do(self, action_id: str) -> None:
        """Carry out an action that was chosen by name; those of other places on the main screen."""
        action = _BY_ID[action_id]
        if action.place == self.PLACE or action_id in ON_PAGES:
            self.call_later(self.run_action, action.method)
        else:
            self.dismiss(Do(action_id))
