"""The codebook: the analyst's tags, each with its colour, description and shortcut."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from workbench.library.safe import one_line
from workbench.model import WorkbenchError
from workbench.notes import tagname
from workbench.notes.grades import set_apart
from workbench.notes.tag import (
    COLOURS,
    SHORTCUTS,
    Tag,
    colour_of,
    free_shortcut,
    in_order,
    read_tag,
    record_of,
)
from workbench.store.folder import RecordFolder
from workbench.store.history import History
from workbench.store.records import Record, Unreadable, load

__all__ = ["Codebook", "Tag"]

_FOLDER = Path("codebook")


def path_of(name: str) -> Path:
    """Where the record of a new tag lies, relative to the project's own directory."""
    return _FOLDER / f"{tagname.file_stem(name)}.json"


class Codebook:
    """The tags that have a record. Names are compared as they are written, case and all."""

    def __init__(self, home: Path, history: History) -> None:
        self._history = history
        self._folder = RecordFolder(home / _FOLDER, read_tag)
        self._tags: dict[str, Tag] | None = None
        self._stems: dict[str, str] = {}
        self._repeated: list[Unreadable] = []
        self._loaded = False
        self._guard = threading.RLock()
        history.on_change(self._reread)

    def tags(self) -> list[Tag]:
        """All tags by name, children after their parent."""
        return list(self._known().values())

    def __contains__(self, name: str) -> bool:
        return name in self._known()

    def get(self, name: str) -> Tag:
        """The tag, or, for a name without a record, a tag in the colour of its family."""
        known = self._known()
        return known.get(name) or Tag(name, colour_of(name, known))

    def search(self, text: str) -> list[Tag]:
        """The tags with all the words in name or description; first those that have them in both
        or in the name alone. Parts of words will do; case and diacritics do not count.
        """
        words = tagname.fold(text).split()
        found = []
        for tag in self.tags():
            name, meaning = tagname.fold(tag.name), tagname.fold(tag.description)
            if all(word in name or word in meaning for word in words):
                found.append((not all(word in name for word in words), tag))
        return [tag for _, tag in sorted(found, key=lambda one: one[0])]

    def ensure(self, name: str) -> Tag:
        """The tag of that name, made if it is not there; WorkbenchError if it cannot be."""
        name = tagname.tidy(name)
        if name not in self:
            with self._history.exclusive():
                self._history.apply(f"Made the tag {name}", self.missing([name]))
        return self.get(name)

    def describe(self, name: str, description: str) -> Tag:
        """Say what a tag means; WorkbenchError if there is no such tag."""
        meaning = " ".join(one_line(description).split())
        return self._change(f"Described the tag {name}", name, {"description": meaning})

    def assign(self, name: str, shortcut: str) -> Tag:
        """Give a tag a letter, or "" for none; WorkbenchError if another tag has the letter."""
        if shortcut and shortcut not in set(SHORTCUTS):
            raise WorkbenchError("A tag's shortcut is one letter from a to z or A to Z.")

        def free() -> None:
            for tag in self.tags():
                if shortcut and tag.shortcut == shortcut and tag.name != name:
                    raise WorkbenchError(f"{shortcut} is already the shortcut of {tag.name}.")

        words = f"Gave {name} the letter {shortcut}" if shortcut else f"Took the letter from {name}"
        return self._change(words, name, {"shortcut": shortcut}, free)

    def recolour(self, name: str, colour: int) -> Tag:
        """Give a tag and all below it a colour, 1 to 6; WorkbenchError if there is no such tag."""
        if colour not in COLOURS:
            raise WorkbenchError(f"The colours of tags are 1 to {COLOURS[-1]}.")
        with self._history.exclusive():
            changes = self._changed(name, {"colour": colour})
            for tag in self.tags():
                if tag.name != name and tagname.is_below(tag.name, name):
                    changes |= self._changed(tag.name, {"colour": colour})
            self._history.apply(f"Gave {name} another colour", changes)
        return self.get(name)

    def stored(self, name: str) -> tuple[Path, Record] | None:
        """Where a tag's record lies, relative to home, and all it says; None if it has none.

        Raises Unreadable if the file changed meanwhile to what cannot be understood.
        """
        if name not in self:
            return None
        file = f"{self._stems[name]}.json"
        try:
            return _FOLDER / file, load(self._folder.directory / file)
        except FileNotFoundError:
            self.refresh()
            return None

    def missing(self, names: Iterable[str]) -> dict[Path, Record]:
        """The records that those of the tags need that have none, for the step that uses them.

        Call it within `History.exclusive`. Raises Unreadable where a file of that tag is there
        that cannot be read.
        """
        _, names = set_apart(names)  # a grade is no tag of the codebook
        if all(name in self for name in names):
            return {}
        self.refresh()
        known = dict(self._known())
        records = {}
        for name in names:
            if name not in known:
                known[name] = Tag(name, colour_of(name, known), free_shortcut(name, known))
                path = path_of(name)
                if problem := self._folder.problems.get(path.stem):
                    raise Unreadable(problem.path, problem.reason)
                records[path] = record_of(known[name])
        return records

    def problems(self) -> list[Unreadable]:
        """The files of the codebook that cannot be read, or that repeat a tag."""
        self._known()
        return sorted([*self._folder.problems.values(), *self._repeated], key=str)

    def refresh(self) -> bool:
        """See what others changed; whether there was anything."""
        with self._guard:
            self._known()
            changed = bool(self._folder.refresh())
            if changed:
                self._tags = None
            return changed

    def _change(
        self, words: str, name: str, members: Record, check: Callable[[], None] = lambda: None
    ) -> Tag:
        with self._history.exclusive():
            self.refresh()
            check()
            self._history.apply(words, self._changed(name, members))
        return self.get(name)

    def _changed(self, name: str, members: Record) -> dict[Path, Record]:
        stored = self.stored(name)
        if stored is None:
            raise WorkbenchError(f"There is no tag {name} in the codebook.")
        path, record = stored
        return {path: record | members}

    def _known(self) -> Mapping[str, Tag]:
        with self._guard:
            if self._tags is None:
                self._tags = self._read_all()
            return self._tags

    def _read_all(self) -> dict[str, Tag]:
        if not self._loaded:
            self._folder.refresh()
            self._loaded = True
        self._repeated, self._stems = [], {}
        known: dict[str, Tag] = {}
        for stem, tag in sorted(self._folder.entries.items(), key=in_order):
            if tag.name in known:
                path = self._folder.directory / f"{stem}.json"
                self._repeated.append(Unreadable(path, "another file has the same tag"))
                continue
            taken = {other.shortcut for other in known.values()}
            shortcut = "" if tag.shortcut in taken else tag.shortcut
            known[tag.name] = replace(tag, shortcut=shortcut)
            self._stems[tag.name] = stem
        # Colours last: a family may have its own from a tag further on.
        for name, tag in known.items():
            known[name] = replace(tag, colour=tag.colour or colour_of(name, known))
        return known

    def _reread(self, paths: Sequence[Path]) -> None:
        with self._guard:
            for path in paths:
                if path.parent == _FOLDER and self._loaded:
                    self._folder.reread(path.stem)
                    self._tags = None
