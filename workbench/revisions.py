"""Which word of the analyst's on the documents' sources the search index knows.

Disposable, as all that is in the cache: without it those documents are indexed once more.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from workbench.store.files import write_atomic


class Revisions:
    """A file with a checksum for each document on whose source there is a word."""

    def __init__(self, path: Path) -> None:
        self._path = path

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
