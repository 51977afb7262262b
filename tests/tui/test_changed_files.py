"""An open document whose file is changed or removed: on a real project, indexed by its child."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tui.frame import Running, running
from workbench.indexing import index
from workbench.project import Project
from workbench.spans import Span
from workbench.tui.document.sameplace import same_passage, same_place
from workbench.tui.screens.tagging import TagPicker

ADDED = "Corrected by the desk.\n\nA second paragraph that was not there before.\n\n"
JAVA = "Java and Tskhinvali"


@pytest.fixture
def real(folder: Path) -> Iterator[Project]:
    """A project on disk, indexed, whose analyst has a name."""
    project = Project.open(folder)
    project.settings.set("analyst", "A. Analyst")
    index(project)
    yield project
    project.close()


def child(project: Project) -> tuple[str, ...]:
    """The command that indexes the project."""
    home = str(project.home)
    return (sys.executable, "-m", "workbench.indexing", str(project.folder), "--data", home)


def prepend(project: Project) -> None:
    """Two paragraphs more at the front of the dispatch."""
    file = project.folder / "dispatch.txt"
    file.write_text(ADDED + file.read_text(encoding="utf-8"), encoding="utf-8")


async def at_java(run: Running, project: Project) -> int:
    """Open the dispatch on a hit of its last paragraph; where that is."""
    await run.search("Tskhinvali")
    await run.press("enter")
    dispatch = project.library.find("dispatch.txt")
    position = project.library.text(dispatch.id).index("Tskhinvali")
    assert (run.screen.page.cursor, run.place) == (position, "document")
    return position


async def look(run: Running) -> None:
    """What the screen does every few seconds by itself."""
    run.screen.look_elsewhere()
    await run.settle()


async def test_f5_reads_the_open_document_again_and_stays_with_the_passage(real: Project) -> None:
    async with running(real, command=child(real)) as run:  # type: ignore[arg-type]
        position = await at_java(run, real)
        before = run.screen.document
        prepend(real)
        await run.press("f5")
        await run.until(
            lambda: run.screen.document is not before and not run.screen.indexing.running
        )
        await run.settle()
        page = run.screen.page
        assert page.cursor == position + len(ADDED)
        assert page.document is run.screen.document
        assert page.reader.text.startswith(ADDED)
        hit = run.screen.reading.hits[0]
        assert page.reader.text[slice(*hit)] == "Tskhinvali"
        assert page.marks.current == hit
        assert "changed on disk and was read again." in run.status
        assert run.place == "document"
        mentions = run.screen.reading.mentions
        assert mentions
        assert all(page.reader.text[one.start : one.end] == one.text for one in mentions)
        await run.press("1", "enter")
        assert page.cursor == position + len(ADDED)


async def test_what_another_copy_read_again_is_shown_and_a_selection_stays(real: Project) -> None:
    async with running(real) as run:  # type: ignore[arg-type]
        await at_java(run, real)
        await run.press("v", "s")
        selected = run.screen.page.selection
        assert selected is not None
        prepend(real)
        with closing(Project.open(real.folder)) as other:
            index(other)
        await look(run)
        start, end = (place + len(ADDED) for place in selected)
        assert run.screen.page.selection == Span(start, end)
        assert "changed on disk and was read again." in run.status
        assert run.screen.reading.mentions


async def test_what_is_stored_or_copied_of_a_changed_file_says_so(real: Project) -> None:
    async with running(real) as run:  # type: ignore[arg-type]
        await at_java(run, real)
        prepend(real)
        await run.press("t")
        await run.until(lambda: isinstance(run.app.screen, TagPicker))
        await run.press(*"bases", "enter")
        await run.until(lambda: "Tagged" in run.status)
        assert "with bases. The file has changed since: f5 reads it again." in run.status
        for key in ("y", "Y"):
            await run.press(key)
            said = run.screen.status.history[-1].text
            assert said.endswith("The file has changed since: f5 reads it again."), said


async def test_a_file_that_was_written_to_is_told_above_its_text(real: Project) -> None:
    async with running(real) as run:  # type: ignore[arg-type]
        await at_java(run, real)
        prepend(real)
        await look(run)
        assert run.screen.page.extras == (
            "The file has changed since it was read: f5 reads it again.",
        )


async def test_a_document_that_is_gone_can_still_be_read(real: Project) -> None:
    async with running(real, command=child(real)) as run:  # type: ignore[arg-type]
        await at_java(run, real)
        (real.folder / "dispatch.txt").unlink()
        await run.press("f5")
        await run.until(lambda: run.screen.reading.standing == "removed")
        await run.until(lambda: not run.screen.indexing.running)
        await run.settle()
        assert "is not in the collection any more; its text stays here." in run.status
        assert "Not in the collection any more." in run.shown("#document")
        assert JAVA in run.screen.page.reader.text
        said = len(run.screen.status.history)
        await look(run)
        assert len(run.screen.status.history) == said
        await run.press("y")
        assert run.screen.status.history[-1].text.endswith("not in the collection any more.")


# -- finding a place again


@given(st.text("ab \n"), st.text("ab \n"), st.integers(-3, 40))
def test_a_place_is_always_in_the_text(old: str, new: str, position: int) -> None:
    assert 0 <= same_place(old, new, position) <= len(new)


@given(st.text("ab \n", max_size=30), st.integers(0, 60))
def test_what_stands_before_does_not_move_the_words(front: str, position: int) -> None:
    old = "The quick brown fox jumps over the lazy dog and is seen no more."
    assert same_place(old, front + old, position) == len(front) + position
    assert same_place(old, old + front, position) == position


def test_a_passage_whose_words_changed_is_not_selected_again() -> None:
    old, new = "One two three. Four five six.", "Zero. One two three. Four 5 six."
    assert same_passage(old, new, Span(0, 14)) == Span(6, 20)
    assert same_passage(old, new, Span(15, 29)) is None
