"""Finding in one text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.model import WorkbenchError
from workbench.search import within
from workbench.search.within import found_within, is_expression

TEXT = "The C++ lease (7,600) was\nsigned; THE Lease, of U.S. origin, was signed\ntwice. Straße."


def found(typed: str) -> list[str]:
    return [TEXT[start:end] for start, end in found_within(TEXT, typed)]


@pytest.mark.parametrize(
    ("typed", "places"),
    [
        ("lease", ["lease", "Lease"]),
        ("Lease", ["Lease"]),
        ("was signed", ["was\nsigned", "was signed"]),
        (r"\d[\d,]*", ["7,600"]),
        (r"^\w+", ["The", "signed", "twice"]),
        ("c++", ["C++"]),
        ("(7", ["(7"]),
        ("[", []),
        ("x*", []),
        ("strasse", ["Straße"]),
        ("", []),
        ("   ", []),
    ],
)
def test_what_is_found(typed: str, places: list[str]) -> None:
    assert found(typed) == places


def test_an_expression_that_would_run_for_ever_is_let_go() -> None:
    with pytest.raises(WorkbenchError, match="takes too long"):
        found_within("a" * 5000, r"(a|aa)+$x|(?:a+)+b\1", seconds=0.05)


def test_there_is_a_most(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(within, "MOST", 3)
    assert len(found_within("a a a a a", "a")) == 3


@given(st.text(max_size=60), st.text(alphabet="ab.*+?()[]{}|\\^$ \n\u0130ß", max_size=12))
def test_anything_can_be_typed(text: str, typed: str) -> None:
    spans = list(found_within(text, typed))
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))


# As in a document's text, in which no character is a control.
SAFE = st.characters(exclude_categories=("Cc", "Cs"))


@given(st.text(SAFE, min_size=1, max_size=30), st.text(max_size=10), st.text(max_size=10))
def test_what_is_typed_as_it_stands_is_found(typed: str, before: str, after: str) -> None:
    if typed.split() and not is_expression(typed) and typed == typed.strip():
        assert len(found_within(f"{before} {typed} {after}", typed))
