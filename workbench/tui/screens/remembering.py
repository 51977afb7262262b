"""The part of the main screen that keeps the search log, saves searches, and asks for what is like
a passage or how a query was answered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events, on
from textual.widgets import Input

from workbench.library.safe import one_line
from workbench.model import WorkbenchError
from workbench.store.session import Session
from workbench.tui.diary import RESTED, Diary
from workbench.tui.messages import NotesChanged, SearchAnswered
from workbench.tui.screens.returning import Returning
from workbench.tui.widgets.resultrows import PassageKey

if TYPE_CHECKING:
    from workbench.search.explaining import Explanation

_SECOND = 1.0


class Remembering(Returning):
    """What was asked and read is remembered, and can be asked again."""

    _brought_back = ""
    """The query of the last session, which was not asked anew."""

    @property
    def diary(self) -> Diary:
        """What is written into the log."""
        if self._diary is None:
            self._diary = Diary(self, self.project)
        return self._diary

    _diary: Diary | None = None

    # -- the log

    def rooms_opened(self, session: Session) -> None:
        """From now on every second counts."""
        self._brought_back = session.query
        super().rooms_opened(session)
        self.set_interval(_SECOND, self._second_passed)

    def _second_passed(self) -> None:
        if self.app.screen is self and self.page.display and self.document is not None:
            self.diary.second(self.page.sight)

    def on_key(self, event: events.Key) -> None:
        """Somebody is there."""
        self.diary.active()

    @on(SearchAnswered)
    def _answer_listed(self, message: SearchAnswered) -> None:
        if message.offset or not self.searching.is_current(message.generation):
            return
        results, query = message.results, self.searching.query.strip()
        self.diary.answered(
            *(query, self.searching.order, results.interpreted, results.total),
            among=self.collection,
            partial=results.partial,
        )
        if query == self._brought_back:
            return
        self._brought_back = ""
        listed = self.diary.listed
        self.set_timer(RESTED, lambda: self._rested(listed))

    def _rested(self, listed: object) -> None:
        if listed is self.diary.listed and not self.searching.asking:
            self.diary.run()

    @on(Input.Submitted, "#query")
    def _query_entered(self) -> None:
        if not self.searching.asking:
            self.diary.run()

    def came_to(self, document: str) -> None:
        """A document is on the screen."""
        hits = self.searching.hits if self.searching.query.strip() else []
        self.diary.opened(document, [hit.document.id for hit in hits])

    # -- saved searches

    def look_at(self, query: str) -> None:
        """Take all that answers a saved search as seen."""

        def look() -> None:
            self.project.looks.looked(query, self.project.search.documents(query))

        self.run_worker(look, thread=True, group="looks", exit_on_error=False)

    def action_save_search(self) -> None:
        """Ask for the name under which the query is saved."""
        from workbench.tui.recalling import name_problem
        from workbench.tui.screens.lists import Ask

        query = one_line(self.search_row.prompt.value).strip()
        if not query:
            self.say("There is no query to save. / begins one.")
            return
        sort = self.searching.order

        def save(name: str) -> None:
            def change() -> NotesChanged:
                words = self.noting.told(lambda: self.project.searches.save(name, query, sort))
                self.project.looks.looked(query, self.project.search.documents(query))
                page = self.keymap.shown_first("anywhere.searches")
                return NotesChanged(f"{words} {page} shows all." if page else words)

            self.noting.change(change)

        self.ask(
            Ask(
                "Save this search",
                "A name, for you and whoever shares the project.",
                value=query,
                replaced=True,
                problem=name_problem,
                verb="save",
            ),
            save,
        )

    # -- more like this

    def action_more_like_this(self) -> None:
        """Ask for what is like the passage at the cursor; in the results, like the document."""
        in_results = self.place == "results" or self.document is None
        document = self._under_cursor if in_results else ""
        if document:
            self._ask_like(document, "", "that document")
            return
        if self.document is None:
            self.say("No document is open.")
            return
        start, end = self.page.passage
        paragraph = self.document.paragraph_at(start)
        selected = self.page.selection is not None
        words = "the selection" if selected else f"¶\u00a0{paragraph:,}"
        self._ask_like(self.document.id, self.document.text[start:end], words)

    def _ask_like(self, document: str, text: str, words: str) -> None:
        def find() -> str:
            library = self.project.library
            whole = text or library.document(document).text
            path = library.info(document).path
            try:
                besides = path if library.find(path).id == document else document
            except WorkbenchError:
                besides = document
            return self.project.search.like(whole, besides)

        def show(query: str) -> None:
            if not query:
                self.say(f"No other document has a telling word of {words}.")
                return
            self.searching.restore_order(query, "relevance")
            self.search_for(query)
            self.go("results")
            self.say(f"Searched for what is like {words}.")

        self.fetch(find, show)

    # -- explain

    def action_explain(self) -> None:
        """Show how the query was read and answered, and why a result stands where it does."""
        from workbench.tui.screens.explained import Explained, Ranked

        query, results = self.searching.query.strip(), self.searching.results
        if not query or results is None:
            self.say("There is nothing to explain: no search yet.")
            return
        document = self._explained_document()
        at = self.searching.index_of(document)
        ranked = None
        if at >= 0:
            info = self.searching.hits[at].document
            ranked = Ranked(info, at + 1, self.searching.order)

        def show(explanation: Explanation) -> None:
            engine = self.project.search.engine
            overlay = Explained(explanation, results.total, results.seconds, engine, ranked)
            self.ask(overlay, lambda nothing: None)

        wanted = [document] if at >= 0 else []
        self.fetch(lambda: self.project.search.explain(query, wanted), show)

    def _explained_document(self) -> str:
        """The open document if it is read and answers, else that of the results' cursor."""
        opened = self.document.id if self.document is not None else ""
        if self.place != "results" and self.searching.index_of(opened) >= 0:
            return opened
        return self._under_cursor

    @property
    def _under_cursor(self) -> str:
        """The id of the document under the cursor of the results; empty if there is none."""
        key = self.results.lines.key
        if isinstance(key, PassageKey):
            found = self.results.hit(key)
            return found[0].document.id if found is not None else ""
        return key if isinstance(key, str) else ""
