"""Which documents none of many queries answers with, found out in a few searches.

The queries are put to the engine together, more each time, and only what all of them leave is
listed. That is remembered, for whoever asks again has mostly asked one query more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from workbench.search.cancelling import stop_if
from workbench.search.engine import Asking
from workbench.search.prepared import Preparing
from workbench.search.tree import And, Documents, Everything, Node, Not, Or

_FIRST = 16
_MORE = 4
# The part of all documents below which it costs less to look only at those that are left.
_FEW = 4


class _Known(NamedTuple):
    """What some queries leave: ids, None for those of all documents."""

    queries: frozenset[str] = frozenset()
    left: frozenset[str] | None = None


class Covering:
    """What was found out of one commit. Threads may share it."""

    def __init__(self) -> None:
        self._known = _Known()

    def left(
        self,
        queries: Iterable[str],
        preparing: Preparing,
        asking: Asking,
    ) -> frozenset[str]:
        """The ids of the documents that no query answers with. Raises CancelledError."""
        asked = dict.fromkeys(queries)
        known = self._known
        if not known.queries <= asked.keys():
            known = _Known()
        waiting = [query for query in asked if query not in known.queries]
        passing: list[Node] = []
        many = _FIRST
        while waiting and known.left != frozenset():
            some, waiting, many = waiting[:many], waiting[many:], many * _MORE
            lasting, trees = set(known.queries), list[Node]()
            for query in some:
                stop_if(asking.cancelled)
                prepared = preparing.of(query, asking)
                if prepared.lasting:
                    lasting.add(query)
                if prepared.tree is not None:
                    (trees if prepared.lasting else passing).append(prepared.tree)
            left = _left(asking, trees, known.left) if trees else known.left
            self._known = known = _Known(frozenset(lasting), left)
        if passing or known.left is None:
            return _left(asking, passing, known.left)
        return known.left


def _left(asking: Asking, trees: Sequence[Node], among: frozenset[str] | None) -> frozenset[str]:
    """The ids of the documents that answer no tree."""
    if among == frozenset():
        return among
    count = asking.engine.count()
    tree: Node = Not(Or(tuple(trees))) if trees else Everything()
    if among is not None and len(among) * _FEW < count:
        tree = And((Documents("", "", among), tree))
    page = asking.engine.search(tree, count, sort="path", cancelled=asking.cancelled)
    found = frozenset(one.id for one in page.documents)
    return found if among is None else found & among
