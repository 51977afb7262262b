"""Text from outside is shown whole, place for place, and nothing in it acts as control."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from workbench.library.safe import one_line, safe, safe_name
from workbench.library.words import count_words

ANYTHING = st.text(st.characters(codec=None, categories=None), max_size=200)
CODE_POINTS = range(0x110000)


def stays(code: int) -> bool:
    return safe(chr(code)) == chr(code)


def test_every_control_surrogate_and_noncharacter_has_a_stand_in() -> None:
    kept = {c for c in CODE_POINTS if unicodedata.category(chr(c)) in ("Cc", "Cs") and stays(c)}
    assert kept == {0x09, 0x0A}
    noncharacters = [c for c in CODE_POINTS if c & 0xFFFE == 0xFFFE or 0xFDD0 <= c <= 0xFDEF]
    assert not any(map(stays, noncharacters))


def test_what_turns_or_hides_text_has_a_stand_in() -> None:
    hostile = [*range(0x2028, 0x202F), *range(0x2066, 0x206A), *range(0xE0000, 0xE0080)]
    assert not any(map(stays, hostile))


def test_what_scripts_need_stays() -> None:
    soft_hyphen, joiners, marks, variation = "\u00ad", "\u200c\u200d", "\u200e\u200f", "\ufe0f"
    text = soft_hyphen + joiners + marks + variation + "e\u0301 \u00a0 עברית\t👩‍👩‍👧\n"
    assert safe(text) == text


def test_stand_ins_are_visible_and_tell_the_controls_apart() -> None:
    assert safe("\x1b]52;c;aGk=\x07\x00\x7f") == "␛]52;c;aGk=␇␀␡"
    assert safe("é\x1b[2J\x9b31m") == "é␛[2J\ufffd31m"


@given(ANYTHING)
def test_safe_text_keeps_its_length_and_its_lines(text: str) -> None:
    shown = safe(text)
    assert len(shown) == len(text)
    assert shown.count("\n") == text.count("\n")
    assert safe(shown) == shown
    shown.encode("utf-8")


@given(ANYTHING)
def test_a_stand_in_does_not_depend_on_what_is_beside_it(text: str) -> None:
    assert safe(text) == "".join(map(safe, text))


@given(ANYTHING)
def test_one_line_is_one_line_of_the_same_length(text: str) -> None:
    shown = one_line(text)
    assert len(shown) == len(text)
    assert not set("\n\t\r") & set(shown)


def test_names_show_what_is_not_text_in_them() -> None:
    assert safe_name(b"caf\xe9.txt") == "caf\ufffd.txt"
    assert safe_name("café\nnew\tline\x1b[31m") == "café␊new␉line␛[31m"
    assert safe_name(b"caf\xc3\xa9") == safe_name("café") == "café"


@given(st.binary(max_size=60))
def test_any_name_can_be_shown(raw: bytes) -> None:
    shown = safe_name(raw)
    assert len(shown.splitlines()) <= 1
    shown.encode("utf-8")


def test_a_word_has_a_letter_or_a_digit() -> None:
    assert count_words("Well -- 7,600 troops; don't *** (café) ___ 第一 …") == 6
    assert count_words("") == count_words(" \n\t") == 0


@given(st.one_of(ANYTHING, st.text(st.characters(codec="ascii"))))
def test_words_are_counted_as_defined(text: str) -> None:
    expected = sum(any(map(str.isalnum, run)) for run in text.split())
    assert count_words(text) == expected


def test_long_texts_are_counted_piece_by_piece() -> None:
    line = "one two — three\n"
    assert count_words(line * 100_000) == 300_000
    assert count_words("word" * 600_000) == 1
