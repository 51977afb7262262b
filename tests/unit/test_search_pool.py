"""Postings come out by term, however often they had to leave the memory."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from workbench.search.analysis import positions
from workbench.search.engines.postings import decode_places, encode_places
from workbench.search.engines.whoosh.pool import Pool

TEXTS = st.lists(st.text("ab é日\n-", max_size=12), max_size=8)


@given(TEXTS, st.sampled_from([0, 500, 2000, 1 << 30]))
def test_a_pool_gives_every_posting_once_by_field_term_and_document(
    texts: list[str], limit: int
) -> None:
    expected = sorted(
        (field, term.encode(), number, len(places), encode_places(places))
        for number, text in enumerate(texts)
        for field in ("text", "title")
        for term, places in positions(text)[0].items()
    )
    with tempfile.TemporaryDirectory() as folder:
        pool = Pool(Path(folder), limit)
        for number, text in enumerate(texts):
            for field in ("text", "title"):
                if number < len(texts) // 2:
                    count = sum(map(len, positions(text)[0].values()))
                    assert pool.add_text(field, number, text) == count
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


@given(st.lists(st.integers(0, 2**32 - 1), min_size=1, max_size=20, unique=True).map(sorted))
def test_places_survive_being_encoded(places: list[int]) -> None:
    assert list(decode_places(encode_places(places))) == places
