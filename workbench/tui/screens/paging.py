"""The part of the main screen that opens pages, and does what was chosen on them."""

from __future__ import annotations

from workbench.tui.action import PAGES, Place
from workbench.tui.actions import ACTIONS
from workbench.tui.screens.page import Do, Find, Going, Page, Read
from workbench.tui.screens.writing import Writing

_PLACE_OF = {action.id: action.place for action in ACTIONS}


class Paging(Writing):
    """The ways to the pages and back."""

    def action_codebook(self) -> None:
        """All tags."""
        from workbench.tui.screens.codebook import CodebookPage

        self._turn_to(CodebookPage)

    def _turn_to(self, page: type[Page]) -> None:
        shown = page(self.project, self.keymap, self.noting, self.status.history)
        self.app.push_screen(shown, self._came_back)

    def _came_back(self, going: Going | None) -> None:
        """Show what was changed on the page, and do what was chosen there."""
        if self.document is not None:
            self.noting.show(self.document)
        match going:
            case Do(action):
                self._do(action, self.place)
            case Read(document, position):
                self.open_document(document, position)
            case Find(query):
                self.search_for(query)
                self.go("results")

    def _do(self, action_id: str, place: Place) -> None:
        """Carry out an action; for one of a page, open that page first."""
        if _PLACE_OF[action_id] in PAGES:
            self.call_later(self.run_action, _PLACE_OF[action_id])
        else:
            super()._do(action_id, place)
