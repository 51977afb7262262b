"""A query for what is like a passage: its most telling words, any of them, and what is copied.

A word tells the more the oftener the passage has it and the fewer documents do (tf-idf; Salton and
Buckley, 1988); the engine weighs the rest, as for every query. Runs of words that another
document has too are added as phrases, so that near-copies come first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import log

from workbench.search.analysis import phrase_words
from workbench.search.engine import Asking
from workbench.search.interpret import interpreted
from workbench.search.signs import unspaced
from workbench.search.tree import And, Boost, Documents, Node, Not, Or, Phrase, Word

WORDS = 12
"""Words of the query at most."""

PHRASES = 4
"""Phrases of the query at most."""

READ = 100_000
"""Characters of the passage that are looked at."""

_CONSIDERED = 300
_RUN = 4
_RUNS = 16
_COMMON = 0.5
# What has one of the runs is more like the passage than what has a few of its words.
_COPIED = 5.0


def query_like(text: str, asking: Asking, besides: str = "") -> str:
    """The query for `text`, without the document `besides`; empty where no word tells anything.

    Raises CancelledError.
    """
    words = phrase_words(text[:READ])
    documents = asking.engine.count()
    weights = _weights(words, documents, asking)
    telling = sorted(weights, key=lambda word: (-weights[word], word))[:WORDS]
    if not telling:
        return ""
    times = Counter(words)
    parts: list[Node] = [_weighed(word, times[word]) for word in telling]
    parts += _copied(words, weights, asking)
    alike: Node = Or(tuple(parts)) if len(parts) > 1 else parts[0]
    if besides:
        alike = And((alike, Not(Documents("document", besides))))
    return interpreted(alike)


def _weights(words: Sequence[str], documents: int, asking: Asking) -> dict[str, float]:
    """What the words tell: those that another document has too, and not too many of them."""
    counted = Counter(word for word in words if len(word) > 1 or unspaced(word))
    weights: dict[str, float] = {}
    commonest = sorted(counted, key=lambda word: (-counted[word], -len(word), word))
    for word in commonest[:_CONSIDERED]:
        having = asking.total(Word(word))
        if 1 < having <= max(documents * _COMMON, 2):
            weights[word] = (1 + log(counted[word])) * log(1 + documents / having)
    return weights


def _weighed(word: str, times: int) -> Node:
    factor = round(1 + log(times))
    return Boost(Word(word), factor) if factor > 1 else Word(word)


def _copied(words: Sequence[str], weights: dict[str, float], asking: Asking) -> list[Node]:
    """Runs of words that another document has, too; of those the ones that the fewest have."""
    having = {Phrase(run): asking.total(Phrase(run)) for run in _runs(words, weights)}
    shared = sorted((phrase for phrase in having if having[phrase] > 1), key=having.__getitem__)
    return [Boost(phrase, _COPIED) for phrase in shared[:PHRASES]]


def _runs(words: Sequence[str], weights: dict[str, float]) -> list[tuple[Word, ...]]:
    """The most telling runs that do not overlap, the best first."""
    starts = range(max(len(words) - _RUN + 1, 0))
    worth = [sum(weights.get(word, 0.0) for word in words[at : at + _RUN]) for at in starts]
    taken: list[int] = []
    for at in sorted(starts, key=lambda at: (-worth[at], at)):
        if len(taken) == _RUNS or not worth[at]:
            break
        if all(abs(at - other) >= _RUN for other in taken):
            taken.append(at)
    return [tuple(map(Word, words[at : at + _RUN])) for at in taken]
