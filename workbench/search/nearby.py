"""Words of the collection, and values of fields, that are like what was typed."""

from __future__ import annotations

from collections.abc import Mapping

from rapidfuzz.distance import OSA

from workbench.search.cancelling import Cancelled, never, stop_if
from workbench.search.completion import Values
from workbench.search.engine import Asking
from workbench.search.folding import fold
from workbench.search.patterns import Fuzzy, Prefix
from workbench.search.tree import PLAIN

_SPELLINGS = 3
_CONSIDERED = 200
_SHORTEST = 3
_BEGUN = 2
"""Proposals at most of words that begin with what was typed."""
_FAR_COMMONER = 10
_ALIKE = 0.7
"""Of ten letters three may differ between two names that may be meant for the same."""
_BESIDE = 0.1
"""How much less like it another one may be than the likest."""


def near_words(word: str, asking: Asking, field: str = PLAIN) -> list[str]:
    """The words of a field most like `word`, at most three.

    Those that it may be the beginning of come first, the commonest, as when it is still being
    typed; those that are spelt like it unless they are rare beside those.
    """
    if len(word) < _SHORTEST:
        return []
    spelt = asking.expand(Fuzzy(word, 1), field, _CONSIDERED).terms
    if not spelt and len(word) > 4:
        spelt = asking.expand(Fuzzy(word, 2), field, _CONSIDERED).terms
    spelt = tuple(
        sorted(spelt, key=lambda t: (OSA.distance(word, t[0]), t[0][0] != word[0], -t[1]))
    )
    begun = asking.expand(Prefix(word), field, _BEGUN).terms
    later = len(word) > _SHORTEST and spelt and begun
    if later and spelt[0][1] >= begun[0][1] * _FAR_COMMONER:
        found = (*spelt, *begun)
    else:
        found = (*begun, *spelt)
    return list(dict.fromkeys(term for term, _ in found))[:_SPELLINGS]


def near_values(value: str, values: Values, cancelled: Cancelled = never) -> list[str]:
    """The values of a field most like `value`, at most three: those with a word like it.

    Raises CancelledError.
    """
    wanted = fold(value)
    for word in sorted(wanted.split(), key=len, reverse=True):
        for beginning in dict.fromkeys((word, word[: len(word) // 2 + 1], word[:_SHORTEST])):
            stop_if(cancelled)
            if likest := _likest(wanted, dict(values(beginning, _CONSIDERED))):
                return likest
    return []


def _likest(wanted: str, found: Mapping[str, int]) -> list[str]:
    ranked = sorted((-_likeness(wanted, fold(one)), -count, one) for one, count in found.items())
    least = max(_ALIKE, -ranked[0][0] - _BESIDE) if ranked else 1
    return [one for likeness, _, one in ranked if -likeness > least][:_SPELLINGS]


def _likeness(wanted: str, name: str) -> float:
    """1 for the same; of a longer name the word that is most like what was typed counts.

    A word that begins so is as like it as a word can be: it may still be being typed.
    """
    likest = OSA.normalized_similarity(wanted, name)
    for word in name.replace("/", " ").split():
        alike = 1 if wanted and word.startswith(wanted) else OSA.normalized_similarity(wanted, word)
        likest = max(likest, 0.99 * alike)
    return likest
