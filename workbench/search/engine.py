"""What the search asks of an engine, whichever it is.

An engine keeps terms as the analysis makes them, and answers resolved trees: patterns are
`AnyWord`, and `Documents` have their ids. It knows nothing of texts: spans and passages come from
the matcher. One process writes at a time; others see its commits after `refresh`.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Literal, NamedTuple, Protocol, get_args

from workbench.model import Document
from workbench.search.cancelling import Cancelled, never
from workbench.search.patterns import Pattern, TooSlowError
from workbench.search.titles import HEADING
from workbench.search.tree import Node

Sort = Literal["relevance", "date", "path"]


def sort_named(name: object) -> Sort:
    """The order of that name; by relevance where there is none."""
    return next((sort for sort in get_args(Sort) if sort == name), "relevance")


def checksum(text: str) -> int:
    """The CRC-32 of the UTF-8 of a text."""
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))


class Ranked(NamedTuple):
    """A document that answers a query. Scores compare within one answer only.

    `plain` is the checksum of its text, if the engine knows that no word of the query stands in it
    as a whole or a joined spelling, such as `dont` for `don't`. -1 if it does not.
    """

    id: str
    score: float
    plain: int = -1


@dataclass(frozen=True, slots=True)
class Page:
    """A part of the ranked documents, and how many there are in all.

    `partial` where not all documents were looked at: there may be more, and better ones.
    """

    total: int
    documents: tuple[Ranked, ...]
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Expansion:
    """The terms that a pattern stands for with their documents, the commonest first.

    `total` counts also those that were too many to be listed. `given_up` where it was not found
    out, because it takes too long.
    """

    terms: tuple[tuple[str, int], ...]
    total: int
    given_up: bool = False


class Texts(Protocol):
    """Where an engine that keeps no texts finds them."""

    def documents_of(self, ids: Sequence[str], /) -> Sequence[Document]:
        """Those of some documents that there are, in any order."""


class Answering(Protocol):
    """What answers trees."""

    def count(self) -> int:
        """How many documents can be found."""

    def search(
        self,
        tree: Node,
        limit: int,
        offset: int = 0,
        *,
        sort: Sort = "relevance",
        cancelled: Cancelled = never,
        enough: Cancelled = never,
    ) -> Page:
        """The documents that answer the tree, and their exact number.

        By date the oldest come first and those without a date last. Once `enough` is true the
        answer is what was found so far. Raises CancelledError.
        """

    def score(self, tree: Node, identity: str, cancelled: Cancelled = never) -> float | None:
        """The score that `search` gives a document by relevance; None where it does not answer.

        What a part of the tree adds to it is in proportion to its boosts. Raises CancelledError.
        """

    def expand(
        self, pattern: Pattern, field: str, limit: int, cancelled: Cancelled = never
    ) -> Expansion:
        """The terms of a field that a pattern stands for.

        Raises CancelledError, and TooSlowError where the pattern cannot be matched in time.
        """

    def pinned(self) -> Answering:
        """What answers as this does now, whatever is committed meanwhile.

        Another thread may ask it while this one is asked and refreshed. To be closed.
        """

    def close(self) -> None:
        """Release what is open."""


class Engine(Answering, Protocol):
    """An index of documents."""

    @property
    def problem(self) -> str:
        """Why the index cannot be used as it is, in one sentence; empty when it can."""

    def update(self, documents: Iterable[Document]) -> None:
        """Add documents, each in place of an earlier one with its id; seen after `commit`.

        Raises WorkbenchError when another process is writing, or when nothing can be written.
        """

    def remove(self, ids: Iterable[str]) -> None:
        """Take documents out; ids that are not there are passed over. Seen after `commit`."""

    def commit(self) -> None:
        """Make all changes so far visible at once, or none. Raises WorkbenchError."""

    def settle(self) -> None:
        """Make ready what searching will need: for now nothing more will be written."""

    def refresh(self) -> bool:
        """See what another process has committed; whether there was anything."""

    def stamp(self) -> str:
        """What tells the commit that answers from others."""

    def ids(self) -> set[str]:
        """Which documents can be found."""

    def question(self) -> AbstractContextManager[None]:
        """Lasts for what is asked together: whether the index is sound is looked up once."""

    def close(self) -> None:
        """Release what is open; changes that were not committed are dropped."""


FIELDS: Sequence[str] = ("text", "title", "source", "author", "path", "kind", HEADING)
"""The fields whose words an engine indexes with their places; dates and paths are asked for whole,
too, and of `BESIDE` there are only words.
"""


@dataclass(frozen=True, slots=True)
class Asking:
    """Asks for somebody who may lose interest: any answer may be a CancelledError."""

    engine: Answering
    cancelled: Cancelled = never

    def total(self, tree: Node) -> int:
        """How many documents answer the tree."""
        return self.engine.search(tree, 0, cancelled=self.cancelled).total

    def expand(self, pattern: Pattern, field: str, limit: int) -> Expansion:
        """The terms of a field that a pattern stands for."""
        try:
            return self.engine.expand(pattern, field, limit, self.cancelled)
        except TooSlowError:
            return Expansion((), 0, given_up=True)
