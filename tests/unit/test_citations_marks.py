"""Quotation marks: they nest, and nothing but marks changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.citations.marks import MARKS, curled, nested, quotations, tucked

WITH_MARKS = st.text(st.sampled_from("ab s9.,?\n-(" + MARKS), max_size=60)


@pytest.mark.parametrize(
    ("source", "within"),
    [
        ('He said "no" today.', "He said ‘no’ today."),
        ('"We stay," he said.', "‘We stay,’ he said."),
        ("“He said ‘no’ to us”", "‘He said “no” to us’"),
        ("‘He said “no” today’", "‘He said “no” today’"),
        ("\"He said 'no' to us\"", "‘He said “no” to us’"),
        ("„Deutsch“ und “English”", "‘Deutsch’ und ‘English’"),
        ("«Правда» stays as it is", "«Правда» stays as it is"),
        ("it's the '90s, 'tis true", "it’s the ’90s, ’tis true"),
        ("“the ‘soldiers’ tent’ was wet”", "‘the “soldiers’ tent” was wet’"),
        ('a 6" pipe, "so called"', 'a 6" pipe, ‘so called’'),
        ('they stay," he said. "We', "they stay,’ he said. ‘We"),
    ],
)
def test_marks_take_the_form_that_they_have_within_a_quotation(source: str, within: str) -> None:
    assert nested(source) == within


@given(WITH_MARKS)
def test_nothing_but_marks_changes_and_the_length_stays(text: str) -> None:
    for changed in (curled(text), nested(text)):
        assert len(changed) == len(text)
        for before, after in zip(text, changed, strict=True):
            assert before == after or (before in MARKS and after in MARKS)


@given(WITH_MARKS)
def test_quotations_do_not_overlap_and_stand_between_double_marks(text: str) -> None:
    text = curled(text)
    found = quotations(text)
    assert all(text[start] in "“„" and text[end] in "”“" for start, end in found)
    ends = [at for pair in found for at in pair]
    assert ends == sorted(set(ends))


def test_many_marks_that_nothing_closes_are_no_burden() -> None:
    assert len(nested("‘" * 200_000)) == 200_000
    assert len(nested('" ' * 100_000)) == 200_000


@pytest.mark.parametrize(
    ("loose", "tidy"),
    [
        ("“Minister: ‘We Stay’.”", "“Minister: ‘We Stay.’”"),
        ("“We Stay”, he said", "“We Stay,” he said"),
        ("“The Tent of the Soldiers’.”", "“The Tent of the Soldiers’.”"),
        ("“Will They Stay?” 2008", "“Will They Stay?” 2008"),
    ],
)
def test_commas_and_periods_go_within_the_marks(loose: str, tidy: str) -> None:
    assert tucked(loose) == tidy
