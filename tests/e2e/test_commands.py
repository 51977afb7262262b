"""The commands as a script calls them: exit codes, one JSON value, one-sentence errors."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

DISPATCH = """MOSCOW (Northern Wire) -- Russia would keep 7,600 troops in Abkhazia.

Defence Minister Anatoly Serdyukov said so on 9 September 2008. Russia would keep 3,800 in each.

Medvedev agreed. Russia would keep what it has.
"""
MEMO = """---
title: Memo on the bases
date: 2008-09-12
author: R. Ansel
source: Meridian Desk
---
The bases are at **Gudauta** and Java.
"""

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    documents = tmp_path / "case"
    (documents / "deep").mkdir(parents=True)
    (documents / "dispatch.txt").write_text(DISPATCH, encoding="utf-8")
    (documents / "deep" / "memo.md").write_text(MEMO, encoding="utf-8")
    (documents / "junk.bin").write_bytes(bytes(range(256)) * 40)
    return documents


@pytest.fixture
def run(folder: Path, tmp_path: Path) -> Run:
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("TMUX", "STY", "DISPLAY", "WAYLAND_DISPLAY")
    } | {"HOME": str(tmp_path / "home"), "XDG_STATE_HOME": str(tmp_path / "state")}

    def call(*arguments: str | bytes, at: Path | None = None) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "workbench", *arguments]
        if at is not None:
            command += ["-C", str(at)]
        return subprocess.run(
            command, capture_output=True, encoding="utf-8", env=environment, cwd=folder, check=False
        )

    return call


def answer(result: subprocess.CompletedProcess[str]) -> Any:
    assert "Traceback" not in result.stderr
    return json.loads(result.stdout)


def test_index_reports_every_file(run: Run, folder: Path) -> None:
    result = run("index", "--json")
    report = answer(result)
    assert result.returncode == 0
    assert (report["documents"], report["indexed"], report["skipped"]) == (2, 2, 1)
    files = {file["path"]: file for file in report["files"]}
    assert files["junk.bin"]["outcome"] == "skipped"
    assert files["junk.bin"]["reason"]
    assert files["dispatch.txt"]["outcome"] == "indexed"
    assert base64.b64decode(files["dispatch.txt"]["path_b64"]) == b"dispatch.txt"
    assert len(files["deep/memo.md"]["documents"]) == 1


def test_indexing_again_touches_what_changed(run: Run, folder: Path) -> None:
    run("index")
    again = answer(run("index", "--json"))
    assert (again["indexed"], again["unchanged"], again["skipped"]) == (0, 2, 1)
    (folder / "dispatch.txt").write_text(DISPATCH + "\nA breakwater.\n", encoding="utf-8")
    (folder / "deep" / "memo.md").unlink()
    changed = answer(run("index", "--json"))
    assert (changed["indexed"], changed["removed"], changed["documents"]) == (1, 1, 1)
    assert answer(run("search", "breakwater", "--json"))["total"] == 1
    assert answer(run("search", "Gudauta", "--json"))["total"] == 0


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_any_number_of_readers_gives_the_same_documents(run: Run, jobs: str) -> None:
    assert run("index", "--jobs", jobs).returncode == 0
    paths = [listed["path"] for listed in answer(run("documents", "--json"))]
    assert sorted(paths) == ["deep/memo.md", "dispatch.txt"]


def test_documents_carry_their_metadata(run: Run) -> None:
    documents = {listed["path"]: listed for listed in answer(run("documents", "--json"))}
    memo = documents["deep/memo.md"]
    assert (memo["title"], memo["date"]) == ("Memo on the bases", "2008-09-12")
    assert memo["source"] == "Meridian Desk"
    assert documents["dispatch.txt"]["source"] == "Northern Wire"
    assert set(memo) == {
        "id", "path", "title", "date", "source", "words", "pages", "paragraphs", "sha256",
    }  # fmt: skip


def test_show_gives_the_text_that_positions_speak_of(run: Run) -> None:
    shown = answer(run("show", "dispatch.txt", "--json"))
    assert shown["text"] == DISPATCH
    start, end = shown["paragraphs"][1]
    assert shown["text"][start:end].startswith("Defence Minister")
    assert answer(run("show", shown["id"], "--json")) == shown


def test_search_spans_are_the_words_that_were_found(run: Run) -> None:
    found = answer(run("search", "troops 7600", "--json"))
    [hit] = found["hits"]
    assert found["total"] == 1
    assert {DISPATCH[start:end] for start, end in hit["spans"]} == {"troops", "7,600"}
    assert "troops" in hit["snippet"]


def test_kwic_gives_one_line_a_hit(run: Run) -> None:
    lines = answer(run("search", "keep", "--kwic", "--json"))["lines"]
    assert [line["match"] for line in lines] == ["keep"] * 3
    assert all(DISPATCH[line["start"] : line["end"]] == "keep" for line in lines)


def test_a_search_without_hits_says_why_and_exits_with_1(run: Run) -> None:
    result = run("search", "breakwater", "--json")
    assert result.returncode == 1
    assert any("breakwater" in notice for notice in answer(result)["notices"])


@pytest.mark.parametrize("view", [[], ["--kwic"]])
def test_a_search_without_hits_proposes_what_finds_something(run: Run, view: list[str]) -> None:
    proposal = "Did you mean gudauta? (1 document)"
    assert proposal in answer(run("search", "gudanta", *view, "--json"))["notices"]
    assert proposal in run("search", "gudanta", *view).stdout.splitlines()


def test_a_query_that_is_read_otherwise_than_typed_shows_its_reading(run: Run) -> None:
    assert "Read as: troops OR quay" in run("search", "troops OR (quay").stdout.splitlines()
    assert "Read as" not in run("search", "Troops 7600").stdout


def test_a_query_that_begins_with_a_hyphen_is_told_how_to_be_put(run: Run) -> None:
    for query in ("-troops", "-hawk"):
        refused = run("search", query)
        assert refused.returncode == 2
        assert "put -- before a query that begins with a hyphen" in refused.stderr
    assert run("search", "--", "-zzz").returncode == 0


def test_entities_of_a_document_have_exact_mentions(run: Run) -> None:
    entities = answer(run("entities", "--document", "dispatch.txt", "--json"))
    by_name = {entity["entity"]: entity for entity in entities}
    assert by_name["Abkhazia"]["kind"] == "place"
    assert by_name["Anatoly Serdyukov"]["kind"] == "person"
    for entity in entities:
        for mention in entity["mentions"]:
            assert DISPATCH[mention["start"] : mention["end"]] == mention["text"]


def test_an_annotation_is_a_web_annotation_on_disk(run: Run, folder: Path) -> None:
    made = answer(
        run("annotate", "dispatch.txt", "--quote", "7,600 troops", "--tag", "military/troops",
            "--note", "Compare.", "--json")
    )  # fmt: skip
    assert made["type"] == "Annotation"
    [file] = (folder / ".workbench" / "annotations").rglob("*.json")
    assert json.loads(file.read_text(encoding="utf-8")) == made
    [listed] = answer(run("annotations", "--tag", "military", "--json"))
    assert listed["workbench:status"] == "anchored"
    start = DISPATCH.index("7,600")
    assert {"start": start, "end": start + 12, "type": "TextPositionSelector"} in (
        listed["target"]["selector"]
    )


def test_a_quote_that_stands_several_times_needs_its_occurrence(run: Run) -> None:
    quote = "Russia would keep"
    refused = run("annotate", "dispatch.txt", "--quote", quote, "--tag", "t", "--json")
    assert refused.returncode == 1
    assert "3 times" in answer(refused)["error"]
    taken = run(
        "annotate", "dispatch.txt", "--quote", quote, "--occurrence", "2", "--tag", "t", "--json"
    )
    [position] = [
        selector
        for selector in answer(taken)["target"]["selector"]
        if selector["type"] == "TextPositionSelector"
    ]
    assert position["start"] == DISPATCH.index(quote, DISPATCH.index(quote) + 1)


def test_annotations_follow_a_changed_document_or_say_that_they_cannot(
    run: Run, folder: Path
) -> None:
    run("annotate", "dispatch.txt", "--quote", "Medvedev agreed", "--tag", "kept")
    run("annotate", "dispatch.txt", "--quote", "3,800 in each", "--tag", "lost")
    changed = "An added opening.\n\n" + DISPATCH.replace("3,800 in each", "some")
    (folder / "dispatch.txt").write_text(changed, encoding="utf-8")
    run("index")
    status = {
        annotation["body"][0]["value"]: annotation["workbench:status"]
        for annotation in answer(run("annotations", "--json"))
    }
    assert status == {"kept": "moved", "lost": "orphaned"}
    [moved] = answer(run("annotations", "--status", "moved", "--json"))
    assert moved["target"]["selector"][0]["start"] == changed.index("Medvedev agreed")


def test_cite_gives_the_quote_its_locator_and_the_reference(run: Run) -> None:
    cited = answer(run("cite", "deep/memo.md", "--quote", "Gudauta", "--json"))
    assert cited["quote"] == "Gudauta"
    assert "1" in cited["locator"]
    assert "Memo on the Bases" in cited["reference"] or "Memo on the bases" in cited["reference"]
    assert cited["clipboard"] is None


def test_a_grade_is_given_found_and_cited(run: Run) -> None:
    quote = ("--quote", "3,800 in each")
    run("annotate", "dispatch.txt", *quote, "--grade", "b2")
    run("annotate", "dispatch.txt", "--quote", "Medvedev agreed", "--tag", "t")
    for wanted, found in (("B", 1), ("2", 1), ("B2", 1), ("A", 0)):
        assert len(answer(run("annotations", "--grade", wanted, "--json"))) == found
    assert "  B2" in run("annotations", "--grade", "2").stdout
    assert len(answer(run("annotations", "--since", "2001", "--until", "2002", "--json"))) == 0
    cited = answer(run("cite", "dispatch.txt", "--quote", "3,800", "--style", "plain", "--json"))
    assert cited["grade"] == "B2"
    assert cited["citation"].endswith(" [B2: usually reliable source, probably true]")
    ungraded = answer(run("cite", "dispatch.txt", "--quote", "Medvedev", "--json"))
    assert ungraded["grade"] is None
    assert answer(run("search", "grade:b2", "--json"))["total"] == 1


def test_a_copy_that_reaches_no_clipboard_is_saved_and_says_so(run: Run, tmp_path: Path) -> None:
    cited = answer(run("cite", "deep/memo.md", "--quote", "Gudauta", "--copy", "--json"))
    assert cited["clipboard"] == "saved"
    saved = list((tmp_path / "state").rglob("copy-*.txt"))
    assert [file.stat().st_mode & 0o777 for file in saved] == [0o600]


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["documents", "-C", "missing"], 2, "There is no folder missing."),
        (["documents", "-C", "dispatch.txt"], 2, "is a file"),
        (["search"], 2, "QUERY"),
        (["show", "nothing.txt"], 1, "nothing.txt"),
        (["annotate", "dispatch.txt", "--quote", "absent", "--tag", "t"], 1, "not in"),
        (["annotate", "dispatch.txt", "--start", "9", "--end", "3", "--tag", "t"], 2, "start"),
        (["entities", "--kind", "colour"], 2, "colour"),
        (["annotate", "dispatch.txt", "--start", "0", "--end", "3", "--grade", "G"], 2, "A to F"),
        (["annotations", "--since", "yesterday"], 2, "no date"),
    ],
)
def test_errors_are_one_sentence_and_one_json_value(
    run: Run, arguments: list[str], code: int, sentence: str
) -> None:
    result = run(*arguments, "--json")
    assert result.returncode == code
    assert sentence in answer(result)["error"]
    [line] = result.stderr.splitlines()
    assert line.startswith("workbench: ")


def test_the_folder_may_stand_before_the_command(run: Run, folder: Path, tmp_path: Path) -> None:
    data = tmp_path / "elsewhere"
    result = run("-C", str(folder), "--data", str(data), "documents", "--json")
    assert len(answer(result)) == 2
    assert (data / "documents.jsonl").exists()
    assert not (folder / ".workbench").exists()


def test_an_unknown_name_is_a_folder_that_is_not_there(run: Run) -> None:
    result = run("frobnicate")
    assert result.returncode == 2
    assert "Traceback" not in result.stderr


def test_names_that_are_not_utf8_come_back_whole(run: Run, folder: Path) -> None:
    raw = b"caf\xe9\x1b[2J.txt"
    (folder.joinpath(os.fsdecode(raw))).write_text("A word.\n", encoding="utf-8")
    files = answer(run("index", "--json"))["files"]
    [file] = [one for one in files if base64.b64decode(one["path_b64"]) == raw]
    assert file["outcome"] == "indexed"
    assert "\x1b" not in file["path"]
    assert "\x1b" not in run("documents").stdout
