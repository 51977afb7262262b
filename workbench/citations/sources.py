"""The analyst's word on sources: one CSL-JSON item a document, over what was read from it."""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from workbench.citations import plain
from workbench.citations.csljson import Item
from workbench.citations.fields import FIELDS, iso_date
from workbench.citations.item import UNTITLED, item_of
from workbench.model import DocumentInfo
from workbench.store.history import History, Step
from workbench.store.records import SCHEMA, SCHEMA_MEMBER, Record, Unreadable, dump, load

FOLDER = Path("sources")
_FEW = 50

_SHOWN = {
    "title": "title",
    "source": "container-title",
    "url": "URL",
    "language": "language",
}
"""What a document says of itself, and the CSL variable that overrules it."""


class Sources:
    """The bibliographic items of a project's documents.

    Records are read afresh each time: another running copy may have changed them.
    """

    def __init__(self, home: Path, history: History) -> None:
        self._home = home
        self._history = history

    def item(self, info: DocumentInfo, changes: Mapping[str, Any] | None = None) -> Item:
        """The CSL-JSON item of a document, as read and as corrected.

        With `changes` it is what `overrule` would make of it. A correction that cannot be read is
        passed over here; `problems` lists it.
        """
        try:
            record = self._record(info)
        except Unreadable:
            record = {}
        said = record | dict(changes or {})
        return item_of(info, {name: value for name, value in said.items() if value is not None})

    def overruled(self, info: DocumentInfo) -> Record:
        """What the analyst says of a document's source; empty if nothing.

        Raises Unreadable where the record on disk cannot be understood.
        """
        return {
            name: value
            for name, value in self._record(info).items()
            if name != "id" and ":" not in name
        }

    def revised(self, infos: Sequence[DocumentInfo]) -> list[DocumentInfo]:
        """Documents with the analyst's word on their sources for what they say of themselves."""
        if len(infos) <= _FEW:  # sooner opened than looked for among all
            return [self._revised(info) for info in infos]
        try:
            there = {path.name for path in (self._home / FOLDER).iterdir()}
        except OSError:
            return list(infos)
        return [self._revised(one) if _path(one.id).name in there else one for one in infos]

    def _revised(self, info: DocumentInfo) -> DocumentInfo:
        try:
            said = self.overruled(info)
        except Unreadable:
            return info
        if not said:
            return info
        item = item_of(info, said)
        changes: dict[str, Any] = {
            name: item.get(variable, "") for name, variable in _SHOWN.items() if variable in said
        }
        if item.get(UNTITLED):
            changes["title"] = ""
        if "issued" in said:
            changes["date"] = iso_date(item)
        if "author" in said:
            changes["authors"] = tuple(map(plain.name, item.get("author", [])))
        return replace(info, metadata=replace(info.metadata, **changes))

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
            return self._history.apply(_words(info, changes), {_path(info.id): kept})

    def documents(self) -> list[str]:
        """The ids of the documents on whose sources something is said, or was found written."""
        return [path.stem for path in (self._home / FOLDER).glob("*.json")]

    def fingerprints(self) -> dict[str, str]:
        """What is said of each source, as a checksum, by the ids of the documents."""
        found = {}
        for path in (self._home / FOLDER).glob("*.json"):
            try:
                content = dump(load(path))
            except (Unreadable, FileNotFoundError):
                continue
            found[path.stem] = hashlib.sha256(content).hexdigest()
        return found

    def version(self) -> Hashable:
        """What changes whenever something is said anew of a source, here or elsewhere."""
        try:
            statuses = [
                (path.name, path.stat().st_mtime_ns) for path in (self._home / FOLDER).iterdir()
            ]
        except OSError:
            return frozenset()
        return frozenset(statuses)

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


def _words(info: DocumentInfo, changes: Mapping[str, Any]) -> str:
    """What the step is called: `Changed the date and the title of Draft`."""
    labels = [f"the {field.label}" for field in FIELDS if field.name in changes]
    *first, last = labels or ["the source"]
    what = f"{', '.join(first)} and {last}" if first else last
    taken_back = all(value is None for value in changes.values())
    return f"{'Took back' if taken_back else 'Changed'} {what} of {info.title}"


def _path(document: str) -> Path:
    return FOLDER / f"{document}.json"
