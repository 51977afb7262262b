"""Search as the screen and the commands use it: answers, reasons, order, stopping, threads."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from search_builders import Shelf, collection, document, found, indexed, marked

from workbench.model import WorkbenchError
from workbench.search import Search, Suggestion
from workbench.search.cancelling import CancelledError, Deadline, never
from workbench.search.engines import ENGINES
from workbench.search.engines.seal import DAMAGED
from workbench.search.indexroom import MISSING
from workbench.search.search import STOPPED
from workbench.spans import Spans

DOCUMENTS = [
    document(
        "The lease of the berth was signed in April.\n\nThe rent is 7,600 euros.\n",
        "lease",
        title="Minutes of the Port Board",
        date="2017-04",
        path="b/lease.txt",
    ),
    document("A letter: the rent, the berth and the quay.", "letter", date="2016", path="a/l.txt"),
    document("Nothing but troops.", "troops", title="The berth", path="c/troops.txt"),
]
TAGS = {"money": {"lease": Spans([(49, 53)])}}


@pytest.fixture(scope="module")
def search(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Search]:
    fields = {"tag": lambda value: TAGS.get(value, {})}
    with closing(indexed(tmp_path_factory.mktemp("index"), DOCUMENTS, fields)) as search:
        yield search


def test_an_answer_says_how_the_query_was_read_and_marks_its_hits(search: Search) -> None:
    results = search.search("Berth rent")
    assert results.interpreted == "berth AND rent"
    assert results.notices == ()
    assert (results.total, results.passages) == (2, 4)
    assert sorted(marked(search, "Berth rent")) == ["berth", "berth", "rent", "rent"]
    [passage, *_] = search.search('"lease of the berth"').hits[0].passages
    assert passage.text == "The lease of the berth was signed in April."
    assert passage.marks == ((4, 22),)
    assert passage.paragraph == 1


def test_what_another_room_named_is_marked_where_it_says(search: Search) -> None:
    assert marked(search, "tag:money") == ["rent"]
    assert found(search, "rent -tag:money") == {"letter"}


@pytest.mark.parametrize(
    ("query", "sentence", "suggestion"),
    [
        ("leese", "No document has the word leese.", Suggestion("lease", "1 document")),
        (
            "rent leese",
            "No document has the word leese.",
            Suggestion("rent AND lease", "1 document"),
        ),
        ("rent zzzzzz", "No document has the word zzzzzz.", Suggestion("rent", "2 documents")),
        (
            '"rent berth"',
            'No document has the phrase "rent berth".',
            Suggestion('"rent berth"~5', "2 documents"),
        ),
        (
            '"rant is"',
            'No document has the phrase "rant is".',
            Suggestion('"rent is"', "1 document"),
        ),
        (
            "quay AND troops",
            "No document has all of these together.",
            Suggestion("quay OR troops", "2 documents"),
        ),
        (
            "rant leese",
            "No document has the word leese.",
            Suggestion("rent AND lease", "1 document"),
        ),
        (
            "qwertyuiop leese quey",
            "No document has the word qwertyuiop.",
            Suggestion("lease OR quay", "2 documents"),
        ),
        (
            "quay troops -draft",
            "No document has all of these together.",
            Suggestion("(quay OR troops) AND NOT draft", "2 documents"),
        ),
        ("zz*", "No document has a word like zz*.", None),
        ("lease -berth", "What is excluded leaves no document.", None),
        ("title:zzzzzz", "No document answers title:zzzzzz.", None),
        ("berthi", "No document has the word berthi.", Suggestion("berth", "3 documents")),
        ("tro", "No document has the word tro.", Suggestion("troops", "1 document")),
        ("tag:zzzzzz", "No document answers tag:zzzzzz.", None),
        (
            "troops -nothing",
            "What is excluded leaves no document.",
            None,
        ),
    ],
)
def test_nothing_found_has_a_reason_and_a_way_on(
    search: Search, query: str, sentence: str, suggestion: Suggestion | None
) -> None:
    results = search.search(query)
    assert results.total == 0
    assert sentence in results.notices
    assert suggestion is None or suggestion in results.suggestions
    for each in results.suggestions:
        assert found(search, each.query)


@pytest.mark.parametrize(
    ("query", "sentences"),
    [
        ("rent OR leese", ["No document has the word leese."]),
        ("rent AND NOT leese", ["No document has the word leese."]),
        ("berth AND (rent OR leese OR zz*)^2", ["leese.", "zz*."]),
        ("rent OR title:leese", ["No document answers title:leese."]),
        ("rent OR lease OR troops", []),
    ],
)
def test_a_word_in_vain_is_named_though_others_are_found(
    search: Search, query: str, sentences: list[str]
) -> None:
    results = search.search(query)
    assert results.total
    assert len(results.notices) == len(sentences)
    for notice, sentence in zip(results.notices, sentences, strict=True):
        assert notice.endswith(sentence)


def test_a_reason_counts_the_documents_of_each_part(search: Search) -> None:
    assert search.search("rent leese -troops").words == (("rent", 2), ("leese", 0))


def test_what_only_a_title_has_is_marked_there_and_nowhere_in_the_text(search: Search) -> None:
    results = search.search('berth OR "the berth"')
    assert (results.total, results.passages) == (3, 2)
    assert results.suggestions == ()
    [by_title] = [hit for hit in results.hits if not hit.spans]
    assert by_title.document.id == "troops"
    assert list(by_title.in_title) == [(0, 9)]
    assert [(one.text, one.marks) for one in by_title.passages] == [("Nothing but troops.", ())]
    assert all(not hit.in_title for hit in results.hits if hit.spans)
    assert marked(search, "troops berth") == ["troops"]
    assert found(search, "text:berth") == {"lease", "letter"}
    assert found(search, "rent -minutes") == {"letter"}
    assert found(search, '"port board"') == {"lease"}
    assert found(search, "letter") == {"letter"}  # and no path


def test_a_word_of_the_title_makes_more_of_a_document_than_one_of_the_text(tmp_path: Path) -> None:
    aside = "Of this and that was spoken, of {} too, and of much else besides.".format
    for engine in ENGINES:
        documents = [
            document(aside("harbour"), "aside"),
            document("Nothing but notes.", "titled", title="Harbour dues"),
            document("The harbour. A harbour. Of harbour dues.", "both", title="Harbour dues"),
            *(document(aside("weather"), f"other-{number}") for number in range(9)),
        ]
        with closing(indexed(tmp_path / engine, documents, engine=engine)) as search:
            for query in ("harbour", "harb*", '"harbour dues" OR aside OR text:harbour'):
                order = [hit.document.id for hit in search.search(query).hits]
                assert order[:2] == ["both", "titled"], query


@pytest.mark.parametrize("query", ["harbour OR dues", "harb* OR dues", '"the harbour" OR dues'])
def test_a_word_of_the_title_makes_up_for_no_rarer_word(tmp_path: Path, query: str) -> None:
    documents = [
        document(
            "Who came to see the harbour that day, and who did not.", "a", title="The harbour"
        ),
        document("Who came to pay the dues of the harbour, and who did not.", "b"),
        *(document(f"Of the harbour, once more: {n}", f"often-{n}") for n in range(9)),
        *(document(f"Of the weather, once more: {n}", f"other-{n}") for n in range(19)),
    ]
    for engine in ENGINES:
        with closing(indexed(tmp_path / engine, documents, engine=engine)) as search:
            assert [hit.document.id for hit in search.search(query).hits][:2] == ["b", "a"], engine


def test_an_alternative_in_vain_is_offered_in_a_near_spelling(search: Search) -> None:
    assert search.search("quay OR leese").suggestions == (
        Suggestion("quay OR lease", "2 documents"),
    )
    assert search.search("rent AND NOT leese").suggestions == ()


def test_results_come_by_date_by_path_and_page_by_page(search: Search) -> None:
    def ids(**how: object) -> list[str]:
        return [hit.document.id for hit in search.search("*", **how).hits]  # type: ignore[arg-type]

    assert ids(sort="date") == ["letter", "lease", "troops"]
    assert ids(sort="path") == ["letter", "lease", "troops"]
    assert ids(sort="path", limit=1, offset=1) == ["lease"]
    assert search.search("*", limit=1).passages is None


def test_words_of_the_collection_are_listed_by_their_beginning(search: Search) -> None:
    assert search.terms("BE", 5) == [("berth", 3)]


@pytest.mark.parametrize("engine", ENGINES)
def test_nobody_waits_while_all_ids_of_a_broad_answer_are_listed(
    tmp_path: Path, engine: str
) -> None:
    with closing(indexed(tmp_path, DOCUMENTS, engine=engine)) as search:
        totals = []

        def others_ask() -> bool:
            asking = threading.Thread(target=lambda: totals.append(search.search("troops").total))
            asking.start()
            asking.join(60)
            return False

        assert search.documents("rent") == ["letter", "lease"]
        assert search.documents("rent", others_ask) == ["letter", "lease"]
        assert totals
        assert set(totals) == {1}


def test_of_many_documents_the_best_are_given(search: Search) -> None:
    assert search.documents("berth OR rent", limit=1) == [
        search.search("berth OR rent").hits[0].document.id
    ]
    assert search.documents("") == search.documents("", limit=3) == []
    with pytest.raises(CancelledError):
        search.documents("berth OR rent", lambda: True)


QUERIES = ["berth", "rent", "troops", "tag:money", "NOT lease", "saved:x", "", "ren*", "nobody"]


@given(st.lists(st.lists(st.sampled_from(QUERIES), max_size=40), min_size=1, max_size=3))
@settings(max_examples=30)
@pytest.mark.parametrize("engine", ENGINES)
def test_what_no_query_finds_is_what_is_left_of_all(
    covered: dict[str, Search], engine: str, rounds: list[list[str]]
) -> None:
    search = covered[engine]
    for queries in rounds:
        found = {identity for query in queries for identity in search.documents(query)}
        assert search.unfound(queries) == {"lease", "letter", "troops"} - found


@pytest.fixture(scope="module")
def covered(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Search]]:
    fields = {"tag": lambda value: TAGS.get(value, {})}
    searches = {
        name: indexed(tmp_path_factory.mktemp(name), DOCUMENTS, fields, engine=name)
        for name in ENGINES
    }
    yield searches
    for search in searches.values():
        search.close()


def test_what_is_found_later_or_tagged_later_is_no_longer_unfound(tmp_path: Path) -> None:
    tags: dict[str, Spans] = {}
    with closing(indexed(tmp_path, DOCUMENTS, {"tag": lambda _: tags})) as search:
        queries = ["text:berth", "tag:money"]
        assert search.unfound(queries) == {"troops"}
        tags["troops"] = Spans()
        assert search.unfound(queries) == frozenset()
        new = document("A new one.", "new")
        search.update([new])
        search.commit()
        assert search.unfound(queries) == {"new"}
        with pytest.raises(CancelledError):
            search.unfound(["rent"], lambda: True)


def test_every_hit_is_streamed_and_can_be_stopped(search: Search) -> None:
    streamed = search.every_hit("berth rent OR title:berth")
    assert [(one.id, [one.text[slice(*span)] for span in spans]) for one, spans in streamed] == [
        ("letter", ["rent", "berth"]),
        ("lease", ["berth", "rent"]),
        ("troops", []),
    ]
    assert list(search.every_hit("")) == []
    stopped: list[bool] = []
    streamed = search.every_hit("rent", lambda: bool(stopped))
    assert next(streamed)[0].id == "letter"
    stopped.append(True)
    with pytest.raises(CancelledError):
        next(streamed)


def test_hits_are_those_of_the_text_that_is_shown(search: Search) -> None:
    newer = document("No hit before this berth.", "lease")
    assert list(search.spans("berth", newer)) == [(19, 24)]
    assert not search.spans("berth lease", newer)


POLLS = [
    *("lease", "the", "l*", "*e*", "*", '"the lease"', '"lease the"~9', "-lease", "lease OR rent"),
    *("zzzz", "leese rent", "/l.*/", "lease~2", "title:port", "tag:money", "(a OR b) -c lea*"),
]


@pytest.mark.parametrize("query", POLLS)
def test_a_cancelled_answer_stops_at_any_moment(search: Search, query: str) -> None:
    """However often it was asked before, the first yes ends the search."""
    for patience in range(1000):
        asked = 0

        def cancelled(patience: int = patience) -> bool:
            nonlocal asked
            asked += 1
            return asked > patience

        results = search.search(query, cancelled=cancelled)
        if asked <= patience:
            break
        assert asked == patience + 1
        assert not results.hits
        assert not results.total
    assert patience > 2
    assert results.query == query


@pytest.mark.parametrize("query", ["rent", "/l.*/", "lease~2", '"lease rent berth"~9', "zzzz"])
def test_without_time_the_answer_is_a_part_and_says_so(search: Search, query: str) -> None:
    results = search.search(query, seconds=0)
    assert results.partial
    assert results.passages is None
    assert STOPPED.format(0) in results.notices
    assert not search.search(query).partial


def test_without_time_nothing_is_explained_or_marked_and_nobody_waits(
    search: Search, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(WorkbenchError, match="cannot be explained in 0 seconds"):
        search.explain("/l.*e/ OR lease", seconds=0)
    read = search.every_hit("lease")
    document, marked = next(read)
    read.close()
    with monkeypatch.context() as patch:
        patch.setattr("workbench.search.search.TIME_LIMIT", 0.0)
        assert search.spans("/l.*e/", document) == Spans()
    assert search.spans("/leas.*/", document) == marked
    assert search.explain("lease").part


def test_a_search_stops_when_its_time_is_over() -> None:
    now = [0.0]
    deadline = Deadline(never, 2, lambda: now[0])
    assert not deadline()
    assert not deadline.near()
    now[0] = 1.0
    assert deadline.near()
    assert not deadline()
    now[0] = 2.0
    assert deadline()
    now[0] = 0.0  # a clock that goes back does not begin anew
    assert deadline()
    assert deadline.late
    assert Deadline(lambda: True, 2)()


def test_a_long_text_is_left_in_the_middle(tmp_path: Path) -> None:
    long = document("word other " * 100_000, "long")
    with closing(indexed(tmp_path, [long])) as search:
        for query, least in (("word", 40), ("word*", 40), ("zebra OR word", 40)):
            asked = 0

            def cancelled() -> bool:
                nonlocal asked
                asked += 1
                return False

            assert search.search(query, cancelled=cancelled).passages == 100_000
            assert asked > least


def test_threads_search_while_commits_are_followed(tmp_path: Path) -> None:
    texts = [f"all word{number}" for number in range(40)]
    shelf = Shelf(collection(*texts))
    failures: list[object] = []
    with (
        closing(Search(tmp_path, shelf, {})) as reader,
        closing(Search(tmp_path, shelf, {})) as writer,
    ):
        done = threading.Event()

        def keep_asking() -> None:
            while not done.is_set():
                results = reader.search("all", limit=100)
                if results.total != len(results.hits) or DAMAGED in results.notices:
                    failures.append(results)
                if reader.notice not in ("", MISSING):
                    failures.append(reader.notice)

        threads = [threading.Thread(target=keep_asking) for _ in range(2)]
        for thread in threads:
            thread.start()
        for number, text in enumerate(texts):
            writer.update([document(text, f"doc-{number}")])
            writer.commit()
            assert reader.refresh()
        done.set()
        for thread in threads:
            thread.join()
        assert failures == []
        assert found(reader, "all") == {f"doc-{number}" for number in range(40)}


def test_other_queries_are_not_waited_for(search: Search, monkeypatch: pytest.MonkeyPatch) -> None:
    patient = search.search("leese")
    assert patient.suggestions
    monkeypatch.setattr("workbench.search.reply.PATIENCE", 0.0)
    hasty = search.search("leese")
    assert not hasty.suggestions
    assert not hasty.partial
    assert (hasty.notices, hasty.words) == (patient.notices, patient.words)
