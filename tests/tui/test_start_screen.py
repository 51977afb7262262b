"""The start screen: this folder, the projects opened before, the sample."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from workbench.store.session import remember
from workbench.tui.app import WorkbenchApp
from workbench.tui.screens.main import MainScreen
from workbench.tui.screens.start import Chosen, StartScreen, holdings
from workbench.tui.widgets.linelist import LineList


@pytest.fixture
def here(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(folder)
    return folder


async def rows(pilot: Pilot[str]) -> list[str]:
    """What is offered, once it is known what this folder holds."""
    openable = pilot.app.screen.query_one("#openable", LineList)
    while "looking what" in openable.render_line(2).text:
        await pilot.pause()
    return [openable.render_line(y).text.strip(" ▌") for y in range(openable.size.height)]


async def test_this_folder_earlier_projects_and_the_sample_are_offered(
    here: Path, tmp_path: Path
) -> None:
    (tmp_path / "earlier").mkdir()
    remember(tmp_path / "earlier")
    app = WorkbenchApp(None)
    async with app.run_test(size=(100, 30)) as pilot:
        shown = await rows(pilot)
        assert shown[1].endswith("collection")
        assert "1 HTML" in shown[2]
        assert "1 of other kinds" in shown[2]
        assert shown[5].endswith("earlier")
        assert shown[9] == "Sample collection"


@pytest.mark.parametrize("key", ["q", "escape"])
async def test_q_and_escape_leave(here: Path, key: str) -> None:
    app = WorkbenchApp(None)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(key)
        await pilot.pause()
        assert not app.is_running or app.return_value is None
    assert not (here / ".workbench").exists()


async def test_j_and_k_move_and_enter_opens(here: Path) -> None:
    app = WorkbenchApp(None, ("true",))
    async with app.run_test(size=(80, 24)) as pilot:
        await rows(pilot)
        openable = app.screen.query_one("#openable", LineList)
        await pilot.press("j")
        assert openable.key == Chosen(None)
        await pilot.press("k", "enter")
        while not isinstance(app.screen, MainScreen):
            await pilot.pause()
        assert app.screen.project.folder == here
    app.close_project()


async def test_a_folder_that_went_away_is_told(here: Path, tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    remember(gone)
    app = WorkbenchApp(None)
    async with app.run_test(size=(80, 24)) as pilot:
        await rows(pilot)
        gone.rmdir()
        await pilot.press("j", "enter")
        await pilot.pause()
    assert app.return_code == 1
    assert "gone" in str(app.return_value)


async def test_in_a_tiny_window_it_says_so_and_goes_on(here: Path) -> None:
    app = WorkbenchApp(None)
    async with app.run_test(size=(20, 5)) as pilot:
        await pilot.pause()
        assert app.screen.query_one("#too-small").display
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert isinstance(app.screen, StartScreen)
        assert not app.screen.query_one("#too-small").display


async def test_the_users_colours_hold_here_too(here: Path, home: Path) -> None:
    (home / ".config" / "workbench").mkdir(parents=True)
    (home / ".config" / "workbench" / "config.toml").write_text('theme = "light"\n')
    app = WorkbenchApp(None)
    async with app.run_test(size=(80, 24)):
        assert app.theme == "workbench-light"


def test_hidden_files_do_not_count(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config.txt").write_text("x")
    (tmp_path / ".note.txt").write_text("x")
    assert holdings(tmp_path) == "holds no files"
    (tmp_path / "a.TXT").write_text("x")
    assert holdings(tmp_path) == "1 text file"
