"""Coverage: which documents no query of the log answers with, and which nobody opened.

The queries are asked again, of the collection as it is now: a document that came later counts as
found by an earlier query, too.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from workbench.search.memory.record import Record
from workbench.search.nesting import SAVED

MOST_QUERIES = 1000
"""Queries that are asked again at most: those that were run last."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was looked at of a collection; each document is in one of these, by id.

    `apart`: neither found nor opened. `unopened`: found by a query, never opened. `glanced`: opened
    but not for long enough to count as read. `read`: the rest. `unfound` are those of all
    of them that no query answers with. `queries` were asked, `left_out` were too many.
    """

    apart: tuple[str, ...] = ()
    unopened: tuple[str, ...] = ()
    glanced: tuple[str, ...] = ()
    read: tuple[str, ...] = ()
    unfound: tuple[str, ...] = ()
    queries: int = 0
    left_out: int = 0

    @property
    def documents(self) -> int:
        """How many documents there are."""
        return len(self.apart) + len(self.unopened) + len(self.glanced) + len(self.read)


def coverage(
    record: Record,
    documents: Iterable[str],
    unfound: Callable[[Sequence[str]], Collection[str]],
) -> Coverage:
    """What `record` covers of the `documents`, ids, whose order is kept.

    `unfound` gives the ids of the documents that none of some queries answers with.
    """
    documents = list(documents)
    # A saved search may ask something else by now.
    asked = [one.read_as if f"{SAVED}:" in one.query.lower() else one.query for one in record.asked]
    open_yet = unfound(asked[:MOST_QUERIES])
    unopened = [identity for identity in documents if identity not in record.readings]
    opened = [identity for identity in documents if identity in record.readings]
    was_read = record.read
    return Coverage(
        tuple(identity for identity in unopened if identity in open_yet),
        tuple(identity for identity in unopened if identity not in open_yet),
        tuple(identity for identity in opened if identity not in was_read),
        tuple(identity for identity in opened if identity in was_read),
        tuple(identity for identity in documents if identity in open_yet),
        min(len(asked), MOST_QUERIES),
        max(len(asked) - MOST_QUERIES, 0),
    )
