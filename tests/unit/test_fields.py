"""Which rooms a query may ask, before it is read."""

from __future__ import annotations

import pytest

from workbench.fields import asks_for_names, asks_for_notes


@pytest.mark.parametrize(
    ("query", "names", "notes"),
    [
        ("lease tag:money", False, True),
        ("-Tag:money", False, True),
        ("(berth OR Person:lunde)", True, False),
        ("speaker:=Lunde", True, False),
        ("is:unread", False, True),
        ("SAVED:mine", True, True),
        ("title:note person", False, False),
    ],
)
def test_who_is_asked_is_told_by_the_fields_of_a_query(
    query: str, names: bool, notes: bool
) -> None:
    assert (asks_for_names(query), asks_for_notes(query)) == (names, notes)
