"""What a passage is worth: the grade of the notes that it lies in; notes found by their grade."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.citing import document
from workbench.notes import Codebook, Notes, overview
from workbench.notes.grades import CREDIBILITY, RELIABILITY, UNGRADED, Grade
from workbench.spans import Span, Spans
from workbench.store.history import History

PAPER = document("The rent is low. The lease was signed on a Sunday. Nobody saw it.")
SENTENCE, SUNDAY, LAST = Span(17, 50), Span(43, 49), Span(51, 65)

grades = st.builds(Grade, st.sampled_from(["", *RELIABILITY]), st.sampled_from(["", *CREDIBILITY]))


@pytest.fixture
def notes(tmp_path: Path) -> Notes:
    minutes = count()
    history = History(tmp_path)
    return Notes(
        tmp_path,
        history,
        codebook=Codebook(tmp_path, history),
        clock=lambda: datetime(2026, 11, 21, tzinfo=UTC) + timedelta(minutes=next(minutes)),
    )


@given(grades, grades)
def test_a_grade_fits_what_it_was_completed_from(one: Grade, other: Grade) -> None:
    completed = one.completed(other)
    assert completed.fits(one)
    assert one.fits(UNGRADED)
    assert bool(completed) == (bool(one) or bool(other))
    assert one.fits(other) == (one.completed(other) == one and other.completed(one) == one)


def test_a_passage_has_the_grade_of_the_shortest_note_that_it_lies_in(notes: Notes) -> None:
    notes.add(PAPER, SENTENCE, Grade("C", "3").tags)
    notes.add(PAPER, SUNDAY, Grade("B", "2").tags)
    notes.add(PAPER, Span(43, 60), Grade("E", "5").tags)
    assert notes.grade_of(PAPER, SUNDAY) == Grade("B", "2")
    assert notes.grade_of(PAPER, Span(45, 47)) == Grade("B", "2")
    assert notes.grade_of(PAPER, SENTENCE) == Grade("C", "3")
    assert notes.grade_of(PAPER, Span(17, 51)) == UNGRADED
    assert notes.grade_of(PAPER, LAST) == UNGRADED


def test_what_a_grade_lacks_comes_from_the_passage_around_it_and_from_the_document(
    notes: Notes,
) -> None:
    notes.add(PAPER, None, Grade("B").tags)
    notes.add(PAPER, SENTENCE, Grade("", "4").tags)
    notes.add(PAPER, SUNDAY, ("a",))
    assert notes.grade_of(PAPER, SUNDAY) == Grade("B", "4")
    assert notes.grade_of(PAPER, LAST) == Grade("B")


def test_of_two_grades_of_one_passage_the_later_counts(notes: Notes) -> None:
    first = notes.add(PAPER, SUNDAY, Grade("B", "2").tags)
    notes.add(PAPER, SUNDAY, Grade("D", "4").tags)
    assert notes.grade_of(PAPER, SUNDAY) == Grade("D", "4")
    notes.grade(first.id, Grade("A", "1"))
    assert notes.grade_of(PAPER, SUNDAY) == Grade("A", "1")


def test_notes_are_found_by_their_grade_or_by_a_part_of_it(notes: Notes) -> None:
    notes.add(PAPER, SUNDAY, Grade("B", "2").tags)
    notes.add(PAPER, LAST, (*Grade("B", "3").tags, "money"))
    notes.add(PAPER, Span(0, 3), ("money",))
    both = Spans([SUNDAY, LAST])
    assert notes.spans(grade=Grade("B")) == {PAPER.id: both}
    assert notes.spans(grade=Grade("B", "3")) == {PAPER.id: Spans([LAST])}
    assert notes.spans(grade=Grade("", "2")) == {PAPER.id: Spans([SUNDAY])}
    assert notes.spans(grade=Grade("A")) == {}
    assert notes.spans(tag='admiralty-scale:source-reliability="b"') == {PAPER.id: both}
    assert notes.spans(tag="admiralty-scale:information-credibility*") == {PAPER.id: both}
    assert notes.counts() == {"money": 2}, "a grade is not counted among the tags"
    chosen = overview.choose(notes.all(), overview.Choice(grade=Grade("", "3")))
    assert [one.span for one in chosen] == [LAST]
