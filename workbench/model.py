"""The nouns of the workbench: what every room reads and hands on.

Positions are code points in a document's safe text, as half-open ranges `[start, end)`. Nothing
here reads a file, and nothing here changes once made.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from workbench.spans import Span, Spans

EntityKind = Literal["person", "organisation", "place", "date", "quantity"]
Outcome = Literal["indexed", "indexed-sanitised", "skipped"]
Status = Literal["anchored", "moved", "uncertain", "orphaned"]


class WorkbenchError(Exception):
    """Something the analyst should know, said in one sentence that is shown as it is."""


class UsageError(WorkbenchError):
    """What was asked for cannot be meant: wrong arguments, or no such folder."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a document says of itself; empty where it says nothing.

    `date` is a calendar date in the precision given: `2008`, `2008-09` or `2008-09-09`.
    """

    title: str = ""
    date: str = ""
    source: str = ""
    authors: tuple[str, ...] = ()
    place: str = ""
    url: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """A document as lists show it: everything but its text.

    `path` is safe to show, relative to the folder, with `/`; `raw_path` is the name's own bytes.
    """

    id: str
    path: str
    raw_path: bytes
    part: str
    kind: str
    sha256: str
    metadata: Metadata
    words: int
    characters: int
    paragraphs: int
    pages: int

    @property
    def title(self) -> str:
        """The title, or the path where the document has none."""
        return self.metadata.title or self.path


@dataclass(frozen=True, slots=True)
class Document:
    """A document with its safe text, paragraphs (numbered from 1 in order) and pages."""

    info: DocumentInfo
    text: str = field(repr=False)
    paragraphs: Spans = field(repr=False)
    pages: Spans = field(repr=False, default_factory=Spans)

    @property
    def id(self) -> str:
        """The id that the ledger fixed when the document was first seen."""
        return self.info.id

    def paragraph_at(self, position: int) -> int:
        """Number, from 1, of the paragraph at or before `position`; 0 in an empty document."""
        return max(self.paragraphs.at(position) + 1, min(1, len(self.paragraphs)))

    def page_at(self, position: int) -> int:
        """Number, from 1, of the page at `position`; 0 where the format has no pages."""
        return max(self.pages.at(position) + 1, min(1, len(self.pages)))


class Stamp(NamedTuple):
    """How a file looked when it was read: size in bytes, time of change in nanoseconds.

    Not `settled` if it may since have changed without looking different.
    """

    size: int = 0
    mtime_ns: int = 0
    settled: bool = False


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What became of one file of the folder, and the documents read from it."""

    path: str
    raw_path: bytes
    outcome: Outcome
    reason: str = ""
    documents: tuple[Document, ...] = ()
    stamp: Stamp = field(default_factory=Stamp)


_SURELY_WHOLE = 110
_ENDINGS = tuple(".!?…”\"')]»")


class Passage(NamedTuple):
    """An excerpt of a document round some hits.

    `text` is the document's `[start, end)` with every white space character shown as a space;
    `marks` are the hits in it, in document positions; `paragraph` has the first of them.
    """

    start: int
    end: int
    text: str
    marks: tuple[Span, ...]
    paragraph: int

    # A short passage is its whole paragraph; of a long one, how it begins and ends has to tell.

    @property
    def begun(self) -> bool:
        """Whether its sentence seems to have begun before it."""
        return len(self.text) >= _SURELY_WHOLE and self.text[:1].islower()

    @property
    def unended(self) -> bool:
        """Whether its sentence seems to go on behind it."""
        return len(self.text) >= _SURELY_WHOLE and not self.text.rstrip().endswith(_ENDINGS)


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that answers a query: all its hits, and its best passages in reading order.

    `in_title` are the hits in its title, if there is none in its text.
    """

    document: DocumentInfo
    score: float
    spans: Spans
    passages: tuple[Passage, ...]
    in_title: Spans = field(default_factory=Spans)


@dataclass(frozen=True, slots=True)
class ConcordanceLine:
    """One hit in its context on one line (KWIC)."""

    document: str
    start: int
    end: int
    left: str
    match: str
    right: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names something; `entity` is the key of the entity that it resolves to."""

    start: int
    end: int
    kind: EntityKind
    text: str
    entity: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """What somebody said, at `[start, end)` of a document, without the marks round it.

    `speaker` is the name of the entity that said it, whose key is `entity`; or the words that stand
    for a speaker whose name is not known, without a key; or nobody. `cue` is the verb, `direct`
    whether the words are the speaker's own, `via` the outlet through which they came, if any.
    """

    document: str
    start: int
    end: int
    text: str
    speaker: str | None
    entity: str | None
    cue: str | None
    direct: bool
    via: str | None


@dataclass(frozen=True, slots=True)
class Entity:
    """A group of mentions: its preferred name, its surface forms by frequency, and its counts."""

    key: str
    kind: EntityKind
    name: str
    names: tuple[str, ...]
    documents: int
    count: int


@dataclass(frozen=True, slots=True)
class Speaker:
    """One who is quoted, with the counts of quotations and of the documents that have them.

    `entity` is its key; a speaker without a name has only words, those whom nobody names have none.
    """

    name: str
    entity: str | None
    documents: int
    count: int

    @property
    def key(self) -> str:
        """What tells the speaker from others, and from entities."""
        return f"quotation:{self.entity or self.name}"


@dataclass(frozen=True, slots=True)
class Citation:
    """A passage with its reference, ready to copy.

    `citation` is the whole text that is copied; `reference` the bibliography entry alone; `locator`
    such as `para. 3`, empty for a whole document.
    """

    style: str
    citation: str
    reference: str
    quote: str
    locator: str
