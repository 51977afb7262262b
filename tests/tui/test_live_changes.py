"""What others change underneath, a second copy or `git pull`, shows without a key."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.tui.fakes import FakeProject
from tests.tui.frame import Running, running
from tests.tui.rooms import LETTER, MINUTES, at, edited, furnished, shared
from workbench.model import Document
from workbench.notes import Codebook, Notes
from workbench.store.history import History
from workbench.tui.screens.historypage import HistoryPage
from workbench.tui.screens.page import Page
from workbench.tui.screens.reviewpage import ReviewPage


@dataclass
class Copy:
    """Another copy of the workbench on the same folder, used by B. Reader."""

    project: FakeProject
    notes: Notes
    codebook: Codebook

    def tag(self, document: str, words: str, tag: str, note: str = "") -> None:
        one: Document = self.project.library.document(document)
        self.notes.add(one, at(one, words), (tag,), note)

    def delete_all(self) -> None:
        for one in self.notes.all():
            self.notes.delete(one.id)


@pytest.fixture
def project(tmp_path: Path) -> FakeProject:
    return edited(shared(furnished(tmp_path)))


@pytest.fixture
def copy(project: FakeProject) -> Copy:
    history = History(project.home, analyst="B. Reader")
    codebook = Codebook(project.home, history)
    ids = (f"10000000-0000-4000-8000-{number:012}" for number in itertools.count())
    notes = Notes(
        project.home,
        history,
        creator="B. Reader",
        codebook=codebook,
        documents=project.library,
        new_id=lambda: next(ids),
    )
    return Copy(project, notes, codebook)


async def shown(run: Running, selector: str, words: str) -> None:
    """Wait until the words are there: no key is pressed, only the look of every few seconds."""
    run.screen.look_elsewhere()
    await run.until(lambda: words in run.shown(selector))


Change = Callable[[Copy], None]

TAGGED: Change = lambda copy: copy.tag(MINUTES, "The Chair reported", "zoo/animals")  # noqa: E731
DELETED: Change = lambda copy: copy.delete_all()  # noqa: E731

SEEN: dict[str, tuple[str, Change, str, str]] = {
    "evidence": ("5", TAGGED, "#rows", "The Chair reported"),
    "evidence, all deleted": ("5", DELETED, "#rows", "No notes yet."),
    "codebook": ("6", TAGGED, "#rows", "animals"),
    "codebook, a tag alone": ("6", lambda copy: copy.codebook.ensure("zoo"), "#rows", "zoo"),
    "history": ("7", TAGGED, "#rows", "with zoo/animals"),
    "review": ("8", DELETED, "#rows", "Every note stands"),
    "compare": ("V", TAGGED, "#side", "zoo/animals"),
    "tables": ("O", TAGGED, "#reading", "5 tags"),
}


@pytest.mark.parametrize("page", SEEN)
async def test_an_open_page_shows_what_another_copy_does(
    project: FakeProject, copy: Copy, page: str
) -> None:
    key, change, selector, words = SEEN[page]
    async with running(project) as run:
        await run.press(key, *("v" if page == "tables" else ""))
        assert words not in run.shown(selector)
        change(copy)
        await shown(run, selector, words)
        assert isinstance(run.app.screen, Page)


async def test_the_open_document_shows_what_another_copy_does(
    project: FakeProject, copy: Copy
) -> None:
    async with running(project) as run:
        await run.open(MINUTES)
        copy.tag(MINUTES, "The Chair reported", "zoo/animals", "Seen by B.")
        await shown(run, "#notes", "zoo/animals")
        assert "Seen by B." in run.shown("#notes")
        assert "Notes or tags were changed elsewhere." in run.status
        await run.press("5")
        copy.delete_all()
        await shown(run, "#rows", "No notes yet.")
        await run.press("escape")
        assert "zoo/animals" not in run.shown("#notes")


async def test_nothing_is_said_where_nothing_was_changed_but_here(project: FakeProject) -> None:
    async with running(project) as run:
        await run.open(MINUTES)
        await run.press("t", *"law", "enter")
        for _ in range(2):
            run.screen.look_elsewhere()
            await run.until(lambda: not run.screen._looking)
            await run.settle()
        assert "elsewhere" not in " ".join(one.text for one in run.screen.status.history)


@pytest.mark.parametrize("folder", [f"annotations/{LETTER}", "codebook"])
@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("<<<<<<< HEAD\n{}", "it is not valid JSON"),
        (json.dumps({"workbench:schema": 99}), "was written by a newer version"),
    ],
)
async def test_a_file_that_breaks_is_listed_with_its_reason_and_goes_when_it_is_mended(
    project: FakeProject, folder: str, content: str, reason: str
) -> None:
    async with running(project) as run:
        await run.open(LETTER)
        place = project.home / folder / "20000000-0000-4000-8000-000000000000.json"
        place.write_text(content)
        await run.press("4", "z")
        await shown(run, "#notes", reason)
        assert place.read_text() == content
        place.unlink()
        run.screen.look_elsewhere()
        await run.until(lambda: reason not in run.shown("#notes"))


async def test_the_cursor_stays_on_its_step_and_its_note(project: FakeProject, copy: Copy) -> None:
    async with running(project) as run:
        await run.press("7", "j", "j")
        page = run.app.screen
        assert isinstance(page, HistoryPage)
        assert page._row is not None
        before = page._row.words
        TAGGED(copy)
        await shown(run, "#rows", "with zoo/animals")
        assert page._row.words == before
        await run.press("8", "G")
        review = run.app.screen
        assert isinstance(review, ReviewPage)
        assert review._question is not None
        identity = review._question.placed.annotation.id
        first = review._measured[0].question.placed.annotation.id
        copy.notes.delete(first)
        run.screen.look_elsewhere()
        await run.until(lambda: len(review._measured) == 2)
        assert review._question.placed.annotation.id == identity
