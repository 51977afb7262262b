"""Where a document answers a query: every hit, from the text itself and the same for every engine.

A matcher is made of a tree whose patterns are `AnyWord` and whose `Documents` are answered. It
reads a text once, looks each distinct chunk up in what it has learned, and keeps positions only of
the words asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from operator import le

from workbench.model import Document, DocumentInfo
from workbench.search import dates
from workbench.search.cancelling import Cancelled, never, stop_if
from workbench.search.folding import fold
from workbench.search.glance import Glance, Place, glance
from workbench.search.occurrences import phrase_spans
from workbench.search.parser import TEXT
from workbench.search.patterns import glob
from workbench.search.reader import Places, Reader, Term
from workbench.search.shadow import Shadow, shadow
from workbench.search.titles import HEADING
from workbench.search.tree import (
    PLAIN,
    And,
    AnyWord,
    Boost,
    DateRange,
    Documents,
    Everything,
    Field,
    Leaf,
    Node,
    Not,
    Or,
    PathShape,
    Phrase,
    Word,
    positive_leaves,
)
from workbench.spans import Spans

Answers = Mapping[Documents, Mapping[str, Spans]]
"""What other rooms said to the `Documents` of a tree: document ids, each with its spans."""

_NO_SPANS = Spans()


class Matcher:
    """One query, ready to be held against documents."""

    def __init__(self, tree: Node, answers: Answers | None = None) -> None:
        self._tree = tree
        self._answers = answers or {}
        self._glances: dict[Leaf, Glance | None] = {}
        self._readers: dict[str, Reader] = {}
        parts = tree.nodes if isinstance(tree, And) else (tree,)
        words = [part for part in parts if isinstance(part, Word | AnyWord | Phrase)]
        looks = [(part, look) for part in words if (look := self.glance(part)) is not None]
        self._parts = looks if len(looks) == len(parts) else []

    def spans(
        self, document: Document, cancelled: Cancelled = never, *, plain: bool = False
    ) -> Spans:
        """The hits of the query in the document's text; none where it does not answer the query.

        They are in order and do not overlap: hits that do are one. `plain` where no word of the
        query stands there as a whole or a joined spelling (see `Ranked`). Raises CancelledError.
        """
        found: Sequence[Place] | None = None
        if self._parts:
            stop_if(cancelled)
            found = self._at_a_glance(document, plain=plain)
        if found is None:
            found = _Against(self, document, cancelled, plain=plain).spans(self._tree)
        return _merged(found) if found else _NO_SPANS

    def _at_a_glance(self, document: Document, *, plain: bool) -> Sequence[Place] | None:
        """The hits in a text that must have some words and phrases; None where it is to be read."""
        seen = shadow(document.text, plain=plain)
        if seen is None:
            return None
        every: list[Place] = []
        for leaf, part in self._parts:
            found = part.places(seen)
            if found is None or not (found or self._titled(leaf, document)):
                return None if found is None else []
            every += found
        return every

    def matches(self, document: Document) -> bool:
        """Whether the document answers the query, be it without a hit in its text."""
        return _Against(self, document, never).spans(self._tree) is not None

    def in_title(self, document: Document) -> Spans:
        """What the words and phrases without a field hit in the title of a document that answers.

        In code points of `metadata.title`, in order and without overlaps.
        """
        against = _Against(self, document, never)
        leaves = [leaf for name, leaf in positive_leaves(self._tree) if name == PLAIN]
        words = [leaf for leaf in leaves if isinstance(leaf, Word | AnyWord | Phrase)]
        found = [place for word in words for place in against.words(word, HEADING) or ()]
        return _merged(found) if found else _NO_SPANS

    def _titled(self, leaf: Word | AnyWord | Phrase, document: Document) -> bool:
        return _Against(self, document, never).words(leaf, HEADING) is not None

    def glance(self, leaf: Leaf) -> Glance | None:
        """What finds a word or phrase of the text at a glance, made when first asked for."""
        if leaf not in self._glances:
            self._glances[leaf] = glance(leaf)
        return self._glances[leaf]

    def reader(self, name: str) -> Reader | None:
        """What reads a field for the words of the query; None where there are none."""
        if name not in self._readers and name in self._words:
            reach = max((len(p.slots) - 1 + p.slop for p in _phrases(self._tree)), default=0)
            self._readers[name] = Reader(self._words[name], reach)
        return self._readers.get(name)

    @cached_property
    def _words(self) -> dict[str, list[Term]]:
        return _words_by_field(self._tree, PLAIN, {})


class _Against:
    """A query held against one document. Spans are None where the document does not answer."""

    def __init__(
        self, matcher: Matcher, document: Document, cancelled: Cancelled, *, plain: bool = False
    ) -> None:
        self._plain = plain
        self._matcher = matcher
        self._answers = matcher._answers
        self._document = document
        self._cancelled = cancelled
        self._read: dict[str, dict[Term, Places]] = {}

    def spans(self, node: Node, name: str = PLAIN) -> Sequence[Place] | None:
        match node:
            case And(nodes):
                parts = [self.spans(part, name) for part in nodes]
                return None if None in parts else [span for part in parts for span in part or ()]
            case Or(nodes):
                parts = [self.spans(part, name) for part in nodes]
                answered = [part for part in parts if part is not None]
                return [span for part in answered for span in part] if answered else None
            case Not(part):
                return () if self.spans(part, name) is None else None
            case Boost(part, _):
                return self.spans(part, name)
            case Field(inner, part):
                found = self.spans(part, inner)
                return found if found is None or inner == TEXT else ()
            case _:
                return self._leaf(node, name)

    def _leaf(self, node: Leaf, name: str) -> Sequence[Place] | None:
        info = self._document.info
        match node:
            case Word() | AnyWord() | Phrase():
                if name != PLAIN:
                    return self.words(node, name)
                found = self.words(node, TEXT)
                # In the title there is nothing to be marked.
                return () if found is None and self.words(node, HEADING) is not None else found
            case Documents(ids=ids):
                if info.id not in (ids or ()):
                    return None
                return self._answers.get(node, {}).get(info.id, ())
            case DateRange():
                return () if within(info.metadata.date, node) else None
            case PathShape(shape):
                return () if glob(shape).fullmatch(fold(info.path)) else None
            case Everything():
                return ()
            case _:
                return None

    def words(self, node: Word | AnyWord | Phrase, name: str) -> Sequence[Place] | None:
        """Where a field has a word or phrase; None where it has not."""
        seen = self._glimpsed(node) if name == TEXT else None
        if seen is not None:
            return seen or None
        if isinstance(node, Phrase):
            return phrase_spans(node, self._places(name)) or None
        found = self._places(name).get(node)
        return found.spans if found else None

    def _glimpsed(self, node: Word | AnyWord | Phrase) -> Sequence[Place] | None:
        """Where the text has the words, if a glance at it is enough to be sure."""
        look = self._matcher.glance(node)
        if look is None or self._shadow is None:
            return None
        stop_if(self._cancelled)
        return look.places(self._shadow)

    @cached_property
    def _shadow(self) -> Shadow | None:
        return shadow(self._document.text, plain=self._plain)

    def _places(self, name: str) -> dict[Term, Places]:
        if name not in self._read:
            text = self._document.text if name == TEXT else field_text(self._document.info, name)
            reader = self._matcher.reader(name)
            self._read[name] = reader.read(text, self._cancelled) if reader else {}
        return self._read[name]


def field_text(info: DocumentInfo, name: str) -> str:
    """What a document says in one of its own fields other than its text."""
    match name:
        case "title":
            return info.title
        case "heading":
            return info.metadata.title
        case "source":
            return info.metadata.source
        case "author":
            return "\n".join(info.metadata.authors)
        case "path":
            return info.path
        case "kind":
            return info.kind
        case _:
            return ""


def within(written: str, asked: DateRange) -> bool:
    """Whether a document's date, in whatever precision, may lie in the range."""
    day = dates.whole(written)
    if day is None:
        return False
    return day[1] >= asked.first and (not asked.last or day[0] <= asked.last)


def _words_by_field(node: Node, name: str, found: dict[str, list[Term]]) -> dict[str, list[Term]]:
    """Every word of the tree, those that exclude too, under the field it is looked for in."""
    match node:
        case And(nodes) | Or(nodes):
            for part in nodes:
                _words_by_field(part, name, found)
        case Not(part) | Boost(part, _):
            _words_by_field(part, name, found)
        case Field(inner, part):
            _words_by_field(part, inner, found)
        case Word() | AnyWord():
            for field in (TEXT, HEADING) if name == PLAIN else (name,):
                found.setdefault(field, []).append(node)
        case Phrase(slots):
            for slot in slots:
                if isinstance(slot, Word | AnyWord):
                    _words_by_field(slot, name, found)
        case _:
            pass
    return found


def _phrases(node: Node) -> list[Phrase]:
    match node:
        case And(nodes) | Or(nodes):
            return [phrase for part in nodes for phrase in _phrases(part)]
        case Not(part) | Boost(part, _) | Field(_, part):
            return _phrases(part)
        case Phrase():
            return [node]
        case _:
            return []


def _merged(places: Iterable[Place]) -> Spans:
    ordered = sorted(places)
    starts, ends = zip(*ordered, strict=True)
    if all(map(le, ends, starts[1:])):
        return Spans.of(starts, ends)
    merged: list[Place] = []
    last = 0
    for start, end in ordered:
        if start >= last:
            merged.append((start, end))
            last = end
        elif end > last:
            merged[-1] = (merged[-1][0], end)
            last = end
    return Spans(merged)
