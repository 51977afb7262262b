"""What the screen shows of the child process that indexes, and of the very first start."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.tui.fakes import FakeLibrary, FakeProject, FakeSearch
from tests.tui.frame import Running, running
from workbench.model import DocumentInfo, FileOutcome, WorkbenchError
from workbench.tui.app import WorkbenchApp
from workbench.tui.indexing_messages import CollectionCounted, IndexingCommitted
from workbench.tui.indexing_watch import indexing_command
from workbench.tui.screens.lookup import DocumentPicker
from workbench.tui.screens.main import MainScreen
from workbench.tui.words import short_path, skipped_words


class Nothing(FakeLibrary):
    """A library that has nothing yet."""

    def count(self) -> int:
        return 0


def saying(*events: dict[str, object], waiting: bool = False) -> tuple[str, ...]:
    """A child process that prints events, and then stays if it is `waiting`."""
    lines = "\n".join(json.dumps(event) for event in events)
    rest = "; import sys; sys.stdin.read(); import time; time.sleep(600)" if waiting else ""
    return (sys.executable, "-c", f"print({lines!r}, flush=True){rest}")


PROGRESS = {
    "event": "progress",
    "done": 540,
    "total": 1284,
    "skipped": 3,
    "rate": 62.0,
    "left": 12.0,
}

FULL = {"event": "error", "message": "The search index cannot be written: the disk is full."}


@asynccontextmanager
async def starting(project: FakeProject, command: tuple[str, ...]) -> AsyncIterator[Running]:
    """The main screen while a child that goes on has said how far it is."""
    app = WorkbenchApp(project, command)  # type: ignore[arg-type]  # it answers as a project does
    async with app.run_test(size=(140, 42)) as pilot:
        run = Running(app, pilot)
        await run.until(lambda: isinstance(app.screen, MainScreen))
        await run.until(lambda: run.screen.indexing.progress is not None)
        await pilot.pause()
        yield run
        run.screen.indexing.stop()
        await run.until(lambda: not run.screen.indexing.running)


async def test_the_first_start_shows_progress_five_keys_and_the_promise(
    project: FakeProject,
) -> None:
    project.library = Nothing([])
    project.search = type(project.search)(project.library)
    async with starting(project, saying(PROGRESS, waiting=True)) as run:
        shown = run.shown("#welcome")
        assert "You can search and read what is already indexed." in shown
        assert "Indexing  540 of 1,284" in shown
        assert "62 a second   about 12 seconds left" in shown
        assert "/        search     type, and the results follow" in shown
        assert "Nothing leaves this machine." in shown
        assert not run.screen.query_one("#left").display
        assert run.status.rstrip().endswith("read 42 %")
        await run.pilot.press("1")
        await run.rest()
        assert run.screen.query_one("#left").display


async def test_a_run_that_goes_on_counts_what_an_earlier_one_indexed(project: FakeProject) -> None:
    rest = PROGRESS | {"unchanged": 700}
    async with starting(project, saying(rest, waiting=True)) as run:
        run.screen.show_project()
        known = project.library.count()
        assert f"{known} of 1,984 documents" in run.shown("#project")
        left = f"{1984 - 3 - known:,} still to be indexed"
        assert run.screen.unsearched() == f"3 skipped files, {left}"


async def test_what_is_read_and_not_yet_written_is_not_called_all(project: FakeProject) -> None:
    whole = PROGRESS | {"done": 1284}
    project.library = Nothing([])
    project.search = type(project.search)(project.library)
    async with starting(project, saying(whole, waiting=True)) as run:
        assert run.status.rstrip().endswith("writing the index")
        assert "%" not in run.status
        assert run.screen.unsearched() == "3 skipped files, 1,281 still to be indexed"


async def test_while_the_index_is_made_anew_only_what_it_has_is_called_searched(
    project: FakeProject,
) -> None:
    class Anew(FakeSearch):
        def indexed(self) -> int:
            return 1

    project.search = Anew(project.library)
    known = project.library.count()
    again = PROGRESS | {"total": known, "done": 2, "skipped": 0}
    async with starting(project, saying(again, waiting=True)) as run:
        run.screen.show_project()
        assert f"1 of {known} documents" in run.shown("#project")
        assert run.screen.unsearched() == f"{known - 1} still to be indexed"


async def test_what_can_be_searched_is_said_once_names_are_looked_for(project: FakeProject) -> None:
    names = PROGRESS | {"phase": "names", "done": 400, "total": 4000}
    project.library = Nothing([])
    project.search = type(project.search)(project.library)
    async with starting(project, saying(names, waiting=True)) as run:
        await run.until(lambda: "%" in run.status)
        assert "Their names are still being found." in run.status
        assert run.status.rstrip().endswith("names 10 %")


async def test_a_document_is_not_said_to_have_no_names_before_they_were_looked_for(
    project: FakeProject,
) -> None:
    project.entities._kinds = {}
    async with starting(project, saying(PROGRESS, waiting=True)) as run:
        run.screen.open_document(project.library.documents()[0].id)
        await run.until(lambda: "still to be found" in run.shown("#entities"))
        run.screen.indexing.stop()
        await run.until(lambda: "No names or dates were found" in run.shown("#entities"))


async def test_documents_to_open_are_listed_as_they_come(project: FakeProject) -> None:
    later = project.library
    project.library = Nothing([])
    project.search = type(project.search)(project.library)
    async with starting(project, saying(PROGRESS, waiting=True)) as run:
        await run.pilot.press("o")
        await run.until(lambda: isinstance(run.app.screen, DocumentPicker))
        picker = run.app.screen
        assert isinstance(picker, DocumentPicker)
        assert picker.empty
        assert "No document has been indexed yet." in run.shown("#choices")
        project.library = later
        run.screen.post_message(CollectionCounted(later.count(), 0, ""))
        await run.until(lambda: not picker.empty)
        assert len(picker.offered) == later.count()


async def test_names_that_are_still_being_found_are_not_called_indexing(
    project: FakeProject,
) -> None:
    names = PROGRESS | {"phase": "names", "done": 120, "total": 4000}
    async with starting(project, saying(names, waiting=True)) as run:
        shown = run.shown("#welcome")
        assert "You can search and read everything" in shown
        assert "Finding names  120 of 4,000" in shown
        assert "about 12 seconds left" in shown
        assert "a second" not in shown
        assert "Indexing" not in shown
        assert run.screen.unsearched() == "3 skipped files"


async def test_names_appear_in_the_pane_when_they_are_found(project: FakeProject) -> None:
    async with running(project) as run:
        known, project.entities._kinds = project.entities._kinds, {}
        await run.open(project.library.documents()[0].id)
        assert "No names or dates were found" in run.shown("#entities")
        project.entities._kinds = known
        run.screen.post_message(IndexingCommitted(4, names=True))
        await run.settle()
        assert "People" in run.shown("#entities")
        assert run.screen.reading.mentions


async def test_a_child_that_says_nothing_is_told(project: FakeProject) -> None:
    async with running(project, command=("true",)) as run:
        assert "Indexing stopped unexpectedly; f5 tries again." in run.status


async def test_a_child_that_cannot_start_is_told(project: FakeProject) -> None:
    async with running(project, command=("/nowhere/at-all",)) as run:
        assert "Indexing could not start: No such file or directory." in run.status


async def test_an_error_of_the_child_is_told_as_it_is(project: FakeProject) -> None:
    message = "Another copy of the workbench is indexing this folder."
    async with running(project, command=saying({"event": "error", "message": message})) as run:
        assert message in run.status


async def test_an_index_that_is_lost_in_use_is_made_anew_at_once_and_not_tried_for_ever(
    project: FakeProject, tmp_path: Path
) -> None:
    runs = tmp_path / "runs"
    failing = f"open({str(runs)!r}, 'a').write('.'); print({json.dumps(FULL)!r}, flush=True)"
    async with running(project, command=(sys.executable, "-c", failing)) as run:
        said = run.screen.status.history
        await run.until(lambda: [one.text for one in said] == [FULL["message"]])
        project.search.notice = "The search index was damaged and is being rebuilt."
        await run.search("rent")
        await run.until(lambda: [one.text for one in said] == [FULL["message"]] * 2)
        await run.search("lease")
        assert not run.screen.indexing.running
        assert runs.read_text() == ".."


async def test_documents_that_cannot_be_listed_are_told(project: FakeProject) -> None:
    def refused() -> list[DocumentInfo]:
        raise WorkbenchError("The catalogue cannot be opened: permission denied.")

    async with running(project) as run:
        project.library.documents = refused  # type: ignore[method-assign]
        run.screen.searching.documents_changed(last=True)
        await run.settle()
        assert "The catalogue cannot be opened: permission denied." in run.status
        assert not run.screen.searching.asking


async def test_lines_that_are_no_events_are_passed_over(project: FakeProject) -> None:
    done = {"event": "done", "documents": 4, "indexed": 2, "removed": 1, "skipped": 0}
    command = saying({"event": "unknown"}, {"no": "event"}, done)
    async with running(project, command=command) as run:
        assert "Indexed 2 documents, removed 1." in run.status


async def test_f5_looks_again_and_says_if_nothing_changed(project: FakeProject) -> None:
    async with running(project) as run:
        await run.press("f5")
        assert "Nothing has changed." in run.status


async def test_leaving_ends_the_child(project: FakeProject) -> None:
    from workbench.tui.app import WorkbenchApp

    app = WorkbenchApp(project, saying(PROGRESS, waiting=True))  # type: ignore[arg-type]
    async with app.run_test(size=(140, 42)) as pilot:
        for _ in range(1000):
            await pilot.pause(0.01)
            screen = app.screen_stack[-1]
            if isinstance(screen, MainScreen) and screen.indexing.progress:
                break
        child = screen.indexing._child
        await pilot.press("q")
    assert child is not None
    for _ in range(1000):
        if child.get_returncode() is not None:
            break
        await asyncio.sleep(0.01)
    assert child.get_returncode() != 0


def test_the_child_is_the_packages_own_program(tmp_path: Path) -> None:
    command = indexing_command(tmp_path, tmp_path / "home")
    assert command[1:] == [
        "-P",
        "-m",
        "workbench.indexing",
        str(tmp_path),
        "--data",
        str(tmp_path / "home"),
    ]


def test_skipped_files_are_counted_by_reason() -> None:
    def skipped(reason: str) -> FileOutcome:
        return FileOutcome("a", b"a", "skipped", reason)

    assert skipped_words([]) == ""
    assert skipped_words([skipped("is empty")]) == "1 file skipped: 1 is empty"
    several = [skipped("has a password"), skipped("has a password"), skipped("is empty")]
    assert skipped_words(several) == "3 files skipped: 2 have a password, 1 is empty"
    many = [skipped(f"has reason {number}") for number in range(6)]
    assert skipped_words(many).endswith(", 3 more")


def test_paths_are_written_as_people_write_them() -> None:
    assert short_path(Path.home() / "cases") == "~/cases"
    assert short_path(Path("/srv/cases")) == "/srv/cases"
