"""The contract of an engine, held against each of them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from search_builders import Shelf, collection, document

from workbench.model import Document
from workbench.search.cancelling import CancelledError
from workbench.search.engine import Asking, Engine, Expansion, checksum
from workbench.search.engines import ENGINES, open_engine
from workbench.search.matcher import Matcher
from workbench.search.parser import parse
from workbench.search.patterns import Fuzzy, Prefix, Regex, Wildcard
from workbench.search.resolving import resolve
from workbench.search.tree import Documents, Field, Node, Not, Word

DOCUMENTS = [
    document(
        "The lease of the berth. The rent is 7,600 euros.",
        "lease",
        title="Minutes of the Port Board",
        date="2008-09-09",
        source="Port Authority",
        authors=("R. Ansel", "E. Lunde"),
        path="minutes/2008/board.txt",
    ),
    document(
        "Troops of Russia: bases in Abkhazia, bases of Abkhazia. Café Müller.",
        "bases",
        title="Russia to keep bases",
        date="2008",
        source="Northern Wire",
        path="wire/bases.md",
        kind="markdown",
    ),
    document(
        "Rent, rent and rent: nobody pays the rent of the peace-keeping force. Lease too.",
        "rent",
        date="2009-03",
        path="wire/rent.html",
        kind="html",
    ),
    document("日本の東京。 Sokhumi and Sukhumi, О’Нил, C++ at AT&T.", "many", path="zz/many.txt"),
    document("", "empty", path="empty.txt"),
]
IDS = {each.id for each in DOCUMENTS}


@pytest.fixture(params=ENGINES, scope="module")
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def engine(name: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    engine = open_engine(name, tmp_path_factory.mktemp("engine"), Shelf(DOCUMENTS))
    engine.update(DOCUMENTS)
    engine.commit()
    yield engine
    engine.close()


@pytest.fixture
def fresh(name: str, tmp_path: Path) -> Iterator[Engine]:
    engine = open_engine(name, tmp_path, Shelf())
    yield engine
    engine.close()


def tree_of(engine: Engine, query: str) -> Node:
    tree = parse(query).tree
    assert tree is not None
    return resolve(tree, Asking(engine), {}, {}).tree


def answers(engine: Engine, query: str) -> set[str]:
    page = engine.search(tree_of(engine, query), 100)
    assert page.total == len(page.documents)
    return {ranked.id for ranked in page.documents}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("lease", {"lease", "rent"}),
        ("the", {"lease", "rent"}),
        ("lease rent", {"lease", "rent"}),
        ("lease OR troops", {"lease", "rent", "bases"}),
        ("lease -force", {"lease"}),
        ("-lease", {"bases", "many", "empty"}),
        ("NOT NOT lease", {"lease", "rent"}),
        ('"bases in Abkhazia"', {"bases"}),
        ('"bases at Abkhazia"', set()),
        ('"abkhazia bases"', {"bases"}),
        ('"abkhazia troops"~5', {"bases"}),
        ('"abkhazia troops"~1', set()),
        ('"rent rent"', {"rent"}),
        ('"lease lease"~9', set()),
        ("cafe muller", {"bases"}),
        ("7600", {"lease"}),
        ("600", set()),
        ("peacekeeping", {"rent"}),
        ("peace-keeping", {"rent"}),
        ("東京", {"many"}),
        ("京東", set()),
        ("AT&T", {"many"}),
        ("c++", {"many"}),
        ("о'нил", {"many"}),
        ("sukhumi~1", {"many"}),
        ("bas*", {"bases"}),
        ("*ace", {"rent"}),
        ("/leases?/", {"lease", "rent"}),
        ('"bas* in"', {"bases"}),
        ('"bases * abkhazia"', {"bases"}),
        ("*", IDS),
        ("title:bases", {"bases"}),
        ("port", {"lease"}),
        ("port lease", {"lease"}),
        ("port troops", set()),
        ("lease -port", {"rent"}),
        ("text:port", set()),
        ("text:lease", {"lease", "rent"}),
        ("por*", {"lease"}),
        ("title:port*", {"lease"}),
        ("title:lease", set()),
        ("source:northern", {"bases"}),
        ("author:lunde", {"lease"}),
        ('author:"ansel lunde"', set()),
        ("kind:html", {"rent"}),
        ("path:wire", {"bases", "rent"}),
        ("path:minutes/2008", {"lease"}),
        ("path:wire/*", {"bases", "rent"}),
        ("path:*.TXT", {"lease", "many", "empty"}),
        ("date:2008", {"lease", "bases"}),
        ("date:2008-09-09", {"lease", "bases"}),
        ("date:2008-10", {"bases"}),
        ("date:[2008-10 TO 2009]", {"bases", "rent"}),
        ("date:>2008", {"rent"}),
        ("date:<2009", {"lease", "bases"}),
        ("-date:2008", {"rent", "many", "empty"}),
        ("lease^0", {"lease", "rent"}),
        ("nothing", set()),
    ],
)
def test_these_documents_answer(engine: Engine, query: str, expected: set[str]) -> None:
    assert answers(engine, query) == expected


def test_the_order_is_by_relevance_and_by_boost(engine: Engine) -> None:
    assert [r.id for r in engine.search(Word("rent"), 10).documents] == ["rent", "lease"]
    boosted = engine.search(tree_of(engine, "rent OR berth^50"), 10)
    assert [r.id for r in boosted.documents] == ["lease", "rent"]


def test_documents_are_sorted_by_date_or_path(engine: Engine) -> None:
    everything = tree_of(engine, "*")
    dated = engine.search(everything, 10, sort="date").documents
    assert [r.id for r in dated] == ["bases", "lease", "rent", "empty", "many"]
    by_path = engine.search(everything, 10, sort="path").documents
    assert [r.id for r in by_path] == ["empty", "lease", "bases", "rent", "many"]


def test_pages_join_up_and_totals_are_of_all(engine: Engine) -> None:
    everything = tree_of(engine, "*")
    pages = [engine.search(everything, 2, offset, sort="path") for offset in range(0, 8, 2)]
    assert {page.total for page in pages} == {5}
    assert [len(page.documents) for page in pages] == [2, 2, 1, 0]
    assert {r.id for page in pages for r in page.documents} == IDS


def test_what_other_rooms_name_is_found(engine: Engine) -> None:
    asked = Documents("tag", "money", frozenset({"rent", "gone"}))
    assert [r.id for r in engine.search(asked, 10).documents] == ["rent"]
    assert engine.search(Not(asked), 10).total == 4


def test_patterns_stand_for_the_commonest_terms_first(engine: Engine) -> None:
    assert engine.expand(Prefix("l"), "text", 10) == Expansion((("lease", 2),), 1)
    assert engine.expand(Prefix("re"), "text", 1).terms == (("rent", 2),)
    assert engine.expand(Fuzzy("sukhumi", 1), "text", 10).total == 2
    assert engine.expand(Wildcard("b*s"), "title", 10).terms == (("bases", 1),)
    assert engine.expand(Regex("nothing.*"), "text", 10) == Expansion((), 0)
    assert engine.expand(Prefix("+"), "text", 10) == Expansion((), 0)
    assert engine.expand(Prefix(""), "text", 1000) == engine.expand(Regex(".*"), "text", 1000)


def test_words_of_texts_and_titles_are_counted_once_a_document(engine: Engine) -> None:
    for field in ("", "text", "title"):
        found = engine.expand(Prefix(""), field, 1000)
        assert found.total == len(found.terms)
        for term, documents in found.terms:
            asked = Field(field, Word(term)) if field else Word(term)
            assert engine.search(asked, 0).total == documents, (field, term)


def test_nobody_waits_for_a_cancelled_answer(engine: Engine) -> None:
    with pytest.raises(CancelledError):
        engine.search(Word("rent"), 10, cancelled=lambda: True)


@pytest.mark.parametrize("query", ['"lease berth rent euros"~9', '"the peacekeeping"'])
def test_what_takes_too_long_is_answered_in_part(engine: Engine, query: str) -> None:
    tree = parse(query).tree
    assert tree is not None
    part, whole = engine.search(tree, 10, enough=lambda: True), engine.search(tree, 10)
    assert part.partial
    assert not whole.partial
    assert (part.total, whole.total) == (0, 1)


def test_changes_are_seen_after_the_commit_and_replace_what_was_there(fresh: Engine) -> None:
    fresh.update(collection("one", "two"))
    assert fresh.count() == 0
    fresh.commit()
    assert fresh.count() == 2
    fresh.update([document("three", "doc-0")])
    fresh.remove(["doc-1", "never there"])
    assert answers(fresh, "one OR two") == {"doc-0", "doc-1"}
    fresh.commit()
    assert answers(fresh, "*") == {"doc-0"}
    assert answers(fresh, "three") == {"doc-0"}
    assert not answers(fresh, "one OR two")


def test_the_last_of_two_versions_in_one_commit_counts(fresh: Engine) -> None:
    fresh.update([document("one"), document("two"), document("three")])
    fresh.commit()
    assert fresh.count() == 1
    assert answers(fresh, "three") == {"one"}


def test_what_is_added_and_removed_before_a_commit_is_gone(fresh: Engine) -> None:
    fresh.update(collection("one", "two"))
    fresh.remove(["doc-0"])
    fresh.update([document("three", "doc-1")])
    fresh.commit()
    assert fresh.ids() == answers(fresh, "*") == {"doc-1"}
    assert answers(fresh, "three") == {"doc-1"}


def test_another_reader_sees_a_commit_after_refresh(
    fresh: Engine, name: str, tmp_path: Path
) -> None:
    reader = open_engine(name, tmp_path, Shelf())
    assert not reader.refresh()
    for count in range(1, 12):
        fresh.update([document(f"word{count} all", f"doc-{count}")])
        fresh.commit()
        assert reader.refresh()
        assert not reader.refresh()
        assert answers(reader, f"word{count}") == {f"doc-{count}"}
        assert reader.search(Word("all"), 1).total == count
    reader.close()


def test_what_is_pinned_answers_as_before_whatever_becomes_of_the_engine(
    fresh: Engine, name: str, tmp_path: Path
) -> None:
    fresh.update(collection("alpha beta", "beta"))
    fresh.commit()
    pinned = fresh.pinned()
    before = [pinned.search(Word("beta"), 9, sort=sort) for sort in ("path", "relevance")]
    fresh.remove(["doc-0"])
    fresh.update([document("beta", "another")])
    fresh.commit()
    assert [pinned.search(Word("beta"), 9, sort=sort) for sort in ("path", "relevance")] == before
    assert [one.id for one in before[0].documents] == ["doc-0", "doc-1"]
    fresh.close()
    assert (pinned.count(), pinned.search(Word("alpha"), 0).total) == (2, 1)
    pinned.close()
    again = open_engine(name, tmp_path, Shelf())
    assert {one.id for one in again.search(Word("beta"), 9).documents} == {"doc-1", "another"}
    again.close()


def test_an_index_is_there_again_when_it_is_opened_again(
    fresh: Engine, name: str, tmp_path: Path
) -> None:
    fresh.update(DOCUMENTS)
    fresh.commit()
    again = open_engine(name, tmp_path, Shelf())
    assert not again.problem
    assert again.count() == 5
    assert answers(again, "lease") == {"lease", "rent"}
    again.close()


def test_what_was_not_committed_is_dropped(fresh: Engine, name: str, tmp_path: Path) -> None:
    fresh.update(DOCUMENTS)
    fresh.close()
    again = open_engine(name, tmp_path, Shelf())
    assert again.count() == 0
    again.update(DOCUMENTS[:1])
    again.commit()
    assert again.count() == 1
    again.close()


WORDS = ("lease", "Rent", "berth", "the", "co-op", "7,600", "o'neil", "日本", "U.S.", "cafés", "—")
TEXTS = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
LEAVES = st.one_of(
    st.sampled_from(["lease", "rent", "the", "coop", "co-op", "7600", "o'neil", "oneil", "日本"]),
    st.sampled_from(["le*", "*t", "b?rth", "leas~1", "/ca.*/", "u.s.", "本日"]),
    st.lists(
        st.sampled_from(["lease", "rent", "the", "co", "op", "ber*", "*"]), min_size=1, max_size=2
    )
    .map(lambda words: " ".join(["rent", *words]))
    .flatmap(lambda words: st.sampled_from([f'"{words}"', f'"{words}"~1', f'"{words}"~3'])),
)
QUERIES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda two: f"({two[0]} {two[1]})"),
        st.tuples(inner, inner).map(lambda two: f"({two[0]} OR {two[1]})"),
        st.tuples(inner, inner).map(lambda two: f"({two[0]} -{two[1]})"),
    ),
    max_leaves=4,
)


TITLED = st.one_of(
    st.tuples(TEXTS, TEXTS),
    # What stands before and after a title may join it, or part a word of it.
    st.tuples(TEXTS, st.sampled_from(["", "\n", "-\n", "co-", "7\u00a0"]), TEXTS).map(
        lambda made: (made[0], f"{made[2]}{made[1]}{made[0]}{made[1]}{made[2]}")
    ),
)


@given(st.lists(TITLED, max_size=6), st.lists(QUERIES, min_size=1, max_size=6))
def test_a_document_is_found_if_and_only_if_it_has_hits(
    name: str, titled: list[tuple[str, str]], queries: list[str]
) -> None:
    documents: list[Document] = [
        document(text, f"doc-{number}", title=title) for number, (title, text) in enumerate(titled)
    ]
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(name, Path(folder), Shelf(documents))
        engine.update(documents)
        engine.commit()
        for query in queries:
            tree = tree_of(engine, query)
            matcher = Matcher(tree)
            expected = {each.id for each in documents if matcher.matches(each)}
            assert answers(engine, query) == expected
            for each in documents:
                hits = matcher.spans(each) or (each.id in expected and matcher.in_title(each))
                assert bool(hits) == (each.id in expected)
            by_id = {each.id: each for each in documents}
            for ranked in engine.search(tree, len(documents) or 1).documents:
                found = by_id[ranked.id]
                plain = ranked.plain == checksum(found.text)
                assert matcher.spans(found, plain=plain) == matcher.spans(found)
        engine.close()


@pytest.mark.parametrize("step", [7, 2, 600])
def test_what_was_taken_out_is_not_among_the_ids(fresh: Engine, step: int) -> None:
    fresh.update(collection(*(f"word{number}" for number in range(600))))
    fresh.commit()
    gone = {f"doc-{number}" for number in range(0, 600, step)}
    fresh.remove(gone)
    fresh.update([document("again", "doc-1"), document("new", "new")])
    fresh.commit()
    expected = {f"doc-{number}" for number in range(600)} - gone | {"new"}
    assert fresh.ids() == expected
    assert fresh.count() == len(expected)
