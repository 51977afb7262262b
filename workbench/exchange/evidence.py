"""What an export carries: documents with their notes, and the tags.

Passages left out by tag are blacked out wherever their words would show, sign for sign, so that
positions stay; names replaced by pseudonyms move them, and every position moves along.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from workbench.exchange.losses import losses
from workbench.exchange.pseudonyms import Pseudonyms
from workbench.exchange.report import LeftOut
from workbench.exchange.rewriting import Replacement, Rewriting
from workbench.library import Library
from workbench.model import Document, DocumentInfo, Metadata, WorkbenchError
from workbench.notes import (
    Annotation,
    Codebook,
    Notes,
    Placed,
    Tag,
    quoting,
    rewriting,
    tagname,
    w3c,
)
from workbench.spans import Span, Spans

_BLACK = "█"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document and its notes, in the order of their passages, each where it stands today."""

    document: Document
    notes: tuple[Placed, ...]


class Evidence:
    """The notes of a project on their way out.

    `only`, if given, are the ids of those that are wanted. `without` are tags (or parts of tags)
    whose passages stay; `pseudonyms`, if given, replaces names. Read `left_out` after `sheets`:
    what cannot go, or not as it is, is listed on the way.
    """

    def __init__(
        self,
        name: str,
        library: Library,
        notes: Notes,
        codebook: Codebook,
        *,
        only: Container[str] | None = None,
        without: Sequence[str] = (),
        pseudonyms: Pseudonyms | None = None,
    ) -> None:
        self.name = name if pseudonyms is None else pseudonyms.in_work(name)
        self.pseudonyms = pseudonyms
        self.left_out: list[LeftOut] = []
        self._library = library
        self._notes = notes
        self._without = tuple(without)
        every = [one for one in notes.all() if only is None or one.id in only]
        known = {tag.name: tag for tag in codebook.tags()}
        used = {tag for one in every if not self._stays(one) for tag in one.tags}
        found = known | {name: codebook.get(name) for name in used - known.keys()}
        self._own_tags = [tag for tag in found.values() if not self._is_kept_back(tag.name)]
        self._by_document: dict[str, list[Annotation]] = {}
        for one in every:
            self._by_document.setdefault(one.document, []).append(one)

    @property
    def count(self) -> int:
        """How many notes there are, with those that will be left out."""
        return sum(map(len, self._by_document.values()))

    @property
    def tags(self) -> list[Tag]:
        """The tags of the codebook and those in use, by name."""
        tags = self._own_tags
        if names := self.pseudonyms:
            tags = [
                replace(tag, name=names.in_work(tag.name), description=names.in_work(description))
                for tag in tags
                for description in [tag.description]
            ]
        return sorted(tags, key=lambda tag: tag.name)

    def sheets(self) -> Iterator[Sheet]:
        """The documents that have notes, one after the other, for their texts are large."""
        for number, (identity, notes) in enumerate(sorted(self._by_document.items()), 1):
            try:
                document = self._library.document(identity)
            except WorkbenchError:
                yield from self._without_document(identity, notes)
                continue
            placed = [self._notes.placed(one, document) for one in notes]
            sheet = self._reworked(document, placed, number)
            if sheet.notes:
                yield sheet

    def _without_document(self, identity: str, notes: Sequence[Annotation]) -> Iterator[Sheet]:
        staying = [one for one in notes if self._stays(one)]
        if staying or self.pseudonyms:
            for one in notes:
                self.leave_out(one, "its document is gone")
        else:
            yield Sheet(_gone(identity), tuple(Placed(one, None, "orphaned") for one in notes))

    def leave_out(self, note: Annotation, reason: str) -> None:
        """Say that a note does not go along."""
        self.left_out.append(LeftOut(f"note {note.id}", reason))

    def simplify(self, notes: Iterable[Placed]) -> None:
        """Say what notes lose in a format that carries only the usual things."""
        for placed in notes:
            self.left_out.extend(losses(placed.annotation))

    def _stays(self, note: Annotation) -> bool:
        return any(note.has_tag(tag) for tag in self._without)

    def _is_kept_back(self, name: str) -> bool:
        return any(tagname.is_found_by(tag, name) for tag in self._without)

    def _reworked(self, document: Document, placed: Sequence[Placed], number: int) -> Sheet:
        going = [one for one in placed if not self._stays(one.annotation)]
        for one in placed:
            if self._stays(one.annotation):
                self.leave_out(one.annotation, "it has a tag that was to be left out")
        black = Rewriting(document.text, self._blacked(document, placed))
        if black or self.pseudonyms:
            self.simplify(going)
        if black:
            going = list(self._free_of(black, document, going))
        shown = replace(document, text=black.text) if black else document
        if self.pseudonyms is None:
            return Sheet(shown, tuple(going))
        return self._renamed(shown, going, number, self.pseudonyms)

    def _blacked(self, document: Document, placed: Iterable[Placed]) -> Iterator[Replacement]:
        spans = sorted(one.span for one in placed if one.span and self._stays(one.annotation))
        for start, end in Spans(spans).merged():
            hidden = "".join(
                char if char.isspace() else _BLACK for char in document.text[start:end]
            )
            yield Replacement(start, end, hidden)

    def _free_of(
        self, black: Rewriting, document: Document, placed: Iterable[Placed]
    ) -> Iterator[Placed]:
        """The notes without any word of the blacked passages in their quotes."""
        for one in placed:
            note, span = one.annotation, one.span
            if span is None and not note.whole:
                self.leave_out(note, "its lost passage may be one that was to be left out")
                continue
            if span and black.touches(span):
                self.left_out.append(LeftOut(f"note {note.id}", "parts of its quote are blacked"))
            shown = replace(document, text=black.text)
            yield Placed(_rewritten(note, shown, span, note.all_tags, note.note), span, one.status)

    def _renamed(
        self, document: Document, placed: Sequence[Placed], number: int, names: Pseudonyms
    ) -> Sheet:
        text = names.rewriting(document.text)
        info = names.info(document.info, number)
        shown = Document(
            replace(info, characters=len(text.text)),
            text.text,
            Spans(text.span(span) for span in document.paragraphs),
            Spans(text.span(span) for span in document.pages),
        )
        return Sheet(
            shown, tuple(self._under_other_names(one, shown, text, names) for one in placed)
        )

    def _under_other_names(
        self, placed: Placed, document: Document, text: Rewriting, names: Pseudonyms
    ) -> Placed:
        note = placed.annotation
        span = text.span(placed.span) if placed.span else None
        tags = tuple(dict.fromkeys(names.in_work(tag) for tag in note.all_tags))
        renamed = replace(
            note,
            document=document.id,
            exact=names.in_text(note.exact),
            creator=names.analyst(note.creator),
        )
        words = names.in_work(note.note)
        return Placed(_rewritten(renamed, document, span, tags, words), span, placed.status)


def _rewritten(
    note: Annotation, document: Document, span: Span | None, tags: Sequence[str], words: str
) -> Annotation:
    """The note as a new one on that passage would be, and nothing else that its file holds."""
    quote = quoting.quote_of(document.text, span) if span else w3c.Quote(note.exact)
    target = rewriting.Target(document.id, document.info.sha256, span, quote)
    record = rewriting.new(note.id, target, tags, words, note.created)
    if span is None and not note.whole:
        record["target"]["selector"] = [w3c.quote_selector(quote)]
    record["modified"] = note.modified
    if note.creator:
        record["creator"] = {"name": note.creator, "type": "Person"}
    return Annotation.from_json(record, note.id, document.id)


def _gone(identity: str) -> Document:
    """What stands for a document that is not there any more."""
    info = DocumentInfo(identity, "", b"", "", "", "", Metadata(), 0, 0, 0, 0)
    return Document(info, "", Spans())
