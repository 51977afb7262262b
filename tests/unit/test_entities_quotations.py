"""Quotations in running text: what was said, by whom, through whom; and what nobody said."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.quoted_cases import Case, Quoted, cases
from workbench.entities.extract import extract
from workbench.entities.quotation_said import Said
from workbench.entities.quotations import quotations
from workbench.library.paragraphs import paragraphs
from workbench.spans import Span, Spans


def read(text: str) -> list[Said]:
    spans = paragraphs(text)
    return quotations(text, extract(text, "2008-09-09", spans), spans)


def quoted(text: str) -> list[Quoted]:
    """What is quoted, by the fullest names that the text has for the speakers."""
    spans = paragraphs(text)
    found = extract(text, "2008-09-09", spans)
    full = {one.key: one.text for one in sorted(found, key=lambda one: len(one.text))}
    return [
        Quoted(
            one.start,
            one.end,
            one.direct,
            full[one.speaker.key] if one.speaker else one.words,
            one.via,
        )
        for one in quotations(text, found, spans)
    ]


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.text[:60])
def test_who_says_what(case: Case) -> None:
    assert quoted(case.text) == case.quoted


_OF_ONE_PARAGRAPH = [case for case in cases() if "\n" not in case.text]


@pytest.mark.parametrize("case", _OF_ONE_PARAGRAPH[:60], ids=lambda case: case.text[:60])
def test_a_wrapped_text_says_the_same(case: Case) -> None:
    # Spaces alone become line breaks; all of it is one paragraph still.
    wrapped = case.text.replace(" ", "\n")
    found = extract(case.text, "2008-09-09", paragraphs(case.text))
    spans = Spans([(0, len(wrapped))])
    assert [one[:3] for one in quotations(wrapped, found, spans)] == [
        one[:3] for one in quotations(case.text, found, spans)
    ]


def test_the_verb_is_told() -> None:
    text = 'Ivan Petrov warned that it was late. "Go," he added. "Now, if you can."'
    assert [one.cue for one in read(text)] == ["warned", "added", "added"]


_WORDS = (
    *"\" ' “ ” ‘ ’ « » „ , . : — ( ) ? !".split(),
    *"said told that Petrov Ivan he she according to Interfax".split(),
    "the minister",
    "as saying",
    "quoted",
    "Mr",
    "\n",
    "\n\n",
    "’s",
    " ",
)


@given(st.lists(st.sampled_from(_WORDS), max_size=60), st.booleans())
def test_quotations_stand_in_the_text_and_have_no_marks_round_them(
    pieces: list[str], spaced: bool
) -> None:
    text = (" " if spaced else "").join(pieces)
    said = read(text)
    assert [one[:2] for one in said] == sorted({one[:2] for one in said})
    for one in said:
        assert 0 <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == text[one.start : one.end].strip()
        assert one.speaker is None or text[one.speaker.start :].startswith(one.speaker.text)


@pytest.mark.parametrize("seed", range(4))
def test_a_text_in_sections_says_the_same(seed: int) -> None:
    chosen = [case.text for case in _OF_ONE_PARAGRAPH if "of report" not in case.text]
    random.Random(seed).shuffle(chosen)
    text = "\n\n".join(chosen[:12])
    spans = paragraphs(text)
    cut = spans[6].start
    found = extract(text, "", spans)
    first = quotations(text, [o for o in found if o.start < cut], spans, Span(0, cut))
    second = quotations(text, [o for o in found if o.start >= cut], spans, Span(cut, len(text)))
    whole = {one[:3] for one in quotations(text, found, spans)}
    assert {one[:3] for one in first} == {one for one in whole if one[1] <= cut}
    assert {one[:3] for one in second} == {one for one in whole if one[0] >= cut}
