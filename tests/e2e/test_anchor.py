"""`workbench anchor`: what became of the notes of documents that were edited."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.conftest import Workbench

MINUTES = """The harbour board met in the old customs house; Captain Brenner took the chair.

Mrs Sandoval proposed to let Berth 9 for twenty-one years at 3,600 a quarter, with both cranes.

Dr Lindholm wanted to know who stood behind the company. The motion was carried by four to one.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "case"
    folder.mkdir()
    (folder / "minutes.txt").write_text(MINUTES, encoding="utf-8")
    return folder


def edit(folder: Path, workbench: Workbench, text: str) -> None:
    (folder / "minutes.txt").write_text(text, encoding="utf-8")
    workbench("index")


def test_without_notes_there_is_nothing_to_say(workbench: Workbench) -> None:
    ran = workbench("anchor", "--json")
    assert (ran.code, ran.json) == (0, [])
    assert workbench("anchor").out == "No annotations.\n"


def test_notes_are_told_with_their_places_and_what_is_doubtful_is_listed(
    folder: Path, workbench: Workbench
) -> None:
    workbench("annotate", "minutes.txt", "--quote", "Captain Brenner", "--tag", "who")
    workbench(
        "annotate", "minutes.txt", "--quote", "for twenty-one years at 3,600", "--tag", "rent"
    )
    assert [one["status"] for one in workbench("anchor", "--json").json] == ["anchored"] * 2
    changed = "Corrected.\n\n" + MINUTES.replace("twenty-one", "thirty")
    edit(folder, workbench, changed)
    ran = workbench("anchor", "minutes.txt", "--json")
    assert ran.code == 0
    first, second = ran.json
    assert (first["status"], first["candidates"]) == ("moved", [])
    assert second["score"] < first["score"] <= 1
    assert changed[first["start"] : first["end"]] == "Captain Brenner"
    assert changed[second["start"] : second["end"]] == "for thirty years at 3,600"
    assert workbench("anchor").out == "2 annotations: 2 moved.\n"

    edit(folder, workbench, MINUTES.replace("for twenty-one years at 3,600 a quarter, ", ""))
    ran = workbench("anchor", "--json")
    assert ran.code == 1
    assert [one["status"] for one in ran.json] == ["anchored", "orphaned"]
    assert (ran.json[1]["start"], ran.json[1]["end"]) == (None, None)
    shown = workbench("anchor")
    assert shown.code == 1
    assert "orphaned" in shown.out
    assert "“for twenty-one years at 3,600”" in shown.out


def test_the_notes_of_a_lost_document_are_orphaned(folder: Path, workbench: Workbench) -> None:
    workbench("annotate", "minutes.txt", "--quote", "Captain Brenner", "--tag", "who")
    (folder / "minutes.txt").unlink()
    workbench("index")
    ran = workbench("anchor", "--json")
    assert ran.code == 1
    [lost] = ran.json
    assert (lost["status"], lost["candidates"]) == ("orphaned", [])
    assert workbench("anchor", lost["document"], "--json").json == [lost]


def test_a_document_that_is_not_there_is_an_error(workbench: Workbench) -> None:
    ran = workbench("anchor", "nothing.txt", "--json")
    assert ran.code == 1
    assert "nothing.txt" in ran.json["error"]
