"""A document's bibliographic item: what it says of itself, corrected by the analyst."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workbench.citations.csljson import Item, tidy
from workbench.citations.names import name_of
from workbench.model import DocumentInfo

# Set on an item whose title is only the path of its file.
UNTITLED = "workbench:untitled"


def item_of(info: DocumentInfo, corrections: Mapping[str, Any] | None = None) -> Item:
    """The CSL-JSON item of a document; a correction that is empty leaves its member out.

    What is not known is absent. The id stays the document's, and a document without a title has
    its path for one. Members with a colon in their name are somebody's extras: not part of it.
    """
    corrected = {key: value for key, value in (corrections or {}).items() if ":" not in key}
    item = tidy(_as_read(info) | corrected | {"id": info.id})
    item.setdefault("type", _type_of(item))
    if "title" not in item:
        item |= tidy({"title": info.path}) | {UNTITLED: True}
    return item


def _as_read(info: DocumentInfo) -> Item:
    """What the document says. Its place is left out: a dateline is not a place of publication."""
    said = info.metadata
    return {
        "title": said.title,
        # A paper that signs itself is no person, whatever its name looks like.
        "author": [
            {"literal": author} if author == said.source else name_of(author)
            for author in said.authors
        ],
        "container-title": said.source,
        "issued": said.date,
        "URL": said.url,
        "language": said.language,
    }


def _type_of(item: Item) -> str:
    """The type that the other members suggest, where nobody says which one it is."""
    if "container-title" in item:
        return "article-newspaper"
    return "webpage" if "URL" in item else "document"
