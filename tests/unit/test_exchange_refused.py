"""Files that are not what they should be: one sentence each, and nothing half imported."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exchanging import MINUTES, Work, collection, two_projects, work
from workbench.exchange import archive
from workbench.library import Library
from workbench.model import WorkbenchError


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return collection(tmp_path_factory.mktemp("collection"))


@pytest.fixture
def project(library: Library, tmp_path: Path) -> Work:
    return work(library, tmp_path / "home")


@pytest.mark.parametrize(
    ("form", "content", "sentence"),
    [
        ("w3c", b"{", "their file is not valid JSON."),
        ("w3c", b"[NaN]", "their file is not valid JSON."),
        ("w3c", b"[" * 100_000, "their file is not valid JSON."),
        ("w3c", b"\xff\xff", "their file is not valid JSON."),
        ("w3c", b"{}", "their file holds no W3C annotations."),
        ("w3c", b"[1]", "their file is not a list of annotations: see number 1."),
        ("hypothesis", b'{"rows": [1]}', "their file holds no annotations from Hypothesis."),
        ("hypothesis", b"3", "their file holds no annotations from Hypothesis."),
        ("qdpx", b"no zip", "their file is not a zip file, or a damaged one."),
        ("qdc", b"<CodeBook", "their file is not valid XML"),
        ("qdc", b"<Other/>", "their file is not a REFI-QDA codebook."),
        ("qdc", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "declares a document type"),
        ("qdc", b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "declares a document type"),
        ("qdc", b"<a>" * 200, "nested more than 100 levels deep"),
        ("qdc", b'<?xml version="1.0" encoding="x-none"?><a/>', "in an encoding that cannot be"),
        ("csv", b"\xff\xfe\x00", "their file is not in UTF-8."),
        ("csv", b"a,b\n1,2\n", "their file needs a heading with a document or path"),
        ("csv", b'path,quote\n"x', "their file is not a table in CSV"),
        ("csv", b"", "their file needs a heading"),
    ],
)
def test_a_file_of_another_kind_is_refused_whole(
    project: Work, form: str, content: bytes, sentence: str
) -> None:
    with pytest.raises(WorkbenchError) as error:
        project.read(form, content)
    assert sentence in str(error.value)
    assert project.files() == {}


MEMBERS = "id type target selector source start end body value items rows first exact tags uri"
LEAVES = st.none() | st.booleans() | st.integers() | st.text(max_size=5)


def containers(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    members = st.dictionaries(st.sampled_from(MEMBERS.split()), inner, max_size=4)
    return st.lists(inner, max_size=3) | members


@pytest.mark.parametrize("form", ["w3c", "hypothesis"])
@settings(max_examples=50)
@given(value=st.recursive(LEAVES, containers, max_leaves=12))
def test_no_json_breaks_a_reader(library: Library, form: str, value: object) -> None:
    one = {"type": "Annotation", "target": value, "uri": "minutes.txt", "id": "x", "tags": value}
    target = {"source": "minutes.txt", "selector": value}
    with two_projects(library) as (project, _):
        imported = project.read(form, [one, one | {"target": [target], "body": value}])
        assert imported.read == len(project.notes.all())
        assert project.notes.problems() == []


NAMES = "Codes Code Description NoteRef Coding CodeRef PlainTextSelection TextSource PDFSource"
NAMES += " Representation PlainTextContent Note Set MemberCode VariableValue"
ATTRIBUTES = "guid targetGUID name color isCodable startPosition endPosition plainTextPath"
ATTRIBUTES += " creatingUser creationDateTime"
ODD = ["", "0", "3", "-1", "9" * 5_000, "#f00", "true", "internal://a.txt", "internal://../a"]
GUIDS = [f"{digit}" * 8 + "-0000-4000-8000-000000000000" for digit in "12"]
VALUES = st.sampled_from([*ODD, *GUIDS]) | st.text("ab/\u2028\ufffe é", max_size=6)


def elements(inner: st.SearchStrategy[Element]) -> st.SearchStrategy[Element]:
    return st.builds(
        element,
        st.sampled_from(NAMES.split()),
        st.dictionaries(st.sampled_from(ATTRIBUTES.split()), VALUES, max_size=5),
        st.lists(inner, max_size=4),
    )


def element(name: str, attributes: dict[str, str], children: list[Element]) -> Element:
    made = Element(name, attributes)
    made.text = attributes.get("name")
    made.extend(children)
    return made


def xml(root: str, namespace: str, parts: dict[str, list[Element]]) -> bytes:
    whole = Element(root, xmlns=f"urn:QDA-XML:{namespace}:1.0")
    for part, children in parts.items():
        place = whole
        for name in part.split("/"):
            place = SubElement(place, name)
        place.extend(children)
    return tostring(whole)


trees = st.lists(
    st.recursive(elements(st.builds(Element, st.just("Code"))), elements, max_leaves=10), max_size=4
)


@settings(max_examples=60, deadline=None)
@given(codes=trees, sources=trees, notes=trees)
def test_no_project_or_codebook_breaks_a_reader(
    library: Library, codes: list[Element], sources: list[Element], notes: list[Element]
) -> None:
    parts = {"CodeBook/Codes": codes, "Sources": sources, "Notes": notes}
    project_file = xml("Project", "project", parts)
    packed = archive.packed([("project.qde", project_file), ("sources/a.txt", MINUTES.encode())])
    for form, content in (
        ("qdpx", packed),
        ("qdc", xml("CodeBook", "codebook", {"Codes": codes})),
    ):
        with two_projects(library) as (project, _):
            refused_or_one_step(project, form, content)


CELLS = st.sampled_from(["minutes.txt", "The lease", "0", "9", "1e9", "-1", "a/b", "'=1", "\0"])
HEADS = st.sampled_from(["document", "path", "quote", "start", "end", "tags", "note", "id", "x"])


@settings(max_examples=60, deadline=None)
@given(
    heads=st.lists(HEADS, max_size=6),
    rows=st.lists(st.lists(CELLS | st.text(max_size=8), max_size=8), max_size=5),
)
def test_no_table_breaks_a_reader(
    library: Library, heads: list[str], rows: list[list[str]]
) -> None:
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows([heads, *rows])
    with two_projects(library) as (project, _):
        refused_or_one_step(project, "csv", buffer.getvalue().encode(errors="surrogatepass"))


def refused_or_one_step(project: Work, form: str, content: bytes) -> None:
    """It is refused in a sentence, with nothing written, or is one step that can be undone."""
    try:
        imported = project.read(form, content)
    except WorkbenchError as error:
        assert str(error).endswith(".")  # noqa: PT017 - or it is not refused
        assert project.files() == {}
        return
    assert project.notes.problems() == []
    assert len(project.history.steps()) == bool(project.files())
    assert form == "qdc" or imported.read == len(project.notes.all())
    assert all(one.what and one.reason for one in imported.left_out)
    project.history.undo()
    assert project.files() == {}


@pytest.mark.parametrize("form", ["w3c", "hypothesis", "qdc", "qdpx", "csv"])
@settings(max_examples=30)
@given(content=st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_no_bytes_break_a_reader(library: Library, form: str, content: bytes) -> None:
    with two_projects(library) as (project, _), pytest.raises(WorkbenchError, match=r"\.$"):
        project.read(form, content)
