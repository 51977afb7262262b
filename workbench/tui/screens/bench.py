"""What the parts of the main screen share: the project, the flows, the panes."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TYPE_CHECKING

from textual.widget import Widget

from workbench.fields import asks_for_notes
from workbench.model import Document, Entity
from workbench.spans import Span, Spans
from workbench.tui.actions import Action, Place
from workbench.tui.completing import Completing
from workbench.tui.copying import Copying
from workbench.tui.document.pane import DocumentPane
from workbench.tui.freshness import Freshness
from workbench.tui.geometry import NARROW, ROOMY
from workbench.tui.indexing_watch import IndexingWatch
from workbench.tui.judging import Judging
from workbench.tui.keymap import Keymap
from workbench.tui.messages import Tone
from workbench.tui.noting import Noting
from workbench.tui.reading import Reading
from workbench.tui.screens.frame import Frame
from workbench.tui.searching import Searching
from workbench.tui.sourcing import Sourcing
from workbench.tui.trail import Trail
from workbench.tui.usable import Here, usable
from workbench.tui.widgets.entities import EntitiesPane
from workbench.tui.widgets.nohits import SuggestionKey
from workbench.tui.widgets.notes import LinkKey, NoteKey, NotesPane
from workbench.tui.widgets.results import ResultsPane
from workbench.tui.widgets.searchrow import SearchRow
from workbench.tui.widgets.status import StatusLine

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.citations import Clipboard
    from workbench.notes import Placed
    from workbench.project import Project


class Bench(Frame):
    """The project on the screen."""

    def __init__(
        self,
        project: Project,
        keymap: Keymap,
        clipboard: Callable[[], Clipboard],
        indexing_command: Sequence[str],
    ) -> None:
        super().__init__(keymap)
        self.project = project
        self.freshness = Freshness(project, keymap.shown_first("anywhere.refresh"))
        self.searching = Searching(self, project)
        self.completing = Completing(self, project)
        self.noting = Noting(self, project, keymap.shown_first("anywhere.undo"), self.freshness)
        self.judging = Judging(project, self.noting)
        self.sourcing = Sourcing(project, self.noting)
        self.copying = Copying(self, project, clipboard, self.freshness, self.judging)
        self.reading = Reading(self, project, self.noting.place, self.freshness)
        self.indexing = IndexingWatch(self, indexing_command)
        self.trail = Trail()
        self.told_of_open = ""
        """What was said of the open document while this copy indexed, to be said with its end."""

    # -- widgets

    @property
    def search_row(self) -> SearchRow:
        """The prompt and its reading."""
        return self.query_one(SearchRow)

    @property
    def results(self) -> ResultsPane:
        """Pane 1."""
        return self.query_one(ResultsPane)

    @property
    def page(self) -> DocumentPane:
        """Pane 2."""
        return self.query_one(DocumentPane)

    @property
    def entities(self) -> EntitiesPane:
        """Pane 3."""
        return self.query_one(EntitiesPane)

    @property
    def notes(self) -> NotesPane:
        """Pane 4."""
        return self.query_one(NotesPane)

    @property
    def status(self) -> StatusLine:
        """The status line."""
        return self.query_one(StatusLine)

    def target(self, place: Place) -> Widget:
        """The widget that takes the focus of a place."""
        match place:
            case "results":
                return self.results.lines
            case "entities":
                return self.entities.lines
            case "notes":
                return self.notes.lines
            case _:
                return self.page if self.page.display else self.query_one("#welcome")

    @property
    def typing(self) -> bool:
        """Whether the search prompt has the focus."""
        return self.focused is not None and self.focused is self.search_row.prompt

    @property
    def document(self) -> Document | None:
        """The open document."""
        return self.reading.document

    # -- what the parts do for each other

    def open_document(
        self, document: str, position: int = 0, hits: Spans | None = None, *, focus: bool = True
    ) -> None:
        """Open a document with the cursor at a position, in code points."""
        raise NotImplementedError

    def came_to(self, document: str) -> None:
        """Called when a document is on the screen, opened anew or come to again."""
        raise NotImplementedError

    def look_at(self, query: str) -> None:
        """Take all that answers a saved search as seen."""
        raise NotImplementedError

    def open_hit(self, key: Hashable) -> None:
        """Open what a row of the results stands for."""
        raise NotImplementedError

    def search_for(self, query: str) -> None:
        """Put a query into the prompt; the results follow."""
        raise NotImplementedError

    def show_where(self) -> None:
        """Say where the cursor is."""
        raise NotImplementedError

    def show_project(self) -> None:
        """Say the project's name and what is indexed of it."""
        raise NotImplementedError

    def unsearched(self) -> str:
        """What no search has looked into: `3 skipped files, 744 still to be indexed`."""
        raise NotImplementedError

    def ask_within(self) -> None:
        """Ask what to find in the open document."""
        raise NotImplementedError

    def ask_tags(self, document: Document, span: Span) -> None:
        """Ask which tags a passage gets."""
        raise NotImplementedError

    def ask_note(self, document: Document, span: Span | None) -> None:
        """Ask for a note on a passage, or None: on the whole document."""
        raise NotImplementedError

    collection_scope = False
    """Whether the entities are those of the whole collection."""

    def walk_mentions(self, entity: Entity) -> None:
        """Go to the next mention of an entity, in whatever document."""
        raise NotImplementedError

    def note_document(self) -> None:
        """Ask for the analyst's note on the whole document."""
        raise NotImplementedError

    def ask_links(self, annotation: str) -> None:
        """Ask where an annotation of the open document is to lead."""
        raise NotImplementedError

    def own_note_on_document(self) -> str | None:
        """The id of the analyst's annotation on the whole of the open document, if there is one."""
        raise NotImplementedError

    def ask_edit(self, document: Document, annotation: str) -> None:
        """Ask for the new words and tags of an annotation."""
        raise NotImplementedError

    def ask_grade(self, document: Document, annotation: str) -> None:
        """Ask for the grade of an annotation."""
        raise NotImplementedError

    def ask_grade_of_passage(self, document: Document, span: Span) -> None:
        """Ask for the grade of a passage."""
        raise NotImplementedError

    def placed(self, annotation: str) -> Placed | None:
        """An annotation of the open document, where it stands; None if it is not there."""
        raise NotImplementedError

    def ask_entity(self, document: Document, selected: Span | None, cursor: int) -> None:
        """Ask what the selection, or the word at the cursor, names."""
        raise NotImplementedError

    def name_again(self) -> None:
        """Show whom and what is named as corrections have it by now."""
        raise NotImplementedError

    def ask_again(self) -> None:
        """Search again where the query asks for what notes say."""
        if asks_for_notes(self.searching.query):
            self.searching.ask()

    def ask_source(self, document: Document) -> None:
        """Ask what is known of a document's source."""
        raise NotImplementedError

    @property
    def collection(self) -> int:
        """How many documents can be found, as far as that is known."""
        raise NotImplementedError

    def look_at_sources(self) -> None:
        """See whether something is said anew of a source. For worker threads."""
        raise NotImplementedError

    def look_again(self) -> None:
        """See what was committed. For worker threads."""
        raise NotImplementedError

    def ask_style(self) -> None:
        """Ask in what form citations are copied."""
        raise NotImplementedError

    def actions_here(self) -> Sequence[Action]:
        """The actions whose keys work here and now."""
        return usable(
            Here(
                self.place,
                document=self.document is not None,
                selecting=self.page.selection is not None,
                searching=bool(self.searching.hits),
                suggestion=isinstance(self.results.lines.key, SuggestionKey),
                note=isinstance(self.notes.lines.key, NoteKey | LinkKey),
                hidden=self._hidden,
            )
        )

    @property
    def _hidden(self) -> str:
        """The id of the action that shows a side pane which this window has no room for."""
        columns = self.app.size.width
        if columns >= ROOMY:
            return ""
        return "anywhere.focus_results" if columns < NARROW else "anywhere.focus_entities"

    # -- words

    def say(self, text: str, tone: Tone = "plain") -> None:
        """Say something in the status line."""
        self.status.say(text, tone)
