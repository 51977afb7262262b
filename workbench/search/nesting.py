"""Saved searches as parts of queries: `saved:"troop moves" AND tag:x` asks what that search asks.

The part gives way to what it stands for before anything else is done with the query, so that its
words are marked, counted and explained as if they had been typed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

from workbench.model import WorkbenchError
from workbench.search.interpret import shortened
from workbench.search.parser import MOST_LEAVES, Reading, joined, parse
from workbench.search.tree import And, Boost, Documents, Field, Node, Not, Or

SAVED = "saved"
"""The field that saved searches answer."""

DEEPEST = 16
"""Saved searches that may stand for each other in a row."""

Saved = Callable[[str], tuple[str, str]]
"""Gives a saved search its name and its query, however it was written. Raises WorkbenchError."""


def no_saved(name: str) -> tuple[str, str]:
    """What gives saved searches where there are none."""
    raise WorkbenchError(f"There is no saved search {shortened(name)}.")


def unfolded(reading: Reading, saved: Saved, fields: Collection[str]) -> Reading:
    """The reading with the saved searches in the place of their names.

    One that cannot be followed stays, answers nothing, and is said in a sentence.
    """
    if reading.tree is None:
        return reading
    notices = list(reading.notices)
    tree = _Unfolding(saved, fields, notices).node(reading.tree, ())
    return Reading(tree, tuple(dict.fromkeys(notices)))


def uses_saved(node: Node | None) -> bool:
    """Whether a saved search is a part of the tree."""
    match node:
        case And(nodes) | Or(nodes):
            return any(map(uses_saved, nodes))
        case Not(part) | Boost(part, _) | Field(_, part):
            return uses_saved(part)
        case Documents(field):
            return field == SAVED
        case _:
            return False


class _Unfolding:
    def __init__(self, saved: Saved, fields: Collection[str], notices: list[str]) -> None:
        self._saved = saved
        self._fields = fields
        self._notices = notices
        self._leaves = 0

    def node(self, node: Node, above: tuple[str, ...]) -> Node:
        """The tree unfolded; `above` are the names of the searches that it stands in."""
        match node:
            case And(nodes) | Or(nodes):
                parts = [self.node(part, above) for part in nodes]
                return joined(type(node), parts) or node
            case Not(part):
                inner = self.node(part, above)
                return inner.node if isinstance(inner, Not) else Not(inner)
            case Boost(part, _):
                return replace(node, node=self.node(part, above))
            case Documents("saved", value, ids=None):
                return self._search(node, value, above)
            case _:
                return node

    def _search(self, asked: Documents, wanted: str, above: tuple[str, ...]) -> Node:
        try:
            name, query = self._saved(wanted)
            self._refuse_circle(name, above)
            reading = parse(query, self._fields)
            self._leaves += 0 if reading.tree is None else _leaves(reading.tree)
            if self._leaves > MOST_LEAVES:
                raise WorkbenchError(
                    f"Of saved searches the first {MOST_LEAVES} words are searched, "
                    "the others are left out."
                )
        except WorkbenchError as error:
            self._notices.append(str(error))
            return replace(asked, ids=frozenset())
        self._notices += [f"In the saved search {shortened(name)}: {n}" for n in reading.notices]
        if reading.tree is None:
            return replace(asked, ids=frozenset())
        return self.node(reading.tree, (*above, name))

    def _refuse_circle(self, name: str, above: tuple[str, ...]) -> None:
        shown = shortened(name)
        if name in above:
            by = " and ".join(map(shortened, above[above.index(name) + 1 :]))
            raise WorkbenchError(
                f"The saved search {shown} asks for itself{f', by way of {by}' if by else ''}: "
                "that part finds nothing."
            )
        if len(above) >= DEEPEST:
            raise WorkbenchError(
                f"Saved searches are followed {DEEPEST} deep, the others are left out."
            )


def _leaves(node: Node) -> int:
    match node:
        case And(nodes) | Or(nodes):
            return sum(map(_leaves, nodes))
        case Not(part) | Boost(part, _) | Field(_, part):
            return _leaves(part)
        case _:
            return 1
