"""What is proposed where no document has a name, a tag or a value of a field."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from search_builders import Shelf, document

from workbench.model import WorkbenchError
from workbench.search import Search
from workbench.search.cancelling import CancelledError
from workbench.search.nearby import near_values
from workbench.spans import Spans

_SAID = {"Captain Thorne": 3, "Conrad Thorn": 1, "Margaret Pell": 5, "Interfax": 9, "Internal": 2}


def _values(beginning: str, limit: int) -> Sequence[tuple[str, int]]:
    found = [one for one in _SAID.items() if f" {beginning.lower()}" in f" {one[0].lower()}"]
    return found[:limit]


@pytest.mark.parametrize(
    ("typed", "proposed"),
    [
        ("Thorn", ["Captain Thorne", "Conrad Thorn"]),
        ("margret", ["Margaret Pell"]),
        ("marg", ["Margaret Pell"]),
        ("Interfac", ["Interfax"]),
        ("zzzz", []),
        ("", []),
    ],
)
def test_values_like_what_was_typed_come_the_likest_first(typed: str, proposed: list[str]) -> None:
    assert near_values(typed, _values) == proposed


def test_who_loses_interest_is_not_kept() -> None:
    asked: list[str] = []

    def values(beginning: str, limit: int) -> Sequence[tuple[str, int]]:
        asked.append(beginning)
        return []

    with pytest.raises(CancelledError):
        near_values("margret", values, lambda: bool(asked))
    assert asked == ["margret"]


@given(st.text(max_size=12))
def test_anything_may_be_typed(typed: str) -> None:
    assert len(near_values(typed, _values)) <= 3


def test_a_name_that_nobody_has_leads_to_names_that_somebody_has(tmp_path: Path) -> None:
    shelf = Shelf([document("The berth was let.", "let", source="Northern Wire")])

    def speaker(value: str) -> dict[str, Spans]:
        if "pell" in value.lower():
            raise WorkbenchError("The list of names cannot be read.")
        return {"let": Spans([(4, 9)])} if "thorne" in value.lower() else {}

    names = {"speaker": speaker}
    with closing(
        Search(tmp_path, shelf, names, values={"speaker": _values}, exact=names)
    ) as search:
        search.update(list(shelf.by_id.values()))
        search.commit()
        asked = {
            query: [one.query for one in search.search(query).suggestions]
            for query in (
                "speaker:=Thorn berth",
                "speaker:margret",
                "source:northrn",
                "title:leese",
            )
        }
    assert asked == {
        "speaker:=Thorn berth": [
            'speaker:="Captain Thorne" AND berth',
            "berth",
        ],
        "speaker:margret": [],
        "source:northrn": ["source:northern"],
        "title:leese": [],
    }
