"""REFI-QDA projects of other programs: what is read, what is listed, what is refused."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from tests.exchanging import LEASE, MINUTES, Work, collection, work
from workbench.exchange import archive
from workbench.library import Library
from workbench.model import WorkbenchError

SOURCE = "sources/11111111-1111-4111-8111-111111111111.txt"
USER = "22222222-2222-4222-8222-222222222222"
CODE = "33333333-3333-4333-8333-333333333333"
NOTE = "55555555-5555-4555-8555-555555555555"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return collection(tmp_path_factory.mktemp("collection"))


@pytest.fixture
def project(library: Library, tmp_path: Path) -> Work:
    return work(library, tmp_path / "home")


def qde(selections: str, path: str = "", origin: str = "NVivo", name: str = "minutes") -> bytes:
    path = path or f"internal://{Path(SOURCE).name}"
    return f"""<?xml version="1.0" encoding="utf-8"?>
<Project xmlns="urn:QDA-XML:project:1.0" name="Theirs" origin="{origin}">
 <Users><User guid="{USER}" name="T. Theirs"/></Users>
 <CodeBook><Codes>
  <Code guid="44444444-4444-4444-8444-444444444444" name="Money" isCodable="false">
   <Code guid="{{{CODE}}}" name="N/A" isCodable="true" color="#f00">
    <Description>None.</Description></Code>
  </Code>
 </Codes></CodeBook>
 <Sources>
  <TextSource guid="11111111-1111-4111-8111-111111111111" name="{name}" plainTextPath="{path}">
   {selections}
  </TextSource>
  <PictureSource guid="66666666-6666-4666-8666-666666666666" name="Quay.png"/>
 </Sources>
 <Notes><Note guid="{NOTE}"><PlainTextContent>Why?</PlainTextContent></Note></Notes>
</Project>""".encode()


def selection(start: object, end: object, code: str = CODE) -> str:
    return f"""<PlainTextSelection guid="77777777-7777-4777-8777-777777777777"
     startPosition="{start}" endPosition="{end}"
     creatingUser="{USER}" creationDateTime="2020-01-02T03:04:05+02:00">
     <Coding guid="88888888-8888-4888-8888-888888888888"><CodeRef targetGUID="{code}"/></Coding>
     <NoteRef targetGUID="{NOTE}"/></PlainTextSelection>"""


def qdpx(project: bytes, files: dict[str, bytes] | None = None) -> bytes:
    return archive.packed([("project.qde", project), *(files or {}).items()])


def crlf(position: int) -> int:
    """A position in the minutes where a line end is two signs."""
    return position + MINUTES.count("\n", 0, position)


@pytest.mark.parametrize(
    ("text", "origin", "count"),
    [
        (MINUTES, "MAXQDA", int),
        (f"\ufeff{MINUTES}", "NVivo", int),
        (MINUTES.replace("\n", "\r\n"), "NVivo", crlf),
        (MINUTES.replace("\n", "\r\n"), "ATLAS.ti Windows", int),
        (MINUTES.replace("\n\n", "\n"), "MAXQDA", lambda position: position - 1),
    ],
)
def test_a_project_of_another_program_is_read(
    project: Work, text: str, origin: str, count: Callable[[int], int]
) -> None:
    theirs = qde(selection(count(LEASE.start), count(LEASE.end)), origin=origin)
    imported = project.read("qdpx", qdpx(theirs, {SOURCE.replace("s", "S", 1): text.encode()}))
    assert [one.reason for one in imported.left_out] == ["notes on pictures are not read"]
    [note] = project.notes.all()
    assert (note.span, note.tags, note.note) == (LEASE, ("Money/N∕A",), "Why?")
    assert (note.creator, note.created) == ("T. Theirs", "2020-01-02T01:04:05Z")
    tag = project.codebook.get("Money/N∕A")
    assert (tag.colour, tag.description) == (3, "None.")
    assert "Money" not in project.codebook


@pytest.mark.parametrize(
    ("project_file", "files", "reason"),
    [
        (qde(selection(0, 3)), {}, "its text is missing from the file"),
        (qde(selection(0, 3), "internal://../../x.txt"), {}, "its path leads out of the file"),
        (qde(selection(0, 3), "absolute://c:/x.txt"), {}, "its text lies outside of the file"),
        (qde(selection(9, 9)), {SOURCE: MINUTES.encode()}, "its position is not in the text"),
        (qde(selection(0, 9999)), {SOURCE: MINUTES.encode()}, "its position is not in the text"),
        (qde(selection("", 3)), {SOURCE: MINUTES.encode()}, "it has no position"),
        (qde(selection(0, 3), name="x"), {SOURCE: b"Other"}, "there is no document here with"),
    ],
)
def test_what_a_project_lacks_is_listed(
    project: Work, project_file: bytes, files: dict[str, bytes], reason: str
) -> None:
    imported = project.read("qdpx", qdpx(project_file, files))
    assert any(one.reason.startswith(reason) for one in imported.left_out)
    assert project.notes.all() == []


OTHER = "99999999-9999-4999-8999-999999999999"
OTHERS_CODING = f"""<Coding guid="12121212-1212-4212-8212-121212121212" creatingUser="{OTHER}"
 creationDateTime="2021-01-02T03:04:05Z"><CodeRef targetGUID="{CODE}"/></Coding><NoteRef"""


def test_what_two_people_gave_one_passage_are_two_notes(project: Work) -> None:
    theirs = qde(selection(*LEASE).replace("<NoteRef", OTHERS_CODING)).decode()
    theirs = theirs.replace("</Users>", f'<User guid="{OTHER}" name="O. Other"/></Users>')
    assert project.read("qdpx", qdpx(theirs.encode(), {SOURCE: MINUTES.encode()})).read == 2
    notes = {(note.creator, note.created, note.note) for note in project.notes.all()}
    assert notes == {
        ("T. Theirs", "2020-01-02T01:04:05Z", "Why?"),
        ("O. Other", "2021-01-02T03:04:05Z", ""),
    }
    assert {(note.span, note.tags) for note in project.notes.all()} == {(LEASE, ("Money/N∕A",))}


@pytest.mark.parametrize(
    ("of", "instead", "reason", "left"),
    [
        ('<CodeRef targetGUID="{code}"/>', f'<CodeRef targetGUID="{USER}"/>', "a code", "Why?"),
        (f'<NoteRef targetGUID="{NOTE}"/>', f'<NoteRef targetGUID="{USER}"/>', "a note", ""),
        ("<PlainTextContent>Why?</PlainTextContent>", "", "it has no text", ""),
    ],
)
def test_a_passage_stays_though_something_of_it_is_missing(
    project: Work, of: str, instead: str, reason: str, left: str
) -> None:
    theirs = qde(selection(*LEASE)).decode().replace(of.replace("{code}", CODE), instead)
    imported = project.read("qdpx", qdpx(theirs.encode(), {SOURCE: MINUTES.encode()}))
    assert any(reason in one.reason for one in imported.left_out)
    [note] = project.notes.all()
    assert (note.span, note.note) == (LEASE, left)


def test_what_has_no_place_here_is_listed(project: Work) -> None:
    memo = f'<Note guid="{USER}" name="Memo"><PlainTextContent>x</PlainTextContent></Note></Notes>'
    theirs = qde(selection(*LEASE)).decode().replace("</Notes>", f"{memo}<Links/><Sets/>")
    imported = project.read("qdpx", qdpx(theirs.encode(), {SOURCE: MINUTES.encode()}))
    assert imported.read == 1
    assert {(one.what, one.reason) for one in imported.left_out} >= {
        ("links", "they have no place here"),
        ("sets", "they have no place here"),
        ("Note Memo", "it is not on a passage or a text that was read"),
    }


def squeezed() -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_LZMA) as packed:
        packed.writestr("project.qde", qde(""))
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: qdpx(b" " * (archive.LARGEST_ENTRY + 1)), "unpacks to more than is read"),
        (lambda: qdpx(qde(""), {"../outside.txt": b"x"}), "a path that leads out of it"),
        (lambda: qdpx(qde(""), {"/etc/x": b"x"}), "a path that leads out of it"),
        (lambda: qdpx(qde(""), {"C:\\x": b"x"}), "a path that leads out of it"),
        (lambda: qdpx(qde(""), {"PROJECT.qde": b"x"}), "two files of the same name"),
        (squeezed, "packed in a way that is not read"),
        (lambda: qdpx(qde(""))[:-30], "not a zip file, or a damaged one"),
        (lambda: qdpx(b"<!DOCTYPE x [<!ENTITY y 'z'>]><x>&y;</x>"), "declares a document type"),
        (lambda: qdpx(b"<x/>"), "is not a REFI-QDA project"),
        (lambda: archive.packed([("x", b"")]), "it has no project.qde"),
    ],
)
def test_hostile_archives_are_refused_whole(
    project: Work, make: Callable[[], bytes], sentence: str
) -> None:
    with pytest.raises(WorkbenchError) as error:
        project.read("qdpx", make())
    assert sentence in str(error.value)
    assert project.files() == {}


def test_a_damaged_entry_is_refused(project: Work) -> None:
    content = bytearray(qdpx(qde(selection(0, 3)), {SOURCE: MINUTES.encode()}))
    at = content.index(b"project.qde") + 40
    content[at : at + 8] = bytes(8)
    with pytest.raises(WorkbenchError, match=r"damaged|not valid XML"):
        project.read("qdpx", bytes(content))
    assert project.files() == {}
