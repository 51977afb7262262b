"""From a tree as it was parsed to one that an engine can answer.

Patterns become the words of the collection that they stand for, and the fields of other rooms the
documents that these name. What had to be limited is said in a notice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias, cast

from workbench.model import WorkbenchError
from workbench.search.engine import Asking
from workbench.search.interpret import interpreted, shortened
from workbench.search.patterns import Fuzzy, Pattern, Prefix, Regex, Stem, Wildcard
from workbench.search.tree import (
    PLAIN,
    And,
    AnyWord,
    Boost,
    Documents,
    Field,
    Node,
    Not,
    Or,
    Phrase,
    Slot,
)
from workbench.spans import Spans

FieldResolver: TypeAlias = Callable[[str], Mapping[str, Spans]]
"""Answers a field: what the analyst typed to the ids of documents, each with its spans."""

MOST_WORDS = 128
"""Words that a pattern stands for at most: the commonest."""


@dataclass(slots=True)
class Resolved:
    """A tree for an engine; the other rooms' answers, for the matcher; what there is to say."""

    tree: Node
    answers: dict[Documents, Mapping[str, Spans]] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)


def resolve(
    tree: Node,
    asking: Asking,
    fields: Mapping[str, FieldResolver],
    exact: Mapping[str, FieldResolver],
) -> Resolved:
    """`tree` with every pattern and every question to another room answered.

    `exact` answers for the fields that can be asked for a whole value. Raises CancelledError only.
    """
    resolved = Resolved(tree)
    resolved.tree = _Resolving(asking, fields, exact, resolved).node(tree, PLAIN)
    return resolved


class _Resolving:
    def __init__(
        self,
        asking: Asking,
        fields: Mapping[str, FieldResolver],
        exact: Mapping[str, FieldResolver],
        resolved: Resolved,
    ) -> None:
        self._asking = asking
        self._fields = fields
        self._exact = exact
        self._resolved = resolved

    def node(self, node: Node, name: str) -> Node:
        match node:
            case And(nodes) | Or(nodes):
                return replace(node, nodes=tuple(self.node(part, name) for part in nodes))
            case Not(part) | Boost(part, _):
                return replace(node, node=self.node(part, name))
            case Field(inner, part):
                return Field(inner, self.node(part, inner))
            case Phrase(slots, slop):
                return Phrase(tuple(cast(Slot, self.node(slot, name)) for slot in slots), slop)
            case Prefix() | Wildcard() | Fuzzy() | Regex() | Stem():
                return self._words(node, name)
            case Documents(ids=None):
                return self._documents(node)
            case _:
                return node

    def _words(self, pattern: Pattern, name: str) -> AnyWord:
        found = self._asking.expand(pattern, name, MOST_WORDS)
        complete = found.total <= MOST_WORDS and not found.given_up
        if found.given_up:
            self._resolved.notices.append(
                f"{shortened(interpreted(pattern))} takes too long to be held against all words, "
                "and finds nothing."
            )
        elif not complete:
            self._resolved.notices.append(
                f"{shortened(interpreted(pattern))} stands for {found.total:,} words; "
                f"the {MOST_WORDS} commonest are searched."
            )
        return AnyWord(pattern, frozenset(term for term, _ in found.terms), complete)

    def _documents(self, asked: Documents) -> Documents:
        try:
            answer = answer_to(asked, self._fields, self._exact)
        except WorkbenchError as error:
            self._resolved.notices.append(str(error))
            answer = {}
        answered = replace(asked, ids=frozenset(answer))
        self._resolved.answers[answered] = answer
        return answered


def answer_to(
    asked: Documents, fields: Mapping[str, FieldResolver], exact: Mapping[str, FieldResolver]
) -> Mapping[str, Spans]:
    """What the resolver of a field says. Raises WorkbenchError as that does."""
    resolvers = exact if asked.exact and asked.field in exact else fields
    return resolvers[asked.field](asked.value)
