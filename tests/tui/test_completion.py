"""Completing what is typed into the prompt."""

from __future__ import annotations

from threading import Event

from tests.tui.fakes import FakeProject
from tests.tui.frame import NARROW, Running, running


def query(run: Running) -> str:
    return run.screen.search_row.prompt.value


def proposed(run: Running) -> list[str]:
    return [one.text for one in run.screen.completing.found]


async def test_words_of_the_collection_are_proposed_beside_the_results(
    project: FakeProject,
) -> None:
    async with running(project) as run:
        await run.press("slash", *"le")
        assert "lease" in proposed(run)
        row = next(row for row in run.rows("#completions") if "lease" in row)
        assert row.split()[-1].isdigit()
        assert run.screen.completions.region.x == run.screen.results.region.right
        assert "tab complete" in run.shown("#footer")


async def test_tab_takes_one_after_the_other_and_comes_back_to_what_was_typed(
    project: FakeProject,
) -> None:
    async with running(project) as run:
        await run.press("slash", *"be")
        offered = proposed(run)
        assert len(offered) > 1
        taken = []
        for _ in offered:
            await run.press("tab")
            taken.append(query(run))
        assert taken == offered
        assert run.screen.searching.query == offered[-1]
        await run.press("tab")
        assert query(run) == "be"
        await run.press("shift+tab")
        assert query(run) == offered[-1]


async def test_tab_before_the_answer_waits_for_it(project: FakeProject) -> None:
    gate = Event()
    project.search.hold_completions["leas"] = gate
    async with running(project) as run:
        await run.pilot.press("slash")
        run.screen.search_row.prompt.value = "leas"
        await run.until(lambda: "leas" in project.search.completing)
        await run.pilot.press("tab")
        assert run.screen.typing
        gate.set()
        await run.settle()
        assert query(run) == "lease"


async def test_where_nothing_is_proposed_tab_goes_to_the_next_pane(project: FakeProject) -> None:
    async with running(project) as run:
        await run.press("slash", *"zz", "tab")
        assert not run.screen.typing
        assert query(run) == "zz"


async def test_leaving_the_prompt_takes_the_proposals_away(project: FakeProject) -> None:
    async with running(project) as run:
        await run.press("slash", *"le")
        assert run.screen.completions.display
        await run.press("escape")
        assert not run.screen.completions.display
        assert not run.screen.completing.found


async def test_a_narrow_window_has_room_beside_the_results(project: FakeProject) -> None:
    async with running(project, NARROW) as run:
        await run.press("slash", *"le")
        region = run.screen.completions.region
        assert region.x >= run.screen.results.region.right
        assert region.right <= 80
        assert region.y == 1
