"""A tag of the codebook, and the JSON record that it lives in."""

from __future__ import annotations

import string
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from workbench.library.safe import one_line
from workbench.notes import tagname
from workbench.store.records import SCHEMA, SCHEMA_MEMBER, Record, Unreadable

COLOURS = range(1, 7)
SHORTCUTS = string.ascii_lowercase + string.ascii_uppercase


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag: its full path, its colour (1 to 6), a letter or "", and what it means."""

    name: str
    colour: int
    shortcut: str = ""
    description: str = ""


def read_tag(path: Path, record: Record) -> Tag:
    """The tag of a record; its colour is 0 where the record gives none. Raises Unreadable."""
    name = record.get("name")
    if not isinstance(name, str) or not tagname.is_visible(one_line(name)):
        raise Unreadable(path, "it names no tag")
    colour, shortcut = record.get("colour"), record.get("shortcut")
    description = record.get("description")
    return Tag(
        one_line(name),
        colour if type(colour) is int and colour in COLOURS else 0,
        shortcut if isinstance(shortcut, str) and shortcut in set(SHORTCUTS) else "",
        one_line(description) if isinstance(description, str) else "",
    )


def record_of(tag: Tag) -> Record:
    """The record of a new tag."""
    return named(tag.name) | {
        "colour": tag.colour,
        "description": tag.description,
        "shortcut": tag.shortcut,
        SCHEMA_MEMBER: SCHEMA,
    }


def named(name: str) -> Record:
    """The members of a record that say its tag's name."""
    return {"name": name, "parent": tagname.parent(name)}


def in_order(entry: tuple[str, Tag]) -> tuple[list[str], str, bool]:
    """By name, children after their parent; of two files for one tag, ours first."""
    stem, tag = entry
    return tagname.fold(tag.name).split("/"), tag.name, stem != tagname.file_stem(tag.name)


def colour_of(name: str, known: Mapping[str, Tag]) -> int:
    """The colour of the nearest tag above, else of the family, else one that few families have."""
    above = tagname.parent(name)
    while above:
        if above in known and known[above].colour:
            return known[above].colour
        above = tagname.parent(above)
    families: dict[str, int] = {}
    for tag in known.values():
        if tag.colour:
            families.setdefault(tagname.family(tag.name), tag.colour)
    uses = Counter(families.values())
    return families.get(tagname.family(name)) or min(COLOURS, key=lambda colour: uses[colour])


def free_shortcut(name: str, known: Mapping[str, Tag]) -> str:
    """A letter that no tag has: from the last part of the name, else from it all, else any."""
    taken = {tag.shortcut for tag in known.values()}
    own = tagname.fold(name.rpartition("/")[2] + name)
    letters = [letter for letter in own if letter in string.ascii_lowercase]
    return next((letter for letter in [*letters, *SHORTCUTS] if letter not in taken), "")
