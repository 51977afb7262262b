"""The search as it is at a moment: what takes long asks it, and others need not wait for that."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from workbench.search.cancelling import Cancelled
from workbench.search.covering import Covering
from workbench.search.engine import Answering, Asking, Page, Sort
from workbench.search.prepared import Prepared, Preparing


@dataclass(frozen=True, slots=True)
class Pinned:
    """What answers, and what reads and remembers queries for it. All raise CancelledError."""

    answering: Answering
    preparing: Preparing
    covering: Covering

    def prepared(self, query: str, cancelled: Cancelled) -> Prepared:
        """The query, prepared."""
        return self.preparing.of(query, Asking(self.answering, cancelled))

    def page(
        self, prepared: Prepared, sort: Sort, cancelled: Cancelled, limit: int | None = None
    ) -> Page:
        """All documents that answer, or the first of them."""
        if prepared.tree is None:
            return Page(0, ())
        most = self.answering.count() if limit is None else limit
        return self.answering.search(prepared.tree, most, sort=sort, cancelled=cancelled)

    def unfound(self, queries: Iterable[str], cancelled: Cancelled) -> frozenset[str]:
        """The ids of the documents that none of the queries answers with."""
        return self.covering.left(queries, self.preparing, Asking(self.answering, cancelled))
