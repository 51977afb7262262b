"""What a word is: the same for a text, a query and the marks in the text."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from workbench.search.analysis import (
    boundary_before,
    find_chunks,
    positions,
    query_words,
    terms,
)
from workbench.search.folding import MARKS, fold

TEXT = st.text(
    st.one_of(
        st.sampled_from(
            "aAbBéÉßsS019 \n\t-'’.,&+#@_\u00ad\u200d\u00a0\u202f/日本が한กา\"(:\x0b\x1f"
        ),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=60,
)


def words(text: str) -> list[tuple[str, str]]:
    """Every term with what it covers."""
    return [(term.text, text[term.start : term.end]) for term in terms(text)]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Café", "cafe"),
        ("CAFE\u0301", "café"),
        ("ﬁnd", "find"),
        ("２００８", "2008"),
        ("straße", "STRASSE"),
        ("İstanbul", "istanbul"),
        ("Łódź", "lodz"),
        ("Ещё", "еще"),
        ("أحمد", "احمد"),
        ("مُحَمَّد", "محمد"),
        ("٧٦٠٠", "7600"),
        ("soft\u00adhyphen", "softhyphen"),
        ("ｶﾀｶﾅ", "カタカナ"),
        ("m²", "m2"),
        ("zero\u200dwidth", "zerowidth"),
        ("Qāʿida", "qaida"),
        ("ΣΊΣΥΦΟΣ", "σίσυφος"),
    ],
)
def test_these_are_one_word(left: str, right: str) -> None:
    assert fold(left) == fold(right)


@pytest.mark.parametrize(
    ("left", "right"),
    [("мой", "мои"), ("¼", "14"), ("їжа", "іжа"), ("がく", "かく"), ("हिन्दी", "हन्द")],
)
def test_these_are_two_words(left: str, right: str) -> None:
    assert fold(left) != fold(right)


@given(TEXT)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the", ["the"]),
        ("7,600", ["7600"]),
        ("7\u202f600", ["7600"]),
        ("7’600.50", ["7600.50"]),
        ("3.5%", ["3.5"]),
        ("7.600", ["7.600", "7600"]),
        ("192.168.1.1", ["192", "168", "1", "1"]),
        ("pages 3,5", ["pages", "3", "5"]),
        ("$1.5bn", ["1.5", "bn"]),
        ("peace-keeping", ["peace", "peacekeeping", "keeping"]),
        ("inter-\n  national", ["inter", "international", "national"]),
        ("inter\u00ad\nnational", ["inter", "international", "national"]),
        ("2008-09-09", ["2008", "09", "09"]),
        ("Jioyev’s", ["jioyev", "jioyev's", "s"]),
        ("don't", ["don", "don't", "t"]),
        ("O'Neill", ["o", "o'neill", "oneill", "neill"]),
        ("Qur'an", ["qur", "qur'an", "quran", "an"]),
        ("U.S.A.", ["u", "usa", "s", "a"]),
        ("AT&T", ["at", "at&t", "att", "t"]),
        ("C++", ["c", "c++"]),
        ("#metoo", ["metoo", "#metoo"]),
        ("@jack", ["jack", "@jack"]),
        ("a.b@example.com", ["a", "ab", "b", "example", "com"]),
        ("日本語", ["日", "本", "語"]),
        ("한국은", ["한", "국", "은"]),
        ("foo_bar", ["foo", "bar"]),
        ("— … ***", []),
        ("😀!", ["😀"]),
    ],
)
def test_the_terms_of_a_text(text: str, expected: list[str]) -> None:
    assert [term for term, _ in words(text)] == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Café", ("cafe",)),
        ("7,600", ("7600",)),
        ("well-known", ("well", "known")),
        ("AT&T", ("at&t",)),
        ("the AT&T deal", ("the", "at", "t", "deal")),
        ("O’Neill", ("o'neill",)),
        ("C++", ("c++",)),
        ("learn C++ now", ("learn", "c++", "now")),
        ("U.S.", ("u", "s")),
        ("日本", ("日", "本")),
        ("https://example.com/a", ("https", "example", "com", "a")),
        ("—", ()),
    ],
)
def test_what_is_looked_for_when_this_is_typed(typed: str, expected: tuple[str, ...]) -> None:
    assert query_words(typed) == expected


def test_a_whole_covers_what_is_written() -> None:
    assert ("at&t", "AT&T") in words("with AT&T, they say")
    assert ("international", "inter-\nnational") in words("an inter-\nnational treaty")


def test_a_term_is_never_longer_than_what_an_index_can_take() -> None:
    assert {len(term.text) for term in terms("x" * 100_000)} == {64}


@given(TEXT)
@example("7\u00a0600")
@example("a-\nb")
def test_every_term_stands_where_it_says(text: str) -> None:
    position = 0
    for term in terms(text):
        assert 0 <= term.start < term.end <= len(text)
        assert term.text
        assert fold(term.text) == term.text
        assert not any(sign.isspace() for sign in term.text)
        assert position <= term.position
        position = term.position


@given(TEXT)
def test_positions_are_those_of_the_terms(text: str) -> None:
    expected: dict[str, list[int]] = {}
    for term in terms(text):
        expected.setdefault(term.text, []).append(term.position)
    found, wide = positions(text)
    assert {term: list(places) for term, places in found.items()} == expected
    assert all({at for at, _ in places} <= set(expected[term]) for term, places in wide.items())
    assert all(width > 1 for places in wide.values() for _, width in places)


@given(st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=20))
def test_a_word_as_typed_finds_itself(word: str) -> None:
    wanted = query_words(word)
    if any(unicodedata.category(sign) in ("Ll", "Lu", "Nd") for sign in word):
        assert wanted
    assert set(wanted) <= {term.text for term in terms(f"before {word} after")}


@given(TEXT, st.data())
def test_reading_may_begin_at_a_boundary(text: str, data: st.DataObject) -> None:
    chunks = [match.span() for match in find_chunks(text)]
    for start, end in chunks:
        place = data.draw(st.integers(start, end - 1))
        begun = boundary_before(text, place, 0)
        assert begun <= place
        assert [match.span() for match in find_chunks(text, begun)] == [
            chunk for chunk in chunks if chunk[0] >= begun
        ]


def test_no_combining_mark_is_passed_over() -> None:
    marks = {chr(code) for code in range(0x1E94B) if unicodedata.category(chr(code))[0] == "M"}
    assert {mark for mark in marks if not re.match(f"[{MARKS}]", mark)} == set()
