"""Postings come out by term, however often they had to leave the memory."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from workbench.search.analysis import positions
from workbench.search.engines.postings import (
    WIDE,
    decode_places,
    decode_wide,
    encode_places,
    encode_wide,
)
from workbench.search.engines.whoosh.pool import Pool

TEXTS = st.lists(st.text("ab é日\n-", max_size=12), max_size=8)


def postings(text: str) -> Iterator[tuple[str, int, bytes]]:
    """The terms of a text with their places, and again where some are wide."""
    found, wide = positions(text)
    for term, places in found.items():
        yield term, len(places), encode_places(places)
    for term, taken in wide.items():
        yield WIDE + term, len(taken), encode_wide(taken)


@given(TEXTS, st.sampled_from([0, 500, 2000, 1 << 30]))
def test_a_pool_gives_every_posting_once_by_field_term_and_document(
    texts: list[str], limit: int
) -> None:
    expected = sorted(
        (field, term.encode(), number, count, places)
        for number, text in enumerate(texts)
        for field in ("text", "title")
        for term, count, places in postings(text)
    )
    with tempfile.TemporaryDirectory() as folder:
        pool = Pool(Path(folder), limit)
        for number, text in enumerate(texts):
            for field in ("text", "title"):
                if number < len(texts) // 2:
                    assert pool.add_text(field, number, text) == positions(text)[0]
                else:
                    for posting in expected:
                        if posting[0] == field and posting[2] == number:
                            pool.add(posting)
        found = [
            (field, term, *posting)
            for field, term, *postings in pool.iter_postings()
            for posting in zip(*postings, strict=True)
        ]
        pool.cleanup()
        assert not list(Path(folder).iterdir())
    assert found == expected


@given(st.dictionaries(st.integers(0, 2**25), st.integers(2, 63), min_size=1))
def test_wide_places_survive_being_encoded(places: dict[int, int]) -> None:
    assert decode_wide(encode_wide(sorted(places.items()))) == sorted(places.items())


@given(st.lists(st.integers(0, 2**32 - 1), min_size=1, max_size=20, unique=True).map(sorted))
def test_places_survive_being_encoded(places: list[int]) -> None:
    assert list(decode_places(encode_places(places))) == places
