"""The analyst's work: nothing of it is lost, overwritten, or shown where it is not."""

from __future__ import annotations

import itertools
import json
import os
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from workbench.model import Document, DocumentInfo, Metadata, WorkbenchError
from workbench.notes import Annotation, Codebook, Notes
from workbench.spans import Span, Spans
from workbench.store.history import History
from workbench.store.records import Unreadable, load

TEXT = "The Chair opened the meeting.\n\nThe lease was let without a tender.\n\nNobody objected."
LEASE = Span(TEXT.index("The lease"), TEXT.index(" was let"))


def document(identity: str = "minutes-0123456789", text: str = TEXT) -> Document:
    info = DocumentInfo(
        id=identity,
        path=f"{identity}.txt",
        raw_path=b"",
        part="",
        kind="text",
        sha256=str(len(text)),
        metadata=Metadata(),
        words=0,
        characters=len(text),
        paragraphs=3,
        pages=0,
    )
    starts = [0, *(index + 2 for index in range(len(text)) if text.startswith("\n\n", index))]
    return Document(info, text, Spans((start, start + 1) for start in starts))


class Shelf:
    """The documents as they are now."""

    def __init__(self, *documents: Document) -> None:
        self.documents = {one.id: one for one in documents}
        self.read: list[str] = []

    def info(self, identity: str) -> DocumentInfo:
        return self.document(identity).info

    def document(self, identity: str) -> Document:
        self.read.append(identity)
        if identity not in self.documents:
            raise WorkbenchError("There is no such document.")
        return self.documents[identity]


def ticking() -> Callable[[], datetime]:
    seconds = itertools.count()
    start = datetime(2026, 11, 21, 10, 15, tzinfo=UTC)
    return lambda: start + timedelta(seconds=next(seconds))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / ".workbench"


@pytest.fixture
def history(home: Path) -> History:
    return History(home, ticking())


@pytest.fixture
def notes(home: Path, history: History) -> Notes:
    return opened(home, history)


def opened(home: Path, history: History | None = None) -> Notes:
    history = history or History(home, ticking())
    return Notes(home, history, codebook=Codebook(home, history), clock=ticking())


def file_of(home: Path, annotation: Annotation) -> Path:
    return home / "annotations" / annotation.document / f"{annotation.id}.json"


def test_a_note_is_one_file_and_comes_back(home: Path, notes: Notes) -> None:
    notes.creator = "A. Analyst"
    added = notes.add(document(), LEASE, ["tender/waived"], "Compare with May.")
    record = load(file_of(home, added))
    assert record["creator"] == {"name": "A. Analyst", "type": "Person"}
    assert record["target"]["source"] == "urn:workbench:minutes-0123456789"
    assert record["created"] == record["modified"] == "2026-11-21T10:15:00Z"
    assert opened(home).all() == [added]
    assert (added.exact, added.span, added.tags) == ("The lease", LEASE, ("tender/waived",))
    assert (added.note, added.creator) == ("Compare with May.", "A. Analyst")


def test_without_a_name_no_creator_is_written(home: Path, notes: Notes) -> None:
    assert "creator" not in load(file_of(home, notes.add(document(), LEASE)))


@pytest.mark.parametrize("span", [(0, 0), (5, 3), (-1, 4), (0, len(TEXT) + 1)])
def test_a_passage_must_be_in_the_document(notes: Notes, span: tuple[int, int]) -> None:
    with pytest.raises(WorkbenchError, match="no such passage"):
        notes.add(document(), span, ["a"])


@pytest.mark.parametrize("identity", ["../../x", "/etc", "a/b", "", ".hidden", "é", "a\n"])
def test_no_document_id_leads_out_of_the_project(
    home: Path, notes: Notes, identity: str, tmp_path: Path
) -> None:
    with pytest.raises(WorkbenchError):
        notes.add(document(identity), LEASE, ["a"])
    assert {path.name for path in tmp_path.iterdir()} <= {".workbench"}
    assert not list(home.glob("annotations/**/*.json"))


def test_no_symbolic_link_leads_out_of_the_project(
    home: Path, notes: Notes, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "theirs.json").write_text("{}")
    (home / "annotations").mkdir(parents=True)
    (home / "annotations" / "minutes-0123456789").symlink_to(outside)
    with pytest.raises(WorkbenchError, match="symbolic link"):
        notes.add(document(), LEASE, ["a"])
    assert notes.all() == []
    assert [problem.reason for problem in notes.problems()] == ["it is a symbolic link"]
    assert [path.name for path in outside.iterdir()] == ["theirs.json"]


def test_tags_are_made_with_the_note_and_undone_with_it(
    home: Path, history: History, notes: Notes
) -> None:
    notes.add(document(), LEASE, ["money / rent", "money/rent", "link"])
    assert len(history.steps()) == 1
    assert history.steps()[0].words == "Tagged ¶\u00a02 with money/rent, link"
    assert [tag.name for tag in Codebook(home, history).tags()] == ["link", "money/rent"]
    history.undo()
    assert notes.all() == []
    assert Codebook(home, history).tags() == []
    assert not list(home.glob("annotations/*/*")) + list(home.glob("codebook/*"))


def test_an_edit_changes_what_it_is_given(notes: Notes) -> None:
    added = notes.add(document(), LEASE, ["a"], "Old.")
    assert notes.edit(added.id, note="New.").tags == ("a",)
    edited = notes.edit(added.id, tags=["b"])
    assert (edited.tags, edited.note) == (("b",), "New.")
    assert edited.created == added.created < edited.modified
    assert notes.get(added.id) == edited


def test_an_edit_that_changes_nothing_is_no_step(history: History, notes: Notes) -> None:
    added = notes.add(document(), LEASE, ["a"], "Note.")
    assert notes.edit(added.id, tags=["a"], note=" Note. ") == added
    assert len(history.steps()) == 1


def test_undo_and_redo_show_in_memory(history: History, notes: Notes) -> None:
    added = notes.add(document(), LEASE, ["a"])
    edited = notes.edit(added.id, note="More.")
    notes.delete(added.id)
    states = [[], [added], [edited], []]
    assert notes.all() == states[3]
    for state in reversed(states[:3]):
        history.undo()
        assert notes.all() == notes.of_document(added.document) == state
    for state in states[1:]:
        history.redo()
        assert notes.all() == state


def test_notes_stand_in_the_order_of_their_passages(notes: Notes) -> None:
    spans = [Span(40, 50), Span(3, 9), Span(3, 6), Span(20, 30)]
    for span in spans:
        notes.add(document(), span)
    assert [one.span for one in notes.of_document("minutes-0123456789")] == sorted(spans)
    assert notes.of_document("another") == []


def test_counts_are_of_notes(history: History, notes: Notes) -> None:
    notes.add(document(), LEASE, ["a", "b"])
    notes.add(document("other-1"), LEASE, ["a"])
    assert notes.counts() == {"a": 2, "b": 1}
    history.undo()
    assert notes.counts() == {"a": 1, "b": 1}


# -- files that others wrote


@pytest.mark.parametrize("content", [b"{broken", b"", b'{"workbench:schema": 2}', b"[]"])
def test_a_file_that_cannot_be_read_is_listed_and_never_touched(
    home: Path, history: History, notes: Notes, content: bytes
) -> None:
    added = notes.add(document(), LEASE, ["a"])
    file_of(home, added).write_bytes(content)
    for change in (
        lambda: notes.edit(added.id, note="x"),
        lambda: notes.delete(added.id),
        history.undo,
    ):
        with pytest.raises(WorkbenchError):
            change()
        assert file_of(home, added).read_bytes() == content
    assert notes.all() == []
    assert [problem.path for problem in notes.problems()] == [file_of(home, added)]
    again = opened(home)
    assert (again.all(), len(again.problems())) == ([], 1)


def test_strange_files_do_no_harm(home: Path, notes: Notes) -> None:
    folder = home / "annotations" / "minutes-0123456789"
    folder.mkdir(parents=True)
    (folder / "empty.json").write_text("{}")
    (folder / "far.json").write_text(
        json.dumps(
            {
                "target": {
                    "selector": [
                        {"type": "TextPositionSelector", "start": 10**9, "end": 10**9 + 5},
                        {"type": "TextQuoteSelector", "exact": "not in the text"},
                    ]
                }
            }
        )
    )
    (folder / "path.json").write_text('{"target": {"selector": {"type": "XPathSelector"}}}')
    (folder / "a b\x1b.json").write_text("{}")
    (folder / "other.json").write_text('{"target": {"source": "urn:workbench:other-1"}}')
    (folder / ".wb-left.tmp").write_text("left over")
    (folder / "README").write_text("not ours")
    os.mkfifo(folder / "pipe.json")
    (home / "annotations" / "stray.json").write_text("{}")
    (home / "annotations" / "not a document").mkdir()
    assert [one.id for one in notes.all()] == ["far", "empty", "path"]
    assert [notes.placed(one, document()).status for one in notes.all()] == ["orphaned"] * 3
    assert len(notes.problems()) == 5
    assert all(str(problem).isprintable() for problem in notes.problems())
    assert notes.spans() == {"minutes-0123456789": Spans([(10**9, 10**9 + 5)])}
    notes.delete("empty")
    assert notes.edit("far", tags=["x"]).tags == ("x",)


def test_two_files_with_one_id_are_not_mistaken_for_each_other(home: Path, notes: Notes) -> None:
    added = notes.add(document("a-1"), LEASE, ["a"])
    copy = home / "annotations" / "b-1" / f"{added.id}.json"
    copy.parent.mkdir()
    copy.write_text('{"bodyValue": "copied by hand"}')
    fresh = opened(home)
    assert fresh.all() == [added]
    assert [problem.path for problem in fresh.problems()] == [copy]
    fresh.delete(added.id)
    assert copy.exists()


def test_members_of_other_programs_survive_an_edit(home: Path, notes: Notes) -> None:
    added = notes.add(document(), LEASE, ["a"])
    path = file_of(home, added)
    path.write_text(json.dumps(load(path) | {"rights": "CC0", "workbench:grade": {"B": 2}}))
    edited = notes.edit(added.id, note="x")
    assert load(path)["rights"] == "CC0"
    assert edited.raw["workbench:grade"] == {"B": 2}


def test_an_edit_builds_on_what_another_copy_saved(home: Path, notes: Notes) -> None:
    added = notes.add(document(), LEASE, ["a"], "Ours.")
    opened(home).edit(added.id, note="Theirs.")
    edited = notes.edit(added.id, tags=["b"])
    assert (edited.tags, edited.note) == (("b",), "Theirs.")


def test_a_note_that_another_copy_deleted_is_said_to_be_gone(home: Path, notes: Notes) -> None:
    added = notes.add(document(), LEASE, ["a"])
    assert notes.all()
    opened(home).delete(added.id)
    with pytest.raises(WorkbenchError, match="deleted meanwhile"):
        notes.edit(added.id, note="x")
    assert notes.all() == []


def test_refresh_sees_what_others_did(home: Path, notes: Notes) -> None:
    added = notes.add(document(), LEASE, ["a"])
    notes.refresh()
    assert not notes.refresh()
    other = opened(home)
    edited = other.edit(added.id, note="Edited elsewhere.")
    new = other.add(document("z-1"), LEASE)
    assert notes.refresh()
    assert notes.all() == [edited, new]
    other.delete(new.id)
    file_of(home, added).write_text("{broken in place")
    assert notes.refresh()
    assert (notes.all(), len(notes.problems())) == ([], 1)
    assert not notes.refresh()


def test_one_document_is_read_without_the_others(home: Path, notes: Notes) -> None:
    here = notes.add(document("a-1"), LEASE)
    there = file_of(home, notes.add(document("b-1"), LEASE))
    fresh = opened(home)
    assert fresh.of_document("a-1") == [here]
    there.unlink()
    assert fresh.all() == [here]


# -- when the disk refuses


def test_after_a_failed_save_memory_is_what_the_disk_is(home: Path, notes: Notes) -> None:
    added = notes.add(document(), LEASE, ["a"])
    log = home / "trash" / "history.jsonl"
    log.rename(log.with_name("kept"))
    log.mkdir()
    for change in (
        lambda: notes.add(document(), LEASE, ["b"]),
        lambda: notes.edit(added.id, note="x"),
        lambda: notes.delete(added.id),
    ):
        with pytest.raises(WorkbenchError, match="Not saved"):
            change()
        assert notes.all() == [added]
        assert notes.counts() == {"a": 1}
    log.rmdir()
    log.with_name("kept").rename(log)
    assert notes.edit(added.id, note="x").note == "x"
    assert opened(home).all() == notes.all()


# -- finding


def test_spans_are_of_the_tag_and_its_family(notes: Notes) -> None:
    notes.add(document(), Span(0, 9), ["money/rent"])
    notes.add(document(), Span(5, 12), ["money"])
    notes.add(document("other-1"), Span(1, 2), ["link"])
    assert notes.spans(tag="money") == {"minutes-0123456789": Spans([(0, 12)])}
    assert notes.spans(tag="RENT") == {"minutes-0123456789": Spans([(0, 9)])}
    assert notes.spans(tag="nothing") == {}
    assert set(notes.spans()) == {"minutes-0123456789", "other-1"}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("september", True),
        ("September figure", True),
        ("figure September", False),
        ("sept", False),
        ("sept*", True),
        ("resume", True),
        ("軍隊", True),
        ("*", True),
        ("", False),
        ("(", False),
    ],
)
def test_words_of_a_note_find_it(notes: Notes, words: str, found: bool) -> None:
    notes.add(document(), LEASE, [], "The September-figure; résumé of 外国軍隊駐留.")
    notes.add(document("other-1"), LEASE, ["september"])
    assert set(notes.spans(words=words)) == ({"minutes-0123456789"} if found else set())


def test_spans_are_of_the_texts_as_they_are_now(home: Path, history: History) -> None:
    before = document()
    changed = document(text="A new first line.\n\n" + TEXT)
    other, gone = document("other-1"), document("gone-1")
    shelf = Shelf(changed, other)
    notes = Notes(home, history, documents=shelf)
    for one in (before, other, gone):
        notes.add(one, LEASE, ["a"])
    start = changed.text.index("The lease")
    expected = {
        "minutes-0123456789": Spans([(start, start + len("The lease"))]),
        "other-1": Spans([LEASE]),
    }
    assert notes.spans(tag="a") == expected
    shelf.documents[changed.id] = replace(changed, text="")
    assert notes.spans(tag="a") == expected


class Work(RuleBasedStateMachine):
    """Two copies at work on one document, with undo: memory and disk are as a simple list says."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.home = Path(self.folder.name)
        self.ids = map(str, itertools.count())
        self.copies = []
        for _ in range(2):
            history = History(self.home, ticking())
            notes = Notes(self.home, history, clock=ticking(), new_id=lambda: next(self.ids))
            self.copies.append((history, notes))
        self.states: list[dict[str, tuple[Span, tuple[str, ...]]]] = [{}]
        self.at = 0

    def _go(self, state: dict[str, tuple[Span, tuple[str, ...]]]) -> None:
        if state != self.states[self.at]:
            self.states[self.at + 1 :] = [state]
            self.at += 1

    @rule(copy=st.integers(0, 1), start=st.integers(0, 50), tags=st.sets(st.sampled_from("abc")))
    def add(self, copy: int, start: int, tags: set[str]) -> None:
        names = tuple(sorted(tags))
        added = self.copies[copy][1].add(document(), (start, start + 5), names)
        self._go(self.states[self.at] | {added.id: (Span(start, start + 5), names)})

    @rule(copy=st.integers(0, 1), which=st.integers(0, 9), tags=st.sets(st.sampled_from("abc")))
    def edit(self, copy: int, which: int, tags: set[str]) -> None:
        state = self.states[self.at]
        if state:
            identity = sorted(state)[which % len(state)]
            names = tuple(sorted(tags))
            self.copies[copy][1].refresh()
            self.copies[copy][1].edit(identity, tags=names)
            self._go(state | {identity: (state[identity][0], names)})

    @rule(copy=st.integers(0, 1), which=st.integers(0, 9))
    def delete(self, copy: int, which: int) -> None:
        state = dict(self.states[self.at])
        if state:
            identity = sorted(state)[which % len(state)]
            self.copies[copy][1].refresh()
            self.copies[copy][1].delete(identity)
            del state[identity]
            self._go(state)

    @rule(copy=st.integers(0, 1), back=st.booleans())
    def turn(self, copy: int, back: bool) -> None:
        history = self.copies[copy][0]
        if back:
            history.undo()
            self.at = max(self.at - 1, 0)
        else:
            history.redo()
            self.at = min(self.at + 1, len(self.states) - 1)

    @invariant()
    def all_agree(self) -> None:
        expected = {(key, *value) for key, value in self.states[self.at].items()}
        for _, notes in self.copies:
            notes.refresh()
            assert {(one.id, one.span, one.tags) for one in notes.all()} == expected
        fresh = opened(self.home)
        assert {(one.id, one.span, one.tags) for one in fresh.all()} == expected

    def teardown(self) -> None:
        self.folder.cleanup()


Work.TestCase.settings = settings(deadline=None, max_examples=25, stateful_step_count=20)
TestWork = Work.TestCase


def test_an_unreadable_note_says_where_it_is(home: Path, notes: Notes) -> None:
    added = notes.add(document(), LEASE)
    file_of(home, added).write_bytes(b"{")
    notes.refresh()
    (problem,) = notes.problems()
    assert isinstance(problem, Unreadable)
    assert str(problem) == (
        f"annotations/minutes-0123456789/{added.id}.json is left untouched: it is not valid JSON."
    )


PLAIN = {
    "@context": "http://www.w3.org/ns/anno.jsonld",
    "id": "http://example.org/anno1",
    "type": "Annotation",
    "bodyValue": "By hand.",
    "target": {
        "source": "http://example.org/page1",
        "selector": {"type": "TextQuoteSelector", "exact": "lease", "prefix": "A "},
    },
}


def test_a_plain_annotation_put_there_by_hand_is_a_note_like_any_other(
    home: Path, notes: Notes, history: History
) -> None:
    path = home / "annotations" / document().id / "anno1.json"
    path.parent.mkdir(parents=True)
    plain = json.dumps(PLAIN)
    path.write_text(plain)
    [read] = notes.all()
    assert (read.note, read.exact, read.whole) == ("By hand.", "lease", False)
    assert notes.placed(read, document()).span is not None
    assert notes.problems() == []
    assert path.read_text() == plain, "to read is not to rewrite"
    notes.edit("anno1", tags=["a"])
    written = load(path)
    assert (written["workbench:schema"], written["id"]) == (1, PLAIN["id"])
    assert (notes.get("anno1").tags, notes.get("anno1").note) == (("a",), "By hand.")
    assert plain.encode() in [kept.read_bytes() for kept in (home / "trash").rglob("*.json")]
    history.undo()
    assert path.read_text() == plain


@pytest.mark.parametrize(
    ("target", "whole"),
    [
        ("http://example.org/page1", True),
        ({"id": "http://example.org/page1", "type": "Text"}, True),
        ({"source": "http://example.org/page1"}, True),
        ("http://example.org/page1#part", False),
        ({"source": "http://example.org/page1", "selector": {"type": "Unheard"}}, False),
        (None, False),
        (3, False),
    ],
)
def test_an_annotation_that_names_no_part_is_on_the_whole_document(
    home: Path, notes: Notes, target: object, whole: bool
) -> None:
    path = home / "annotations" / document().id / "anno1.json"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(PLAIN | {"target": target}))
    assert notes.get("anno1").whole == whole
