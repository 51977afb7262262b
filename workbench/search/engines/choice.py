"""Which engine searches a collection, and changing from one to another.

The setting names an engine, or leaves it to the size of the collection. An indexing process changes
over once it has committed: it fills the other engine from the library, in one commit, and then
removes what the first left. Whoever only reads goes on with the one that is whole, and notices.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

from workbench.model import Document, WorkbenchError
from workbench.search.cancelling import Cancelled, never
from workbench.search.engine import Answering, Engine, Expansion, Page, Sort
from workbench.search.engines import ENGINES, open_engine
from workbench.search.patterns import Pattern
from workbench.search.shelf import Library
from workbench.search.tree import Node

AUTO = "auto"
SMALL, LARGE = "whoosh", "tantivy"
MOST_DOCUMENTS = 5_000
MOST_CHARACTERS = 20_000_000
"""A collection with more of either is large; one that was large stays so."""


class Choice:
    """The engine that has the documents. See `Engine` for what the methods promise.

    `news` is what there is to say, once, after it changed; empty otherwise.
    """

    def __init__(self, rule: str, cache: Path, library: Library) -> None:
        self.news = ""
        self._rule = rule
        self._cache = cache
        self._library = library
        self._refused = ""
        self._name, self._engine = self._found()

    @property
    def name(self) -> str:
        """The engine that answers."""
        return self._name

    @property
    def problem(self) -> str:
        """Why the index cannot be used as it is; empty when it can."""
        return self._engine.problem

    def expect(self, documents: int) -> None:
        """Begin an empty index with the engine for as many documents as will be indexed."""
        small = self._rule == AUTO and self._name == SMALL and not self._engine.count()
        if small and documents > MOST_DOCUMENTS:
            self._engine.close()
            self._name, self._engine = LARGE, open_engine(LARGE, self._cache, self._library)

    def update(self, documents: Iterable[Document]) -> None:
        """Add or replace documents."""
        self._engine.update(documents)

    def remove(self, ids: Iterable[str]) -> None:
        """Take documents out."""
        self._engine.remove(ids)

    def commit(self) -> None:
        """Make the changes visible, and change to the other engine where it is time to."""
        self._engine.commit()
        wanted = self._wanted()
        if wanted not in (self._name, self._refused):
            try:
                self._change(wanted)
            except WorkbenchError as error:
                # What could be written can be searched all the same; the next run tries again.
                self._refused = wanted
                still = f"The collection is still searched with {self._name.capitalize()}."
                self.news = f"{still} {error}"
        if self._engine.count() and not self._engine.problem:
            for name in set(ENGINES) - {self._name}:
                shutil.rmtree(self._cache / name, ignore_errors=True)

    def settle(self) -> None:
        """Make ready what searching will need."""
        self._engine.settle()

    def refresh(self) -> bool:
        """See what another process has committed, be it with another engine."""
        if self._may_have_changed():
            name, engine = self._found()
            if name != self._name and engine.count():
                self._take(name, engine)
                return True
            engine.close()
        return self._engine.refresh()

    def stamp(self) -> str:
        """What tells the commit that answers from others."""
        return f"{self._name} {self._engine.stamp()}"

    def count(self) -> int:
        """How many documents can be found."""
        return self._engine.count()

    def ids(self) -> set[str]:
        """Which documents can be found."""
        return self._engine.ids()

    def search(
        self,
        tree: Node,
        limit: int,
        offset: int = 0,
        *,
        sort: Sort = "relevance",
        cancelled: Cancelled = never,
        enough: Cancelled = never,
    ) -> Page:
        """The documents that answer the tree."""
        return self._engine.search(
            tree, limit, offset, sort=sort, cancelled=cancelled, enough=enough
        )

    def score(self, tree: Node, identity: str, cancelled: Cancelled = never) -> float | None:
        """The score of a document."""
        return self._engine.score(tree, identity, cancelled)

    def expand(
        self, pattern: Pattern, field: str, limit: int, cancelled: Cancelled = never
    ) -> Expansion:
        """The terms that a pattern stands for."""
        return self._engine.expand(pattern, field, limit, cancelled)

    def pinned(self) -> Answering:
        """The same answers as of now."""
        return self._engine.pinned()

    def question(self) -> AbstractContextManager[None]:
        """Lasts for what is asked together."""
        return self._engine.question()

    def close(self) -> None:
        """Release what is open."""
        self._engine.close()

    def _may_have_changed(self) -> bool:
        """Whether there is an index that comes before the one that answers, or that one is gone."""
        preferred = self._preferred()
        before = preferred[: preferred.index(self._name)]
        there = [(self._cache / name).exists() for name in (*before, self._name)]
        return any(there[:-1]) or not there[-1]

    def _preferred(self) -> tuple[str, ...]:
        """The engines in the order in which one with documents is taken."""
        if self._rule == AUTO:
            return LARGE, SMALL
        return (self._rule, *(name for name in ENGINES if name != self._rule))

    def _found(self) -> tuple[str, Engine]:
        """The first engine that has documents; without any, the one to begin with."""
        opened: dict[str, Engine] = {}
        for name in self._preferred():
            if not (self._cache / name).exists():
                continue
            opened[name] = open_engine(name, self._cache, self._library)
            if opened[name].count():
                break
        else:
            name = SMALL if self._rule == AUTO else self._rule
            if self._rule == AUTO and LARGE in opened and opened[LARGE].problem:
                name = LARGE
        for other, engine in opened.items():
            if other != name:
                engine.close()
        return name, opened.get(name) or open_engine(name, self._cache, self._library)

    def _wanted(self) -> str:
        if self._rule != AUTO or self._name == LARGE:
            return self._name if self._rule == AUTO else self._rule
        if self._engine.count() > MOST_DOCUMENTS:
            return LARGE
        characters = sum(info.characters for info in self._library.documents())
        return LARGE if characters > MOST_CHARACTERS else SMALL

    def _change(self, name: str) -> None:
        engine = open_engine(name, self._cache, self._library)
        try:
            ids = self._engine.ids()
            engine.remove(engine.ids() - ids)
            engine.update(self._documents(ids))
            engine.commit()
        except BaseException:
            engine.close()
            raise
        self._take(name, engine)

    def _documents(self, ids: Iterable[str]) -> Iterator[Document]:
        for identity in sorted(ids):
            try:
                document = self._library.document(identity)
            except WorkbenchError:
                continue  # it is gone from the library since
            yield document

    def _take(self, name: str, engine: Engine) -> None:
        self._engine.close()
        large = "The collection is large: it" if self._rule == AUTO else "The collection"
        self.news = f"{large} is now searched with {name.capitalize()}."
        self._name, self._engine = name, engine
