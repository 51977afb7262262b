"""The main screen: the search row, three columns, the status line and the footer.

What it does is in its parts: `frame` (panes), `finding` and `prompting` (search), `opened` and
`rereading` (the document), `sides` (entities, notes), `entitywork` (corrections), `evidence` (work
on passages), `indexed` and `elsewhere` (the collection), `asking`, `writing`, `bulk` and `linked`
(overlays), `paging` (pages), `returning` (the next start), `remembering` (the log of searches).
"""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical

from workbench.tui.document.pane import DocumentPane
from workbench.tui.geometry import TOO_SMALL
from workbench.tui.keymap import bindings
from workbench.tui.screens.elsewhere import Elsewhere
from workbench.tui.screens.entitywork import EntityWork
from workbench.tui.screens.evidence import Evidence
from workbench.tui.screens.firststart import FirstStart
from workbench.tui.screens.paging import Paging
from workbench.tui.screens.prompting import Prompting
from workbench.tui.screens.remembering import Remembering
from workbench.tui.screens.within import Within
from workbench.tui.widgets.completions import Completions
from workbench.tui.widgets.entities import EntitiesPane
from workbench.tui.widgets.footer import KeyFooter
from workbench.tui.widgets.lines import Notice
from workbench.tui.widgets.notes import NotesPane
from workbench.tui.widgets.results import ResultsPane
from workbench.tui.widgets.searchrow import SearchRow
from workbench.tui.widgets.status import StatusLine


class MainScreen(Paging, EntityWork, Remembering, Prompting, Within, Evidence, Elsewhere):
    """Search, read, tag, cite."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("anywhere"),
        Binding("escape", "escape", show=False),
        Binding("ctrl+q", "quit", show=False, priority=True),
        Binding("down", "in_results('cursor_down')", show=False),
        Binding("up", "in_results('cursor_up')", show=False),
    ]

    def compose(self) -> ComposeResult:
        """The frame."""
        # First, or showing it would have Textual draw all that comes after it anew.
        yield Completions(id="completions")
        yield SearchRow(id="search")
        with Horizontal(id="body"):
            yield ResultsPane(id="left")
            with Vertical(id="middle"):
                yield FirstStart(self.keymap, id="welcome")
                yield DocumentPane(id="document")
            with Vertical(id="right"):
                yield EntitiesPane(id="entities-pane")
                yield NotesPane(id="notes-pane")
        yield StatusLine(id="status")
        yield KeyFooter(id="footer")
        yield Notice(TOO_SMALL, id="too-small")

    def on_mount(self) -> None:
        """Show what is known at once; everything else comes from workers."""
        self.page.display = False
        self.search_row.invite()
        self.show_start()
        self.show_entities()
        self.notes.show_notes((), (), (), lambda position: 0)
        self.fit_panes()
        self.set_focus(self.target("document"))
        self.call_after_refresh(self.open_rooms)
        self.watch_others()

    def on_unmount(self) -> None:
        """End the child process and the log, however the program ends."""
        self.indexing.stop()
        self.diary.close()

    def on_key(self, event: events.Key) -> None:
        """What is said has been seen when a key is pressed, and a passage need not be opened."""
        self.status.seen()
        self.enter_waits = False

    def action_escape(self) -> None:
        """Leave the prompt, a pane over the document, or the zoom."""
        if self.typing:
            self.go_back()
        elif self.zoomed:
            self.action_zoom()
        elif self.place != "document":
            self.go("document")
        elif not self.drop_within():
            self.back_to_page()

    def action_in_results(self, move: str) -> None:
        """Move in the results while one types in the prompt."""
        if self.typing:
            getattr(self.results.lines, f"action_{move}")()

    def action_quit(self) -> None:
        """Leave; where one is comes back at the next start."""
        self.keep_session()
        self.indexing.stop()
        self.app.exit()
