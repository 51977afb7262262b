"""REFI-QDA projects of other programs, and our own: passages, codes and notes on texts we have.

Only texts are read, and of other programs' texts only those that are documents here. Positions are
code points of the source's text; what ATLAS.ti counts as one, a line end of two signs, is one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from workbench.exchange import guids, strict_xml, times
from workbench.exchange.archive import Archive, climbs
from workbench.exchange.landing import NewNote, NewTag
from workbench.exchange.matching import Documents
from workbench.exchange.placing import Said, found
from workbench.exchange.refi_codes import Code, read_codes
from workbench.exchange.report import LeftOut, reason_of
from workbench.library.encoding import decode
from workbench.library.safe import one_line, safe
from workbench.model import Document, WorkbenchError
from workbench.notes import quoting, rewriting, tagname, w3c
from workbench.spans import Span

_Q = "{urn:QDA-XML:project:1.0}"
_PROJECT = "project.qde"
_CONTEXT = 64
_DIGITS = 19
_OTHER_PARTS = ("Variables", "Cases", "Links", "Sets", "Graphs")
_OTHER_SOURCES = {"PictureSource": "pictures", "AudioSource": "sound", "VideoSource": "film"}


class _Source(NamedTuple):
    """A text of the project, as its program counts in it, and our document with that text."""

    text: str
    document: Document


class QDPX:
    """Reads one project; what cannot become a note is put into `left_out`."""

    def __init__(self, content: bytes, what: str, documents: Documents) -> None:
        self.left_out: list[LeftOut] = []
        self._documents = documents
        self._archive = Archive(content, what)
        if _PROJECT not in self._archive:
            raise WorkbenchError(f"{what} is not a REFI-QDA project: it has no {_PROJECT}.")
        self._root = strict_xml.parse(self._archive.read(_PROJECT), f"The project in {what}")
        if self._root.tag != f"{_Q}Project":
            raise WorkbenchError(f"{what} is not a REFI-QDA project.")
        self._folds = "atlas" in (self._root.get("origin") or "").casefold()
        self._users = {_guid(user): user.get("name") or "" for user in self._root.iter(f"{_Q}User")}
        self._users[guids.UNNAMED] = ""
        self._codes = self._all_codes()
        notes = self._root.find(f"{_Q}Notes")
        self._notes = {_guid(note): note for note in (() if notes is None else notes)}
        self._used: set[str] = set()

    def tags(self) -> list[NewTag]:
        """The codes that can be given to passages."""
        codes = (code for code in self._codes.values() if code.codable)
        return [NewTag(code.name, code.colour, code.description) for code in codes]

    def notes(self) -> Iterator[NewNote]:
        """The notes, source by source."""
        for source in self._root.findall(f"{_Q}Sources/*"):
            kind = source.tag.removeprefix(_Q)
            if kind == "TextSource":
                yield from self._of_text(source, source.get("name") or "")
            elif kind == "PDFSource":
                yield from self._of_pdf(source)
            elif kind in _OTHER_SOURCES:
                self._leave_out(source, f"notes on {_OTHER_SOURCES[kind]} are not read")
        self._leave_out_the_rest()

    def _leave_out_the_rest(self) -> None:
        for name in _OTHER_PARTS:
            if self._root.find(f"{_Q}{name}") is not None:
                self.left_out.append(LeftOut(name.casefold(), "they have no place here"))
        for guid, note in self._notes.items():
            if guid not in self._used:
                self._leave_out(note, "it is not on a passage or a text that was read")

    def _all_codes(self) -> dict[str, Code]:
        codes = list(read_codes(self._root.find(f"{_Q}CodeBook/{_Q}Codes"), _Q))
        return {code.guid: code for code in codes}

    def _leave_out(self, element: Element, reason: str) -> None:
        name = one_line(element.get("name") or element.get("guid") or "")
        kind = element.tag.removeprefix(_Q)
        self.left_out.append(LeftOut(f"{kind} {name}", reason))

    def _of_pdf(self, source: Element) -> Iterator[NewNote]:
        if source.find(f"{_Q}PDFSelection") is not None:
            self._leave_out(source, "passages that are areas of a page are not read")
        text = source.find(f"{_Q}Representation")
        if text is not None:
            yield from self._of_text(text, source.get("name") or "")

    def _of_text(self, element: Element, name: str) -> Iterator[NewNote]:
        try:
            source = self._source(element, name)
        except WorkbenchError as error:
            self._leave_out(element, reason_of(error))
            return
        selections = element.findall(f"{_Q}PlainTextSelection")
        for selection in sorted(selections, key=_start):
            try:
                span = self._passage(selection, source)
            except WorkbenchError as error:
                self._leave_out(selection, reason_of(error))
                continue
            for part in _by_coder(selection):
                yield self._note(part, source, span)
        yield from self._on_the_whole(element, source)

    def _source(self, element: Element, name: str) -> _Source:
        """The text of a source and its document. WorkbenchError says what is missing."""
        text = self._text(element)
        if self._folds:
            text = text.replace("\r\n", "\n")
        ours = safe(text.replace("\r\n", "\n").replace("\r", "\n"))
        documents = self._documents
        names = [name, name.rpartition(".")[0]]
        identity = documents.by_guid(_guid(element)) or documents.like(ours, filter(None, names))
        identity = identity or documents.by_path(name) or documents.by_title(name)
        if not identity:
            raise WorkbenchError("There is no document here with that text or name.")
        return _Source(text, documents.document(identity))

    def _text(self, element: Element) -> str:
        path = element.get("plainTextPath") or ""
        if not path:
            inline = element.findtext(f"{_Q}PlainTextContent")
            if inline is None:
                raise WorkbenchError("It has no text.")
            return inline
        scheme, _, name = path.partition("://")
        if scheme != "internal":
            raise WorkbenchError("Its text lies outside of the file.")
        if climbs(name):
            raise WorkbenchError("Its path leads out of the file.")
        for place in (f"sources/{name}", name):
            if place in self._archive:
                return decode_source(self._archive.read(place))
        raise WorkbenchError("Its text is missing from the file.")

    def _passage(self, selection: Element, source: _Source) -> Span:
        text, document = source
        try:
            start, end = (int(selection.get(name) or "") for name in _POSITIONS)
        except ValueError as error:
            raise WorkbenchError("It has no position.") from error
        if not 0 <= start < end <= len(text):
            raise WorkbenchError("Its position is not in the text.")
        if text == document.text:
            return Span(start, end)
        pieces = (
            text[max(start - _CONTEXT, 0) : start],
            text[start:end],
            text[end : end + _CONTEXT],
        )
        prefix, exact, suffix = (_as_ours(piece) for piece in pieces)
        span = found(Said((start, end), w3c.Quote(exact, prefix, suffix)), document)
        if span is None:
            raise WorkbenchError("Its passage is not in our text of the document.")
        return span

    def _on_the_whole(self, element: Element, source: _Source) -> Iterator[NewNote]:
        """The codings and notes of a source itself: those of one person and moment are one note."""
        groups: dict[tuple[str, str], Element] = {}
        for child in element:
            if child.tag not in (f"{_Q}Coding", f"{_Q}NoteRef"):
                continue
            maker = self._notes.get(_target(child), child)
            key = maker.get("creatingUser") or "", maker.get("creationDateTime") or ""
            group = groups.setdefault(key, Element(element.tag, dict(maker.attrib)))
            group.append(child)
        for group in groups.values():
            first = group[0]
            group.set("guid", first.get("guid") or first.get("targetGUID") or "")
            yield self._note(group, source, None)

    def _note(self, element: Element, source: _Source, span: Span | None) -> NewNote:
        document = source.document
        identity = _guid(element) or guids.guid("selection", f"{document.id}\n{span}")
        quote = quoting.quote_of(document.text, span) if span else w3c.Quote()
        target = rewriting.Target(document.id, document.info.sha256, span, quote)
        created = times.normal(element.get("creationDateTime") or "")
        record = rewriting.new(identity, target, self._tags(element), self._words(element), created)
        record["modified"] = times.normal(element.get("modifiedDateTime") or "") or created
        if name := self._users.get(guids.as_uuid(element.get("creatingUser") or "")):
            record["creator"] = {"name": name, "type": "Person"}
        return NewNote(document.id, identity, record)

    def _tags(self, element: Element) -> list[str]:
        names = []
        for reference in element.iterfind(f"{_Q}Coding/{_Q}CodeRef"):
            code = self._codes.get(_target(reference))
            if code is None:
                self._leave_out(element, "it has a code that the project does not have")
                continue
            try:
                names.append(tagname.tidy(code.name))
            except WorkbenchError as error:
                self._leave_out(element, f"a code is no tag: {reason_of(error)}")
        return list(dict.fromkeys(names))

    def _words(self, element: Element) -> str:
        texts = [(element.findtext(f"{_Q}Description") or "").strip()]
        for reference in element.iter(f"{_Q}NoteRef"):
            note = self._notes.get(_target(reference))
            if note is None:
                self._leave_out(element, "it has a note that the project does not have")
                continue
            self._used.add(_target(reference))
            try:
                texts.append(self._text(note).strip())
            except WorkbenchError as error:
                self._leave_out(note, reason_of(error))
        return safe("\n\n".join(filter(None, texts)).replace("\r\n", "\n"))


_POSITIONS = ("startPosition", "endPosition")


def decode_source(content: bytes) -> str:
    """The text of a source: UTF-8, or what its byte order mark says, its line ends as they are."""
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return decode(content).text


def _start(selection: Element) -> int:
    start = selection.get("startPosition") or ""
    return int(start) if start.isascii() and start.isdigit() and len(start) < _DIGITS else 0


def _by_coder(selection: Element) -> Iterator[Element]:
    """The selection, and one more for each other person who coded it, with what they said."""
    first = selection.get("creatingUser")
    others: dict[str, Element] = {}
    for coding in selection.findall(f"{_Q}Coding"):
        coder = coding.get("creatingUser")
        if coder is None or coder == first:
            continue
        selection.remove(coding)
        if coder not in others:
            others[coder] = Element(selection.tag, dict(coding.attrib))
        others[coder].append(coding)
    if not others or len(selection) or not first:
        yield selection
    yield from others.values()


def _as_ours(text: str) -> str:
    return safe(text.replace("\r\n", "\n").replace("\r", "\n"))


def _guid(element: Element) -> str:
    return guids.as_uuid(element.get("guid") or "")


def _target(reference: Element) -> str:
    return guids.as_uuid(reference.get("targetGUID") or "")
