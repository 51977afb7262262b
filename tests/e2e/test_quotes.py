"""Who said what, on the command line: the same words, spans and speakers for every command."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.conftest import Workbench
from workbench.project import Project

REPORT = """Defence Minister Anatoly Serdyukov told Interfax that the troops would stay.

In Abkhazia they would "temporarily be based" at the old posts, the minister said.

The pilots sent a letter. “Nobody has asked us anything about the berth.”
"""
MINUTES = "Nothing was said in the meeting, and the soldiers' boots were wet.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "case"
    folder.mkdir()
    (folder / "report.txt").write_text(REPORT, encoding="utf-8")
    (folder / "minutes.txt").write_text(MINUTES, encoding="utf-8")
    return folder


SAID = [
    ("Anatoly Serdyukov", "told", False, "the troops would stay", "Interfax"),
    (
        "Anatoly Serdyukov",
        "said",
        False,
        'In Abkhazia they would "temporarily be based" at the old posts',
        None,
    ),
    ("Anatoly Serdyukov", "said", True, "temporarily be based", None),
    (None, None, True, "Nobody has asked us anything about the berth.", None),
]


def test_quotations_have_their_speakers_and_stand_in_the_text(workbench: Workbench) -> None:
    listed = workbench("quotes", "--json")
    shape = ("speaker", "cue", "direct", "text", "via")
    assert listed.code == 0
    assert [tuple(one[name] for name in shape) for one in listed.json] == SAID
    text = workbench("show", "report.txt", "--json").json["text"]
    assert [text[one["start"] : one["end"]] for one in listed.json] == [one[3] for one in SAID]
    assert workbench("quotes", "--document", "report.txt", "--json").json == listed.json


def test_a_document_without_quotations_is_told_by_the_exit_code(workbench: Workbench) -> None:
    ran = workbench("quotes", "--document", "minutes.txt", "--json")
    assert (ran.code, ran.json) == (1, [])
    assert workbench("quotes", "--document", "minutes.txt").out == "No quotations.\n"


def test_quotations_for_people_tell_the_words_from_the_report(workbench: Workbench) -> None:
    lines = workbench("quotes").out.splitlines()
    assert lines[0].endswith("(report.txt, 4 quotations)")
    assert lines[1] == "    1  Anatoly Serdyukov (told), via Interfax: the troops would stay"
    assert lines[4] == "    3  nobody named: “Nobody has asked us anything about the berth.”"


def test_of_one_speaker_the_same_quotations_are_listed_and_no_others(workbench: Workbench) -> None:
    said = [one for one in workbench("quotes", "--json").json if one["speaker"]]
    assert workbench("quotes", "--speaker", "serdyukov", "--json").json == said
    within = workbench("quotes", "--speaker", "Serdyukov", "--document", "report.txt", "--json")
    assert within.json == said
    for other in ("serd", "interfax", ""):
        ran = workbench("quotes", "--speaker", other, "--json")
        assert (ran.code, ran.json) == (1, [])


def test_a_speaker_is_searched_with_what_is_said(workbench: Workbench) -> None:
    hits = workbench("search", "speaker:serdyukov", "--json").json["hits"]
    text = workbench("show", "report.txt", "--json").json["text"]
    assert [[text[start:end] for start, end in hit["spans"]] for hit in hits] == [
        [SAID[0][3], SAID[1][3]]
    ]
    for query, total in (
        ("speaker:serdyukov troops", 1),
        ('speaker:="Anatoly Serdyukov"', 1),
        ("speaker:=Serdyukov", 0),
        ("speaker:interfax", 0),
        ("meeting -speaker:serdyukov", 1),
    ):
        assert workbench("search", query, "--json").json["total"] == total


def test_corrections_hold_for_speakers(folder: Path, workbench: Workbench) -> None:
    workbench("index")
    project = Project.open(folder)
    corrections = project.entities.corrections
    by_name = {one.name: one for one in project.entities.of_collection()}
    corrections.rename(by_name["Anatoly Serdyukov"], "A. E. S.")
    assert {one.speaker for one in project.entities.quotations(_report(project))} == {
        "A. E. S.",
        None,
    }
    assert project.entities.speakers("a", 5) == [("A. E. S.", 1)]
    assert [one.name for one in project.entities.quoted(5)] == ["A. E. S.", ""]
    assert [one.count for one in project.entities.quoted(5)] == [2, 1]
    project.close()
    assert workbench("search", 'speaker:="A. E. S."', "--json").json["total"] == 1
    assert workbench("search", "speaker:serdyukov", "--json").json["total"] == 1
    project = Project.open(folder)
    project.entities.corrections.ignore([by_name["Anatoly Serdyukov"]])
    assert {one.speaker for one in project.entities.quotations(_report(project))} == {None}
    project.close()
    assert workbench("search", "speaker:serdyukov", "--json").json["total"] == 0


def _report(project: Project) -> str:
    return project.library.find("report.txt").id


def test_quotations_follow_their_document(folder: Path, workbench: Workbench) -> None:
    workbench("index")
    (folder / "report.txt").write_text("Ann Lee said that it was late.\n", encoding="utf-8")
    workbench("index")
    [one] = workbench("quotes", "--json").json
    assert (one["speaker"], one["text"]) == ("Ann Lee", "it was late")
    (folder / "report.txt").unlink()
    workbench("index")
    assert workbench("quotes", "--json").json == []


def test_two_speakers_who_are_one_are_merged(folder: Path, workbench: Workbench) -> None:
    (folder / "report.txt").write_text(
        "Murat Jioev said that it was late.\n\nMurat Jioyev said that it was early.\n",
        encoding="utf-8",
    )
    workbench("index")
    project = Project.open(folder)
    by_name = {one.name: one for one in project.entities.of_collection()}
    project.entities.corrections.merge([by_name["Murat Jioyev"]], by_name["Murat Jioev"])
    project.close()
    listed = workbench("quotes", "--json").json
    assert [one["speaker"] for one in listed] == ["Murat Jioev", "Murat Jioev"]
    [hit] = workbench("search", "speaker:jioyev", "--json").json["hits"]
    assert hit["spans"] == [[one["start"], one["end"]] for one in listed]


def test_two_speakers_of_one_name_are_kept_apart(folder: Path, workbench: Workbench) -> None:
    for name in ("report.txt", "minutes.txt"):
        (folder / name).write_text("“I stay,” Petrov said.\n", encoding="utf-8")
    workbench("index")
    project = Project.open(folder)
    entities = project.entities
    assert [(one.name, len(entities.said_by(one))) for one in entities.quoted(5)] == [
        ("Petrov", 1),
        ("Petrov", 1),
    ]
    first, second = (one for one in entities.of_collection() if one.name == "Petrov")
    entities.corrections.merge([second], first)
    [speaker] = entities.quoted(5)
    assert len(entities.said_by(speaker)) == speaker.documents == 2
    project.close()


def test_speakers_without_a_name_are_proposed_accents_aside(
    folder: Path, workbench: Workbench
) -> None:
    (folder / "report.txt").write_text("The Émigrés said that it was late.\n", encoding="utf-8")
    workbench("index")
    project = Project.open(folder)
    [(form, documents)] = project.entities.speakers("emi", 5)
    assert (form.casefold(), documents) == ("the émigrés", 1)
    project.close()
