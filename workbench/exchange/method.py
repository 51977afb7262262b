"""The method record as tables (CSV): what was searched, and what became of each document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from workbench.exchange.counts import table
from workbench.model import DocumentInfo
from workbench.search.memory import Asked, Coverage, Record

SEARCHES = (
    "query", "read as", "first run", "last run", "runs", "by", "through", "order",
    "found", "at least", "among", "opened", "read", "dismissed", "never opened",
)  # fmt: skip
"""Of each query; times are ISO 8601 in UTC, and what is counted are documents."""

DOCUMENTS = (
    "document", "path", "title", "date", "source", "state", "found", "seconds", "share in sight",
)  # fmt: skip

STATES = {
    "read": "read",
    "glanced": "opened for less than five seconds",
    "unopened": "found by a query, never opened",
    "apart": "neither found nor opened",
}
"""What becomes of documents, by the names that `Coverage` has for it."""


def searches(asked: Iterable[Asked]) -> bytes:
    """A row a query, as they come."""
    return table(SEARCHES, map(_query, asked))


def documents(covered: Coverage, record: Record, infos: Iterable[DocumentInfo]) -> bytes:
    """A row a document, in the order of `infos`; `covered` is what `record` covers."""
    return table(DOCUMENTS, _documents(covered, record, infos))


def _query(one: Asked) -> tuple[str | int, ...]:
    return (
        *(one.query, one.read_as, one.first, one.last, one.runs),
        *("; ".join(one.by), "; ".join(one.through), one.sort, one.total),
        *("yes" if one.partial else "no", one.among or ""),
        *(len(one.opened), len(one.read), len(one.dismissed), one.never_opened),
    )


def _documents(
    covered: Coverage, record: Record, infos: Iterable[DocumentInfo]
) -> Iterator[tuple[str | int, ...]]:
    states = {
        identity: words for name, words in STATES.items() for identity in getattr(covered, name)
    }
    unfound = frozenset(covered.unfound)
    for info in infos:
        if info.id not in states:
            continue  # it came after the documents were counted
        reading = record.readings.get(info.id)
        yield (
            *(info.id, info.path, info.metadata.title, info.metadata.date, info.metadata.source),
            *(states[info.id], "no" if info.id in unfound else "yes"),
            reading.seconds if reading else 0,
            f"{reading.share:.2f}" if reading else "",
        )
