"""More like this: a query of telling words, near-copies first, the passage's own document out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from search_builders import document, indexed

from workbench.search import Search
from workbench.search.likeness import PHRASES, WORDS
from workbench.search.parser import parse
from workbench.search.tree import And, Or, Phrase, positive_leaves
from workbench.spans import Spans

PASSAGE = (
    "The clerk of the harbour board proposed that the ninth berth be let without tender to "
    "Brackwater Marine, at a rent of 41,000 crowns a year payable from the first of July."
)
COPY = PASSAGE.replace("proposed", "suggested").replace("payable", "due")
LIKE = "A rent of berths: Brackwater Marine paid the harbour no crowns for the tender."


def filler(number: int) -> str:
    """Text of common words that says nothing."""
    words = "the of a and to was it that in on for with as board year first be".split()
    return " ".join(Random(number).choices(words, k=60)) + f" item{number % 7} note{number % 11}"


DOCUMENTS = [
    document(PASSAGE, "own"),
    document(f"{filler(1)} {filler(2)} {COPY} {filler(3)} {filler(4)}", "copy"),
    document(LIKE, "like"),
    *(document(filler(number), f"filler-{number}") for number in range(40)),
]


def itself(wanted: str) -> dict[str, Spans]:
    """What the field `document:` answers."""
    return {wanted: Spans()}


@pytest.fixture(scope="module", params=["whoosh", "tantivy"])
def search(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Search]:
    folder = tmp_path_factory.mktemp("index")
    with closing(indexed(folder, DOCUMENTS, {"document": itself}, request.param)) as search:
        yield search


def test_near_copies_come_first_and_the_document_itself_is_left_out(search: Search) -> None:
    query = search.like(PASSAGE, "own")
    found = [hit.document.id for hit in search.search(query).hits]
    assert found[:2] == ["copy", "like"]
    assert "own" not in found
    assert query.endswith("NOT document:own")


def test_the_query_is_made_of_telling_words_and_of_what_is_copied(search: Search) -> None:
    tree = parse(search.like(PASSAGE)).tree
    assert isinstance(tree, Or)
    written = {str(getattr(leaf, "text", "")) for _, leaf in positive_leaves(tree)}
    assert {"brackwater", "41000", "berth", "clerk"} <= written
    assert not written & {"the", "of", "a", "that"}
    assert any(isinstance(leaf, Phrase) for _, leaf in positive_leaves(tree))


def test_a_word_that_comes_often_counts_more(search: Search) -> None:
    assert "crowns^2" in search.like("crowns, crowns and crowns; the tender")


def test_what_no_other_document_has_makes_no_query(search: Search) -> None:
    assert search.like("zyzzyva quux") == ""
    assert search.like("") == ""
    assert search.like("…!?", "own") == ""


@given(text=st.text(max_size=300) | st.permutations(PASSAGE.split()).map(" ".join))
def test_every_passage_makes_a_query_that_is_read_as_it_is_written(
    search: Search, text: str
) -> None:
    query = search.like(text, "some/where it's.txt")
    if query:
        reading = parse(query, ("document",))
        assert reading.notices == ()
        assert isinstance(reading.tree, And)
        assert len(positive_leaves(reading.tree)) <= WORDS + PHRASES
