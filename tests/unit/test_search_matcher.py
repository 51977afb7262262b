"""Hits are exactly where the text has them, however the text is read."""

from __future__ import annotations

from itertools import pairwise, product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from search_builders import document

from workbench.search.analysis import terms
from workbench.search.matcher import Matcher
from workbench.search.parser import parse
from workbench.search.patterns import Fuzzy, Prefix, Regex, Wildcard
from workbench.search.proximity import near_windows, phrase_starts
from workbench.search.reader import Reader
from workbench.search.tree import And, AnyWord, Node, Not, Or, Phrase, Slot, Word
from workbench.spans import Spans


def resolved(node: Node) -> Node:
    """Every pattern stands for whatever fits it."""
    match node:
        case And(nodes):
            return And(tuple(map(resolved, nodes)))
        case Or(nodes):
            return Or(tuple(map(resolved, nodes)))
        case Not(part):
            return Not(resolved(part))
        case Phrase(slots, slop):
            return Phrase(tuple(map(resolved, slots)), slop)  # type: ignore[arg-type]
        case Prefix() | Wildcard() | Fuzzy() | Regex():
            return AnyWord(node, frozenset())
        case _:
            return node


def hits(query: str, text: str) -> list[str]:
    tree = parse(query).tree
    assert tree is not None
    return [text[start:end] for start, end in Matcher(resolved(tree)).spans(document(text))]


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("cafe", "A Café, a CAFE\u0301, a cafeteria.", ["Café", "CAFE\u0301"]),
        ('"bases in Abkhazia"', "bases of Abkhazia; bases in\nAbkhazia", ["bases in\nAbkhazia"]),
        ('"face face"', "face to face", []),
        ('"face * face"', "face to face", ["face to face"]),
        ('"bases Abkhazia"~2', "Abkhazia has two bases", ["Abkhazia has two bases"]),
        ('"bases Abkhazia"~1', "Abkhazia has two bases", []),
        ('"face face"~3', "face to face", ["face to face"]),
        ('"face face"~3', "a face", []),
        ("7600", "with 7,600 troops and 17,600 more", ["7,600"]),
        ("600", "with 7,600 troops", []),
        ("peacekeeping", "a peace-keeping force", ["peace-keeping"]),
        (
            "peace-keeping",
            "a peace-keeping force, peace keeping",
            ["peace-keeping", "peace keeping"],
        ),
        ("international", "an inter-\nnational treaty", ["inter-\nnational"]),
        ("Jioyev", "Jioyev’s house", ["Jioyev"]),
        ("jioyev's", "Jioyev’s house", ["Jioyev’s"]),
        ("AT&T", "at t, AT&T", ["AT&T"]),
        ("C++", "C and C++.", ["C++"]),
        ("日本", "今日本日は日本。", ["日本", "日本"]),
        ("lease OR rent", "the rent of the lease", ["rent", "lease"]),
        ("lease rent", "the rent", []),
        ("lease -rent", "the rent of the lease", []),
        ("lease -draft", "the lease", ["lease"]),
        ("ber*", "Berth, number", ["Berth"]),
        ("*gate", "a gate, Watergate", ["gate", "Watergate"]),
        ("sukhumi~1", "Sokhumi, Sukhum", ["Sokhumi", "Sukhum"]),
        ("/colou?r/", "Colour color colours", ["Colour", "color"]),
        ('"serg* lavrov"', "Sergey Lavrov", ["Sergey Lavrov"]),
        ('well "well known"', "a well-known well", ["well-known", "well"]),
        ("*", "anything", []),
        ("U.S.", "the U.S. and U.S.A.", ["U.S", "U.S"]),
    ],
)
def test_hits_are_exact(query: str, text: str, expected: list[str]) -> None:
    assert hits(query, text) == expected


def test_the_fields_of_a_document_decide_but_are_no_hits() -> None:
    own = document(
        "A lease.", title="Port Board", date="2008", authors=("R. Ansel",), path="a/b.md"
    )
    for query, answers in [
        ("title:board", True),
        ("title:lease", False),
        ("author:ansel", True),
        ("date:2008-09", True),
        ("date:>2008", False),
        ("path:a/*", True),
        ("path:*.txt", False),
        ("NOT title:board", False),
    ]:
        tree = parse(query).tree
        assert tree is not None
        assert Matcher(resolved(tree)).matches(own) is answers
        assert not Matcher(resolved(tree)).spans(own)
    both = parse("lease title:board").tree
    assert both is not None
    assert Matcher(both).spans(own) == Spans([(2, 7)])


VOCABULARY = ("lease", "rent", "berth", "the", "co-op", "coop", "7,600", "o'neil", "été", "u.s.")
WRITTEN = st.lists(
    st.one_of(
        st.sampled_from(
            [*VOCABULARY, "Lease", "LEASE,", "the-\nrent", "—", "\n\n", "leases", "日本"]
        ),
        st.text(st.sampled_from("leasrnt-'’.\u00ad7,60é&\n "), max_size=8),
    ),
    max_size=40,
).map(" ".join)
SLOTS = st.one_of(
    st.sampled_from([Word("lease"), Word("rent"), Word("the"), Word("coop"), Word("7600")]),
    st.sampled_from(["lea", "r", "t", "7", "o'"]).map(
        lambda text: AnyWord(Prefix(text), frozenset())
    ),
)


class Thorough(Reader):
    """Reads every chunk."""

    def __init__(self, words: list[Slot], reach: int) -> None:
        super().__init__(words, reach)  # type: ignore[arg-type]
        self.sieve = None


@given(WRITTEN, st.lists(SLOTS, min_size=1, max_size=3), st.integers(0, 4))
@example("le-\n  ase", [Word("lease")], 0)
@example("l\u00aderent x" + " filler" * 60, [Word("lerent")], 0)
@example("the rent " + "filler " * 90 + "the, — *** rent", [Word("the"), Word("rent")], 1)
def test_a_quick_look_misses_nothing(text: str, words: list[Slot], reach: int) -> None:
    text += " filler" * 200  # or the text would be read whole
    quick = Reader(words, reach).read(text)  # type: ignore[arg-type]
    thorough = Thorough(words, reach).read(text)
    assert {word: place.spans for word, place in quick.items()} == {
        word: place.spans for word, place in thorough.items()
    }
    for first, second in product(quick, quick):
        close = {
            (a, b)
            for a in thorough[first].positions
            for b in thorough[second].positions
            if abs(a - b) <= reach
        }
        assert len(close) == len(
            {
                (a, b)
                for a in quick[first].positions
                for b in quick[second].positions
                if abs(a - b) <= reach
            }
        )


@given(st.text(max_size=12), st.text(min_size=1, max_size=8))
def test_whatever_folds_to_a_term_is_found_by_it(before: str, word: str) -> None:
    text = f"{before} {word} " + "filler " * 100
    for term in {term.text for term in terms(text)} - {"filler"}:
        assert Reader([Word(term)], 0).read(text)[Word(term)].spans


@given(st.lists(st.lists(st.integers(0, 12), unique=True).map(sorted), min_size=1, max_size=4))
def test_phrases_start_where_every_word_follows(slots: list[list[int]]) -> None:
    expected = [p for p in range(13) if all(p + i in slot for i, slot in enumerate(slots))]
    assert phrase_starts(slots) == expected


@given(
    st.lists(
        st.tuples(st.lists(st.integers(0, 20), unique=True).map(sorted), st.integers(1, 2)),
        min_size=1,
        max_size=3,
    ),
    st.integers(1, 10),
)
def test_near_words_are_found_if_they_are_there(
    words: list[tuple[list[int], int]], longest: int
) -> None:
    def holds(first: int, last: int) -> bool:
        return all(sum(first <= p <= last for p in places) >= n for places, n in words)

    windows = near_windows(words, longest)
    assert bool(windows) == any(holds(p, p + longest - 1) for p in range(21))
    for first, last in windows:
        assert holds(first, last)
        assert last - first < longest
        assert not holds(first + 1, last) or not holds(first, last - 1) or first == last
    assert all(a[1] < b[0] for a, b in pairwise(windows))
