"""Search: from what an analyst types to ranked documents, their hits and their best passages.

It joins the parser, the other rooms' fields, an engine and the matcher, and never raises on a
query. Threads may search at the same time; an indexing process commits beside them.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from workbench.model import Document, Hit, WorkbenchError
from workbench.search.amending import Amended, Amendments, NoAmendments
from workbench.search.cancelling import Cancelled, CancelledError, Deadline, never, stop_if
from workbench.search.completion import Completion, Values, completions
from workbench.search.covering import Covering
from workbench.search.engine import Asking, Page, Ranked, Sort, checksum
from workbench.search.engines.choice import AUTO
from workbench.search.explaining import Explanation, explained
from workbench.search.folding import fold
from workbench.search.indexroom import IndexRoom
from workbench.search.likeness import query_like
from workbench.search.nearby import near_values
from workbench.search.nesting import Saved, no_saved
from workbench.search.parser import OWN_FIELDS, parse
from workbench.search.passages import best_passages
from workbench.search.patterns import Prefix
from workbench.search.pinned import Pinned
from workbench.search.prepared import Prepared, Preparing
from workbench.search.reply import as_read, reply
from workbench.search.resolving import FieldResolver
from workbench.search.results import Results
from workbench.search.shelf import Library, Shelf
from workbench.search.tree import PLAIN, Documents, Or, Phrase, Word
from workbench.spans import Spans

_FIRST_DOCUMENTS = 100
_AT_ONCE = 20
TIME_LIMIT = 2.0
"""Seconds that a page of results takes at most; whoever has time may give more."""
STOPPED = "The search was stopped after {:g} seconds: not all documents were looked at."


class Search(IndexRoom):
    """The search of one project. `fields` answer what other rooms know, such as `tag:`.

    `exact` answers those of them that can be asked for a whole value: `tag:=money`. `values`
    propose what may stand behind a field while one types, `saved` gives saved searches.
    `amendments` is what was said of documents since they were indexed.
    """

    def __init__(
        self,
        cache: Path,
        library: Library,
        fields: Mapping[str, FieldResolver],
        engine: str = AUTO,
        values: Mapping[str, Values] | None = None,
        exact: Mapping[str, FieldResolver] | None = None,
        saved: Saved = no_saved,
        amendments: Amendments | None = None,
    ) -> None:
        super().__init__(cache, library, engine)
        self._values: dict[str, Values] = {
            "title": partial(self.terms, field="title"),
            **(values or {}),
        }
        self._answering = Amended(self._engine, library, amendments or NoAmendments())
        self._shelf = Shelf(library)
        own = {field: partial(self._having, field) for field in OWN_FIELDS}
        self._covering = Covering()
        self._preparing = Preparing(fields, {**own, **(exact or {})}, saved)

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
            with self._question():
                stop_if(cancelled)
                prepared = self._prepare(query, deadline)
                results = as_read(query, prepared)
                page = self._page(prepared, limit, offset, sort, deadline, deadline.near)
                results = replace(results, total=page.total, partial=page.partial)
                asking = Asking(self._answering, deadline)
                results = reply(results, prepared, asking, self._near)
            hits.extend(self._hits(prepared, page, deadline))
        except CancelledError:
            if not deadline.late:
                return Results(query)
            results = replace(results, partial=True)
        notices = [*filter(None, (self.notice, *results.notices, self.news()))]
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
        without overlaps. None of a query whose patterns `search` has not the time for.
        """
        try:
            with self._question():
                prepared = self._prepare(query, Deadline(never, TIME_LIMIT))
        except CancelledError:
            return Spans()
        return prepared.matcher.spans(document) if prepared.matcher else Spans()

    def every_hit(
        self, query: str, cancelled: Cancelled = never
    ) -> Iterator[tuple[Document, Spans]]:
        """Every document that answers, by path, with all its hits: one text after another.

        The first come at once, whatever their number. A document may answer without a hit, as to
        `date:2008`. Raises CancelledError once `cancelled` is true.
        """
        with self._pinned() as pinned:
            prepared = pinned.prepared(query, cancelled)
            if prepared.matcher is None:
                return
            seen: set[str] = set()
            for limit in (_FIRST_DOCUMENTS, None):
                page = pinned.page(prepared, "path", cancelled, limit)
                fresh = [one for one in page.documents if one.id not in seen]
                for _, document in self._read(fresh, cancelled):
                    yield document, prepared.matcher.spans(document, cancelled)
                seen.update(one.id for one in fresh)
                if len(seen) >= page.total:
                    return

    def titled(self, query: str, cancelled: Cancelled = never) -> Callable[[Document], bool]:
        """What says of a document whether its title has a word or phrase of `query`.

        That is one that may stand in the text or the title. Raises CancelledError.
        """
        with self._lock:
            matcher = self._prepare(query, cancelled).matcher
        return lambda document: matcher is not None and bool(matcher.in_title(document))

    def documents(
        self, query: str, cancelled: Cancelled = never, *, limit: int | None = None
    ) -> list[str]:
        """The ids of all documents that answer, by path; at most `limit`, and then the best first.

        Raises CancelledError.
        """
        with self._pinned() as pinned:
            prepared = pinned.prepared(query, cancelled)
            sort: Sort = "path" if limit is None else "relevance"
            page = pinned.page(prepared, sort, cancelled, limit)
        return [one.id for one in page.documents]

    def unfound(self, queries: Iterable[str], cancelled: Cancelled = never) -> frozenset[str]:
        """The ids of the documents that none of the queries answers with. Raises CancelledError."""
        with self._pinned() as pinned:
            return pinned.unfound(queries, cancelled)

    def like(self, text: str, besides: str = "") -> str:
        """A query for what is like a passage; empty if nothing tells it from other texts.

        It leaves out the document `besides`, given as the field `document:` takes it.
        """
        with self._question():
            return query_like(text, Asking(self._answering), besides)

    def explain(
        self, query: str, documents: Sequence[str] = (), *, seconds: float = 2 * TIME_LIMIT
    ) -> Explanation:
        """How a query is read and answered, and how documents, by id, come to their scores.

        Raises WorkbenchError where that takes more than so many seconds.
        """
        read = list(filter(None, map(self._shelf.get, documents)))
        deadline = Deadline(never, seconds)
        try:
            with self._question():
                prepared = self._prepare(query, deadline)
                return explained(query, prepared, Asking(self._answering, deadline), read)
        except CancelledError:
            sentence = f"The query cannot be explained in {seconds:g} seconds; take parts of it."
            raise WorkbenchError(sentence) from None

    def news(self) -> str:
        """What there is to say once, as of another engine that answers now; empty from then on."""
        with self._lock:
            news, self._engine.news = self._engine.news, ""
            return news

    @property
    def engine(self) -> str:
        """The name of the engine that answers."""
        return self._engine.name

    def narrowed(self, query: str, part: str) -> str:
        """The query with another part that must hold too, so that each means what it did."""
        reading = parse(query, self._preparing.known_fields)
        kept = f"({query.strip()})" if isinstance(reading.tree, Or) else query.strip()
        return f"{kept} {part}".strip()

    def terms(self, prefix: str, limit: int, field: str = PLAIN) -> list[tuple[str, int]]:
        """The words of the collection that begin so, each with its documents; commonest first."""
        with self._question():
            self._answering.look()
            return list(self._answering.expand(Prefix(fold(prefix)), field, limit).terms)

    def complete(self, query: str, cursor: int) -> list[Completion]:
        """What may follow where the `cursor` is, a code point of `query`; the likeliest first."""
        fields = sorted({*OWN_FIELDS, *self._preparing.known_fields})
        return completions(query, cursor, self.terms, self._values, fields)

    @contextmanager
    def _pinned(self) -> Iterator[Pinned]:
        """What answers for a long time without keeping others waiting."""
        with self._lock:
            self._look()
            pinned = Pinned(self._answering.pinned(), self._preparing, self._covering)
        with closing(pinned.answering):
            yield pinned

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
        if prepared.matcher is None:
            return
        alike = isinstance(prepared.tree, Word | Phrase)
        for (_, score, plain), document in self._read(page.documents, cancelled):
            unchanged = plain >= 0 and plain == checksum(document.text)
            spans = prepared.matcher.spans(document, cancelled, plain=unchanged)
            passages = best_passages(document, spans, alike=alike)
            in_title = Spans() if spans else prepared.matcher.in_title(document)
            yield Hit(document.info, score, spans, passages, in_title)

    def _read(
        self, ranked: Sequence[Ranked], cancelled: Cancelled
    ) -> Iterator[tuple[Ranked, Document]]:
        """Documents with their texts, without those that are gone since they were indexed."""
        for first in range(0, len(ranked), _AT_ONCE):
            stop_if(cancelled)
            some = ranked[first : first + _AT_ONCE]
            documents = self._shelf.some([one.id for one in some])
            for one in some:
                if one.id in documents:
                    yield one, documents[one.id]

    def _prepare(self, query: str, cancelled: Cancelled = never) -> Prepared:
        self._look()
        return self._preparing.of(query, Asking(self._answering, cancelled))

    def _look(self) -> None:
        if self._answering.look():
            self._forget()

    def _having(self, field: str, value: str) -> Mapping[str, Spans]:
        return dict.fromkeys(self._library.having(field, value), Spans())

    def _near(self, asked: Documents, cancelled: Cancelled) -> Iterator[Documents]:
        """Of the field that was asked: values like the one that none has, and part of one."""
        values = self._values.get(asked.field)
        for value in near_values(asked.value, values, cancelled) if values else ():
            yield self._preparing.answered(replace(asked, value=value, ids=None))
        if asked.exact and asked.field in self._preparing.known_fields:
            yield self._preparing.answered(replace(asked, exact=False, ids=None))

    def _forget(self) -> None:
        super()._forget()
        self._shelf.clear()
        self._preparing = self._preparing.anew()
        self._covering = Covering()
