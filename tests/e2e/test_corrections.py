"""What was corrected of the entities holds for every command, and `corrections` lists it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.conftest import Workbench
from workbench.project import Project

MINUTES = """Konrad Thorne met Ivo Brandt in Moscow. Thorne spoke of the lighthouse keeper.

The lighthouse keeper had seen Mr Brandt in Tbilisi.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "case"
    folder.mkdir()
    (folder / "minutes.txt").write_text(MINUTES, encoding="utf-8")
    return folder


def named(workbench: Workbench) -> dict[str, list[str]]:
    listed = workbench("entities", "--document", "minutes.txt", "--json").json
    return {
        one["entity"]: [mention["text"] for mention in one["mentions"]]
        for one in listed
        if one["kind"] in ("person", "place")
    }


def test_without_corrections_there_is_nothing_to_say(workbench: Workbench) -> None:
    workbench("index")
    ran = workbench("corrections", "--json")
    assert (ran.code, ran.json) == (1, [])
    assert workbench("corrections").out == "No corrections.\n"


def test_entities_and_searches_agree_on_what_was_corrected(
    folder: Path, workbench: Workbench
) -> None:
    workbench("index")
    project = Project.open(folder)
    corrections = project.entities.corrections
    by_name = {one.name: one for one in project.entities.of_collection()}
    corrections.ignore([by_name["Moscow"]])
    corrections.merge([by_name["Ivo Brandt"]], by_name["Konrad Thorne"])
    corrections.rename(by_name["Konrad Thorne"], "K. T.")
    corrections.add("lighthouse keeper", "person")
    corrections.ignore([by_name["Tbilisi"]])
    project.close()
    expected = {
        "K. T.": ["Konrad Thorne", "Ivo Brandt", "Thorne", "Brandt"],
        "lighthouse keeper": ["lighthouse keeper"] * 2,
    }
    assert named(workbench) == expected
    for query, total in (("person:keeper", 1), ("place:Moscow", 0), ('person:"K. T."', 1)):
        assert workbench("search", query, "--json").json["total"] == total
    workbench("index", "--rebuild")
    assert named(workbench) == expected
    (folder / "minutes.txt").write_text(MINUTES.replace("Tbilisi", "June"), encoding="utf-8")
    workbench("index")
    listed = workbench("corrections", "--json").json
    assert [(one["words"], one["status"]) for one in listed] == [
        ("Ignored Moscow", "in force"),
        ("Merged Ivo Brandt into Konrad Thorne", "in force"),
        ("Renamed Konrad Thorne to K. T.", "in force"),
        ("Added lighthouse keeper as a person", "in force"),
        ("Ignored Tbilisi", "dormant"),
    ]
    assert set(listed[0]) == {
        "id", "correction", "words", "entities", "into", "document", "created", "creator", "status",
    }  # fmt: skip


def test_a_correction_that_cannot_be_read_is_told_and_left_alone(
    folder: Path, workbench: Workbench
) -> None:
    workbench("index")
    broken = folder / ".workbench" / "entities" / "broken.json"
    broken.parent.mkdir(exist_ok=True)
    broken.write_text("{")
    ran = workbench("corrections")
    assert ran.code == 1
    assert any("entities/broken.json is left untouched" in one for one in ran.complaints)
    checks = {one["name"]: one["ok"] for one in workbench("doctor", "--json").json["checks"]}
    assert checks["corrections"] is False
    assert broken.read_text() == "{"
