"""Extraction as a whole: whatever the text, the mentions fit it, and come in time linear in it."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.entity_passages import KINDS, passages
from workbench.entities.extract import extract
from workbench.entities.parts import Found
from workbench.library.paragraphs import paragraphs
from workbench.spans import Spans

PIECES = [
    *("Russia", "Sokhumi", "Mr ", "Thorne", "K. W. ", "Petrel Quay Ltd", " (PQ)", " and "),
    *("9 September 2008", "last year", "7,600 troops", "$2.5 million", "VENNERBY (Post) -- "),
    *("\n", "\n\n", "\t", "|", " ", "'s", "’", "-", ".", "(", '"', "RASK, Pieter", "ELLMAN: "),
    *("in 2008", "\u0301", "\u00ad", "ﬁ", "İ", "ǅ", "ß", "א", "م", "北京", "😀", "𝔸", "␛[2J", "␀"),
    *(
        "\u200f",
        "\ufffd",
        "the ",
        "U.S. ",
        "Secretary of State ",
        "Lake ",
        "Bank",
        "I ",
        "A. ",
        "é",
    ),
    *("Łódź", "Dear ", " of the ", ", ", "half a million ", "0", "1,", "AC-"),
]
DATES = ["", "2008", "2008-09", "2008-09-09", "nonsense", "2008-02-31"]
HOSTILE = {
    "nothing": "",
    "white space": " \n\t\u00a0\u2003" * 1000,
    "one line": "Mr Thorne of Vennerby paid 3,600 euros on 4 May 2017 and " * 4000,
    "capitals": "ABCDE FGHIJ " * 20_000,
    "one word of capitals": "A" * 200_000,
    "names": "Abcde Fghij " * 20_000,
    "initials": "A. B. " * 30_000,
    "digits": "1" * 200_000,
    "grouped digits": "1,234," * 30_000,
    "brackets": "([{<" * 50_000,
    "openings": "Harbour Union (HU " * 10_000,
    "quotes": "\"'“”" * 50_000,
    "joints": "Bank of " * 20_000,
    "partners": "A & " * 40_000,
    "lists": "Xyzzy and " * 20_000,
    "months": "May " * 40_000,
    "years": "in 1999 to " * 20_000,
    "unfinished ranges": "from May to " * 15_000,
    "datelines": "MOSCOW (" * 20_000,
    "surnames": "RASK, " * 30_000,
    "combining marks": "A" + "\u0301" * 200_000,
    "soft hyphens": "A" + "\u00ad" * 200_000,
    "stand-ins": "␀␛[2J␇" * 20_000,
    "right to left": "שלום Rask عليكم ‏" * 10_000,
    "astral": "😀𝔸𝒜 Rask " * 20_000,
    "lines": "Abc\n" * 40_000,
    "addresses": "http://" + "A/" * 60_000,
}


def assert_sound(text: str, found: list[Found]) -> None:
    done = 0
    for one in found:
        assert done <= one.start < one.end <= len(text)
        assert one.text == text[one.start : one.end]
        assert one.text.strip() == one.text
        assert one.kind in KINDS
        assert one.key
        done = one.end


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=40), st.sampled_from(DATES))
def test_mentions_fit_their_text(pieces: list[str], published: str) -> None:
    text = "".join(pieces)
    found = extract(text, published, paragraphs(text))
    assert_sound(text, found)
    assert found == sorted(found)
    assert found == extract(text, published, paragraphs(text))


@given(st.text(max_size=300))
def test_any_text_at_all_is_read(text: str) -> None:
    assert_sound(text, extract(text, "2008-09-09", paragraphs(text)))


@given(st.lists(st.sampled_from(PIECES), max_size=30), st.integers(1, 5))
def test_paragraphs_that_do_not_fit_the_text_do_no_harm(pieces: list[str], step: int) -> None:
    text = "".join(pieces)
    assert_sound(text, extract(text, "", Spans((at, at + 3) for at in range(0, 90, step * 3))))


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_read(name: str) -> None:
    text = HOSTILE[name]
    assert_sound(text, extract(text, "2019-05-14", paragraphs(text)))


def test_one_line_of_a_megabyte_is_read() -> None:
    line = "On 4 May 2017 Mr Konrad Thorne of Petrel Quay Ltd paid 3,600 euros in Vennerby. "
    text = line * (1_000_000 // len(line))
    found = extract(text, "2019-05-14", Spans([(0, len(text))]))
    assert len(found) == 5 * text.count("Thorne")


def test_many_different_people_of_one_surname_are_told_apart() -> None:
    people = [
        f"Peter {chr(65 + n % 26)}{'abcdefgh'[n % 8] * (2 + n // 26)} Smith" for n in range(400)
    ]
    text = ". ".join(people) + ". Mr Smith and Mr P. Smith left."
    found = extract(text)
    assert len({one.key for one in found}) == len(set(people)) + 2
    assert found[-2].local


def test_most_of_what_a_reader_marks_is_found_and_little_else() -> None:
    marked, ours, both = 0, 0, 0
    for passage in passages():
        found = extract(passage.text, passage.published, paragraphs(passage.text))
        spans = {(one.start, one.end, one.kind) for one in found}
        marked += len(passage.mentions)
        ours += len(spans)
        both += len(spans.intersection(passage.mentions))
    assert both / ours > 0.85
    assert both / marked > 0.8


def test_the_order_of_documents_changes_nothing() -> None:
    texts = [passage.text for passage in passages()]
    once = {text: extract(text) for text in texts}
    random.Random(7).shuffle(texts)
    assert {text: extract(text) for text in texts} == once


CODE = """The RefCell type is in std::cell. Call RefCell::borrow() or MAX_SIZE.
Alice Johnson wrote it.

fn main() {
    let cell = RefCell::new(5);
    assert!(cell == other && other != MAX);
}

Struct OsString keeps a Vec. See OsString::new() in Berlin.
"""
PROSE = "Alice Johnson of Parmatec Ltd met Boris Jioyev of RefCell Ltd in Tarvala. " * 30


def test_of_program_code_only_sure_names_are_told() -> None:
    names = {one.text for one in extract(CODE) if one.kind in ("person", "organisation", "place")}
    assert "Alice Johnson" in names
    assert "Berlin" in names
    assert not names & {"RefCell", "OsString", "Struct OsString", "MAX", "MAX_SIZE", "Vec"}


def test_prose_about_programs_is_read_as_prose() -> None:
    mixed = f"{PROSE}\n\nThey ran main() and build_all(), then a->b::c; and it was over == done.\n"
    names = {one.text for one in extract(mixed)}
    assert {"Boris Jioyev", "Parmatec Ltd", "RefCell Ltd"} <= names
