"""Asking for a file: what is proposed, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.tui.screens.filename import ask_file, proposed


def test_what_is_proposed_is_new_and_never_among_the_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents, home, desk = (tmp_path / name for name in ("documents", "home", "desk"))
    for folder in (documents / "letters", home, desk):
        folder.mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.chdir(desk)
    assert proposed(documents, "lines.csv") == desk / "lines.csv"
    (desk / "lines.csv").touch()
    (desk / "lines-2.csv").symlink_to("nowhere")
    assert proposed(documents, "lines.csv") == desk / "lines-3.csv"
    monkeypatch.chdir(documents / "letters")
    assert proposed(documents, "lines.csv") == home / "lines.csv"
    (documents / "letters").rmdir()
    assert proposed(documents, "lines.csv") == home / "lines.csv"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("  ", "Type the name of a file."),
        ("there.csv", "there.csv is there already."),
        ("no/such.csv", "There is no such folder."),
        ("~nobody-of-that-name/a.csv", "There is no such folder."),
        (".", "There is a folder of that name."),
        ("a" * 300, "That file cannot be written: "),
    ],
)
def test_a_file_that_cannot_be_written_is_refused_on_the_spot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "there.csv").touch()
    asked = ask_file("Write to", "A table.", tmp_path / "lines.csv")
    assert asked._problem(typed).startswith(said)
