"""Notes whose passages came to be uncertain or lost since that was looked at last."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING

from workbench.model import WorkbenchError
from workbench.store.files import write_atomic

if TYPE_CHECKING:
    from workbench.project import Project


class Lapsed:
    """Remembers in the cache which notes are to be decided on, so that only others are told of."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._path = project.cache / "lapsed.json"

    def new(self) -> int:
        """How many there are now that were not there the last time. For worker threads."""
        try:
            placed = self._project.notes.review()
        except WorkbenchError:
            return 0
        # A note that was decided on was modified: if its passage is lost again, that is new.
        now = {f"{one.annotation.id} {one.annotation.modified}" for one in placed}
        known = self._known()
        if now != known:
            with suppress(OSError):
                write_atomic(self._path, json.dumps(sorted(now)).encode())
        return len(now - known)

    def _known(self) -> set[str]:
        try:
            return set(map(str, json.loads(self._path.read_bytes())))
        except (OSError, ValueError, TypeError):
            return set()
