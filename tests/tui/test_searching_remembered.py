"""What the main screen writes into the log of searches; saving, explaining, more like this."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.covered import covers
from tests.tui.fakes import FakeProject
from tests.tui.frame import NARROW, Running, running
from tests.tui.rooms import LETTER, MINUTES, PRESS, furnished
from workbench.model import WorkbenchError
from workbench.search.memory import READ_SECONDS, Asked, Opened, Ran, Read, SearchLog
from workbench.search.memory.saved import SavedSearches
from workbench.tui.diary import IDLE, KEPT_EVERY, Diary
from workbench.tui.screens.explained import Explained


@pytest.fixture
def project(tmp_path: Path) -> FakeProject:
    return furnished(tmp_path)


def asked(project: FakeProject) -> list[Asked]:
    return list(project.searchlog.record().asked)


def queries(project: FakeProject) -> list[str]:
    return [one.query for one in asked(project)]


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


class Screen:
    """Does the work of workers at once, and keeps what is said."""

    def __init__(self) -> None:
        self.said: list[object] = []

    def run_worker(self, work, **kwargs: object) -> None:  # type: ignore[no-untyped-def]
        work()

    def post_message(self, message: object) -> None:
        self.said.append(message)


@pytest.fixture
def diary(project: FakeProject) -> Diary:
    return Diary(Screen(), project, Clock())  # type: ignore[arg-type]


# -- what is logged


async def test_a_query_is_logged_when_a_result_is_opened_and_not_what_was_typed_before(
    project: FakeProject,
) -> None:
    async with running(project) as run:
        await run.search("b")
        await run.search("be")
        await run.search("berth")
        assert queries(project) == []
        await run.press("escape", "1", "enter")
        assert queries(project) == ["berth"]
        [one] = asked(project)
        assert (one.total, one.opened, one.read_as) == (3, (LETTER,), "berth")
    assert [type(entry) for entry in project.searchlog.entries()] == [Ran, Opened, Read]


async def test_a_query_is_logged_when_it_has_rested(
    project: FakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbench.tui.screens.remembering.RESTED", 0.01)
    async with running(project) as run:
        await run.search("berth")
        await run.until(lambda: queries(project) == ["berth"])


async def test_a_query_is_logged_when_it_is_entered(project: FakeProject) -> None:
    async with running(project) as run:
        await run.search("nothing")
        await run.press("enter")
        assert "nothing" in queries(project)


async def test_the_query_of_the_last_session_is_not_logged_again(project: FakeProject) -> None:
    async with running(project) as run:
        await run.search("berth")
        await run.press("escape", "q")
    async with running(project) as run:
        assert run.screen.searching.query == "berth"
        listed = run.screen.diary.listed
        assert listed is not None
        assert listed.id == ""
        assert queries(project) == []


async def test_walking_hits_passes_by_what_is_not_opened(project: FakeProject) -> None:
    async with running(project) as run:
        await run.search("berth")
        last = run.screen.searching.hits[2].document.id
        run.screen.open_document(last)
        await run.settle()
        [one] = asked(project)
        assert one.opened == (last,)
        assert set(one.dismissed) == {MINUTES, LETTER, PRESS} - {last}


async def test_a_log_that_cannot_be_written_is_said_once_and_stops_nothing(
    project: FakeProject,
) -> None:
    def refuse(*entries: object) -> None:
        raise WorkbenchError("The search was not logged: the disk is full.")

    project.searchlog.append = refuse  # type: ignore[method-assign]
    async with running(project) as run:
        await run.open(MINUTES)
        assert "The search was not logged: the disk is full." in run.status
        await run.press("j")
        await run.open(PRESS)
        assert "not logged" not in run.status


async def test_nothing_is_kept_where_no_log_is_wanted(project: FakeProject) -> None:
    project.searchlog = SearchLog(project.home, kept=False)
    async with running(project) as run:
        await run.search("berth")
        await run.press("enter")
    assert not (project.home / "log").exists()


def test_seconds_count_while_somebody_is_there(project: FakeProject, diary: Diary) -> None:
    clock = diary._clock
    assert isinstance(clock, Clock)
    diary.opened(MINUTES, [])
    for _ in range(5):
        clock.now += 1
        diary.second((0.0, 0.25))
    clock.now += IDLE
    diary.second((0.5, 1.0))
    diary.active()
    diary.second((0.75, 0.875))
    diary.second((0.2, 0.3))
    diary.left()
    reading = project.searchlog.record().readings[MINUTES]
    assert reading.seconds == 7
    assert reading.share == pytest.approx(0.425)


def test_a_program_that_is_killed_loses_half_a_minute_of_reading_at_most(
    project: FakeProject, diary: Diary
) -> None:
    def kept() -> int:
        return project.searchlog.record().readings[MINUTES].seconds

    diary.opened(MINUTES, [])
    for second in range(1, 100):
        diary.active()
        diary.second((0.0, second / 100))
        assert second - kept() < (KEPT_EVERY if second >= READ_SECONDS else READ_SECONDS)
    assert project.searchlog.record().read == {MINUTES}
    diary.close()
    assert kept() == 99
    assert project.searchlog.record().readings[MINUTES].share == pytest.approx(0.99)
    lines = [one for one in project.searchlog.entries() if isinstance(one, Read)]
    diary.close()
    assert [one for one in project.searchlog.entries() if isinstance(one, Read)] == lines


def test_the_size_of_the_collection_and_a_search_that_was_stopped_are_logged(
    project: FakeProject, diary: Diary
) -> None:
    diary.answered("berth", "relevance", "berth", 1, among=3, partial=True)
    diary.run()
    [one] = asked(project)
    assert (one.total, one.among, one.partial) == (1, 3, True)


def test_what_asks_for_nothing_is_not_logged(project: FakeProject, diary: Diary) -> None:
    diary.answered("speaker:", "relevance", "", 0)
    diary.run()
    assert asked(project) == []


def test_the_total_is_logged_again_when_more_was_indexed(
    project: FakeProject, diary: Diary
) -> None:
    diary.answered("berth", "relevance", "berth", 1)
    diary.run()
    diary.answered("berth", "relevance", "berth", 3)
    diary.answered("rent", "relevance", "rent", 2)
    diary.run()
    # Both ran within a second, so either may come first.
    found = sorted((one.query, one.total, one.runs) for one in asked(project))
    assert found == [("berth", 3, 1), ("rent", 2, 1)]


def test_a_document_that_is_opened_again_from_another_search_counts_for_that(
    project: FakeProject, diary: Diary
) -> None:
    diary.answered("berth", "relevance", "berth", 2)
    diary.opened(PRESS, [MINUTES, PRESS])
    diary.opened(PRESS, [MINUTES, PRESS])
    diary.answered("rent", "relevance", "rent", 1)
    diary.opened(PRESS, [PRESS])
    diary.close()
    found = {one.query: (one.opened, one.dismissed) for one in asked(project)}
    assert found == {"berth": ((PRESS,), (MINUTES, PRESS)), "rent": ((PRESS,), (PRESS,))}


# -- saving


@covers("anywhere.save_search")
async def test_ctrl_s_saves_the_query_under_a_name_also_while_one_types(
    project: FakeProject,
) -> None:
    assert isinstance(project.searches, SavedSearches)
    async with running(project) as run:
        await run.press("ctrl+s")
        assert "There is no query to save." in run.status
        await run.search("berth rent")
        assert run.screen.typing
        await run.press("ctrl+s", "enter")
        assert "Saved the search berth rent. F shows all." in run.status
        await run.search("lease")
        await run.press("escape", "ctrl+s", *"The lease", "enter")
        saved = project.searches.get("The lease")
        assert (saved.query, saved.sort) == ("lease", "relevance")
        assert project.looks.new("lease", project.search.documents("lease")) == []
        await run.press("ctrl+s", *" ", "enter")
        assert "A saved search needs a name." in run.shown("#said")
        await run.press("escape", "u")
        assert "Undid: Saved the search The lease." in run.status


# -- more like this


@covers("anywhere.more_like_this")
async def test_more_like_this_asks_for_what_is_like_the_passage(project: FakeProject) -> None:
    async with running(project) as run:
        await run.open(MINUTES)
        passage = run.screen.page.passage
        text = project.library.document(MINUTES).text
        await run.press("S")
        assert project.search.asked_like == (text[slice(*passage)], "minutes/2019/board-214.txt")
        assert run.screen.searching.query == "The"
        assert run.place == "results"
        await run.press("2", "v", "w", "S")
        assert len(project.search.asked_like[0]) < 12


async def test_in_the_results_it_asks_for_what_is_like_the_document(project: FakeProject) -> None:
    async with running(project) as run:
        await run.search("berth")
        await run.press("escape", "1", "S")
        assert project.search.asked_like[0] == project.library.document(LETTER).text


async def test_a_passage_that_tells_nothing_is_told(project: FakeProject) -> None:
    project.search.like = lambda text, besides="": ""  # type: ignore[method-assign]
    async with running(project) as run:
        await run.search("rent")
        await run.open(MINUTES)
        await run.press("S")
        assert "No other document has a telling word of ¶\u00a01." in run.status
        assert run.screen.searching.query == "rent"


# -- explain


def explained(run: Running) -> Explained:
    screen = run.app.screen
    assert isinstance(screen, Explained)
    return screen


@covers("anywhere.explain")
async def test_a_query_is_explained_with_the_result_under_the_cursor(project: FakeProject) -> None:
    async with running(project) as run:
        await run.press("equals_sign")
        assert "There is nothing to explain: no search yet." in run.status
        await run.search("berth rent")
        await run.press("escape", "equals_sign")
        explained(run)
        assert "Whoosh · 4 documents, 4 ms" in run.shown("#head")
        shown = run.shown("#choices")
        assert "berth   this word" in shown
        assert "berth 3 · be 1 · 198 words more · 72 of them are not searched" in shown
        assert "the 128 commonest are searched" in shown
        assert "1 of 3" in shown
        assert shown.count("2 times") == 2
        assert "3.00" in shown
        await run.press("enter", "j", "G", "escape")
        assert run.app.screen is run.screen


async def test_the_open_document_is_explained_where_it_answers(project: FakeProject) -> None:
    async with running(project, NARROW) as run:
        await run.search("berth")
        third = run.screen.searching.hits[2].document
        run.screen.open_document(third.id)
        await run.settle()
        await run.press("equals_sign")
        assert "3 of 3" in run.shown("#choices")
        await run.press("escape", "1", "s", "equals_sign")
        assert "The results are sorted by date" in run.shown("#choices")
