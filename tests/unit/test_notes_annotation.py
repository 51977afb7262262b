"""Annotation files as the W3C model has them: read whatever they hold, keep what is not ours."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.notes import rewriting, w3c
from workbench.notes.annotation import Annotation
from workbench.spans import Span
from workbench.store.records import dump

TARGET = rewriting.Target("doc-1", "abc", Span(3, 9), w3c.Quote("quoted", "before", "after"))
TIME = "2026-11-21T10:15:00Z"


def read(record: object) -> Annotation:
    assert isinstance(record, dict)
    return Annotation.from_json(record, "7f0c", "doc-1")


def test_a_new_file_is_as_the_design_has_it() -> None:
    record = rewriting.new("7f0c", TARGET, ["military/troops"], "Compare.", TIME)
    assert record == {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "body": [
            {"purpose": "tagging", "type": "TextualBody", "value": "military/troops"},
            {
                "format": "text/plain",
                "purpose": "commenting",
                "type": "TextualBody",
                "value": "Compare.",
            },
        ],
        "created": TIME,
        "id": "urn:uuid:7f0c",
        "modified": TIME,
        "motivation": "tagging",
        "target": {
            "selector": [
                {"end": 9, "start": 3, "type": "TextPositionSelector"},
                {
                    "exact": "quoted",
                    "prefix": "before",
                    "suffix": "after",
                    "type": "TextQuoteSelector",
                },
            ],
            "source": "urn:workbench:doc-1",
        },
        "type": "Annotation",
        "workbench:schema": 1,
        "workbench:sha256": "abc",
    }


def test_what_is_written_is_read() -> None:
    found = read(rewriting.new("7f0c", TARGET, ["a", "b/c"], "A note.", TIME))
    assert found.id == "7f0c"
    assert found.span == Span(3, 9)
    assert (found.prefix, found.exact, found.suffix) == ("before", "quoted", "after")
    assert (found.tags, found.note) == (("a", "b/c"), "A note.")
    assert (found.created, found.modified, found.sha256) == (TIME, TIME, "abc")
    assert found.creator == ""


texts = st.text(max_size=10)


@settings(deadline=None)
@given(st.lists(texts, unique=True, max_size=4), texts, st.lists(texts, unique=True), texts)
def test_an_edit_is_what_it_says(
    tags: list[str], note: str, other_tags: list[str], other_note: str
) -> None:
    record = rewriting.new("7f0c", TARGET, tags, note, TIME)
    edited = rewriting.edited(record, other_tags, other_note, "later")
    assert list(w3c.read_tags(edited)) == other_tags
    assert w3c.read_note(edited) == other_note
    untouched = rewriting.edited(record, None, None, TIME)
    assert untouched == record


def test_members_and_bodies_that_are_not_ours_survive_an_edit() -> None:
    record = rewriting.new("7f0c", TARGET, ["kept", "dropped"], "Note.", TIME)
    record["body"][0]["workbench:grade"] = "B2"
    record["body"].insert(1, {"type": "Image", "id": "http://example.org/x.png"})
    record["body"].append("http://example.org/body")
    record["rights"] = {"deep": [1, None]}
    record["target"]["selector"].append({"type": "XPathSelector", "value": "/p[1]"})
    edited = rewriting.edited(record, ["new", "kept"], "Other.", "later")
    assert edited["rights"] == {"deep": [1, None]}
    assert edited["target"] == record["target"]
    assert {"type": "Image", "id": "http://example.org/x.png"} in edited["body"]
    assert "http://example.org/body" in edited["body"]
    (kept,) = [body for body in edited["body"] if "workbench:grade" in body]
    assert kept["value"] == "kept"
    assert list(w3c.read_tags(edited)) == ["new", "kept"]
    assert w3c.read_note(edited) == "Other."


def test_forms_of_other_programs_are_understood() -> None:
    found = read(
        {
            "motivation": "commenting",
            "body": {"type": "TextualBody", "value": "One body."},
            "creator": ["http://example.org/ann"],
            "target": {
                "source": "http://example.org/page",
                "selector": {"type": "TextQuoteSelector", "exact": "words"},
            },
        }
    )
    assert (found.note, found.exact, found.creator) == (
        "One body.",
        "words",
        "http://example.org/ann",
    )
    assert found.span is None
    assert read({"bodyValue": "Short."}).note == "Short."
    assert rewriting.edited({"bodyValue": "Short."}, ["t"], None, TIME)["body"] == [
        {"purpose": "tagging", "type": "TextualBody", "value": "t"},
        {"purpose": "commenting", "type": "TextualBody", "value": "Short."},
    ]


def test_a_motivation_of_others_is_left_alone() -> None:
    record = {"motivation": "assessing", "body": []}
    assert rewriting.edited(record, ["t"], None, TIME)["motivation"] == "assessing"


@pytest.mark.parametrize(
    ("start", "end"),
    [(-1, 4), (4, 4), (5, 4), (True, 4), (0, 4.0), ("0", "4"), (None, None), (0, 2**80), ([], {})],
)
def test_impossible_positions_are_no_positions(start: object, end: object) -> None:
    selector = {"type": "TextPositionSelector", "start": start, "end": end}
    assert read({"target": {"selector": [selector]}}).span is None


def test_what_is_shown_is_safe() -> None:
    found = read(
        {
            "body": [
                {"type": "TextualBody", "purpose": "tagging", "value": "a\x1b[2J\nb"},
                {"type": "TextualBody", "purpose": "commenting", "value": "x\x1b]52;c;AA\x07\ny"},
            ],
            "creator": {"name": "\u202eevil"},
            "created": "\x9b31m",
        }
    )
    assert found.tags == ("a\u241b[2J b",)
    assert found.note == "x\u241b]52;c;AA\u2407\ny"
    assert found.creator == "\ufffdevil"
    assert found.created == "\ufffd31m"


members = st.sampled_from(
    [
        *("body", "bodyValue", "target", "selector", "source", "type", "value", "purpose", "start"),
        *("end", "exact", "prefix", "suffix", "motivation", "creator", "name", "id", "created"),
        *("modified", "workbench:sha256"),
    ]
)
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-3, 2**70)
    | st.sampled_from(["tagging", "TextualBody", "TextPositionSelector", "TextQuoteSelector", "x"])
    | st.just("\ud800"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(members, inner, max_size=4),
    max_leaves=20,
)


@settings(deadline=None)
@given(st.dictionaries(members, values, max_size=8))
def test_no_object_is_too_strange(record: dict[str, object]) -> None:
    before = json.dumps(record)
    found = read(record)
    found.to_json(Span(1, 2))
    edited = rewriting.edited(found.to_json(), ["t"], "n", TIME)
    assert list(w3c.read_tags(edited)) == ["t"]
    assert w3c.read_note(edited) == "n"
    assert set(record) - {"bodyValue"} <= set(edited)
    dump(edited)
    assert json.dumps(record) == before


def test_a_copy_can_say_where_the_passage_stands_now() -> None:
    found = read(rewriting.new("7f0c", TARGET, ["a"], "", TIME))
    moved = found.to_json(Span(13, 19))
    assert read(moved).span == Span(13, 19)
    assert read(moved).exact == "quoted"
    assert found.span == read(found.to_json()).span == Span(3, 9)
    assert read(Annotation.from_json({}, "x", "doc-1").to_json(Span(1, 2))).span == Span(1, 2)
