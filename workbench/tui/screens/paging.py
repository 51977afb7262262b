"""The part of the main screen that opens pages, and does what was chosen on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.spans import Spans
from workbench.tui.actions import ACTIONS, PAGES, Place
from workbench.tui.screens.going import Do, Follow, Going, Read, SearchFor, ShowNotes
from workbench.tui.screens.linked import WithLinks
from workbench.tui.screens.page import Page

if TYPE_CHECKING:
    from workbench.tui.comparison import Looked
    from workbench.tui.kwic import Memory as Lines
    from workbench.tui.screens.tablespage import Turned
    from workbench.tui.survey import Filters, Memory

_PLACE_OF = {action.id: action.place for action in ACTIONS}


class Paging(WithLinks):
    """The ways to the pages and back."""

    _evidence: Memory | None = None
    """What the page of notes showed last."""

    _compared: Looked | None = None
    """What the comparison showed last."""

    _turned: Turned | None = None
    """Which of the tables was shown last."""

    _behind: Place | None = None
    """The page that the page of notes was opened on: esc goes back to it."""

    _lines: Lines | None = None
    """What the concordance showed last."""

    _from_page: Place | None = None
    """The page that the open passage was chosen on: esc goes back to it."""

    def action_evidence(self) -> None:
        """All notes."""
        from workbench.tui.screens.notespage import NotesPage
        from workbench.tui.survey import Memory

        self._evidence = self._evidence or Memory()
        self._turn_to(
            NotesPage(
                self.project,
                self.keymap,
                self.noting,
                self.status.history,
                self._evidence,
                self.copying,
            )
        )

    def action_codebook(self) -> None:
        """All tags."""
        from workbench.tui.screens.codebook import CodebookPage

        self._turn_to(CodebookPage(self.project, self.keymap, self.noting, self.status.history))

    def action_history(self) -> None:
        """All that was done."""
        from workbench.tui.screens.historypage import HistoryPage

        self._turn_to(HistoryPage(self.project, self.keymap, self.noting, self.status.history))

    def action_review(self) -> None:
        """The notes that are to be decided on."""
        from workbench.tui.screens.reviewpage import ReviewPage

        document, selection = self.document, self.page.selection
        selected = (document.id, selection) if document and selection else None
        self._turn_to(
            ReviewPage(self.project, self.keymap, self.noting, self.status.history, selected)
        )

    def action_compare(self) -> None:
        """What several analysts tagged."""
        from workbench.tui.comparison import Looked
        from workbench.tui.screens.comparepage import ComparePage

        self._compared = self._compared or Looked()
        self._turn_to(
            ComparePage(self.project, self.keymap, self.noting, self.status.history, self._compared)
        )

    def action_tables(self) -> None:
        """Tags together, and by document."""
        from workbench.tui.screens.tablespage import TablesPage, Turned

        self._turned = self._turned or Turned()
        self._turn_to(
            TablesPage(self.project, self.keymap, self.noting, self.status.history, self._turned)
        )

    def action_searches(self) -> None:
        """Saved searches, the log of searches, and what was not looked at."""
        from workbench.tui.screens.searchespage import SearchesPage

        self._turn_to(SearchesPage(self.project, self.keymap, self.noting, self.status.history))

    def action_concordance(self) -> None:
        """Every hit of the query, a line each."""
        from workbench.tui.kwic import Memory as Lines
        from workbench.tui.screens.concordancepage import ConcordancePage

        query = self.searching.query.strip()
        if self._lines is None or self._lines.query != query:
            self._lines = Lines(query)
        shared = (self.project, self.keymap, self.noting, self.status.history)
        self._turn_to(ConcordancePage(*shared, self.copying, self._lines))

    def _turn_to(self, page: Page) -> None:
        self._from_page = None

        def came_back(going: Going | None) -> None:
            self._came_back(going, page.PLACE)

        self.app.push_screen(page, came_back)

    def _came_back(self, going: Going | None, page: Place) -> None:
        """Show what was changed on the page, and do what was chosen there."""
        self.status.went_on()
        if self._lines is not None and page == "concordance":
            self._search_as_there(self._lines.query)
        if self.document is not None:
            self.noting.show(self.document)
        self.name_again()
        self.ask_again()
        match going:
            case Do(action):
                self._behind = None
                self._do(action, self.place)
            case Read(document, position):
                self.open_document(document, position)
                self._from_page = page
                self._say_way_back(page)
            case Follow(link):
                self.follow(link)
                self._from_page = page
                self._say_way_back(page)
            case ShowNotes(filters):
                self._show_notes(filters, page)
            case None if page == "evidence" and self._behind is not None:
                behind, self._behind = self._behind, None
                self.call_later(self.run_action, behind)
            case SearchFor(query, sort, saved):
                self.searching.restore_order(query, sort)
                self.search_for(query)
                self.go("results")
                if saved:
                    self.look_at(query)

    def _search_as_there(self, query: str) -> None:
        """Have the results of the query that was typed on the page of concordance."""
        if query != self.searching.query.strip():
            self.search_for(query)

    def _show_notes(self, filters: Filters, behind: Place) -> None:
        from workbench.tui.survey import Memory

        self._evidence, self._behind = Memory(filters), behind
        self.action_evidence()

    def _say_way_back(self, page: Place) -> None:
        words = "comparison" if page == "compare" else page
        self.say(f"esc goes back to the {words}.")

    def open_document(
        self, document: str, position: int = 0, hits: Spans | None = None, *, focus: bool = True
    ) -> None:
        """Open a document; esc goes back to no page any more."""
        self._from_page = None
        super().open_document(document, position, hits, focus=focus)

    def back_to_page(self) -> bool:
        """Go back to the page that the passage was chosen on; whether there is one."""
        if self._from_page is None:
            return False
        self.call_later(self.run_action, self._from_page)
        return True

    def _do(self, action_id: str, place: Place) -> None:
        """Carry out an action; for one of a page, open that page first."""
        if _PLACE_OF[action_id] in PAGES:
            self.call_later(self.run_action, _PLACE_OF[action_id])
        else:
            super()._do(action_id, place)
