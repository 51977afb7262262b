"""Every shape that the Web Annotation Data Model gives an annotation: read, or refused in words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.exchanging import Work, collection, work
from workbench.library import Library

ANNO = "http://www.w3.org/ns/anno.jsonld"
QUAY = "https://www.example.org/quay/"
METRES = {
    "type": "TextQuoteSelector",
    "exact": "164 metres",
    "prefix": "The quay is ",
    "suffix": " long.",
}
TEXT = {"type": "TextualBody", "value": "A remark"}
ADDRESS = "its body is only an address, http://example.org/post: it is kept, and shown nowhere"


def said(**members: Any) -> dict[str, Any]:
    """An annotation of the quay's page."""
    return {
        "@context": ANNO,
        "id": "http://example.org/anno",
        "type": "Annotation",
        "body": TEXT,
        "target": QUAY,
    } | members


def of(selector: Any, **members: Any) -> dict[str, Any]:
    """An annotation of what the selector selects on it."""
    return said(target={"source": QUAY, "selector": selector} | members)


def position(start: Any, end: Any) -> dict[str, Any]:
    return {"type": "TextPositionSelector", "start": start, "end": end}


def between(start: Any, end: Any) -> dict[str, Any]:
    return {"type": "RangeSelector", "startSelector": start, "endSelector": end}


def quote(exact: Any) -> dict[str, Any]:
    return {"type": "TextQuoteSelector", "exact": exact}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return collection(tmp_path_factory.mktemp("collection"))


@pytest.fixture
def project(library: Library, tmp_path: Path) -> Work:
    return work(library, tmp_path / "home")


@pytest.mark.parametrize(
    ("annotation", "note"),
    [
        (said(), "A remark"),
        (said(target={"id": QUAY, "type": "Text", "language": ["en", "fr"]}), "A remark"),
        (said(target={"source": {"id": QUAY, "type": "Text"}}), "A remark"),
        (said(body=TEXT | {"format": "text/html", "language": "fr"}), "A remark"),
        (said(body=[], bodyValue="A remark"), "A remark"),
        (said(body=None), ""),
        (said(body=[TEXT, TEXT | {"value": "Another"}]), "A remark\n\nAnother"),
        (said(body={"type": "Choice", "items": [TEXT, TEXT | {"value": "Eh"}]}), "A remark"),
        (said(body={"type": "Independents", "items": [TEXT]}), "A remark"),
        (said(body={"type": "List", "items": [TEXT, {"id": "http://x/"}]}), "A remark"),
        (said(**{"@context": [ANNO, {"ex": "http://example.org/"}]}), "A remark"),
        (said(type=["Annotation", "ex:Remark"]), "A remark"),
        (said(motivation="http://example.org/bickering"), "A remark"),
        (
            said(rights="http://example.org/cc0", canonical="urn:uuid:1", via="http://x/"),
            "A remark",
        ),
        (said(audience={"id": "http://x/", "schema:role": "teacher"}), "A remark"),
        (said(stylesheet={"id": "http://x/", "type": "CssStylesheet"}), "A remark"),
        ({"@context": ANNO, "@graph": [said()]}, "A remark"),
        (
            {
                "@id": "http://example.org/anno",
                "@type": "oa:Annotation",
                "body": {"@type": ["oa:TextualBody", "cnt:Text"], "value": "A remark"},
                "target": {"@id": QUAY},
            },
            "A remark",
        ),
    ],
)
def test_a_remark_on_a_whole_document_is_read(
    project: Work, annotation: dict[str, Any], note: str
) -> None:
    assert project.read("w3c", annotation).left_out == ()
    [there] = project.notes.all()
    assert (there.whole, there.document, there.note) == (True, project.at("quay/page.md").id, note)
    assert project.notes.problems() == []


@pytest.mark.parametrize(
    ("annotation", "exact"),
    [
        (of(METRES), "164 metres"),
        (of(position(12, 22)), "164 metres"),
        (of({"type": "FragmentSelector", "value": "char=12,22"}), "164 metres"),
        (said(target=f"{QUAY}#char=12,22"), "164 metres"),
        (of({"type": "FragmentSelector", "value": "para5", "refinedBy": METRES}), "164 metres"),
        (
            of(
                {"type": "CssSelector", "refinedBy": {"type": "XPathSelector", "refinedBy": METRES}}
            ),
            "164 metres",
        ),
        (of(METRES | {"refinedBy": position(0, 3)}), "164"),
        (of(position(4, 27) | {"refinedBy": quote("metres")}), "metres"),
        (of(position(12, 27) | {"refinedBy": [{"type": "X"}, position(4, 10)]}), "metres"),
        (of(between(position(12, 13), position(22, 27))), "164 metres"),
        (of(between(quote("164"), quote(" long"))), "164 metres"),
        (of(between(quote("164"), quote(" long")) | {"refinedBy": quote("metres")}), "metres"),
        (of(["http://example.org/selectors/1", METRES]), "164 metres"),
        (of(METRES, state={"type": "TimeState", "cached": "http://x/"}), "164 metres"),
        (of(METRES, styleClass="red", scope="http://example.org/page"), "164 metres"),
        (
            said(target={"type": "List", "items": [{"source": QUAY, "selector": METRES}]}),
            "164 metres",
        ),
    ],
)
def test_a_passage_is_found_however_it_is_said(
    project: Work, annotation: dict[str, Any], exact: str
) -> None:
    assert project.read("w3c", annotation).left_out == ()
    [there] = project.notes.all()
    assert there.exact == exact
    assert project.notes.placed(there, project.at("quay/page.md")).status == "anchored"


@pytest.mark.parametrize(
    ("annotation", "reason"),
    [
        (of({"type": "CssSelector", "value": "p"}), "not for text: CssSelector"),
        (of({"type": "XPathSelector", "value": "/p"}), "not for text: XPathSelector"),
        (of({"type": "SvgSelector", "value": "<svg/>"}), "not for text: SvgSelector"),
        (of({"type": "DataPositionSelector", "start": 1, "end": 9}), "text: DataPositionSelector"),
        (of({"type": "FragmentSelector", "value": "xywh=1,2,3,4"}), "text: FragmentSelector"),
        (of(between({"type": "XPathSelector"}, quote(" long"))), "not for text: RangeSelector"),
        (of(between(quote(" long"), quote("164"))), "not for text: RangeSelector"),
        (of({"type": "XPathSelector", "refinedBy": position(0, 5)}), "not for text: XPathSelector"),
        (of("http://example.org/selectors/1"), "a selector that cannot be understood"),
        (of([]), "a selector that cannot be understood"),
        (of({"exact": "164 metres"}), "a selector that cannot be understood"),
        (of(position(12.0, 22.0)), "a position that is not in the document"),
        (of(position("12", "22")), "a position that is not in the document"),
        (of(position(0, 10**40)), "a position that is not in the document"),
        (of(position(22, 12)), "a position that is not in the document"),
        (said(target=f"{QUAY}#xywh=1,2,3,4"), "a part that is not text: xywh=1,2,3,4"),
        (said(target="http://example.org/page1"), "no document here for http://example.org/page1"),
        (said(target=[]), "it has no target"),
    ],
)
def test_what_speaks_of_no_text_of_ours_is_refused_in_words(
    project: Work, annotation: dict[str, Any], reason: str
) -> None:
    imported = project.read("w3c", annotation)
    assert (imported.read, project.files()) == (0, {})
    [left_out] = imported.left_out
    assert reason in left_out.reason


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("http://example.org/post", ADDRESS),
        (
            {"id": "http://example.org/a.mp3", "type": "Sound"},
            "a body of the type Sound that is not",
        ),
        ({"type": "SpecificResource", "source": "http://example.org/a"}, "type SpecificResource"),
        ({"type": "Choice", "items": ["http://example.org/a"]}, "a body of the type Choice"),
        ({"type": "TextualBody", "value": ["a", "b"]}, "a body of the type TextualBody"),
        (7, "it has a body that is not text"),
    ],
)
def test_a_body_that_is_not_text_is_kept_and_listed(project: Work, body: Any, reason: str) -> None:
    imported = project.read("w3c", said(body=[body, TEXT]))
    [left_out] = imported.left_out
    assert reason in left_out.reason
    [there] = project.notes.all()
    assert there.note == "A remark"
    assert body in there.raw["body"]


def test_what_lies_in_a_set_of_bodies_is_read_once_however_often_it_travels(
    project: Work, library: Library, tmp_path: Path
) -> None:
    both = {"type": "Composite", "items": [TEXT, TEXT | {"purpose": "tagging", "value": "a/b"}]}
    project.read("w3c", said(body=both))
    other = work(library, tmp_path / "other")
    other.read("w3c", project.bytes("w3c"))
    [there] = other.notes.all()
    assert (there.note, there.tags) == ("A remark", ("a/b",))
    assert both in there.raw["body"]
