"""What workers and widgets tell the screen. Workers never touch a widget: they post one of these.

Answers carry the generation of the question that they belong to; an answer to an older question
than the last one is dropped, never painted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from textual.message import Message

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from workbench.model import Document, DocumentInfo, Entity, Mention, Quotation, Speaker
    from workbench.notes import Placed, Tag
    from workbench.notes.links import Linked
    from workbench.search import Results
    from workbench.search.completion import Completion
    from workbench.spans import Span, Spans
    from workbench.store.session import Session
    from workbench.tui.freshness import Standing

Tone = Literal["plain", "warn", "error"]


@dataclass
class Said(Message):
    """A sentence for the status line. An error stays there until a key is pressed."""

    text: str
    tone: Tone = "plain"


@dataclass
class SearchAnswered(Message):
    """Results, from `offset` on, for the query of a generation."""

    generation: int
    offset: int
    results: Results


@dataclass
class HitsDated(Message):
    """The dates of all documents that answer the query of a generation."""

    generation: int
    dates: Sequence[str]


@dataclass
class SearchFailed(Message):
    """The search of a generation ended in an error, said in one sentence."""

    generation: int
    reason: str


@dataclass
class CompletionsFound(Message):
    """What may follow what was typed when a generation asked."""

    generation: int
    found: Sequence[Completion]


@dataclass
class DocumentsListed(Message):
    """All documents, in the order asked for, as rows: a heading (str) or a document.

    `places` are the rows of the documents' ids.
    """

    generation: int
    rows: Sequence[str | DocumentInfo]
    places: Mapping[str, int]
    count: int


@dataclass
class DocumentRead(Message):
    """A document's text is there; the cursor goes to `position`, a code point."""

    generation: int
    document: Document
    position: int
    hits: Spans


@dataclass
class DocumentReadAgain(Message):
    """The open document is there as it is by now; the cursor stays with the words it is on."""

    generation: int
    document: Document
    hits: Spans
    of_file: bool = True
    """It is its file that changed, and not only what is said of its source."""


class SourcesChanged(Message):
    """Something is said anew of the sources of documents."""


@dataclass
class DocumentStands(Message):
    """Something became of the open document, or of its file, since it was read."""

    generation: int
    standing: Standing


@dataclass
class DocumentUnread(Message):
    """A document could not be read, for a reason said in one sentence."""

    generation: int
    reason: str


@dataclass
class HitsMarked(Message):
    """The exact hits of a query in the open document."""

    generation: int
    hits: Spans


@dataclass
class FoundWithin(Message):
    """Where what was `typed` stands in the open document, or why that could not be found."""

    generation: int
    typed: str
    spans: Spans
    problem: str = ""


@dataclass
class MentionsMarked(Message):
    """Whom and what the open document names, and who says what in it."""

    generation: int
    entities: Sequence[Entity]
    mentions: Sequence[Mention]
    quotations: Mapping[Speaker, Spans]
    said: Sequence[Quotation]


@dataclass
class EntityFound(Message):
    """The documents that name an entity, or quote a speaker, with how often each does, the first
    one to go to first."""

    entity: Entity | Speaker
    documents: Sequence[tuple[str, int]]


@dataclass
class CollectionNamed(Message):
    """Whom and what the whole collection names, and whom it quotes."""

    entities: Sequence[Entity]
    quoted: Sequence[Speaker]


@dataclass
class NotesPlaced(Message):
    """The tags and notes of the open document, where they stand in its text.

    `links` are what annotations lead to, and what leads to them, by the id of the annotation; what
    leads to the document itself is there under "".
    """

    document: str
    placed: Sequence[Placed]
    tags: Sequence[Tag]
    problems: Sequence[str]
    links: Mapping[str, Sequence[Linked]]


@dataclass
class NotesChanged(Message):
    """The analyst's records were changed and saved; `words` say what was done.

    `document` and `span` say where, if somewhere; the `tone` is of what could not be done besides.
    `names` says that the documents may name others now.
    """

    words: str
    document: str = ""
    span: Span | None = None
    tone: Tone = "plain"
    names: bool = False


@dataclass
class ChangedElsewhere(Message):
    """Another copy of the workbench, or another program, changed the records; what, in words.

    `names`: who and what the documents name may be said otherwise by now.
    """

    words: str
    names: bool = False


@dataclass
class NoteUnsaved(Message):
    """What the analyst wrote could not be saved, for a reason said in one sentence.

    `on` says what it was written on: a document's id and a span, or an annotation's id.
    """

    reason: str
    on: Hashable
    tags: tuple[str, ...]
    note: str


@dataclass
class RoomsOpened(Message):
    """The project's rooms are open; `notices` is what to know about it.

    Of its `documents` so many are `searchable`: fewer while the index is made anew. `session` is
    where the analyst left off; `first` says that they never used the workbench before.
    """

    documents: int
    searchable: int
    notices: tuple[str, ...]
    session: Session
    first: bool
