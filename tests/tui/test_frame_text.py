"""Rows of text: cutting, fitting and wrapping to cells, and lists of any length."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from workbench.tui.fuzzy import fold, match, rank
from workbench.tui.text import ELLIPSIS, Run, cut, ellipsed, fit, marked, width_of, wrap, wrap_to
from workbench.tui.trail import Place, Trail
from workbench.tui.widgets.histogram import histogram
from workbench.tui.widgets.listing import Entry, Line, Listing
from workbench.tui.words import count, duration, long_date, milliseconds, month_number, short_date

LETTERS = st.text(alphabet="abc é漢字🚢\u0301 ­-", max_size=60)
RUNS = st.lists(st.builds(Run, LETTERS, st.sampled_from(["text", "hit", "muted"])), max_size=6)


def words_of(runs: list[Run]) -> list[str]:
    return "".join(run.text for run in runs).split()


@given(LETTERS, st.integers(0, 40))
def test_cut_text_fits_and_ends_in_an_ellipsis_where_something_is_left_out(
    text: str, width: int
) -> None:
    short = cut(text, width)
    assert cell_len(short) <= width
    assert short == text or width == 0 or short.endswith(ELLIPSIS)


@given(RUNS, st.integers(0, 40))
def test_fitted_runs_fit(runs: list[Run], width: int) -> None:
    assert width_of(fit(runs, width)) <= width
    assert width_of(ellipsed(runs, width)) <= max(width, 0)


@given(RUNS, st.integers(2, 40))
def test_wrapped_lines_fit_and_lose_no_word(runs: list[Run], width: int) -> None:
    lines = wrap(runs, width)
    assert lines
    assert all(width_of(line) <= width for line in lines)
    kept = "".join(run.text for line in lines for run in line).replace(" ", "")
    assert kept == "".join(words_of(runs))


@given(RUNS, st.integers(2, 40), st.integers(1, 4))
def test_wrapping_to_some_rows_says_that_more_follows(
    runs: list[Run], width: int, rows: int
) -> None:
    lines = wrap_to(runs, width, rows)
    assert len(lines) <= rows
    assert all(width_of(line) <= width for line in lines)
    if len(wrap(runs, width)) > rows:
        assert lines[-1][-1].text.endswith(ELLIPSIS)


def test_a_hit_inside_a_word_does_not_break_it() -> None:
    runs = marked("the harbourmaster left", [(4, 11)], "hit")
    lines = wrap(runs, 15)
    assert [[run.text for run in line] for line in lines] == [
        ["the"],
        ["harbour", "master"],
        ["left"],
    ]


@given(LETTERS, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=5))
def test_marking_keeps_the_text(text: str, marks: list[tuple[int, int]]) -> None:
    runs = marked(text, sorted(marks), "hit")
    assert "".join(run.text for run in runs) == text


@given(st.lists(st.integers(1, 4), min_size=1, max_size=50))
def test_every_row_of_a_listing_belongs_to_one_entry(heights: list[int]) -> None:
    def make(index: int) -> Entry:
        return Entry((Line(),) * heights[index], index)

    listing = Listing.high(heights, make)
    assert listing.height == sum(heights)
    rows = [listing.at(row) for row in range(listing.height)]
    assert rows == [index for index, height in enumerate(heights) for _ in range(height)]
    for index in range(len(heights)):
        assert listing.end(index) - listing.start(index) == heights[index]


def test_entries_are_made_only_when_they_come_into_sight() -> None:
    made = []

    def make(index: int) -> Entry:
        made.append(index)
        return Entry((Line(), Line()), index)

    listing = Listing.alike(1_000_000, 2, make)
    assert listing.height == 2_000_000
    assert listing[listing.at(1_999_999)].key == 999_999
    assert made == [999_999]


def test_fuzzy_finding_forgives_case_accents_and_a_slip() -> None:
    labels = [fold(label) for label in ("Café at the quay", "Harbour letters", "Ship ledger")]
    assert [one.index for one in rank("cafe", labels)] == [0]
    assert [one.index for one in rank("HARBUOR", labels)] == [1]
    assert [one.index for one in rank("le", labels)] == [2, 1], "the shorter label first"
    assert rank("zzz", labels) == []
    assert len(rank("", labels)) == 3


@given(st.text(max_size=30), st.text(max_size=30))
def test_fuzzy_ranges_lie_within_the_label(typed: str, label: str) -> None:
    folded = fold(label)
    assert len(folded) == len(label)
    found = match(fold(typed), folded)
    if found is not None:
        assert all(0 <= start < end <= len(label) for start, end in found[1])


def test_a_cancelled_ranking_ends_empty() -> None:
    assert rank("a", ["a"] * 10, cancelled=lambda: True) == []


def test_dates_are_said_in_the_precision_that_they_have() -> None:
    assert short_date("2019-03-12") == "12 Mar 2019"
    assert long_date("2019-03-12") == "12 March 2019"
    assert short_date("2019-03") == "Mar 2019"
    assert short_date("2019") == "2019"
    assert short_date("in spring") == "in spring"
    assert month_number("2019") is None


def test_numbers_are_said_as_people_say_them() -> None:
    assert count(1, "document") == "1 document"
    assert count(1284, "document") == "1,284 documents"
    assert duration(12) == "12 seconds"
    assert duration(600) == "10 minutes"
    assert duration(9000) == "2 hours"
    assert milliseconds(0.0041) == "4 ms"
    assert milliseconds(1.23) == "1.2 s"


def test_the_histogram_shows_every_month_and_marks_the_open_one() -> None:
    dates = [f"2018-{month:02}-01" for month in range(1, 13)] + ["2019-06-01"] * 9
    _, upper, lower, axis = histogram(dates, 40, now="2019-06-30")
    assert "".join(run.text for run in lower.runs)[-1] == "█"
    assert [run.text for run in upper.runs if run.role == "selected"] == ["█"]
    assert axis.runs[0].text.split() == ["2018", "2019"]
    assert histogram(dates[:3], 40) == ()


@given(st.lists(st.integers(1900 * 12, 2030 * 12), max_size=40), st.integers(16, 80))
def test_the_histogram_fits_its_pane(months: list[int], width: int) -> None:
    dates = [f"{month // 12:04}-{month % 12 + 1:02}" for month in months]
    for line in histogram(dates, width):
        assert width_of(line.runs) <= width - 2


def test_back_and_forward_forget_what_lay_ahead_after_a_new_jump() -> None:
    trail = Trail()
    a, b, c = Place("a", 0), Place("b", 0), Place("c", 0)
    trail.leave(a)
    assert trail.back(b) == a
    assert trail.forward(a) == b
    trail.back(b)
    trail.leave(a)
    assert trail.forward(c) is None
    assert trail.back(c) == a
    assert trail.back(a) is None
