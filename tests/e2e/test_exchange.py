"""Export and import as a script calls them: files, exit codes, one JSON value."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

TEXT = "The lease was let without a tender.\n\nRosa Thorne objected.\n"
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    for name in ("ours", "theirs"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "minutes.txt").write_text(TEXT, encoding="utf-8")
    environment = os.environ | {"HOME": str(tmp_path / "home")}

    def call(*arguments: str, at: str = "ours") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "workbench", *arguments, "-C", str(tmp_path / at)],
            capture_output=True,
            encoding="utf-8",
            env=environment,
            cwd=tmp_path,
            check=False,
        )

    return call


@pytest.fixture
def annotated(run: Run) -> Run:
    done = run("annotate", "minutes.txt", "--quote", "a tender", "--tag", "money/rent")
    assert done.returncode == 0
    return run


def answer(result: subprocess.CompletedProcess[str]) -> Any:
    assert "Traceback" not in result.stderr
    return json.loads(result.stdout)


@pytest.mark.parametrize("form", ["w3c", "qdpx", "csv"])
def test_notes_go_to_another_project_of_the_same_documents(
    annotated: Run, tmp_path: Path, form: str
) -> None:
    file = f"case.{form}"
    written = answer(annotated("export", form, "-o", file, "--json"))
    assert {name: written[name] for name in ("format", "file", "written")} == {
        "format": form,
        "file": file,
        "written": 1,
    }
    assert (tmp_path / file).stat().st_mode & 0o777 == 0o600
    read = annotated("import", form, file, "--json", at="theirs")
    assert read.returncode == 0
    assert answer(read) == {"format": form, "file": file, "read": 1, "left_out": []}
    ours, theirs = (answer(annotated("annotations", "--json", at=at)) for at in ("ours", "theirs"))
    assert ours == theirs


def test_a_file_is_replaced_only_by_force(annotated: Run, tmp_path: Path) -> None:
    (tmp_path / "case.csv").write_text("mine", encoding="utf-8")
    refused = annotated("export", "csv", "-o", "case.csv", "--json")
    assert refused.returncode == 1
    assert answer(refused)["error"] == "case.csv is there already; --force replaces it."
    assert (tmp_path / "case.csv").read_text(encoding="utf-8") == "mine"
    assert annotated("export", "csv", "-o", "case.csv", "--force").returncode == 0
    assert "a tender" in (tmp_path / "case.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("wrong", ["nowhere/case.csv", ".", "minutes.txt/case.csv"])
def test_an_export_makes_no_folders_of_its_own(annotated: Run, tmp_path: Path, wrong: str) -> None:
    refused = annotated("export", "csv", "-o", wrong, "--force", "--json")
    assert refused.returncode == 1
    assert answer(refused)["error"].endswith(".")
    assert not (tmp_path / "nowhere").exists()


def test_a_folder_and_a_pipe_are_not_read(run: Run, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name in ("ours", "pipe"):
        refused = run("import", "csv", name, "--json")
        assert answer(refused) == {"error": f"{name} is not a file."}


def test_what_is_text_can_be_printed(annotated: Run) -> None:
    assert json.loads(annotated("export", "w3c").stdout)["total"] == 1
    assert annotated("export", "qdc", "-o", "-").stdout.startswith("<?xml")
    value = answer(annotated("export", "csv", "--json"))
    assert value["file"] is None
    assert value["content"].splitlines()[0].startswith('"id","document"')
    refused = annotated("export", "qdpx")
    assert refused.returncode == 2
    assert refused.stdout == ""


def test_markdown_becomes_a_folder_or_a_zip_file(annotated: Run, tmp_path: Path) -> None:
    assert annotated("export", "markdown", "-o", "vault").returncode == 0
    assert "> a tender" in (tmp_path / "vault" / "minutes.md").read_text(encoding="utf-8")
    assert annotated("export", "markdown", "-o", "vault").returncode == 1
    assert annotated("export", "markdown", "-o", "vault.zip").returncode == 0
    assert zipfile.ZipFile(tmp_path / "vault.zip").namelist() == ["minutes.md"]


def test_names_and_tagged_passages_stay_at_home(annotated: Run) -> None:
    annotated("annotate", "minutes.txt", "--quote", "Rosa Thorne objected", "--tag", "vote")
    assert "Rosa" in annotated("export", "w3c").stdout
    assert "Thorne" not in annotated("export", "w3c", "--pseudonyms").stdout
    kept = annotated("export", "w3c", "--without-tag", "vote", "--json")
    assert "Rosa" not in kept.stdout
    assert answer(kept)["left_out"][0]["reason"] == "it has a tag that was to be left out"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "their.file cannot be read: no such file or directory."),
        ("x", "their.file is not a zip file, or a damaged one."),
    ],
)
def test_a_bad_file_changes_nothing(
    run: Run, tmp_path: Path, content: str | None, sentence: str
) -> None:
    if content is not None:
        (tmp_path / "their.file").write_text(content, encoding="utf-8")
    failed = run("import", "qdpx", "their.file", "--json")
    assert failed.returncode == 1
    assert answer(failed) == {"error": sentence}
    assert answer(run("annotations", "--json")) == []


def test_what_an_import_leaves_out_is_listed_and_told_by_the_exit_code(
    run: Run, tmp_path: Path
) -> None:
    table = "path,quote\nminutes.txt,a tender\ngone.txt,x\n"
    (tmp_path / "t.csv").write_text(table, encoding="utf-8")
    read = run("import", "csv", "t.csv", "--json")
    assert read.returncode == 1
    assert answer(read)["read"] == 1
    assert [one["reason"] for one in answer(read)["left_out"]] == ["there is no document gone.txt"]
