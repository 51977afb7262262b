"""A REFI-QDA project (QDPX): codes, documents as text, passages, notes and who made them.

Version 1.5 of the standard: positions are code points of the source's plain text, end exclusive.
Other programs drop what has no `creatingUser` and `creationDateTime`, so everything has both.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from xml.etree.ElementTree import Element, SubElement

from workbench import __version__
from workbench.exchange import guids, strict_xml, times
from workbench.exchange.archive import packed
from workbench.exchange.evidence import Evidence, Sheet
from workbench.exchange.qdc import SHORTCUTS
from workbench.exchange.refi_codes import add_codes, code_guid
from workbench.exchange.report import Exported
from workbench.library.safe import one_line
from workbench.notes import Annotation, Placed, Tag
from workbench.notes.grades import set_apart
from workbench.store.history import moment

NAMESPACE = "urn:QDA-XML:project:1.0"
_NAME_LENGTH = 80


def write(evidence: Evidence, clock: Callable[[], datetime]) -> Exported:
    """The notes with the documents that have some; `clock` gives the time of the export."""
    project = _Project(evidence, moment(clock()))
    files = [*project.sources(), ("project.qde", strict_xml.written(project.root()))]
    return Exported({"": packed(reversed(files))}, project.written, tuple(evidence.left_out))


class _Project:
    def __init__(self, evidence: Evidence, now: str) -> None:
        self.written = 0
        self._evidence = evidence
        self._now = now
        self._users: dict[str, str] = {}
        self._used: dict[str, Tag] = {}
        self._sources = Element("Sources")
        self._notes = Element("Notes")

    def sources(self) -> list[tuple[str, bytes]]:
        """The texts of the documents by their place in the archive; their elements are kept."""
        files = []
        for sheet in self._evidence.sheets():
            guid = guids.guid("document", sheet.document.id)
            placed = [one for one in sheet.notes if self._has_place(one)]
            if placed:
                self._evidence.simplify(placed)
                self._source(guid, sheet, placed)
                files.append((f"sources/{guid}.txt", sheet.document.text.encode()))
        return files

    def root(self) -> Element:
        """The project with what `sources` gathered."""
        me = self._user("")
        root = Element("Project", xmlns=NAMESPACE, name=self._evidence.name)
        root.set("origin", f"Workbench {__version__}")
        root.set("creatingUserGUID", me)
        root.set("creationDateTime", self._now)
        users = SubElement(root, "Users")
        for name, guid in self._users.items():
            SubElement(users, "User", guid=guid, name=name or "Analyst")
        # Grades are codes as well, and no tags of the codebook.
        tags = self._used | {tag.name: tag for tag in self._evidence.tags}
        if tags:
            add_codes(SubElement(root, "CodeBook"), tags.values())
        if any(tag.shortcut for tag in tags.values()):
            self._evidence.left_out.append(SHORTCUTS)
        root.extend(part for part in (self._sources, self._notes) if len(part))
        return root

    def _has_place(self, placed: Placed) -> bool:
        note = placed.annotation
        if placed.span is None and not note.whole:
            self._evidence.leave_out(note, "its passage is not in the text any more")
            return False
        if placed.status == "uncertain":
            reason = "it goes along, but where its passage stands is uncertain"
            self._evidence.leave_out(note, reason)
        if not times.normal(note.created):
            self._evidence.leave_out(note, "it has no time, so it gets that of the export")
        return True

    def _source(self, guid: str, sheet: Sheet, notes: list[Placed]) -> None:
        info = sheet.document.info
        source = SubElement(self._sources, "TextSource", guid=guid, name=info.path)
        source.set("plainTextPath", f"internal://{guid}.txt")
        source.set("creatingUser", self._user(""))
        source.set("creationDateTime", self._now)
        described = ". ".join(filter(None, (info.metadata.title, info.metadata.source)))
        if described or info.metadata.date:
            words = ", ".join(filter(None, (described, info.metadata.date)))
            SubElement(source, "Description").text = words
        # The schema wants selections first, then codings of the whole, then notes on it.
        whole = [one for one in notes if one.span is None]
        for one in notes:
            if one.span is not None:
                self._selection(source, one)
        for one in whole:
            self._codings(source, one.annotation)
        for one in whole:
            self._comment(source, one.annotation)
        self.written += len(notes)

    def _selection(self, source: Element, placed: Placed) -> None:
        note, span = placed.annotation, placed.span
        assert span is not None
        selection = SubElement(source, "PlainTextSelection", guid=guids.of_note(note.id))
        selection.set("name", _short(note.exact))
        selection.set("startPosition", str(span.start))
        selection.set("endPosition", str(span.end))
        self._made(selection, note, modified=True)
        self._codings(selection, note)
        self._comment(selection, note)

    def _codings(self, parent: Element, note: Annotation) -> None:
        for tag in note.all_tags:
            grade, _ = set_apart([tag])
            self._used[tag] = Tag(tag, 0, description=grade.words)
            coding = SubElement(parent, "Coding", guid=guids.guid("coding", f"{note.id}\n{tag}"))
            self._made(coding, note)
            SubElement(coding, "CodeRef", targetGUID=code_guid(tag))

    def _comment(self, parent: Element, note: Annotation) -> None:
        if note.note:
            guid = guids.guid("comment", note.id)
            comment = SubElement(self._notes, "Note", guid=guid, name=_short(note.note))
            self._made(comment, note, modified=True)
            SubElement(comment, "PlainTextContent").text = note.note
            SubElement(parent, "NoteRef", targetGUID=guid)

    def _made(self, element: Element, note: Annotation, *, modified: bool = False) -> None:
        user = self._user(note.creator)
        element.set("creatingUser", user)
        element.set("creationDateTime", times.normal(note.created) or self._now)
        if modified and (time := times.normal(note.modified)):
            element.set("modifyingUser", user)
            element.set("modifiedDateTime", time)

    def _user(self, name: str) -> str:
        return self._users.setdefault(name, guids.guid("user", name) if name else guids.UNNAMED)


def _short(text: str) -> str:
    words = " ".join(one_line(text).split())
    return words if len(words) <= _NAME_LENGTH else f"{words[: _NAME_LENGTH - 1]}…"
