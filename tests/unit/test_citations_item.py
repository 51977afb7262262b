"""The bibliographic item: what is known, in CSL-JSON's shapes, and nothing that is not."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.citing import document
from workbench.citations.csljson import tidy
from workbench.citations.item import UNTITLED, item_of
from workbench.library.safe import one_line

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner),
    max_leaves=12,
)
MEMBERS = st.sampled_from(["title", "author", "issued", "URL", "type", "id", "x:y", "editor"])


def strings(value: Any) -> list[str]:
    """Every string in a JSON value."""
    if isinstance(value, dict):
        return [text for one in value.values() for text in strings(one)]
    if isinstance(value, list):
        return [text for one in value for text in strings(one)]
    return [value] if isinstance(value, str) else []


def test_an_item_holds_what_the_document_says() -> None:
    info = document(
        "Text.",
        title="What the berth cost",
        date="2019-03-11",
        source="Port Authority",
        authors=("Ansel, Ruth", "M. Ivers"),
        place="Vennerby",
        url="https://example.org/berth",
        language="en",
    ).info
    assert item_of(info) == {
        "id": info.id,
        "type": "article-newspaper",
        "title": "What the berth cost",
        "author": [{"family": "Ansel", "given": "Ruth"}, {"family": "Ivers", "given": "M."}],
        "container-title": "Port Authority",
        "issued": {"date-parts": [[2019, 3, 11]]},
        "URL": "https://example.org/berth",
        "language": "en",
    }


def test_a_document_that_says_nothing_is_known_by_its_path() -> None:
    info = document("Text.").info
    assert item_of(info) == {
        "id": info.id,
        "type": "document",
        "title": "wire/news.txt",
        UNTITLED: True,
    }


def test_corrections_replace_and_empty_ones_leave_out() -> None:
    info = document("Text.", title="Draft", source="Wire", date="2008").info
    corrections = {"title": "Final", "container-title": "", "id": "another", "x:y": "theirs"}
    item = item_of(info, corrections)
    assert item["title"] == "Final"
    assert "container-title" not in item
    assert item["issued"] == {"date-parts": [[2008]]}
    assert item["id"] == info.id
    assert "x:y" not in item
    assert item_of(info, {"title": ""})["title"] == info.path


def test_a_paper_that_signs_itself_is_no_person() -> None:
    info = document("Text.", source="Petrel Quay", authors=("Petrel Quay", "Anna Ward")).info
    assert item_of(info)["author"] == [
        {"literal": "Petrel Quay"},
        {"family": "Ward", "given": "Anna"},
    ]


def test_the_analysts_names_are_kept_as_they_are() -> None:
    info = document("Text.", authors=("Petrel Quay",)).info
    names = [{"literal": "Hannah Prewitt"}, {"family": "Quay", "given": "P. Q.", "suffix": "Jr."}]
    assert item_of(info, {"author": names})["author"] == names


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2008", {"date-parts": [[2008]]}),
        ("2008-09", {"date-parts": [[2008, 9]]}),
        ("2008-09-09", {"date-parts": [[2008, 9, 9]]}),
        ("2008-09-09/2008-09-12", {"date-parts": [[2008, 9, 9], [2008, 9, 12]]}),
        ("late August 2008", {"literal": "late August 2008"}),
        ("2008-13", {"literal": "2008-13"}),
        (2008, {"date-parts": [[2008]]}),
        ({"date-parts": [["2008", "9"]]}, {"date-parts": [[2008, 9]]}),
        ({"date-parts": [[2008, None]], "circa": 1}, {"date-parts": [[2008]], "circa": True}),
        ({"raw": "2008-09"}, {"date-parts": [[2008, 9]]}),
        ({"date-parts": [["soon"]], "literal": "soon"}, {"literal": "soon"}),
        ({"date-parts": []}, None),
        ([2008], None),
    ],
)
def test_a_date_keeps_the_precision_that_it_was_given_in(written: object, date: object) -> None:
    assert tidy({"issued": written}).get("issued") == date


@given(st.dictionaries(MEMBERS, JSON))
def test_whatever_was_typed_an_item_is_safe_and_has_a_title(corrections: dict[str, Any]) -> None:
    item = item_of(document("Text.", title="Said").info, corrections)
    assert item["title"]
    assert item["id"] == "wire-news-txt-0123456789"
    assert all(text == one_line(text) and len(text) <= 1_000 for text in strings(item))
    json.dumps(item)


def test_control_characters_and_endless_titles_are_tamed() -> None:
    item = tidy({"title": "A\x1b]52;c;eA==\x07\nB", "publisher": "long " * 10_000})
    assert item["title"] == "A␛]52;c;eA==␇ B"
    assert len(item["publisher"]) <= 1_000
    assert item["publisher"].endswith("…")
