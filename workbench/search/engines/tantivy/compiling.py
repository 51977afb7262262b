"""A tree as Tantivy's query."""

from __future__ import annotations

from tantivy import FieldType, Query

from workbench.search.cancelling import Patience, stop_if
from workbench.search.engines.tantivy.feeding import FIRST_DAY, ID, LAST_DAY, SHAPE, day_number
from workbench.search.engines.tantivy.narrowing import narrowed
from workbench.search.engines.tantivy.phrases import phrase_query
from workbench.search.engines.tantivy.reading import Snapshot
from workbench.search.engines.tantivy.words import (
    all_of,
    any_of,
    everything,
    flat,
    having,
    places,
    scored,
)
from workbench.search.parser import TEXT
from workbench.search.patterns import Wildcard
from workbench.search.tree import (
    PLAIN,
    And,
    AnyWord,
    Boost,
    DateRange,
    Documents,
    Everything,
    Field,
    Node,
    Not,
    Or,
    PathShape,
    Phrase,
    Word,
)


class Compiler:
    """Makes queries for one commit, with scores or, in less time, without."""

    def __init__(self, snapshot: Snapshot, patience: Patience, *, scoring: bool) -> None:
        self._snapshot = snapshot
        self._patience = patience
        self._scoring = scoring

    def query(self, node: Node, field: str = PLAIN) -> Query:
        """The documents that answer the node. Raises CancelledError."""
        stop_if(self._patience.cancelled)
        match node:
            case And(nodes):
                nodes = narrowed(
                    self._snapshot, nodes, lambda part: self._unscored(part, field), self._patience
                )
                wanted = [part for part in nodes if not isinstance(part, Not)]
                unwanted = [part.node for part in nodes if isinstance(part, Not)]
                return all_of(
                    [self.query(part, field) for part in wanted],
                    [self._unscored(part, field) for part in unwanted],
                )
            case Or(nodes):
                return any_of([self.query(part, field) for part in nodes])
            case Not(part):
                return all_of([], [self.query(part, field)])
            case Boost(part, factor):
                return Query.boost_query(self.query(part, field), factor)
            case Field(name, part):
                return self.query(part, name)
            case Word() | AnyWord():
                return self._word(node, field)
            case Phrase():
                return phrase_query(
                    self._snapshot, node, field, self._patience, scoring=self._scoring
                )
            case _:
                score = node.score if isinstance(node, Documents) else 0.0
                return flat(self._filter(node), score)

    def _unscored(self, node: Node, field: str) -> Query:
        return Compiler(self._snapshot, self._patience, scoring=False).query(node, field)

    def _word(self, word: Word | AnyWord, field: str) -> Query:
        terms = (word.text,) if isinstance(word, Word) else tuple(sorted(word.words))
        if self._scoring:
            return scored(self._snapshot, field, terms)
        return having(self._snapshot, places(self._snapshot, field, terms))

    def _filter(self, node: Node) -> Query:
        """The documents of a node that does not score."""
        schema = self._snapshot.schema
        match node:
            case Documents(ids=ids):
                return Query.term_set_query(schema, ID, [*(ids or ())])
            case DateRange(first, last):
                return all_of(
                    [
                        Query.range_query(
                            schema, LAST_DAY, FieldType.Integer, day_number(first or "0")
                        ),
                        Query.range_query(
                            schema, FIRST_DAY, FieldType.Integer, None, day_number(last or "9" * 8)
                        ),
                    ]
                )
            case PathShape(shape):
                paths = self._snapshot.terms(SHAPE, Wildcard(shape), self._patience.cancelled)
                return Query.term_set_query(schema, SHAPE, [*paths])
            case Everything():
                return everything()
            case _:
                return Query.empty_query()


def is_flat(node: Node, field: str = PLAIN) -> bool:
    """Whether every document that answers has the same score."""
    match node:
        case And(nodes):
            return all(is_flat(part, field) for part in nodes)
        case Boost(part, _):
            return is_flat(part, field)
        case Field(name, part):
            return is_flat(part, name)
        case Word() | AnyWord():
            return field not in (PLAIN, TEXT)
        case Or() | Phrase():
            return False
        case _:
            return True
