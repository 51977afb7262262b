"""Notes that were deleted, at any time, and how they come back.

A deleted note is in the trash until the analyst empties that; the history knows who deleted it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from workbench.model import WorkbenchError
from workbench.notes.annotation import Annotation
from workbench.notes.codebook import Codebook
from workbench.notes.notes import Notes
from workbench.notes.shelf import FOLDER
from workbench.notes.wording import counted, quoted
from workbench.store.history import History
from workbench.store.past import Version


@dataclass(frozen=True, slots=True)
class Deleted:
    """A note as it was when it was deleted, and the change that did that."""

    annotation: Annotation
    version: Version


class Recovery:
    """Finds deleted notes and restores them, each restoration a new step that can be undone."""

    def __init__(self, notes: Notes, codebook: Codebook, history: History) -> None:
        self._notes = notes
        self._codebook = codebook
        self._history = history

    def deleted(self) -> list[Deleted]:
        """The notes that are gone and can be restored, those deleted last first."""
        there = {(one.document, one.id) for one in self._notes.all()}
        found: dict[Path, Deleted] = {}
        for version in self._history.versions():
            path = version.path
            document, identity = path.parent.name, path.stem
            if path.parent.parent != FOLDER or path in found or (document, identity) in there:
                continue
            try:
                record = self._history.content(version)
            except WorkbenchError:
                continue  # the trash was emptied: there is nothing to restore
            found[path] = Deleted(Annotation.from_json(record, identity, document), version)
        return list(found.values())

    def restore(self, deleted: Iterable[Deleted]) -> list[Annotation]:
        """Bring notes back as they were, with their tags, in one step.

        Raises WorkbenchError if one of them is there again or its version is lost; then none
        comes back.
        """
        chosen = list(deleted)
        with self._history.exclusive():
            self._notes.refresh()
            there = {one.id for one in self._notes.all()}
            for one in chosen:
                if one.annotation.id in there:
                    raise WorkbenchError(f"The note on {quoted(one.annotation)} is there again.")
            records = {one.version.path: self._history.content(one.version) for one in chosen}
            tags = dict.fromkeys(tag for one in chosen for tag in one.annotation.tags)
            what = (
                f"the note on {quoted(chosen[0].annotation)}"
                if len(chosen) == 1
                else counted(len(chosen), "note")
            )
            self._history.apply(f"Restored {what}", records | self._codebook.missing(tags))
        return [self._notes.get(one.annotation.id) for one in chosen]
