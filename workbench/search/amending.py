"""The index with what was said of documents since they were indexed laid over it.

A few documents at most have another title, source, author or date than the index knows. Where a
query asks for these, they are left out of what the index is asked, and put in where they answer as
they are now. Then the same holds of counts, suggestions and explanations, whatever the engine.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from copy import copy
from functools import partial
from itertools import chain
from math import log
from typing import Protocol, TypeAlias

from workbench.model import Document, DocumentInfo, Spans, WorkbenchError
from workbench.search import dates
from workbench.search.analysis import terms
from workbench.search.cancelling import Cancelled, never
from workbench.search.engine import Answering, Expansion, Page, Ranked, Sort
from workbench.search.matcher import Matcher, field_text
from workbench.search.patterns import Pattern
from workbench.search.shelf import Library
from workbench.search.tree import (
    And,
    Boost,
    DateRange,
    Documents,
    Field,
    Node,
    Not,
    Nothing,
    Or,
    Word,
)

_AMENDED = frozenset({"title", "source", "author"})
_UNDATED = "~"

Weight: TypeAlias = Callable[[Node], float]


def _none(node: Node) -> float:
    return 0.0


class Amendments(Protocol):
    """What was said of documents since they were indexed."""

    def version(self) -> Hashable:
        """Another value after anything was said anew."""

    def documents(self) -> Mapping[str, DocumentInfo]:
        """By id the documents of which the index knows something else, as they are now."""


class NoAmendments:
    """What is indexed is what is said."""

    def version(self) -> Hashable:
        """Always the same."""
        return None

    def documents(self) -> Mapping[str, DocumentInfo]:
        """None."""
        return {}


class Amended:
    """What an engine answers, right for the documents that were amended.

    These are mostly none, and then the engine answers as it would without this. Which they are is
    looked up once a question, by `look`.
    """

    def __init__(self, engine: Answering, library: Library, amendments: Amendments) -> None:
        self._engine = engine
        self._library = library
        self._amendments = amendments
        self._amended = amendments.documents()
        self._version = amendments.version()

    def look(self) -> bool:
        """See what was said by now; whether it was anything since the last look."""
        version = self._amendments.version()
        self._amended = self._amendments.documents()
        before, self._version = self._version, version
        return version != before

    def count(self) -> int:
        """How many documents can be found."""
        return self._engine.count()

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
        """The documents that answer the tree. Raises CancelledError."""
        amended = self._amended
        if not amended:
            asked = tree
        elif sort == "relevance" and limit > 0:
            asked = _over(tree, amended, partial(self._weight, cancelled))
        else:
            asked = _over(tree, amended)
        if amended and sort == "date" and limit > 0:
            return self._by_date(asked, amended, limit, offset, cancelled, enough)
        return self._engine.search(
            asked, limit, offset, sort=sort, cancelled=cancelled, enough=enough
        )

    def score(self, tree: Node, identity: str, cancelled: Cancelled = never) -> float | None:
        """The score of a document. Raises CancelledError."""
        if self._amended:
            tree = _over(tree, self._amended, partial(self._weight, cancelled))
        return self._engine.score(tree, identity, cancelled)

    def _weight(self, cancelled: Cancelled, node: Node) -> float:
        """What a part that asks a field adds to a score: what it does where it adds most.

        Where no other document has it, what a word adds that only one document has.
        """
        # What scores alike everywhere need not be scored; alternatives must be.
        page = self._engine.search(Or((node, Nothing())), 1, cancelled=cancelled)
        best = max((one.score for one in page.documents), default=0.0)
        return best or _factor(node) * log(1 + self._engine.count())

    def expand(
        self, pattern: Pattern, field: str, limit: int, cancelled: Cancelled = never
    ) -> Expansion:
        """The terms that a pattern stands for. Raises CancelledError."""
        found = self._engine.expand(pattern, field, limit, cancelled)
        amended = self._amended if field in _AMENDED else {}
        if not amended:
            return found
        said = chain.from_iterable(
            (term.text for term in terms(field_text(info, field))) for info in amended.values()
        )
        known = [term for term, _ in found.terms]
        added = set(filter(pattern.matches, said)).difference(known)
        counted = [
            (term, self.search(Field(field, Word(term)), 0, cancelled=cancelled).total)
            for term in (*known, *added)
        ]
        left = sorted((one for one in counted if one[1]), key=lambda one: (-one[1], one[0]))
        return Expansion(tuple(left[:limit]), max(found.total, len(left)))

    def pinned(self) -> Amended:
        """The same answers as of now."""
        pinned = copy(self)
        pinned._engine = self._engine.pinned()
        return pinned

    def close(self) -> None:
        """Release what is open."""
        self._engine.close()

    def _by_date(
        self,
        tree: Node,
        amended: Mapping[str, DocumentInfo],
        limit: int,
        offset: int,
        cancelled: Cancelled,
        enough: Cancelled,
    ) -> Page:
        """A page in the order of the dates: the amended documents dealt in among the others.

        At most all amended ones come before the page, so that many of the others more are asked
        for than are on it.
        """
        ids = Documents("", "", frozenset(amended))
        late = self._engine.search(And((tree, ids)), len(amended), cancelled=cancelled)
        first = max(offset - len(late.documents), 0)
        others = self._engine.search(
            And((tree, Not(ids))),
            offset + limit - first,
            first,
            sort="date",
            cancelled=cancelled,
            enough=enough,
        )
        placed = [(_place(amended[one.id]), one) for one in late.documents]
        for one in others.documents:
            try:
                placed.append((_place(self._library.info(one.id)), one))
            except WorkbenchError:  # it is gone from the library since
                placed.append(((_UNDATED, _UNDATED), one))
        placed.sort()
        page: list[Ranked] = [one for _, one in placed[offset - first :][:limit]]
        return Page(others.total + late.total, tuple(page), others.partial or late.partial)


def _over(node: Node, amended: Mapping[str, DocumentInfo], weight: Weight = _none) -> Node:
    """The tree with every part that asks for what was amended made right for these documents.

    `weight` is asked what such a part adds to a score.
    """
    match node:
        case And(nodes):
            return And(tuple(_over(part, amended, weight) for part in nodes))
        case Or(nodes):
            return Or(tuple(_over(part, amended, weight) for part in nodes))
        case Not(part):
            return Not(_over(part, amended))
        case Boost(part, factor):
            return Boost(_over(part, amended, weight), factor)
        case Field(name, _) if name in _AMENDED:
            return _asked_anew(node, amended, weight)
        case DateRange():
            return _asked_anew(node, amended, _none)
        case _:
            return node


def _factor(node: Node) -> float:
    """How many times a part of a field counts."""
    match node:
        case Field(_, part):
            return _factor(part)
        case Boost(part, factor):
            return factor * _factor(part)
        case _:
            return 1.0


def _asked_anew(node: Node, amended: Mapping[str, DocumentInfo], weight: Weight) -> Node:
    matcher = Matcher(node)
    every = Documents("", "", frozenset(amended))
    answering = frozenset(
        identity
        for identity, info in amended.items()
        if matcher.matches(Document(info, "", Spans()))
    )
    score = weight(node) if answering else 0.0
    return Or((And((node, Not(every))), Documents("", "", answering, score=score)))


def _place(info: DocumentInfo) -> tuple[str, str]:
    """Where the engines have a document in the order of the dates."""
    days = dates.whole(info.metadata.date)
    return (days[0] if days else _UNDATED), info.path
