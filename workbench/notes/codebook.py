"""The codebook: the analyst's tags, each with its colour, description and shortcut."""

from __future__ import annotations

import string
import threading
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from workbench.library.safe import one_line
from workbench.notes import tagname
from workbench.store.folder import RecordFolder
from workbench.store.history import History
from workbench.store.records import SCHEMA, SCHEMA_MEMBER, Record, Unreadable

COLOURS = range(1, 7)

_FOLDER = Path("codebook")
_SHORTCUTS = string.ascii_lowercase + string.ascii_uppercase


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag: its full path, its family's colour (1 to 6), a letter or "", and what it means."""

    name: str
    colour: int
    shortcut: str = ""
    description: str = ""


class Codebook:
    """The tags that have a record. Names are compared as they are written, case and all."""

    def __init__(self, home: Path, history: History) -> None:
        self._history = history
        self._folder = RecordFolder(home / _FOLDER, _read)
        self._tags: dict[str, Tag] | None = None
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
        return known.get(name) or Tag(name, _colour(name, known))

    def ensure(self, name: str) -> Tag:
        """The tag of that name, made if it is not there; WorkbenchError if it cannot be."""
        name = tagname.tidy(name)
        if name not in self:
            with self._history.exclusive():
                self._history.apply(f"Made the tag {name}", self.missing([name]))
        return self.get(name)

    def missing(self, names: Iterable[str]) -> dict[Path, Record]:
        """The records that those of the tags need that have none, for the step that uses them.

        Call it within `History.exclusive`. Raises Unreadable where a file of that tag is there
        that cannot be read.
        """
        if all(name in self for name in names):
            return {}
        self.refresh()
        known = dict(self._known())
        records = {}
        for name in names:
            if name not in known:
                known[name] = Tag(name, _colour(name, known), _free_shortcut(name, known))
                stem = tagname.file_stem(name)
                if problem := self._folder.problems.get(stem):
                    raise Unreadable(problem.path, problem.reason)
                records[_FOLDER / f"{stem}.json"] = _record(known[name])
        return records

    def problems(self) -> list[Unreadable]:
        """The files of the codebook that cannot be read, or that repeat a tag."""
        self._known()
        return sorted([*self._folder.problems.values(), *self._repeated], key=str)

    def refresh(self) -> bool:
        """See what others changed; whether there was anything."""
        with self._guard:
            known = self._known()
            if self._folder.refresh():
                self._tags = None
            return self._known() != known

    def _known(self) -> Mapping[str, Tag]:
        with self._guard:
            if self._tags is None:
                self._tags = self._read_all()
            return self._tags

    def _read_all(self) -> dict[str, Tag]:
        if not self._loaded:
            self._folder.refresh()
            self._loaded = True
        self._repeated = []
        known: dict[str, Tag] = {}
        for stem, tag in sorted(self._folder.entries.items(), key=_in_order):
            if tag.name in known:
                path = self._folder.directory / f"{stem}.json"
                self._repeated.append(Unreadable(path, "another file has the same tag"))
                continue
            taken = {other.shortcut for other in known.values()}
            shortcut = "" if tag.shortcut in taken else tag.shortcut
            known[tag.name] = replace(tag, shortcut=shortcut)
        # Colours last: a family may have its own from a tag further on.
        for name, tag in known.items():
            known[name] = replace(tag, colour=tag.colour or _colour(name, known))
        return known

    def _reread(self, paths: Sequence[Path]) -> None:
        with self._guard:
            for path in paths:
                if path.parent == _FOLDER and self._loaded:
                    self._folder.reread(path.stem)
                    self._tags = None


def _read(path: Path, record: Record) -> Tag:
    name = record.get("name")
    if not isinstance(name, str) or not tagname.is_visible(one_line(name)):
        raise Unreadable(path, "it names no tag")
    colour, shortcut = record.get("colour"), record.get("shortcut")
    description = record.get("description")
    return Tag(
        one_line(name),
        colour if type(colour) is int and colour in COLOURS else 0,
        shortcut if isinstance(shortcut, str) and shortcut in set(_SHORTCUTS) else "",
        one_line(description) if isinstance(description, str) else "",
    )


def _record(tag: Tag) -> Record:
    return {
        "colour": tag.colour,
        "description": tag.description,
        "name": tag.name,
        "parent": tagname.parent(tag.name),
        "shortcut": tag.shortcut,
        SCHEMA_MEMBER: SCHEMA,
    }


def _in_order(entry: tuple[str, Tag]) -> tuple[list[str], str, bool]:
    """By name, children after their parent; of two files for one tag, ours first."""
    stem, tag = entry
    return tagname.fold(tag.name).split("/"), tag.name, stem != tagname.file_stem(tag.name)


def _colour(name: str, known: Mapping[str, Tag]) -> int:
    """The colour of the tag's family; for a new family the one that fewest families have."""
    families: dict[str, int] = {}
    for tag in known.values():
        if tag.colour:
            families.setdefault(tagname.family(tag.name), tag.colour)
    uses = Counter(families.values())
    return families.get(tagname.family(name)) or min(COLOURS, key=lambda colour: uses[colour])


def _free_shortcut(name: str, known: Mapping[str, Tag]) -> str:
    """A letter that no tag has: from the last part of the name, else from it all, else any."""
    taken = {tag.shortcut for tag in known.values()}
    own = tagname.fold(name.rpartition("/")[2] + name)
    letters = [letter for letter in own if letter in string.ascii_lowercase]
    return next((letter for letter in [*letters, *_SHORTCUTS] if letter not in taken), "")
