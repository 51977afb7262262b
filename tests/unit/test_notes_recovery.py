"""A deleted note comes back, however long ago it was deleted and whatever happened since."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from workbench.model import Document, DocumentInfo, Metadata, WorkbenchError
from workbench.notes import Annotation, Codebook, Notes
from workbench.notes.recoding import Recoding
from workbench.notes.recovery import Recovery
from workbench.spans import Spans
from workbench.store.history import History

TEXT = "The lease was let."


class Desk:
    def __init__(self, home: Path) -> None:
        self.home = home
        self.history = History(home, lambda: datetime(2026, 11, 21, tzinfo=UTC), "Ann")
        self.codebook = Codebook(home, self.history)
        self.notes = Notes(home, self.history, codebook=self.codebook)
        self.recovery = Recovery(self.notes, self.codebook, self.history)

    def add(self, *tags: str, note: str = "") -> Annotation:
        info = DocumentInfo("d-1", "d-1", b"", "", "text", "0" * 64, Metadata(), 0, 0, 1, 0)
        document = Document(info, TEXT, Spans([(0, len(TEXT))]))
        return self.notes.add(document, (4, 9), tags, note)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / ".workbench")


def test_a_deleted_note_comes_back_with_its_tags_after_years(desk: Desk) -> None:
    note = desk.add("a", note="First.")
    edited = desk.notes.edit(note.id, note="Second.")
    desk.notes.delete(note.id)
    for number in range(20):
        desk.add("b", note=str(number))
    Recoding(desk.notes, desk.codebook, desk.history).delete("a")
    later = Desk(desk.home)
    (deleted,) = later.recovery.deleted()
    assert deleted.annotation == edited
    assert deleted.version.words == "Deleted the note on “lease”"
    assert (deleted.version.by, deleted.version.at) == ("Ann", "2026-11-21T00:00:00Z")
    assert later.recovery.restore([deleted]) == [edited]
    assert later.history.steps()[-1].words == "Restored the note on “lease”"
    assert "a" in later.codebook
    assert later.recovery.deleted() == []
    later.history.undo()
    assert [one.annotation for one in later.recovery.deleted()] == [edited]
    assert "a" not in later.codebook
    later.history.redo()
    assert edited in later.notes.all()


def test_a_note_whose_making_was_undone_can_come_back_too(desk: Desk) -> None:
    note = desk.add("a")
    desk.history.undo()
    other = desk.add("b")
    assert desk.history.redo() is None
    (deleted,) = desk.recovery.deleted()
    assert deleted.version.words == "Undid: Tagged ¶\u00a01 with a"
    desk.recovery.restore([deleted])
    assert set(desk.notes.all()) == {note, other}


def test_several_come_back_in_one_step_or_none(desk: Desk) -> None:
    notes = [desk.add("a", note=str(number)) for number in range(3)]
    for note in notes:
        desk.notes.delete(note.id)
    deleted = desk.recovery.deleted()
    assert [one.annotation for one in deleted] == notes[::-1]
    desk.recovery.restore(deleted[:1])
    with pytest.raises(WorkbenchError, match="is there again"):
        desk.recovery.restore(deleted)
    assert desk.notes.all() == notes[2:]
    desk.recovery.restore(deleted[1:])
    assert desk.history.steps()[-1].words == "Restored 2 notes"
    assert {one.id for one in desk.notes.all()} == {one.id for one in notes}


def test_what_is_not_in_the_trash_any_more_is_not_offered(desk: Desk) -> None:
    note = desk.add("a")
    desk.notes.delete(note.id)
    (deleted,) = desk.recovery.deleted()
    for path in (desk.home / "trash").glob(f"{note.id}.*"):
        path.write_bytes(b"damaged")
    assert desk.recovery.deleted() == []
    with pytest.raises(WorkbenchError, match="not in the trash any more"):
        desk.recovery.restore([deleted])
    assert desk.notes.all() == []


def test_every_version_that_was_replaced_is_known(desk: Desk) -> None:
    note = desk.add("a", note="1")
    desk.notes.edit(note.id, note="2")
    desk.notes.edit(note.id, note="3")
    versions = desk.history.versions()
    assert [version.removed for version in versions] == [False, False]
    notes = [desk.history.content(version)["body"][-1]["value"] for version in versions]
    assert notes == ["2", "1"]
