"""What documents say of themselves, counted and looked up: source, author, title, date, kind.

The catalogue has it as it was read. Over that goes the analyst's word, on a few hundred documents
at most: they are left out of what the catalogue is asked, and added as they are now.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence

from workbench.library.catalogue import Catalogue
from workbench.model import DocumentInfo

FIELDS = ("title", "source", "author", "path", "kind", "date")
"""What documents say of themselves, by the names that the fields of queries have."""


class Particulars:
    """Counts and finds the values of `FIELDS`; a date is counted by its year.

    `overruled` gives the documents on which there is a word of the analyst's, as they are with it.
    """

    def __init__(
        self, catalogue: Catalogue, overruled: Callable[[], Sequence[DocumentInfo]]
    ) -> None:
        self._catalogue = catalogue
        self._overruled = overruled

    def beginning(self, field: str, beginning: str, limit: int) -> list[tuple[str, int]]:
        """At most `limit` values with a word that begins so, each with the number of its
        documents, the commonest first.
        """
        said = self._overruled()
        if not said:
            return self._catalogue.tally(field, beginning=beginning, limit=limit)
        counts = Counter(
            dict(self._catalogue.tally(field, beginning=beginning, besides=_ids(said)))
        )
        begun = f" {beginning.lower()}"
        for info in said:
            counts.update(one for one in _counted_as(info, field) if begun in f" {one.lower()}")
        return _commonest(counts, limit)

    def counted(self, field: str, ids: Sequence[str], limit: int) -> list[tuple[str, int]]:
        """What these documents have, the commonest first; years in their order."""
        said = self._overruled()
        if said:
            among = frozenset(ids)
            counts = Counter(dict(self._catalogue.tally(field, among=ids, besides=_ids(said))))
            for info in said:
                if info.id in among:
                    counts.update(_counted_as(info, field))
            found = _commonest(counts, limit)
        else:
            found = self._catalogue.tally(field, among=ids, limit=limit)
        return sorted(found) if field == "date" else found

    def dates(self, ids: Sequence[str]) -> list[str]:
        """The dates of these documents in any order, without those that have none."""
        said = self._overruled()
        among = frozenset(ids) if said else frozenset()
        ours = [info.metadata.date for info in said if info.id in among and info.metadata.date]
        return [*self._catalogue.dates(ids, besides=_ids(said)), *ours]

    def having(self, field: str, value: str) -> set[str]:
        """The ids of the documents that say exactly this, but for capitals if none does."""
        said = self._overruled()
        whole = [(info.id, one) for info in said for one in _values(info, field)]
        values = [value]
        found = self._catalogue.having(field, values, besides=_ids(said))
        found.update(identity for identity, one in whole if one == value)
        if not found:
            plain = value.casefold()
            values = [one for one in self._catalogue.distinct(field) if one.casefold() == plain]
            found = self._catalogue.having(field, values, besides=_ids(said))
            found.update(identity for identity, one in whole if one.casefold() == plain)
        return found


def _ids(infos: Sequence[DocumentInfo]) -> list[str]:
    return [info.id for info in infos]


def _commonest(counts: Counter[str], limit: int) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]


def _counted_as(info: DocumentInfo, field: str) -> Collection[str]:
    values = _values(info, field)
    return {one[:4] for one in values} if field == "date" else values


def _values(info: DocumentInfo, field: str) -> Collection[str]:
    about = info.metadata
    match field:
        case "title":
            said: tuple[str, ...] = (info.title,)
        case "source":
            said = (about.source,)
        case "author":
            said = about.authors
        case "date":
            said = (about.date,)
        case "kind":
            said = (info.kind,)
        case _:
            said = (info.path,)
    return set(filter(None, said))
