"""Which entities may be one with another: offered to the analyst first, never merged by themselves.

Alike are transliterations of one name (see `spelling`), a name and its acronym, and a surname and
the full names with it.
"""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz.distance import JaroWinkler

from workbench.entities.names import declares, fold
from workbench.entities.spelling import skeleton
from workbench.model import Entity

_ALIKE = 0.8
_FORMS_COMPARED = 4
_ARTICLES = ("al-", "el-", "al ", "el ")


def by_likeness(entity: Entity, others: Iterable[Entity]) -> tuple[list[Entity], int]:
    """The others with those that may be the same entity first, the likeliest at the top; and how
    many those are. The rest keeps its order but for its kind: that of the entity comes first.
    """
    ranked = []
    for number, other in enumerate(others):
        if other.key != entity.key:
            score = likeness(entity, other) if other.kind == entity.kind else 0.0
            ranked.append((-score, other.kind != entity.kind, number, other))
    ranked.sort(key=lambda one: one[:3])
    return [one for *_, one in ranked], sum(score < 0 for score, *_ in ranked)


def likeness(entity: Entity, other: Entity) -> float:
    """How alike two entities are by their names, from 0 (not at all) to 1."""
    return max((_alike(one, two) for one in _forms(entity) for two in _forms(other)), default=0.0)


def _forms(entity: Entity) -> list[str]:
    return list(dict.fromkeys((entity.name, *entity.names[:_FORMS_COMPARED])))


def _alike(one: str, two: str) -> float:
    if declares(one, two) or declares(two, one):
        return 1.0
    first, second = _bare(one), _bare(two)
    if not first or not second:
        return 0.0
    words, others = first.split(), second.split()
    if skeleton(first) == skeleton(second):
        near = JaroWinkler.similarity(first, second)
        return near if near > _ALIKE else 0.0
    short, long = sorted((words, others), key=len)
    if len(short) < len(long) and _is_within(short, long):
        return _ALIKE / 2
    return 0.0


def _is_within(short: list[str], long: list[str]) -> bool:
    """Whether one name ends, or begins, as a longer one does, in any transliteration."""
    wanted = [skeleton(word) for word in short]
    having = [skeleton(word) for word in long]
    return wanted in (having[-len(wanted) :], having[: len(wanted)])


def _bare(name: str) -> str:
    folded = fold(name)
    for article in _ARTICLES:
        folded = folded.removeprefix(article)
    return folded
