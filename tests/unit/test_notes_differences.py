"""Where analysts' tags differ, what becomes of it, and that nobody's note is changed by another."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.model import Document, DocumentInfo, Metadata, WorkbenchError
from workbench.notes import Annotation, Codebook, Notes
from workbench.notes.agreement import Coded, CodedDocument
from workbench.notes.coded import CodedDocuments
from workbench.notes.decisions import Decisions
from workbench.notes.differences import Difference, differences
from workbench.notes.taking import Taking
from workbench.spans import Span, Spans
from workbench.store.history import History

WORDS = [f"word{number:02}" for number in range(12)]
TEXT = " ".join(WORDS)
STEP = len("word00 ")


def spans(first: int, last: int) -> Span:
    """From one word to another, both included."""
    return Span(first * STEP, last * STEP + STEP - 1)


def document(identity: str = "d-1") -> Document:
    info = DocumentInfo(identity, identity, b"", "", "text", "0" * 64, Metadata(), 0, 0, 1, 0)
    return Document(info, TEXT, Spans([(0, len(TEXT))]))


@dataclass
class Library:
    """Documents that are all alike, but for those that are gone."""

    gone: set[str] = field(default_factory=set)

    def document(self, identity: str, /) -> Document:
        if identity in self.gone:
            raise WorkbenchError(f"There is no document {identity}.")
        return document(identity)

    def info(self, identity: str, /) -> DocumentInfo:
        return self.document(identity).info


Codings = Iterable[tuple[str, str, Span]]


def coded(*codings: tuple[str, str, Span], also: Iterable[str] = ()) -> CodedDocument:
    made = [Coded(*one) for one in codings]
    everybody = frozenset(one.analyst for one in made) | frozenset(also)
    return CodedDocument("d-1", Spans([(0, len(TEXT))]), everybody, made)


def found(*codings: tuple[str, str, Span], also: Iterable[str] = ()) -> list[Difference]:
    return list(differences([coded(*codings, also=also)]))


# -- what a difference is


def test_a_passage_that_one_tagged_and_the_other_did_not() -> None:
    (one,) = found(("Ann", "rent", spans(1, 2)), also=["Ben"])
    assert (one.kind, one.tags, one.span) == ("alone", ("rent",), spans(1, 2))
    assert [(side.analyst, side.tags) for side in one.sides] == [("Ann", ("rent",)), ("Ben", ())]


def test_a_passage_that_they_tagged_differently_is_one_difference() -> None:
    (one,) = found(
        ("Ann", "rent", spans(1, 6)), ("Ben", "law", spans(1, 3)), ("Ben", "family", spans(5, 6))
    )
    assert (one.kind, one.tags) == ("otherwise", ("family", "law", "rent"))
    assert one.side("Ben") is not None
    assert [side.tags for side in one.sides] == [("rent",), ("law", "family")]


def test_two_tags_on_a_passage_that_the_other_left_are_one_difference() -> None:
    (one,) = found(("Ann", "rent", spans(1, 2)), ("Ann", "law", spans(1, 2)), also=["Ben"])
    assert (one.kind, one.tags) == ("alone", ("law", "rent"))


def test_the_same_tag_over_another_stretch() -> None:
    (one,) = found(("Ann", "rent", spans(1, 4)), ("Ben", "rent", spans(3, 6)))
    assert (one.kind, one.span) == ("extent", spans(1, 6))


def test_whether_a_stretch_was_tagged_in_one_piece_does_not_count() -> None:
    pieces = [("Ben", "rent", Span(0, 20)), ("Ben", "rent", Span(15, 30))]
    assert found(("Ann", "rent", Span(0, 30)), *pieces) == []


def test_of_three_each_counts_and_none_is_paired_with_one_who_has_neither() -> None:
    one, other = found(("Ann", "rent", spans(1, 2)), ("Ben", "law", spans(1, 2)), also=["Cem"])
    assert (one.kind, other.kind) == ("alone", "alone")
    (joined,) = found(
        ("Ann", "rent", spans(1, 2)), ("Ben", "law", spans(1, 2)), ("Cem", "law", spans(1, 2))
    )
    assert joined.kind == "otherwise"


def test_what_one_alone_worked_on_has_no_differences() -> None:
    assert found(("Ann", "rent", spans(1, 2))) == []


CODINGS = st.lists(
    st.tuples(
        st.sampled_from(["Ann", "Ben", "Cem"]),
        st.sampled_from(["rent", "law", "family"]),
        st.tuples(st.integers(0, 11), st.integers(0, 11)).map(lambda ends: spans(*sorted(ends))),
    ),
    max_size=12,
)


def ground(codings: Codings, analyst: str, tag: str) -> set[int]:
    those = (span for who, what, span in codings if (who, what) == (analyst, tag))
    return {at for start, end in those for at in range(start, end)}


@given(CODINGS)
def test_every_letter_that_not_all_tagged_alike_is_in_a_difference_and_no_other_place(
    codings: list[tuple[str, str, Span]],
) -> None:
    told = found(*codings, also=["Ann", "Ben"])
    everybody = sorted({"Ann", "Ben"} | {analyst for analyst, _, _ in codings})
    unlike: dict[str, set[int]] = {}
    for tag in ("rent", "law", "family"):
        grounds = [ground(codings, analyst, tag) for analyst in everybody]
        unlike[tag] = set().union(*grounds) - set.intersection(*grounds)
        places = [set(range(*one.span)) for one in told if tag in one.tags]
        assert unlike[tag] <= set().union(*places)
    for one in told:
        assert all(unlike[tag] & set(range(*one.span)) for tag in one.tags)
        assert [side.analyst for side in one.sides] == everybody


# -- what the analyst does about it


@dataclass
class Desk:
    home: Path
    history: History
    codebook: Codebook
    notes: Notes
    decisions: Decisions
    taking: Taking
    library: Library
    coded: CodedDocuments

    def code(self, analyst: str, tag: str, span: Span, note: str = "") -> Annotation:
        self.notes.creator = analyst
        made = self.notes.add(document(), span, [tag] if tag else [], note)
        self.notes.creator = "Ann"
        return made

    def differences(self) -> list[Difference]:
        return list(differences(self.coded.of()))

    def of(self, analyst: str) -> list[Annotation]:
        return [one for one in self.notes.all() if one.creator == analyst]

    def files(self) -> dict[str, bytes]:
        found = (self.home / "annotations").rglob("*.json")
        return {path.name: path.read_bytes() for path in found}


def desk_at(home: Path) -> Desk:
    minutes = itertools.count()

    def clock() -> datetime:
        return datetime(2026, 11, 21, 10, next(minutes) % 60, tzinfo=UTC)

    history = History(home, clock, analyst="Ann")
    codebook = Codebook(home, history)
    library, numbers = Library(), itertools.count()
    notes = Notes(
        home,
        history,
        creator="Ann",
        codebook=codebook,
        documents=library,
        clock=clock,
        new_id=lambda: f"n{next(numbers):03}",
    )
    decisions = Decisions(home, history, clock)
    taking = Taking(notes, codebook, history, clock)
    return Desk(
        home, history, codebook, notes, decisions, taking, library, CodedDocuments(notes, library)
    )


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return desk_at(tmp_path / ".workbench")


@settings(deadline=None, max_examples=40)
@given(CODINGS, st.booleans())
def test_taking_all_that_the_other_has_leaves_no_difference_and_their_notes_as_they_were(
    codings: list[tuple[str, str, Span]], noted: bool
) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        desk = desk_at(Path(scratch, ".workbench"))
        for analyst in ("Ann", "Ben"):
            desk.code(analyst, "", spans(0, 0), "Read.")
        for analyst, tag, span in codings:
            desk.code("Ben" if analyst == "Cem" else analyst, tag, span, "Why." if noted else "")
        before, steps = desk.files(), len(desk.history.steps())
        while told := desk.differences():
            desk.taking.take(told[0], "Ben", document())
        theirs = {one.id for one in desk.of("Ben")}
        after = desk.files()
        assert {name: after[f"{name}.json"] for name in theirs} == {
            name: before[f"{name}.json"] for name in theirs
        }
        if noted:
            assert len(after) >= len(before), "a note with words of its own is not deleted"
        for _ in range(len(desk.history.steps()) - steps):
            desk.history.undo()
        assert desk.files() == before


def test_the_extent_of_the_other_is_taken_by_moving_the_own_note(desk: Desk) -> None:
    mine = desk.code("Ann", "rent", spans(1, 4), "My reason.")
    desk.code("Ben", "rent", spans(1, 6))
    step = desk.taking.take(desk.differences()[0], "Ben", document())
    assert step.words == "Tagged ¶\u00a01 as Ben did: rent"
    (moved,) = desk.of("Ann")
    assert (moved.id, moved.note, moved.span) == (mine.id, "My reason.", spans(1, 6))


def test_one_tag_is_taken_in_place_of_another(desk: Desk) -> None:
    desk.code("Ann", "rent", spans(1, 4))
    desk.code("Ben", "law", spans(1, 4))
    desk.taking.take(desk.differences()[0], "Ben", document())
    assert [(one.tags, one.span) for one in desk.of("Ann")] == [(("law",), spans(1, 4))]
    assert desk.differences() == []


def test_a_tag_is_taken_away_but_never_the_words_of_a_note(desk: Desk) -> None:
    desk.code("Ann", "rent", spans(1, 4), "My reason.")
    desk.code("Ben", "law", spans(8, 9))
    first, _ = desk.differences()
    step = desk.taking.take(first, "Ben", document())
    assert step.words == "Tagged ¶\u00a01 as Ben did: not at all"
    assert [(one.tags, one.note) for one in desk.of("Ann")] == [((), "My reason.")]


def test_what_changed_meanwhile_is_not_taken(desk: Desk) -> None:
    desk.code("Ann", "rent", spans(1, 4))
    theirs = desk.code("Ben", "law", spans(1, 4))
    (one,) = desk.differences()
    desk.notes.edit(theirs.id, tags=["family"])
    before = desk.files()
    with pytest.raises(WorkbenchError, match="changed meanwhile"):
        desk.taking.take(one, "Ben", document())
    with pytest.raises(WorkbenchError, match="nothing to take from Cem"):
        desk.taking.take(one, "Cem", document())
    assert desk.files() == before


def test_a_decision_holds_until_the_notes_change_and_touches_none(desk: Desk) -> None:
    desk.code("Ann", "rent", spans(1, 4))
    theirs = desk.code("Ben", "law", spans(1, 4))
    before = desk.files()
    (one,) = desk.differences()
    desk.decisions.decide(one, "kept", "Kept it")
    assert desk.decisions.all()[one.key] == {"Ann": "kept"}
    desk.decisions.decide(one, "dismissed", "Dismissed it")
    assert desk.decisions.all()[one.key] == {"Ann": "dismissed"}
    again = Decisions(desk.home, desk.history)
    again.refresh()
    assert again.all()[one.key] == {"Ann": "dismissed"}
    desk.decisions.reopen(one, "Opened it again")
    assert desk.decisions.all() == {}
    desk.history.undo()
    assert desk.decisions.all()[one.key] == {"Ann": "dismissed"}
    assert desk.files() == before
    desk.notes.edit(theirs.id, tags=["family"])
    assert desk.differences()[0].key not in desk.decisions.all()


@pytest.mark.parametrize(
    "content", ["{}", '{"difference": 3}', '{"difference": "x", "analyst": "A", "verdict": "y"}']
)
def test_a_decision_that_is_not_understood_decides_nothing(desk: Desk, content: str) -> None:
    desk.code("Ann", "rent", spans(1, 4))
    desk.code("Ben", "law", spans(1, 4))
    (one,) = desk.differences()
    desk.decisions.decide(one, "kept", "Kept it")
    (path,) = (desk.home / "decisions").glob("*.json")
    path.write_text(content)
    assert desk.decisions.refresh()
    assert desk.decisions.all() == {}
    assert path.read_text() == content


# -- which documents count


def test_only_documents_count_that_two_named_analysts_worked_on(desk: Desk) -> None:
    desk.code("Ann", "rent", spans(1, 4))
    desk.code("", "law", spans(1, 4))
    assert list(desk.coded.of()) == []
    desk.code("Ben", "", spans(2, 2), "Read.")
    (read,) = desk.coded.of()
    assert read.analysts == {"Ann", "Ben"}
    assert desk.coded.analysts() == {"Ann": 1, "Ben": 1}
    assert list(desk.coded.of({"Ann"})) == []
    desk.library.gone.add("d-1")
    assert list(desk.coded.of()) == []


def test_a_difference_stays_the_same_one_while_its_notes_do(desk: Desk) -> None:
    desk.code("Ann", "rent", spans(1, 4))
    desk.code("Ben", "law", spans(1, 4))
    (first,) = desk.differences()
    desk.code("Ben", "", spans(7, 7), "Another note.")
    (again,) = desk.differences()
    assert again.key == first.key
