"""The memory of searching from the command line: what is logged, and what is made of it."""

from __future__ import annotations

import csv
import io
import json
from contextlib import closing
from pathlib import Path

from tests.e2e.conftest import Workbench
from workbench.project import Project


def log(folder: Path) -> Path:
    return folder / ".workbench" / "log" / "anonymous.jsonl"


def test_a_search_is_logged_unless_that_is_not_wanted(workbench: Workbench, folder: Path) -> None:
    assert workbench("searches").code == 1
    workbench("search", "troops")
    workbench("search", "troops", "--kwic")
    workbench("search", "quay", "--no-log")
    [asked] = workbench("searches", "--json").json["searches"]
    assert (asked["query"], asked["runs"], asked["total"]) == ("troops", 2, 1)
    assert asked["through"] == ["command"]
    assert asked["never_opened"] == 1
    assert workbench("searches", "--json", "--by", "nobody").json["searches"] == []
    (folder / ".workbench" / "project.toml").write_text("search_log = false\n")
    before = log(folder).read_bytes()
    workbench("search", "berth")
    assert log(folder).read_bytes() == before


def test_the_method_record_is_a_table_of_what_one_analyst_did(
    workbench: Workbench, folder: Path
) -> None:
    ids = {info["path"]: info["id"] for info in workbench("documents", "--json").json}
    first, second = (folder / ".workbench" / "log" / f"{name}.jsonl" for name in ("a", "b"))
    first.parent.mkdir()
    for by, path, document in (("A", first, "dispatch.txt"), ("B", second, "quay/memo.md")):
        ran = {"kind": "search", "at": f"2026-11-2{ord(by) - 64}T10:00:00Z", "by": by, "id": by}
        said = ran | {"query": "troops", "read": "troops", "total": 2, "among": 3}
        read = {"kind": "read", "at": "2026-11-23T10:00:00Z", "by": by, "search": by, "share": 0.5}
        opened = {"kind": "opened", "at": "2026-11-22T10:00:00Z", "by": by, "search": by}
        of = {"document": ids[document]}
        lines = (said, opened | of, read | of | {"seconds": 9})
        path.write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    rows = list(csv.DictReader(io.StringIO(workbench("searches", "--csv").out)))
    assert [(r["query"], r["by"], r["found"], r["among"], r["read"]) for r in rows] == [
        ("troops", "A; B", "2", "3", "2")
    ]
    [row] = csv.DictReader(io.StringIO(workbench("searches", "--csv", "--by", "B").out))
    assert (row["by"], row["runs"], row["opened"], row["never opened"]) == ("B", "1", "1", "1")
    [asked] = workbench("searches", "--json", "--by", "A").json["searches"]
    assert (asked["read"], asked["among"]) == ([ids["dispatch.txt"]], 3)
    rows = list(csv.DictReader(io.StringIO(workbench("coverage", "--csv", "--by", "A").out)))
    assert {row["path"]: (row["state"], row["found"], row["seconds"]) for row in rows} == {
        "dispatch.txt": ("read", "yes", "9"),
        "quay/memo.md": ("neither found nor opened", "no", "0"),
        "quay/page.html": ("neither found nor opened", "no", "0"),
    }
    assert workbench("coverage", "--json", "--by", "nobody").json["read"] == 0


def test_saved_searches_tell_what_is_new(workbench: Workbench, folder: Path) -> None:
    with closing(Project.open(folder)) as project:
        project.searches.save("Moves", "troops")
        project.searches.save("Again", "saved:moves OR quay")
    [again, moves] = workbench("searches", "--new", "--json").json["saved"]
    assert (moves["documents"], moves["new"]) == (1, None)
    assert again["documents"] == 3
    with closing(Project.open(folder)) as project:
        project.looks.looked("troops", [])
    shown = workbench("searches", "--new").out
    assert "1 document, 1 new" in shown
    assert "dispatch.txt" in shown
    assert "not looked at yet" in shown


def test_a_search_answers_where_it_cannot_be_logged(workbench: Workbench, folder: Path) -> None:
    workbench("index")
    log(folder).parent.mkdir()
    log(folder).mkdir()
    ran = workbench("search", "troops", "--json")
    assert ran.json["total"] == 1
    assert [line for line in ran.complaints if "The search was not logged" in line]


def test_broken_lines_are_counted_and_told(workbench: Workbench, folder: Path) -> None:
    workbench("search", "troops")
    with log(folder).open("ab") as file:
        file.write(b"\xff\x1b[2J\n")
    ran = workbench("searches", "--json")
    assert ran.json["broken_lines"] == 1
    assert ran.complaints == ["1 line of the search log could not be read."]


def test_coverage_tells_what_no_query_found(workbench: Workbench) -> None:
    workbench("search", "troops")
    covered = workbench("coverage", "--json").json
    ids = {info["path"]: info["id"] for info in workbench("documents", "--json").json}
    assert covered["documents"] == 3
    assert covered["never_found"] == [ids["quay/memo.md"], ids["quay/page.html"]]
    assert len(covered["never_opened"]) == 3
    shown = workbench("coverage").out
    assert "neither found nor opened" in shown
    assert "quay/memo.md" in shown
    assert "dispatch.txt" not in shown


def test_what_was_read_is_asked_for(workbench: Workbench, folder: Path) -> None:
    ids = {info["path"]: info["id"] for info in workbench("documents", "--json").json}
    log(folder).parent.mkdir()
    line = '{"kind":"read","at":"2026-11-21T10:15:00Z","document":"%s","seconds":%d,"share":1}\n'
    log(folder).write_text(line % (ids["dispatch.txt"], 7) + line % (ids["quay/memo.md"], 4))

    def found(query: str) -> list[str]:
        hits = workbench("search", query, "--json").json["hits"]
        return sorted(hit["document"] for hit in hits)

    assert found("is:read") == [ids["dispatch.txt"]]
    assert found("is:unread") == sorted([ids["quay/memo.md"], ids["quay/page.html"]])
    assert found("NOT is:unread") == [ids["dispatch.txt"]]
    assert found("document:quay/memo.md") == [ids["quay/memo.md"]]
    ran = workbench("search", "is:unread", "--json").json
    assert ran["interpreted"] == "NOT is:read"
    gone = workbench("search", "document:nowhere.txt", "--json")
    assert gone.json["total"] == 0
    assert "There is no document with the id or path nowhere.txt." in gone.json["notices"]


def test_a_search_is_explained_for_people(workbench: Workbench) -> None:
    shown = workbench("search", "troop* OR quay", "--explain").out
    assert "Whoosh searched 3 documents." in shown
    assert "1  troop*  (words that begin so)" in shown
    assert "troops 1" in shown
