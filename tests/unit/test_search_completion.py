"""What may follow what is being typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.search.completion import Completion, Values, completions, saved_completions
from workbench.search.memory.saved import SavedSearch
from workbench.search.parser import parse

FIELDS = ["date", "person", "source", "tag", "text", "title"]


def among(counted: Mapping[str, int]) -> Values:
    """What has the beginning at the start of a word, the most frequent first."""

    def ask(beginning: str, limit: int) -> Sequence[tuple[str, int]]:
        having = [
            pair for pair in counted.items() if f" {beginning.lower()}" in f" {pair[0]}".lower()
        ]
        return sorted(having, key=lambda pair: -pair[1])[:limit]

    return ask


WORDS = among({"lease": 8, "leases": 3, "lead": 2, "tide": 5, "timber": 1})
VALUES = {
    "person": among({"Leander Tide": 4, "T. Marrek": 2}),
    "source": among({"Northern Wire": 3}),
    "tag": among({"money/rent": 2}),
}


def proposed(query: str, cursor: int | None = None) -> list[Completion]:
    return completions(query, len(query) if cursor is None else cursor, WORDS, VALUES, FIELDS)


def becomes(query: str, cursor: int | None = None) -> list[str]:
    return [one.applied(query)[0] for one in proposed(query, cursor)]


@pytest.mark.parametrize(
    ("query", "queries"),
    [
        ("lea", ["lease", "leases", "lead", 'person:"Leander Tide"']),
        ("-leas", ["-lease", "-leases"]),
        ("rent OR (leas", ["rent OR (lease", "rent OR (leases"]),
        ('"a tim', ['"a timber']),
        ("peace-tim", ["peace-timber"]),
        ("ti", ["tide", "timber", 'person:"Leander Tide"', "title:"]),
        ("person:", ['person:"Leander Tide"', 'person:"T. Marrek"']),
        ("person:mar", ['person:"T. Marrek"']),
        ('person:"leander t', ['person:"Leander Tide"']),
        ("tag:mon", ["tag:money/rent"]),
        ("source:nor", ['source:="Northern Wire"']),
        ('source:="north', ['source:="Northern Wire"']),
        ("tag:=mon", ["tag:=money/rent"]),
    ],
)
def test_the_end_of_what_is_typed_is_completed(query: str, queries: list[str]) -> None:
    assert becomes(query) == queries


def test_a_phrase_that_was_closed_already_stays_closed_once() -> None:
    assert becomes('person:"lean" berth', 12) == ['person:"Leander Tide" berth']


def test_what_follows_stays() -> None:
    [first, *_] = proposed("lea AND berth", 3)
    assert first.applied("lea AND berth") == ("lease AND berth", 5)
    assert first.count == 8


@pytest.mark.parametrize("query", ["", "l", "lea ", "lease AND ", "12*", "colour:red", '"a b" '])
def test_nothing_is_proposed_where_nothing_is_being_typed(query: str) -> None:
    assert becomes(query) == []


def test_saved_searches_take_the_place_of_the_whole_query() -> None:
    saved = [SavedSearch("Rent of the berth", "rent AND berth"), SavedSearch("Who signed", "sign*")]
    [one] = saved_completions("ber", 3, saved)
    assert (one.label, one.kind, one.applied("ber")) == (
        "Rent of the berth",
        "saved",
        ("rent AND berth", 14),
    )
    assert saved_completions("ber lease", 3, saved) == saved_completions("b", 1, saved) == []


def test_inside_of_a_word_nothing_is_proposed() -> None:
    assert becomes("leases", 3) == []


@given(
    st.text(alphabet='leatim"():-+~ \\“”*日\u0301', max_size=40),
    st.integers(min_value=0, max_value=40),
)
def test_every_proposal_is_a_query_that_says_it(query: str, cursor: int) -> None:
    for one in proposed(query, min(cursor, len(query))):
        completed, at = one.applied(query)
        assert completed[:at].endswith(one.text)
        assert completed[: one.start] == query[: one.start]
        assert completed[at:] == query[one.end :]
        parse(completed, FIELDS)
