"""The fields of a source: what is typed, what is kept, what is refused."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.citing import document
from workbench.citations.csljson import tidy
from workbench.citations.fields import FIELDS, TYPES, field_of
from workbench.citations.item import item_of
from workbench.model import WorkbenchError

WORDS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), max_size=30)


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Ward, Anna", [{"family": "Ward", "given": "Anna"}]),
        ("King, Martin, Jr.", [{"family": "King", "given": "Martin", "suffix": "Jr."}]),
        (
            "van der Berg, Jan; Ministry of Defence",
            [{"family": "van der Berg", "given": "Jan"}, {"literal": "Ministry of Defence"}],
        ),
        ("Anna Ward", [{"family": "Ward", "given": "Anna"}]),
        ("{Anna Ward}", [{"literal": "Anna Ward"}]),
        ("{Smith, Jones; Sons}; Ward, A.", [
            {"literal": "Smith, Jones; Sons"}, {"family": "Ward", "given": "A."}]),
        (" ; ", []),
    ],
)  # fmt: skip
def test_names_are_family_given_or_an_institution(typed: str, names: list[Any]) -> None:
    assert field_of("author").parsed(typed) == names


@pytest.mark.parametrize(
    ("typed", "date"),
    [
        ("2008", {"date-parts": [[2008]]}),
        ("2008-09", {"date-parts": [[2008, 9]]}),
        ("9 September 2008", {"date-parts": [[2008, 9, 9]]}),
        ("Sept. 2008", {"date-parts": [[2008, 9]]}),
        ("about 2008", {"date-parts": [[2008]], "circa": True}),
        ("~2008-09", {"date-parts": [[2008, 9]], "circa": True}),
        ("2008-09-09/2008-10", {"date-parts": [[2008, 9, 9], [2008, 10]]}),
        ("", ""),
    ],
)
def test_dates_keep_the_precision_that_they_are_typed_in(typed: str, date: object) -> None:
    assert field_of("date").parsed(typed) == date


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("issued", "yesterday", "A date is"),
        ("issued", "2008-02-31", "A date is"),
        ("issued", "2008-13", "A date is"),
        ("issued", "2009/2008", "before the first"),
        ("author", "a, b, c, d", "Family, Given"),
        ("author", "Ward,", "Family, Given"),
        ("URL", "example.org", "http"),
        ("URL", "https://a b", "http"),
        ("type", "scroll", "There is no type scroll"),
        ("type", "post c", "There is no type"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_a_sentence(field: str, typed: str, said: str) -> None:
    with pytest.raises(WorkbenchError, match=said):
        field_of(field).parsed(typed)


def test_a_field_is_known_by_its_variable_and_by_its_label() -> None:
    assert field_of("container-title") is field_of("Source")
    with pytest.raises(WorkbenchError, match="has no field isbn; it has title, author"):
        field_of("isbn")


@given(WORDS)
def test_what_a_field_shows_can_be_typed_again(typed: str) -> None:
    for field in FIELDS:
        try:
            value = field.parsed(typed)
        except WorkbenchError:
            continue
        item = tidy({field.name: value})
        shown = field.shown(item)
        assert tidy({field.name: field.parsed(shown)}) == item, field.name


@given(st.sampled_from(sorted(TYPES)), st.lists(st.builds(lambda f, g: {"family": f, "given": g},
       st.text("abc'", min_size=1), st.text("xyz.", min_size=1)), max_size=3))  # fmt: skip
def test_what_others_wrote_is_shown_so_that_it_can_be_kept(
    kind: str, names: list[dict[str, str]]
) -> None:
    item = tidy({"type": kind, "author": names})
    for field in FIELDS:
        assert tidy({field.name: field.parsed(field.shown(item))}).get(field.name) == item.get(
            field.name
        )


def test_the_type_follows_the_other_members_unless_the_analyst_says_it() -> None:
    info = document("Text.", title="Draft").info
    assert item_of(info)["type"] == "document"
    assert item_of(info, {"URL": "https://a.example"})["type"] == "webpage"
    assert item_of(info, {"container-title": "Wire"})["type"] == "article-newspaper"
    assert item_of(info, {"container-title": "Wire", "type": "report"})["type"] == "report"
