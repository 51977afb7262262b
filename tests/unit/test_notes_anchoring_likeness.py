"""How alike two texts are, and where one begins and ends in the other."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from workbench.notes.aligning import at_word_edges, infix, mapped
from workbench.notes.finding import occurrences
from workbench.notes.ground import Ground
from workbench.notes.similarity import containment, folded, likeness
from workbench.spans import Span

few_letters = st.text(st.sampled_from("abc "), max_size=12)


@settings(deadline=None)
@given(few_letters.filter(bool), few_letters)
def test_no_stretch_of_the_text_is_nearer_than_the_one_found(pattern: str, text: str) -> None:
    stretches = [text[a:b] for a in range(len(text) + 1) for b in range(a, len(text) + 1)]
    least = min(Levenshtein.distance(pattern, stretch) for stretch in stretches)
    found = infix(pattern, text)
    if found is None:
        assert least >= len(pattern)
    else:
        assert Levenshtein.distance(pattern, text[found.start : found.end]) == least


@given(st.text())
def test_folding_keeps_every_position(text: str) -> None:
    assert len(folded(text)) == len(text)


def test_folding_makes_the_signs_of_print_plain() -> None:
    assert folded("“İt’s”\u00a0—\nRE-DONE") == '"İt\'s" - re-done'


@settings(deadline=None)
@given(few_letters, few_letters)
def test_likeness_is_full_for_the_same_only(one: str, other: str) -> None:
    assert 0 <= likeness(one, other) <= 1
    assert (likeness(one, other) == 1) == (one == other)


def test_a_context_is_found_in_a_wider_one() -> None:
    assert containment("the lease of berth", "and so the lease of berth 7") == 1
    assert containment("the lease of berth", "and so the leese of berht 7") > 0.8
    assert containment("the lease of berth", "ships wait for high water") < 0.5


def test_a_stretch_is_mapped_without_what_was_put_beside_it() -> None:
    old, new = "He said that it rained. Then he left.", "He said, once, that it poured! Then."
    span = Span(old.index("that"), old.index(" Then"))
    found = mapped(span, old, new)
    assert new[found.start : found.end] == "that it poured!"


@pytest.mark.parametrize(
    ("span", "first", "last", "words"),
    [
        (Span(6, 13), True, True, "lease of"),
        (Span(3, 10), True, True, "lease"),
        (Span(6, 13), False, False, "ase of "),
        (Span(6, 14), True, True, "lease of"),
    ],
)
def test_words_are_not_cut(span: Span, first: bool, last: bool, words: str) -> None:
    text = "The lease of Berth 7"
    found = at_word_edges(span, text, first, last)
    assert text[found.start : found.end] == words


@settings(deadline=None)
@given(st.text(st.sampled_from("ab"), max_size=40), st.integers(0, 40), st.text("ab", min_size=1))
def test_occurrences_come_nearest_first_and_all(text: str, near: int, exact: str) -> None:
    near = min(near, len(text))
    found = list(occurrences(text, exact, near))
    assert sorted(found) == [n for n in range(len(text)) if text.startswith(exact, n)]
    distances = [abs(start - near) for start in found]
    assert distances == sorted(distances)


def test_a_passage_is_looked_for_where_its_rare_words_stand() -> None:
    common = "and the ship was in the port and the port was on the sea. " * 200
    passage = "Councillor Lunde asked for the draft of the lease."
    text = common + passage + common
    [region, *_] = Ground(text).regions(folded(passage.replace("asked", "begged")), 0, 4)
    assert region.start <= len(common) <= len(common) + len(passage) <= region.end


def test_scripts_without_spaces_are_looked_for_by_pairs() -> None:
    text = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏" + "云腾致雨露结为霜" * 40
    [region, *_] = Ground(text).regions("日月盈昃辰宿列張", 0, 4)
    assert region.start <= text.index("日月") < region.end


def test_without_a_word_left_the_old_place_is_looked_at() -> None:
    assert Ground("x" * 10_000).regions("lease", 5_000, 4) == [Span(3_500, 6_500)]
