"""A project in memory: documents, a search by plain words, notes in a list.

It answers as the rooms do, so that the frame is tested without an index or a disk.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event

from workbench.citations import Copied
from workbench.model import (
    Citation,
    Document,
    DocumentInfo,
    Entity,
    FileOutcome,
    Hit,
    Mention,
    Metadata,
    Passage,
    Span,
    Spans,
    WorkbenchError,
)
from workbench.search import Results, Suggestion

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

    def info(self, identity: str) -> DocumentInfo:
        if identity not in self._documents:
            raise WorkbenchError(f"There is no document {identity}.")
        return self._documents[identity].info

    def skipped(self) -> list[FileOutcome]:
        return self.skipped_files

    def changed_on_disk(self, identity: str) -> str:
        return ""


class FakeSearch:
    """Finds documents that have all words; `hold` keeps a query waiting until its event is set."""

    notice = ""

    def __init__(self, library: FakeLibrary) -> None:
        self._library = library
        self.asked: list[str] = []
        self.hold: dict[str, Event] = {}

    def refresh(self) -> bool:
        return False

    def spans(self, query: str, one: Document) -> Spans:
        words = {word.lower() for word in _WORD.findall(query)}
        found = [m for m in _WORD.finditer(one.text) if m.group().lower() in words]
        answers = words == {m.group().lower() for m in found}
        return Spans(m.span() for m in found) if answers else Spans()

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
        return [
            Entity(name, self._kinds[name], name, (name,), 1, number)  # type: ignore[arg-type]
            for name, number in counts.items()
        ]

    def of_collection(self, kind: str | None = None, limit: int | None = None) -> list[Entity]:
        totals: dict[str, int] = {}
        for info in self._library.documents():
            for one in self.of_document(info.id):
                totals[one.name] = totals.get(one.name, 0) + one.count
        return [
            Entity(name, self._kinds[name], name, (name,), 1, number)  # type: ignore[arg-type]
            for name, number in totals.items()
        ]

    def where(self, key: str) -> list[tuple[str, int]]:
        return [
            (info.id, len(self.mentions(info.id, key)))
            for info in self._library.documents()
            if self.mentions(info.id, key)
        ]


@dataclass(frozen=True)
class FakeAnnotation:
    id: str
    document: str
    span: Span
    exact: str
    tags: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class FakePlaced:
    annotation: FakeAnnotation
    span: Span | None
    status: str = "anchored"


@dataclass
class FakeNotes:
    annotations: dict[str, FakeAnnotation] = field(default_factory=dict)
    undone: list[dict[str, FakeAnnotation]] = field(default_factory=list)

    def _keep(self) -> None:
        self.undone.append(dict(self.annotations))

    def add(
        self, one: Document, span: Span, tags: tuple[str, ...] = (), note: str = ""
    ) -> FakeAnnotation:
        self._keep()
        made = FakeAnnotation(
            f"a{len(self.undone)}", one.id, span, one.text[slice(*span)], tags, note
        )
        self.annotations[made.id] = made
        return made

    def edit(
        self, identity: str, tags: tuple[str, ...] | None = None, note: str | None = None
    ) -> None:
        self._keep()
        old = self.annotations[identity]
        self.annotations[identity] = replace(
            old,
            tags=old.tags if tags is None else tags,
            note=old.note if note is None else note,
        )

    def delete(self, identity: str) -> None:
        self._keep()
        del self.annotations[identity]

    def get(self, identity: str) -> FakeAnnotation:
        return self.annotations[identity]

    def of_document(self, identity: str) -> list[FakeAnnotation]:
        return [one for one in self.annotations.values() if one.document == identity]

    def placed(self, one: FakeAnnotation, of: Document) -> FakePlaced:
        return FakePlaced(one, one.span if one.span.start >= 0 else None)

    def problems(self) -> list[str]:
        return []

    def refresh(self) -> bool:
        return False

    def counts(self) -> dict[str, int]:
        return {}


@dataclass(frozen=True)
class FakeTag:
    name: str
    colour: int
    shortcut: str
    description: str = ""


class FakeCodebook:
    def __init__(self) -> None:
        self._tags: dict[str, FakeTag] = {}

    def ensure(self, name: str) -> FakeTag:
        letter = name.rpartition("/")[2][0]
        return self._tags.setdefault(name, FakeTag(name, len(self._tags) % 6 + 1, letter))

    def tags(self) -> list[FakeTag]:
        return list(self._tags.values())


@dataclass(frozen=True)
class FakeStep:
    words: str


class FakeHistory:
    def __init__(self, notes: FakeNotes) -> None:
        self._notes = notes

    def undo(self) -> FakeStep | None:
        if not self._notes.undone:
            return None
        self._notes.annotations = self._notes.undone.pop()
        return FakeStep("the last change.")

    def redo(self) -> FakeStep | None:
        return None


class FakeCitations:
    style = "plain"

    def warm(self, info: DocumentInfo, style: str | None = None) -> bool:
        return True

    def cite(self, one: Document, span: Span | None, style: str | None = None) -> Citation:
        quote = one.text[slice(*span)] if span else ""
        reference = f"{one.info.title}."
        return Citation("plain", f"“{quote}” ({reference})", reference, quote, "para. 1")


@dataclass
class FakeClipboard:
    copied: list[str] = field(default_factory=list)

    def copy(self, text: str) -> Copied:
        self.copied.append(text)
        return Copied("verified", "Verified in the clipboard.", None)

    def recent(self) -> list[object]:
        return []


@dataclass
class FakeSettings:
    theme: str = "dark"
    analyst: str = "A. Analyst"
    citation_style: str = "plain"
    keys: dict[str, list[str]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    clipboard: tuple[str, ...] = ()


class FakeProject:
    """Everything that a screen asks of a project."""

    def __init__(
        self, documents: Sequence[Document], kinds: dict[str, str], folder: Path, name: str
    ) -> None:
        self.folder = folder
        self.home = folder / ".workbench"
        self.name = name
        self.notices: tuple[str, ...] = ()
        self.library = FakeLibrary(documents)
        self.search = FakeSearch(self.library)
        self.entities = FakeEntities(self.library, kinds)
        self.notes = FakeNotes()
        self.codebook = FakeCodebook()
        self.history = FakeHistory(self.notes)
        self.citations = FakeCitations()
        self.settings = FakeSettings()
        self.clipboard_used = FakeClipboard()

    def clipboard(self, send_to_terminal: Callable[[str], None]) -> FakeClipboard:
        return self.clipboard_used

    def close(self) -> None:
        pass


_MINUTES = """\
The Chair, Tobias Marrek, opened the meeting at 14.05 in the Customs Room. Present: Councillor \
Edda Lunde, Mr Ivo Brandt, the Harbour Master, Ines Corvane. In attendance: J. Tamsin, clerk.

The minutes of the 213th meeting were read and signed. Councillor Lunde asked that her question \
about the dredging contract be recorded as unanswered.

Berth 7. The Chair reported that Brackwater Marine Ltd had asked to take over the berth on a \
lease of thirty years. He proposed a rent of 41,000 crowns a year, payable from 1 July 2019, and \
asked the Board to waive the tender because “no other party has shown an interest”.

The Harbour Master said that two other firms had written about the berth in January. She did not \
know what had become of their letters. The usual rent of a deep-water berth, she said, was nearer \
190,000 crowns.

The clerk, J. Tamsin, stated that no such letters were entered in the register.

Resolved, by three votes to one, that the berth be let to Brackwater Marine Ltd without tender, \
and that the Chair settle the form of the lease with the company’s director, Mr Ruan Pelletier. \
Councillor Lunde voted against and asked that her reasons be attached.

Pilotage. The Board noted that fees had been paid late by two carriers, and asked the clerk for a \
list before the next meeting."""

_LETTER = """Dear Tobias, thank you for the draft.

I have to say that a berth of that draught has never carried a rent below 150,000 crowns, and that \
no tenant has had more than ten years.

I ask to see the lease before it is signed, as the Harbour Act requires."""

_PRESS = """Port Halvern. The Courier has seen the papers.

The clerk refused to comment on them.

The Board meets again in July.

The lease of the berth was signed on a Sunday, two people who saw it told this paper. The rent is \
a fifth of what the next berth pays."""


def halvern(folder: Path) -> FakeProject:
    """A small invented file: minutes, a letter and a press report."""
    documents = [
        document(
            "minutes/2019/board-214.txt",
            _MINUTES,
            "Minutes of the 214th meeting of the Port Board",
            "2019-03-12",
            "Halvern Harbour Authority",
            "Port Halvern",
        ),
        document(
            "letters/corvane-marrek.txt",
            _LETTER,
            "Letter, Corvane to Marrek",
            "2019-04-29",
            "Authority file",
        ),
        document(
            "press/courier.txt",
            _PRESS,
            "Berth let without a tender",
            "2019-06-02",
            "Halvern Courier",
        ),
        document("press/untitled.txt", "Nothing about it."),
    ]
    kinds = {
        "Tobias Marrek": "person",
        "Ines Corvane": "person",
        "Lunde": "person",
        "Ivo Brandt": "person",
        "Tamsin": "person",
        "Pelletier": "person",
        "Tobias": "person",
        "Brackwater Marine": "organisation",
        "Board": "organisation",
        "Berth 7": "place",
        "Port Halvern": "place",
        "1 July 2019": "date",
        "January": "date",
    }
    project = FakeProject(documents, kinds, folder, "Halvern file")
    minutes = documents[0]
    text = minutes.text

    def at(words: str) -> Span:
        start = text.index(words)
        return Span(start, start + len(words))

    for tag in ("money/rent", "tender/waived", "link/family"):
        project.codebook.ensure(tag)
    rent = at("He proposed a rent of 41,000 crowns a year, payable from 1 July 2019")
    waived = at("that the berth be let to Brackwater Marine Ltd without tender")
    project.notes.add(minutes, rent, ("money/rent",))
    project.notes.add(minutes, waived, ("tender/waived",))
    project.notes.add(
        minutes,
        at("two other firms had written about the berth in January"),
        (),
        "Compare with the January letters in Corvane’s file.",
    )
    project.notes.undone.clear()
    return project
