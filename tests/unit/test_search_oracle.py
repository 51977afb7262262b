"""What is found, and where, against the plainest program that could say it.

The oracle cuts texts at what is no letter, compares every word, and shares no code with the
search.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from fnmatch import fnmatchcase
from itertools import count, product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from search_builders import collection, document, indexed

from workbench.search.engines import ENGINES

WORDS = ("lease", "leased", "release", "rent", "rental", "the", "berth", "ebrth", "bert", "a")
Span = tuple[int, int]


@dataclass(frozen=True)
class Asked:
    """A query as it is typed, and what it finds in a text with a title; None for no answer."""

    typed: str
    find: Callable[[str, str], list[Span] | None]


def leaf(typed: str, find: Callable[[str], list[Span]]) -> Asked:
    """What the text is asked for, or the title, in which nothing is marked."""

    def found(text: str, title: str) -> list[Span] | None:
        return find(text) or ([] if find(title) else None)

    return Asked(typed, found)


def of_field(field: str, asked: Asked) -> Asked:
    """What the one is asked for, or the other."""

    def found(text: str, title: str) -> list[Span] | None:
        if field == "text":
            return asked.find(text, "")
        return None if asked.find(title, "") is None else []

    return Asked(f"{field}:{asked.typed}", found)


def words_of(text: str) -> list[tuple[str, Span]]:
    return [(match[0].lower(), match.span()) for match in re.finditer("[A-Za-z]+", text)]


def edits(left: str, right: str) -> int:
    """Insertions, deletions, changes and swaps of neighbours, no letter touched twice."""
    if not left or not right:
        return len(left) + len(right)
    costs = [
        edits(left[1:], right) + 1,
        edits(left, right[1:]) + 1,
        edits(left[1:], right[1:]) + (left[0] != right[0]),
    ]
    if len(left) > 1 < len(right) and left[:2] == right[1::-1]:
        costs.append(edits(left[2:], right[2:]) + 1)
    return min(costs)


DISTANCES = {(a, b): edits(a, b) for a, b in product(WORDS, WORDS)}


def of_words(typed: str, fits: Callable[[str], bool]) -> Asked:
    return leaf(typed, lambda text: [span for word, span in words_of(text) if fits(word)])


def word(wanted: str) -> Asked:
    return of_words(wanted, lambda each: each == wanted)


def shape(wanted: str) -> Asked:
    return of_words(wanted, lambda each: fnmatchcase(each, wanted))


def fuzzy(wanted: str, distance: int) -> Asked:
    return of_words(f"{wanted}~{distance}", lambda each: DISTANCES[wanted, each] <= distance)


def phrase(slots: tuple[str, ...]) -> Asked:
    def find(text: str) -> list[Span]:
        words = words_of(text)
        found: list[Span] = []
        for first in range(len(words) - len(slots) + 1):
            here = words[first : first + len(slots)]
            start, end = here[0][1][0], here[-1][1][1]
            fits = all(fnmatchcase(each, slot) for (each, _), slot in zip(here, slots, strict=True))
            if fits and (not found or start >= found[-1][1]):
                found.append((start, end))
        return found

    return leaf(f'"{" ".join(slots)}"', find)


def near(wanted: tuple[str, ...], slop: int) -> Asked:
    def find(text: str) -> list[Span]:
        words = words_of(text)
        found: list[Span] = []
        floor = 0
        for last in range(len(words)):
            for first in range(last, max(floor, last + 1 - len(wanted) - slop) - 1, -1):
                here = [each for each, _ in words[first : last + 1]]
                if all(here.count(each) >= wanted.count(each) for each in wanted):
                    found.append((words[first][1][0], words[last][1][1]))
                    floor = last + 1
                    break
        return found

    return leaf(f'"{" ".join(wanted)}"~{slop}', find)


def both(parts: tuple[Asked, Asked], sign: str) -> Asked:
    def find(text: str, title: str) -> list[Span] | None:
        found = [part.find(text, title) for part in parts]
        return None if None in found else [span for part in found for span in part or ()]

    return Asked(f"({parts[0].typed}{sign}{parts[1].typed})", find)


def either(parts: tuple[Asked, Asked]) -> Asked:
    def find(text: str, title: str) -> list[Span] | None:
        found = [spans for part in parts if (spans := part.find(text, title)) is not None]
        return [span for part in found for span in part] if found else None

    return Asked(f"({parts[0].typed} OR {parts[1].typed})", find)


def without(part: Asked, sign: str) -> Asked:
    def find(text: str, title: str) -> list[Span] | None:
        return [] if part.find(text, title) is None else None

    return Asked(f"{sign}{part.typed}", find)


def is_positive(asked: Asked) -> bool:
    return not asked.typed.startswith(("-", "NOT "))  # NOT NOT x is x, with its hits


def merged(spans: Iterable[Span]) -> list[Span]:
    covered: list[Span] = []
    for start, end in sorted(spans):
        if covered and start < covered[-1][1]:
            covered[-1] = covered[-1][0], max(end, covered[-1][1])
        else:
            covered.append((start, end))
    return covered


ONE = st.sampled_from(WORDS)
SLOTS = st.one_of(ONE, st.sampled_from(["*", "re*", "*t", "l?ase"]))
LEAVES = st.one_of(
    st.builds(word, ONE),
    st.builds(shape, st.sampled_from(["le*", "*ease", "r?nt", "*e*", "b*t*", "the?", "*s?d"])),
    st.builds(fuzzy, ONE.filter(lambda each: len(each) > 2), st.integers(1, 2)),
    st.tuples(ONE, SLOTS, ONE).map(phrase),
    st.tuples(ONE, ONE).map(phrase),
    st.builds(near, st.tuples(ONE, ONE), st.integers(1, 4)),
    st.builds(near, st.tuples(ONE, ONE, ONE), st.integers(1, 3)),
)
QUERIES = st.recursive(
    st.one_of(
        LEAVES, LEAVES, LEAVES, st.builds(of_field, st.sampled_from(["text", "title"]), LEAVES)
    ),
    lambda inner: st.one_of(
        st.builds(both, st.tuples(inner, inner), st.sampled_from([" ", " AND ", " +"])),
        st.builds(either, st.tuples(inner, inner)),
        st.builds(without, inner.filter(is_positive), st.sampled_from(["-", "NOT "])),
    ),
    max_leaves=4,
)
TEXTS = st.lists(
    st.tuples(
        st.one_of(ONE, ONE.map(str.upper)), st.sampled_from([" ", "\n", ", ", ". ", " — ", "\n\n"])
    ),
    max_size=14,
).map(lambda pieces: "".join(map("".join, pieces)))


TITLES = st.lists(ONE, max_size=4).map(" ".join)
TITLED = st.one_of(
    st.tuples(TITLES, TEXTS),
    st.tuples(TITLES, TITLES).map(lambda pair: (pair[0], "\n".join(pair))),  # its first line
    TEXTS.map(lambda text: ("", text)),
)


@pytest.mark.parametrize("engine", ENGINES)
@settings(max_examples=60)
@given(
    titled=st.lists(TITLED, min_size=1, max_size=5),
    queries=st.lists(QUERIES, min_size=4, max_size=12),
)
def test_the_search_finds_what_the_oracle_finds(
    engine: str, titled: list[tuple[str, str]], queries: list[Asked]
) -> None:
    documents = [
        document(text, f"doc-{number}", title=title) for number, (title, text) in enumerate(titled)
    ]
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(indexed(Path(folder), documents, engine=engine)) as search,
    ):
        for asked in queries:
            expected = {
                each.id: merged(spans)
                for each in documents
                if (spans := asked.find(each.text, each.info.metadata.title)) is not None
            }
            results = search.search(asked.typed, limit=10)
            found = {hit.document.id: list(map(tuple, hit.spans)) for hit in results.hits}
            assert found == expected, asked.typed
            assert results.total == len(expected)
            if results.passages is not None:
                assert results.passages == sum(map(len, expected.values()))
            occurrences = search.every_hit(asked.typed)
            assert [(each.id, list(map(tuple, spans))) for each, spans in occurrences] == [
                (identity, expected[identity])
                for identity in sorted(expected, key=lambda identity: f"{identity}.txt")
            ]


@given(
    st.lists(st.lists(TEXTS, max_size=3), min_size=1, max_size=6),
    st.lists(QUERIES, min_size=1, max_size=6),
)
def test_a_collection_in_many_commits_is_the_collection(
    commits: list[list[str]], queries: list[Asked]
) -> None:
    """Documents come, are replaced and go; what is found depends only on those that are there."""
    numbers = count()
    kept: dict[str, str] = {}
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(indexed(Path(folder), ())) as search,
    ):
        for texts in commits:
            batch = collection(*texts)
            search.update(batch)
            kept |= {each.id: each.text for each in batch}
            if next(numbers) % 3 == 2:
                search.remove(["doc-0"])
                kept.pop("doc-0", None)
            search.commit()
        search._library.by_id = {  # type: ignore[attr-defined]
            each.id: each for each in collection(*(kept.get(f"doc-{n}", "") for n in range(3)))
        }
        for asked in queries:
            expected = {
                identity for identity, text in kept.items() if asked.find(text, "") is not None
            }
            results = search.search(asked.typed, limit=10)
            assert {hit.document.id for hit in results.hits} == expected, asked.typed
