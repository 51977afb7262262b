"""Cells of a row: what is drawn takes the columns that it is counted for, in every terminal."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len, get_character_cell_size

from workbench.tui.document.cells import (
    RowCells,
    cluster_end,
    cluster_start,
    cluster_width,
    clusters,
    drawn,
    is_simple,
)

AWKWARD = [
    "a", " ", "\t", "é", "e\u0301", "\u0301", "語", "。", "Ж", "👩", "\u200d",
    "👨\u200d👩\u200d👧", "❤\ufe0f", "👍🏽", "🇬🇪", "🇬", "\u200b", "\u200e", "\u00ad", "한",
    "\u1112\u1161\u11ab", "\u0915\u093f", "ﷺ", "\x1b", "\x9b", "\u202e", "\ud800",
    "\U000e0041", "\u034f", "\u3164",
]  # fmt: skip
texts = st.lists(st.sampled_from(AWKWARD) | st.characters(), max_size=40).map("".join)


def test_simple_characters_take_one_cell_and_join_nothing() -> None:
    simple = [chr(code) for code in range(32, sys.maxunicode + 1) if is_simple(chr(code))]
    assert len(simple) > 2000
    for character in simple:
        assert get_character_cell_size(character) == 1
        assert unicodedata.category(character) not in ("Mn", "Me", "Cf", "Cc", "Zl", "Zp")


@given(texts)
def test_clusters_cover_a_text_without_gaps(text: str) -> None:
    ranges = list(clusters(text))
    assert "".join(text[start:end] for start, end in ranges) == text
    assert all(end > start for start, end in ranges)


@given(texts)
def test_a_cluster_is_found_from_any_position_in_it(text: str) -> None:
    for start, end in clusters(text):
        for position in range(start, end):
            assert cluster_start(text, position) == start
        assert cluster_end(text, start) == end


@given(texts)
def test_nothing_that_is_drawn_controls_or_joins(text: str) -> None:
    cells = RowCells(text.replace("\n", " "))
    for character in cells.shown(0, len(text)):
        assert unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Zl", "Zp")
        assert not "\ufe00" <= character <= "\ufe0f"


@given(texts)
def test_a_row_is_as_wide_as_what_is_drawn_of_it(text: str) -> None:
    cells = RowCells(text)
    assert cells.width == cell_len(cells.shown(0, len(text)))


@given(texts, st.integers(0, 60), st.integers(0, 60))
def test_columns_add_up_piece_by_piece(text: str, one: int, other: int) -> None:
    cells = RowCells(text)
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    if start < end:
        start, end = cells.snap(start, end)
        assert cell_len(cells.shown(start, end)) == cells.column(end) - cells.column(start)


@given(texts)
def test_a_column_leads_back_to_the_cluster_that_is_seen_in_it(text: str) -> None:
    cells = RowCells(text)
    for start, end in clusters(text):
        if cells.shown(start, end):
            assert cells.offset(cells.column(start)) == start


def test_a_column_beyond_the_end_is_the_last_character() -> None:
    assert RowCells("berth").offset(99) == 4
    assert RowCells("泊位").offset(99) == 1
    assert RowCells("").offset(0) == 0


@pytest.mark.parametrize(
    ("cluster", "shown", "width"),
    [
        ("👨\u200d👩\u200d👧", "👨👩👧", 6),
        ("❤\ufe0f", "❤", 1),
        ("👍🏽", "👍", 2),
        ("🇬🇪", "🇬🇪", 2),
        ("e\u0301", "e\u0301", 1),
        ("\u0301", "◌\u0301", 1),
        ("\u00ad", "", 0),
        ("\u1112\u1161\u11ab", "\u1112\u1161\u11ab", 2),
        ("\x1b", "\ufffd", 1),
    ],
)
def test_what_terminals_disagree_about_is_drawn_in_parts(
    cluster: str, shown: str, width: int
) -> None:
    assert list(clusters(cluster)) == [(0, len(cluster))]
    assert drawn(cluster) == shown
    assert cluster_width(cluster) == width


def test_a_joiner_between_letters_hides_neither() -> None:
    assert RowCells("a\u200db").shown(0, 3) == "ab"


def test_a_tab_reaches_to_the_next_stop() -> None:
    cells = RowCells("ab\tc")
    assert cells.shown(0, 4) == "ab      c"
    assert cells.column(3) == 8
    assert cells.offset(5) == 2


def test_a_million_marks_on_a_letter_are_not_one_cluster() -> None:
    assert cluster_end("a" + "\u0301" * 1_000_000, 0) < 100
