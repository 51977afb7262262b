"""Long lists of documents beside something rare, as in `is:unread harbour` after much was read.

To look up every id of a long list costs more than to look whether the few documents that answer the
rest are on it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tantivy import Query

from workbench.search.cancelling import Patience
from workbench.search.engines.tantivy.reading import Snapshot
from workbench.search.engines.tantivy.words import all_of
from workbench.search.tree import Documents, Node, Not

_MANY = 1000
# To learn which document one is takes as long as to look up so many ids.
_COST = 4
_REMEMBERED = 16


def narrowed(
    snapshot: Snapshot,
    nodes: tuple[Node, ...],
    unscored: Callable[[Node], Query],
    patience: Patience,
) -> tuple[Node, ...]:
    """Parts that all must hold, their long lists without what the other parts leave out anyway."""
    longest = max(map(_length, nodes), default=0)
    rest = [node for node in nodes if not _length(node) and not isinstance(node, Not)]
    if longest < _MANY or not rest:
        return nodes
    known = snapshot.narrowed.get(nodes)
    if known is None:
        query = all_of(map(unscored, rest))
        if patience.cut_short:
            return nodes  # not all that the others leave in was found
        known = snapshot.narrowed[nodes] = _narrowed(snapshot, nodes, query)
        if len(snapshot.narrowed) > _REMEMBERED:
            snapshot.narrowed.popitem(last=False)
    return known


def _narrowed(snapshot: Snapshot, nodes: tuple[Node, ...], rest: Query) -> tuple[Node, ...]:
    total = snapshot.total(rest)
    if total * _COST > sum(map(_length, nodes)):
        return nodes
    few = set(snapshot.ids_of([at for _, at in snapshot.page(rest, max(total, 1))[0]]))
    return tuple(_among(node, few) if _length(node) else node for node in nodes)


def _among(node: Node, few: set[str]) -> Node:
    if isinstance(node, Not):
        return Not(_among(node.node, few))
    assert isinstance(node, Documents)
    return replace(node, ids=frozenset(few.intersection(node.ids or ())))


def _length(node: Node) -> int:
    """How many ids a part lists or excludes; 0 where it is no list."""
    listed = node.node if isinstance(node, Not) else node
    return len(listed.ids or ()) if isinstance(listed, Documents) else 0
