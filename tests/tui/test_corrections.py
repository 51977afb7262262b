"""Correcting entities by key: each correction shows at once, is told in words, and is undone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.tui.covered import covers
from tests.tui.fakes import FakeProject
from tests.tui.frame import Running, running
from tests.tui.rooms import LETTER, MINUTES, PRESS, named
from workbench.model import Entity
from workbench.search import Results
from workbench.tui.messages import ChangedElsewhere
from workbench.tui.screens.entitychoice import (
    CorrectionList,
    EntityChoice,
    FormsChoice,
    KindChoice,
    ScopeChoice,
)
from workbench.tui.screens.historypage import HistoryPage
from workbench.tui.screens.lists import Ask


@pytest.fixture
def project(tmp_path: Path) -> FakeProject:
    return named(tmp_path)


def entity(project: FakeProject, name: str) -> Entity:
    [found] = [one for one in project.entities.of_collection() if one.name == name]
    return found


def people(project: FakeProject) -> list[str]:
    return [one.name for one in project.entities.of_collection("person")]


def shared(project: FakeProject) -> Entity:
    """An entity that several documents name."""
    project.entities.corrections.add("Board", "organisation")  # type: ignore[attr-defined]
    board = entity(project, "Board")
    assert board.documents > 1
    return board


async def on_entity(run: Running, project: FakeProject, name: str) -> None:
    await run.press("3")
    lines = run.screen.entities.lines
    lines.move_to(lines.listing.find(entity(project, name).key))
    await run.settle()


async def said_what_and_undone(run: Running, words: str) -> None:
    """The status line has the words of the history, and u takes it back."""
    assert f"{words}." in run.status
    await run.press("7")
    assert isinstance(run.app.screen, HistoryPage)
    assert words in run.shown("#rows")
    await run.press("escape", "u")
    assert f"Undid: {words}." in run.status


@covers("entities.rename")
async def test_r_renames(project: FakeProject) -> None:
    async with running(project) as run:
        await run.open(MINUTES)
        await on_entity(run, project, "Tobias Marrek")
        await run.press("r")
        assert isinstance(run.app.screen, Ask)
        assert "1 mention in 1 document." in run.shown("Lines")
        await run.press("ctrl+u", *"T. M.", "enter")
        assert "T. M." in people(project)
        assert "T. M." in run.shown("#entities")
        assert run.screen.entities.entity(run.screen.entities.lines.key).name == "T. M."  # type: ignore[union-attr]
        await said_what_and_undone(run, "Renamed Tobias Marrek to T. M")
        assert "Tobias Marrek" in run.shown("#entities")


async def test_a_name_without_a_letter_is_refused_on_the_spot(project: FakeProject) -> None:
    async with running(project) as run:
        await run.open(MINUTES)
        await on_entity(run, project, "Tobias Marrek")
        await run.press("r", "ctrl+u", "enter")
        assert "at least one letter" in run.shown("#said")
        await run.press("escape")
        assert project.entities.corrections.all() == []  # type: ignore[attr-defined]


@covers("entities.merge")
async def test_shift_m_merges_and_offers_those_that_look_alike_first(project: FakeProject) -> None:
    project.entities.corrections.add("Tobiass Marek", "person")  # type: ignore[attr-defined]
    async with running(project) as run:
        await run.open(MINUTES)
        await on_entity(run, project, "Tobias Marrek")
        await run.press("M")
        assert isinstance(run.app.screen, EntityChoice)
        assert "Merge Tobias Marrek into" in run.shown("#head")
        await run.press(*"lunde")
        assert "Edda Lunde" in run.rows("#choices")[0]
        await run.press("enter")
        assert "Tobias Marrek" not in people(project)
        assert "Tobias Marrek" not in run.shown("#entities")
        await said_what_and_undone(run, "Merged Tobias Marrek into Edda Lunde")
        assert "Tobias Marrek" in run.shown("#entities")


async def test_a_merge_in_this_document_leaves_the_others(project: FakeProject) -> None:
    board = shared(project)
    async with running(project) as run:
        await run.open(project.entities.where(board.key)[0][0])
        await on_entity(run, project, board.name)
        await run.press("M", "tab")
        assert "▪ this document" in run.shown("#scopes")
        await run.press("enter")
        left = project.entities.where(board.key)
        assert len(left) == board.documents - 1


@covers("entities.split")
async def test_the_bar_splits_marked_forms_off(project: FakeProject) -> None:
    async with running(project) as run:
        await run.open(MINUTES)
        await on_entity(run, project, "Edda Lunde")
        await run.press("vertical_line")
        assert isinstance(run.app.screen, FormsChoice)
        assert "Lunde" in run.shown("#choices")
        choices = run.app.screen.choices
        choices.move_to(choices.listing.find("Lunde"))
        await run.press("space", "enter")
        assert {"Edda Lunde", "Lunde"} <= set(people(project))
        await said_what_and_undone(run, "Split Lunde off Edda Lunde")


async def test_an_entity_of_one_form_is_not_split(project: FakeProject) -> None:
    async with running(project) as run:
        await run.open(MINUTES)
        await on_entity(run, project, "Tobias Marrek")
        await run.press("vertical_line")
        assert "Tobias Marrek has only one form" in run.status


@covers("entities.change_kind")
async def test_c_changes_the_kind_by_its_number(project: FakeProject) -> None:
    async with running(project) as run:
        await run.open(MINUTES)
        await on_entity(run, project, "Tobias Marrek")
        await run.press("c")
        assert isinstance(run.app.screen, KindChoice)
        assert run.app.screen.choices.key == "person"
        await run.press("2")
        assert entity(project, "Tobias Marrek").kind == "organisation"
        await said_what_and_undone(run, "Made Tobias Marrek an organisation")


@covers("entities.ignore", "entities.corrections")
async def test_d_ignores_and_e_restores(project: FakeProject) -> None:
    async with running(project) as run:
        await run.open(MINUTES)
        await on_entity(run, project, "Tobias Marrek")
        await run.press("d")
        assert "Ignored Tobias Marrek. u restores it." in run.status
        assert "Tobias Marrek" not in run.shown("#entities")
        assert not any(m.text == "Tobias Marrek" for m in run.screen.reading.mentions)
        await run.press("e")
        assert isinstance(run.app.screen, CorrectionList)
        assert "Ignored Tobias Marrek" in run.rows("#choices")[0]
        await run.press("enter")
        assert "Restored Tobias Marrek, ignored before." in run.status
        assert "Tobias Marrek" in run.shown("#entities")


async def test_d_asks_where_if_there_is_more_than_one_document(project: FakeProject) -> None:
    board = shared(project)
    async with running(project) as run:
        await run.open(project.entities.where(board.key)[0][0])
        await on_entity(run, project, board.name)
        await run.press("d")
        assert isinstance(run.app.screen, ScopeChoice)
        await run.press("j", "enter")
        assert len(project.entities.where(board.key)) == board.documents - 1


async def test_the_list_of_corrections_says_what_does_not_apply_and_what_cannot_be_read(
    project: FakeProject,
) -> None:
    gone = Entity("place:atlantis", "place", "Atlantis", ("Atlantis",), 1, 1)
    project.entities.corrections.ignore([gone])  # type: ignore[attr-defined]
    (project.home / "entities" / "broken.json").write_text("{")
    project.entities.corrections.refresh()
    async with running(project) as run:
        await run.press("3", "e")
        shown = run.shown("#choices")
        assert "Ignored Atlantis" in shown
        assert "dormant" in shown
        assert "is left untouched" in shown


@covers("document.add_entity")
async def test_shift_p_adds_the_selection_and_says_how_often_it_stands(
    project: FakeProject,
) -> None:
    async with running(project) as run:
        await run.open(LETTER, project.library.document(LETTER).text.index("draft"))
        await run.press("P")
        assert isinstance(run.app.screen, KindChoice)
        assert "draft is a" in run.shown("#head")
        await run.until(lambda: "1 time in 1 document" in run.shown("#scopes"))
        await run.press("2")
        assert "Added draft as an organisation. 1 time in 1 document." in run.status
        assert "draft" in run.shown("#entities")
        assert entity(project, "draft").count == 1
        await run.press("u")
        assert "draft" not in run.shown("#entities")


async def test_a_name_is_added_at_the_place_alone(project: FakeProject) -> None:
    text = project.library.document(PRESS).text
    async with running(project) as run:
        await run.open(PRESS, text.index("berth"))
        await run.press("v", "w", "P", "tab", "tab")
        assert "▪ only here" in run.shown("#scopes")
        await run.press("3")
        [berth] = [one for one in project.entities.of_collection("place") if "berth" in one.name]
        assert (berth.count, text.count("berth")) == (1, 2)


async def test_without_a_word_there_is_nothing_to_add(project: FakeProject) -> None:
    async with running(project) as run:
        await run.open(PRESS, project.library.document(PRESS).text.index("."))
        await run.press("P")
        assert "A name has at least one letter or digit." in run.status


@covers("entities.next_mention", "entities.previous_mention")
async def test_m_walks_on_and_the_brace_back_in_the_pane(project: FakeProject) -> None:
    async with running(project) as run:
        await run.open(MINUTES)
        await on_entity(run, project, "Edda Lunde")
        places = []
        for key in ("m", "m", "left_curly_bracket"):
            await run.press(key)
            places.append(run.screen.page.cursor)
        assert places[0] == places[2] < places[1]
        assert run.place == "entities"
        assert "Mention 1 of" in run.status


async def test_what_others_corrected_shows_when_one_looks(project: FakeProject) -> None:
    async with running(project) as run:
        await run.open(MINUTES)
        other = named_elsewhere(project)
        other.ignore([entity(project, "Tobias Marrek")])
        run.screen.look_elsewhere()
        await run.until(lambda: "Tobias Marrek" not in run.shown("#entities"))
        assert "Corrections of entities were changed elsewhere." in run.status


def named_elsewhere(project: FakeProject):  # type: ignore[no-untyped-def]
    from workbench.entities import Corrections
    from workbench.store.history import History

    return Corrections(project.home, History(project.home, analyst="B. Reader"))


async def test_a_correction_answers_the_search_for_a_name_anew(project: FakeProject) -> None:
    async with running(project) as run:
        await run.open(MINUTES)
        await run.search("person:Marrek")
        await run.press("escape")
        asked = len(project.search.asked)
        await on_entity(run, project, "Tobias Marrek")
        await run.press("d")
        assert len(project.search.asked) > asked


async def test_the_kinds_begin_with_the_present_one(project: FakeProject) -> None:
    async with running(project) as run:
        await run.open(MINUTES)
        await on_entity(run, project, "Tobias Marrek")
        await run.press("c", "2")
        await on_entity(run, project, "Tobias Marrek")
        await run.press("c")
        screen = run.app.screen
        assert isinstance(screen, KindChoice)
        assert screen.choices.key == "organisation"


@pytest.mark.parametrize("query", ["speaker:lunde", "Person:lunde", "saved:mine"])
async def test_a_query_that_may_ask_for_names_is_asked_again_when_they_are_corrected(
    project: FakeProject, query: str
) -> None:
    async with running(project) as run:
        await run.search(query)
        asked: list[str] = []
        search = project.search.search

        def noted(typed: str, *args: Any, **more: Any) -> Results:
            asked.append(typed)
            return search(typed, *args, **more)

        project.search.search = noted  # type: ignore[method-assign]
        run.screen.post_message(ChangedElsewhere("Renamed Lunde.", names=True))
        await run.settle()
        assert asked == [query]
