"""What the actions on the program as a whole do: messages, copies, looks, help, leaving."""

from __future__ import annotations

import json

import pytest

from tests.tui.covered import covers
from tests.tui.fakes import FakeProject
from tests.tui.frame import NARROW, Running, running
from workbench.tui.screens.help import Help
from workbench.tui.screens.lookup import Palette

MINUTES = "minutes-2019-board-214-txt"
LETTER = "letters-corvane-marrek-txt"
PRESS = "press-courier-txt"


def opened(run: Running) -> str:
    return run.screen.document.id if run.screen.document else ""


# -- what was said, copied and left out


@covers("anywhere.messages")
async def test_the_messages_show_what_was_said_before(project: FakeProject) -> None:
    project.notices = ("The folder is read-only.",)
    project.settings.problems = ["There is no setting colour."]
    async with running(project) as run:
        assert "The folder is read-only. ! shows 1 more." in run.status
        await run.press("exclamation_mark")
        shown = run.shown("#choices")
        assert "The folder is read-only." in shown
        assert "There is no setting colour." in shown


async def test_a_warning_stays_until_it_was_seen(project: FakeProject) -> None:
    project.notices = ("The folder is read-only.",)
    async with running(project) as run:
        run.screen.say("Indexed 3 documents.")
        assert "read-only" in run.status
        await run.press("n")
        assert "no search yet" in run.status


@covers("anywhere.copies")
async def test_a_copy_can_be_copied_again(project: FakeProject) -> None:
    async with running(project) as run:
        await run.open(MINUTES)
        await run.press("Y", "y", "C")
        assert "21 Nov 2026" in run.shown("#choices")
        await run.press("j", "enter")
        assert project.clipboard_used.copied[-1] == project.clipboard_used.copied[0]
        assert "Copied that again. Verified in the clipboard." in run.status


@covers("anywhere.skipped")
async def test_the_skipped_files_stand_under_their_reasons(project: FakeProject) -> None:
    from workbench.model import FileOutcome

    project.library.skipped_files = [
        FileOutcome("b.pdf", b"b.pdf", "skipped", "has no reader for .pdf"),
        FileOutcome("[/a].pdf", b"[/a].pdf", "skipped", "has no reader for .pdf"),
        FileOutcome("c.txt", b"c.txt", "skipped", "is empty"),
    ]
    async with running(project) as run:
        await run.press("i")
        rows = [row.strip(" ▌") for row in run.rows("#choices")]
        assert [row for row in rows if row] == [
            "has no reader for .pdf" + rows[0].removeprefix("has no reader for .pdf"),
            "[/a].pdf",
            "b.pdf",
            rows[4],
            "c.txt",
        ]
        assert rows[0].endswith("2")


async def test_where_every_file_was_read_the_list_says_so(project: FakeProject) -> None:
    async with running(project) as run:
        await run.press("i")
        assert "Every file was read." in run.shown("#choices")


# -- the collection and the looks


@covers("anywhere.refresh")
async def test_f5_looks_for_changes(project: FakeProject) -> None:
    done = json.dumps({"event": "done", "indexed": 2, "removed": 1, "skipped": 0})
    async with running(project, command=("echo", done)) as run:
        await run.press("f5")
        await run.until(lambda: "Indexed 2 documents, removed 1." in run.status)


@covers("anywhere.theme")
async def test_ctrl_t_changes_the_colours_for_good(project: FakeProject) -> None:
    async with running(project) as run:
        await run.press("ctrl+t")
        assert run.app.theme == "workbench-light"
        assert project.settings.changed == {"theme": "light"}
        assert "light" in run.status


@covers("anywhere.palette")
async def test_the_palette_does_an_action_and_opens_a_document(project: FakeProject) -> None:
    async with running(project) as run:
        await run.press("ctrl+p")
        assert isinstance(run.app.screen, Palette)
        await run.press(*"zoom", "enter")
        assert run.screen.zoomed
        await run.press("ctrl+p", *"corvane", "enter")
        assert opened(run) == LETTER


@covers("anywhere.help")
@pytest.mark.parametrize("key", ["question_mark", "f1"])
async def test_help_finds_a_key_and_does_what_it_does(project: FakeProject, key: str) -> None:
    async with running(project) as run:
        await run.open(MINUTES)
        await run.press(key)
        assert isinstance(run.app.screen, Help)
        assert "Here, in the document" in run.shown("#choices")
        assert "document.cursor_down" in run.shown("#explained")
        await run.press(*"give the whole screen", "enter")
        assert run.screen.zoomed


@covers("anywhere.quit")
async def test_q_keeps_where_one_is_for_the_next_start(project: FakeProject) -> None:
    async with running(project) as run:
        await run.open(MINUTES, 300)
        await run.search("berth")
        await run.press("escape", "1", "s", "greater_than_sign", "4")
        await run.pilot.press("q")
        await run.until(lambda: not run.app.is_running)
    async with running(project) as run:
        assert (opened(run), run.screen.page.cursor) == (MINUTES, 300)
        assert run.screen.searching.query == "berth"
        assert run.screen.searching.order == "date"
        assert run.screen.left_width == 44
        assert run.place == "notes"


async def test_the_five_keys_are_shown_once_only(project: FakeProject) -> None:
    async with running(project) as run:
        assert "Five keys to start with" in run.shown("#welcome")
    async with running(project) as run:
        assert "4 documents" in run.shown("#welcome")
        assert "Five keys" not in run.shown("#welcome")


# -- the footer


async def test_the_footer_shows_what_works_here_and_now(project: FakeProject) -> None:
    async with running(project) as run:
        assert "o open a document" in run.shown("#footer")
        await run.open(MINUTES)
        assert "n next hit" not in run.shown("#footer")
        await run.press("v")
        assert "s sentence" in run.shown("#footer")
        assert "v drop" in run.shown("#footer")
        await run.press("escape")
        assert "v select" in run.shown("#footer")
        await run.press("4")
        assert "e edit" not in run.shown("#footer"), "the cursor is on a tag"
        await run.press("G")
        assert "e edit" in run.shown("#footer")
        await run.search("brakwater")
        assert "enter take the suggestion" in run.shown("#footer")
        await run.press("escape", "1")
        assert "enter take the suggestion" in run.shown("#footer")


async def test_a_narrow_footer_tells_the_way_to_the_results_and_back(project: FakeProject) -> None:
    async with running(project, NARROW) as run:
        await run.open(MINUTES)
        assert "1 results" in run.shown("#footer")
        await run.press("1")
        assert "esc close" in run.shown("#footer")
