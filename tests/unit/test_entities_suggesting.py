"""What is offered first when an entity is to be merged; nothing is merged by that."""

from __future__ import annotations

import pytest

from workbench.entities.suggesting import by_likeness
from workbench.model import Entity, EntityKind


def entity(name: str, kind: EntityKind = "person") -> Entity:
    return Entity(f"{kind}:{name.lower()}", kind, name, (name,), 1, 1)


@pytest.mark.parametrize(
    ("name", "alike"),
    [
        ("Murat Jioev", "Murat Jioyev"),
        ("Khashba", "Hashba"),
        ("Dmitri Medvedev", "Dmitry Medvedev"),
        ("Jioev", "Murat Jioyev"),
        ("Murat Jioyev", "Jioev"),
        ("al-Qaida", "Qaida"),
        ("PAR", "Port Authority of Ravn"),
    ],
)
def test_spellings_surnames_and_acronyms_come_first(name: str, alike: str) -> None:
    others = [entity(other) for other in ("Ann Lee", "Niger Delta", alike, "Sergey Lavrov")]
    found, number = by_likeness(entity(name), others)
    assert (found[0].name, number) == (alike, 1)
    assert {one.name for one in found} == {one.name for one in others}


def test_what_only_looks_alike_is_of_another_kind_or_another_name() -> None:
    others = [entity("Lavrov", "place"), entity("Levy"), entity("Sergey Lavrov")]
    found, number = by_likeness(entity("Sergey Lavrov"), others)
    assert ([one.name for one in found], number) == (["Levy", "Lavrov"], 0)


def test_the_likeliest_is_first_and_the_rest_keeps_its_order() -> None:
    others = [entity(one) for one in ("B", "Jioev", "A", "Murat Jioyev")]
    found, number = by_likeness(entity("Murat Jioev"), others)
    assert ([one.name for one in found], number) == (["Murat Jioyev", "Jioev", "B", "A"], 2)
