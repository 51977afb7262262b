"""What comes back at the next start, and nothing worse than a fresh start when it cannot."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from workbench.store.session import (
    MOST_RECENT,
    Recent,
    Session,
    first_start,
    load_session,
    recent,
    remember,
    save_session,
)


def clock() -> datetime:
    return datetime(2026, 11, 21, 12, tzinfo=UTC)


def test_a_session_comes_back_to_its_own_project(tmp_path: Path) -> None:
    session = Session("doc-1", 1404, "berth OR lease", "date", "document", 40, 31, True, False)
    save_session(tmp_path / "a", session, tmp_path / "state")
    assert load_session(tmp_path / "a", tmp_path / "state") == session
    assert load_session(tmp_path / "b", tmp_path / "state") == Session()


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"workbench:schema": 9}', b"\xff", b'{"position": "x"}']
)
def test_a_damaged_session_is_a_fresh_one(tmp_path: Path, content: bytes) -> None:
    save_session(tmp_path, Session("doc"), tmp_path / "state")
    (file,) = (tmp_path / "state" / "sessions").iterdir()
    file.write_bytes(content)
    assert load_session(tmp_path, tmp_path / "state") == Session()


def test_members_that_make_no_sense_are_left_out(tmp_path: Path) -> None:
    save_session(tmp_path, Session("doc"), tmp_path / "state")
    (file,) = (tmp_path / "state" / "sessions").iterdir()
    file.write_bytes(
        b'{"document": "doc", "position": -4, "left_width": true, "zoomed": 1, "later": []}'
    )
    assert load_session(tmp_path, tmp_path / "state") == Session("doc")


def test_a_state_directory_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    state = tmp_path / "state"
    state.write_text("in the way")
    save_session(tmp_path, Session("doc"), state)
    remember(tmp_path, state, clock)
    assert load_session(tmp_path, state) == Session()
    assert recent(state) == []
    assert first_start(state)


def test_the_first_start_is_the_first_one_only(tmp_path: Path) -> None:
    assert first_start(tmp_path)
    assert not first_start(tmp_path)


def test_projects_come_back_the_last_one_first(tmp_path: Path) -> None:
    state = tmp_path / "state"
    folders = [tmp_path / name for name in ("a", "b\udcff", "c")]
    for folder in [*folders, folders[0]]:
        folder.mkdir(exist_ok=True)
        remember(folder, state, clock)
    folders[2].rmdir()
    assert recent(state) == [Recent(folders[0], "21 Nov 2026"), Recent(folders[1], "21 Nov 2026")]


def test_only_so_many_projects_are_remembered(tmp_path: Path) -> None:
    for number in range(MOST_RECENT + 3):
        folder = tmp_path / str(number)
        folder.mkdir()
        remember(folder, tmp_path / "state", clock)
    assert len(recent(tmp_path / "state")) == MOST_RECENT


def test_damaged_entries_of_the_list_are_passed_over(tmp_path: Path) -> None:
    remember(tmp_path, tmp_path / "state", clock)
    (tmp_path / "state" / "recent.json").write_text(
        '{"recent": [3, {}, {"folder": 1}, {"folder": "/", "opened": "late"},'
        ' {"folder": "a\\u0000b", "opened": "2026-11-20"},'
        ' {"folder": "\\ud800", "opened": "2026-11-20"},'
        ' {"folder": "/", "opened": "2026-11-20"}]}'
    )
    assert recent(tmp_path / "state") == [Recent(Path("/"), "20 Nov 2026")]
