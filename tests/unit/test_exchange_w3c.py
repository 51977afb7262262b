"""W3C annotations of other programs: what is read, and what is listed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.exchanging import LEASE, Work, annotation, at, collection, placed, quoted, work
from workbench.library import Library


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return collection(tmp_path_factory.mktemp("collection"))


@pytest.fixture
def project(library: Library, tmp_path: Path) -> Work:
    return work(library, tmp_path / "home")


@pytest.mark.parametrize(
    "selector",
    [
        quoted("The lease", prefix="at nine. R. Thorne was there.\n\n", suffix=" was let"),
        [placed(*LEASE)],
        placed(*LEASE),
        [placed(-5, 10**9), quoted("The lease", suffix=" was let without a tender. Rosa")],
        {"type": "FragmentSelector", "value": f"char={LEASE.start},{LEASE.end}"},
        {
            "type": "FragmentSelector",
            "value": "para2",
            "refinedBy": quoted("The lease", suffix=" was let without a tender. Rosa"),
        },
    ],
)
def test_a_passage_is_found_however_it_is_said(project: Work, selector: object) -> None:
    assert project.read("w3c", at(selector)).left_out == ()
    [note] = project.notes.all()
    assert (note.span, note.exact, note.note) == (LEASE, "The lease", "Comment text")
    assert project.notes.placed(note, project.at("minutes.txt")).status == "anchored"


@pytest.mark.parametrize(
    "source",
    [
        "https://example.org/quay#part",
        "http://www.example.org/quay/",
        "file:///home/me/case/quay/page.md",
        "page.md",
    ],
)
def test_a_document_is_found_by_its_address(project: Work, source: str) -> None:
    project.read("w3c", at(quoted("164 metres"), source))
    [note] = project.notes.all()
    assert note.document == project.at("quay/page.md").id


@pytest.mark.parametrize("wrap", ["list", "page", "collection", "pages", "one"])
def test_lists_pages_and_collections_are_read(project: Work, wrap: str) -> None:
    one = at(quoted("Nobody objected"))
    page: dict[str, Any] = {"type": "AnnotationPage", "items": [one]}
    second = {"type": "AnnotationPage", "items": [at(placed(0, 3)) | {"id": "urn:x:2"}]}
    value: Any = {
        "list": [one],
        "page": page,
        "collection": {"type": "AnnotationCollection", "total": 1, "first": page},
        "pages": {"type": ["AnnotationCollection"], "first": page | {"next": second}},
        "one": one,
    }[wrap]
    assert project.read("w3c", value).read == (2 if wrap == "pages" else 1)


def test_pages_elsewhere_are_not_fetched_but_listed(project: Work) -> None:
    value = {"type": "AnnotationCollection", "first": "http://example.org/page1"}
    imported = project.read("w3c", value)
    assert [one.reason for one in imported.left_out] == ["only pages inside the file are read"]


def test_what_we_do_not_know_is_kept_and_the_id_is_remembered(project: Work) -> None:
    theirs = annotation(
        {"source": "minutes.txt", "selector": [quoted("Nobody"), {"type": "XPathSelector"}]},
        audience={"id": "http://example.org/staff"},
    )
    project.read("w3c", theirs)
    [note] = project.notes.all()
    assert note.raw["audience"] == theirs["audience"]
    assert note.raw["via"] == theirs["id"]
    assert {"type": "XPathSelector"} in note.raw["target"]["selector"]
    assert project.read("w3c", theirs).read == 0


@pytest.mark.parametrize("as_a_set", [False, True])
def test_each_target_becomes_a_note(project: Work, as_a_set: bool) -> None:
    targets = ["quay/ledger.txt", {"source": "page.md", "selector": quoted("164")}]
    both = annotation({"type": "Independents", "items": targets} if as_a_set else targets)
    assert project.read("w3c", both).read == 2
    notes = {(note.whole, note.exact) for note in project.notes.all()}
    assert notes == {(True, ""), (False, "164")}


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (at(placed(5, 5)), "it has a position that is not in the document"),
        (at(placed(9, 10**9)), "it has a position that is not in the document"),
        (at(placed("1", "5")), "it has a position that is not in the document"),
        (at(placed(True, 5)), "it has a position that is not in the document"),
        (at({"type": "SvgSelector"}), "it has a selector that is not for text: SvgSelector"),
        (at([{"type": "CssSelector"}]), "it has a selector that is not for text: CssSelector"),
        (at(7), "it has a selector that cannot be understood"),
        (at(quoted("x"), "http://elsewhere/"), "there is no document here for http://elsewhere/"),
        (annotation(7), "there is no document here for it"),
        (annotation(None), "it has no target"),
        (annotation([[]]), "there is no document here for it"),
        (at(quoted(["x"])), "its TextQuoteSelector says nothing that can be used"),
        (
            at(quoted("Nobody")) | {"workbench:schema": 99},
            "it was written by a newer version of the workbench",
        ),
        (
            at(quoted("Nobody"))
            | {"body": {"type": "TextualBody", "purpose": "tagging", "value": " "}},
            "a tag needs a name",
        ),
    ],
)
def test_an_annotation_that_cannot_be_placed_is_listed_and_the_others_are_read(
    project: Work, bad: dict[str, Any], reason: str
) -> None:
    good = at(quoted("Nobody objected")) | {"id": "urn:good"}
    imported = project.read("w3c", [bad, good])
    assert [one.reason for one in imported.left_out] == [reason]
    assert imported.read == 1


def test_a_quote_that_is_not_there_is_kept_for_review(project: Work) -> None:
    assert project.read("w3c", at(quoted("Words that nobody wrote down here"))).read == 1
    [note] = project.notes.all()
    assert project.notes.placed(note, project.at("minutes.txt")).status == "orphaned"


def test_what_could_not_be_read_again_is_listed(project: Work) -> None:
    deep: Any = 1
    for _ in range(150):
        deep = [deep]
    imported = project.read("w3c", at(quoted("Nobody")) | {"deep": deep})
    assert [one.reason for one in imported.left_out] == ["it is nested more than 100 levels deep"]
    assert project.files() == {}
