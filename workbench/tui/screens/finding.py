"""The part of the main screen that searches: prompt, results, what they lead to."""

from __future__ import annotations

from collections.abc import Hashable

from textual import on
from textual.widgets import Input

from workbench.model import Entity, Speaker
from workbench.tui.messages import DocumentsListed, HitsDated, SearchAnswered, SearchFailed
from workbench.tui.screens.bench import Bench
from workbench.tui.widgets.entities import EntitiesList
from workbench.tui.widgets.linelist import LineList
from workbench.tui.widgets.nohits import SuggestionKey
from workbench.tui.widgets.resultrows import CopiesKey
from workbench.tui.widgets.results import ResultsList, ResultsPane
from workbench.tui.words import count, milliseconds

_STALE_AFTER = 0.15
_SEARCHING_AFTER = 0.3
_FIELDS = {"person": "person", "organisation": "org", "place": "place"}


class Finding(Bench):
    """Searches as one types, lists what answers, opens what is chosen."""

    enter_waits = False
    """Enter was pressed on a query that has no answer yet, and no other key since."""
    _nothing_found = ""

    # -- asking

    def action_search(self) -> None:
        """To the prompt, with the last query selected: what is typed replaces it."""
        prompt = self.search_row.prompt
        self.alone = False
        self.zoomed = False
        self.set_focus(prompt)
        prompt.action_select_all()

    def action_clear_search(self) -> None:
        """Forget the query."""
        self.search_row.prompt.value = ""

    def search_for(self, query: str) -> None:
        """Put a query into the prompt; the results follow."""
        prompt = self.search_row.prompt
        prompt.value = query
        prompt.action_end()

    @on(Input.Changed, "#query")
    def _typed(self, message: Input.Changed) -> None:
        message.stop()
        if message.value == self.searching.query:
            return
        self.enter_waits = False
        if self.alone or not self.typing:
            self.alone = False
            self.fit_panes()
        self.status.seen()
        self.status.went_on()
        self.searching.typed(message.value)
        self.set_timer(_STALE_AFTER, self._show_stale)
        self.set_timer(_SEARCHING_AFTER, self._show_searching)

    def _show_stale(self) -> None:
        if self.searching.asking:
            self.results.lines.stale = True

    def _show_searching(self) -> None:
        if self.searching.asking:
            self.search_row.show_reading("searching…")

    @on(Input.Submitted, "#query")
    def _entered(self, message: Input.Submitted) -> None:
        message.stop()
        self.enter_waits = True
        if not self.searching.asking:
            self._enter()

    def _enter(self) -> None:
        """Open the passage under the cursor of the results, or take the suggestion there.

        Where nothing is found but more is being indexed, it is opened when it comes.
        """
        self.enter_waits = self.indexing.unfinished and self.results.lines.key is None
        if self.results.lines.key is None:
            self.go("results")
        else:
            self._choose(self.results.lines.key)

    @on(ResultsList.SortAsked)
    def _sort(self) -> None:
        self.searching.next_order()

    @on(ResultsList.LayoutAsked)
    def _layout(self) -> None:
        self.results.change_layout()
        if not self.searching.hits:
            self.say("Type a query to list its passages one by one.")

    @on(ResultsPane.MoreWanted)
    def _more(self) -> None:
        self.searching.more()

    @on(EntitiesList.NarrowAsked)
    def _narrow(self, message: EntitiesList.NarrowAsked) -> None:
        entity = self.entities.listed(message.key)
        if entity is not None and entity.name:
            self._narrow_by(term_of(entity))
            self.go("results")

    @on(ResultsList.NarrowAsked)
    def _show_facets(self) -> None:
        from workbench.facets import facets_of
        from workbench.tui.screens.narrowing import Narrowing

        query, results = self.searching.query, self.searching.results
        if results is not None and not results.total:
            self.say("There is nothing to narrow: no document answers.")
            return
        self.fetch(
            lambda: facets_of(self.project, query),
            lambda facets: self.ask(Narrowing(facets), lambda chosen: self._narrow_by(chosen.part)),
        )

    def _narrow_by(self, part: str) -> None:
        self.search_for(self.project.search.narrowed(self.searching.query, part))

    # -- answers

    @on(SearchAnswered)
    def _answered(self, message: SearchAnswered) -> None:
        # A letter may have been typed of which only the prompt knows yet.
        typed = self.search_row.prompt.value
        if message.results.query != typed or not self.searching.answered(message):
            return
        results = message.results
        self.status.retract(self._nothing_found)
        if message.offset:
            self.results.add_hits(results.hits)
        elif results.total:
            self.results.show_results(
                results,
                results.hits,
                self.searching.order,
                again=self.searching.again,
                reordered=self.searching.reordered,
            )
        else:
            self.results.show_none(results, self.unsearched())
            self._say_nothing_found()
        if self.place == "results":
            self.show_where()
        missing = " ".join(word for word, documents in results.words if not documents)
        # Where there are no hits the pane has the room to say why.
        notices = results.notices if results.total else ()
        took = milliseconds(results.seconds)
        self.search_row.show_reading(results.interpreted, took, notices, missing)
        if not message.offset:
            self.reading.mark_hits(self.searching.query)
            self.show_project()
            self.show_keys()
        if self.enter_waits:
            self._enter()

    @on(HitsDated)
    def _dated(self, message: HitsDated) -> None:
        if self.searching.dated(message):
            self.results.show_dates(message.dates)

    @on(DocumentsListed)
    def _listed(self, message: DocumentsListed) -> None:
        if not self.searching.listed(message):
            return
        self.status.retract(self._nothing_found)
        counted = count(message.count, "document")
        under_cursor = self.results.lines.key
        opened = self.document.id if self.document else ""
        wanted = under_cursor if isinstance(under_cursor, str) else opened
        self.results.show_documents(
            message.rows,
            message.places,
            counted,
            self.searching.order,
            wanted,
            again=self.searching.again,
        )
        self.search_row.invite()
        self.reading.mark_hits("")
        self.show_project()
        self.show_keys()
        if self.enter_waits:
            self._enter()

    @on(SearchFailed)
    def _failed(self, message: SearchFailed) -> None:
        if self.searching.failed(message):
            self.enter_waits = False
            self.results.lines.stale = False
            self.say(message.reason, "error")

    def _say_nothing_found(self) -> None:
        key = self.results.lines.key
        if isinstance(key, SuggestionKey):
            self._nothing_found = f"No passages. enter searches for {key.query}."
            self.say(self._nothing_found)

    @on(LineList.Chosen, "#results")
    def _chosen(self, message: LineList.Chosen) -> None:
        message.stop()
        self._choose(message.key)

    def _choose(self, key: Hashable) -> None:
        if isinstance(key, SuggestionKey):
            self.search_for(key.query)
        elif isinstance(key, CopiesKey):
            self.results.unfold(key)
        else:
            self.open_hit(key)


def term_of(entity: Entity | Speaker) -> str:
    """The part of a query that stands for an entity and no other of a longer name, or for what a
    speaker says.
    """
    from workbench.search.interpret import exactly

    field = "speaker" if isinstance(entity, Speaker) else _FIELDS.get(entity.kind)
    if field:
        return f"{field}:{exactly(entity.name)}"
    name = entity.name.replace('"', " ").strip()
    return f'"{name}"'
