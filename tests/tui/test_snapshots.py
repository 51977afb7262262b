"""How the screens look, character by character: `pytest tests/tui --snapshot-update` accepts."""

from __future__ import annotations

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from tests.tui.fakes import FakeProject
from tests.tui.frame import NARROW, WIDE, Running, running
from tests.tui.halvern import halvern
from tests.tui.picture import picture
from tests.tui.rooms import edited, furnished, shared
from workbench.model import FileOutcome

MINUTES = "minutes-2019-board-214-txt"
THEMES = ("dark", "terminal")
SIZES = {"140x42": WIDE, "80x24": NARROW}
OVERLAYS = {
    "help": ("question_mark", *"note"),
    "palette": ("ctrl+p", *"copy"),
    "open": ("o", *"tender"),
    "goto": ("colon", "9", "enter"),
    "tags": ("t", *"te"),
    "note": ("a", *"Compare with the letter."),
    "styles": ("c",),
    "copies": ("y", "C"),
    "skipped": ("i",),
    "messages": ("y", "exclamation_mark"),
    "explain": ("slash", *"berth rent", "escape", "equals_sign"),
}


class _Text(SingleFileSnapshotExtension):
    _write_mode = WriteMode.TEXT
    _file_extension = "txt"


@pytest.fixture
def shown(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """The snapshots, one readable file each."""
    return snapshot.use_extension(_Text)


@pytest.fixture
def project(at_greenwich: None) -> FakeProject:
    """The invented file, where the same path and the same hour are shown on every machine."""
    project = halvern(Path("/home/ada/halvern"))
    project.library.skipped_files = [
        FileOutcome("scans/lease.pdf", b"", "skipped", "has no reader for .pdf"),
        FileOutcome("notes.txt", b"", "skipped", "is empty"),
    ]
    return project


async def reading(run: Running) -> None:
    """In the middle of work: a search, a document, a hit, and an entity walked."""
    await run.search("berth")
    await run.press("enter", "n", "n")


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES)
async def test_main(project: FakeProject, shown: SnapshotAssertion, size: str, theme: str) -> None:
    project.settings.theme = theme
    async with running(project, SIZES[size]) as run:
        await reading(run)
        assert picture(run.app) == shown


async def test_main_in_the_light(project: FakeProject, shown: SnapshotAssertion) -> None:
    project.settings.theme = "light"
    async with running(project) as run:
        await reading(run)
        await run.press("v", "s", "4")
        assert picture(run.app) == shown


@pytest.mark.parametrize("pane", ["1", "3", "4"])
async def test_panes_over_the_text(
    project: FakeProject, shown: SnapshotAssertion, pane: str
) -> None:
    async with running(project, NARROW) as run:
        await reading(run)
        await run.press(pane)
        assert picture(run.app) == shown


@pytest.mark.parametrize("name", OVERLAYS)
async def test_overlay(project: FakeProject, shown: SnapshotAssertion, name: str) -> None:
    async with running(project, (100, 30)) as run:
        await run.open(MINUTES)
        for key in OVERLAYS[name]:
            await run.press(key)
        assert picture(run.app) == shown


async def test_first_start(project: FakeProject, shown: SnapshotAssertion) -> None:
    async with running(project, NARROW) as run:
        assert picture(run.app) == shown


async def test_nothing_found(project: FakeProject, shown: SnapshotAssertion) -> None:
    async with running(project) as run:
        await run.open(MINUTES)
        await run.search("brakwater lease")
        assert picture(run.app) == shown


async def test_too_small(project: FakeProject, shown: SnapshotAssertion) -> None:
    async with running(project, (20, 5)) as run:
        assert picture(run.app) == shown


# -- the pages

PAGES = {
    "evidence": ("5", "j", "j"),
    "evidence-filters": ("5", "tab", "enter"),
    "codebook": ("6", "G"),
    "codebook-filtered": ("6", "slash", *"with"),
}
PAGES |= {
    "history": ("7", "j", "j", "enter"),
    "history-deleted": ("5", "d", "d", "7", "d"),
}
PAGES["searches"] = ("F", "j")
CONCORDANCE = {
    "concordance": ("9", "s", "j", "j"),
    "concordance-dispersion": ("9", "v"),
}
COMPARED = {
    "compare": ("V", "j", "j"),
    "compare-tags": ("V", "tab", "G", "enter"),
    "tables": ("O",),
    "tables-documents": ("O", "v", "j", "l"),
}
REVIEWED = {"review": ("8",), "review-nothing": ("8", "d", "d", "d")}
PAGE_OVERLAYS = {
    "rename": ("6", "G", "r"),
    "move": ("6", "G", "m"),
    "colour": ("6", "G", "c"),
}


@pytest.fixture
def kept(project: FakeProject, tmp_path: Path) -> FakeProject:
    """The invented file with what was really kept on a disk."""
    return furnished(project.folder, tmp_path)


@pytest.mark.parametrize("theme", ["dark", "light", "terminal"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", PAGES)
async def test_page(
    kept: FakeProject, shown: SnapshotAssertion, name: str, size: str, theme: str
) -> None:
    kept.settings.theme = theme
    async with running(kept, SIZES[size]) as run:
        await run.press(*PAGES[name])
        assert picture(run.app) == shown


@pytest.mark.parametrize("name", PAGE_OVERLAYS)
async def test_overlay_of_a_page(kept: FakeProject, shown: SnapshotAssertion, name: str) -> None:
    async with running(kept, (100, 30)) as run:
        await run.press(*PAGE_OVERLAYS[name])
        assert picture(run.app) == shown


@pytest.mark.parametrize("theme", ["dark", "light", "terminal"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", REVIEWED)
async def test_review(
    kept: FakeProject, shown: SnapshotAssertion, name: str, size: str, theme: str
) -> None:
    edited(kept).settings.theme = theme
    async with running(kept, SIZES[size]) as run:
        await run.press(*REVIEWED[name])
        assert picture(run.app) == shown


@pytest.mark.parametrize("theme", ["dark", "light", "terminal"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", CONCORDANCE)
async def test_concordance(
    project: FakeProject, shown: SnapshotAssertion, name: str, size: str, theme: str
) -> None:
    project.settings.theme = theme
    async with running(project, SIZES[size]) as run:
        await run.search("berth rent")
        await run.press("escape", *CONCORDANCE[name])
        assert picture(run.app) == shown


@pytest.mark.parametrize("theme", ["dark", "light", "terminal"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", COMPARED)
async def test_comparison(
    kept: FakeProject, shown: SnapshotAssertion, name: str, size: str, theme: str
) -> None:
    shared(kept).settings.theme = theme
    async with running(kept, SIZES[size]) as run:
        await run.press(*COMPARED[name])
        assert picture(run.app) == shown
