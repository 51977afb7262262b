"""The documents that were needed last, so that typing on does not fetch them again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Sequence
from threading import Lock
from typing import Protocol

from workbench.model import Document, DocumentInfo, WorkbenchError

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


class Shelf:
    """Documents by id, the last used in memory. Threads may share it."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._documents: OrderedDict[str, Document] = OrderedDict()
        self._characters = 0
        self._lock = Lock()

    def get(self, identity: str) -> Document | None:
        """The document; None where it was removed since it was indexed."""
        with self._lock:
            known = self._documents.get(identity)
            if known is not None:
                self._documents.move_to_end(identity)
                return known
        try:
            document = self._library.document(identity)
        except WorkbenchError:
            return None
        with self._lock:
            if identity not in self._documents:
                self._documents[identity] = document
                self._characters += len(document.text)
            while self._characters > _REMEMBERED_CHARACTERS and len(self._documents) > 1:
                _, dropped = self._documents.popitem(last=False)
                self._characters -= len(dropped.text)
        return document

    def clear(self) -> None:
        """Forget everything: documents may have changed."""
        with self._lock:
            self._documents.clear()
            self._characters = 0
