"""The page of notes: those of the whole collection as a page of evidence, passages in full."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType

from workbench.library.safe import one_line
from workbench.notes import Annotation, Tag
from workbench.notes.grades import UNGRADED
from workbench.tui.copying import Copying
from workbench.tui.geometry import NARROW
from workbench.tui.keymap import page_bindings
from workbench.tui.screens.going import Read
from workbench.tui.screens.notework import NoteWork
from workbench.tui.survey import ORDERS, Filters, Memory, Narrowed, Survey
from workbench.tui.surveying import NotesNarrowed, PlacesNamed, Surveyed, Surveying
from workbench.tui.text import Run, Runs
from workbench.tui.widgets.linelist import LineList
from workbench.tui.widgets.listing import BLANK, Entry, Listing, remark
from workbench.tui.widgets.noteentry import entry_of, height_of, measure_of
from workbench.tui.words import count, long_date

if TYPE_CHECKING:
    from workbench.notes.links import Linked
    from workbench.project import Project
    from workbench.tui.keymap import Keymap
    from workbench.tui.noting import Noting
    from workbench.tui.widgets.status import Saying

_SLOW = 0.3
"""Seconds after which a page that has nothing to show yet says why."""
_NOTHING = "No notes yet. On a passage of a document t tags it and a writes a note."
_NO_MATCH = "No note is left by these filters. x shows all again."
_ON_NOTES = frozenset(
    f"evidence.{verb}"
    for verb in (
        "choose",
        "edit_note",
        "delete_note",
        "grade",
        "tag",
        "copy_citation",
        "export",
        "follow",
    )
)


class NotesPage(NoteWork):
    """All notes, as the filters, the words and the order leave them."""

    PLACE = "evidence"
    NUMBER = 5
    TITLE_WORDS = "Evidence"
    INVITATION = "words of the passage or the note"
    BINDINGS: ClassVar[list[BindingType]] = [
        *page_bindings("evidence"),
        Binding("shift+tab", "filters", show=False),
    ]

    def __init__(
        self,
        project: Project,
        keymap: Keymap,
        noting: Noting,
        said: deque[Saying],
        memory: Memory,
        copying: Copying,
    ) -> None:
        super().__init__(project, keymap, noting, said, copying)
        self.memory = memory
        self._surveying = Surveying(self, project, self.noting)
        self._survey: Survey | None = None
        self._narrowed = Narrowed()
        self._tags: dict[str, Tag] = {}
        self._named: dict[str, str] = {}

    def on_mount(self) -> None:
        """Go on with what was shown last."""
        self.prompt.value = self.memory.words
        self.fit()

    # -- what is shown

    @property
    def filters(self) -> Filters:
        """The filters that are on."""
        return self.memory.filters

    def filter_by(self, filters: Filters) -> None:
        """Put other filters on; the cursor goes to the first note that they leave."""
        self.memory.filters, self.memory.note = filters, ""
        self._ask()

    def load(self) -> None:
        """Read all notes again."""
        self._surveying.survey()
        self.set_timer(_SLOW, self._tell_waiting)

    def _tell_waiting(self) -> None:
        if self._survey is None:
            self.rows.show(lambda width: Listing.of([remark("reading the notes…", width, "faint")]))

    @on(Surveyed)
    def _surveyed(self, message: Surveyed) -> None:
        self._survey = message.survey
        self._tags = {tag.name: tag for tag in message.tags}
        self._named.clear()
        self._ask()

    def narrow_to(self, typed: str) -> None:
        """Show the notes with these words."""
        if typed != self.memory.words:
            self.memory.words, self.memory.note = typed, ""
            self._ask()

    def _ask(self) -> None:
        if self._survey is not None:
            measure = measure_of(self.rows.scrollable_content_region.width or NARROW)
            memory, survey = self.memory, self._survey

            def height(note: Annotation, measure: int) -> int:
                return height_of(note, measure, links=len(survey.links.get(note.id, ())))

            self._surveying.narrow(
                survey, memory.filters, memory.words, memory.order, height, measure
            )

    @on(NotesNarrowed)
    def _show(self, message: NotesNarrowed) -> None:
        if not self._surveying.wanted(message) or self._survey is None:
            return
        before = self.rows.cursor
        self._narrowed = message.narrowed
        ids = [note.id for note in self._narrowed.notes]
        if self.memory.note in ids:
            cursor = 2 * ids.index(self.memory.note)
        else:
            # After a deletion the next note is under the cursor; after another filter the first.
            cursor = max(before, 0) if self.memory.note else 0
        self.rows.show(self._listing, cursor=cursor, keep_scroll=bool(self.memory.note))
        self._show_heads()
        self.cursor_moved()

    def _show_heads(self) -> None:
        survey, filters = self._survey or Survey(), self.memory.filters
        every, left = len(survey.notes), len(self._narrowed.notes)
        self.show_head(ORDERS[self.memory.order])
        chosen = filter(None, (filters.tag, filters.also, filters.analyst))
        parts = [one_line(value) for value in chosen]
        if filters.document is not None:
            parts.append(self.title_of(filters.document))
        if filters.status is not None:
            parts.append(filters.status)
        if filters.grade is not None:
            parts.append(f"source {filters.grade}")
        if filters.dated is not None:
            parts.append(f"dated {long_date(filters.dated)}")
        if filters.made is not None:
            parts.append(f"made {long_date(filters.made)}")
        some = bool(parts) or bool(self.memory.words.strip())
        reading = f"{left:,} of {count(every, 'note')}" if some else "all notes"
        self.show_counts("  ·  ".join([reading, *parts]), count(every, "note"))
        self.show_facets(self._narrowed.facets, f"{left:,} of {every:,}")

    def _listing(self, width: int) -> Listing:
        survey, narrowed = self._survey or Survey(), self._narrowed
        problems = [remark(one, width, "warn") for one in survey.problems]
        if not narrowed.notes:
            words = _NO_MATCH if survey.notes else _NOTHING
            return Listing.of([remark(words, width, "muted"), *problems])
        if measure_of(width) != narrowed.measure:
            # The window has another width by now: lines are as they were until they are measured.
            self.call_later(self._ask)
            width = narrowed.measure + width - measure_of(width)
        heights = chain.from_iterable((height, 1) for height in narrowed.heights)
        tail = [len(one.lines) for one in problems]
        last = 2 * len(narrowed.notes)

        def make(at: int) -> Entry:
            if at >= last:
                return problems[at - last]
            return BLANK if at % 2 else self._entry(narrowed.notes[at // 2], width)

        return Listing.high([*heights, *tail], make)

    def _entry(self, note: Annotation, width: int) -> Entry:
        survey = self._survey or Survey()
        if note.id not in self._named and note.document in survey.documents:
            self._surveying.name_places(survey, note.document)
        several = len(self._narrowed.facets.analysts) > 1
        place = self._named.get(note.id, "")
        return entry_of(note, survey, self.tag_named, place, width, whose=several)

    @on(PlacesNamed)
    def _places_named(self, message: PlacesNamed) -> None:
        self._named |= message.named
        self.rows.forget_drawn()

    def tag_named(self, name: str) -> Tag:
        """The tag as it was read last."""
        return self._tags.get(name) or self.project.codebook.get(name)

    def title_of(self, document: str) -> str:
        """Its title; its id where it is gone."""
        info = (self._survey or Survey()).documents.get(document)
        return one_line(info.title if info else document)

    # -- where one is

    @property
    def shown(self) -> Sequence[Annotation]:
        """The notes that the filters leave."""
        return self._narrowed.notes

    @property
    def note(self) -> Annotation | None:
        """The note under the cursor."""
        notes: Sequence[Annotation] = self._narrowed.notes
        at = self.rows.cursor
        return notes[at // 2] if 0 <= at < 2 * len(notes) and at % 2 == 0 else None

    def where(self) -> Runs:
        """Which note of how many."""
        note = self.note
        if note is None:
            return ()
        number = Run(f"note {self.rows.cursor // 2 + 1:,}", "strong")
        of = Run(f" of {len(self._narrowed.notes):,}", "muted")
        return (number, of)

    def unusable(self) -> frozenset[str]:
        """Without a note there is nothing to open, edit or delete; nor to follow without a link."""
        if self.note is None:
            return _ON_NOTES
        return frozenset() if self.links else frozenset({"evidence.follow"})

    def cursor_moved(self) -> None:
        """The page comes back to this note; the status spells its grade out."""
        if self.note is not None:
            self.memory.note = self.note.id
        grade = self.note.grade if self.note is not None else UNGRADED
        self.status.selected(f"{grade}  {grade.words}" if grade else "", "muted", yields=True)
        super().cursor_moved()

    # -- actions

    def action_all_notes(self) -> None:
        """Take every filter away."""
        self.memory.filters, self.memory.words = Filters(), ""
        self.prompt.clear()
        self._ask()

    def action_sort(self) -> None:
        """The next order."""
        orders = list(ORDERS)
        at = orders.index(self.memory.order)
        self.memory.order = orders[(at + 1) % len(orders)]
        self._ask()

    @property
    def links(self) -> Sequence[Linked]:
        """What the note under the cursor leads to, and what leads to it."""
        survey, note = self._survey, self.note
        return survey.links.get(note.id, ()) if survey is not None and note is not None else ()

    @on(LineList.Chosen, "#rows")
    def _open(self) -> None:
        note, survey = self.note, self._survey
        if note is None or survey is None:
            return
        position = survey.position(note)
        if note.document not in survey.documents:
            self.say("The document is not in the collection any more.")
        elif position is None:
            self.say("The passage is not in the text any more.")
        else:
            self.dismiss(Read(note.document, position))
