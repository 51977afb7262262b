"""A project in memory: documents, a search by plain words, notes in a list.

It answers as the rooms do, so that the frame is tested without an index or a disk.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from threading import Event

from tests.tui.fake_work import (
    FakeCitations,
    FakeClipboard,
    FakeCodebook,
    FakeCorrections,
    FakeHistory,
    FakeNotes,
    FakeSettings,
)
from workbench.entities.quoted import by_speaker
from workbench.model import (
    Document,
    DocumentInfo,
    Entity,
    FileOutcome,
    Hit,
    Mention,
    Metadata,
    Passage,
    Quotation,
    Speaker,
    WorkbenchError,
)
from workbench.notes.decisions import Decisions
from workbench.search import Results, Suggestion
from workbench.search.cancelling import CancelledError
from workbench.search.completion import Completion, completions
from workbench.search.explaining import Explanation, Part, Ranking, Share
from workbench.search.memory import Coverage, Looks, SavedSearches, SearchLog, coverage
from workbench.search.memory.saved import SavedSearch
from workbench.spans import Spans

_WORD = re.compile(r"\w+")


def document(
    path: str, text: str, title: str = "", date: str = "", source: str = "", place: str = ""
) -> Document:
    """A document whose paragraphs are separated by blank lines."""
    spans, at = [], 0
    for part in text.split("\n\n"):
        spans.append((at, at + len(part)))
        at += len(part) + 2
    metadata = Metadata(title=title, date=date, source=source, place=place)
    identity = re.sub(r"\W+", "-", path)
    info = DocumentInfo(
        id=identity,
        path=path,
        raw_path=path.encode(),
        part="",
        kind="text",
        sha256="",
        metadata=metadata,
        words=len(_WORD.findall(text)),
        characters=len(text),
        paragraphs=len(spans),
        pages=0,
    )
    return Document(info, text, Spans(spans))


class FakeLibrary:
    notice = ""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._documents = {one.id: one for one in documents}
        self.skipped_files: list[FileOutcome] = []

    def count(self) -> int:
        return len(self._documents)

    def documents(self) -> list[DocumentInfo]:
        return sorted((one.info for one in self._documents.values()), key=lambda info: info.path)

    def document(self, identity: str) -> Document:
        self.info(identity)
        return self._documents[identity]

    def documents_of(self, ids: Sequence[str]) -> list[Document]:
        return [self._documents[one] for one in ids if one in self._documents]

    def text(self, identity: str) -> str:
        return self.document(identity).text

    def info(self, identity: str) -> DocumentInfo:
        if identity not in self._documents:
            raise WorkbenchError(f"There is no document {identity}.")
        return self._documents[identity].info

    def find(self, wanted: str) -> DocumentInfo:
        at = (one.info for one in self._documents.values() if wanted in (one.id, one.info.path))
        return next(at)

    def skipped(self) -> list[FileOutcome]:
        return self.skipped_files

    def changed_on_disk(self, identity: str) -> str:
        return ""


class FakeSearch:
    """Finds documents that have all words; `hold` keeps a query waiting until its event is set."""

    notice = ""
    engine = "whoosh"

    def __init__(self, library: FakeLibrary) -> None:
        self._library = library
        self.asked: list[str] = []
        self.version = 0
        self.hold: dict[str, Event] = {}
        self.completing: list[str] = []
        self.hold_completions: dict[str, Event] = {}

    def refresh(self) -> bool:
        return False

    def indexed(self) -> int:
        return self._library.count()

    def documents(self, query: str, cancelled: Callable[[], bool] = lambda: False) -> list[str]:
        return [hit.document.id for hit in self.search(query, limit=1000).hits]

    def like(self, text: str, besides: str = "") -> str:
        self.asked_like = text, besides
        words = [word for word in _WORD.findall(text) if len(self.documents(word)) > 1]
        return " ".join(words[:1])

    def explain(self, query: str, documents: Sequence[str] = ()) -> Explanation:
        parts = [Part(word, "this word", len(self.documents(word))) for word in query.split()]
        whole = Part(query, "all of these", len(self.documents(query)), tuple(parts))
        pattern = Part("be*", "words that begin so", 3, (), (("berth", 3), ("be", 1)), 200, 72)
        shares = tuple(Share(word, 1.5, 2) for word in query.split())
        return Explanation(
            query,
            " AND ".join(query.split()),
            ("be* stands for 200 words; the 128 commonest are searched.",),
            self._library.count(),
            Part("", "any of these", 4, (whole, pattern)),
            tuple(Ranking(one, 1.5 * len(shares), shares) for one in documents),
        )

    def spans(self, query: str, one: Document) -> Spans:
        words = {word.lower() for word in _WORD.findall(query)}
        found = [m for m in _WORD.finditer(one.text) if m.group().lower() in words]
        answers = words == {m.group().lower() for m in found}
        return Spans(m.span() for m in found) if answers else Spans()

    def narrowed(self, query: str, part: str) -> str:
        return f"{query.strip()} {part}".strip()

    def complete(self, query: str, cursor: int) -> list[Completion]:
        self.completing.append(query)
        if query in self.hold_completions:
            assert self.hold_completions[query].wait(10)
        words = Counter(
            word
            for info in self._library.documents()
            for word in {w.lower() for w in _WORD.findall(self._library.document(info.id).text)}
        )

        def begun(beginning: str, limit: int) -> list[tuple[str, int]]:
            return [pair for pair in words.most_common() if pair[0].startswith(beginning)][:limit]

        return completions(query, cursor, begun, {}, ["person", "title"])

    def every_hit(
        self, query: str, cancelled: Callable[[], bool]
    ) -> Iterator[tuple[Document, Spans]]:
        for info in self._library.documents():
            if query in self.hold:
                assert self.hold[query].wait(10)
            if cancelled():
                raise CancelledError
            yield (one := self._library.document(info.id)), self.spans(query, one)

    def titled(self, query: str, cancelled: Callable[[], bool]) -> Callable[[Document], bool]:
        return lambda one: query.casefold() in one.info.title.casefold()

    def search(
        self,
        query: str,
        limit: int = 20,
        offset: int = 0,
        *,
        sort: str = "relevance",
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Results:
        self.asked.append(query)
        if query in self.hold:
            assert self.hold[query].wait(10)
        words = [word.lower() for word in _WORD.findall(query)]
        counts = []
        hits = []
        documents = [self._library.document(info.id) for info in self._library.documents()]
        for word in words:
            having = [one for one in documents if len(self.spans(word, one))]
            counts.append((word, len(having)))
        for one in documents:
            if all(len(self.spans(word, one)) for word in words):
                spans = self.spans(query, one)
                hits.append(Hit(one.info, 1.0, spans, _passages(one, spans)))
        if sort == "path":
            hits.sort(key=lambda hit: hit.document.path, reverse=True)
        suggestions = () if hits else (Suggestion("berth", "3 documents"),)
        missing = [word for word, count in counts if not count]
        return Results(
            query,
            " AND ".join(words),
            tuple(f"No document has the word {word}." for word in missing),
            total=len(hits),
            passages=sum(len(hit.passages) for hit in hits),
            hits=tuple(hits[offset : offset + limit]),
            suggestions=suggestions,
            words=() if hits else tuple(counts),
            seconds=0.004,
        )


def _passages(one: Document, spans: Spans) -> tuple[Passage, ...]:
    passages = []
    for number, (start, end) in enumerate(one.paragraphs, 1):
        marks = spans.within(start, end)
        if marks:
            text = one.text[start:end].replace("\n", " ")
            passages.append(Passage(start, end, text, tuple(marks), number))
    return tuple(passages)


class FakeEntities:
    """Names every word with a capital that is listed."""

    notice = ""

    def __init__(self, library: FakeLibrary, kinds: dict[str, str]) -> None:
        self._library = library
        self._kinds = kinds
        self.corrections = FakeCorrections()
        self.said: list[Quotation] = []

    def mentions(self, identity: str, key: str | None = None) -> list[Mention]:
        text = self._library.document(identity).text
        found = [
            Mention(match.start(), match.end(), kind, name, name)  # type: ignore[arg-type]
            for name, kind in self._kinds.items()
            for match in re.finditer(re.escape(name), text)
        ]
        found.sort(key=lambda one: one.start)
        return [one for one in found if key in (None, one.entity)]

    def of_document(self, identity: str) -> list[Entity]:
        counts: dict[str, int] = {}
        for one in self.mentions(identity):
            counts[one.entity] = counts.get(one.entity, 0) + 1
        return self._counted(counts)

    def of_collection(self, kind: str | None = None, limit: int | None = None) -> list[Entity]:
        totals: dict[str, int] = {}
        for info in self._library.documents():
            for one in self.of_document(info.id):
                totals[one.name] = totals.get(one.name, 0) + one.count
        return self._counted(totals)

    def _counted(self, counts: dict[str, int]) -> list[Entity]:
        return [
            Entity(name, self._kinds[name], name, (name,), 1, number)  # type: ignore[arg-type]
            for name, number in sorted(counts.items(), key=lambda one: (-one[1], one[0]))
        ]

    def entity(self, key: str) -> Entity | None:
        return next((one for one in self.of_collection() if one.key == key), None)

    def quotations(self, identity: str) -> list[Quotation]:
        return [one for one in self.said if one.document == identity]

    def quoted(self, limit: int) -> list[Speaker]:
        return list(by_speaker(self.said))[:limit]

    def said_by(self, speaker: Speaker) -> dict[str, Spans]:
        said = [
            one
            for one in self.said
            if (one.speaker or "", one.entity) == (speaker.name, speaker.entity)
        ]
        return {
            identity: Spans((one.start, one.end) for one in said if one.document == identity)
            for identity in {one.document for one in said}
        }

    def where(self, key: str) -> list[tuple[str, int]]:
        return [
            (info.id, len(self.mentions(info.id, key)))
            for info in self._library.documents()
            if self.mentions(info.id, key)
        ]


class FakeSearches:
    """No search was saved."""

    def all(self) -> list[SavedSearch]:
        return []

    def refresh(self) -> bool:
        return False


class FakeProject:
    """Everything that a screen asks of a project."""

    def __init__(
        self, documents: Sequence[Document], kinds: dict[str, str], folder: Path, name: str
    ) -> None:
        self.folder = folder
        self.home = folder / ".workbench"
        self.cache = folder / "cache"
        self.name = name
        self.notices: tuple[str, ...] = ()
        self.library = FakeLibrary(documents)
        self.search = FakeSearch(self.library)
        self.entities = FakeEntities(self.library, kinds)
        self.notes = FakeNotes()
        self.codebook = FakeCodebook()
        self.history = FakeHistory(self.notes)
        self.decisions: Decisions | None = None
        self.citations = FakeCitations()
        self.settings = FakeSettings()
        self.searches: SavedSearches | FakeSearches = FakeSearches()
        self.clipboard_used = FakeClipboard()
        self.looks = Looks(folder / "looks")
        self.searchlog = SearchLog(self.home)

    def coverage(self, cancelled: Callable[[], bool], by: str | None = None) -> Coverage:
        ids = [info.id for info in self.library.documents()]

        def unfound(queries: Sequence[str]) -> set[str]:
            return set(ids).difference(*map(self.search.documents, queries))

        return coverage(self.searchlog.record(by), ids, unfound)

    def see_others(self) -> bool:
        rooms = (self.notes, self.codebook, self.decisions, self.searches)
        changed = [room.refresh() for room in rooms if room is not None]
        return any(changed)

    def clipboard(self, send_to_terminal: Callable[[str], None]) -> FakeClipboard:
        return self.clipboard_used

    def sources_version(self) -> object:
        return frozenset()

    def close(self) -> None:
        pass
