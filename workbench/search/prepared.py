"""A query as it is put to an engine and held against texts."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from workbench.model import WorkbenchError
from workbench.search.engine import Asking
from workbench.search.matcher import Matcher
from workbench.search.nesting import SAVED, Saved, unfolded, uses_saved
from workbench.search.parser import Reading, parse
from workbench.search.relaxing import relaxed
from workbench.search.resolving import FieldResolver, Resolved, answer_to, resolve
from workbench.search.tree import Documents, Node

_REMEMBERED = 16


@dataclass(frozen=True, slots=True)
class Prepared:
    """A query, read and resolved; `tree` is None where there is nothing to search for.

    `lasting` where it means the same until something is committed: no other room had a say.
    """

    reading: Reading
    resolved: Resolved | None
    matcher: Matcher | None
    lasting: bool

    @property
    def tree(self) -> Node | None:
        """What is searched for."""
        return self.resolved.tree if self.resolved else None

    @property
    def notices(self) -> tuple[str, ...]:
        """What was not taken as it was typed, and what had to be limited."""
        return (*self.reading.notices, *(self.resolved.notices if self.resolved else ()))


class Preparing:
    """Reads and resolves queries. The last ones are remembered unless other rooms had a say.

    Threads may share it.
    """

    def __init__(
        self,
        fields: Mapping[str, FieldResolver],
        exact: Mapping[str, FieldResolver],
        saved: Saved,
    ) -> None:
        self._fields = fields
        self._exact = exact
        self._saved = saved
        self.known_fields = frozenset({*fields, SAVED})
        """The fields that other rooms answer."""
        self._known: OrderedDict[str, Prepared] = OrderedDict()

    def of(self, query: str, asking: Asking) -> Prepared:
        """The query, prepared. Raises CancelledError."""
        known = self._known.get(query)
        if known is not None:
            return known
        reading = parse(query, self.known_fields)
        nested = uses_saved(reading.tree)
        if nested:
            reading = unfolded(reading, self._saved, self.known_fields)
        reading = relaxed(reading, asking)
        if reading.tree is None:
            return Prepared(reading, None, None, not nested)
        resolved = resolve(reading.tree, asking, self._fields, self._exact)
        lasting = not resolved.answers and not nested
        prepared = Prepared(reading, resolved, Matcher(resolved.tree, resolved.answers), lasting)
        if lasting:
            self._known[query] = prepared
            if len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        return prepared

    def answered(self, asked: Documents) -> Documents:
        """A question to another room, answered; by no document where the room cannot."""
        try:
            return replace(asked, ids=frozenset(answer_to(asked, self._fields, self._exact)))
        except WorkbenchError:  # it was said when the query itself asked
            return replace(asked, ids=frozenset())

    def anew(self) -> Preparing:
        """The same without what is remembered: the collection has changed."""
        return Preparing(self._fields, self._exact, self._saved)
