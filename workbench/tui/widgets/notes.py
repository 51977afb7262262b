"""The pane of the tags and notes of the open document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.message import Message

from workbench.library.safe import one_line
from workbench.tui.keymap import bindings
from workbench.tui.text import Run, Runs, wrap_to
from workbench.tui.widgets.linelist import LineList
from workbench.tui.widgets.linkruns import link_runs
from workbench.tui.widgets.listing import BLANK, Entry, Line, Listing, remark
from workbench.tui.widgets.pane import Pane

if TYPE_CHECKING:
    from workbench.notes import Placed, Tag
    from workbench.notes.links import Linked

_NOTE_ROWS = 5
_NONE: Mapping[str, Sequence[Linked]] = MappingProxyType({})
_NOTHING = "No tags or notes yet. Select a passage with v; then t tags it and a writes a note."


@dataclass(frozen=True, slots=True)
class TagKey:
    """The row of a tag."""

    name: str


@dataclass(frozen=True, slots=True)
class NoteKey:
    """The row of an annotation."""

    annotation: str


@dataclass(frozen=True, slots=True)
class LinkKey:
    """The row of a link of an annotation, or of the document if that is empty."""

    annotation: str
    linked: Linked


class NotesList(LineList):
    """The list of the pane, with the keys of its place."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("notes")]

    class EditAsked(Message):
        """The note under the cursor is to be edited."""

        def __init__(self, annotation: str) -> None:
            super().__init__()
            self.annotation = annotation

    class DeleteAsked(Message):
        """The note under the cursor is to be deleted."""

        def __init__(self, annotation: str) -> None:
            super().__init__()
            self.annotation = annotation

    class GradeAsked(Message):
        """The note under the cursor is to be graded."""

        def __init__(self, annotation: str) -> None:
            super().__init__()
            self.annotation = annotation

    class UnlinkAsked(Message):
        """The link under the cursor is to be taken away."""

        def __init__(self, key: LinkKey) -> None:
            super().__init__()
            self.key = key

    class LinkAsked(Message):
        """The note under the cursor is to lead somewhere."""

        def __init__(self, annotation: str) -> None:
            super().__init__()
            self.annotation = annotation

    class DocumentNoteAsked(Message):
        """The whole document is to get a note."""

    def action_link(self) -> None:
        """Link the note."""
        if isinstance(self.key, NoteKey):
            self.post_message(self.LinkAsked(self.key.annotation))

    def action_note_document(self) -> None:
        """Write a note on the whole document."""
        self.post_message(self.DocumentNoteAsked())

    def action_grade(self) -> None:
        """Grade the note."""
        if isinstance(self.key, NoteKey):
            self.post_message(self.GradeAsked(self.key.annotation))

    def action_edit_note(self) -> None:
        """Edit the note."""
        if isinstance(self.key, NoteKey):
            self.post_message(self.EditAsked(self.key.annotation))

    def action_delete_note(self) -> None:
        """Delete the note or the link."""
        if isinstance(self.key, NoteKey):
            self.post_message(self.DeleteAsked(self.key.annotation))
        elif isinstance(self.key, LinkKey):
            self.post_message(self.UnlinkAsked(self.key))


class NotesPane(Pane):
    """Tags with their letters and counts, then the notes in the order of the text."""

    NUMBER = 4
    TITLE = "Tags and notes"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (Textual's name)
        super().__init__(NotesList(id="notes"), id=id)
        self._placed: Sequence[Placed] = ()
        self._tags: dict[str, Tag] = {}
        self._problems: Sequence[str] = ()
        self._links: Mapping[str, Sequence[Linked]] = {}
        self._paragraph: Callable[[int], int] = lambda position: 0

    def show_notes(
        self,
        placed: Sequence[Placed],
        tags: Sequence[Tag],
        problems: Sequence[str],
        paragraph: Callable[[int], int],
        links: Mapping[str, Sequence[Linked]] = _NONE,
    ) -> None:
        """Show the annotations of a document where they stand in it.

        `problems` are the files that cannot be read, each in a sentence; `paragraph` gives the
        number of the paragraph at a position. `links` go by the id of their annotation, those of
        the document itself by "".
        """
        self._links = links
        self._placed, self._problems, self._paragraph = placed, problems, paragraph
        self._tags = {tag.name: tag for tag in tags}
        self.lines.show(self._listing, cursor=self.lines.cursor, keep_scroll=True)

    def _listing(self, width: int) -> Listing:
        counts = Counter(tag for one in self._placed for tag in one.annotation.tags)
        entries: list[Entry] = []
        if counts:
            entries.append(BLANK)
            entries += [self._tag(name, count) for name, count in sorted(counts.items())]
        if about := self._links.get("", ()):
            entries += [BLANK, *(_link("", linked, width) for linked in about)]
        for one in self._placed:
            note, links = one.annotation, self._links.get(one.annotation.id, ())
            if note.note or note.grade or links or not note.tags or one.span is None:
                entries += [BLANK, self._note(one, width)]
                entries += [_link(one.annotation.id, linked, width) for linked in links]
        if self._problems:
            entries += [BLANK, *(remark(text, width, "warn") for text in self._problems)]
        return Listing.of(entries or [BLANK, remark(_NOTHING, width, "muted")])

    def _tag(self, name: str, count: int) -> Entry:
        tag = self._tags.get(name)
        flag = Run((tag.shortcut if tag else "") or " ", f"flag{tag.colour if tag else 6}")
        parents, slash, last = name.rpartition("/")
        runs = (flag, Run("  "), Run(parents + slash, "muted"), Run(last, "name"))
        return Entry((Line(runs, (Run(f"{count:,}", "muted"),)),), TagKey(name))

    def _note(self, one: Placed, width: int) -> Entry:
        annotation = one.annotation
        right: Runs = ()
        body = (Run(one_line(annotation.note)),) if annotation.note else ()
        if annotation.whole:
            head: Runs = (Run("≡ ", "muted"), Run("whole document", "number"))
            body = body or (Run(", ".join(map(one_line, annotation.tags)), "muted"),)
        elif one.span is None:
            head = (Run("≡ ", "warn"), Run("passage not found", "warn"))
            body = body or (Run(one_line(annotation.exact)),)
        else:
            number = f"¶\u00a0{self._paragraph(one.span.start)}"
            head = (Run("≡ ", "muted"), Run(number, "number"))
            right = (Run("moved", "faint"),) if one.status == "moved" else ()
            if not body and (annotation.tags or annotation.grade):
                body = (Run(one_line(annotation.exact), "muted"),)
        if annotation.grade:
            right = (*right, Run("  " if right else ""), Run(str(annotation.grade), "strong"))
        rows = wrap_to(body, width - 5, _NOTE_ROWS) if any(run.text for run in body) else []
        lines = (Line(head, right), *(Line(runs, indent=4) for runs in rows))
        return Entry(lines, NoteKey(annotation.id))


def _link(annotation: str, linked: Linked, width: int) -> Entry:
    """Where a note leads, or what leads to it; of the document itself `annotation` is empty."""
    return Entry((Line(link_runs(linked, width - 5), indent=4),), LinkKey(annotation, linked))
