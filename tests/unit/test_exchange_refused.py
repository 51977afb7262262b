"""Files that are not what they should be: one sentence each, and nothing half imported."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exchanging import Work, collection, two_projects, work
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


@pytest.mark.parametrize("form", ["w3c", "hypothesis", "qdc", "qdpx", "csv"])
@settings(max_examples=30)
@given(content=st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_no_bytes_break_a_reader(library: Library, form: str, content: bytes) -> None:
    with two_projects(library) as (project, _), pytest.raises(WorkbenchError, match=r"\.$"):
        project.read(form, content)
