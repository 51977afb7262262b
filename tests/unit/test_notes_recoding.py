"""The codebook changes and every note follows, in one step that can be undone."""

from __future__ import annotations

import errno
import json
import os
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.model import Document, DocumentInfo, Metadata, WorkbenchError
from workbench.notes import Annotation, Codebook, Notes
from workbench.notes.grades import Grade
from workbench.notes.recoding import Recoding
from workbench.notes.tagname import file_stem, tidy
from workbench.spans import Spans
from workbench.store.history import History
from workbench.store.records import load

TEXT = "The Chair opened the meeting. Nobody objected."


def clock() -> datetime:
    return datetime(2026, 11, 21, 10, 15, tzinfo=UTC)


def document(identity: str = "minutes-1") -> Document:
    info = DocumentInfo(
        identity, identity, b"", "", "text", "0" * 64, Metadata(), 0, len(TEXT), 1, 0
    )
    return Document(info, TEXT, Spans([(0, len(TEXT))]))


@dataclass
class Desk:
    home: Path
    history: History
    codebook: Codebook
    notes: Notes
    recoding: Recoding

    def tag(self, *tags: str, note: str = "") -> Annotation:
        return self.notes.add(document(), (4, 9), tags, note)

    def tags(self) -> list[str]:
        return [tag.name for tag in self.codebook.tags()]

    def used(self) -> list[tuple[str, ...]]:
        return [one.tags for one in self.notes.all()]

    def content(self) -> dict[str, bytes]:
        folders = (self.home / "annotations", self.home / "codebook")
        return {
            str(path.relative_to(self.home)): path.read_bytes()
            for folder in folders
            for path in folder.rglob("*.json")
        }


def at(home: Path) -> Desk:
    history = History(home, clock)
    codebook = Codebook(home, history)
    numbers = iter(range(1000))
    notes = Notes(
        home, history, codebook=codebook, clock=clock, new_id=lambda: f"n{next(numbers):03}"
    )
    return Desk(home, history, codebook, notes, Recoding(notes, codebook, history, clock))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return at(tmp_path / ".workbench")


def test_a_renamed_tag_takes_its_notes_and_all_below_it_along(desk: Desk) -> None:
    desk.tag("military", "keep")
    desk.tag("military/troops")
    desk.tag("militaryband")
    colour, letter = desk.codebook.get("military").colour, desk.codebook.get("military").shortcut
    step = desk.recoding.rename("military", " Armed  forces ")
    assert step.words == "Renamed the tag military to Armed forces in 2 notes"
    assert desk.used() == [("Armed forces", "keep"), ("Armed forces/troops",), ("militaryband",)]
    assert desk.tags() == ["Armed forces", "Armed forces/troops", "keep", "militaryband"]
    renamed = desk.codebook.get("Armed forces")
    assert (renamed.colour, renamed.shortcut) == (colour, letter)
    record = load(desk.home / "codebook" / f"{file_stem('Armed forces/troops')}.json")
    assert (record["name"], record["parent"]) == ("Armed forces/troops", "Armed forces")


def test_undo_brings_back_the_very_bytes_and_redo_takes_them_again(desk: Desk) -> None:
    for number in range(5):
        desk.tag("a", f"a/{number}", note="x")
    before = desk.content()
    desk.recoding.rename("a", "b")
    after = desk.content()
    assert len(desk.history.steps()) == 6
    desk.history.undo()
    assert desk.content() == before
    assert desk.used() == [("a", f"a/{number}") for number in range(5)]
    desk.history.redo()
    assert desk.content() == after
    assert at(desk.home).tags() == desk.tags()


@pytest.mark.parametrize(
    ("name", "new", "said"),
    [
        ("a", "b", "There is a tag b already; merge a into it instead."),
        ("a", "c", "There is a tag c/x already; merge a into it instead."),
        ("a", "a", "The tag is called a already."),
        ("a", "a/x", "a cannot be put below itself."),
        ("a", " / ", "A tag needs a name."),
        ("a", "x" * 201, "The name of a tag can have at most 200 characters."),
        ("a", "x" * 199, "The name of a tag can have at most 200 characters."),
        ("nothing", "b", "There is no tag nothing."),
        ("", "b", "There is no tag ."),
    ],
)
def test_a_rename_that_cannot_be_says_why_and_changes_nothing(
    desk: Desk, name: str, new: str, said: str
) -> None:
    desk.tag("a/x", "a", "b", "c/x")
    before = desk.content()
    with pytest.raises(WorkbenchError) as refused:
        desk.recoding.rename(name, new)
    assert str(refused.value) == said
    assert desk.content() == before
    assert len(desk.history.steps()) == 1


def test_a_tag_that_only_notes_have_can_be_renamed(desk: Desk) -> None:
    added = desk.tag("a")
    path = desk.home / "annotations" / "minutes-1" / f"{added.id}.json"
    path.write_text(path.read_text().replace('"a"', '"by others"'))
    desk.notes.refresh()
    desk.recoding.rename("by others", "ours")
    assert desk.used() == [("ours",)]
    assert desk.tags() == ["a"]


def test_a_part_of_a_name_can_move_up_into_the_name_itself(desk: Desk) -> None:
    desk.tag("a/b/b", "a/b")
    desk.recoding.rename("a/b", "a")
    assert desk.used() == [("a/b", "a")]
    assert desk.tags() == ["a", "a/b"]


def test_a_tag_moves_below_another_and_takes_its_colour(desk: Desk) -> None:
    desk.tag("troops/guards", "military")
    desk.recoding.move("troops", "military")
    assert desk.used() == [("military/troops/guards", "military")]
    military = desk.codebook.get("military")
    assert desk.codebook.get("military/troops/guards").colour == military.colour
    desk.recoding.move("military/troops", "")
    assert desk.used() == [("troops/guards", "military")]
    with pytest.raises(WorkbenchError, match="below itself"):
        desk.recoding.move("troops", "troops/guards")


def test_merged_tags_are_one_and_no_note_has_it_twice(desk: Desk) -> None:
    desk.tag("a", "b", "other")
    desk.tag("b/x", "a/x", "b/y")
    desk.codebook.describe("b", "What b means.")
    step = desk.recoding.merge(["b"], "a")
    assert step.words == "Merged the tag b into a in 2 notes"
    assert desk.used() == [("a", "other"), ("a/x", "a/y")]
    assert desk.tags() == ["a", "a/x", "a/y", "other"]
    assert desk.codebook.get("a").description == "What b means."
    desk.history.undo()
    assert desk.used() == [("a", "b", "other"), ("b/x", "a/x", "b/y")]


def test_several_tags_merge_in_one_step(desk: Desk) -> None:
    desk.tag("a", "a/b", "c")
    desk.tag("d")
    desk.recoding.merge(["a", "a/b", "c"], "d")
    assert desk.used() == [("d",), ("d",)]
    assert desk.tags() == ["d"]
    assert len(desk.history.steps()) == 3


def test_a_child_merges_into_its_parent_but_not_the_other_way(desk: Desk) -> None:
    desk.tag("a/b/b", "a/b", "a")
    with pytest.raises(WorkbenchError, match="into itself or a tag below it"):
        desk.recoding.merge(["a"], "a/b")
    desk.recoding.merge(["a/b"], "a")
    assert desk.used() == [("a/b", "a")]
    with pytest.raises(WorkbenchError, match="There is no tag gone"):
        desk.recoding.merge(["a"], "gone")


def test_a_tag_is_split_by_its_notes(desk: Desk) -> None:
    first, second, third = desk.tag("a", "z"), desk.tag("a"), desk.tag("z")
    step = desk.recoding.split("a", "a/early", [first.id, third.id])
    assert step.words == "Split a/early off a in 1 note"
    assert desk.used() == [("a/early", "z"), ("a",), ("z",)]
    assert desk.tags() == ["a", "a/early", "z"]
    desk.history.undo()
    assert desk.tags() == ["a", "z"]
    with pytest.raises(WorkbenchError, match="no note to take"):
        desk.recoding.split("a", "b", [third.id])
    with pytest.raises(WorkbenchError, match="no such note"):
        desk.recoding.split("a", "b", [second.id, "unknown"])
    assert desk.used() == [("a", "z"), ("a",), ("z",)]


def test_deleting_a_tag_keeps_the_notes(desk: Desk) -> None:
    desk.tag("a", "b")
    desk.tag("a/x", note="A note.")
    bare = desk.tag("a")
    desk.recoding.delete("a")
    assert desk.used() == [("b",), (), ()]
    assert [one.note for one in desk.notes.all()] == ["", "A note.", ""]
    assert desk.tags() == ["b"]
    assert desk.notes.get(bare.id).raw["motivation"] == "highlighting"
    desk.history.undo()
    assert desk.used() == [("a", "b"), ("a/x",), ("a",)]


def test_members_of_other_programs_and_grades_survive(desk: Desk) -> None:
    added = desk.tag("a")
    desk.notes.grade(added.id, Grade("B", "2"))
    path = desk.home / "annotations" / "minutes-1" / f"{added.id}.json"
    record = load(path)
    record["body"][0]["creator"] = "someone"
    path.write_text(json.dumps(record | {"rights": "CC0"}))
    tag = desk.home / "codebook" / f"{file_stem('a')}.json"
    tag.write_text(json.dumps(load(tag) | {"refi:guid": "123"}))
    desk.recoding.rename("a", "b")
    assert load(path)["rights"] == "CC0"
    assert load(path)["body"][0] == {
        "creator": "someone",
        "purpose": "tagging",
        "type": "TextualBody",
        "value": "b",
    }
    assert load(desk.home / "codebook" / f"{file_stem('b')}.json")["refi:guid"] == "123"
    assert desk.notes.get(added.id).grade == Grade("B", "2")


def test_a_file_that_cannot_be_read_is_not_touched(desk: Desk) -> None:
    desk.tag("a")
    broken = desk.home / "annotations" / "minutes-1" / "broken.json"
    broken.write_bytes(b'{"body": "a"')
    desk.recoding.rename("a", "b")
    assert broken.read_bytes() == b'{"body": "a"'
    in_the_way = desk.home / "codebook" / f"{file_stem('c')}.json"
    in_the_way.write_bytes(b"{")
    before = desk.content()
    with pytest.raises(WorkbenchError, match="left untouched"):
        desk.recoding.rename("b", "c")
    assert desk.content() == before


def test_what_another_copy_saved_follows_too(desk: Desk) -> None:
    desk.tag("a")
    other = at(desk.home)
    assert other.used() == [("a",)]
    desk.tag("a", "mine")
    other.recoding.rename("a", "b")
    desk.notes.refresh()
    desk.codebook.refresh()
    assert desk.used() == [("b",), ("b", "mine")]
    assert desk.tags() == ["b", "mine"]


def test_undo_is_refused_where_others_changed_a_note_and_says_which(desk: Desk) -> None:
    added = desk.tag("a")
    desk.recoding.rename("a", "b")
    path = desk.home / "annotations" / "minutes-1" / f"{added.id}.json"
    path.write_text(json.dumps(load(path) | {"rights": "CC0"}))
    with pytest.raises(
        WorkbenchError, match=rf"others changed a record since \(.*{added.id}.json\)"
    ):
        desk.history.undo()
    assert desk.tags() == ["b"]


def test_a_codebook_that_cannot_be_written_says_so(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.tag("a")

    opened = os.open

    def denied(path: Path, flags: int, mode: int = 0o777) -> int:
        if flags & os.O_CREAT and Path(path).parent.name == "codebook":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return opened(path, flags, mode)

    with monkeypatch.context() as read_only:
        read_only.setattr(os, "open", denied)
        with pytest.raises(WorkbenchError, match="permission denied"):
            desk.recoding.rename("a", "b")
    assert desk.used() == [("a",)]


PARTS = st.text(
    st.characters(codec="utf-8", exclude_characters="/", exclude_categories=("Cc", "Cs")),
    min_size=1,
    max_size=6,
).filter(lambda part: part == part.strip() and part.isprintable())


@settings(max_examples=30)
@given(old=PARTS, new=PARTS, below=PARTS)
def test_any_script_can_be_renamed_there_and_back(old: str, new: str, below: str) -> None:
    old, new, below = tidy(old), tidy(new), tidy(below)
    if old == new:
        return
    with tempfile.TemporaryDirectory() as folder:
        desk = at(Path(folder))
        desk.tag(f"{old}/{below}", old)
        desk.recoding.rename(old, new)
        assert desk.used() == [(f"{new}/{below}", new)]
        desk.recoding.rename(new, old)
        assert desk.used() == [(f"{old}/{below}", old)]
        assert desk.tags() == [old, f"{old}/{below}"]
        assert at(Path(folder)).tags() == desk.tags()
