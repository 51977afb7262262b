"""A vocabulary finds what trying every word finds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.search.cancelling import CancelledError, never
from workbench.search.patterns import Fuzzy, Pattern, Prefix, Regex, Wildcard
from workbench.search.vocabulary import Vocabulary, commonest

WORDS = st.text("abcé", min_size=1, max_size=9)
PATTERNS: st.SearchStrategy[Pattern] = st.one_of(
    st.builds(Fuzzy, WORDS, st.sampled_from([1, 2])),
    st.text("ab*?é", min_size=1, max_size=7).map(Wildcard),
    WORDS.map(Prefix),
    st.just(Regex("a.*b?")),
)


@settings(max_examples=500)
@given(PATTERNS, st.sets(WORDS, max_size=60), st.data())
def test_the_terms_of_a_pattern(pattern: Pattern, terms: set[str], data: st.DataObject) -> None:
    if isinstance(pattern, Fuzzy):  # words at random are seldom near each other
        terms |= data.draw(st.sets(edited(pattern.text), max_size=20))
    documents = {term: hash(term) % 1000 for term in sorted(terms, key=str.encode)}
    found = Vocabulary.of(documents.items()).among(pattern, never)
    assert sorted(found) == sorted(filter(pattern.matches, terms))
    assert found.items() <= documents.items()


@st.composite
def edited(draw: st.DrawFn, text: str) -> str:
    """The text with up to two letters put in, left out, changed or swapped."""
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(text)))
        before, after = text[:at], text[at:]
        swapped = before[:-1] + after[:1] + before[-1:] + after[1:]
        changed = [f"{before}a{after}", before + after[1:], f"{before}x{after[1:]}", swapped]
        text = draw(st.sampled_from(changed))
    return text or "a"


def test_the_counts_of_very_many_terms_are_found_together() -> None:
    terms = [(f"{number:05}", number) for number in range(6000)]
    assert Vocabulary.of(terms).among(Regex(".*"), never) == dict(terms)


@given(st.dictionaries(WORDS, st.integers(0, 9), max_size=30), st.integers(0, 40))
def test_the_commonest_terms_come_first(documents: dict[str, int], limit: int) -> None:
    expected = sorted(documents.items(), key=lambda term: (-term[1], term[0]))
    assert list(commonest(documents, limit)) == expected[:limit]


def test_whoever_lost_interest_is_not_kept() -> None:
    with pytest.raises(CancelledError):
        Vocabulary.of([("a", 1)]).among(Regex("a"), lambda: True)
