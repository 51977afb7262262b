"""What is searched where too little has all the words that are typed side by side.

Words side by side must all occur. The more words, the fewer documents have all, and a whole
sentence that nobody has written just so would find nothing. Then any of its words will do, and the
ranking puts those documents first that have most of them; for many words also where a few have all,
since a question or a sentence says more than it asks for. It is said, and shows in how it was
read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from workbench.search.engine import Asking
from workbench.search.interpret import interpreted, shortened
from workbench.search.parser import Reading
from workbench.search.signs import unspaced
from workbench.search.tree import And, Boost, Node, Or, Phrase, Word

FEWEST = 4
"""Words from which on any of them will do where few documents have all, or nobody has one of them.

Of fewer words, which must be all that is typed, any will do only where no document has all, but
each is in some: where nobody has one, it is likelier that it is spelt otherwise.
"""

PASSAGE = 6
"""Words from which on a phrase beside them may be a quotation in what was pasted."""

ENOUGH = 10
"""Documents that are not few, however large the collection is."""

_SHARE = 100
"""One of so many documents is not few: in a small folder what has all is what was asked for."""

_AHEAD = 1000.0
"""How much more all words count than any: enough for what has all to come before what has not."""

COMMON = 0.5
"""Share of the documents from which on a word does not tell them apart."""


def relaxed(reading: Reading, asking: Asking) -> Reading:
    """How a query is read in view of the collection: mostly as it was. Raises CancelledError."""
    words = reading.words
    if reading.tree is None or len(words) < 2:
        return reading
    total = asking.total(And(words))
    if len(words) < FEWEST:
        if total or reading.tree != And(words) or not all(map(asking.total, words)):
            return reading
    elif total >= max(min(ENOUGH, asking.engine.count() // _SHARE), 1):
        return reading
    telling = telling_of(words, asking)
    if not telling:
        return reading
    common = [word for word in words if word not in telling]
    rest = [node for node in _parts(reading.tree) if node not in words]
    quoted = tuple(node for node in rest if _is_quoted(node))
    if len(words) >= PASSAGE and quoted and not asking.total(And((*quoted, Or(telling)))):
        telling += quoted
        rest = [node for node in rest if node not in quoted]
    either = _either(dict.fromkeys(part for node in telling for part in _with_parts(node)))
    if total:
        either = Or(
            (Boost(And(words), _AHEAD), *(either.nodes if isinstance(either, Or) else (either,)))
        )
    tree = And((*rest, either)) if rest else either
    # Where there is little room, only the first is read to its end.
    notices = (_few(total, len(words)), *_too_common(common), *reading.notices)
    return Reading(tree, notices, relaxed=True)


def telling_of(words: Sequence[Node], asking: Asking) -> tuple[Node, ...]:
    """The words that tell documents apart, in order; none if no document has any of them."""
    counts = {word: asking.total(word) for word in words}
    most = max(COMMON * asking.engine.count(), ENOUGH)
    telling = tuple(word for word in words if counts[word] <= most)
    return telling if any(counts[word] for word in telling) else ()


def _parts(tree: Node) -> tuple[Node, ...]:
    return tree.nodes if isinstance(tree, And) else (tree,)


def _is_quoted(node: Node) -> bool:
    """Whether a part is a phrase of plain words, as a pasted passage may have them."""
    match node:
        case Word():
            return True
        case Phrase(slots, 0):
            return all(isinstance(slot, Word) for slot in slots)
        case _:
            return False


def _with_parts(node: Node) -> Iterator[Node]:
    """A word that was typed, and where it is made of several those, too, but no single signs."""
    yield node
    if isinstance(node, Phrase):
        words = (slot for slot in node.slots if isinstance(slot, Word))
        yield from (word for word in words if not unspaced(word.text))


def _either(nodes: Iterable[Node]) -> Node:
    alternatives = tuple(nodes)
    return Or(alternatives) if len(alternatives) > 1 else alternatives[0]


def _few(total: int, words: int) -> str:
    having = f"Only {total:,} documents have" if total > 1 else "Only 1 document has"
    if not total:
        having = "No document has"
    which = "both" if words == 2 else f"all {words}"
    return f"{having} {which} words: {'either' if words == 2 else 'any of them'} will do."


def _too_common(words: Sequence[Node]) -> tuple[str, ...]:
    if not words:
        return ()
    names = shortened(", ".join(map(interpreted, words)))
    return (f"Left out, as more than half of the documents have it: {names}.",)
