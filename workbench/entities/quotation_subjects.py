"""The subject of a verb of saying: a name with its titles, people by what they are, a pronoun."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from workbench.entities import quotation_words as words
from workbench.entities.parts import Found


class Subject(NamedTuple):
    """Who says it, as it is written: a name, words without a name, or a pronoun.

    `[start, end)` are the words; `name` is the mention among them that is the one who speaks.
    """

    start: int
    end: int
    name: Found | None = None
    pronoun: str = ""
    words: str = ""


class Names:
    """The names and dates of a section, by where they begin and end."""

    def __init__(self, found: Iterable[Found]) -> None:
        self.starts: dict[int, Found] = {}
        self.ends: dict[int, Found] = {}
        self.dates_from: dict[int, Found] = {}
        self.dates_to: dict[int, Found] = {}
        for one in found:
            if one.kind == "date":
                self.dates_from[one.start] = one
                self.dates_to[one.end] = one
            elif one.kind != "quantity":
                self.starts[one.start] = one
                self.ends[one.end] = one

    def first(self, start: int, end: int) -> Found | None:
        """The first name that begins in a range, which must be short."""
        return next((self.starts[at] for at in range(start, end) if at in self.starts), None)


def of_people(listed: Iterable[str]) -> bool:
    """Whether one of the words, in lower case, is for people or bodies that say things."""
    return any(
        one in words.PEOPLE or one in words.RECORDS or one.removesuffix("s") in words.PEOPLE
        for one in listed
    )
