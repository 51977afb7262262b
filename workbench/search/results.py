"""What a search answers."""

from __future__ import annotations

from dataclasses import dataclass, field

from workbench.model import Hit


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A query that finds something, and what: `41 documents`.

    `meant` where it may be what was meant: only a spelling or a name is another.
    """

    query: str
    label: str
    meant: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Results:
    """A page of the documents that answer a query.

    `interpreted` is the query as it was understood, in the query language. `total` is the exact
    number of documents; `passages` the number of hits in all of them where the page holds them
    all, else None. `words` says, where nothing was found, how many documents each part has.
    `partial` where the search was stopped for taking too long: there may be more than was found.
    """

    query: str
    interpreted: str = ""
    notices: tuple[str, ...] = ()
    total: int = 0
    passages: int | None = None
    hits: tuple[Hit, ...] = ()
    seconds: float = 0.0
    suggestions: tuple[Suggestion, ...] = ()
    words: tuple[tuple[str, int], ...] = ()
    partial: bool = False
