"""Search: from what an analyst types to ranked documents, their hits and their best passages.

It joins the parser, the other rooms' fields, an engine and the matcher, and never raises on a
query. Threads may search at the same time; an indexing process commits beside them.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Lock

from workbench.model import Document, Hit, Spans
from workbench.search.amending import Amended, Amendments, NoAmendments
from workbench.search.cancelling import Cancelled, CancelledError, Deadline, never, stop_if
from workbench.search.completion import Completion, Values, completions
from workbench.search.engine import Asking, Page, Sort
from workbench.search.engines.choice import AUTO, Choice
from workbench.search.explaining import Explanation, explained
from workbench.search.folding import fold
from workbench.search.likeness import query_like
from workbench.search.parser import OWN_FIELDS, TEXT, parse
from workbench.search.passages import best_passages
from workbench.search.patterns import Prefix
from workbench.search.prepared import Prepared, Preparing
from workbench.search.reply import as_read, reply
from workbench.search.resolving import FieldResolver
from workbench.search.results import Results
from workbench.search.shelf import Library, Shelf
from workbench.search.tree import Or

_FIRST_DOCUMENTS = 100
TIME_LIMIT = 2.0
"""Seconds that a page of results takes at most; whoever has time may give more."""
STOPPED = "The search was stopped after {:g} seconds: not all documents were looked at."
MISSING = "The search index is missing and is being built."


class Search:
    """The search of one project. `fields` answer what other rooms know, such as `tag:`.

    `exact` answers those of them that can be asked for a whole value: `tag:=money`. `values`
    propose what may stand behind a field while one types. `amendments` is what was said of
    documents since they were indexed.
    """

    def __init__(
        self,
        cache: Path,
        library: Library,
        fields: Mapping[str, FieldResolver],
        engine: str = AUTO,
        values: Mapping[str, Values] | None = None,
        exact: Mapping[str, FieldResolver] | None = None,
        amendments: Amendments | None = None,
    ) -> None:
        self._library = library
        self._fields = fields
        self._values: dict[str, Values] = {
            "title": partial(self.terms, field="title"),
            **(values or {}),
        }
        self._engine = Choice(engine, cache, library)
        self._amendments = amendments or NoAmendments()
        self._said = self._amendments.version()
        self._answering = Amended(self._engine, library, self._amendments)
        self._lock = Lock()
        self._shelf = Shelf(library)
        own = {field: partial(self._having, field) for field in OWN_FIELDS}
        self._preparing = Preparing(fields, {**own, **(exact or {})})
        self.version = 0
        """Another number after every change that was seen: what was read before may be old."""

    @property
    def needs_rebuild(self) -> bool:
        """Whether documents that the library knows cannot be found until all are indexed again."""
        with self._lock:
            return bool(self._engine.problem) or self._engine.count() < self._library.count()

    @property
    def notice(self) -> str:
        """What there is to say of the index, in one sentence; empty when it is as it should be."""
        with self._lock:
            return self._notice()

    def expect(self, documents: int) -> None:
        """Make ready for an index that will have so many documents. Raises WorkbenchError."""
        with self._lock:
            self._engine.expect(documents)

    def update(self, documents: Sequence[Document]) -> None:
        """Index documents, each in place of an earlier one with its id; seen after `commit`.

        Raises WorkbenchError when another process is indexing or the index cannot be written.
        """
        with self._lock:
            self._engine.update(documents)

    def remove(self, ids: Iterable[str]) -> None:
        """Take documents out; seen after `commit`. Raises WorkbenchError as `update` does."""
        with self._lock:
            self._engine.remove(ids)

    def commit(self) -> None:
        """Make what was changed searchable. Raises WorkbenchError as `update` does."""
        with self._lock:
            self._engine.commit()
            self._forget()

    def settle(self) -> None:
        """Make ready what searching will need: for now nothing more will be indexed."""
        with self._lock:
            self._engine.settle()

    def refresh(self) -> bool:
        """See what another process has committed; whether there was anything."""
        with self._lock:
            changed = self._engine.refresh()
            if changed:
                self._forget()
            return changed

    def indexed(self) -> int:
        """How many documents can be found."""
        with self._lock:
            return self._engine.count()

    def ids(self) -> set[str]:
        """Which documents can be found."""
        with self._lock:
            return self._engine.ids()

    def close(self) -> None:
        """Release the index; changes that were not committed are dropped."""
        with self._lock:
            self._engine.close()

    def search(
        self,
        query: str,
        limit: int = 20,
        offset: int = 0,
        *,
        sort: Sort = "relevance",
        cancelled: Cancelled = never,
        seconds: float = TIME_LIMIT,
    ) -> Results:
        """The documents `offset` to `offset + limit` that answer `query`, with their passages.

        By date the oldest come first and those without a date last. `cancelled` is asked every
        few milliseconds: once it is true the answer is empty. After so many `seconds` it is what
        was found until then. Never raises.
        """
        started = time.perf_counter()
        deadline = Deadline(cancelled, seconds)
        results = Results(query)
        hits: list[Hit] = []
        try:
            with self._lock:
                stop_if(cancelled)
                prepared = self._prepare(query, deadline)
                results = as_read(query, prepared, self._notice())
                page = self._page(prepared, limit, offset, sort, deadline, deadline.near)
                results = replace(results, total=page.total, partial=page.partial)
                results = reply(results, prepared, Asking(self._answering, deadline))
            hits.extend(self._hits(prepared, page, deadline))
        except CancelledError:
            if not deadline.late:
                return Results(query)
            results = replace(results, partial=True)
        notices = [*results.notices, *filter(None, (self._news(),))]
        if results.partial:
            notices.append(STOPPED.format(seconds))
        whole = not offset and not results.partial and len(hits) == results.total
        return replace(
            results,
            notices=tuple(notices),
            hits=tuple(hits),
            passages=sum(len(hit.spans) for hit in hits) if whole else None,
            seconds=time.perf_counter() - started,
        )

    def spans(self, query: str, document: Document) -> Spans:
        """The hits of `query` in the text of `document`; none where it does not answer the query.

        They are what `search` shows, and right for a text that is newer than the index. In order,
        without overlaps.
        """
        with self._lock:
            prepared = self._prepare(query)
        return prepared.matcher.spans(document) if prepared.matcher else Spans()

    def every_hit(
        self, query: str, cancelled: Cancelled = never
    ) -> Iterator[tuple[Document, Spans]]:
        """Every document that answers, by path, with all its hits: one text after another.

        The first come at once, whatever their number. A document may answer without a hit, as to
        `date:2008`. Raises CancelledError once `cancelled` is true.
        """
        with self._lock:
            prepared = self._prepare(query, cancelled)
        if prepared.matcher is None:
            return
        seen: set[str] = set()
        limit, total = _FIRST_DOCUMENTS, 1
        while len(seen) < total:
            with self._lock:
                page = self._page(prepared, limit, 0, "path", cancelled)
            fresh = [identity for identity, _ in page.documents if identity not in seen]
            for identity in fresh:
                stop_if(cancelled)
                document = self._shelf.get(identity)
                if document is not None:
                    yield document, prepared.matcher.spans(document, cancelled)
            seen.update(fresh)
            limit = total = page.total if fresh else 0

    def documents(
        self, query: str, cancelled: Cancelled = never, *, sort: Sort = "path"
    ) -> list[str]:
        """The ids of all documents that answer, in order. Raises CancelledError."""
        with self._lock:
            prepared = self._prepare(query, cancelled)
            total = self._page(prepared, 0, 0, sort, cancelled).total
            page = self._page(prepared, total, 0, sort, cancelled)
        return [identity for identity, _ in page.documents]

    def like(self, text: str, besides: str = "") -> str:
        """A query for what is like a passage; empty if nothing tells it from other texts.

        It leaves out the document `besides`, given as the field `document:` takes it.
        """
        with self._lock:
            return query_like(text, Asking(self._answering), besides)

    def explain(self, query: str, documents: Sequence[str] = ()) -> Explanation:
        """How a query is read and answered, and how documents, by id, come to their scores."""
        read = list(filter(None, map(self._shelf.get, documents)))
        with self._lock:
            return explained(query, self._prepare(query), Asking(self._answering), read)

    @property
    def engine(self) -> str:
        """The name of the engine that answers."""
        return self._engine.name

    def narrowed(self, query: str, part: str) -> str:
        """The query with another part that must hold too, so that each means what it did."""
        reading = parse(query, self._fields.keys())
        kept = f"({query.strip()})" if isinstance(reading.tree, Or) else query.strip()
        return f"{kept} {part}".strip()

    def terms(self, prefix: str, limit: int, field: str = TEXT) -> list[tuple[str, int]]:
        """The words of the collection that begin so, each with its documents; commonest first."""
        with self._lock:
            return list(self._answering.expand(Prefix(fold(prefix)), field, limit).terms)

    def complete(self, query: str, cursor: int) -> list[Completion]:
        """What may follow where the `cursor` is, a code point of `query`; the likeliest first."""
        fields = sorted({*OWN_FIELDS, *self._fields})
        return completions(query, cursor, self.terms, self._values, fields)

    def _notice(self) -> str:
        if self._engine.problem:
            return self._engine.problem
        return MISSING if not self._engine.count() and self._library.count() else ""

    def _news(self) -> str:
        """What there is to say once."""
        with self._lock:
            news, self._engine.news = self._engine.news, ""
            return news

    def _page(
        self,
        prepared: Prepared,
        limit: int,
        offset: int,
        sort: Sort,
        cancelled: Cancelled = never,
        enough: Cancelled = never,
    ) -> Page:
        if prepared.tree is None:
            return Page(0, ())
        return self._answering.search(
            prepared.tree, limit, offset, sort=sort, cancelled=cancelled, enough=enough
        )

    def _hits(self, prepared: Prepared, page: Page, cancelled: Cancelled) -> Iterator[Hit]:
        for identity, score in page.documents:
            stop_if(cancelled)
            document = self._shelf.get(identity)
            if document is not None and prepared.matcher is not None:
                spans = prepared.matcher.spans(document, cancelled)
                yield Hit(document.info, score, spans, best_passages(document, spans))

    def _prepare(self, query: str, cancelled: Cancelled = never) -> Prepared:
        said = self._amendments.version()
        if said != self._said:
            self._said = said
            self._forget()
        return self._preparing.of(query, Asking(self._answering, cancelled))

    def _having(self, field: str, value: str) -> Mapping[str, Spans]:
        return dict.fromkeys(self._library.having(field, value), Spans())

    def _forget(self) -> None:
        self.version += 1
        self._shelf.clear()
        self._preparing.forget()
