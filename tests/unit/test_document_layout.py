"""The layout of a document: every position stands in one row, and every row fits."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from workbench.spans import Spans
from workbench.tui.document.cells import cluster_width
from workbench.tui.document.grid import Grid
from workbench.tui.document.layout import PIECE, Layout, Place, Row
from workbench.tui.document.wrap import flows, wrap

WORDS = [
    "berth",
    "lease",
    "of",
    "the",
    "7,600",
    "well-known",
    "泊位の",
    "“quoted”",
    "x" * 30,
    "👍🏽",
    "é",
]
words = st.sampled_from(WORDS) | st.text(st.characters(exclude_characters="\n"), max_size=12)
paragraph_texts = st.lists(words, min_size=1, max_size=30).map(" ".join).map(str.strip).filter(bool)
gaps = st.sampled_from(["\n", "\n\n", "\n\n\n\n", "\n \n", "\n    ", "\n\n\t ", "\n\u3000\u3000"])
widths = st.integers(2, 40)


def laid_out(parts: list[str], separators: list[str], measure: int, head: int) -> Layout:
    text, spans = "", []
    for part, gap in zip(parts, separators, strict=True):
        spans.append((len(text), len(text) + len(part)))
        text += part + gap
    return Layout(text, Spans(spans), measure, head)


@st.composite
def layouts(draw: st.DrawFn) -> Layout:
    parts = draw(st.lists(paragraph_texts, min_size=1, max_size=8))
    separators = draw(st.lists(gaps, min_size=len(parts), max_size=len(parts)))
    return laid_out(parts, separators, draw(widths), draw(st.integers(0, 5)))


def all_rows(layout: Layout) -> list[Row]:
    return layout.rows(layout.first, 10**9)


@given(layouts())
def test_the_rows_of_a_paragraph_hold_all_of_it_in_order(layout: Layout) -> None:
    rows = [row for row in all_rows(layout) if row.shows_text]
    for number, (start, end) in enumerate(layout.paragraphs):
        own = [row for row in rows if row.place.paragraph == number]
        assert own[0].start == start
        assert own[0].opens
        assert own[-1].stop == end
        assert all(one.stop == other.start for one, other in pairwise(own))
        assert not any(row.opens for row in own[1:])


@given(layouts())
def test_no_row_is_wider_than_the_measure(layout: Layout) -> None:
    for row in all_rows(layout):
        assert layout.cells(row).width <= layout.measure


@given(layouts())
def test_a_row_is_found_by_every_position_in_it(layout: Layout) -> None:
    for row in all_rows(layout):
        if row.shows_text:
            for position in range(row.start, row.stop):
                assert layout.place_of(position) == row.place


@given(layouts())
def test_rows_follow_each_other_in_both_directions(layout: Layout) -> None:
    places = [row.place for row in all_rows(layout)]
    assert places == sorted(places)
    assert places[0] == layout.first
    assert places[-1] == layout.last
    for index, place in enumerate(places):
        for steps in (-7, -1, 0, 1, 7):
            expected = places[max(0, min(len(places) - 1, index + steps))]
            assert layout.step(place, steps) == expected


@given(layouts())
def test_there_are_never_two_empty_rows_between_paragraphs(layout: Layout) -> None:
    rows = [row for row in all_rows(layout) if row.place.paragraph >= 0]
    assert all(one.shows_text or other.shows_text for one, other in pairwise(rows))
    assert rows[0].shows_text
    assert rows[-1].shows_text


@given(st.lists(st.sampled_from(WORDS[:6]), min_size=1, max_size=60).map(" ".join), widths)
def test_rows_break_at_spaces_and_hyphens_and_are_full(text: str, width: int) -> None:
    starts = [*wrap(text, width), len(text)]
    for start, stop in pairwise(starts):
        following = re.match(r"[^ -]*-?", text[stop:])
        assert following is not None
        if width >= 10 and stop < len(text):
            assert text[stop - 1] in " -"
            assert len(text[start:stop].rstrip()) + len(following[0]) > width - (
                text[stop - 1] == " "
            )


@given(paragraph_texts, widths)
@example("/00", 2)
@example("a-_b", 2)
def test_simple_text_wraps_as_it_does_among_other_text(text: str, width: int) -> None:
    plain = re.sub(r"[^ -~]", "x", text)
    starts = [list(wrap(plain + line, width)) for line in ("\n| x", "\n| 語")]
    assert [start for start in starts[0] if start < len(plain)] == [
        start for start in starts[1] if start < len(plain)
    ]


def test_ideographs_break_anywhere_but_before_a_closing_mark() -> None:
    starts = [*wrap("港口的租约。到期", 10), 8]
    rows = ["港口的租约。到期"[start:stop] for start, stop in pairwise(starts)]
    assert rows == ["港口的租", "约。到期"]


def test_a_wide_character_in_a_single_cell_still_gets_its_row() -> None:
    assert list(wrap("泊位", 1)) == [0, 1]


def test_one_line_of_a_megabyte_is_wrapped_by_the_piece() -> None:
    text = "word " * 200_000
    layout = Layout(text, Spans([(0, len(text) - 1)]), 58, 0)
    row = layout.row(layout.place_of(700_003))
    assert row.start <= 700_003 < row.stop
    assert row.place.piece == 700_003 // PIECE
    assert layout.row(layout.last).stop == len(text) - 1
    first, second = layout.span(0, 0), layout.span(0, 1)
    assert first.end == second.start
    assert text[first.end - 1] == " "


def test_a_megabyte_without_a_space_is_cut_all_the_same() -> None:
    text = "泊" * 300_000
    layout = Layout(text, Spans([(0, len(text))]), 58, 0)
    assert layout.row_at(150_000).start <= 150_000 < layout.row_at(150_000).stop
    assert cluster_width(text[0]) == 2


HARD_WRAPPED = """\
The Chair, Tobias Marrek, opened the meeting at 14.05 in the Customs
Room, where the windows had been opened, and said that the board of
the harbour would hear the clerk."""


def test_hard_wrapped_paragraphs_are_set_anew() -> None:
    assert flows(HARD_WRAPPED)
    starts = wrap(HARD_WRAPPED, 88)
    assert list(starts) == [0, HARD_WRAPPED.index("windows")]


@pytest.mark.parametrize(
    "text",
    [
        "one line",
        "Rent: 41,000\nLease: 30 years\nBerth: 7",
        "Quay Street 7\nHalvern\nThe tenants of the old customs house by the northern mole",
        HARD_WRAPPED.replace("\nRoom", "\n- Room"),
        HARD_WRAPPED.replace("\nRoom", "\n    Room"),
        HARD_WRAPPED.replace("\nRoom", "\n| Room"),
    ],
)
def test_lines_that_stand_alone_stay_as_they_are(text: str) -> None:
    assert not flows(text)
    assert len(wrap(text, 200)) == text.count("\n") + 1


def test_short_lines_stand_close_and_long_paragraphs_apart() -> None:
    close = laid_out(["Quay Street 7", "Halvern"], ["\n", "\n"], 40, 0)
    apart = laid_out(["word " * 30 + "end", "Halvern"], ["\n", "\n"], 40, 0)
    assert all(row.shows_text for row in all_rows(close))
    assert not all(row.shows_text for row in all_rows(apart))


def test_a_text_without_paragraphs_has_its_title_alone() -> None:
    layout = Layout("", Spans(), 40, 3)
    assert [row.place for row in all_rows(layout)] == [Place(-1, 0, row) for row in range(3)]
    assert layout.place_of(0) == layout.first


@given(st.integers(0, 400), st.integers(0, 2_000_000))
def test_the_columns_of_the_grid_never_overlap(width: int, paragraphs: int) -> None:
    grid = Grid.of(width, paragraphs)
    assert grid.measure >= 1
    assert grid.text + grid.measure <= max(grid.body_end, 1)
    if grid.number:
        assert len(str(paragraphs)) <= grid.number
        assert grid.left + grid.number <= min(grid.flags)
        assert len({*grid.flags, grid.note, grid.text}) == len(grid.flags) + 2
    if grid.margin >= 0:
        assert grid.measure == 88
        assert grid.margin + grid.margin_width < grid.map


@pytest.mark.parametrize(
    ("before", "measure", "indent"),
    [
        ("", 40, 0),
        ("one\n", 40, 0),
        ("one\n    ", 40, 4),
        ("one\n\n\t", 40, 8),
        ("one\n\u3000\u3000", 40, 4),
        ("one\n" + " " * 300, 40, 19),
        ("one\n    ", 8, 3),
        ("one\n    ", 7, 2),  # what comes first still fits beside it
        ("one\n    ", 4, 1),  # or does not fit anyway
        ("one\n    ", 1, 0),
    ],
)
def test_the_indent_of_a_line_is_kept_as_far_as_there_is_room(
    before: str, measure: int, indent: int
) -> None:
    text = before + "three words here"
    layout = Layout(text, Spans([(len(before), len(text))]), measure, 0)
    rows = layout.rows(layout.first, 99)
    assert rows[0].indent == indent
    assert not any(row.indent for row in rows[1:])


def test_a_tab_after_an_indent_reaches_the_same_stop() -> None:
    layout = Layout("a\n    b\tc", Spans([(0, 1), (6, 9)]), 40, 0)
    cells = layout.cells(layout.row_at(6))
    assert (cells.column(0), cells.column(1), cells.column(2)) == (4, 5, 8)
    assert [cells.offset(column) for column in (0, 3, 4, 5, 7, 8, 99)] == [0, 0, 0, 1, 1, 2, 2]
