"""The names of tags: paths such as `military/troops`, in any script.

How a name is tidied, which names a search for one finds, and the file that a tag's record lives in.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from fnmatch import fnmatchcase

from workbench.library.safe import one_line
from workbench.model import WorkbenchError
from workbench.store import places

LONGEST = 200


def tidy(name: str) -> str:
    """The name as it is kept: NFC, single spaces, no empty parts; `a / b` becomes `a/b`.

    Raises WorkbenchError for a name without anything visible, or longer than 200 characters.
    """
    parts = [" ".join(part.split()) for part in one_line(name).split("/")]
    tidied = unicodedata.normalize("NFC", "/".join(filter(is_visible, parts)))
    if not tidied:
        raise WorkbenchError("A tag needs a name.")
    if len(tidied) > LONGEST:
        raise WorkbenchError(f"The name of a tag can have at most {LONGEST} characters.")
    return tidied


def is_visible(name: str) -> bool:
    """Whether there is anything in the name that can be seen."""
    return any(char.isprintable() and not char.isspace() for char in name)


def family(name: str) -> str:
    """The top-level part of a name."""
    return name.partition("/")[0]


def parent(name: str) -> str:
    """The name without its last part; empty for a tag at the top."""
    return name.rpartition("/")[0]


def is_below(name: str, above: str) -> bool:
    """Whether the tag is `above` itself or one below it."""
    return name == above or name.startswith(f"{above}/")


def file_stem(name: str) -> str:
    """Name of the file of a tag's record, without `.json`."""
    return places.file_stem(fold(name), name)


def fold(text: str) -> str:
    """`text` without case and diacritics, for comparison."""
    if text.isascii():
        return text.casefold()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()


def is_found_by(wanted: str, name: str) -> bool:
    """Whether a search for `wanted` finds the tag `name`.

    It does if `wanted` is the name, a part of it or several that follow each other: `military`
    finds `military/troops`, and so do `troops` and `mil*`. Case and diacritics do not count.
    """
    parts = fold(name).split("/")
    sought = [part.strip() for part in fold(wanted).split("/") if part.strip()]
    return bool(sought) and any(
        all(map(_part_matches, parts[start:], sought))
        for start in range(len(parts) - len(sought) + 1)
    )


def found_by(wanted: str, names: Iterable[str]) -> set[str]:
    """The names that a search for `wanted` finds."""
    return {name for name in names if is_found_by(wanted, name)}


def called(wanted: str, names: Iterable[str]) -> set[str]:
    """The name that is `wanted`; without one, those that differ in case and accents alone."""
    names = list(names)
    return {wanted}.intersection(names) or {one for one in names if fold(one) == fold(wanted)}


def begins(name: str, beginning: str) -> bool:
    """Whether a word of the tag begins so: `military/troops` with `tro`."""
    return f" {fold(beginning)}" in f" {fold(name).replace('/', ' ')}"


def _part_matches(part: str, pattern: str) -> bool:
    # A bracket would open a set of characters; here it is just a bracket.
    return part == pattern or fnmatchcase(part, pattern.replace("[", "[[]"))
