"""The index with what was said of documents since they were indexed laid over it.

A few documents at most have another title, source, author or date than the index knows. Where a
query asks for these, they are left out of what the index is asked, and put in where they answer as
they are now. Then the same holds of counts, suggestions and explanations, whatever the engine.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Set
from copy import copy
from functools import partial
from math import log
from typing import Protocol, TypeAlias

from workbench.model import Document, DocumentInfo, WorkbenchError
from workbench.search import dates
from workbench.search.analysis import terms
from workbench.search.cancelling import Cancelled, never
from workbench.search.engine import Answering, Expansion, Page, Ranked, Sort
from workbench.search.matcher import Matcher, field_text
from workbench.search.parser import TEXT
from workbench.search.patterns import Pattern
from workbench.search.shelf import Library
from workbench.search.titles import BESIDE, HEADING, kept_in
from workbench.search.tree import (
    PLAIN,
    And,
    AnyWord,
    Boost,
    DateRange,
    Documents,
    Field,
    Node,
    Not,
    Nothing,
    Or,
    Phrase,
    Word,
)
from workbench.search.vocabulary import commonest
from workbench.spans import Spans

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
        self._titles = _terms_of(info.metadata.title for info in self._amended.values())

    def look(self) -> bool:
        """See what was said by now; whether it was anything since the last look."""
        version, amended = self._amendments.version(), self._amendments.documents()
        if amended != self._amended:
            self._amended = amended
            self._titles = _terms_of(info.metadata.title for info in amended.values())
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
            asked = self._over(tree, partial(self._weight, cancelled), cancelled)
        else:
            asked = self._over(tree, _none, cancelled)
        if amended and sort == "date" and limit > 0:
            return self._by_date(asked, amended, limit, offset, cancelled, enough)
        return self._engine.search(
            asked, limit, offset, sort=sort, cancelled=cancelled, enough=enough
        )

    def score(self, tree: Node, identity: str, cancelled: Cancelled = never) -> float | None:
        """The score of a document. Raises CancelledError."""
        if self._amended:
            tree = self._over(tree, partial(self._weight, cancelled), cancelled)
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
        if not self._amended or field not in (PLAIN, *_AMENDED):
            return found
        if field == PLAIN:
            said = self._titles
            unsure = self._engine.expand(pattern, BESIDE, limit, cancelled).terms
        else:
            said = _terms_of(field_text(info, field) for info in self._amended.values())
            unsure = found.terms
        counted = dict(found.terms)
        for term in {*(term for term, _ in unsure), *filter(pattern.matches, said)}:
            asked = Field(field, Word(term)) if field else Word(term)
            counted[term] = self.search(asked, 0, cancelled=cancelled).total
        left = {term: count for term, count in counted.items() if count}
        return Expansion(commonest(left, limit), max(found.total, len(left)))

    def pinned(self) -> Amended:
        """The same answers as of now."""
        pinned = copy(self)
        pinned._engine = self._engine.pinned()
        return pinned

    def close(self) -> None:
        """Release what is open."""
        self._engine.close()

    def _over(self, node: Node, weight: Weight, cancelled: Cancelled) -> Node:
        """The tree with every part that asks for what was amended made right for it.

        `weight` is asked what such a part adds to a score.
        """
        match node:
            case And(nodes):
                return And(tuple(self._over(part, weight, cancelled) for part in nodes))
            case Or(nodes):
                return Or(tuple(self._over(part, weight, cancelled) for part in nodes))
            case Not(part):
                return Not(self._over(part, _none, cancelled))
            case Boost(part, factor):
                return Boost(self._over(part, weight, cancelled), factor)
            case Field(name, _) if name in _AMENDED:
                return self._asked_anew(node, weight)
            case DateRange():
                return self._asked_anew(node, _none)
            case Word() | AnyWord() | Phrase():
                return self._with_titles(node, weight, cancelled)
            case _:
                return node

    def _asked_anew(self, node: Node, weight: Weight) -> Node:
        answering = self._answering(node)
        score = weight(node) if answering else 0.0
        others = And((node, Not(_these(self._amended))))
        return Or((others, _these(answering, score)))

    def _with_titles(
        self, leaf: Word | AnyWord | Phrase, weight: Weight, cancelled: Cancelled
    ) -> Node:
        """What the text or the title is asked for, where an amended title has or had it."""
        every = _these(self._amended)
        titled: Set[str] = frozenset()
        if _may_have(self._titles, leaf):
            titled = self._answering(Field(HEADING, leaf))
        had = And((Field(kept_in(leaf), leaf), every))
        if not titled and not self._engine.search(had, 0, cancelled=cancelled).total:
            return leaf
        answered = self._ids(And((leaf, every)), cancelled)
        right = self._ids(And((Field(TEXT, leaf), every)), cancelled) | titled
        node: Node = leaf
        if answered - right:
            node = And((leaf, Not(_these(answered - right))))
        if right - answered:
            node = Or((node, _these(right - answered, weight(leaf))))
        return node

    def _ids(self, tree: Node, cancelled: Cancelled) -> Set[str]:
        page = self._engine.search(tree, len(self._amended), sort="path", cancelled=cancelled)
        return {one.id for one in page.documents}

    def _answering(self, node: Node) -> Set[str]:
        """The amended documents that answer a node that does not ask their texts."""
        matches = Matcher(node).matches
        return frozenset(
            identity
            for identity, info in self._amended.items()
            if matches(Document(info, "", Spans()))
        )

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


def _these(ids: Iterable[str], score: float = 0.0) -> Documents:
    return Documents("", "", frozenset(ids), score=score)


def _factor(node: Node) -> float:
    """How many times a part of a field counts."""
    match node:
        case Field(_, part):
            return _factor(part)
        case Boost(part, factor):
            return factor * _factor(part)
        case _:
            return 1.0


def _terms_of(written: Iterable[str]) -> frozenset[str]:
    return frozenset(term.text for text in written for term in terms(text))


def _may_have(words: Set[str], leaf: Node) -> bool:
    """Whether a text of such words may have the leaf."""
    match leaf:
        case Word(text):
            return text in words
        case AnyWord():
            return any(map(leaf.matches, words))
        case Phrase(slots):
            return all(_may_have(words, slot) for slot in slots)
        case _:
            return True


def _place(info: DocumentInfo) -> tuple[str, str]:
    """Where the engines have a document in the order of the dates."""
    days = dates.whole(info.metadata.date)
    return (days[0] if days else _UNDATED), info.path
