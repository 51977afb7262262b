"""Changes to the codebook that every note follows: rename, merge, move, split, delete.

Each is one step of the history. A tag comes with all that is below it. Files of notes that cannot
be read are not touched, and keep the names that they have.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from workbench.model import WorkbenchError
from workbench.notes import rewriting, tagname
from workbench.notes.annotation import Annotation
from workbench.notes.codebook import Codebook, path_of
from workbench.notes.notes import Notes
from workbench.notes.shelf import path_of as path_of_note
from workbench.notes.tag import named
from workbench.notes.wording import counted
from workbench.store.history import History, Step, moment, now
from workbench.store.records import Record


class Recoding:
    """Changes tags and the notes that have them together.

    The names of tags that are there are taken as they are written, new ones are tidied. Where it
    cannot be done (no such tag, a name that is taken, a full disk) the methods raise
    WorkbenchError, and nothing has changed.
    """

    def __init__(
        self,
        notes: Notes,
        codebook: Codebook,
        history: History,
        clock: Callable[[], datetime] = now,
    ) -> None:
        self._notes = notes
        self._codebook = codebook
        self._history = history
        self._clock = clock

    def rename(self, name: str, new: str) -> Step:
        """Call a tag `new`, all below it accordingly. A name that is taken is refused."""
        new = tagname.tidy(new)
        with self._fresh():
            renamed = self._renamed(name, new)
            return self._apply(f"Renamed the tag {name} to {new}", renamed)

    def move(self, name: str, parent: str) -> Step:
        """Put a tag, with all below it, below another one; below "" for the top.

        It takes the colour of the tag that it comes below.
        """
        new = tagname.tidy(f"{parent}/{name.rpartition('/')[2]}")
        with self._fresh():
            renamed = self._renamed(name, new)
            colour = {"colour": self._codebook.get(parent).colour} if parent else {}
            where = f"below {parent}" if parent else "to the top"
            return self._apply(f"Moved the tag {name} {where}", renamed, colour)

    def merge(self, names: Iterable[str], into: str) -> Step:
        """Make several tags one that is there already, and what is below them alike.

        The one that stays keeps its colour, letter and description; if it has no description it
        takes that of the first that has one.
        """
        with self._fresh():
            self._at_or_below(into)
            merged: dict[str, str] = {}
            chosen = dict.fromkeys(names)
            # A tag that is chosen itself goes into `into`, not below it with the tag above it.
            for name in sorted(chosen, key=len, reverse=True):
                if tagname.is_below(into, name):
                    raise WorkbenchError(f"{name} cannot be merged into itself or a tag below it.")
                merged |= {
                    old: tagname.tidy(into + old.removeprefix(name))
                    for old in self._at_or_below(name)
                    if old not in merged
                }
            return self._apply(f"Merged the tag {', '.join(chosen)} into {into}", merged)

    def split(self, name: str, into: str, notes: Iterable[str]) -> Step:
        """Give the notes with these ids the tag `into`, there or new, in place of `name`.

        Those of them that do not have the tag `name` are left as they are.
        """
        into = tagname.tidy(into)
        with self._fresh():
            self._at_or_below(name)
            chosen = [one for one in map(self._notes.get, notes) if name in one.tags]
            if not chosen or into == name:
                raise WorkbenchError(f"There is no note to take from {name}.")
            words = f"Split {into} off {name} in {counted(len(chosen), 'note')}"
            changes = self._retagged(chosen, {name: into}) | self._codebook.missing([into])
            return self._history.apply(words, changes)

    def delete(self, name: str) -> Step:
        """Delete a tag and all below it.

        The notes stay: with their other tags and their text, and as bare highlights where there is
        nothing else.
        """
        with self._fresh():
            gone = dict.fromkeys(self._at_or_below(name), "")
            return self._apply(f"Deleted the tag {name}", gone)

    @contextmanager
    def _fresh(self) -> Iterator[None]:
        """Hold the history, with notes and tags as they are on the disk."""
        with self._history.exclusive():
            self._codebook.refresh()
            self._notes.refresh()
            yield

    def _at_or_below(self, name: str) -> list[str]:
        """The tag and all below it, in the codebook or on notes; WorkbenchError if none is."""
        there = {tag.name for tag in self._codebook.tags()} | set(self._notes.counts())
        names = sorted(other for other in there if tagname.is_below(other, name))
        if not name or not names:
            raise WorkbenchError(f"There is no tag {name}.")
        return names

    def _renamed(self, name: str, new: str) -> dict[str, str]:
        """Old names to new ones, none of which may be another tag's."""
        old_names = self._at_or_below(name)
        if new == name:
            raise WorkbenchError(f"The tag is called {name} already.")
        if tagname.is_below(new, name):
            raise WorkbenchError(f"{name} cannot be put below itself.")
        renamed = {old: tagname.tidy(new + old.removeprefix(name)) for old in old_names}
        there = {tag.name for tag in self._codebook.tags()} | set(self._notes.counts())
        for taken in sorted((there - renamed.keys()).intersection(renamed.values())):
            raise WorkbenchError(f"There is a tag {taken} already; merge {name} into it instead.")
        return renamed

    def _apply(self, words: str, names: Mapping[str, str], members: Record | None = None) -> Step:
        """One step in which tags get other names, "" for none, and the notes follow."""
        having = [one for one in self._notes.all() if not names.keys().isdisjoint(one.tags)]
        if having:
            words = f"{words} in {counted(len(having), 'note')}"
        records = self._records(names, members or {})
        return self._history.apply(words, records | self._retagged(having, names))

    def _records(self, names: Mapping[str, str], members: Record) -> dict[Path, Record | None]:
        removed: dict[Path, Record | None] = {}
        written: dict[Path, Record | None] = {}
        for old, new in names.items():
            stored = self._codebook.stored(old)
            if stored is None:
                continue
            path, record = stored
            removed[path] = None
            if not new:
                continue
            kept = self._codebook.stored(new) if new not in names else None
            if kept is None:
                place = path_of(new)
                written.setdefault(place, record | named(new) | members)
            elif record.get("description") and not kept[1].get("description"):
                taken = {"description": record["description"]}
                written.setdefault(kept[0], kept[1] | taken)
        return removed | written

    def _retagged(
        self, annotations: Iterable[Annotation], names: Mapping[str, str]
    ) -> dict[Path, Record | None]:
        time = moment(self._clock())
        return {
            path_of_note(one.document, one.id): rewriting.retagged(one.to_json(), names, time)
            for one in annotations
        }
