"""What the status line says: a deed in the words of the history, and nothing that is past."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.tui.fakes import FakeProject
from tests.tui.frame import NARROW, Running, running
from tests.tui.rooms import MINUTES, PRESS, edited, furnished
from workbench.tui.messages import Said
from workbench.tui.text import Run

DEEDS: dict[str, Sequence[str]] = {
    "tagging": ("t", *"law", "enter"),
    "tagging again": ("t", *"law", "enter", "t", *"rules", "enter"),
    "writing": ("a", *"so", "escape"),
    "editing": ("full_stop", "e", *"so", "escape"),
    "deleting": ("full_stop", "d"),
    "deleting on the page of notes": ("5", "d"),
    "editing on the page of notes": ("5", "e", *"so", "escape"),
    "describing": ("6", "G", "e", *"so", "enter"),
    "a colour": ("6", "G", "c", "5"),
    "a letter": ("6", "G", "s", "backspace", "X", "enter"),
    "a new tag": ("6", "n", *"zzz", "enter"),
    "renaming": ("6", "G", "r", *"zzz", "enter"),
    "deleting a tag": ("6", "G", "d"),
    "accepting": ("8", "enter"),
    "keeping": ("8", "d"),
    "restoring": ("5", "d", "7", "d", "enter"),
}


@pytest.mark.parametrize("deed", DEEDS)
async def test_a_deed_and_its_undoing_are_said_in_the_words_of_the_history(
    tmp_path: Path, deed: str
) -> None:
    project = edited(furnished(tmp_path))
    before = len(project.history.steps())  # type: ignore[attr-defined]  # the real room
    async with running(project) as run:
        await run.open(MINUTES)
        await run.press(*DEEDS[deed])
        steps = project.history.steps()  # type: ignore[attr-defined]
        assert len(steps) > before
        assert said(run).startswith(f"{steps[-1].words}.")
        await run.press("u")
        assert said(run) == f"Undid: {steps[-1].words}."
        await run.press("ctrl+r")
        assert said(run) == f"Did again: {steps[-1].words}."


async def test_a_tag_that_is_there_already_is_no_deed(tmp_path: Path) -> None:
    project = furnished(tmp_path)
    async with running(project) as run:
        await run.open(MINUTES)
        await run.press("t", *"law", "enter", "t", *"law", "enter")
        assert said(run) == "¶\u00a01 had that already."


@pytest.mark.parametrize(
    "keys",
    [("right_curly_bracket",), ("space",), ("1",), ("slash", "x"), ("5", "escape"), ("o", "enter")],
)
async def test_what_was_said_goes_when_the_reader_goes_on(
    project: FakeProject, keys: Sequence[str]
) -> None:
    async with running(project) as run:
        await run.open(PRESS)
        await run.press("Y")
        assert said(run).startswith("Copied the reference.")
        await run.press(*keys)
        assert "Copied the reference" not in run.status
        await run.press("escape", "exclamation_mark")
        assert "Copied the reference." in run.shown("#choices")


async def test_what_a_key_leads_to_is_said_where_it_leads(project: FakeProject) -> None:
    async with running(project) as run:
        await run.open(MINUTES)
        await run.press("Y", "3", "enter")
        assert said(run).startswith("Mention 1 of ")


async def test_an_undoing_is_said_to_be_one_where_there_is_no_room_for_the_deed(
    tmp_path: Path,
) -> None:
    async with running(furnished(tmp_path), size=(80, 24)) as run:
        await run.open(MINUTES)
        await run.press("t", *("a-tag-of-many-words-in-a-name-that-fills-the-line/" * 2), "enter")
        await run.press("u")
        assert "Undid: " in run.status
        await run.press("ctrl+r")
        assert "Did again: " in run.status


async def test_words_of_a_step_from_elsewhere_do_not_steer_the_terminal(
    project: FakeProject,
) -> None:
    async with running(project) as run:
        await run.open(MINUTES)
        run.screen.post_message(Said("Undid: Tagged \x1b]0;x\x07\x9b31m\u202e\nmoney."))
        await run.settle()
        assert said(run) == "Undid: Tagged ␛]0;x␇�31m� money."
        await run.press("exclamation_mark")
        assert "\x1b" not in run.shown("#choices")


def said(run: Running) -> str:
    screen = run.app.screen
    return screen.status.notice  # type: ignore[attr-defined, no-any-return]  # on every screen


async def test_an_initial_ends_no_sentence(project: FakeProject) -> None:
    async with running(project) as run:
        run.screen.say("Tagged ¶ 3 as B. Reader did: law. There is more.")
        (row,) = run.rows("#status")
        assert "Tagged ¶ 3 as B. Reader did:" in row
        strip = run.screen.status.render_line(0)
        muted = [segment.text for segment in strip if "law." in segment.text]
        assert muted == [" law. There is more."]


async def test_what_happened_is_said_although_the_place_is_long(project: FakeProject) -> None:
    async with running(project, NARROW) as run:
        status = run.screen.status
        place = (Run("line 1", "strong"), Run(" of 1,272", "muted"), Run("    " + "A title " * 9))
        status.where(*place)
        assert "A title" in run.status
        for said, number in (
            ("Wrote concordance.csv: 1,272 lines.", True),
            ("Wrote concordance-lifetime-borrow-kind-html.csv: 1,272 lines, so far.", False),
        ):
            status.say(said)
            assert said in run.status
            assert ("line 1 of 1,272" in run.status) is number
            assert "A title" not in run.status
