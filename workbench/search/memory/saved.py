"""Saved searches: queries under a name, one record each, shared by all analysts of a project.

What each analyst has seen of the answers is not in them: see `looks`.
"""

from __future__ import annotations

import threading
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from workbench.library.safe import one_line
from workbench.model import WorkbenchError
from workbench.search.engine import Sort, sort_named
from workbench.search.folding import fold
from workbench.search.interpret import shortened
from workbench.search.parser import LONGEST_QUERY
from workbench.store.folder import RecordFolder
from workbench.store.history import History, moment, now
from workbench.store.places import file_stem
from workbench.store.records import SCHEMA, SCHEMA_MEMBER, Record, Unreadable, load

LONGEST_NAME = 200

_FOLDER = Path("searches")


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query under a name, with the order of its results; `by` saved it, if they said a name."""

    name: str
    query: str
    sort: Sort = "relevance"
    created: str = ""
    by: str = ""


class SavedSearches:
    """The saved searches of a project. Names are compared as they are written, case and all.

    Threads may share it. What changes a record is one step that undo takes back, and raises
    WorkbenchError where it cannot be done.
    """

    def __init__(self, home: Path, history: History, clock: Callable[[], datetime] = now) -> None:
        self._history = history
        self._clock = clock
        self._folder = RecordFolder(home / _FOLDER, _read)
        self._stems: dict[str, str] | None = None
        self._repeated: list[Unreadable] = []
        self._guard = threading.RLock()
        history.on_change(self._reread)

    def all(self) -> list[SavedSearch]:
        """Every saved search, by name."""
        with self._guard:
            stems = self._known().values()
            return [self._folder.entries[stem] for stem in stems]

    def get(self, name: str) -> SavedSearch:
        """The search of that name. Raises WorkbenchError if there is none."""
        with self._guard:
            stem = self._known().get(name)
            if stem is None:
                raise WorkbenchError(f"There is no saved search {shortened(name)}.")
            return self._folder.entries[stem]

    def named(self, name: str) -> tuple[str, str]:
        """Name and query of the search of that name, case and accents aside where none is exactly
        so. Raises WorkbenchError if there is none, or more than one.
        """
        with self._guard:
            known = self._known()
            alike = [name] if name in known else [one for one in known if fold(one) == fold(name)]
            if len(alike) > 1:
                raise WorkbenchError(f"There are several saved searches {shortened(name)}.")
            search = self.get(alike[0] if alike else name)
            return search.name, search.query

    def named_from(self, beginning: str, limit: int) -> list[str]:
        """The names with a word that begins so, in their order."""
        begun = f" {fold(beginning)}"
        return [one.name for one in self.all() if begun in f" {fold(one.name)}"][:limit]

    def problems(self) -> list[Unreadable]:
        """The files that cannot be read, or that repeat a name."""
        with self._guard:
            self._known()
            return sorted([*self._folder.problems.values(), *self._repeated], key=str)

    def refresh(self) -> bool:
        """See what others changed; whether there was anything."""
        with self._guard:
            first = self._stems is None
            changed = bool(self._folder.refresh())
            if changed or first:
                self._stems = None
            return changed

    def save(self, name: str, query: str, sort: Sort = "relevance") -> SavedSearch:
        """Save a query under a name that no other has."""
        name, query = tidy_name(name), _tidy_query(query)
        with self._history.exclusive():
            self.refresh()
            path = self._free(name)
            record: Record = {
                "created": moment(self._clock()),
                "name": name,
                "query": query,
                "sort": sort,
                SCHEMA_MEMBER: SCHEMA,
            }
            if self._history.analyst:
                record["creator"] = {"name": self._history.analyst, "type": "Person"}
            self._history.apply(f"Saved the search {name}", {path: record})
        return self.get(name)

    def rename(self, name: str, new: str) -> SavedSearch:
        """Give a search another name; its file follows."""
        new = tidy_name(new)
        with self._history.exclusive():
            self.refresh()
            path, record = self._stored(name)
            if new != name:
                words = f"Renamed the search {name} to {new}"
                changes = {path: None, self._free(new): record | {"name": new}}
                self._history.apply(words, changes)
        return self.get(new)

    def edit(self, name: str, query: str) -> SavedSearch:
        """Give a search another query."""
        query = _tidy_query(query)
        with self._history.exclusive():
            self.refresh()
            path, record = self._stored(name)
            self._history.apply(f"Edited the search {name}", {path: record | {"query": query}})
        return self.get(name)

    def delete(self, name: str) -> None:
        """Delete a search; undo restores it."""
        with self._history.exclusive():
            self.refresh()
            path, _ = self._stored(name)
            self._history.apply(f"Deleted the search {name}", {path: None})

    def _stored(self, name: str) -> tuple[Path, Record]:
        """Where a search's record lies, relative to home, and all that it says."""
        self.get(name)
        file = f"{self._known()[name]}.json"
        return _FOLDER / file, load(self._folder.directory / file)

    def _free(self, name: str) -> Path:
        """Where the record of a new name goes."""
        path = _FOLDER / f"{file_stem(fold(name), name)}.json"
        if name in self._known():
            raise WorkbenchError(f"There is a saved search {name} already.")
        if problem := self._folder.problems.get(path.stem):
            raise Unreadable(problem.path, problem.reason)
        return path

    def _known(self) -> Mapping[str, str]:
        """The names in order, each with the stem of its file."""
        if self._stems is None:
            if not self._folder.entries:
                self._folder.refresh()
            self._stems, self._repeated = {}, []
            for stem, search in sorted(self._folder.entries.items(), key=_in_order):
                if search.name in self._stems:
                    path = self._folder.directory / f"{stem}.json"
                    self._repeated.append(Unreadable(path, "another file has the same name"))
                else:
                    self._stems[search.name] = stem
        return self._stems

    def _reread(self, paths: Sequence[Path]) -> None:
        with self._guard:
            for path in paths:
                if path.parent == _FOLDER:
                    self._folder.reread(path.stem)
                    self._stems = None


def tidy_name(name: str) -> str:
    """The name as it is kept: NFC, on one line, with single spaces.

    Raises WorkbenchError for one without anything visible, or longer than 200 characters.
    """
    tidied = unicodedata.normalize("NFC", " ".join(one_line(name).split()))
    if not any(sign.isprintable() and not sign.isspace() for sign in tidied):
        raise WorkbenchError("A saved search needs a name.")
    if len(tidied) > LONGEST_NAME:
        raise WorkbenchError(f"The name of a search can have at most {LONGEST_NAME} characters.")
    return tidied


def _tidy_query(query: str) -> str:
    query = one_line(query).strip()
    if not query:
        raise WorkbenchError("There is no query to save.")
    if len(query) > LONGEST_QUERY:
        raise WorkbenchError(f"A query that is saved has at most {LONGEST_QUERY:,} characters.")
    return query


def _read(path: Path, record: Record) -> SavedSearch:
    name, query = record.get("name"), record.get("query")
    if not isinstance(name, str) or not one_line(name).strip():
        raise Unreadable(path, "it has no name")
    if not isinstance(query, str) or not query.strip():
        raise Unreadable(path, "it has no query")
    creator, created = record.get("creator"), record.get("created")
    by = creator.get("name") if isinstance(creator, dict) else ""
    return SavedSearch(
        one_line(name),
        one_line(query[:LONGEST_QUERY]),
        sort_named(record.get("sort")),
        one_line(created) if isinstance(created, str) else "",
        one_line(by) if isinstance(by, str) else "",
    )


def _in_order(entry: tuple[str, SavedSearch]) -> tuple[str, str, bool]:
    """By name; of two files with one name, the one that is called after it first."""
    stem, search = entry
    folded = fold(search.name)
    return folded, search.name, stem != file_stem(folded, search.name)
