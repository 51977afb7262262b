"""Why nothing was found, and what would find something: near spellings, fewer words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import TypeAlias

from workbench.search.cancelling import Cancelled
from workbench.search.engine import Asking
from workbench.search.interpret import interpreted, shortened
from workbench.search.nearby import near_words
from workbench.search.nesting import uses_saved
from workbench.search.parser import Reading
from workbench.search.relaxing import ENOUGH, telling_of
from workbench.search.results import Suggestion
from workbench.search.tree import (
    PLAIN,
    And,
    AnyWord,
    Boost,
    Documents,
    Everything,
    Field,
    Leaf,
    Node,
    Not,
    Or,
    Phrase,
    Word,
    exchanged,
    positive_leaves,
)

_SPELLINGS = 3
_CONSIDERED = 200
_SUGGESTIONS = 6
_MOST_WORDS = 12
_WIDER = 5


Near: TypeAlias = Callable[[Documents, Cancelled], Iterable[Documents]]
"""Answered questions like one that another room answered with no document."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a query found nothing: the documents of each of its parts, and a sentence.

    `missing` are the parts of it that no document has, those `fields` that are asked for a word.
    """

    words: tuple[tuple[str, int], ...]
    sentences: tuple[str, ...]
    missing: tuple[Leaf, ...]
    fields: tuple[Field, ...] = ()


def reason(tree: Node, asking: Asking) -> Reason:
    """Why the resolved `tree` finds nothing."""
    if not asking.engine.count():
        return Reason((), ("No document has been indexed yet.",), ())
    parts = list(dict.fromkeys(positive_leaves(tree)))[:_MOST_WORDS]
    counts = [asking.total(_in(field, leaf)) for field, leaf in parts]
    words = tuple(
        (interpreted(_in(field, leaf)), count)
        for (field, leaf), count in zip(parts, counts, strict=True)
    )
    missing = [part for part, count in zip(parts, counts, strict=True) if not count]
    # Why a saved search stands for nothing was said when it was looked for.
    sentences = tuple(_sentence(field, leaf) for field, leaf in missing if not uses_saved(leaf))
    if not missing:
        together = "No document has all of these together."
        excluded = "What is excluded leaves no document."
        sentences = (together if len(parts) > 1 else excluded,)
    fields = tuple(
        Field(name, leaf) for name, leaf in missing if name != PLAIN and isinstance(leaf, Word)
    )
    texts = tuple(leaf for field, leaf in missing if field == PLAIN)
    return Reason(words, sentences, texts, fields)


def idle(tree: Node, asking: Asking) -> tuple[str, ...]:
    """Sentences on the words of a resolved `tree` that no document has, though others answer it."""
    words = [(name, leaf) for name, leaf in _alternatives(tree) if isinstance(leaf, Word | AnyWord)]
    asked = list(dict.fromkeys(words))[:_MOST_WORDS]
    return tuple(_sentence(name, leaf) for name, leaf in asked if not asking.total(_in(name, leaf)))


def respelt(tree: Node, asking: Asking, *, together: bool) -> tuple[Suggestion, ...]:
    """The resolved `tree`, which finds something, with near spellings of words that do not.

    With `together` it asks for all of its alternatives, where any document has them.
    """
    found: list[Suggestion] = []
    texts = dict.fromkeys(leaf for name, leaf in _alternatives(tree) if name == PLAIN)
    unknown = (leaf for leaf in texts if isinstance(leaf, Word) and not asking.total(leaf))
    for leaf in islice(unknown, _MOST_WORDS):
        for spelling in near_words(leaf.text, asking)[:1]:
            other = exchanged(tree, leaf, Word(spelling))
            total = asking.total(other)
            if together and isinstance(other, Or) and asking.total(And(other.nodes)):
                other = And(other.nodes)
                total = asking.total(other)
            if other != tree:
                found.append(Suggestion(interpreted(other), _documents(total)))
        if len(found) == _SPELLINGS:
            break
    return tuple(found)


def suggestions(tree: Node, why: Reason, asking: Asking, near: Near) -> Iterator[Suggestion]:
    """Queries like the resolved `tree` that find something, the likeliest first."""
    found: set[str] = set()
    others = chain(
        ((other, True) for other in _respelt(tree, why, asking, near)),
        ((other, False) for other in _others(tree, why, asking)),
    )
    for other, meant in islice(others, _CONSIDERED):
        query = interpreted(other)
        if query in found:
            continue
        total = asking.total(other)
        if total:
            found.add(query)
            yield Suggestion(query, _documents(total), meant)
        if len(found) == _SUGGESTIONS:
            break


def wider(reading: Reading, total: int, asking: Asking) -> tuple[Suggestion, ...]:
    """Any of the words instead of all, where only so few documents have all."""
    if total >= ENOUGH or reading.tree != And(reading.words):
        return ()
    telling = telling_of(reading.words, asking)
    if len(telling) < 2:
        return ()
    other = Or(telling)
    found = asking.total(other)
    if found <= total:
        return ()
    return (Suggestion(interpreted(other), f"{_documents(found)} with any of these"),)


def _respelt(tree: Node, why: Reason, asking: Asking, near: Near) -> Iterator[Node]:
    """The tree with what no document has in other spellings, or under other names."""
    if len(why.missing) > 1:
        yield _all_respelt(tree, why, asking)
    for asked in why.fields:
        if isinstance(asked.node, Word):
            for spelling in near_words(asked.node.text, asking, asked.name):
                yield exchanged(tree, asked, Field(asked.name, Word(spelling)))
    for leaf in why.missing:
        if isinstance(leaf, Word):
            for spelling in near_words(leaf.text, asking):
                yield exchanged(tree, leaf, Word(spelling))
        elif isinstance(leaf, Phrase):
            for phrase in _phrases_respelt(leaf, asking):
                yield exchanged(tree, leaf, phrase)
        elif isinstance(leaf, Documents) and not uses_saved(leaf):
            for other in near(leaf, asking.cancelled):
                yield exchanged(tree, leaf, other)


def _others(tree: Node, why: Reason, asking: Asking) -> Iterator[Node]:
    """Less than the tree asks, of what is spelt right or can be."""
    for leaf in why.missing:
        if isinstance(leaf, Phrase):
            for looser in _looser(leaf):
                yield exchanged(tree, leaf, looser)
    right = _all_respelt(tree, why, asking) if len(why.missing) > 1 else tree
    for one in dict.fromkeys((right, tree)):
        if isinstance(one, And):
            kept = tuple(node for node in one.nodes if not _misses(node, why))
            if kept and len(kept) < len(one.nodes):
                yield kept[0] if len(kept) == 1 else And(kept)
            yield from _any_of(kept)


def _all_respelt(tree: Node, why: Reason, asking: Asking) -> Node:
    """The tree with every word that no document has in its nearest spelling."""
    for leaf in why.missing:
        if isinstance(leaf, Word):
            for spelling in near_words(leaf.text, asking)[:1]:
                tree = exchanged(tree, leaf, Word(spelling))
    return tree


def _any_of(nodes: Sequence[Node]) -> Iterator[Node]:
    """Any of the parts that have no field, with all that narrows or excludes as it was."""
    words = tuple(node for node in nodes if _is_plain(node))
    rest = tuple(node for node in nodes if node not in words)
    if len(words) > 1:
        yield And((Or(words), *rest)) if rest else Or(words)


def _is_plain(node: Node) -> bool:
    leaves = positive_leaves(node)
    return bool(leaves) and all(
        field == PLAIN and isinstance(leaf, Word | AnyWord | Phrase) for field, leaf in leaves
    )


def _alternatives(node: Node, field: str = PLAIN) -> Iterator[tuple[str, Leaf]]:
    """The leaves that a document may lack and still answer, each with its field."""
    match node:
        case And(nodes):
            for part in nodes:
                yield from _alternatives(part, field)
        case Or(nodes):
            for part in nodes:
                yield from positive_leaves(part, field)
        case Boost(part, _):
            yield from _alternatives(part, field)
        case Field(name, part):
            yield from _alternatives(part, name)
        case Not(part):
            yield from positive_leaves(part, field)
        case _:
            return


def _phrases_respelt(phrase: Phrase, asking: Asking) -> Iterator[Node]:
    """The phrase with a word spelt otherwise."""
    slots = phrase.slots
    for place, slot in enumerate(slots):
        if isinstance(slot, Word) and not asking.total(slot):
            for spelling in near_words(slot.text, asking):
                yield Phrase((*slots[:place], Word(spelling), *slots[place + 1 :]), phrase.slop)


def _looser(phrase: Phrase) -> Iterator[Node]:
    """The phrase with other words between, and as its words."""
    if not phrase.slop:
        yield Phrase(phrase.slots, _WIDER)
    yield And(tuple(slot for slot in phrase.slots if not isinstance(slot, Everything)))


def _misses(node: Node, why: Reason) -> bool:
    leaves = [leaf for _, leaf in positive_leaves(node)]
    return bool(leaves) and all(leaf in why.missing for leaf in leaves)


def _in(field: str, leaf: Leaf) -> Node:
    return leaf if field == PLAIN or isinstance(leaf, Documents) else Field(field, leaf)


def _sentence(field: str, leaf: Leaf) -> str:
    shown = shortened(interpreted(_in(field, leaf)))
    if field != PLAIN or not isinstance(leaf, Word | AnyWord | Phrase):
        return f"No document answers {shown}."
    if isinstance(leaf, Phrase):
        return f"No document has the phrase {shown}."
    return f"No document has {'a word like' if isinstance(leaf, AnyWord) else 'the word'} {shown}."


def _documents(count: int) -> str:
    return f"{count:,} document{'' if count == 1 else 's'}"
