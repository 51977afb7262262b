"""The walk finds the files, tells what else is there, and opens nothing."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from workbench.library.files import read_regular
from workbench.library.walk import walk
from workbench.model import WorkbenchError


def reasons(folder: Path) -> dict[str, str]:
    return {outcome.path: outcome.reason for outcome in walk(folder).refused}


def test_regular_files_are_found_with_their_stats(tmp_path: Path) -> None:
    (tmp_path / "deep" / "er").mkdir(parents=True)
    file = tmp_path / "deep" / "er" / "a.txt"
    file.write_bytes(b"abc")
    os.utime(file, ns=(0, 1_000_000_007))
    assert walk(tmp_path).files == {b"deep/er/a.txt": (3, 1_000_000_007)}


def test_the_hidden_and_the_excluded_are_passed_over(tmp_path: Path) -> None:
    for name in (".workbench/a.txt", ".hidden.txt", "data/own/b.txt", "data/c.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    found = walk(tmp_path, {b"data/own"})
    assert set(found.files) == {b"data/c.txt"}
    assert found.refused == []


def test_names_are_bytes(tmp_path: Path) -> None:
    for name in (b"caf\xe9.txt", b"two\nlines.txt", b"\x1b[2J.txt"):
        (tmp_path / os.fsdecode(name)).touch()
    assert set(walk(tmp_path).files) == {b"caf\xe9.txt", b"two\nlines.txt", b"\x1b[2J.txt"}


def test_links_are_told_and_not_followed(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    outside = tmp_path / "outside.txt"
    outside.write_text("secret")
    (folder / "file.txt").symlink_to(outside)
    (folder / "up").symlink_to(tmp_path)
    (folder / "loop").symlink_to("loop")
    assert walk(folder).files == {}
    assert set(reasons(folder)) == {"file.txt", "loop", "up"}
    assert set(reasons(folder).values()) == {"is a symbolic link, which is not followed"}


def test_what_is_no_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    monkeypatch.chdir(tmp_path)  # the path of a socket must be short
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("s")
        assert reasons(tmp_path) == {
            "pipe.txt": "is a named pipe, not a file",
            "s": "is a socket, not a file",
        }


def test_a_folder_that_cannot_be_listed_is_told(tmp_path: Path) -> None:
    with pytest.raises(WorkbenchError, match="cannot be read"):
        walk(tmp_path / "none")


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir, lambda path: path.symlink_to("/etc/passwd")])
def test_only_regular_files_are_read(tmp_path: Path, make: object) -> None:
    assert callable(make)
    make(tmp_path / "odd")
    with pytest.raises(OSError, match=r"."):
        read_regular(tmp_path / "odd")


def test_a_file_is_read_up_to_its_limit(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"12345")
    assert read_regular(file, largest=5).content == b"12345"
    with pytest.raises(OSError, match="too large"):
        read_regular(file, largest=4)
