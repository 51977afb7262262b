"""Moving by words and sentences."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.library.sentences import sentence_at, starts
from workbench.spans import Span, Spans
from workbench.tui.document import motion

PROSE = "The Chair’s well-known lease of 7,600 crowns ended."


def sentences(text: str) -> list[str]:
    begins = [0, *starts(text, 0, len(text)), len(text)]
    return [text[start:end].strip() for start, end in pairwise(begins)]


@pytest.mark.parametrize(
    "expected",
    [
        ["Mr. Brandt spoke to Gen. Marrek.", "Nobody answered."],
        ["It was agreed on Sept. 9 in Moscow.", "Work began at Java."],
        ["The U.S. Navy left.", "Ships from the U.S.", "The port was empty."],
        ["In attendance: J. Tamsin, clerk.", "The meeting closed."],
        ["Berth 7.", "The Chair reported."],
        ["He paid 41,000 crowns to Brackwater Ltd. of Halvern.", "She did not."],
        ["The offer of Brackwater Ltd.", "The board declined."],
        ["See No. 5 and para. 3.", "It says no.", "The board agreed."],
        ["“No other party has shown an interest.”", "He left."],
        ["“Is there a lease?” asked the clerk.", "There was none!", "Why?"],
        ["He waited ... and left.", "Then it rained."],
        ["The rent is 14.05 crowns.", "7,600 were paid."],
        ["1. The minutes were read.", "Nobody objected."],
        ["租约到期。", "港口关闭了！", "为什么？"],
        ["no stop at all"],
    ],
)
def test_sentences_end_where_a_reader_ends_them(expected: list[str]) -> None:
    text = "".join(expected) if "。" in expected[0] else " ".join(expected)
    assert sentences(text) == expected


@given(st.text("Ab. ?!”9\n。", max_size=80), st.integers(0, 90))
def test_a_sentence_holds_its_position_or_ends_before_the_space_at_it(
    text: str, position: int
) -> None:
    within = Span(0, len(text))
    found = sentence_at(text, position, within)
    assert 0 <= found.start <= found.end <= len(text)
    position = min(position, max(0, len(text) - 1))
    assert found.start <= position
    assert position < found.end or not text[found.end : position + 1].strip()


def test_a_sentence_is_looked_for_only_so_far() -> None:
    text = "x" * 1_000_000
    found = sentence_at(text, 500_000, Span(0, len(text)))
    assert found.end - found.start < 10_000


def walk(move: object, position: int, steps: int) -> list[str]:
    seen = []
    for _ in range(steps):
        position = move(PROSE, position)  # type: ignore[operator]
        seen.append(PROSE[position : position + 4])
    return seen


def test_words_keep_apostrophes_hyphens_and_numbers() -> None:
    assert walk(motion.next_word, 0, 7) == ["Chai", "well", "leas", "of 7", "7,60", "crow", "ende"]
    assert walk(motion.previous_word, len(PROSE), 4) == ["ende", "crow", "7,60", "of 7"]


def test_the_ends_of_words_are_their_last_characters() -> None:
    assert PROSE[motion.end_of_next_word(PROSE, 0)] == "e"
    assert motion.end_of_next_word(PROSE, 0) == 2
    assert motion.end_of_next_word(PROSE, 2) == PROSE.index("s well")
    assert motion.end_of_previous_word(PROSE, PROSE.index("lease")) == PROSE.index("n lease")


def test_without_a_further_word_one_comes_to_the_end() -> None:
    assert motion.next_word("one --- ", 0) == len("one --- ")
    assert motion.previous_word("--- one", 4) == 0


def test_an_ideograph_is_a_word() -> None:
    assert motion.word_at("港口的租约", 2) == Span(2, 3)
    assert motion.words_in("港口 of Halvern", Span(0, 13)) == 4


@given(st.text("ab 7,.’-語\n", max_size=60), st.integers(0, 60))
def test_words_forward_and_back_never_stand_still(text: str, position: int) -> None:
    position = min(position, len(text))
    assert motion.next_word(text, position) > position or position == len(text)
    assert motion.previous_word(text, position) < position or position == 0


def test_a_word_longer_than_any_is_still_found_whole() -> None:
    text = "a " + "x" * 3000 + " b"
    assert motion.word_at(text, 2500) == Span(2, 3002)
    assert motion.previous_word(text, 3003) == 2


def test_where_there_is_no_word_one_stops_on_the_way() -> None:
    text = "one " + "-" * 100_000 + " two"
    forth = motion.next_word(text, 0)
    assert 3 < forth < 50_000
    assert motion.end_of_next_word(text, forth) > forth
    assert 50_000 < motion.previous_word(text, 100_003) < 100_003
    assert 50_000 < motion.end_of_previous_word(text, 100_003) < 100_003


TEXT = "One. Two is here. Three.\n\nFour. Five."
PARAGRAPHS = Spans([(0, 24), (26, 37)])


def take(selection: Span | None, cursor: int, *, back: bool = False) -> str:
    start, end = motion.take_sentence(TEXT, PARAGRAPHS, selection, cursor, back=back)
    return TEXT[start:end]


def test_a_sentence_is_taken_whole_and_then_the_next() -> None:
    assert take(None, 8) == "Two is here."
    assert take(Span(8, 10), 10) == "Two is here."
    assert take(Span(5, 17), 16) == "Two is here. Three."
    assert take(Span(5, 24), 23) == "Two is here. Three.\n\nFour."
    assert take(Span(5, 17), 5, back=True) == "One. Two is here."


def test_at_the_end_there_is_no_next_sentence_to_take() -> None:
    assert take(Span(32, 37), 36) == "Five."


def test_a_paragraph_is_taken_whole_and_then_the_next() -> None:
    assert motion.take_paragraph(PARAGRAPHS, None, 8, back=False) == Span(0, 24)
    assert motion.take_paragraph(PARAGRAPHS, Span(0, 24), 23, back=False) == Span(0, 37)
    assert motion.take_paragraph(PARAGRAPHS, Span(0, 37), 36, back=False) == Span(0, 37)
    assert motion.take_paragraph(PARAGRAPHS, Span(26, 37), 26, back=True) == Span(0, 37)
    assert motion.take_paragraph(Spans(), None, 0, back=False) == Span(0, 0)
