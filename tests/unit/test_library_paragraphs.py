"""Paragraphs are what a reader would count."""

from __future__ import annotations

import textwrap
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.library.paragraphs import paragraphs

PROSE = (
    "The minutes of the meeting of 23 February were read and signed, and the captain asked that "
    "the name of his ship be spelt as it stands on its stern and on nothing else. So it was "
    "amended, although the clerk remarked that nobody had ever read the name on the stern, the "
    "ship having always been moored with her stern to the wall of the harbour."
)
LINES = st.lists(st.sampled_from(["", " ", "A line.", "  indented, going on", "x", PROSE[:70]]))
TEXT = st.one_of(st.text(max_size=300), LINES.map("\n".join))


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in paragraphs(text)]


@given(TEXT)
def test_paragraphs_are_trimmed_in_order_and_hold_everything(text: str) -> None:
    spans = list(paragraphs(text))
    for start, end in spans:
        assert text[start:end] == text[start:end].strip() != ""
    for (_, end), (start, _) in pairwise(spans):
        assert end < start
    held = "".join(text[start:end] for start, end in spans)
    assert "".join(held.split()) == "".join(text.split())


@given(TEXT)
def test_a_blank_line_always_ends_a_paragraph(text: str) -> None:
    assert not any(not line.strip() for paragraph in cut(text) for line in paragraph.split("\n"))


def test_without_hard_wraps_every_line_is_a_paragraph() -> None:
    assert cut("A headline\n\n  First line. \nSecond line.\n \nThird.\n") == [
        "A headline",
        "First line.",
        "Second line.",
        "Third.",
    ]


@pytest.mark.parametrize("width", [50, 65, 72, 80, 100])
def test_hard_wrapped_lines_are_joined(width: int) -> None:
    wrapped = textwrap.fill(PROSE, width)
    assert cut(f"{wrapped}\n\n{wrapped}\n") == [wrapped, wrapped]


def test_a_short_line_ends_a_paragraph_in_hard_wrapped_text_too() -> None:
    wrapped = textwrap.fill(PROSE, 72)
    address = "The Regional Auditor\nTwo Rivers"
    indented = textwrap.fill(PROSE, 72, initial_indent="    ")
    assert cut(f"{address}\n\n{wrapped}\n{indented}") == [
        "The Regional Auditor",
        "Two Rivers",
        wrapped,
        indented.strip(),
    ]


def test_hard_wraps_are_recognised_in_scripts_without_capitals() -> None:
    arabic = textwrap.fill("وقال وزير الدفاع إن القوات ستبقى في البلاد " * 12, 60)
    assert cut(f"{arabic}\n\n{arabic}") == [arabic, arabic]


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(f"2017-05-{d:02}  R-{d:03}  Rent of the berth  3,600.00" for d in range(1, 29)),
        "\n".join(f"Sentence {n} of lines that have about the same length." for n in range(30)),
        "\n".join(f"Item {n}" for n in range(30)),
        "\n".join(["A long line of prose that goes on " * 20] * 5),
    ],
    ids=["table", "sentences", "list", "long lines"],
)  # fmt: skip
def test_lines_that_are_not_wrapped_stay_apart(text: str) -> None:
    assert cut(text) == [line.strip() for line in text.split("\n")]


def test_nothing_has_no_paragraphs() -> None:
    assert cut("") == cut(" \n\t\n ") == []
