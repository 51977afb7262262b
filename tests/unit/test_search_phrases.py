"""Phrases over words that are written apart, joined, or broken at the end of a line."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from search_builders import collection, document, indexed, marked

from workbench.search.analysis import Term, terms
from workbench.search.chunks import analyse
from workbench.search.engines import ENGINES

PIECES = ("peace", "keeping", "force", "U", "S", "us", "o", "neil", "peacekeeping", "oneil")
TEXTS = st.lists(
    st.tuples(st.sampled_from(PIECES), st.sampled_from([" ", "-", "-\n", ".", "'", "\n", ". "])),
    min_size=2,
    max_size=9,
).map(lambda pieces: "".join(map("".join, pieces)))
PHRASES = st.lists(
    st.sampled_from((*PIECES, "peace*", "*ing", "*")), min_size=2, max_size=4
).filter(lambda words: words[0] != "*" != words[-1])


def widths(text: str) -> Iterator[tuple[Term, int]]:
    """The terms of a text, each with how many positions it takes."""
    position = 0
    for chunk in text.split():
        units, width, _ = analyse(chunk)
        yield from (
            (Term(unit.text, position + unit.offset, unit.start, unit.end), unit.width)
            for unit in units
        )
        position += width


def has_phrase(text: str, words: list[str]) -> bool:
    """Whether the words follow each other, one step at a time from every term."""
    found = list(terms(text))
    wide = {
        (term.text, term.position): width
        for term, width in widths(text.replace("-\n", "-"))
        if width > 1
    }
    ends = {term.position for term in found}
    for word in words:
        if word == "*":
            ends = {end + 1 for end in ends}
            continue
        ends = {
            term.position + wide.get((term.text, term.position), 1)
            for term in found
            if term.position in ends and fits(term.text, word.lower())
        }
    return bool(ends)


def fits(term: str, word: str) -> bool:
    if word.startswith("*"):
        return term.endswith(word[1:])
    return term.startswith(word[:-1]) if word.endswith("*") else term == word


@settings(max_examples=80)
@given(st.lists(TEXTS, min_size=1, max_size=4), st.lists(PHRASES, min_size=2, max_size=5))
@pytest.mark.parametrize("engine", ENGINES)
def test_a_phrase_goes_on_where_a_joined_spelling_ends(
    engine: str, texts: list[str], phrases: list[list[str]]
) -> None:
    documents = collection(*texts)
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(indexed(Path(folder), documents, engine=engine)) as search,
    ):
        for words in phrases:
            results = search.search(f'"{" ".join(words)}"')
            expected = {each.id for each in documents if has_phrase(each.text, words)}
            assert {hit.document.id for hit in results.hits} == expected, (texts, words)
            assert all(hit.spans for hit in results.hits)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("query", "text", "hits"),
    [
        ('"the government fell"', "Then the govern-\nment fell.", ["the govern-\nment fell"]),
        ('"US Army"', "The U.S. Army came.", ["U.S. Army"]),
        ('"peacekeeping keeping"', "A peace-keeping force.", []),
        ('"government fell"', "The govern-\nment, govern-\nment fell.", ["govern-\nment fell"]),
        ('"jioyev* house"', "Jioyev’s house.", ["Jioyev’s house"]),
        ('"a * force"', "A peace-keeping force.", []),
        ('"a peacekeeping *ce"', "A peace-keeping force.", ["A peace-keeping force"]),
    ],
)
def test_a_phrase_is_marked_from_its_first_word_to_its_last(
    tmp_path: Path, engine: str, query: str, text: str, hits: list[str]
) -> None:
    with closing(indexed(tmp_path, [document(text)], engine=engine)) as search:
        assert marked(search, query) == hits


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("*.pdf", ["pdf"]),
        ("annual_*.pdf", ["annual_report.pdf"]),
        ("node.j*", ["Node.js"]),
        ("3.*", ["3.5"]),
        ("v2.*", []),
    ],
)
def test_a_dot_in_a_pattern_is_in_a_word_only_where_it_is_in_numbers(
    tmp_path: Path, engine: str, query: str, hits: list[str]
) -> None:
    text = "annual_report.pdf on Node.js grew by 3.5"
    with closing(indexed(tmp_path, [document(text)], engine=engine)) as search:
        assert marked(search, query) == hits
