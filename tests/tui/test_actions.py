"""What every action does, by its key: in the side panes and anywhere."""

from __future__ import annotations

import pytest
from textual.dom import DOMNode

from tests.tui import (
    test_actions_anywhere,
    test_actions_passage,
    test_actions_program,
    test_codebook_page,
    test_coding_keys,
    test_compare_page,
    test_concordance_page,
    test_corrections,
    test_grades,
    test_history_page,
    test_notes_page,
    test_pages,
    test_results,
    test_review_page,
    test_searches_page,
    test_searching_remembered,
    test_sources,
    test_tables_page,
)
from tests.tui.covered import COVERED, covers
from tests.tui.fakes import FakeProject
from tests.tui.frame import Running, running
from workbench.tui.actions import ACTIONS, Action
from workbench.tui.document.pane import DocumentPane
from workbench.tui.screens.codebook import CodebookPage
from workbench.tui.screens.comparepage import ComparePage
from workbench.tui.screens.concordancepage import ConcordancePage
from workbench.tui.screens.historypage import HistoryPage
from workbench.tui.screens.main import MainScreen
from workbench.tui.screens.notespage import NotesPage
from workbench.tui.screens.reviewpage import ReviewPage
from workbench.tui.screens.searchespage import SearchesPage
from workbench.tui.screens.tablespage import TablesPage
from workbench.tui.widgets.entities import EntitiesList
from workbench.tui.widgets.linelist import LineList
from workbench.tui.widgets.notes import NoteKey, NotesList, TagKey
from workbench.tui.widgets.resultrows import PassageKey
from workbench.tui.widgets.results import ResultsList

MINUTES = "minutes-2019-board-214-txt"
OWNERS: dict[str, type[DOMNode]] = {
    "anywhere": MainScreen,
    "document": DocumentPane,
    "selection": DocumentPane,
    "results": ResultsList,
    "entities": EntitiesList,
    "notes": NotesList,
    "codebook": CodebookPage,
    "compare": ComparePage,
    "concordance": ConcordancePage,
    "evidence": NotesPage,
    "history": HistoryPage,
    "review": ReviewPage,
    "tables": TablesPage,
    "searches": SearchesPage,
}
LISTS = {"results": "1", "entities": "3", "notes": "4"}
MOVES = ("cursor_down", "cursor_up", "page_down", "page_up", "top", "bottom")


# -- the table


def test_every_action_outside_the_text_has_a_test() -> None:
    # Moving and selecting in the text have theirs in test_document_pane.py.
    assert test_actions_anywhere
    assert test_actions_passage
    assert test_actions_program
    assert test_codebook_page
    assert test_concordance_page
    assert test_compare_page
    assert test_coding_keys
    assert test_corrections
    assert test_grades
    assert test_history_page
    assert test_notes_page
    assert test_pages
    assert test_results
    assert test_review_page
    assert test_sources
    assert test_tables_page
    assert test_searches_page
    assert test_searching_remembered
    ids = {action.id for action in ACTIONS}
    beyond = {one.id for one in ACTIONS if one.place not in ("document", "selection")}
    assert beyond - COVERED == set()
    assert COVERED - ids == set()


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_key_of_an_action_is_bound_to_the_method_that_does_it(action: Action) -> None:
    owner = OWNERS[action.place]
    bound = {
        key.strip()
        for binding in owner.BINDINGS
        if not isinstance(binding, tuple) and binding.id == action.id
        for key in binding.key.split(",")
        if binding.action == action.method
    }
    assert bound >= set(action.keys)
    assert callable(getattr(owner, f"action_{action.method}"))


# -- moving in a list


@covers(*(f"{place}.{move}" for place in LISTS for move in MOVES))
@pytest.mark.parametrize("place", LISTS)
async def test_every_key_of_a_list_moves_its_cursor(project: FakeProject, place: str) -> None:
    keys = {action.id: action.keys for action in ACTIONS}
    async with running(project) as run:
        await run.open(MINUTES)
        await run.search("berth")
        await run.press("escape", LISTS[place])
        lines = run.screen.focused
        assert isinstance(lines, LineList)
        last = len(lines.listing) - 1
        bottom = lines.listing.choosable(last, -1)
        top = lines.listing.choosable(0, 1)

        async def goes(move: str, source: int, target: int) -> None:
            for key in keys[f"{place}.{move}"]:
                lines.move_to(source)
                await run.press(key)
                assert lines.cursor == target, (move, key)

        await goes("cursor_down", top, lines.listing.choosable(top + 1, 1))
        await goes("cursor_up", lines.listing.choosable(top + 1, 1), top)
        await goes("bottom", top, bottom)
        await goes("top", bottom, top)
        await run.pilot.resize_terminal(140, 20)
        await run.rest()
        for there, back in (("page_down", "page_up"),):
            for key in keys[f"{place}.{there}"]:
                lines.move_to(top)
                await run.press(key)
                assert top < lines.cursor <= bottom, key
            for key in keys[f"{place}.{back}"]:
                lines.move_to(bottom)
                await run.press(key)
                assert top <= lines.cursor < bottom, key


# -- the results


@covers("results.choose")
async def test_enter_opens_the_passage_under_the_cursor(project: FakeProject) -> None:
    async with running(project) as run:
        await run.search("berth")
        await run.press("escape", "1", "j", "j", "enter")
        assert run.screen.document is not None
        assert run.screen.document.id == MINUTES
        assert run.screen.document.paragraph_at(run.screen.page.cursor) == 4
        assert run.place == "document"


@covers("results.sort")
async def test_s_sorts_and_the_cursor_stays_on_its_document(project: FakeProject) -> None:
    async with running(project) as run:
        await run.press("1", "G")
        chosen = run.screen.results.lines.key
        await run.press("s")
        assert run.screen.searching.order == "date"
        assert "by date" in run.shown("#left-head")
        assert run.screen.results.lines.key == chosen


async def test_the_list_of_documents_follows_the_open_one(project: FakeProject) -> None:
    async with running(project) as run:
        await run.open("press-courier-txt")
        assert run.screen.results.lines.key == "press-courier-txt"
        await run.open(MINUTES)
        assert run.screen.results.lines.key == MINUTES
        await run.search("berth")
        assert isinstance(run.screen.results.lines.key, PassageKey)
        await run.search("")
        assert run.screen.results.lines.key == MINUTES


# -- the entities


async def on_entity(run: Running, name: str) -> None:
    await run.press("3")
    lines = run.screen.entities.lines
    at = lines.listing.find(name)
    assert at >= 0
    lines.move_to(at)


@covers("entities.choose")
async def test_enter_walks_the_mentions_round(project: FakeProject) -> None:
    async with running(project) as run:
        await run.open(MINUTES)
        await on_entity(run, "Tamsin")
        text = run.screen.page.document.text if run.screen.page.document else ""
        places = []
        for _ in range(3):
            await run.press("enter")
            places.append(run.screen.page.cursor)
        assert [text[at:].startswith("Tamsin") for at in places] == [True] * 3
        assert places[0] == places[2] != places[1]
        assert "Mention 1 of 2 of Tamsin." in run.status


async def test_an_entity_that_no_document_names_any_more_is_told(project: FakeProject) -> None:
    async with running(project) as run:
        await run.open("press-untitled-txt")
        await run.press("3", "s")
        await on_entity(run, "Tamsin")
        project.entities.where = lambda key: []  # type: ignore[method-assign]
        await run.press("enter")
        assert "No document names Tamsin any more." in run.status


@covers("entities.narrow")
async def test_f_narrows_the_search_to_the_entity(project: FakeProject) -> None:
    async with running(project) as run:
        await run.open(MINUTES)
        await run.search("lease")
        await run.press("escape")
        await on_entity(run, "Brackwater Marine")
        await run.press("f")
        assert run.screen.search_row.prompt.value == 'lease org:="Brackwater Marine"'
        assert run.place == "results"


@covers("entities.scope")
async def test_s_shows_the_whole_collection_and_the_document_again(project: FakeProject) -> None:
    async with running(project) as run:
        await run.open("press-courier-txt")
        await run.press("3", "s")
        assert "all documents" in run.shown("#entities-pane-head")
        assert "Brackwater Marine" in run.shown("#entities")
        await run.press("s")
        assert "this document" in run.shown("#entities-pane-head")
        assert "Brackwater Marine" not in run.shown("#entities")


# -- the tags and notes


@covers("notes.choose")
async def test_enter_goes_to_the_passage_of_a_tag_and_of_a_note(project: FakeProject) -> None:
    async with running(project) as run:
        await run.open(MINUTES)
        await run.press("4")
        assert run.screen.notes.lines.key == TagKey("money/rent")
        await run.press("enter")
        assert run.place == "document"
        assert run.screen.document is not None
        assert run.screen.document.text[run.screen.page.cursor :].startswith("He proposed a rent")
        await run.press("4", "G")
        assert isinstance(run.screen.notes.lines.key, NoteKey)
        await run.press("enter")
        assert run.screen.document.text[run.screen.page.cursor :].startswith("two other firms")


@covers("notes.edit_note")
async def test_e_edits_the_note_under_the_cursor(project: FakeProject) -> None:
    async with running(project) as run:
        await run.open(MINUTES)
        await run.press("4", "G")
        key = run.screen.notes.lines.key
        assert isinstance(key, NoteKey)
        await run.press("e")
        assert "Tags and note on ¶\u00a04" in run.shown("#head")
        await run.press("exclamation_mark", "escape")
        assert project.notes.get(key.annotation).note.endswith("Corvane’s file.!")
        assert "Edited the note on ¶\u00a04." in run.status
        assert "file.!" in run.shown("#notes")


@covers("notes.delete_note")
async def test_d_deletes_the_note_under_the_cursor_and_says_what_restores_it(
    project: FakeProject,
) -> None:
    async with running(project) as run:
        await run.open(MINUTES)
        await run.press("4", "G")
        key = run.screen.notes.lines.key
        assert isinstance(key, NoteKey)
        await run.press("d")
        assert key.annotation not in project.notes.annotations
        assert "Deleted the note on ¶\u00a04. u restores it." in run.status


async def test_e_and_d_on_a_tag_do_nothing(project: FakeProject) -> None:
    async with running(project) as run:
        await run.open(MINUTES)
        await run.press("4", "g", "e", "d")
        assert len(project.notes.annotations) == 3
        assert run.app.screen is run.screen
