"""Reading: the cursor, the selection and the window, whatever is done in whatever order."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.spans import Span, Spans
from workbench.tui.document.cells import cluster_start
from workbench.tui.document.reader import Reader

TEXT = """The Chair opened the meeting. Mr. Brandt was late.

The minutes were read and signed by all who had been there. Nobody objected. The clerk left.

👨\u200d👩\u200d👧 and 泊位の租約 were noted, e\u0301 too.
Rent: 41,000
Lease: 30 years

Resolved, that the berth be let without tender."""


def paragraphs_of(text: str) -> Spans:
    spans, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            spans.append((at, at + len(line)))
        at += len(line) + 1
    return Spans(spans)


def reader_of(text: str = TEXT, measure: int = 20, height: int = 6, head: int = 4) -> Reader:
    reader = Reader(text, paragraphs_of(text))
    reader.window.lay_out(measure, head, height, reader.cursor)
    return reader


MOVES: dict[str, Callable[[Reader], object]] = {
    "row down": lambda reader: reader.move_row(1),
    "row up": lambda reader: reader.move_row(-1),
    "right": lambda reader: reader.move_character(1),
    "left": lambda reader: reader.move_character(-1),
    "word": lambda reader: reader.move_word(1),
    "word back": lambda reader: reader.move_word(-1),
    "page": lambda reader: reader.move_page(1),
    "page up": lambda reader: reader.move_page(-1),
    "half page": lambda reader: reader.move_page(0.5),
    "row start": lambda reader: reader.move_in_row(to_end=False),
    "row end": lambda reader: reader.move_in_row(to_end=True),
    "paragraph": lambda reader: reader.move_paragraph(1),
    "paragraph back": lambda reader: reader.move_paragraph(-1),
    "top": lambda reader: reader.move_to_end(to_end=False),
    "bottom": lambda reader: reader.move_to_end(to_end=True),
}
OTHERS: dict[str, Callable[[Reader], object]] = {
    "select": lambda reader: reader.start_selection(),
    "drop": lambda reader: reader.drop_selection(),
    "swap": lambda reader: reader.swap_ends(),
    "extend": lambda reader: reader.extend(1),
    "extend back": lambda reader: reader.extend(-1),
    "extend down": lambda reader: reader.extend_row(1),
    "sentence": lambda reader: reader.take_sentence(),
    "take paragraph": lambda reader: reader.take_paragraph(),
    "wheel": lambda reader: reader.scroll(3),
    "wheel up": lambda reader: reader.scroll(-3),
    "thumb": lambda reader: reader.scroll_to(0.7),
    "narrow": lambda reader: reader.window.lay_out(7, 2, 4, reader.cursor),
    "wide": lambda reader: reader.window.lay_out(60, 4, 9, reader.cursor),
    "tiny": lambda reader: reader.window.lay_out(1, 0, 1, reader.cursor),
}
keys = st.lists(st.sampled_from([*MOVES, *OTHERS]), max_size=25)
texts = st.sampled_from([TEXT, "", "x", "one\n\ntwo", "word " * 3000, "\n\n\n", "泊" * 50])


@given(texts, keys)
def test_whatever_is_pressed_the_reader_stays_in_the_text(text: str, pressed: list[str]) -> None:
    reader = reader_of(text)
    for key in pressed:
        (MOVES | OTHERS)[key](reader)
        assert 0 <= reader.cursor <= max(0, len(text) - 1)
        assert cluster_start(text, reader.cursor) == reader.cursor
        rows = reader.window.rows()
        assert 1 <= len(rows) <= reader.window.height
        assert rows[-1].place <= reader.layout.last
        selection = reader.selection
        if selection is not None:
            assert 0 <= selection.start < selection.end <= len(text)
            assert selection.start <= reader.cursor < selection.end
        if key in MOVES and text.strip():
            assert reader.layout.place_of(reader.cursor) in [row.place for row in rows]


@given(st.integers(0, len(TEXT) - 1), st.lists(st.integers(2, 60), min_size=1, max_size=8))
def test_the_first_position_in_sight_stays_the_first(position: int, measures: list[int]) -> None:
    reader = reader_of(height=3)
    reader.window.put(reader.layout.place_of(position))
    first = reader.window.rows()[0]
    for measure in [*measures, 20]:
        reader.window.lay_out(measure, 4, 3, first.start)
        shown = reader.window.rows()
        at_the_end = shown[-1].place == reader.layout.last
        assert shown[0].start <= first.start
        assert first.start < max(shown[0].stop, shown[0].start + 1) or at_the_end
    assert reader.window.rows()[0].place == first.place


@given(st.integers(0, len(TEXT) - 1), st.lists(st.integers(2, 60), min_size=1, max_size=8))
def test_a_cursor_in_sight_stays_so_at_any_width(position: int, measures: list[int]) -> None:
    reader = reader_of(height=3)
    reader.go(position)
    first = reader.window.top
    for measure in measures:
        reader.window.lay_out(measure, 4, 3, reader.cursor)
        assert reader.window.shows(reader.cursor)
    reader.window.lay_out(20, 4, 3, reader.cursor)
    assert reader.window.top == first


def test_every_character_is_passed_from_left_to_right_and_back() -> None:
    reader = reader_of()
    seen = [reader.cursor]
    while True:
        reader.move_character(1)
        if reader.cursor == seen[-1]:
            break
        seen.append(reader.cursor)
    assert seen[-1] == len(TEXT) - 1
    visible = {index for index, character in enumerate(TEXT) if character.isalnum()}
    assert visible - set(seen) == {TEXT.index("👩"), TEXT.index("👧")} & visible
    back = [reader.cursor]
    while reader.cursor:
        reader.move_character(-1)
        back.append(reader.cursor)
    assert back[::-1] == seen


def test_up_and_down_aim_at_one_column() -> None:
    reader = reader_of("a long first row\n\nhi\n\na long third row", measure=40)
    reader.go(12)
    reader.move_row(1)
    assert reader.text[reader.cursor] == "i"
    reader.move_row(1)
    assert reader.cursor == reader.text.index("a long third") + 12


def test_up_from_the_first_row_shows_the_title() -> None:
    reader = reader_of(height=8)
    reader.window.move(3)
    reader.go(0)
    reader.move_row(-1)
    assert reader.window.top == reader.layout.first


def selected(reader: Reader) -> str:
    assert reader.selection is not None
    return reader.text[slice(*reader.selection)]


def test_with_a_selection_words_are_taken_whole() -> None:
    reader = reader_of()
    reader.go(TEXT.index("Chair"))
    reader.start_selection()
    reader.move_word(1)
    assert selected(reader) == "Chair"
    reader.move_word(1)
    assert selected(reader) == "Chair opened"
    reader.move_word(-1)
    assert selected(reader) == "Chair"
    reader.move_word(-1)
    reader.move_word(-1)
    assert selected(reader) == "The C"


def test_shift_and_an_arrow_selects_a_character_a_press() -> None:
    reader = reader_of()
    reader.go(4)
    reader.extend(1)
    assert selected(reader) == "C"
    reader.extend(1)
    assert selected(reader) == "Ch"
    reader.drop_selection()
    reader.go(4)
    reader.extend(-1)
    assert selected(reader) == " "
    reader.extend(-1)
    assert selected(reader) == "e "


def test_a_cluster_is_selected_whole() -> None:
    reader = reader_of()
    reader.go(TEXT.index("👩"))
    reader.start_selection()
    assert selected(reader) == "👨\u200d👩\u200d👧"


def test_sentences_grow_towards_the_cursor() -> None:
    reader = reader_of()
    reader.go(TEXT.index("Nobody"))
    reader.take_sentence()
    assert selected(reader) == "Nobody objected."
    reader.take_sentence()
    assert selected(reader) == "Nobody objected. The clerk left."
    reader.swap_ends()
    reader.take_sentence()
    assert selected(reader).startswith("The minutes")


def test_paragraphs_grow_and_a_selection_reaches_to_their_ends() -> None:
    reader = reader_of()
    reader.take_paragraph()
    assert selected(reader) == TEXT.split("\n")[0]
    reader.drop_selection()
    reader.go(0)
    reader.start_selection()
    reader.move_paragraph(1)
    assert selected(reader) == TEXT.split("\n")[0]
    reader.move_paragraph(1)
    assert selected(reader).endswith("left.")


def test_the_passage_is_the_selection_or_else_the_paragraph() -> None:
    reader = reader_of()
    reader.go(10)
    assert TEXT[slice(*reader.passage)] == TEXT.split("\n")[0]
    reader.start_selection()
    assert reader.passage == Span(10, 11)


def test_a_page_leaves_one_row_in_sight_and_comes_to_the_ends() -> None:
    reader = reader_of("word " * 400, measure=20, height=6, head=0)
    before = reader.window.rows()
    reader.move_page(1)
    assert reader.window.rows()[0] == before[-1]
    for _ in range(100):
        reader.move_page(1)
    assert reader.layout.place_of(reader.cursor) == reader.layout.last
    for _ in range(100):
        reader.move_page(-1)
    assert reader.layout.place_of(reader.cursor) == reader.layout.first


def test_the_wheel_takes_the_cursor_along_but_not_a_selection() -> None:
    reader = reader_of("word " * 400, measure=20, height=6, head=0)
    reader.scroll(10)
    assert reader.layout.place_of(reader.cursor) == reader.layout.step(reader.window.top, 2)
    reader.start_selection()
    held = reader.cursor
    reader.scroll(10)
    assert reader.cursor == held


@pytest.mark.parametrize("centre", [True, False])
def test_what_is_in_sight_already_is_not_scrolled_to(centre: bool) -> None:
    reader = reader_of("word " * 400, measure=20, height=9, head=0)
    reader.go(1000, centre=True)
    top = reader.window.top
    reader.go(1020, centre=centre)
    assert reader.window.top == top


def test_a_passage_longer_than_the_window_is_shown_from_its_start() -> None:
    reader = reader_of("word " * 400, measure=20, height=6, head=0)
    reader.select(Span(500, 1500), centre=True)
    assert reader.layout.place_of(500) in [row.place for row in reader.window.rows()]


def test_marks_are_walked_until_there_are_no_more() -> None:
    reader = reader_of()
    spans = Spans([(4, 9), (60, 64)])
    assert reader.jump(spans, 1)
    assert reader.cursor == 4
    assert reader.jump(spans, 1)
    assert not reader.jump(spans, 1)
    assert reader.cursor == 60
    assert reader.jump(spans, -1)
    assert not reader.jump(spans, -1)
    assert not reader.jump(Spans(), 1)
