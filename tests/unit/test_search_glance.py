"""What is seen at a glance is what a reading of the whole text finds."""

from __future__ import annotations

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from workbench.search.analysis import positions, query_words, terms
from workbench.search.folding import fold
from workbench.search.glance import glance
from workbench.search.occurrences import phrase_spans
from workbench.search.patterns import Fuzzy, Prefix, Wildcard
from workbench.search.reader import Reader
from workbench.search.shadow import shadow
from workbench.search.tree import AnyWord, Phrase, Word
from workbench.spans import Span, Spans

PIECES = (
    *("ab", "Ab", "a", "b", "ba", "abab", "7", "600", "7600", "café", "Müller", "ß", "o", "t", "s"),
    *(
        " ",
        " ",
        " ",
        "  ",
        "\n",
        "\t",
        ".",
        ",",
        "-",
        "--",
        "'",
        "’",
        "`",
        "&",
        "＆",
        "_",
        "+",
        "++",
    ),
    *(
        "#",
        "@",
        "?",
        "!",
        "“",
        "–",
        "-\n",
        "- ",
        "\u00ad",
        "\u00ad\n",
        "\u00a0",
        "\u202f",
        "\u200b",
    ),
    *("\u0301", "\u066b", "\u066c", "日", "😀", "Ж", "²", "ﬁ", "İ", "ı", "x" * 40),
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=24).map("".join)
"""Short texts of what is hard; the filling makes opaque characters rare enough."""

FILLING = " zz" * 400
TERMS = st.sampled_from(
    (
        *("ab", "a", "b", "ba", "aba", "abab", "7", "600", "7600", "7.600", "cafe", "muller", "o"),
        *(
            "s",
            "a&b",
            "ab's",
            "abs",
            "c++",
            "a+",
            "#ab",
            "@ab",
            "a'b",
            "fi",
            "i",
            "x" * 64,
            "x" * 40,
        ),
    )
)
WORDS = TERMS.map(Word)
PATTERNS = st.one_of(
    st.sampled_from(["a", "ab", "7", "c", "x", "#a", "a'"]).map(Prefix),
    st.sampled_from(["a*b", "*b", "?b", "7*", "x*x"]).map(Wildcard),
    st.sampled_from(["ab", "7600"]).map(lambda text: Fuzzy(text, 1)),
)
ANY_WORDS = st.builds(
    lambda pattern, some, whole: AnyWord(pattern, frozenset(pattern.among(sorted(some))), whole),
    PATTERNS,
    st.frozensets(TERMS),
    st.booleans(),
)
SLOTS = st.one_of(WORDS, WORDS, ANY_WORDS)
PHRASES = st.lists(SLOTS, min_size=2, max_size=3).map(lambda slots: Phrase(tuple(slots)))


def read(leaf: Word | AnyWord | Phrase, text: str) -> Spans:
    slots = leaf.slots if isinstance(leaf, Phrase) else (leaf,)
    words = [slot for slot in slots if isinstance(slot, Word | AnyWord)]
    found = Reader(words, len(slots)).read(text)
    if isinstance(leaf, Phrase):
        return Spans(phrase_spans(leaf, found)).merged()
    return Spans(found[leaf].spans).merged() if leaf in found else Spans()


def seen(leaf: Word | AnyWord | Phrase, text: str, *, plain: bool = False) -> Spans | None:
    look, dark = glance(leaf), shadow(text, plain=plain)
    if look is None or dark is None:
        return None
    places = look.places(dark)
    return None if places is None else Spans(sorted(places)).merged()


@settings(max_examples=400)
@given(st.one_of(WORDS, ANY_WORDS, PHRASES), TEXTS)
@example(Word("7600"), "7,600 7600,1 7,6000")
@example(Word("600"), "7,600 600")
@example(Phrase((Word("a"), Word("b"))), "a-b a?b a ?\u200b? b")
@example(Phrase((Word("b"), Word("ab"))), "b a-b")
def test_a_glance_is_as_good_as_a_reading(leaf: Word | AnyWord | Phrase, text: str) -> None:
    text += FILLING
    glimpsed = seen(leaf, text)
    assume(glimpsed is not None)
    assert glimpsed == read(leaf, text)


@settings(max_examples=400)
@given(WORDS, TEXTS)
@example(Word("7600"), "7,600")
@example(Word("7600"), "7.600")
def test_no_less_is_seen_where_the_word_is_no_compound(word: Word, text: str) -> None:
    text += FILLING
    assume(word.text not in positions(text)[1])
    glimpsed = seen(word, text, plain=True)
    assume(glimpsed is not None)
    assert glimpsed == read(word, text)


@given(TEXTS, st.data())
def test_every_word_of_a_text_is_seen(text: str, data: st.DataObject) -> None:
    found = [term for term in terms(text) if term.text.isascii()]
    assume(found)
    term = data.draw(st.sampled_from(found))
    spans = seen(Word(term.text), text + FILLING)
    assert spans is not None
    assert any(start <= term.start and term.end <= end for start, end in spans)


@pytest.mark.parametrize(
    ("typed", "text", "expected"),
    [
        ("lease", "The Lease, re-lease and leased; LEASE", ["Lease", "lease", "LEASE"]),
        ("peacekeeping", "peace-keeping, peace-\n keeping", ["peace-keeping", "peace-\n keeping"]),
        ("usa", "U.S.A. or USA", ["U.S.A", "USA"]),
        ("cafe", "Café, cafe\u0301", ["Café", "cafe\u0301"]),
        ("o'neil", "O’Neil and O`Neil", ["O’Neil", "O`Neil"]),
    ],
)
def test_what_is_seen(typed: str, text: str, expected: list[str]) -> None:
    (word,) = query_words(typed)
    assert fold(word) == word
    spans = seen(Word(word), text + FILLING)
    assert spans is not None
    assert [text[start:end] for start, end in spans] == expected


def test_what_letters_do_not_tell_is_left_to_a_reading() -> None:
    assert seen(Phrase((Word("the"), Word("peacekeeping"))), "the peace-keeping force") is None
    assert seen(Word("a"), "Ж" * 50 + " a") is None
    assert glance(Word("москва")) is None
    assert glance(Phrase((Word("a"), Word("b")), 5)) is None


def test_a_word_before_the_end_of_a_large_text_is_not_looked_for_at_a_glance() -> None:
    assert shadow("a " * (1 << 18)) is None


def test_places_are_those_in_the_text() -> None:
    assert seen(Word("b"), "É—b" + FILLING) == Spans([Span(2, 3)])
