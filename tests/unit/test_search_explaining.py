"""How a query was read and answered, in numbers that are the engine's own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from search_builders import document, indexed

from workbench.search import Search
from workbench.search.explaining import Part
from workbench.spans import Spans

TEXTS = {
    "minutes": "The berth was let without tender. The rent of the berth is 41,000 crowns.",
    "letter": "No berth has carried a rent below 150,000 crowns.",
    "press": "The lease was signed on a Sunday, and the tender was withheld.",
    "notice": "Tenders for dredging: dredged material, dredgers and a dredge.",
    "draft": "A draft of the lease, without rent.",
}


@pytest.fixture(params=["whoosh", "tantivy"])
def search(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Search]:
    documents = [
        document(text, name, title="Berth nine" if name == "letter" else "", date="2019-03")
        for name, text in TEXTS.items()
    ]
    fields = {"tag": lambda value: {"press": Spans([(4, 9)])} if value == "money" else {}}
    with closing(indexed(tmp_path, documents, fields, request.param)) as search:
        yield search


def walk(part: Part) -> Iterator[Part]:
    yield part
    for inner in part.parts:
        yield from walk(inner)


@pytest.mark.parametrize(
    "query",
    [
        "berth",
        "berth rent",
        "berth^3 OR lease",
        '"the berth" OR tender -draft',
        "dredg* OR (rent AND berth)^2",
        "title:berth^2 rent",
        "tag:money OR lease",
        '"berth rent"~9 OR Jioyev~',
        '"the berth"^2 rent',
        'rent "the berth" title:"berth nine"^3 OR lease',
        "date:2019 rent",
        "nine OR berth nine^2",
        '"berth nine"^2 OR ninety~',
        'text:berth nin* OR "berth nine"~3',
    ],
)
def test_the_parts_of_a_score_add_up_to_it(search: Search, query: str) -> None:
    results = search.search(query)
    assert results.total
    for hit in results.hits:
        [ranking] = search.explain(query, [hit.document.id]).rankings
        assert ranking.score == pytest.approx(hit.score, rel=1e-4, abs=1e-6)
        assert sum(share.score for share in ranking.shares) == pytest.approx(
            hit.score, rel=1e-4, abs=1e-6
        )


@pytest.mark.parametrize(
    "query",
    [
        "berth OR lease",
        "(berth OR lease) -draft",
        "dredg* tender~1",
        "title:berth tag:money",
        "nine OR text:nine",
    ],
)
def test_every_part_has_as_many_documents_as_a_search_for_it(search: Search, query: str) -> None:
    part = search.explain(query).part
    assert part is not None
    for each in walk(part):
        assert search.search(each.written).total == each.documents, each.written


def test_a_pattern_names_its_words_and_what_was_left_out(
    search: Search, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbench.search.resolving.MOST_WORDS", 3)
    part = search.explain("dredg*").part
    assert part is not None
    assert part.words == "words that begin so"
    assert part.terms == (("dredge", 1), ("dredged", 1), ("dredgers", 1), ("dredging", 1))
    assert (part.stands_for, part.left_out) == (4, 1)
    assert "stands for 4 words" in search.explain("dredg*").notices[0]


def test_it_is_told_how_often_a_part_is_marked(search: Search) -> None:
    [ranking] = search.explain("berth OR 41,000 OR tag:money", ["minutes"]).rankings
    assert {share.written: share.times for share in ranking.shares} == {"berth": 2, "41000": 1}
    [ranking] = search.explain("nine OR rent", ["letter"]).rankings
    assert {(share.written, share.times, share.by_title) for share in ranking.shares} == {
        ("nine", 0, True),
        ("rent", 1, False),
    }


def test_what_does_not_answer_has_no_rank_and_nothing_no_parts(search: Search) -> None:
    assert search.explain("berth", ["press", "no such document"]).rankings == ()
    nothing = search.explain("§")
    assert nothing.part is None
    assert nothing.notices == ("§ is not a word and was left out.",)
    assert nothing.indexed == 5


def test_the_tree_is_told_in_words(search: Search) -> None:
    part = search.explain('(lease OR "the rent"~2) title:(berth nine) -draft^2 date:>=2019').part
    assert part is not None
    assert [each.words for each in walk(part)] == [
        "all of these",
        "any of these",
        "this word",
        "these words in any order, at most 2 others between them",
        "this word in the field title",
        "this word in the field title",
        "not this",
        "this word, counted 2 times",
        "dated from 2019-01-01",
    ]
    group = search.explain("(lease rent)^3").part
    assert group is not None
    words = ["counted 3 times", "all of these", "this word", "this word"]
    assert [each.words for each in walk(group)] == words
