"""What the tests of the search stand on: documents, a library that is a dictionary, an index."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from workbench.model import Document, DocumentInfo, Metadata, WorkbenchError
from workbench.search import FieldResolver, Search
from workbench.search.matcher import field_text
from workbench.spans import Spans

PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")


def document(
    text: str,
    identity: str = "one",
    *,
    title: str = "",
    date: str = "",
    source: str = "",
    authors: tuple[str, ...] = (),
    path: str = "",
    kind: str = "text",
) -> Document:
    paragraphs = Spans(match.span() for match in PARAGRAPH.finditer(text))
    info = DocumentInfo(
        id=identity,
        path=path or f"{identity}.txt",
        raw_path=b"",
        part="",
        kind=kind,
        sha256="",
        metadata=Metadata(title=title, date=date, source=source, authors=authors),
        words=len(text.split()),
        characters=len(text),
        paragraphs=len(paragraphs),
        pages=0,
    )
    return Document(info, text, paragraphs)


def collection(*texts: str) -> list[Document]:
    return [document(text, f"doc-{number}") for number, text in enumerate(texts)]


class Shelf:
    """A library in memory."""

    def __init__(self, documents: Iterable[Document] = ()) -> None:
        self.by_id = {each.id: each for each in documents}

    def count(self) -> int:
        return len(self.by_id)

    def documents(self) -> list[DocumentInfo]:
        return [each.info for each in self.by_id.values()]

    def document(self, identity: str, /) -> Document:
        try:
            return self.by_id[identity]
        except KeyError as error:
            raise WorkbenchError(f"There is no document {identity}.") from error

    def documents_of(self, ids: Sequence[str], /) -> list[Document]:
        return [self.by_id[one] for one in ids if one in self.by_id]

    def info(self, identity: str, /) -> DocumentInfo:
        return self.document(identity).info

    def having(self, of: str, value: str, /) -> set[str]:
        return {
            info.id
            for info in self.documents()
            if value in (info.metadata.date if of == "date" else field_text(info, of)).split("\n")
        }


def indexed(
    cache: Path,
    documents: Iterable[Document],
    fields: Mapping[str, FieldResolver] | None = None,
    engine: str = "auto",
) -> Search:
    """A search over documents that are all indexed."""
    shelf = Shelf(documents)
    search = Search(cache, shelf, fields or {}, engine)
    search.update(list(shelf.by_id.values()))
    search.commit()
    return search


def found(search: Search, query: str) -> set[str]:
    """The ids of all documents that answer."""
    results = search.search(query, limit=1000)
    assert results.total == len(results.hits)
    return {hit.document.id for hit in results.hits}


def marked(search: Search, query: str) -> list[str]:
    """What is marked in the hits, document by document in the order of the results."""
    return [
        search_text[start:end]
        for hit in search.search(query, limit=1000).hits
        for search_text in [search._shelf.get(hit.document.id).text]  # type: ignore[union-attr]
        for start, end in hit.spans
    ]
