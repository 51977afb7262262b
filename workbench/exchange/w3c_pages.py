"""W3C Web Annotations: a collection with one page of annotations, and what we read of others'.

https://www.w3.org/TR/annotation-model/. An export holds each note as its own file does, so nothing
of it is lost; only its position is restated where the passage has moved in today's text.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from workbench.exchange import guids
from workbench.exchange.evidence import Evidence, Sheet
from workbench.exchange.report import Exported
from workbench.library.safe import safe
from workbench.model import Document
from workbench.notes import Placed, Tag
from workbench.store.records import Record

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
DOCUMENTS, CODEBOOK = "workbench:documents", "workbench:codebook"


def write(evidence: Evidence) -> Exported:
    """The notes as one JSON value: an AnnotationCollection with its only page inside."""
    sheets = [sheet for sheet in evidence.sheets() if sheet.notes]
    items = [_item(placed, sheet.document) for sheet in sheets for placed in sheet.notes]
    page: Record = {
        "id": f"urn:uuid:{guids.guid('page', evidence.name)}",
        "type": "AnnotationPage",
        "startIndex": 0,
        "items": items,
    }
    collection = {
        "@context": CONTEXT,
        "id": f"urn:uuid:{guids.guid('collection', evidence.name)}",
        "type": "AnnotationCollection",
        "label": evidence.name,
        "total": len(items),
        CODEBOOK: [_tag(tag) for tag in evidence.tags],
        DOCUMENTS: list(_documents(sheets)),
    }
    if items:
        collection["first"] = page
    text = _unescapable(json.dumps(collection, ensure_ascii=False, indent=1))
    return Exported({"": f"{text}\n".encode()}, len(items), tuple(evidence.left_out), text)


def _item(placed: Placed, document: Document) -> Record:
    note, span = placed.annotation, placed.span
    stands = span is not None and document.text[span.start : span.end] == note.exact
    if not stands or span == note.span:
        return note.to_json()
    restated = note.to_json(span)
    if document.info.sha256:
        restated["workbench:sha256"] = document.info.sha256
    return restated


def _documents(sheets: Iterable[Sheet]) -> Iterable[Record]:
    for sheet in sheets:
        info = sheet.document.info
        if info.path:
            yield {
                "id": f"urn:workbench:{info.id}",
                "path": info.path,
                "title": info.metadata.title,
                "url": info.metadata.url,
                "workbench:sha256": info.sha256,
            }


def _tag(tag: Tag) -> Record:
    return {"name": tag.name, "colour": tag.colour, "description": tag.description}


def _unescapable(text: str) -> str:
    """The JSON with all that could act as control as escapes, which mean the same."""
    shown: dict[int, Any] = {
        ord(char): json.dumps(char)[1:-1] for char in set(text) - {"\n"} if safe(char) != char
    }
    return text.translate(shown)
