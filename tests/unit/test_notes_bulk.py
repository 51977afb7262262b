"""Many passages tagged in one step; ends moved; notes on whole documents; links and grades."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.library.paragraphs import paragraphs
from workbench.model import Document, DocumentInfo, Metadata, WorkbenchError
from workbench.notes import Annotation, Codebook, Notes
from workbench.notes.bulk import UNITS, Gathered, Preview, Unit
from workbench.notes.grades import CREDIBILITY, RELIABILITY, UNGRADED, Grade, set_apart
from workbench.notes.links import Link, Linked, Links, links_of
from workbench.spans import Span, Spans
from workbench.store.history import History
from workbench.store.records import load

TEXT = "The lease was let. The lease was renewed. The lease ran out."
LEASES = [Span(at, at + 5) for at in range(len(TEXT)) if TEXT.startswith("lease", at)]


def clock() -> datetime:
    return datetime(2026, 11, 21, 10, 15, tzinfo=UTC)


def document(identity: str = "minutes-1", sha256: str = "0" * 64) -> Document:
    info = DocumentInfo(identity, identity, b"", "", "text", sha256, Metadata(), 0, 0, 1, 0)
    return Document(info, TEXT, Spans([(0, len(TEXT))]))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / ".workbench"


@pytest.fixture
def history(home: Path) -> History:
    return History(home, clock)


@pytest.fixture
def codebook(home: Path, history: History) -> Codebook:
    return Codebook(home, history)


@pytest.fixture
def notes(home: Path, history: History, codebook: Codebook) -> Notes:
    numbers = itertools.count()
    return Notes(
        home, history, codebook=codebook, clock=clock, new_id=lambda: f"n{next(numbers):03}"
    )


def file_of(home: Path, annotation: Annotation) -> Path:
    return home / "annotations" / annotation.document / f"{annotation.id}.json"


# -- in bulk


def test_all_passages_are_tagged_in_one_step(notes: Notes, history: History) -> None:
    notes.add(document(), LEASES[1], ["money/rent", "other"])
    notes.add(document(), LEASES[2], ["other"])
    documents = [(document(), LEASES), (document("minutes-2"), [*LEASES[:2], LEASES[0]])]
    made = notes.add_all(documents, ["money / rent"], "All of them.")
    assert [(one.document, one.span) for one in made] == [
        ("minutes-1", LEASES[0]),
        ("minutes-1", LEASES[2]),
        ("minutes-2", LEASES[0]),
        ("minutes-2", LEASES[1]),
    ]
    assert {one.note for one in made} == {"All of them."}
    assert set(made) <= set(notes.all())
    assert history.steps()[-1].words == "Tagged 4 passages in 2 documents with money/rent"
    assert notes.add_all(documents, ["money/rent"]) == []
    assert len(history.steps()) == 3
    history.undo()
    assert notes.counts() == {"money/rent": 1, "other": 2}


UNIT_TEXT = "Mr. Lunde asked. The lease was let, and a lease is long.\n\nThe lease\n\nran out. End."


def in_units() -> Document:
    info = DocumentInfo("d", "d.txt", b"", "", "text", "0" * 64, Metadata(), 0, 0, 3, 0)
    return Document(info, UNIT_TEXT, Spans([(0, 56), (58, 67), (69, len(UNIT_TEXT))]))


def gathered(notes: Notes, one: Document, hits: list[Span], samples: int = 0) -> Gathered:
    found = Gathered(["a"], notes.creator, samples=samples)
    found.add(one, hits, notes.placed_in(one))
    return found


def words(one: Document, found: Gathered, unit: Unit) -> list[str]:
    ((_, spans),) = found.passages(unit, lambda identity: one)
    return [one.text[slice(*span)] for span in spans]


def test_the_unit_is_the_hit_its_sentence_or_its_paragraph(notes: Notes) -> None:
    one = in_units()
    hits = [Span(*match.span()) for match in re.finditer(r"lease(?:\s+ran)?", UNIT_TEXT)]
    found = gathered(notes, one, hits)
    assert words(one, found, "hit") == ["lease", "lease", "lease\n\nran"]
    assert words(one, found, "sentence") == [
        "The lease was let, and a lease is long.",
        "The lease\n\nran out.",
    ]
    assert words(one, found, "paragraph") == [UNIT_TEXT[:56], UNIT_TEXT[58:]]


def test_the_preview_tells_what_will_be_done(notes: Notes) -> None:
    one = in_units()
    hits = [Span(*match.span()) for match in re.finditer("lease", UNIT_TEXT)]
    notes.add(one, hits[1], ["a", "b"])
    notes.add(one, hits[2], ["b"])
    found = gathered(notes, one, hits, samples=2)
    assert (found.hits, list(found.documents)) == (3, ["d"])
    assert found.preview("hit") == Preview(passages=2, documents=1, already=1)
    assert found.preview("sentence") == Preview(passages=2, documents=1, already=0)
    assert [(s.hit, s.paragraph, s.already) for s in found.samples("hit")] == [
        (hits[0], 1, False),
        (hits[1], 1, True),
    ]
    first, second = found.samples("paragraph")
    assert (first.hit, first.unit, second.unit) == (hits[0], Span(0, 56), Span(58, 67))
    assert first.text[first.hit.start - first.start :].startswith("lease was let")
    made = notes.add_all(found.passages("hit", lambda identity: one), ["a"])
    assert len(made) == found.preview("hit").passages
    assert gathered(notes, one, hits).preview("hit") == Preview(0, 0, 3)


def test_what_another_analyst_tagged_is_still_to_be_tagged(notes: Notes) -> None:
    one = in_units()
    hits = [Span(*match.span()) for match in re.finditer("lease", UNIT_TEXT)]
    notes.add(one, hits[0], ["a"])
    notes.creator = "B. Other"
    found = gathered(notes, one, hits)
    assert found.preview("hit") == Preview(passages=3, documents=1, already=0)
    made = notes.add_all(found.passages("hit", lambda identity: one), ["a"])
    assert [(each.span, each.creator) for each in made] == [(hit, "B. Other") for hit in hits]
    assert notes.add_all([(one, hits)], ["a"]) == []


@given(st.data())
def test_a_unit_holds_its_hit_and_lies_in_the_text(data: st.DataObject) -> None:
    text = data.draw(st.text(alphabet="ab. \nÉ。", min_size=1, max_size=60))
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    info = DocumentInfo("d", "d", b"", "", "text", "", Metadata(), 0, 0, 0, 0)
    one = Document(info, text, Spans(paragraphs(text)))
    found = Gathered(["a"], samples=1)
    found.add(one, [(start, end)], ())
    (hit,), (sentence,), (paragraph,) = map(found.samples, UNITS)
    assert hit.unit == (start, end)
    assert 0 <= paragraph.unit.start <= sentence.unit.start <= start
    assert end <= sentence.unit.end <= paragraph.unit.end <= len(text)


def test_a_document_that_changed_since_the_preview_is_not_tagged(
    notes: Notes, history: History
) -> None:
    found = gathered(notes, document(), LEASES)
    edited = document(sha256="1" * 64)
    with pytest.raises(WorkbenchError, match="minutes-1 changed meanwhile, so nothing was tagged"):
        notes.add_all(found.passages("hit", lambda identity: edited), ["a"])
    assert (notes.all(), history.steps()) == ([], [])


def test_who_stops_before_the_last_is_made_has_tagged_nothing(
    notes: Notes, history: History
) -> None:
    class StopError(Exception):
        pass

    def stop(made: int) -> None:
        if made == 2:
            raise StopError

    with pytest.raises(StopError):
        notes.add_all([(document(), LEASES)], ["a"], on_made=stop)
    assert (notes.all(), history.steps()) == ([], [])


def test_more_than_a_step_can_hold_is_refused(
    notes: Notes, history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbench.notes.bulk.MOST", 2)
    with pytest.raises(WorkbenchError, match="At most 2 passages"):
        notes.add_all([(document(), LEASES)], ["a"])
    assert (notes.all(), history.steps()) == ([], [])


def test_a_passage_that_was_tagged_in_an_earlier_text_is_known(notes: Notes) -> None:
    notes.add(document(), LEASES[2], ["a"])
    text = "Now: " + TEXT
    later = replace(document(sha256="1" * 64), text=text, paragraphs=Spans([(0, len(text))]))
    moved = [Span(start + 5, end + 5) for start, end in LEASES]
    assert gathered(notes, later, moved).preview("hit") == Preview(2, 1, 1)
    assert [one.span for one in notes.add_all([(later, moved)], ["a"])] == moved[:2]


def test_one_impossible_passage_and_none_is_tagged(notes: Notes, history: History) -> None:
    with pytest.raises(WorkbenchError, match="no such passage"):
        notes.add_all([(document(), [*LEASES, Span(5, 10**6)])], ["a"])
    assert notes.all() == []
    assert history.steps() == []


def test_what_another_copy_tagged_meanwhile_is_not_tagged_again(home: Path, notes: Notes) -> None:
    assert notes.all() == []
    other = Notes(home, History(home, clock))
    other.add(document(), LEASES[0], ["a"])

    def tag_one(made: int) -> None:
        if made == 1:
            other.add(document(), LEASES[1], ["a", "b"])

    made = notes.add_all([(document(), LEASES)], ["a"], on_made=tag_one)
    assert [one.span for one in made] == [LEASES[2]]
    assert notes.counts() == {"a": 3, "b": 1}


# -- ends


def test_the_ends_of_a_note_move_and_undo_moves_them_back(
    home: Path, notes: Notes, history: History
) -> None:
    added = notes.add(document(), LEASES[0], ["a"], "Note.")
    changed = document(sha256="1" * 64)
    moved = notes.move(added.id, changed, (4, 13))
    assert (moved.span, moved.exact, moved.sha256) == ((4, 13), "lease was", "1" * 64)
    assert (moved.prefix, moved.tags, moved.note) == ("The ", ("a",), "Note.")
    assert notes.placed(moved, changed).status == "anchored"
    assert load(file_of(home, added))["target"]["source"] == "urn:workbench:minutes-1"
    assert history.steps()[-1].words == "Moved the end of the note on ¶\u00a01"
    assert notes.move(added.id, changed, (4, 13)) == moved
    assert len(history.steps()) == 2
    history.undo()
    assert notes.get(added.id) == added
    for span in ((4, 4), (-1, 4), (0, 10**6)):
        with pytest.raises(WorkbenchError, match="no such passage"):
            notes.move(added.id, changed, span)
    with pytest.raises(WorkbenchError, match="another document"):
        notes.move(added.id, document("minutes-2"), (4, 13))


# -- whole documents


def test_a_note_can_be_on_a_whole_document(home: Path, notes: Notes, history: History) -> None:
    added = notes.add(document(), None, ["a"], "A memo.")
    record = load(file_of(home, added))
    assert record["target"] == {"source": "urn:workbench:minutes-1"}
    assert added.whole
    assert notes.all() == notes.of_document("minutes-1") == [added]
    placed = notes.placed(added, document(sha256="changed"))
    assert (placed.status, placed.span) == ("anchored", None)
    assert notes.placed(added, None).status == "orphaned"
    assert history.steps()[0].words == "Tagged minutes-1 with a"
    assert notes.edit(added.id, note="B.").whole
    assert notes.spans(tag="a") == {"minutes-1": Spans()}
    moved = notes.move(added.id, document(), LEASES[0])
    assert (moved.whole, moved.span) == (False, LEASES[0])


# -- links


def test_a_note_leads_to_notes_entities_documents_and_pages(
    home: Path, notes: Notes, history: History
) -> None:
    one, other = notes.add(document(), LEASES[0]), notes.add(document(), LEASES[1], ["a"], "N")
    links = [
        Link("note", one.id),
        Link("entity", "person:Ann O’Hara/é"),
        Link("document", "minutes-2"),
        Link("page", "https://example.org/?a=b"),
    ]
    linked = notes.link(other.id, links)
    assert links_of(linked) == links
    assert (linked.tags, linked.note) == (other.tags, other.note)
    assert load(file_of(home, other))["body"][-1] == {
        "purpose": "linking",
        "source": "https://example.org/?a=b",
        "type": "SpecificResource",
    }
    assert notes.leading_to(links[0]) == notes.leading_to(links[1]) == [linked]
    assert notes.leading_to(Link("note", other.id)) == ()
    assert links_of(notes.edit(other.id, tags=["b"], note="M")) == links
    assert links_of(notes.link(other.id, links[:1])) == links[:1]
    for _ in range(3):
        history.undo()
    assert notes.get(other.id) == other


def test_links_are_shown_with_what_they_lead_to_and_where_they_come_from(notes: Notes) -> None:
    one, other = notes.add(document(), LEASES[0]), notes.add(document(), LEASES[1], [], "N")
    gone = notes.add(document(), LEASES[2])
    there = [Link("note", one.id), Link("entity", "k"), Link("document", "d"), Link("page", "u:x")]
    dead = [Link("note", gone.id), Link("entity", "x"), Link("document", "x")]
    notes.link(other.id, [*there, *dead])
    notes.delete(gone.id)
    titles, names = {"d": "Minutes\n2"}, {"k": "Ann"}
    links = Links(notes.find, titles.get, names.get, notes.leading_to)
    shown = links.of(notes.get(other.id))
    assert [(link.link, link.label) for link in shown[:4]] == list(
        zip(there, ["“lease”", "Ann", "Minutes 2", "u:x"], strict=True)
    )
    assert [(link.link, link.dead) for link in shown[4:]] == [(link, True) for link in dead]
    assert links.of(one) == [Linked(Link("note", other.id), "“lease”", back=True)]
    assert links.to(there[2]) == [Linked(Link("note", other.id), "“lease”", back=True)]
    notes.link(other.id, [])
    assert links.of(one) == []


# -- grades


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("B2", Grade("B", "2")),
        ("b 2", Grade("B", "2")),
        ("f-6", Grade("F", "6")),
        ("c", Grade("C")),
        (" 3 ", Grade("", "3")),
        ("", UNGRADED),
    ],
)
def test_grades_are_read_as_they_are_written(text: str, grade: Grade) -> None:
    assert Grade.parse(text) == grade
    assert Grade.parse(str(grade)) == grade
    assert set_apart(grade.tags) == (grade, ())


@pytest.mark.parametrize("text", ["G1", "B7", "2B", "BB", "B22", "usually", "B0", "²"])
def test_what_is_no_grade_is_refused(text: str) -> None:
    with pytest.raises(WorkbenchError, match="such as B2"):
        Grade.parse(text)


def test_every_grade_has_its_words_and_its_machine_tags() -> None:
    for reliability, credibility in itertools.product(RELIABILITY, CREDIBILITY):
        grade = Grade(reliability, credibility)
        assert RELIABILITY[reliability] in grade.words
        assert grade.words.endswith(f", {CREDIBILITY[credibility]}")
        assert grade.in_full == f"{grade}: {grade.words}"
        assert grade.tags == (
            f'admiralty-scale:source-reliability="{reliability.lower()}"',
            f'admiralty-scale:information-credibility="{credibility}"',
        )


def test_a_grade_is_kept_beside_the_tags(
    home: Path, notes: Notes, codebook: Codebook, history: History
) -> None:
    added = notes.add(document(), LEASES[0], ["a"])
    graded = notes.grade(added.id, Grade("B", "2"))
    assert (graded.tags, graded.grade) == (("a",), Grade("B", "2"))
    assert history.steps()[-1].words == "Graded “lease” B2 (usually reliable source, probably true)"
    values = [body["value"] for body in load(file_of(home, added))["body"]]
    assert values == ["a", *Grade("B", "2").tags]
    edited = notes.edit(added.id, tags=["b"])
    assert (edited.tags, edited.grade) == (("b",), Grade("B", "2"))
    assert notes.edit(added.id, tags=["b"]) == edited
    assert [tag.name for tag in codebook.tags()] == ["a", "b"]
    assert notes.counts() == {"b": 1}
    assert notes.grade(added.id, UNGRADED).grade == UNGRADED
    assert history.steps()[-1].words == "Took the grade from “lease”"
    given = notes.edit(added.id, tags=['ADMIRALTY-SCALE:source-reliability="C"'])
    assert (given.tags, given.grade) == ((), Grade("C"))


def test_a_second_grade_that_contradicts_stays_to_be_seen() -> None:
    tags = Grade("B").tags + Grade("C", "1").tags + ('admiralty-scale:source-reliability="g"',)
    assert set_apart(tags) == (Grade("B", "1"), (Grade("C").tags[0], tags[-1]))
