"""Tagging all hits of a query from the command line, and notes on whole documents."""

from __future__ import annotations

from pathlib import Path

from tests.e2e.conftest import Workbench


def tags_of(workbench: Workbench) -> list[list[str]]:
    """The values of the tags of every annotation."""
    return [
        [body["value"] for body in one["body"] if body["purpose"] == "tagging"]
        for one in workbench("annotations", "--json").json
    ]


def test_all_hits_are_tagged_in_one_step_and_not_twice(workbench: Workbench) -> None:
    would = workbench("tag", "Russia", "--tag", "a / b", "--tag", "c", "--dry-run", "--json")
    assert would.code == 0
    assert would.json["dry_run"] is True
    assert workbench("annotations", "--json").json == []
    done = workbench("tag", "Russia", "--tag", "a / b", "--tag", "c", "--json")
    assert done.json == would.json | {"dry_run": False}
    assert done.json["tags"] == ["a/b", "c"]
    assert done.json["passages"] == done.json["hits"] > 1
    assert tags_of(workbench) == [["a/b", "c"]] * done.json["passages"]
    again = workbench("tag", "Russia", "--tag", "c")
    assert again.code == 0
    hits = done.json["hits"]
    assert (
        again.out == f"Tagged 0 passages in 0 documents with c. {hits} passages had that already.\n"
    )


def test_the_unit_may_be_the_sentence_or_the_paragraph(workbench: Workbench) -> None:
    for unit in ("sentence", "paragraph"):
        told = workbench("tag", "troops", "--tag", unit, "--unit", unit, "--dry-run")
        assert told.code == 0
        assert told.out.startswith("Would tag ")
        assert workbench("tag", "troops", "--tag", unit, "--unit", unit).code == 0
    selectors = [
        one["target"]["selector"][1]["exact"] for one in workbench("annotations", "--json").json
    ]
    assert [one for one in selectors if "troops" not in one] == []
    assert len(set(selectors)) > 1


def test_what_finds_nothing_tags_nothing(workbench: Workbench) -> None:
    ran = workbench("tag", "zyzzyva", "--tag", "a")
    assert (ran.code, ran.out) == (1, "Nothing was tagged: the query has no hits.\n")
    assert workbench("tag", " ", "--tag", "a").code == 2
    assert workbench("tag", "Russia").code == 2
    assert workbench("tag", "Russia", "--tag", " / ").code == 1
    assert workbench("annotations", "--json").json == []


def test_the_text_is_read_again_before_it_is_tagged(workbench: Workbench, folder: Path) -> None:
    workbench("index")
    path = folder / "dispatch.txt"
    path.write_text("Corrected.\n\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    workbench("tag", "Russia", "--tag", "a")
    assert {one["workbench:status"] for one in workbench("annotations", "--json").json} == {
        "anchored"
    }


def test_without_a_passage_the_whole_document_is_annotated(workbench: Workbench) -> None:
    ran = workbench("annotate", "dispatch.txt", "--tag", "key", "--note", "A memo.")
    assert ran.out == "Annotated dispatch.txt, the whole document.\n"
    (made,) = workbench("annotations", "--json").json
    assert "selector" not in made["target"]
    assert made["workbench:status"] == "anchored"
    assert "the whole document" in workbench("annotations").out
    assert workbench("annotate", "dispatch.txt").code == 2
