"""Tables, and annotations from Hypothesis: what is read, and what is listed."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchanging import MINUTES, Work, collection, placed, quoted, work
from workbench.exchange.placing import Utf16
from workbench.library import Library
from workbench.notes.grades import Grade


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return collection(tmp_path_factory.mktemp("collection"))


@pytest.fixture
def project(library: Library, tmp_path: Path) -> Work:
    return work(library, tmp_path / "home")


def test_a_table_of_ones_own_is_read(project: Work) -> None:
    table = "PATH,Other,Quote,Tags\nminutes.txt,?,Nobody objected,a/b\n\n"
    assert project.read("csv", table.encode()).read == 1
    [note] = project.notes.all()
    assert (note.exact, note.tags, note.note) == ("Nobody objected", ("a/b",), "")


def test_a_grade_has_a_column_of_its_own(project: Work) -> None:
    table = "path,quote,tags,grade\nminutes.txt,Nobody objected,a,b 2\nminutes.txt,Chair,,B9\n"
    imported = project.read("csv", table.encode())
    [note] = project.notes.all()
    assert (note.tags, note.grade) == (("a",), Grade("B", "2"))
    assert [one.reason[:12] for one in imported.left_out] == ["a grade is a"]
    [written] = csv.DictReader((project.export("csv").text or "").splitlines())
    assert (written["grade"], written["tags"]) == ("B2", "a")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("gone.txt,x,,", "there is no document gone.txt"),
        ("minutes.txt,,-4,9", "its position is not in the document"),
        ("minutes.txt,,5,1", "its position is not in the document"),
        ("minutes.txt,,5,", "its position is not in the document"),
        ("minutes.txt,,a,b", "its position is not in the document"),
    ],
)
def test_rows_that_cannot_be_notes_are_listed(project: Work, row: str, reason: str) -> None:
    imported = project.read("csv", f"path,quote,start,end\n{row}\n".encode())
    assert [tuple(one) for one in imported.left_out] == [("the row that ends in line 2", reason)]
    assert project.files() == {}


def row(**members: object) -> dict[str, Any]:
    return {
        "id": "aBcDeF",
        "created": "2019-01-03T19:46:09.334539+00:00",
        "updated": "2019-01-04T00:00:00+00:00",
        "user": "acct:jane@hypothes.is",
        "uri": "https://example.org/quay",
        "text": "How long?",
        "tags": ["length", "a / b"],
        "target": [{"source": "https://example.org/quay", "selector": [quoted("164 metres")]}],
        "document": {"title": ["About the  quay"]},
    } | members


@pytest.mark.parametrize(
    "wrap", [lambda r: {"total": 1, "rows": [r]}, lambda r: [r], lambda r: {"annotations": [r]}]
)
def test_annotations_from_hypothesis_are_read(
    project: Work, wrap: Callable[[dict[str, Any]], object]
) -> None:
    assert project.read("hypothesis", wrap(row())).left_out == ()
    [note] = project.notes.all()
    assert (note.exact, note.tags, note.note) == ("164 metres", ("length", "a/b"), "How long?")
    assert (note.creator, note.created) == ("jane", "2019-01-03T19:46:09Z")
    assert note.raw["via"] == "https://hypothes.is/a/aBcDeF"
    assert project.read("hypothesis", wrap(row())).read == 0


def test_a_page_is_found_by_its_title_too(project: Work) -> None:
    moved = row(uri="https://other.example/", target=[])
    assert project.read("hypothesis", [moved]).read == 1
    assert project.notes.all()[0].whole


def test_positions_of_a_browser_tell_copies_apart(project: Work) -> None:
    words = "The lease was let"
    second = MINUTES.rindex(words)
    units = len(MINUTES[:second].encode("utf-16-le")) // 2
    selectors = [placed(units, units + len(words)), quoted(words)]
    theirs = row(uri="minutes.txt", target=[{"source": "minutes.txt", "selector": selectors}])
    project.read("hypothesis", [theirs])
    assert project.notes.all()[0].span == (second, second + len(words))


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (row(references=["x"]), "it is a reply to another"),
        (row(id=3), "it has no id"),
        (row(tags=["x" * 300]), "the name of a tag can have at most 200 characters"),
        (row(target=[{"selector": [placed(5, 4)]}]), "it has no quote, and its position is not"),
        (row(uri="u:x", document=7, target=[{"source": []}]), "there is no document here with"),
    ],
)
def test_rows_of_hypothesis_that_cannot_be_notes_are_listed(
    project: Work, bad: dict[str, Any], reason: str
) -> None:
    imported = project.read("hypothesis", [bad])
    assert [one.reason.startswith(reason) for one in imported.left_out] == [True]
    assert project.files() == {}


@given(st.text(alphabet=st.sampled_from("aé😀𝒳中"), max_size=20), st.integers(0, 20))
def test_utf16_units_become_code_points(text: str, point: int) -> None:
    point = min(point, len(text))
    unit = len(text[:point].encode("utf-16-le")) // 2
    assert Utf16(text).code_point(unit) == point
