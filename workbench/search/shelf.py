"""The documents that were needed last, so that typing on does not fetch them again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Mapping, Sequence
from threading import Lock
from typing import Protocol

from workbench.model import Document, DocumentInfo

_REMEMBERED_CHARACTERS = 8_000_000


class Library(Protocol):
    """What search needs of the library."""

    def having(self, of: str, value: str, /) -> Collection[str]:
        """The ids of the documents that say exactly this in one of their own fields."""

    def info(self, identity: str, /) -> DocumentInfo:
        """A document without its text; WorkbenchError where there is none."""

    def count(self) -> int:
        """How many documents there are."""

    def documents(self) -> Sequence[DocumentInfo]:
        """What is known of every document."""

    def document(self, identity: str, /) -> Document:
        """A document with its text; WorkbenchError where there is none."""

    def documents_of(self, ids: Sequence[str], /) -> Sequence[Document]:
        """Those of some documents with their texts that there are, in any order."""


class Shelf:
    """Documents by id, the last used in memory. Threads may share it."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._documents: OrderedDict[str, Document] = OrderedDict()
        self._characters = 0
        self._cleared = 0
        """How often everything was forgotten."""
        self._lock = Lock()

    def get(self, identity: str) -> Document | None:
        """The document; None where it was removed since it was indexed."""
        return self.some([identity]).get(identity)

    def some(self, ids: Sequence[str]) -> dict[str, Document]:
        """Documents by their ids, without those that were removed since they were indexed."""
        with self._lock:
            found = {one: self._documents[one] for one in ids if one in self._documents}
            for identity in found:
                self._documents.move_to_end(identity)
            cleared = self._cleared
        lacking = [identity for identity in ids if identity not in found]
        if lacking:
            fetched = {one.id: one for one in self._library.documents_of(lacking)}
            self._keep(fetched, cleared)
            found |= fetched
        return found

    def _keep(self, documents: Mapping[str, Document], cleared: int) -> None:
        """Remember documents, unless they may have changed since they were fetched."""
        with self._lock:
            if cleared != self._cleared:
                return
            for identity, document in documents.items():
                if identity not in self._documents:
                    self._documents[identity] = document
                    self._characters += len(document.text)
            while self._characters > _REMEMBERED_CHARACTERS and len(self._documents) > 1:
                _, dropped = self._documents.popitem(last=False)
                self._characters -= len(dropped.text)

    def clear(self) -> None:
        """Forget everything: documents may have changed."""
        with self._lock:
            self._documents.clear()
            self._characters = 0
            self._cleared += 1
