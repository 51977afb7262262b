"""The part of the main screen that watches the indexing, and opens the rooms it works with."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pkgutil import iter_modules

from textual import on

from workbench.library.safe import safe_name
from workbench.model import WorkbenchError
from workbench.store.session import Session, first_start
from workbench.tui import screens
from workbench.tui.indexing_messages import (
    CollectionCounted,
    CollectionGrew,
    IndexingCommitted,
    IndexingEnded,
    IndexingProgressed,
    IndexLost,
    RefreshAsked,
)
from workbench.tui.indexing_watch import ELSEWHERE
from workbench.tui.lapsed import Lapsed
from workbench.tui.messages import NotesChanged, RoomsOpened, Said, Tone
from workbench.tui.screens.bench import Bench
from workbench.tui.screens.firststart import Collection, FirstStart
from workbench.tui.screens.page import Page
from workbench.tui.words import count, counted_shortly, percent, short_path, skipped_words


class Indexed(Bench):
    """How much of the folder can be searched."""

    _documents: int | None = None
    """How many can be searched; None before that is known."""
    _first = False
    """The analyst never used the workbench before."""
    _elsewhere = False
    """Another copy of the workbench is indexing the folder."""
    _skipped = 0
    _skipped_words = ""
    _failure = ""
    _mending = False
    """The index was lost while it was in use, and no run has made it anew since."""
    _fresh = False
    """Nothing had been indexed when the project was opened."""
    _naming = False
    """It was said that names are being found."""

    @property
    def collection(self) -> int:
        """How many documents can be found, as far as that is known."""
        return self._documents or 0

    # -- opening

    def open_rooms(self) -> None:
        """Open the project's rooms, one after another, in a worker: some read files."""
        self._work(self._open_rooms)

    def _open_rooms(self) -> None:
        project = self.project
        try:
            documents = project.library.count()
            rooms = (project.library, project.search, project.entities)
            notices = [*project.notices, *project.settings.problems]
            notices += [room.notice for room in rooms if room.notice]
            for room in (project.notes, project.codebook, project.citations):
                assert room is not None
            self.look_at_sources()
        except WorkbenchError as error:
            self.post_message(Said(str(error), "error"))
            return
        session, first = self.last_session(), first_start()
        searchable = self.count_searchable()
        self.post_message(RoomsOpened(documents, searchable, tuple(notices), session, first))
        self._load_ahead()

    def _load_ahead(self) -> None:
        """Load the notes and what all screens are made of, before a key asks for them."""
        with self.noting.lock:
            self.noting.see_others()
        for module in iter_modules(screens.__path__, f"{screens.__name__}."):
            import_module(module.name)

    def count_searchable(self) -> int:
        """How many documents can be found: not all while the index is made anew. For workers."""
        return min(self.project.library.count(), self.project.search.indexed())

    def last_session(self) -> Session:
        """Where the analyst left off. For worker threads."""
        raise NotImplementedError

    @on(RoomsOpened)
    def _rooms_opened(self, message: RoomsOpened) -> None:
        self._documents, self._first = message.searchable, message.first
        self._fresh = not message.searchable
        self.alone = not message.documents and not self.searching.query
        self._say_all([*message.notices, *self.keymap.problems])
        self.indexing.start()
        self.rooms_opened(message.session)
        self.show_start()
        self.fit_panes()

    def rooms_opened(self, session: Session) -> None:
        """Called when the rooms are open: list the documents, bring the last session back."""
        raise NotImplementedError

    def _say_all(self, notices: list[str]) -> None:
        """Say what is to be known first; the rest is kept with what was said before."""
        for notice in reversed(notices[1:]):
            self.say(notice, "warn")
        if notices:
            more = f" {self.keymap.shown_first('anywhere.messages')} shows {len(notices) - 1} more."
            self.say(notices[0] + more * (len(notices) > 1), "warn")

    # -- the child process

    @on(IndexingProgressed)
    def _progressed(self, message: IndexingProgressed) -> None:
        self._skipped = max(self._skipped, message.skipped)
        self.show_start()
        self.show_project()
        if not self._fresh:
            return
        if message.names and not self._naming:
            self._naming = True
            found = count(self.collection, "document")
            self.say(f"{found} can be searched. Their names are still being found.")
        if message.total and self.page.selection is None:
            self.status.selected(_how_far(message), "muted")

    @on(IndexingCommitted)
    def _committed(self, message: IndexingCommitted) -> None:
        if not message.names:
            self._work(self.look_again)

    @on(IndexingEnded)
    def _ended(self, message: IndexingEnded) -> None:
        self._failure = message.reason
        told, self._elsewhere = self._elsewhere, message.elsewhere
        self._mending = self._mending and bool(message.reason or message.elsewhere)
        if message.reason:
            self.announce(message.reason, "error")
        elif message.elsewhere:
            if self._asked_for_changes or not told:
                self.announce(ELSEWHERE)
        elif message.indexed or message.removed:
            read = f"Indexed {count(message.indexed, 'document')}"
            gone = f", removed {message.removed:,}" if message.removed else ""
            self.announce(f"{read}{gone}.{self.told_of_open}")
            self._work(self._look_for_lapsed)
        elif not self._fresh and self._asked_for_changes:
            self.announce("Nothing has changed.")
        self.told_of_open = ""
        self._fresh = self._asked_for_changes = False
        if self.page.selection is None:
            self.status.selected("")
        self._work(self.look_again)

    @on(IndexLost)
    def _index_lost(self) -> None:
        # Once: where it cannot be made anew, as on a full disk, nobody wants a run a keystroke.
        if not self._mending:
            self._mending = self.indexing.start()

    def announce(self, words: str, tone: Tone = "plain") -> None:
        """Say something of the collection; a page that is in front says it, and follows."""
        pages = [screen for screen in self.app.screen_stack if isinstance(screen, Page)]
        if pages:
            pages[-1].post_message(NotesChanged(words, tone=tone))
        else:
            self.say(words, tone)

    def _look_for_lapsed(self) -> None:
        """Say how many notes lost their passages. For worker threads."""
        with self.noting.lock:
            number = Lapsed(self.project).new()
        if number:
            key = self.keymap.shown_first("anywhere.review")
            one = number == 1
            shows = f" {key} shows where {'it' if one else 'they'} may stand." if key else ""
            whose = f"passages of {number:,} notes changed or are"
            whose = "passage of 1 note changed or is" if one else whose
            words = f"The {whose} gone now.{shows}"
            self.app.call_from_thread(self.announce, words)

    _asked_for_changes = False

    @on(RefreshAsked)
    def _refresh_asked(self) -> None:
        self.action_refresh()

    def action_refresh(self) -> None:
        """Look for new, changed and removed files."""
        self._asked_for_changes = True
        if not self.indexing.start():
            self.say("Indexing is running already.")

    def look_again(self) -> None:
        """See what was committed, and what was skipped. For worker threads."""
        self.project.search.refresh()
        skipped = self.project.library.skipped()
        searchable = self.count_searchable()
        self.post_message(CollectionCounted(searchable, len(skipped), skipped_words(skipped)))
        self.reading.look()

    @on(CollectionCounted)
    def _counted(self, message: CollectionCounted) -> None:
        self._documents = message.documents
        self._skipped, self._skipped_words = message.skipped, message.words
        last = not self.indexing.running
        if self._fresh and not last and not self._naming and message.documents:
            covered = count(message.documents, "document")
            self.say(f"Indexing in the background. Searches cover {covered} so far.")
        self.searching.documents_changed(last=last)
        if self.app.screen is not self:
            self.app.screen.post_message(CollectionGrew(last))
        self.show_start()
        self.show_project()

    # -- what is said of it

    def show_start(self) -> None:
        """Show in the document's place, where none is open, how far the indexing is."""
        if self.page.display:
            return
        home = safe_name(self.project.home.name) + "/ beside the documents"
        if self.project.home.parent != self.project.folder:
            home = short_path(self.project.home)
        self.query_one(FirstStart).show(
            Collection(
                self.project.name,
                short_path(self.project.folder),
                home,
                self._documents,
                self.indexing.running,
                self.indexing.progress,
                self._skipped_words,
                ELSEWHERE if self._elsewhere else self._failure,
                keys=self._first,
            )
        )

    def show_project(self) -> None:
        """The project's name, and how many documents can be searched."""
        progress = self.indexing.progress
        documents = self._documents or 0
        counted = count(documents, "document")
        whole = progress.files if progress is not None else 0
        if whole > documents:
            counted = f"{documents:,} of {count(whole, 'document')}"
        results = self.searching.results
        if self.narrow and results is not None and results.total:
            self.search_row.show_project(counted_shortly(results.passages, results.total))
        elif self.narrow:
            self.search_row.show_project(counted)
        else:
            self.search_row.show_project(self.project.name, counted)

    def unsearched(self) -> str:
        """What no search has looked into; empty if nothing."""
        progress = self.indexing.progress
        left = 0
        if progress is not None and not progress.names:
            # What was read is searched from the next commit on.
            left = progress.files - self._skipped - (self._documents or 0)
        parts = [f"{count(self._skipped, 'skipped file')}"] if self._skipped else []
        if left > 0:
            parts.append(f"{left:,} still to be indexed")
        return ", ".join(parts)

    def _work(self, work: Callable[[], None]) -> None:
        self.run_worker(work, thread=True, group="library", exit_on_error=False)


def _how_far(at: IndexingProgressed) -> str:
    """What is done of a phase, in the status line."""
    share = percent(at.done / at.total)
    if at.names:
        return f"names {share}"
    return "writing the index" if at.done >= at.total else f"read {share}"
