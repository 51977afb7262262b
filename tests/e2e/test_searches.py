"""The memory of searching from the command line: what is logged, and what is made of it."""

from __future__ import annotations

from pathlib import Path

from tests.e2e.conftest import Workbench


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
