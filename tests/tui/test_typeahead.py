"""Keys that come in one read go where they would go if they came one by one."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest
from textual import events

from tests.tui.fakes import FakeProject
from tests.tui.frame import Running, running
from tests.tui.halvern import halvern
from workbench.tui.screens.help import Help
from workbench.tui.screens.lookup import DocumentPicker

MINUTES = "minutes-2019-board-214-txt"
NAMES = {"/": "slash", "\r": "enter", "\x1b": "escape", "?": "question_mark", " ": "space"}


@pytest.fixture
def project(tmp_path: Path) -> FakeProject:
    project = halvern(tmp_path)
    project.settings.analyst = "A. Analyst"
    return project


async def burst(run: Running, keys: str) -> None:
    """Send keys as a terminal does that read them at once."""
    for key in keys:
        run.app.post_message(events.Key(NAMES.get(key, key), key if key.isprintable() else None))
    await run.until(lambda: not run.app._busy and not run.app._ahead)
    await run.settle()


async def test_a_query_is_typed_whole_and_its_first_passage_opened(project: FakeProject) -> None:
    async with running(project) as run:
        await burst(run, "/the berth\r")
        assert run.screen.searching.query == "the berth"
        assert run.screen.document is not None
        assert run.place == "document"


async def test_what_follows_an_overlays_key_is_typed_into_it(project: FakeProject) -> None:
    async with running(project) as run:
        await burst(run, "ocourier")
        assert isinstance(run.app.screen, DocumentPicker)
        assert run.app.screen.query_one("#prompt").value == "courier"  # type: ignore[attr-defined]


async def test_a_tag_is_given_in_one_go(project: FakeProject) -> None:
    async with running(project) as run:
        await run.open(MINUTES)
        await burst(run, "tmoney/rent\r")
        tags = [note.tags for note in project.notes.of_document(MINUTES)]
        assert ("money/rent",) in tags


async def test_a_key_after_the_one_that_closes_an_overlay_goes_to_what_lay_under_it(
    project: FakeProject,
) -> None:
    async with running(project) as run:
        await run.open(MINUTES)
        await burst(run, "?\x1bG")
        assert run.app.screen is run.screen
        assert run.screen.page.cursor > 0
        await burst(run, "?")
        assert isinstance(run.app.screen, Help)


async def test_what_is_pasted_waits_its_turn_too(project: FakeProject) -> None:
    async with running(project) as run:
        run.app.post_message(events.Key("slash", "/"))
        run.app.post_message(events.Paste("berth 9"))
        await run.until(lambda: not run.app._busy and not run.app._ahead)
        await run.settle()
        assert run.screen.searching.query == "berth 9"


async def test_keys_after_enter_wait_for_the_passage_that_it_opens(project: FakeProject) -> None:
    gate = Event()
    project.search.hold["the berth"] = gate
    async with running(project) as run:
        for key in "/the berth\rv":
            run.app.post_message(
                events.Key(NAMES.get(key, key), key if key.isprintable() else None)
            )
        await run.until(lambda: "the berth" in project.search.asked)
        gate.set()
        await run.until(lambda: not run.app._busy and not run.app._ahead)
        await run.settle()
        assert run.screen.searching.query == "the berth"
        assert run.screen.page.selection is not None
