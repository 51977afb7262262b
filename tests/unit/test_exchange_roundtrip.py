"""What goes out comes back the same: any text in tags and notes, any passages."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exchanging import NOTES, TAGS, Work, collection, passages, two_projects
from workbench.library import Library
from workbench.notes.grades import Grade
from workbench.notes.links import Link

PATHS = ("minutes.txt", "quay/ledger.txt", "quay/page.md")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return collection(tmp_path_factory.mktemp("collection"))


def fill(project: Work, data: st.DataObject) -> None:
    for _ in range(data.draw(st.integers(1, 5))):
        document = project.at(data.draw(st.sampled_from(PATHS)))
        span = data.draw(passages(len(document.text)))
        tags = data.draw(st.lists(TAGS, max_size=3))
        grade = Grade.parse(data.draw(st.sampled_from(["", "B2", "F", "6"])))
        note = data.draw(NOTES)
        project.notes.creator = data.draw(st.sampled_from(["", "A. Analyst", "Ö; =B"]))
        project.notes.add(document, span, (*tags, *grade.tags), note)


@pytest.mark.parametrize("form", ["w3c", "csv", "qdpx"])
@settings(max_examples=25)
@given(data=st.data())
def test_exported_and_imported_notes_are_the_same(
    library: Library, form: str, data: st.DataObject
) -> None:
    with two_projects(library) as (ours, theirs):
        fill(ours, data)
        if form == "qdpx":
            # The codes and notes of a whole source are its own there: several would become one.
            for note in [note for note in ours.notes.all() if note.whole][1:]:
                ours.notes.delete(note.id)
            for note in ours.notes.all():
                if note.whole and not (note.all_tags or note.note):
                    ours.notes.delete(note.id)
        wanted = {note.id: note for note in ours.notes.all()}
        if not wanted:
            return
        exported = ours.export(form)
        imported = theirs.read(form, exported.files[""])
        assert imported.left_out == ()
        assert (exported.written, imported.read) == (len(wanted), len(wanted))
        got = {note.id: note for note in theirs.notes.all()}
        if form == "qdpx":
            for note in wanted.values():
                if note.whole:
                    [same] = [one for one in got.values() if one.whole]
                    assert (same.all_tags, same.note) == (note.all_tags, note.note)
                    del got[same.id]
            wanted = {id_: note for id_, note in wanted.items() if not note.whole}
        assert got == wanted
        if form == "w3c":
            assert {id_: note.raw for id_, note in got.items()} == {
                id_: note.raw for id_, note in wanted.items()
            }


@pytest.mark.parametrize("form", ["w3c", "csv", "qdpx"])
def test_exporting_what_was_imported_gives_the_same_file(library: Library, form: str) -> None:
    with two_projects(library) as (ours, theirs):
        ours.quote("minutes.txt", "let without a tender", ["money/rent", "tender"], "Why?")
        ours.quote("quay/ledger.txt", "=1+1", ["=1"], "-")
        theirs.read(form, ours.bytes(form))
        assert theirs.bytes(form) == ours.bytes(form)


@settings(max_examples=25)
@given(names=st.lists(TAGS, min_size=1, max_size=8, unique=True), data=st.data())
def test_a_codebook_comes_back_with_its_colours_and_descriptions(
    library: Library, names: list[str], data: st.DataObject
) -> None:
    with two_projects(library) as (ours, theirs):
        for name in names:
            ours.codebook.ensure(name)
            ours.codebook.describe(name, data.draw(st.text(max_size=20)))
        tags = ours.codebook.tags()
        if not tags:
            return
        imported = theirs.read("qdc", ours.bytes("qdc"))
        assert imported.read == len(tags)
        there = {(tag.name, tag.colour, tag.description) for tag in theirs.codebook.tags()}
        assert there == {(tag.name, tag.colour, tag.description) for tag in tags}


@pytest.mark.parametrize("form", ["w3c", "csv", "qdpx"])
def test_an_import_is_one_step_and_undo_takes_it_back_whole(library: Library, form: str) -> None:
    with two_projects(library) as (ours, theirs):
        ours.quote("minutes.txt", "The Chair", ["people/chair"])
        ours.quote("quay/page.md", "164 metres", ["length"], "By whom?")
        theirs.read(form, ours.bytes(form), "ours.file")
        [step] = theirs.history.steps()
        assert step.words == "Imported 2 notes from ours.file"
        theirs.history.undo()
        assert theirs.files() == {}
        assert theirs.notes.all() == []


def test_what_is_here_already_stays_as_it_is(library: Library) -> None:
    with two_projects(library) as (ours, theirs):
        note = ours.quote("minutes.txt", "The Chair", ["chair"])
        theirs.read("w3c", ours.bytes("w3c"))
        theirs.notes.edit(note.id, note="Mine.")
        before = theirs.files()
        imported = theirs.read("w3c", ours.bytes("w3c"))
        assert imported.read == 0
        assert [one.reason for one in imported.left_out] == [
            "it is here already and says something else, which stays"
        ]
        assert theirs.files() == before


def test_lost_passages_come_back_lost(library: Library, tmp_path: Path) -> None:
    with two_projects(library) as (ours, theirs):
        note = ours.quote("minutes.txt", "The Chair", ["chair"])
        record = note.to_json()
        record["workbench:sha256"] = "0" * 64
        record["target"]["selector"][1]["exact"] = "Quite other words"
        record["target"]["selector"][0] |= {"start": 5000, "end": 5017}
        theirs.read("w3c", [record])
        [lost] = theirs.notes.all()
        assert lost.raw == record
        assert theirs.export("qdpx").left_out[0].what == f"note {note.id}"
        again = theirs.export("w3c")
        assert again.written == 1


def test_links_go_along_in_w3c_and_are_listed_elsewhere(library: Library) -> None:
    with two_projects(library) as (ours, theirs):
        first = ours.quote("minutes.txt", "let without a tender", ["money/rent"])
        second = ours.quote("quay/ledger.txt", "=1+1", ["مال/إيجار", "😀/ỗ"])
        ours.notes.link(
            second.id, [Link("note", first.id), Link.parse("https://example.org/a?b=c#d")]
        )
        assert theirs.read("w3c", ours.bytes("w3c")).left_out == ()
        assert theirs.notes.get(second.id) == ours.notes.get(second.id)
        assert len(theirs.notes.get(second.id).links) == 2
        for form in ("csv", "qdpx", "markdown"):
            assert any("link" in one.reason for one in ours.export(form).left_out)
