"""A query as it is put to an engine and held against texts."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.search.matcher import Matcher
from workbench.search.parser import Reading
from workbench.search.resolving import Resolved
from workbench.search.tree import Node


@dataclass(frozen=True, slots=True)
class Prepared:
    """A query, read and resolved; `tree` is None where there is nothing to search for."""

    reading: Reading
    resolved: Resolved | None
    matcher: Matcher | None

    @property
    def tree(self) -> Node | None:
        """What is searched for."""
        return self.resolved.tree if self.resolved else None

    @property
    def notices(self) -> tuple[str, ...]:
        """What was not taken as it was typed, and what had to be limited."""
        return (*self.reading.notices, *(self.resolved.notices if self.resolved else ()))
