"""What is searched where too little has all the words of a question, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from search_builders import document, found, indexed, marked

from workbench.search import Search, Suggestion
from workbench.search.engine import Asking, Expansion
from workbench.search.engines import ENGINES
from workbench.search.patterns import Pattern
from workbench.search.relaxing import ENOUGH

FILLER = [document(f"the of notice number{n}", f"filler-{n:03}") for n in range(20 * ENOUGH)]
DOCUMENTS = [
    document("the harbour of the town: the dredging of the berth", "one"),
    document("the tender for the berth", "two", title="Quarterly Falcon Report"),
    document("the tender for dredging", "three"),
    document('the board said "no tender" of the berth', "four"),
    *FILLER,
]


@pytest.fixture(scope="module", params=ENGINES)
def search(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Search]:
    folder = tmp_path_factory.mktemp("relaxing")
    with closing(indexed(folder, DOCUMENTS, engine=request.param)) as search:
        yield search


def few(total: str, words: int) -> str:
    return f"{total} {words} words: any of them will do."


def test_a_question_that_no_document_answers_whole_is_answered_by_some_of_its_words(
    search: Search,
) -> None:
    results = search.search("when was the tender of dredging announced")
    assert results.interpreted == "when OR was OR tender OR dredging OR announced"
    assert results.total == 4
    assert results.hits[0].document.id == "three"
    assert results.notices[:2] == (
        few("No document has all", 7),
        "Left out, as more than half of the documents have it: the, of.",
    )
    assert "No document has the word announced." in results.notices
    assert set(marked(search, "when was the tender of dredging announced")) == {
        "tender",
        "dredging",
    }


def test_that_any_word_will_do_is_said_before_all_else(search: Search) -> None:
    results = search.search("when was which tender announced?")
    assert results.notices[0] == few("No document has all", 5)
    assert "? is read as a question mark." in results.notices[1:]


def test_few_words_are_relaxed_where_each_is_known_but_no_document_has_all(search: Search) -> None:
    results = search.search("town tender")
    assert (results.interpreted, results.total) == ("town OR tender", 4)
    assert results.notices == ("No document has both words: either will do.",)
    assert search.search("town tender board").notices == (few("No document has all", 3),)


@pytest.mark.parametrize(
    "query",
    ["town announced", "town tender -said", "town tender path:o*", 'town tender "the board"'],
)
def test_few_words_stay_as_they_are_beside_anything_else(search: Search, query: str) -> None:
    assert search.search(query).total == 0


def test_what_few_documents_have_of_few_words_is_found_alone(search: Search) -> None:
    results = search.search("harbour dredging berth")
    assert (results.total, results.notices) == (1, ())
    wider = Suggestion("harbour OR dredging OR berth", "4 documents with any of these")
    assert wider in results.suggestions
    assert len(found(search, wider.query)) == 4


def test_of_many_words_those_who_have_all_come_first_of_those_who_have_any(search: Search) -> None:
    results = search.search("the harbour of the town, the dredging of the berth")
    assert results.notices == (
        few("Only 1 document has all", 6),
        "Left out, as more than half of the documents have it: the, of.",
    )
    assert results.interpreted == (
        "(the AND harbour AND of AND town AND dredging AND berth)^1000 "
        "OR harbour OR town OR dredging OR berth"
    )
    assert results.hits[0].document.id == "one"
    assert results.total == 4


def test_in_a_small_folder_what_has_all_words_is_all_that_is_shown(tmp_path: Path) -> None:
    documents = [
        document("a pier, a quay, a mole, a dock"),
        document("a pier", "other"),
        *FILLER[:90],
    ]
    with closing(indexed(tmp_path, documents)) as search:
        results = search.search("pier quay mole dock")
        assert (results.total, results.notices) == (1, ())
        wider = Suggestion("pier OR quay OR mole OR dock", "2 documents with any of these")
        assert results.suggestions == (wider,)


def test_any_of_the_words_is_not_proposed_where_it_finds_no_more(tmp_path: Path) -> None:
    with closing(indexed(tmp_path, [document("a pier and a mole"), *FILLER])) as search:
        results = search.search("pier mole")
        assert (results.total, results.suggestions) == (1, ())


@pytest.mark.parametrize("engine", ENGINES)
def test_what_has_all_comes_first_however_often_others_have_most(
    engine: str, tmp_path: Path
) -> None:
    long = document("pier quay mole dock " + "a report " * 3000, "long")
    short = [document("pier quay mole " * 9, f"short-{n}", title="Pier quay") for n in range(3)]
    others = [document("a dock", f"dock-{n}") for n in range(200)]
    with closing(indexed(tmp_path, [long, *short, *others], engine=engine)) as search:
        assert search.search("pier quay mole dock").hits[0].document.id == "long"


def test_words_that_enough_documents_have_are_not_relaxed(tmp_path: Path) -> None:
    texts = ["the board let a berth"] * ENOUGH + ["a berth", "the board"]
    documents = [document(text, f"doc-{n}") for n, text in enumerate(texts)]
    with closing(indexed(tmp_path, documents)) as search:
        assert search.search("the board let a berth").total == ENOUGH


@pytest.mark.parametrize(
    "query",
    [
        "harbour AND town AND dredging AND tender",
        "+harbour +town +dredging +tender",
        '"harbour" "town" "dredging" "tender"',
        "harb* town dredging tender",
        "(harbour town dredging tender)^2",
        "title:(harbour town dredging tender)",
    ],
)
def test_what_is_asked_for_with_signs_must_occur(search: Search, query: str) -> None:
    assert search.search(query).total == 0


def test_what_stands_beside_the_words_holds_as_it_does(search: Search) -> None:
    words = "harbour town dredging tender"
    assert found(search, f"{words} -board") == {"one", "two", "three"}
    assert found(search, f"{words} path:three*") == {"three"}
    assert found(search, f"{words} +said") == {"four"}
    narrowed = search.narrowed(words, "path:three*")
    assert found(search, narrowed) == {"three"}


def test_a_quotation_in_a_pasted_passage_counts_as_its_words_do(search: Search) -> None:
    passage = 'a board said "no tender" of some berth in the "new harbour" yesterday'
    assert search.search(passage).hits[0].document.id == "four"
    assert found(search, "board said that berth no harbour " + '"no tender"') == {"four"}


def test_a_word_made_of_several_counts_by_its_parts_too(search: Search) -> None:
    results = search.search("which harbour-board had dredging")
    assert results.interpreted.endswith('"harbour board" OR harbour OR board OR had OR dredging')
    assert found(search, "which harbour-board had dredging") == {"one", "three", "four"}


def test_of_chinese_any_of_the_words_will_do_and_no_single_sign(tmp_path: Path) -> None:
    texts = ["海港局", "日本", "日報は本"]
    documents = [document(text, f"doc-{n}") for n, text in enumerate(texts)]
    with closing(indexed(tmp_path, documents)) as search:
        assert found(search, "海港 日本") == {"doc-0", "doc-1"}


def test_a_question_mark_after_a_word_stands_for_no_letter_in_a_question(search: Search) -> None:
    results = search.search("Who said tender?")
    assert results.interpreted == "who AND said AND tender"
    assert results.notices[0] == "? is read as a question mark."
    assert search.search("(Who) said “tender”?").interpreted == "who AND said AND tender"
    assert search.search("Who said 'tender'?").interpreted == "who AND said AND tender"
    for query in (
        "(said no tende?)",
        "tende?",
        "the tende?",
        "said OR no OR tende?",
        "the said te?der",
    ):
        assert search.search(query).total
        assert not search.search(query).notices


def test_titles_count_among_the_words_of_a_question(search: Search) -> None:
    assert found(search, "falcon tender") == found(search, "falcon report berth") == {"two"}
    results = search.search("falcon dredging harbour tender")
    assert results.notices == (few("No document has all", 4),)
    assert {hit.document.id for hit in results.hits} == {"one", "two", "three", "four"}


def test_a_misspelt_word_of_a_question_is_offered_as_it_is_spelt(search: Search) -> None:
    results = search.search("harbour town dredging bertth")
    assert Suggestion("harbour AND town AND dredging AND berth", "1 document") in (
        results.suggestions
    )


def test_of_many_words_that_nobody_has_only_some_are_looked_for_in_other_spellings(
    search: Search, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: set[str] = set()
    expand = Asking.expand

    def noted(asking: Asking, pattern: Pattern, field: str, limit: int) -> Expansion:
        looked.add(str(pattern))
        return expand(asking, pattern, field, limit)

    monkeypatch.setattr(Asking, "expand", noted)
    strange = " ".join(f"qxz{number}kvw" for number in range(100))
    assert search.search(f"tender dredging {strange}").total
    assert 0 < len(looked) <= 3 * 12
