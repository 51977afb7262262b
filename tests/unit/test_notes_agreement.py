"""How far analysts agree: the figures of the textbooks, and nothing counted that was not read."""

from __future__ import annotations

from itertools import chain, repeat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.notes.agreement import (
    Coded,
    CodedDocument,
    Disagreement,
    agreement,
    cohens_kappa,
    krippendorffs_alpha,
)
from workbench.spans import Span, Spans

PARAGRAPHS = Spans([(number * 10, number * 10 + 8) for number in range(10)])


def kappa_of(both: int, first: int, second: int, neither: int) -> float | None:
    """Kappa of Ann and Ben, given how many units both, one or neither of them tagged."""
    counts = ((True, True), both), ((True, False), first), ((False, True), second)
    pairs = chain.from_iterable(repeat(*one) for one in (*counts, ((False, False), neither)))
    return cohens_kappa([{"Ann": ann, "Ben": ben} for ann, ben in pairs], "Ann", "Ben")


@pytest.mark.parametrize(
    ("counts", "kappa"),
    [
        ((20, 5, 10, 15), 0.4),  # the grants of Wikipedia's article on kappa
        ((45, 15, 25, 15), 0.1304),  # and its two tables of the same agreement
        ((25, 35, 5, 35), 0.2593),
        ((7, 0, 0, 3), 1.0),
        ((5, 5, 5, 5), 0.0),
        ((0, 5, 5, 0), -1.0),
    ],
)
def test_kappa_is_that_of_the_textbooks(counts: tuple[int, int, int, int], kappa: float) -> None:
    assert kappa_of(*counts) == pytest.approx(kappa, abs=5e-5)


def test_kappa_is_not_defined_without_units_or_without_a_difference() -> None:
    assert kappa_of(0, 0, 0, 0) is None
    assert kappa_of(5, 0, 0, 0) is None
    assert kappa_of(0, 0, 0, 5) is None


def test_alpha_is_that_of_krippendorffs_own_example() -> None:
    # K. Krippendorff, "Computing Krippendorff's Alpha-Reliability", 2011, section A.
    meg = (0, 1, 0, 0, 0, 0, 0, 0, 1, 0)
    owen = (1, 1, 1, 0, 0, 1, 0, 0, 0, 0)
    units = [{"Meg": bool(a), "Owen": bool(b)} for a, b in zip(meg, owen, strict=True)]
    assert krippendorffs_alpha(units) == pytest.approx(0.095, abs=5e-4)


@pytest.mark.parametrize("units", [[], [{"a": True}], [{"a": True, "b": True}] * 3])
def test_alpha_is_not_defined_without_a_difference(units: list[dict[str, bool]]) -> None:
    assert krippendorffs_alpha(units) is None


RATINGS = st.lists(
    st.dictionaries(st.sampled_from("abcd"), st.booleans(), min_size=2), min_size=1, max_size=30
)


@given(RATINGS)
def test_alpha_is_one_minus_observed_by_expected_disagreement(
    ratings: list[dict[str, bool]],
) -> None:
    pairs = [
        (one, other, 1 / (len(unit) - 1))
        for unit in ratings
        for who, one in unit.items()
        for whom, other in unit.items()
        if who != whom
    ]
    values = [value for unit in ratings for value in unit.values()]
    tagged, total = sum(values), len(values)
    expected = 2 * tagged * (total - tagged) / (total * (total - 1))
    observed = sum(weight for one, other, weight in pairs if one != other) / total
    alpha = krippendorffs_alpha(ratings)
    if expected == 0:
        assert alpha is None
    else:
        assert alpha == pytest.approx(1 - observed / expected)


def coded(analyst: str, tag: str, *paragraphs: int) -> list[Coded]:
    return [Coded(analyst, tag, Span(number * 10 + 2, number * 10 + 5)) for number in paragraphs]


def document(name: str, *lists: list[Coded], also: str = "") -> CodedDocument:
    everything = list(chain.from_iterable(lists))
    analysts = {one.analyst for one in everything} | set(filter(None, [also]))
    return CodedDocument(name, PARAGRAPHS, frozenset(analysts), everything)


def test_agreement_is_told_by_tag_with_the_paragraphs_in_dispute() -> None:
    one = document("d-1", coded("Ann", "rent", 0, 1, 2), coded("Ben", "rent", 1, 2, 3))
    (found,) = agreement([one])
    assert (found.tag, found.units, found.analysts) == ("rent", 10, ("Ann", "Ben"))
    assert found.kappa == kappa_of(2, 1, 1, 6)
    assert found.alpha is not None
    assert found.disagreements == (
        Disagreement("d-1", 0, 8, ("Ann",), ("Ben",)),
        Disagreement("d-1", 30, 38, ("Ben",), ("Ann",)),
    )


def test_what_one_analyst_alone_worked_on_is_left() -> None:
    alone = document("d-1", coded("Ann", "rent", 0))
    assert list(agreement([alone])) == []
    both = document("d-2", coded("Ann", "rent", 0), also="Ben")
    (found,) = agreement([alone, both])
    assert (found.units, found.kappa) == (10, 0.0)


def test_of_three_analysts_each_counts_where_they_worked() -> None:
    everybody = document(
        "d-1", coded("Ann", "x", 0, 1), coded("Ben", "x", 0, 1), coded("Cem", "x", 0)
    )
    two = document("d-2", coded("Ann", "x", 5), coded("Ben", "x", 5))
    (found,) = agreement([everybody, two])
    assert (found.units, found.analysts) == (20, ("Ann", "Ben", "Cem"))
    with_cem = kappa_of(1, 1, 0, 8)
    assert with_cem is not None
    assert found.kappa == pytest.approx((1 + 2 * with_cem) / 3)
    assert [one.untagged for one in found.disagreements] == [("Cem",)]


def test_a_passage_over_several_paragraphs_touches_them_all() -> None:
    long = [Coded("Ann", "x", Span(5, 25))]
    one = document("d-1", long, coded("Ben", "x", 0, 1, 2))
    assert next(agreement([one])).disagreements == ()
