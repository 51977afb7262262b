"""The last copies: private, in order, and never lost for want of a directory."""

import os
import stat
from pathlib import Path

import pytest

from workbench.citations.copies import KEPT, Copies


def saved(copies: Copies, text: str) -> Path:
    path, _ = copies.keep(text)
    assert path is not None
    return path


def test_copies_are_numbered_private_files_and_the_last_comes_first(tmp_path: Path) -> None:
    copies = Copies(tmp_path / "state" / "copies")
    first, second = saved(copies, "first\n"), saved(copies, "sécond “x”")
    assert (first.name, second.name) == ("copy-1.txt", "copy-2.txt")
    assert first.read_bytes() == b"first\n"
    assert stat.S_IMODE(first.stat().st_mode) == 0o600
    assert stat.S_IMODE(first.parent.stat().st_mode) == 0o700
    os.utime(first, (1_000, 1_000))
    assert [(copy.text, copy.path) for copy in copies.recent()] == [
        ("sécond “x”", second),
        ("first\n", first),
    ]


def test_only_the_last_ones_are_kept_and_numbers_are_not_used_again(tmp_path: Path) -> None:
    copies = Copies(tmp_path)
    for number in range(KEPT + 5):
        saved(copies, f"copy {number}")
    assert len(copies.recent()) == KEPT
    assert saved(copies, "next").name == f"copy-{KEPT + 6}.txt"
    assert len(list(tmp_path.iterdir())) == KEPT


def test_other_files_and_links_are_left_alone(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_text("kept")
    directory = tmp_path / "copies"
    directory.mkdir()
    (directory / "copy-1.txt").symlink_to(outside)
    (directory / "notes.txt").write_text("mine")
    assert saved(Copies(directory), "new").name == "copy-2.txt"
    assert outside.read_text() == "kept"
    assert (directory / "notes.txt").read_text() == "mine"


def test_two_copies_of_the_program_do_not_write_over_each_other(tmp_path: Path) -> None:
    one, other = Copies(tmp_path), Copies(tmp_path)
    paths = [saved(copies, text) for copies, text in ((one, "a"), (other, "b"), (one, "c"))]
    assert [path.read_text() for path in paths] == ["a", "b", "c"]
    assert {copy.text for copy in one.recent()} == {"a", "b", "c"}


@pytest.mark.parametrize("blocked", [True, False])
def test_without_a_directory_the_session_remembers(tmp_path: Path, blocked: bool) -> None:
    (tmp_path / "file").write_text("in the way")
    copies = Copies(tmp_path / "file" / "copies" if blocked else None)
    path, reason = copies.keep("text")
    assert path is None
    assert ("cannot be written" in reason) == blocked
    assert [(copy.text, copy.path) for copy in copies.recent()] == [("text", None)]
