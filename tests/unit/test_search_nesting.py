"""Saved searches as parts of queries."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from search_builders import Shelf, collection, found, marked

from workbench.model import WorkbenchError
from workbench.project import Project
from workbench.search import Search
from workbench.search.interpret import interpreted
from workbench.search.nesting import DEEPEST, SAVED, unfolded
from workbench.search.parser import parse

NAMED = {
    "troop moves": "troops OR soldiers",
    "Signed": 'lease "was signed"',
    "both": 'saved:"troop moves" OR saved:signed',
    "no draft": "-draft",
    "left": "saved:right troops",
    "right": "saved:left",
    "alone": "lease OR saved:alone",
    "odd": "lease AND",
    "empty": "§",
}


def saved(name: str) -> tuple[str, str]:
    for one, query in NAMED.items():
        if one.lower() == name.lower():
            return one, query
    raise WorkbenchError(f"There is no saved search {name}.")


@pytest.fixture
def search(tmp_path: Path) -> Iterator[Search]:
    texts = "The troops left.", "The lease was signed by soldiers.", "A draft of the lease."
    shelf = Shelf(collection(*texts))
    with closing(Search(tmp_path, shelf, {}, saved=saved)) as search:
        search.update(list(shelf.by_id.values()))
        search.commit()
        yield search


@pytest.mark.parametrize(
    ("query", "read", "ids"),
    [
        ('saved:"troop moves"', "troops OR soldiers", {0, 1}),
        ('saved:"Troop Moves" lease', "(troops OR soldiers) AND lease", {1}),
        (
            "saved:both -lease",
            '(troops OR soldiers OR (lease AND "was signed")) AND NOT lease',
            {0},
        ),
        ('NOT saved:"no draft"', "draft", {2}),
        ("saved:signed soldiers", 'lease AND "was signed" AND soldiers', {1}),
        ("saved:signed^2", '(lease AND "was signed")^2', {1}),
        ("saved:=signed", 'lease AND "was signed"', {1}),
    ],
)
def test_a_saved_search_stands_for_its_query(
    search: Search, query: str, read: str, ids: set[int]
) -> None:
    results = search.search(query)
    assert (results.interpreted, results.notices) == (read, ())
    assert found(search, query) == {f"doc-{number}" for number in ids}


def test_its_words_are_marked(search: Search) -> None:
    assert marked(search, 'saved:"troop moves" -left') == ["soldiers"]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("saved:gone", "There is no saved search gone."),
        ("troops saved:gone", "There is no saved search gone."),
        ("saved:left", ("The saved search left asks for itself, by way of right: "
         "that part finds nothing.")),
        ("saved:alone", "The saved search alone asks for itself: that part finds nothing."),
        ("saved:odd", ("In the saved search odd: AND stands between two words; "
         "here it was left out.")),
        ("saved:empty", "In the saved search empty: § is not a word and was left out."),
    ],
)  # fmt: skip
def test_what_cannot_be_followed_is_said_in_one_sentence(
    search: Search, query: str, said: str
) -> None:
    assert search.search(query).notices[:1] == (said,)
    assert sum("saved" in notice for notice in search.search(query).notices) == 1


def test_the_rest_of_a_search_that_asks_for_itself_is_searched(search: Search) -> None:
    assert found(search, "saved:alone") == {"doc-1", "doc-2"}
    assert found(search, "saved:gone OR troops") == {"doc-0"}


def test_a_change_to_a_saved_search_counts_at_once(
    search: Search, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert found(search, "saved:signed") == {"doc-1"}
    monkeypatch.setitem(NAMED, "Signed", "draft")
    assert found(search, "saved:signed") == {"doc-2"}


def test_a_long_chain_and_many_words_come_to_an_end() -> None:
    def chain(name: str) -> tuple[str, str]:
        return name, f"saved:{int(name) + 1} word{name}"

    reading = unfolded(parse("saved:0", {SAVED}), chain, {SAVED})
    assert reading.notices == (
        f"Saved searches are followed {DEEPEST} deep, the others are left out.",
    )

    def twice(name: str) -> tuple[str, str]:
        return name, f"saved:{name}a OR saved:{name}b"

    reading = unfolded(parse("saved:x", {SAVED}), twice, {SAVED})
    assert "Of saved searches the first 128 words are searched" in reading.notices[-1]
    assert len(reading.notices) <= 3
    assert len(interpreted(reading.tree)) < 20_000


NAMES = st.sampled_from(["a", "b", "c"])
QUERIES = st.lists(
    st.one_of(NAMES, NAMES.map("saved:{}".format), st.sampled_from(["OR", "-", "(", ")", "NOT"])),
    min_size=1,
    max_size=6,
).map(" ".join)


@given(st.dictionaries(NAMES, QUERIES), QUERIES)
def test_whatever_refers_to_whatever_it_comes_to_an_end(
    queries: dict[str, str], query: str
) -> None:
    def named(name: str) -> tuple[str, str]:
        if name in queries:
            return name, queries[name]
        raise WorkbenchError(f"There is no saved search {name}.")

    reading = unfolded(parse(query, {SAVED}), named, {SAVED})
    written = interpreted(reading.tree)
    assert interpreted(parse(written, {SAVED}).tree) == written


def test_a_project_knows_its_saved_searches_and_completes_their_names(
    tmp_path: Path, clock: Callable[[], object]
) -> None:
    with closing(Project.open(tmp_path)) as project:
        project.searches.save("Troop moves", "troops")
        project.searches.save("troop Moves", "soldiers")
        assert project.search.search('saved:"Troop moves"').interpreted == "troops"
        [notice, *_] = project.search.search('saved:"troop moves"').notices
        assert notice == "There are several saved searches troop moves."
        [first, second] = project.search.complete("saved:mov", 9)
        assert first.applied("saved:mov")[0] == 'saved:"Troop moves"'
        assert second.label == "troop Moves"
