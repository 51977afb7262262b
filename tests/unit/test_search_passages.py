"""Passages as the command line prints them: no word of a document is there twice."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from search_builders import document

from workbench.search.passages import best_passages, excerpt, joined
from workbench.spans import Span, Spans

_WORDS = [f"word{number}" for number in range(120)]
_TEXT = " ".join(_WORDS[:60]) + ".\n\n" + " ".join(_WORDS[60:])


@given(st.sets(st.sampled_from(_WORDS), min_size=1, max_size=12))
def test_passages_that_overlap_become_one_with_all_their_words(hits: set[str]) -> None:
    one = document(_TEXT)
    places = {word: _TEXT.index(word) for word in hits}
    spans = Spans(sorted(Span(at, at + len(word)) for word, at in places.items()))
    passages = best_passages(one, spans)
    whole = joined(passages)
    assert all(first.end < second.start for first, second in pairwise(whole))
    for passage in whole:
        assert passage.text == excerpt(_TEXT, passage.start, passage.end)
    covered = {at for passage in passages for at in range(passage.start, passage.end)}
    assert covered == {at for passage in whole for at in range(passage.start, passage.end)}
    assert [mark for one in passages for mark in one.marks] == [
        mark for one in whole for mark in one.marks
    ]
