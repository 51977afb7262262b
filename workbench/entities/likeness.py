"""Names that nothing else is known of, by the company they keep and by their spelling.

In "Brenner, Tarrow and Ivers" who knows one of them knows what the others are; so does, of Jioyev,
who has met Jioev.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence

from workbench.entities.shapes import POSSIBLE, Look
from workbench.entities.spelling import alike, skeleton
from workbench.model import EntityKind

_FEWEST_OF_OTHERS = 3
_SHORTEST = 5
# As many names as one skeleton is compared with.
_MOST_ALIKE = 8


def by_company(
    decided: dict[str, EntityKind],
    unknown: set[str],
    sure: Container[str],
    lists: Iterable[Sequence[str]],
) -> None:
    """Give the unknown names in lists the kind that all the sure ones of their list have."""
    for names in lists:
        if unknown.isdisjoint(names):
            continue
        kinds = {decided[name] for name in names if name in sure}
        if len(kinds) != 1:
            continue
        (kind,) = kinds
        # Of two, a place and its president may be named together: "Moscow and Putin".
        if kind == "person" or len(names) >= _FEWEST_OF_OTHERS:
            for name in unknown.intersection(names):
                decided[name] = kind
                unknown.discard(name)


def by_spelling(
    decided: dict[str, EntityKind], unknown: set[str], looks: Mapping[str, Look]
) -> None:
    """Give unknown and doubtful names the kind of a name that they may be a spelling of."""
    known: dict[str, list[str]] = defaultdict(list)
    for name, kind in decided.items():
        if looks[name].weight > POSSIBLE or kind == "person":
            words = name.split()
            forms = {name, words[-1]} if kind == "person" else {name}
            for form in forms:
                if len(form) >= _SHORTEST and len(known[skeleton(form)]) < _MOST_ALIKE:
                    known[skeleton(form)].append(form)
    kinds = {form: decided[name] for name in decided for form in (name, name.split()[-1])}
    doubtful = [name for name in decided if looks[name].weight == POSSIBLE and " " in name]
    for name in sorted([*unknown, *doubtful]):
        if len(name) >= _SHORTEST:
            other = next(
                (form for form in known[skeleton(name)] if form != name and alike(name, form)), ""
            )
            if other:
                decided[name] = decided.get(other, kinds[other])
