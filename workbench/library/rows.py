"""How the catalogue keeps what is known of a document: one row, one column for each thing known."""

from __future__ import annotations

import json
from typing import Any

from workbench.model import DocumentInfo, Metadata

DOCUMENT_COLUMNS = (
    "id, path, raw_path, part, kind, sha256, title, date, source, authors, place, url, language, "
    "words, characters, paragraphs, pages"
)


def document_row(info: DocumentInfo) -> tuple[Any, ...]:
    """A document's values in the order of the columns."""
    about = info.metadata
    return (
        *(info.id, info.path, info.raw_path, info.part, info.kind, info.sha256),
        *(about.title, about.date, about.source, json.dumps(about.authors)),
        *(about.place, about.url, about.language),
        *(info.words, info.characters, info.paragraphs, info.pages),
    )


def info_of(row: tuple[Any, ...]) -> DocumentInfo:
    """The document that `document_row` made the row of; more may follow in the row."""
    identity, path, raw_path, part, kind, sha256, *rest = row[:17]
    title, date, source, authors, place, url, language, words, characters, paragraphs, pages = rest
    names = tuple(json.loads(authors)) if authors != "[]" else ()
    metadata = Metadata(title, date, source, names, place, url, language)
    return DocumentInfo(
        *(identity, path, raw_path, part, kind, sha256, metadata),
        *(words, characters, paragraphs, pages),
    )
