"""The tags as a tree: how often each is used, and what a filter leaves of them.

Nothing here knows a widget.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.notes.overview import TagCount, by_tag
from workbench.notes.tagname import is_below
from workbench.tui.fuzzy import Found, fold, rank

if TYPE_CHECKING:
    from workbench.notes import Annotation, Codebook, Tag


@dataclass(frozen=True, slots=True)
class TagRow:
    """A tag, or a name that has tags below it (`recorded` is False where no record says more).

    `own` is the number of notes that have the tag, `total` of those that have it or one below it.
    """

    tag: Tag
    own: int
    total: int
    recorded: bool

    @property
    def name(self) -> str:
        """The full name."""
        return self.tag.name

    @property
    def there(self) -> bool:
        """Whether it is a tag, and not only a name above tags."""
        return self.recorded or self.own > 0

    @property
    def depth(self) -> int:
        """How many tags are above it."""
        return self.name.count("/")


@dataclass(frozen=True, slots=True)
class Shown:
    """A row that the filter left, what matched of `name<tab>description`, and whether it did.

    One that did not match is above one that did.
    """

    row: TagRow
    spans: Sequence[tuple[int, int]] = ()
    matches: bool = True


class TagTree:
    """All tags, children after their parent."""

    def __init__(self, rows: Sequence[TagRow]) -> None:
        self.rows = rows
        self.by_name = {row.name: row for row in rows}
        self._folded = [fold(f"{row.name}\t{row.tag.description}") for row in rows]

    @classmethod
    def of(cls, codebook: Codebook, annotations: Iterable[Annotation]) -> TagTree:
        """The tree of a codebook and of the tags that notes have. For worker threads."""
        recorded = {tag.name: tag for tag in codebook.tags()}
        counts = by_tag(annotations)
        names = {above for name in (*recorded, *counts) for above in path_to(name)}
        ordered = sorted(names, key=lambda name: (fold(name).split("/"), name))
        return cls(
            [
                TagRow(codebook.get(name), *counts.get(name, TagCount()), name in recorded)
                for name in ordered
            ]
        )

    @property
    def count(self) -> int:
        """How many tags there are, without names that are only above others."""
        return sum(row.there for row in self.rows)

    def taken(self, name: str, new: str) -> str:
        """The other tag whose name a tag, or one below it, would get if it were called `new`.

        Empty where there is none, and for a name below the tag's own.
        """
        there = [row.name for row in self.rows if row.there]
        moved = [one for one in there if is_below(one, name)]
        others = set(there).difference(moved)
        named = (new + one.removeprefix(name) for one in moved)
        return "" if is_below(new, name) else next((one for one in named if one in others), "")

    def filtered(self, typed: str) -> tuple[list[Shown], str]:
        """The rows with all words of what is typed in name or description, under those above them.

        With them comes the name of the one that matches best, empty where none does.
        """
        if not typed.strip():
            return [Shown(row) for row in self.rows], ""
        found = rank(typed, self._folded, limit=len(self.rows))
        matching: Mapping[str, Found] = {self.rows[one.index].name: one for one in found}
        kept = {above for name in matching for above in path_to(name)}
        shown = [
            Shown(row, matching[row.name].spans) if row.name in matching else Shown(row, (), False)
            for row in self.rows
            if row.name in kept
        ]
        return shown, self.rows[found[0].index].name if found else ""


def path_to(name: str) -> Iterator[str]:
    """The names of the tags above a tag, from the top, and its own."""
    at = name.find("/")
    while at >= 0:
        yield name[:at]
        at = name.find("/", at + 1)
    yield name
