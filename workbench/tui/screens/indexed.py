"""The part of the main screen that watches the indexing, and opens the rooms it works with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from textual import on

from workbench.library.safe import safe_name
from workbench.model import FileOutcome, WorkbenchError
from workbench.tui.messages import (
    CollectionCounted,
    IndexingCommitted,
    IndexingEnded,
    IndexingProgressed,
    RoomsOpened,
    Said,
)
from workbench.tui.screens.bench import Bench
from workbench.tui.screens.firststart import Collection, FirstStart
from workbench.tui.words import count

_REASONS_SHOWN = 3


class Indexed(Bench):
    """How much of the folder can be searched."""

    _documents = 0
    _skipped = 0
    _skipped_words = ""
    _failure = ""
    _fresh = False
    """Nothing had been indexed when the project was opened."""

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
        except WorkbenchError as error:
            self.post_message(Said(str(error), "error"))
            return
        self.post_message(RoomsOpened(documents, tuple(notices)))

    @on(RoomsOpened)
    def _rooms_opened(self, message: RoomsOpened) -> None:
        self._documents = message.documents
        self._fresh = self.alone = not message.documents and not self.searching.query
        for notice in (*self.keymap.problems, *message.notices):
            self.say(notice, "warn")
        self.searching.ask()
        self.indexing.start()
        self.show_start()
        self.fit_panes()
        self.rooms_opened()

    def rooms_opened(self) -> None:
        """Called when the rooms are open."""

    # -- the child process

    @on(IndexingProgressed)
    def _progressed(self, message: IndexingProgressed) -> None:
        self._skipped = max(self._skipped, message.skipped)
        self.show_start()
        self.show_project()
        if self._fresh:
            share = f"{message.done / message.total:.0%}" if message.total else ""
            self.status.selected(share.replace("%", " %"), "muted")

    @on(IndexingCommitted)
    def _committed(self, message: IndexingCommitted) -> None:
        self._documents = message.documents
        if self._fresh and message.documents:
            covered = count(message.documents, "document")
            self.say(f"Indexing in the background. Searches cover {covered} so far.")
        self._work(self._look_again)

    @on(IndexingEnded)
    def _ended(self, message: IndexingEnded) -> None:
        self._failure = message.reason
        if message.reason:
            self.say(message.reason, "error")
        elif message.indexed or message.removed:
            read = f"Indexed {count(message.indexed, 'document')}"
            gone = f", removed {message.removed:,}" if message.removed else ""
            self.say(f"{read}{gone}.")
        elif not self._fresh and self._asked_for_changes:
            self.say("Nothing has changed.")
        self._fresh = self._asked_for_changes = False
        self.status.selected("")
        self._work(self._look_again)

    _asked_for_changes = False

    def action_refresh(self) -> None:
        """Look for new, changed and removed files."""
        self._asked_for_changes = True
        if not self.indexing.start():
            self.say("Indexing is running already.")

    def _look_again(self) -> None:
        """In a worker: see what the child committed, and what it skipped."""
        self.project.search.refresh()
        documents = self.project.library.count()
        skipped = self.project.library.skipped()
        self.post_message(CollectionCounted(documents, len(skipped), skipped_words(skipped)))

    @on(CollectionCounted)
    def _counted(self, message: CollectionCounted) -> None:
        self._documents = message.documents
        self._skipped, self._skipped_words = message.skipped, message.words
        self.searching.documents_changed(last=not self.indexing.running)
        self.show_start()
        self.show_project()

    # -- what is said of it

    def show_start(self) -> None:
        """Show in the document's place how far the indexing is."""
        home = safe_name(self.project.home.name) + "/ beside the documents"
        if self.project.home.parent != self.project.folder:
            home = short_path(self.project.home)
        self.query_one(FirstStart).show(
            Collection(
                self.project.name,
                short_path(self.project.folder),
                home,
                self._documents,
                self.indexing.progress if self._fresh else None,
                self._skipped_words,
                self._failure,
            )
        )

    def show_project(self) -> None:
        """The project's name, and how many documents can be searched."""
        progress = self.indexing.progress
        counted = count(self._documents, "document")
        if progress is not None and progress.total > self._documents:
            counted = f"{self._documents:,} of {count(progress.total, 'document')}"
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
        left = progress.total - progress.done if progress is not None else 0
        parts = [f"{count(self._skipped, 'skipped file')}"] if self._skipped else []
        if left > 0:
            parts.append(f"{left:,} still to be indexed")
        return ", ".join(parts)

    def _work(self, work: object) -> None:
        self.run_worker(work, thread=True, group="library", exit_on_error=False)  # type: ignore[arg-type]


def counted_shortly(passages: int | None, documents: int) -> str:
    """`38 in 12`: passages in documents."""
    return f"{documents:,}" if passages is None else f"{passages:,} in {documents:,}"


def short_path(path: Path) -> str:
    """A folder as people write it, with `~` for their own."""
    home = Path.home()
    shown = Path("~") / path.relative_to(home) if path.is_relative_to(home) else path
    return safe_name(str(shown))


def skipped_words(skipped: Iterable[FileOutcome]) -> str:
    """`3 files skipped: 2 have a password, 1 is empty`; empty if none were."""
    reasons = Counter(outcome.reason for outcome in skipped)
    if not reasons:
        return ""
    parts = [
        f"{number:,} {_plural(reason) if number > 1 else reason}"
        for reason, number in reasons.most_common(_REASONS_SHOWN)
    ]
    rest = sum(reasons.values()) - sum(n for _reason, n in reasons.most_common(_REASONS_SHOWN))
    if rest:
        parts.append(f"{rest:,} more")
    return f"{count(sum(reasons.values()), 'file')} skipped: {', '.join(parts)}"


def _plural(reason: str) -> str:
    verb, space, rest = reason.partition(" ")
    return {"is": "are", "has": "have", "was": "were"}.get(verb, verb) + space + rest
