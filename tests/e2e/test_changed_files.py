"""Commands that speak of documents whose files were changed since they were read."""

from __future__ import annotations

import fcntl
from pathlib import Path

import pytest

from tests.e2e.conftest import Workbench

MINUTES = """The harbour board met in the old customs house; Captain Brenner took the chair.

Mrs Sandoval proposed to let Berth 9 for twenty-one years at 3,600 a quarter, with both cranes.
"""
ADDED = "Corrected copy.\n\nAs read by Anatoly Serdyukov on 9 September 2008.\n\n"
ELSEWHERE = (
    "Another copy of the workbench is indexing this folder. "
    "The answer is from the text as it was last read."
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "case"
    folder.mkdir()
    (folder / "minutes.txt").write_text(MINUTES, encoding="utf-8")
    (folder / "other.txt").write_text("Nothing of note.\n", encoding="utf-8")
    return folder


@pytest.fixture
def changed(folder: Path, workbench: Workbench) -> Path:
    """The file of minutes, to whose front paragraphs were added after it was annotated."""
    ran = workbench("annotate", "minutes.txt", "--quote", "Captain Brenner", "--tag", "who")
    assert ran.code == 0
    minutes = folder / "minutes.txt"
    minutes.write_text(ADDED + MINUTES, encoding="utf-8")
    return minutes


@pytest.mark.parametrize("document", [(), ("--document", "minutes.txt")])
def test_annotations_are_told_where_they_stand_in_the_file_as_it_is(
    changed: Path, workbench: Workbench, document: tuple[str, ...]
) -> None:
    ran = workbench("annotations", *document, "--json")
    assert (ran.code, ran.complaints) == (0, [])
    [annotation] = ran.json
    assert annotation["workbench:status"] == "moved"
    position = annotation["target"]["selector"][0]
    text = changed.read_text(encoding="utf-8")
    assert text[position["start"] : position["end"]] == "Captain Brenner"


def test_anchor_looks_at_the_file_as_it_is(changed: Path, workbench: Workbench) -> None:
    ran = workbench("anchor", "--json")
    assert [one["status"] for one in ran.json] == ["moved"]
    changed.unlink()
    ran = workbench("anchor", "--json")
    assert (ran.code, [one["status"] for one in ran.json]) == (1, ["orphaned"])
    assert ran.complaints == []


def test_a_document_is_shown_and_cited_as_it_is(changed: Path, workbench: Workbench) -> None:
    assert workbench("show", "minutes.txt", "--json").json["text"] == ADDED + MINUTES
    changed.write_text(f"Once more.\n\n{ADDED}{MINUTES}", encoding="utf-8")
    cited = workbench("cite", "minutes.txt", "--quote", "Captain Brenner", "--json").json
    assert "4" in cited["locator"]


def test_a_note_is_put_where_the_passage_is_now(changed: Path, workbench: Workbench) -> None:
    ran = workbench("annotate", "minutes.txt", "--quote", "Corrected copy", "--tag", "new")
    assert (ran.code, ran.complaints) == (0, [])
    assert ran.out == "Annotated minutes.txt, ¶\u00a01.\n"


def test_the_names_of_a_document_are_those_of_its_file(changed: Path, workbench: Workbench) -> None:
    found = workbench("entities", "--document", "minutes.txt", "--json").json
    assert "Anatoly Serdyukov" in {one["entity"] for one in found}
    text = ADDED + MINUTES
    for mention in (mention for one in found for mention in one["mentions"]):
        assert text[mention["start"] : mention["end"]] == mention["text"]


def test_a_document_is_followed_to_the_new_name_of_its_file(
    changed: Path, workbench: Workbench
) -> None:
    identity = workbench("show", "minutes.txt", "--json").json["id"]
    changed.rename(changed.with_name("board.txt"))
    assert workbench("show", identity, "--json").json["id"] == identity
    assert workbench("show", "board.txt", "--json").json["id"] == identity


def test_a_document_that_is_gone_is_not_there(changed: Path, workbench: Workbench) -> None:
    changed.unlink()
    ran = workbench("show", "minutes.txt", "--json")
    assert ran.code == 1
    assert "There is no document" in ran.json["error"]


def test_while_another_copy_indexes_the_answer_is_from_what_there_is(
    changed: Path, folder: Path, workbench: Workbench
) -> None:
    [held] = (folder / ".workbench" / "cache").glob("*/indexing.lock")
    with held.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        ran = workbench("show", "minutes.txt", "--json")
    assert ran.json["text"] == MINUTES
    assert ran.complaints == [ELSEWHERE]
    assert workbench("show", "minutes.txt", "--json").json["text"] == ADDED + MINUTES


def test_documents_that_are_not_spoken_of_do_not_matter(
    changed: Path, workbench: Workbench
) -> None:
    assert workbench("show", "other.txt").code == 0
    [listed] = [one for one in workbench("documents", "--json").json if one["path"] == changed.name]
    assert listed["paragraphs"] == 2
