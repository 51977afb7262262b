"""The analyst's word on sources: one CSL-JSON item a document, over what was read from it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from workbench.citations.csljson import Item
from workbench.citations.item import item_of
from workbench.model import DocumentInfo
from workbench.store.history import History, Step
from workbench.store.records import SCHEMA, SCHEMA_MEMBER, Record, Unreadable, load

FOLDER = Path("sources")


class Sources:
    """The bibliographic items of a project's documents.

    Records are read afresh each time: another running copy may have changed them.
    """

    def __init__(self, home: Path, history: History) -> None:
        self._home = home
        self._history = history

    def item(self, info: DocumentInfo) -> Item:
        """The CSL-JSON item of a document, as read and as corrected.

        A correction that cannot be read is passed over here; `problems` lists it.
        """
        try:
            return item_of(info, self._record(info))
        except Unreadable:
            return item_of(info)

    def overrule(self, info: DocumentInfo, changes: Mapping[str, Any]) -> Step:
        """Correct members of a document's item, so that undo can take it back.

        A value replaces what was read, an empty string or list leaves the member out, None returns
        to what was read. Raises Unreadable, and changes nothing, where the record on disk cannot
        be understood.
        """
        with self._history.exclusive():
            record = self._record(info) | dict(changes)
            said = {key: value for key, value in record.items() if value is not None}
            empty = not said.keys() - {"id", SCHEMA_MEMBER}
            kept = None if empty else said | {"id": info.id, SCHEMA_MEMBER: SCHEMA}
            return self._history.apply(
                f"Corrected the source of {info.title}", {_path(info.id): kept}
            )

    def problems(self) -> list[Unreadable]:
        """The records that cannot be used, by name."""
        found = []
        for path in sorted((self._home / FOLDER).glob("*.json")):
            try:
                load(path)
            except Unreadable as problem:
                found.append(problem)
            except FileNotFoundError:
                continue
        return found

    def _record(self, info: DocumentInfo) -> Record:
        try:
            return load(self._home / _path(info.id))
        except FileNotFoundError:
            return {}


def _path(document: str) -> Path:
    return FOLDER / f"{document}.json"
