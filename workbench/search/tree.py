"""The query as a tree: what was asked, apart from how it was typed and from any engine.

Words in it are terms as the analysis makes them. Patterns stand for the terms that they match; an
engine's list of words turns them into `AnyWord` before a search.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from workbench.search.patterns import Pattern

PLAIN = ""
"""The field of what is asked without one: the text or the title has it."""


@dataclass(frozen=True)
class Everything:
    """All documents; in a phrase, any one word."""


@dataclass(frozen=True)
class Nothing:
    """No document."""


@dataclass(frozen=True)
class Word:
    """One term."""

    text: str


@dataclass(frozen=True)
class AnyWord:
    """A pattern with the terms of the collection that it was found to stand for.

    Where there were too many, `complete` is false and only `words` are meant.
    """

    pattern: Pattern
    words: frozenset[str]
    complete: bool = True

    def matches(self, term: str) -> bool:
        """Whether `term` is meant, be it in the collection or not yet."""
        return self.pattern.matches(term) if self.complete else term in self.words


Slot: TypeAlias = Word | Pattern | AnyWord | Everything


@dataclass(frozen=True)
class Phrase:
    """Words that follow each other; with a slop, in any order with so many others between them."""

    slots: tuple[Slot, ...]
    slop: int = 0


@dataclass(frozen=True)
class DateRange:
    """Documents whose date may lie in `[first, last]`, ISO dates; empty is without limit."""

    first: str = ""
    last: str = ""


@dataclass(frozen=True)
class PathShape:
    """Documents whose whole path has this shape, folded; `*` crosses folders."""

    text: str


@dataclass(frozen=True)
class Documents:
    """What another room answered: documents, by what was asked of which field.

    A value that nobody has answered yet is a question; `Search` puts it to the field's resolver.
    `exact` where the whole value was asked for, and not a part of it. `score` is what it adds to
    the scores of these documents.
    """

    field: str
    value: str
    ids: frozenset[str] | None = None
    exact: bool = False
    score: float = 0.0


@dataclass(frozen=True)
class Field:
    """A query put to one field of the documents instead of to their text."""

    name: str
    node: Node


@dataclass(frozen=True)
class And:
    """Documents that answer every part."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True)
class Or:
    """Documents that answer any part."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True)
class Not:
    """Documents that do not answer the part."""

    node: Node


@dataclass(frozen=True)
class Boost:
    """The part, counted so many times as much in the order of the results."""

    node: Node
    factor: float


Leaf: TypeAlias = (
    Everything | Nothing | Word | Pattern | AnyWord | Phrase | DateRange | PathShape | Documents
)
Node: TypeAlias = Leaf | Field | And | Or | Not | Boost


def positive_leaves(node: Node, field: str = PLAIN) -> list[tuple[str, Leaf]]:
    """The leaves that a document is asked to have, each with its field, in the order written."""
    match node:
        case And(nodes) | Or(nodes):
            return [leaf for part in nodes for leaf in positive_leaves(part, field)]
        case Boost(part, _):
            return positive_leaves(part, field)
        case Field(name, part):
            return positive_leaves(part, name)
        case Not(_):
            return []
        case _:
            return [(field, node)]


def exchanged(node: Node, old: Node, new: Node) -> Node:
    """`node` with another node for a part of it, unless that is excluded."""
    match node:
        case And(nodes):
            return And(tuple(exchanged(part, old, new) for part in nodes))
        case Or(nodes):
            return Or(tuple(exchanged(part, old, new) for part in nodes))
        case Boost(part, factor):
            return Boost(exchanged(part, old, new), factor)
        case _:
            return new if node == old else node
