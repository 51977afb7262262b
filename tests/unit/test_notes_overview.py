"""Notes chosen and counted over the whole collection."""

from __future__ import annotations

from collections import Counter
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.notes import Annotation
from workbench.notes.overview import (
    Choice,
    TagCount,
    by_analyst,
    by_document,
    by_document_and_tag,
    by_tag,
    choose,
    together,
)
from workbench.spans import Span


def note(
    identity: str,
    tags: tuple[str, ...] = (),
    *,
    document: str = "d-1",
    span: tuple[int, int] | None = (0, 5),
    analyst: str = "Ann",
    created: str = "2026-11-21T10:15:00Z",
    text: str = "",
) -> Annotation:
    place = None if span is None else Span(*span)
    return Annotation(
        identity, document, place, "The café", "", "", tags, text, created, "", analyst, "", {}
    )


NOTES = [
    note("a", ("money/rent", "money")),
    note("b", ("money/rent",), analyst="Ben", created="2026-12-01T00:00:00Z"),
    note("c", ("moneybox",), document="d-2", text="A second Look"),
    note("d", (), document="d-2", span=None, analyst="", created=""),
]


@pytest.mark.parametrize(
    ("choice", "ids"),
    [
        (Choice(), "abcd"),
        (Choice(tag="money"), "ab"),
        (Choice(tag="money/rent"), "ab"),
        (Choice(tag="rent"), ""),
        (Choice(tag=""), "d"),
        (Choice(analyst="Ben"), "b"),
        (Choice(analyst=""), "d"),
        (Choice(document="d-2"), "cd"),
        (Choice(since="2026-11-22"), "b"),
        (Choice(until="2026-11"), "ac"),
        (Choice(until="2026-11-21"), "ac"),
        (Choice(since="2026-11-21", until="2026-11-21T10:14"), ""),
        (Choice(words="LOOK cafe"), "c"),
        (Choice(words="absent"), ""),
        (Choice(status="moved"), "b"),
        (Choice(status="moved", analyst="Ann"), ""),
    ],
)
def test_notes_are_chosen_by_all_that_is_asked(choice: Choice, ids: str) -> None:
    chosen = choose(NOTES, choice, lambda one: "moved" if one.id == "b" else "anchored")
    assert "".join(one.id for one in chosen) == ids


def test_counts_by_document_analyst_and_tag() -> None:
    assert by_document(NOTES) == {"d-1": 2, "d-2": 2}
    assert by_analyst(NOTES) == {"Ann": 2, "Ben": 1, "": 1}
    assert by_document_and_tag(NOTES)["d-1"] == {"money/rent": 2, "money": 1}
    assert by_tag(NOTES) == {
        "money": TagCount(own=1, with_below=2),
        "money/rent": TagCount(own=2, with_below=2),
        "moneybox": TagCount(own=1, with_below=1),
    }


def test_tags_go_together_on_one_note_and_on_passages_that_overlap() -> None:
    notes = [
        note("a", ("x", "y"), span=(0, 10)),
        note("b", ("z",), span=(9, 12)),
        note("c", ("w",), span=(12, 15)),
        note("d", ("z",), span=(0, 99), document="d-2"),
        note("e", ("y", "x"), span=None),
    ]
    assert together(notes) == {("x", "y"): 2, ("x", "z"): 1, ("y", "z"): 1}


TAGS = st.lists(st.sampled_from("wxyz"), max_size=3, unique=True).map(tuple)
SPANS = st.tuples(st.integers(0, 20), st.integers(1, 10)).map(lambda one: (one[0], sum(one)))


@given(st.lists(st.tuples(TAGS, SPANS, st.sampled_from(["d-1", "d-2"])), max_size=12))
def test_together_is_what_every_pair_says(made: list[tuple[tuple[str, ...], Span, str]]) -> None:
    notes = [
        note(str(number), tags, span=span, document=document)
        for number, (tags, span, document) in enumerate(made)
    ]
    expected: Counter[tuple[str, str]] = Counter()
    for one in notes:
        expected.update(combinations(sorted(one.tags), 2))
    for one, other in combinations(notes, 2):
        assert one.span is not None
        assert other.span is not None
        overlap = max(one.span.start, other.span.start) < min(one.span.end, other.span.end)
        if one.document == other.document and overlap:
            pairs = product(one.tags, other.tags)
            expected.update({(min(a, b), max(a, b)) for a, b in pairs if a != b})
    assert together(notes) == expected
