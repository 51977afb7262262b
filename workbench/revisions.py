"""Which word of the analyst's on the documents' sources the search index knows, and which not yet.

Disposable, as all that is in the cache: without it those documents are indexed once more.
"""

from __future__ import annotations

import json
from collections.abc import Hashable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.model import DocumentInfo, WorkbenchError
from workbench.store.files import write_atomic

if TYPE_CHECKING:
    from workbench.project import Project


class Revisions:
    """A file with a checksum for each document on whose source there is a word."""

    def __init__(self, cache: Path) -> None:
        self._path = cache / "revisions.json"

    def read(self) -> dict[str, str]:
        """The checksums by the ids of the documents; none where the file cannot be read."""
        try:
            known = json.loads(self._path.read_bytes())
        except (OSError, ValueError):
            return {}
        return known if isinstance(known, dict) else {}

    def write(self, revisions: Mapping[str, str]) -> None:
        """Keep these instead."""
        if revisions != self.read():
            with suppress(OSError):  # then the next run does the work again
                write_atomic(self._path, json.dumps(revisions, sort_keys=True).encode())

    def version(self) -> Hashable:
        """What changes whenever other checksums are kept."""
        try:
            status = self._path.stat()
        except OSError:
            return None
        return status.st_mtime_ns, status.st_ino


class Unindexed:
    """The documents on whose sources something was said that the search index does not know.

    As the index is told in every run of the indexing, these are those since the last one.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self._revisions = Revisions(project.cache)
        self._known: tuple[Hashable, frozenset[str]] = (None, frozenset())

    def version(self) -> Hashable:
        """Another value after anything was said anew of any source."""
        return self._project.sources_version()

    def documents(self) -> Mapping[str, DocumentInfo]:
        """The documents by id, with the analyst's word on them."""
        found = {}
        for identity in self._ids():
            with suppress(WorkbenchError):  # it is not in the collection
                found[identity] = self._project.library.info(identity)
        return found

    def _ids(self) -> frozenset[str]:
        version = (self.version(), self._revisions.version())
        if version != self._known[0]:
            said, indexed = self._project.revisions(), self._revisions.read()
            either = said.keys() | indexed.keys()
            ids = frozenset(one for one in either if said.get(one) != indexed.get(one))
            self._known = version, ids
        return self._known[1]
