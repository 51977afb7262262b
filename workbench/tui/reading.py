"""The reading flow: opening documents and finding what is marked in them.

A document is read in a worker thread: first its text, so that it shows, then its hits, its mentions
and its notes. What belongs to a document that is no longer wanted is not painted.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from workbench.model import Document, WorkbenchError
from workbench.spans import Spans
from workbench.tui.freshness import Freshness
from workbench.tui.messages import (
    CollectionNamed,
    DocumentRead,
    DocumentReadAgain,
    DocumentStands,
    DocumentUnread,
    FoundWithin,
    HitsMarked,
    MentionsMarked,
    NotesPlaced,
)
from workbench.tui.opendocument import OpenDocument

if TYPE_CHECKING:
    from workbench.project import Project

LAST = -1
"""A position that means the last hit."""

_ENTITIES_SHOWN = 5000


class Reading(OpenDocument):
    """The open document, as it is read and read again."""

    def __init__(
        self,
        screen: Screen[Any],
        project: Project,
        place_notes: Callable[[Document], NotesPlaced],
        freshness: Freshness,
    ) -> None:
        super().__init__()
        self._screen = screen
        self._project = project
        self._place_notes = place_notes
        self._freshness = freshness
        self._generation = 0
        self.opening = ""
        """Id of the document that is being read; empty when none is."""

    def open(self, document: str, position: int, query: str, hits: Spans | None = None) -> None:
        """Read a document; the cursor goes to a position (code points), or to the LAST hit.

        `hits` are those that the results know; without them they are found for the query.
        """
        self._generation += 1
        self.opening = document
        generation = self._generation
        self._run(lambda: self._read(generation, document, position, query, hits))

    def open_again(self, query: str, *, of_file: bool = True) -> None:
        """Read the open document as it is by now; `of_file` goes along with it."""
        if self.document is None or self.opening:
            return
        self._generation += 1
        self.opening = identity = self.document.id
        generation = self._generation
        self._run(lambda: self._read_again(generation, identity, query, of_file))

    def mark_hits(self, query: str) -> None:
        """Find the hits of another query in the open document."""
        if self.document is None or self.opening:
            return
        generation, document = self._generation, self.document
        self._run(lambda: self._find_hits(generation, document, query))

    def find_mentions(self) -> None:
        """Look for the mentions of the open document, if none are known yet."""
        if self.document is None or self.opening or self.mentions:
            return
        generation, document = self._generation, self.document
        self._run(lambda: self._find_mentions_of(generation, document))

    def name_again(self) -> None:
        """Look for the mentions of the open document anew: they were corrected."""
        if self.document is None or self.opening:
            return
        generation, document = self._generation, self.document
        self._run(lambda: self._find_corrected(generation, document))

    def name_collection(self) -> None:
        """Find whom and what the whole collection names."""
        self._run(self._name_collection)

    def taken(self, message: DocumentRead | DocumentReadAgain) -> bool:
        """Take a document; False if another one is wanted by now."""
        if message.generation != self._generation:
            return False
        self.opening = ""
        self.show(message.document, message.hits)
        return True

    def stands(self, message: DocumentStands) -> bool:
        """Take what became of the document; False if it is known, or of another document."""
        if message.generation != self._generation or message.standing == self.standing:
            return False
        self.standing = message.standing
        return True

    def unread(self, message: DocumentUnread) -> bool:
        """Take a failure; False if another document is wanted by now."""
        if message.generation != self._generation:
            return False
        self.opening = ""
        return True

    def marked(self, message: HitsMarked) -> bool:
        """Take the hits; False if they are of another document."""
        if message.generation != self._generation:
            return False
        self.hits, self.within = message.hits, ""
        return True

    def find_within(self, typed: str) -> None:
        """Find words or a regular expression in the open document."""
        if self.document is None or self.opening:
            return
        generation, document = self._generation, self.document
        self._run(lambda: self._find_within(generation, document, typed))

    def found_within(self, message: FoundWithin) -> bool:
        """Take what was found there, if anything; False if it is of another document."""
        if message.generation != self._generation:
            return False
        if len(message.spans):
            self.hits, self.within = message.spans, message.typed
        return True

    def named(self, message: MentionsMarked) -> bool:
        """Take the mentions; False if they are of another document."""
        if message.generation != self._generation:
            return False
        self.entities, self.mentions = message.entities, message.mentions
        self.quotations, self.said = message.quotations, message.said
        return True

    # -- in a worker thread

    def look(self) -> None:
        """See what became of the open document, and say so if it is news."""
        generation, document = self._generation, self.document
        if document is None or self.opening:
            return
        standing = self._freshness.standing(document)
        if standing != self.standing and not self._stale(generation):
            self._screen.post_message(DocumentStands(generation, standing))
        elif not self.mentions:
            # Another copy of the workbench may have found them by now.
            self._find_mentions_of(generation, document)

    def _run(self, work: Callable[[], None]) -> None:
        self._screen.run_worker(work, thread=True, group="read", exit_on_error=False)

    def _stale(self, generation: int) -> bool:
        return generation != self._generation

    def _read(
        self, generation: int, identity: str, position: int, query: str, hits: Spans | None
    ) -> None:
        post = self._screen.post_message
        try:
            document = self._project.library.document(identity)
            if position == LAST and hits is None:
                hits = self._project.search.spans(query, document)
            if position == LAST:
                position = hits[-1].start if hits else 0
            if self._stale(generation):
                return
            post(DocumentRead(generation, document, position, hits or Spans()))
            if query.strip():
                self._find_hits(generation, document, query)
            self._find_the_rest(generation, document)
        except WorkbenchError as error:
            post(DocumentUnread(generation, str(error)))

    def _read_again(self, generation: int, identity: str, query: str, of_file: bool) -> None:
        post = self._screen.post_message
        try:
            document = self._project.library.document(identity)
            # First, for the text is there already, and its hits need not flicker.
            hits = self._project.search.spans(query, document) if query.strip() else Spans()
            post(DocumentReadAgain(generation, document, hits, of_file))
            self._find_the_rest(generation, document)
        except WorkbenchError as error:
            post(DocumentUnread(generation, str(error)))

    def _find_the_rest(self, generation: int, document: Document) -> None:
        self._screen.post_message(self._place_notes(document))
        self._find_mentions(generation, document)

    def _find_within(self, generation: int, document: Document, typed: str) -> None:
        from workbench.search.within import found_within

        spans, problem = Spans(), ""
        try:
            spans = found_within(document.text, typed)
        except WorkbenchError as error:
            problem = str(error)
        if not self._stale(generation):
            self._screen.post_message(FoundWithin(generation, typed, spans, problem))

    def _find_hits(self, generation: int, document: Document, query: str) -> None:
        hits = self._project.search.spans(query, document) if query.strip() else Spans()
        if not self._stale(generation):
            self._screen.post_message(HitsMarked(generation, hits))

    def _find_mentions(self, generation: int, document: Document) -> None:
        from workbench.entities.quoted import by_speaker

        if self._stale(generation):
            return
        entities = self._project.entities.of_document(document.id)
        mentions = self._project.entities.mentions(document.id)
        said = self._project.entities.quotations(document.id)
        marked = MentionsMarked(generation, entities, mentions, by_speaker(said), said)
        self._screen.post_message(marked)

    def _find_mentions_of(self, generation: int, document: Document) -> None:
        """Its mentions, unless they are those of a newer text or there are none."""
        if self._is_newest(document) and self._project.entities.mentions(document.id):
            self._find_mentions(generation, document)

    def _find_corrected(self, generation: int, document: Document) -> None:
        if self._is_newest(document):
            self._find_mentions(generation, document)

    def _is_newest(self, document: Document) -> bool:
        try:
            return self._project.library.info(document.id).sha256 == document.info.sha256
        except WorkbenchError:
            return False

    def _name_collection(self) -> None:
        entities = self._project.entities.of_collection(limit=_ENTITIES_SHOWN)
        quoted = self._project.entities.quoted(limit=_ENTITIES_SHOWN)
        self._screen.post_message(CollectionNamed(entities, quoted))
