"""How a query was read and answered, in words and numbers: every part with its documents, what
patterns stand for, what was left out, and what each part adds to the score of a document.

All numbers are the engine's own answers. A score is the sum of what its parts add, each in
proportion to its weight: so what a part adds is what is added again where it counts double.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from workbench.model import Document
from workbench.search.engine import Asking
from workbench.search.interpret import interpreted
from workbench.search.matcher import Matcher
from workbench.search.patterns import Fuzzy, Pattern, Prefix, Regex, Stem
from workbench.search.prepared import Prepared
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
    Nothing,
    Or,
    PathShape,
    Phrase,
)

_ASKED = {
    "tag": "documents with this tag",
    "note": "documents with these words in a note",
    "person": "documents that name it",
    "org": "documents that name it",
    "place": "documents that name it",
    "speaker": "documents that quote them",
    "is": "documents in this state",
    "document": "this one document",
}

TERMS = 12
"""Words of a pattern that are named: the commonest."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a query: as it is written, in words, and how many documents answer it alone.

    Of a pattern, `terms` are the commonest words that it stands for with their documents,
    `stands_for` is the number of all, and `left_out` of those that are not searched.
    """

    written: str
    words: str
    documents: int
    parts: tuple[Part, ...] = ()
    terms: tuple[tuple[str, int], ...] = ()
    stands_for: int = 0
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Share:
    """What a part adds to the score of a document, and how often it is marked in its text.

    `by_title` where it is not, but the title has it.
    """

    written: str
    score: float
    times: int
    by_title: bool = False


@dataclass(frozen=True, slots=True)
class Ranking:
    """Why a document stands where it does: its score, and the parts that it is made of."""

    document: str
    score: float
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A query explained; `part` is the whole of it, None where there is nothing to search for.

    `indexed` is how many documents are searched. `rankings` are those of the documents that were
    asked for and answer.
    """

    query: str
    read_as: str
    notices: tuple[str, ...]
    indexed: int
    part: Part | None = None
    rankings: tuple[Ranking, ...] = ()


def explained(
    query: str, prepared: Prepared, asking: Asking, documents: Iterable[Document] = ()
) -> Explanation:
    """Explain a query, and the scores of the given documents. Raises CancelledError."""
    read_as = interpreted(prepared.reading.tree)
    explanation = Explanation(query, read_as, prepared.notices, asking.engine.count())
    tree = prepared.tree
    if tree is None:
        return explanation
    part = _part(tree, PLAIN, asking)
    ranked = (_ranking(prepared, tree, asking, document) for document in documents)
    return replace(explanation, part=part, rankings=tuple(filter(None, ranked)))


def _part(node: Node, field: str, asking: Asking) -> Part:
    within = _within(field, node)
    part = Part(interpreted(within), _words(node, field), asking.total(within))
    match node:
        case And(nodes) | Or(nodes):
            return replace(part, parts=tuple(_part(one, field, asking) for one in nodes))
        case Boost(inner, _):
            weighed = _part(inner, field, asking)
            if weighed.parts:
                return replace(part, parts=(weighed,))
            return replace(weighed, words=f"{weighed.words}, {part.words}")
        case Not(inner):
            return replace(part, parts=(_part(inner, field, asking),))
        case Field(name, inner):
            return _part(inner, name, asking)
        case AnyWord():
            return _expanded(part, node, field, asking)
        case Phrase(slots):
            patterns = [slot for slot in slots if isinstance(slot, AnyWord)]
            return replace(part, parts=tuple(_part(one, field, asking) for one in patterns))
        case _:
            return part


def _expanded(part: Part, node: AnyWord, field: str, asking: Asking) -> Part:
    found = asking.expand(node.pattern, field, TERMS)
    return replace(
        part,
        terms=found.terms,
        stands_for=found.total,
        left_out=max(found.total - len(node.words), 0),
    )


def _ranking(prepared: Prepared, tree: Node, asking: Asking, document: Document) -> Ranking | None:
    answers = prepared.resolved.answers if prepared.resolved else None

    def score(node: Node) -> float | None:
        return asking.engine.score(node, document.id, asking.cancelled)

    whole = score(tree)
    if whole is None:
        return None
    shares = []
    for part, doubled in _each_doubled(tree, PLAIN):
        if score(part) is not None:
            matcher = Matcher(part, answers)
            times = len(matcher.spans(document, asking.cancelled))
            by_title = not times and bool(matcher.in_title(document))
            added = (score(doubled) or whole) - whole
            shares.append(Share(interpreted(part), added, times, by_title))
    return Ranking(document.id, whole, tuple(sorted(shares, key=lambda share: -share.score)))


def _each_doubled(node: Node, field: str) -> Iterator[tuple[Node, Node]]:
    """Each part that scores, as it stands by itself, and the tree in which it counts double."""
    match node:
        case And(nodes) | Or(nodes):
            for at, one in enumerate(nodes):
                for part, doubled in _each_doubled(one, field):
                    yield part, replace(node, nodes=(*nodes[:at], doubled, *nodes[at + 1 :]))
        case Boost(inner, factor):
            for part, doubled in _each_doubled(inner, field):
                yield Boost(part, factor), Boost(doubled, factor)
        case Field(name, inner):
            for part, doubled in _each_doubled(inner, name):
                yield part, Field(name, doubled)
        case Not():
            return
        case _:
            yield _within(field, node), Boost(node, 2.0)


def _within(field: str, node: Node) -> Node:
    """A part as it stands in its field."""
    plain = field == PLAIN or isinstance(node, Field | Documents | DateRange)
    return node if plain else Field(field, node)


def _words(node: Node, field: str) -> str:
    where = "" if field in (PLAIN, "date", "path") else f" in the field {field}"
    match node:
        case And():
            return "all of these"
        case Or():
            return "any of these"
        case Not():
            return "not this"
        case Boost(_, factor):
            return f"counted {factor:g} times"
        case Phrase(_, 0):
            return f"these words in this order{where}"
        case Phrase(_, slop):
            return f"these words in any order, at most {slop:,} others between them{where}"
        case AnyWord(pattern):
            return _pattern(pattern) + where
        case DateRange(first, last):
            ends = [f"from {first}" if first else "", f"to {last}" if last else ""]
            return "dated " + " ".join(filter(None, ends))
        case PathShape():
            return "the whole path has this shape"
        case Documents(name, exact=True):
            return f"documents with exactly this in the field {name}"
        case Documents(name):
            return _ASKED.get(name, "what this field names")
        case Everything():
            return "every document"
        case Nothing():
            return "no document"
        case _:
            return f"this word{where}"


def _pattern(pattern: Pattern) -> str:
    match pattern:
        case Prefix():
            return "words that begin so"
        case Fuzzy(_, edits):
            return f"words that differ by at most {edits} letter{'s' if edits > 1 else ''}"
        case Stem():
            return "words with the same stem"
        case Regex():
            return "words that the expression matches"
        case _:
            return "words of this shape"
