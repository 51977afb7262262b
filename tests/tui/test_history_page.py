"""The history page: steps in words, back and forth to one of them, deleted notes restored."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.covered import covers
from tests.tui.fakes import FakeProject
from tests.tui.frame import Running, running
from tests.tui.rooms import furnished
from workbench.tui.screens.historypage import HistoryPage

pytestmark = pytest.mark.usefixtures("at_greenwich")


@pytest.fixture
def project(tmp_path: Path) -> FakeProject:
    return furnished(tmp_path)


def passages(project: FakeProject) -> list[str]:
    return sorted(note.exact[:10] for note in project.notes.all())  # type: ignore[attr-defined]


async def on_step(run: Running, words: str) -> HistoryPage:
    if not isinstance(run.app.screen, HistoryPage):
        await run.press("7")
    page = run.app.screen
    assert isinstance(page, HistoryPage)
    at = next(at for at, row in enumerate(page._shown) if words in row.words)
    page.rows.move_to(at)
    await run.settle()
    return page


async def test_steps_are_told_in_words_with_day_hour_and_name_newest_first(
    project: FakeProject,
) -> None:
    async with running(project) as run:
        await run.press("7")
        rows = [row.strip(" ▌") for row in run.rows("#rows")]
        assert rows[0] == "21 November 2026"
        assert rows[1].startswith("▪ 10:44  Wrote a note on ¶\u00a02")
        assert rows[1].endswith("A. Analyst")
        assert rows[-1 - rows[::-1].count("")].startswith("10:15  Made the tag money")


@covers("history.choose")
async def test_enter_goes_back_to_a_step_and_forth_again(project: FakeProject) -> None:
    before = passages(project)
    async with running(project) as run:
        page = await on_step(run, "Tagged ¶\u00a04 with tender/withheld")
        await run.press("enter")
        assert len(passages(project)) == 3
        assert "Undid 3 steps." in run.status
        assert run.shown("#rows").count("undone") == 3
        page.rows.move_to(1)
        await run.press("enter")
        assert passages(project) == before
        assert "Did 3 steps again." in run.status
        assert "undone" not in run.shown("#rows")
        await run.press("enter")
        assert "All is as it was after that step." in run.status


async def test_a_step_that_cannot_be_done_again_is_told(project: FakeProject) -> None:
    async with running(project) as run:
        await on_step(run, "Tagged ¶\u00a02 with money/rent")
        await run.press("enter")
        project.codebook.ensure("something/else")
        page = await on_step(run, "Wrote a note on ¶\u00a02")
        await run.press("enter")
        assert "That step cannot be done again: something else was done instead." in run.status
        assert page.rows.has_focus


async def test_what_others_changed_since_stops_it_and_says_which(project: FakeProject) -> None:
    (last,) = (note for note in project.notes.all() if note.note == "Which clerk?")  # type: ignore[attr-defined]
    path = project.home / "annotations" / last.document / f"{last.id}.json"
    path.write_text(path.read_text().replace("Which clerk?", "Whose clerk?"))
    async with running(project) as run:
        await on_step(run, "Tagged ¶\u00a06")
        await run.press("enter")
        assert "was not undone" in run.status
        assert "others changed a record since" in run.status
        assert "Undid" not in run.status
        assert len(passages(project)) == 6


async def test_steps_of_another_analyst_are_left_alone(project: FakeProject) -> None:
    async with running(project) as run:
        project.history.analyst = "B. Reader"
        await on_step(run, "Tagged ¶\u00a06")
        await run.press("enter")
        assert "another analyst" in run.status
        assert len(passages(project)) == 6


@covers("history.find")
@pytest.mark.parametrize("key", ["slash", "f"])
async def test_steps_are_found_by_their_words(project: FakeProject, key: str) -> None:
    async with running(project) as run:
        await run.press("7", key, *"RENT tagged")
        assert "3 of 21 steps" in run.shown("#reading")
        await run.press("ctrl+u", *"zzz")
        assert "Nothing here has these words." in run.shown("#rows")


@covers("history.deleted")
async def test_d_shows_deleted_notes_and_enter_restores_one(project: FakeProject) -> None:
    before = passages(project)
    async with running(project) as run:
        await run.press("5", "d", "d", "7", "d")
        assert "2 deleted notes" in run.shown("#reading")
        assert "tender/withheld  ·  Compare with the January letters" in run.shown("#rows")
        assert "enter restore" in run.shown("#footer")
        await run.press("slash", *"january", "enter", "enter")
        assert "Restored the note on “two other firms" in run.status
        assert len(passages(project)) == 5
        await run.press("slash", "ctrl+u", "enter", "enter")
        assert passages(project) == before
        assert "No deleted note is in the trash." in run.shown("#rows")
        await run.press("d")
        assert "newest first" in run.shown("#page-head")
        await run.press("u")
        assert len(passages(project)) == 5


async def test_the_history_of_nothing_says_what_will_be_there(tmp_path: Path) -> None:
    project = furnished(tmp_path)
    (project.home / "trash" / "history.jsonl").write_text("")
    async with running(project) as run:
        await run.press("7")
        assert "Nothing was done yet." in run.shown("#rows")
        await run.press("enter", "d", "enter")
        assert isinstance(run.app.screen, HistoryPage)
