"""Exports: what each format says, what it leaves out, and what does not get out."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchanging import LEDGER, MINUTES, Work, collection, work
from workbench.exchange import EXPORTS, markdown, refi_codes
from workbench.exchange.cells import bare, guarded
from workbench.exchange.pseudonyms import Pseudonyms, people
from workbench.exchange.rewriting import Replacement, Rewriting
from workbench.library import Library
from workbench.model import WorkbenchError
from workbench.spans import Span

QDA = "{urn:QDA-XML:project:1.0}"
# The order of children and the attributes that the schema of REFI-QDA 1.5 asks for.
SCHEMA = {
    "Project": (["Users", "CodeBook", "Sources", "Notes"], {"name"}),
    "Users": (["User"], set()),
    "User": ([], {"guid", "name"}),
    "CodeBook": (["Codes"], set()),
    "Codes": (["Code"], set()),
    "Code": (["Description", "Code"], {"guid", "name", "isCodable"}),
    "Sources": (["TextSource"], set()),
    "TextSource": (
        ["Description", "PlainTextSelection", "Coding", "NoteRef"],
        {"guid", "plainTextPath", "creatingUser", "creationDateTime"},
    ),
    "PlainTextSelection": (
        ["Coding", "NoteRef"],
        {"guid", "startPosition", "endPosition", "creatingUser", "creationDateTime"},
    ),
    "Coding": (["CodeRef"], {"guid", "creatingUser", "creationDateTime"}),
    "CodeRef": ([], {"targetGUID"}),
    "NoteRef": ([], {"targetGUID"}),
    "Notes": (["Note"], set()),
    "Note": (["PlainTextContent"], {"guid", "creatingUser", "creationDateTime"}),
    "Description": ([], set()),
    "PlainTextContent": ([], set()),
}
GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return collection(tmp_path_factory.mktemp("collection"))


@pytest.fixture
def project(library: Library, tmp_path: Path) -> Work:
    return work(library, tmp_path / "home")


def unzipped(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def rows(project: Work, **options: Any) -> list[dict[str, str]]:
    text = project.bytes("csv", **options).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("form", EXPORTS)
def test_nothing_is_not_exported(project: Work, form: str) -> None:
    with pytest.raises(WorkbenchError, match="There are no"):
        project.export(form)


def test_a_project_is_as_the_standard_wants_it(project: Work) -> None:
    project.quote("minutes.txt", "😀 at nine", ["a/b/c", "d"], "One.\n\nTwo.")
    project.quote("minutes.txt", "at nine. R", ["a"])
    project.quote("quay/ledger.txt", "中文", note="Note only.")
    project.notes.add(project.at("quay/page.md"), None, ["whole"], "On all of it.")
    project.codebook.describe("a", "What it means.")
    files = unzipped(project.bytes("qdpx"))
    root = ElementTree.fromstring(files.pop("project.qde"))
    for element in root.iter():
        name = element.tag.removeprefix(QDA)
        order, needed = SCHEMA[name]
        children = [order.index(child.tag.removeprefix(QDA)) for child in element]
        assert children == sorted(children), name
        assert needed <= element.attrib.keys(), name
        for attribute, value in element.attrib.items():
            if attribute.lower().endswith(("guid", "user")):
                assert GUID.fullmatch(value)
            if attribute.endswith("DateTime"):
                assert TIME.fullmatch(value)
    known = {one.get("guid") for one in root.iter()}
    assert {one.get("targetGUID") for one in root.iter() if one.get("targetGUID")} <= known
    assert {user.get("name") for user in root.iter(f"{QDA}User")} == {"A. Analyst", "Analyst"}
    passages = set()
    for source in root.iter(f"{QDA}TextSource"):
        path = (source.get("plainTextPath") or "").replace("internal://", "sources/")
        text = files.pop(path).decode()
        for one in source.iter(f"{QDA}PlainTextSelection"):
            start, end = int(one.get("startPosition", "")), int(one.get("endPosition", ""))
            passages.add(text[start:end])
    assert passages == {"😀 at nine", "at nine. R", "中文"}
    assert files == {}


def test_no_more_is_exported_than_is_read_again(
    project: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbench.exchange.MOST_NOTES", 1)
    project.quote("minutes.txt", "at nine", ["a"])
    assert project.export("w3c").written == 1
    project.quote("minutes.txt", "The lease", ["a"])
    with pytest.raises(WorkbenchError, match="These are 2 notes, and a file holds at most 1: "):
        project.export("w3c")
    assert project.export("qdc").written == 1


@pytest.mark.parametrize("form", ["w3c", "qdpx", "qdc", "csv", "markdown"])
def test_the_same_work_gives_the_same_bytes(project: Work, form: str) -> None:
    project.quote("minutes.txt", "at nine", ["a/b"], "Note.")
    assert project.export(form).files == project.export(form).files


def test_colours_of_codes_come_back(project: Work) -> None:
    assert [refi_codes.nearest_colour(colour) for colour in refi_codes.COLOURS] == [*range(1, 7)]
    assert [refi_codes.nearest_colour(odd) for odd in ("", "#12", "#zzzzzz", "red")] == [0] * 4


@pytest.mark.parametrize("form", ["csv", "qdpx", "markdown"])
def test_what_a_format_cannot_carry_is_listed(project: Work, form: str) -> None:
    note = project.quote("minutes.txt", "at nine", ["a"])
    project.read("w3c", note.to_json() | {"id": "urn:x:1", "audience": "all"})
    linking = {"purpose": "linking", "type": "SpecificResource", "source": "urn:uuid:1"}
    project.read("w3c", note.to_json() | {"id": "urn:x:2", "body": [linking]})
    reasons = [one.reason for one in project.export(form).left_out]
    assert reasons.count("it goes along without its links") == 1
    assert reasons.count("it goes along without what another program added") == 1
    assert project.export("w3c").left_out == ()


def test_a_passage_that_moved_is_said_where_it_stands(project: Work) -> None:
    note = project.quote("minutes.txt", "Nobody objected", ["a"])
    record = note.to_json()
    record["target"]["selector"][0] |= {"start": 3, "end": 18}
    record["workbench:sha256"] = "0" * 64
    project.notes.delete(note.id)
    project.read("w3c", record)
    [item] = json.loads(project.bytes("w3c"))["first"]["items"]
    position = item["target"]["selector"][0]
    assert MINUTES[position["start"] : position["end"]] == "Nobody objected"
    assert item["workbench:sha256"] == project.at("minutes.txt").info.sha256


def test_nothing_in_an_export_acts_as_control(project: Work) -> None:
    note = project.quote("minutes.txt", "at nine", ["a"])
    record = note.to_json() | {"their:member": "\x1b]52;c;x\x07\u202e\u009b"}
    project.notes.delete(note.id)
    project.read("w3c", record)
    text = project.bytes("w3c").decode()
    assert not set(text) & set("\x1b\x07\u202e\u009b")
    assert json.loads(text)["first"]["items"][0]["their:member"] == record["their:member"]


# Tables


def test_no_cell_begins_as_a_formula(project: Work) -> None:
    document = project.at("quay/ledger.txt")
    start = LEDGER.index("=1+1")
    project.notes.creator = "@SUM(1)"
    project.notes.add(document, (start, start + 25), ["=cmd|' /C calc'!A0"], "\t+1\n-2;=3")
    for cell in csv.reader(io.StringIO(project.bytes("csv").decode("utf-8-sig"), newline="")):
        for value in cell:
            assert not re.search(r"(?:\A|[;\t\n])[=+\-@\t\r]", value), value


@given(st.text(alphabet=st.sampled_from("=+-@'\t\n;ax "), max_size=12))
def test_what_guards_a_cell_is_taken_away_again(cell: str) -> None:
    safe = guarded(cell)
    assert not re.search(r"(?:\A|[;\t\n])[=+\-@\t]", safe)
    assert bare(safe) == cell


def test_a_table_is_as_excel_wants_it_and_plain_when_printed(project: Work) -> None:
    project.quote("minutes.txt", "at nine", ["a", "b"], "ü")
    exported = project.export("csv")
    assert exported.files[""].startswith(b'\xef\xbb\xbf"id",')
    assert exported.files[""].count(b"\r\n") == 2
    assert exported.text is not None
    assert not set(exported.text) & set("\ufeff\r")


# Markdown


def test_markdown_has_front_matter_quotes_block_ids_and_tags(project: Work) -> None:
    note = project.quote("quay/page.md", "164 metres", ["length of/quay", "2008"], "See [[x]].")
    exported = project.export("markdown")
    page = unzipped(exported.files[""])["quay/page.md"].decode()
    assert page.startswith('---\ntitle: "About the Quay"\n')
    assert f"> 164 metres\n\n^note-{note.id}\n" in page
    assert "#length-of/quay #2008-\n" in page
    assert r"See \[\[x\]\]." in page
    assert [one.what for one in exported.left_out if one.what.startswith("tag")] == [
        "tag 2008",
        "tag length of/quay",
    ]


@given(st.text(max_size=40))
def test_no_text_is_anything_but_text_in_markdown(text: str) -> None:
    escaped = markdown.escaped(text)
    bare = re.sub(r"\\.", "", escaped)
    assert not set(bare) & set("`*_{}[]<>#|~$%^=&!")
    for line in escaped.split("\n"):
        assert not re.match(r"[ \t]|[-+]|\d+[.)]", line)


@given(st.lists(st.text(max_size=20), max_size=4))
def test_names_of_files_lead_nowhere(parts: list[str]) -> None:
    for part in parts:
        name = markdown._plain(part)
        assert name not in ("", ".", "..")
        assert not set(name) & set('/\\:*?"<>|#^[]')


# What stays


def everything(project: Work, **options: Any) -> str:
    """All that every export says, in one text."""
    said = [project.bytes(form, **options) for form in ("w3c", "csv", "qdc")]
    for form in ("qdpx", "markdown"):
        files = unzipped(project.bytes(form, **options))
        said += [*files.values(), *map(str.encode, files)]
    return b"\n".join(said).decode()


def test_passages_with_a_tag_stay_with_every_word(project: Work) -> None:
    project.quote("minutes.txt", "Rosa Thorne objected", ["secret/source"], "Never say this.")
    overlapping = project.quote("minutes.txt", "a tender. Rosa", ["tender"])
    project.quote("minutes.txt", "Nobody objected", ["vote"])
    said = everything(project, without=["secret"])
    assert "Rosa" not in said
    assert "secret" not in said
    assert "Never say" not in said
    first, second = rows(project, without=["secret"])
    assert (first["id"], first["quote"]) == (overlapping.id, "a tender. ████")
    assert MINUTES[int(second["start"]) : int(second["end"])] == "Nobody objected"
    reasons = [one.reason for one in project.export("csv", without=["secret"]).left_out]
    assert "it has a tag that was to be left out" in reasons
    assert "parts of its quote are blacked" in reasons


PEOPLE = (("R. Thorne", "Rosa Thorne", "Thorne"), ("M. Ivers",))


def test_names_are_replaced_everywhere_and_positions_follow(project: Work) -> None:
    project.notes.creator = "Z. Zeller"
    project.quote("minutes.txt", "Thorne objected; Thorne", ["people/Rosa Thorne"], "Ask M. Ivers.")
    project.quote("minutes.txt", "Nobody objected", ["vote"], "thorne?")
    project.quote("quay/page.md", "164 metres", ["x"])
    names = Pseudonyms(PEOPLE)
    said = everything(project, pseudonyms=names)
    assert not re.search(r"Thorne|Rosa|Ivers|Zeller", said, re.IGNORECASE)
    assert not re.search(r"minutes\.txt|example\.org", said)
    assert project.at("minutes.txt").info.sha256 not in said
    first, second, _ = rows(project, pseudonyms=names)
    assert first["quote"] == "Person 1 objected; Person 1"
    assert (first["tags"], first["note"]) == ("people/Person 1", "Ask Person 2.")
    assert first["creator"] == "Analyst 1"
    files = unzipped(project.bytes("qdpx", pseudonyms=names))
    [text] = [one.decode() for name, one in files.items() if b"Chair" in one and "txt" in name]
    assert text[int(second["start"]) : int(second["end"])] == "Nobody objected"


def test_a_part_of_a_name_that_several_have_says_so() -> None:
    names = Pseudonyms([["Rosa Thorne"], ["Karl Thorne"], ["Rose Hill"]])
    said = names.in_text("Mr Thorne met ROSA THORNE on a rose hill; Rose left with karl.")
    assert said == "Mr Person 1 or 2 met Person 1 on a Person 3; Person 3 left with karl."
    many = Pseudonyms([[f"Ann {name}"] for name in ("Alpha", "Beta", "Gamma", "Delta")])
    assert many.in_text("Ann left.") == "[name] left."


def test_a_surname_alone_is_that_of_whoever_has_a_fuller_name() -> None:
    names = Pseudonyms([["Thorne"], ["Jioev"], ["Rosa Thorne", "Thorne"], ["Jioev"]])
    said = names.in_text("Thorne is Rosa Thorne, Jioev is Jioev.")
    assert said == "Person 1 is Person 1, Person 2 is Person 2."


def test_authors_are_people_too(library: Library) -> None:
    found = people([("R. Thorne",)], library.documents())
    assert [list(names) for names in found] == [["R. Thorne"], ["M. Ivers"]]


@given(st.text(alphabet="ab😀", max_size=20), st.data())
def test_positions_follow_a_rewriting(text: str, data: st.DataObject) -> None:
    edges = st.integers(0, len(text))
    spans = data.draw(st.lists(st.tuples(edges, edges).map(sorted), max_size=5))
    new = Rewriting(text, [Replacement(a, b, "<xyz>") for a, b in spans if a < b])
    start, end = sorted((data.draw(edges), data.draw(edges)))
    if start < end:
        there = new.span(Span(start, end))
        assert 0 <= there.start < there.end <= len(new.text)
        if not new.touches(Span(start, end)):
            assert new.text[there.start : there.end] == text[start:end]
