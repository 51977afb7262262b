"""Marks found by row, the map of the whole text, and Markdown's own marks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workbench.spans import Span, Spans
from workbench.tui.document import markdown
from workbench.tui.document.layout import Layout
from workbench.tui.document.margin import margin
from workbench.tui.document.marks import Lanes, Marks, NoteMark, TagMark
from workbench.tui.document.overview import thumb, ticks
from workbench.tui.text import Runs

ranges = st.lists(
    st.tuples(st.integers(0, 90), st.integers(1, 30)).map(lambda at: Span(at[0], at[0] + at[1])),
    max_size=25,
)


def tags(spans: list[Span]) -> list[TagMark]:
    return [TagMark(span, 1, "r", str(number)) for number, span in enumerate(spans)]


@given(ranges, st.integers(0, 110), st.integers(1, 40))
def test_lanes_find_exactly_the_marks_that_overlap(
    spans: list[Span], start: int, length: int
) -> None:
    marks = tags(spans)
    found = Lanes(marks).within(start, start + length)
    expected = [m for m in marks if m.span.start < start + length and m.span.end > start]
    assert sorted(mark.name for _, mark in found) == sorted(mark.name for mark in expected)


@given(ranges)
def test_marks_of_one_lane_do_not_overlap(spans: list[Span]) -> None:
    lanes = Lanes(tags(spans))
    for position in range(120):
        numbers = [number for number, _ in lanes.within(position, position + 1)]
        assert len(numbers) == len(set(numbers))
    assert sorted(mark.span for mark in lanes) == sorted(spans)


@given(ranges)
def test_merged_spans_cover_the_same_ground_without_overlap(spans: list[Span]) -> None:
    merged = Spans(sorted(spans)).merged()
    covered = {position for start, end in spans for position in range(start, end)}
    assert [p for start, end in merged for p in range(start, end)] == sorted(covered)


def test_what_is_hidden_stays_hidden_for_the_next_marks() -> None:
    marks = Marks()
    marks.hits, marks.current = Spans([(0, 5)]), Span(0, 5)
    assert not marks.toggle("hits")
    marks.clear()
    marks.hits = Spans([(7, 9)])
    assert not len(marks.shown_hits)
    assert marks.shown_current is None
    assert marks.toggle("hits")
    assert marks.shown_hits == Spans([(7, 9)])


def test_tagged_and_annotated_passages_are_walked_in_order_and_once() -> None:
    marks = Marks()
    marks.tags = Lanes(tags([Span(40, 50), Span(10, 20)]))
    marks.notes = Lanes([NoteMark(Span(10, 20), "n"), NoteMark(Span(30, 35), "m")])
    assert [span.start for span in marks.passages()] == [10, 30, 40]


def test_the_map_has_two_slots_a_row() -> None:
    marks = Marks()
    marks.hits = Spans([(0, 5), (15, 17), (20, 25), (39, 40)])
    marks.current = Span(39, 40)
    rows = ticks(marks, 40, 2)
    assert [row.hits for row in rows] == ["▐", "▐"]
    assert [row.is_current for row in rows] == [False, True]
    marks.hits = Spans([(12, 14)])
    marks.current = None
    assert [row.hits for row in ticks(marks, 40, 2)] == ["▗", " "]


@given(ranges, st.integers(1, 20))
def test_every_hit_is_on_the_map(spans: list[Span], height: int) -> None:
    marks = Marks()
    marks.hits = Spans(sorted(spans)).merged()
    slots = set()
    for row, tick in enumerate(ticks(marks, 120, height)):
        slots |= {2 * row} if tick.hits in "▝▐" and tick.hits != " " else set()
        slots |= {2 * row + 1} if tick.hits in "▗▐" and tick.hits != " " else set()
    assert slots == {span.start * 2 * height // 120 for span in marks.hits}


def test_a_short_passage_lies_over_a_long_one_on_the_map() -> None:
    marks = Marks()
    marks.tags = Lanes([TagMark(Span(10, 15), 2, "w", "w"), TagMark(Span(0, 40), 1, "r", "r")])
    rows = ticks(marks, 40, 4)
    assert [row.colour for row in rows] == [1, 2, 1, 1]
    assert [row.tags for row in rows] == ["▌"] * 4


def test_the_thumb_is_at_least_a_row_and_at_the_end_when_the_text_is() -> None:
    assert thumb((0.0, 1.0), 10) == range(0)
    assert thumb((0.0, 0.001), 10) == range(1)
    assert thumb((0.999, 1.0), 10) == range(9, 10)
    assert thumb((0.25, 0.5), 8) == range(2, 4)


def test_the_margin_stacks_what_starts_in_one_row() -> None:
    text = "word " * 40
    layout = Layout(text, Spans([(0, len(text) - 1)]), 50, 0)
    marks = Marks()
    marks.tags = Lanes([TagMark(Span(0, 9), 1, "r", "money/rent")])
    marks.notes = Lanes([NoteMark(Span(0, 9), "Compare with the January letters, all of them")])
    rows = {row: "".join(run.text for run in runs) for row, runs in marks_beside(marks, layout)}
    assert rows[0] == "r money/rent"
    assert rows[1].startswith("≡ Compare")
    assert rows[2].startswith("  ")
    assert all(len(line) <= 22 for line in rows.values())


def test_a_note_beside_a_short_paragraph_ends_in_an_ellipsis() -> None:
    layout, marks = Layout("berth", Spans([(0, 5)]), 20, 0), Marks()
    marks.notes = Lanes([NoteMark(Span(0, 5), "Compare with the January letters")])
    (_, runs), *more = marks_beside(marks, layout)
    assert "".join(run.text for run in runs) == "≡ Compare with the…"
    assert not more


def marks_beside(marks: Marks, layout: Layout) -> list[tuple[int, Runs]]:
    return list(margin(marks, layout, 0, 0, 22).items())


def styled(text: str) -> list[tuple[str, str]]:
    return [(text[start:end], name) for start, end, name in markdown.strokes(text, 0, len(text))]


def test_markdown_headings_stand_out_and_marks_stand_back() -> None:
    assert styled("## Rent") == [("## Rent", "heading"), ("## ", "mark")]
    assert styled("a **bold** word") == [("**", "mark"), ("**", "mark")]
    assert styled("see [the lease](l.md)") == [("[", "mark"), ("](l.md)", "mark")]
    assert styled("`code` and _this_") == [
        ("`", "mark"),
        ("`", "mark"),
        ("_", "mark"),
        ("_", "mark"),
    ]
    assert styled("> quoted") == [(">", "mark")]
    assert styled("one\nRent\n====") == [("Rent", "heading"), ("====", "mark")]


def test_a_heading_is_known_by_the_line_under_it_in_the_next_paragraph() -> None:
    text = "one\n\nRent\n----\n\ntwo\n\n---\n"
    assert markdown.strokes(text, 5, 9) == [(5, 9, "heading")]
    assert markdown.strokes(text, 16, 19) == []
    assert markdown.strokes(text, 0, 3) == []


def test_what_only_looks_like_markdown_is_left_alone() -> None:
    assert styled("snake_case_name and 3 * 4 * 5") == []
    assert styled("#tag and 5 < 6") == []
