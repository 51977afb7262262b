"""Saved searches: one record each, undone in one step, and what is new since the last look."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from workbench.model import WorkbenchError
from workbench.search.memory import Looks, SavedSearch, SavedSearches
from workbench.store.history import History


@pytest.fixture
def history(tmp_path: Path, clock: Callable[[], datetime]) -> History:
    return History(tmp_path, clock, analyst="A. Analyst")


@pytest.fixture
def searches(tmp_path: Path, history: History, clock: Callable[[], datetime]) -> SavedSearches:
    return SavedSearches(tmp_path, history, clock)


def files(home: Path) -> dict[str, dict[str, object]]:
    folder = home / "searches"
    return {path.name: json.loads(path.read_bytes()) for path in sorted(folder.glob("*.json"))}


def test_a_saved_search_is_one_record_with_sorted_keys(
    tmp_path: Path, searches: SavedSearches
) -> None:
    saved = searches.save("  The   rent ", 'rent "36,000 crowns"~3', "date")
    assert saved == SavedSearch(
        "The rent", 'rent "36,000 crowns"~3', "date", "2026-11-21T10:15:00Z", "A. Analyst"
    )
    [path] = (tmp_path / "searches").iterdir()
    assert path.name.startswith("the-rent-")
    assert path.read_text(encoding="utf-8") == (
        '{\n "created": "2026-11-21T10:15:00Z",\n'
        ' "creator": {\n  "name": "A. Analyst",\n  "type": "Person"\n },\n'
        ' "name": "The rent",\n "query": "rent \\"36,000 crowns\\"~3",\n'
        ' "sort": "date",\n "workbench:schema": 1\n}\n'
    )


def test_each_change_is_one_step_that_undo_takes_back(
    searches: SavedSearches, history: History
) -> None:
    searches.save("rent", "rent")
    searches.edit("rent", "rent OR lease")
    searches.rename("rent", "Rents")
    searches.delete("Rents")
    told = []
    seen: list[list[tuple[str, str]]] = []
    while step := history.undo():
        told.append(step.words)
        seen.append([(one.name, one.query) for one in searches.all()])
    assert told == [
        "Deleted the search Rents",
        "Renamed the search rent to Rents",
        "Edited the search rent",
        "Saved the search rent",
    ]
    assert seen == [
        [("Rents", "rent OR lease")],
        [("rent", "rent OR lease")],
        [("rent", "rent")],
        [],
    ]


def test_members_that_are_not_known_are_kept(tmp_path: Path, searches: SavedSearches) -> None:
    searches.save("rent", "rent")
    [path] = (tmp_path / "searches").iterdir()
    record = json.loads(path.read_bytes()) | {"colour": "red", "workbench:later": [1]}
    path.write_text(json.dumps(record), encoding="utf-8")
    searches.edit("rent", "lease")
    searches.rename("rent", "lease")
    [kept] = files(tmp_path).values()
    assert kept == record | {"query": "lease", "name": "lease"}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("{", "not valid JSON"),
        ("[]", "does not hold a JSON object"),
        ('{"query": "rent"}', "has no name"),
        ('{"name": "rent", "query": "  "}', "has no query"),
        ('{"name": "rent", "query": "rent", "workbench:schema": 99}', "newer version"),
    ],
)
def test_what_cannot_be_read_is_listed_and_left_alone(
    tmp_path: Path, searches: SavedSearches, content: str, reason: str
) -> None:
    path = tmp_path / "searches" / "strange.json"
    path.parent.mkdir()
    path.write_text(content, encoding="utf-8")
    searches.save("other", "rent")
    assert [search.name for search in searches.all()] == ["other"]
    [problem] = searches.problems()
    assert reason in str(problem)
    assert path.read_text(encoding="utf-8") == content


def test_a_file_that_repeats_a_name_is_listed(tmp_path: Path, searches: SavedSearches) -> None:
    searches.save("rent", "rent")
    copy = tmp_path / "searches" / "copy.json"
    copy.write_text('{"name": "rent", "query": "another"}', encoding="utf-8")
    searches.refresh()
    assert [search.query for search in searches.all()] == ["rent"]
    assert "another file has the same name" in str(searches.problems()[0])


def test_another_copy_sees_what_was_saved_and_takes_no_name_twice(
    tmp_path: Path, history: History, searches: SavedSearches
) -> None:
    other = SavedSearches(tmp_path, History(tmp_path, analyst="B. Reader"))
    assert other.all() == []
    searches.save("rent", "rent")
    with pytest.raises(WorkbenchError, match="There is a saved search rent already"):
        other.save("rent", "something else")
    assert [search.query for search in other.all()] == ["rent"]
    with pytest.raises(WorkbenchError, match="There is no saved search quay"):
        other.delete("quay")


@pytest.mark.parametrize(
    ("name", "query"), [("", "rent"), (" \t", "rent"), ("n" * 201, "rent"), ("rent", " ")]
)
def test_what_cannot_be_saved_is_refused(
    tmp_path: Path, searches: SavedSearches, name: str, query: str
) -> None:
    with pytest.raises(WorkbenchError):
        searches.save(name, query)
    assert not (tmp_path / "searches").exists()


def test_nothing_in_a_saved_search_acts_as_control(tmp_path: Path, searches: SavedSearches) -> None:
    saved = searches.save("a\x1b]0;b\nc", "x\x9b31m\ny")
    assert saved.name == "a␛]0;b c"
    assert saved.query == "x\ufffd31m y"


# -- what is new


def test_new_is_what_was_not_there_at_the_last_look(tmp_path: Path) -> None:
    looks = Looks(tmp_path / "looks")
    assert looks.new("rent", ["a", "b"]) is None
    looks.looked("rent", ["b", "a"])
    assert Looks(tmp_path / "looks").new("rent", ["c", "a", "d", "b"]) == ["c", "d"]
    assert looks.new("rent", ["a"]) == []
    assert looks.new("lease", ["a"]) is None
    looks.looked("rent", [])
    assert looks.new("rent", ["a"]) == ["a"]


@pytest.mark.parametrize("content", ["", "{}", '{"seen": 7}', '{"seen": "%%%"}', "[1]"])
def test_a_look_that_cannot_be_read_was_not_taken(tmp_path: Path, content: str) -> None:
    looks = Looks(tmp_path)
    looks.looked("rent", ["a"])
    [path] = tmp_path.iterdir()
    path.write_text(content, encoding="utf-8")
    assert looks.new("rent", ["a"]) is None
    looks.looked("rent", ["a"])
    assert looks.new("rent", ["a"]) == []
