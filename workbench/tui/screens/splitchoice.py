"""Which notes a tag loses to another one: those with some words, or those that are marked."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from workbench.library.safe import one_line
from workbench.tui.fuzzy import Found, fold
from workbench.tui.screens.picker import Choice, Offer, Picker
from workbench.tui.text import Run
from workbench.tui.widgets.listing import Entry, Line
from workbench.tui.words import count

if TYPE_CHECKING:
    from workbench.notes import Annotation

_QUOTED = 400


class SplitChoice(Picker[tuple[str, ...]]):
    """Hands back the ids of the notes that go: the marked ones, or else those that are listed."""

    WIDTH = 110
    FEWEST_ROWS = 12
    PLACEHOLDER = "words of the passage, the note or the document’s title"
    NOTHING = "No note of this tag has these words."
    DETAIL_AT = 62
    HINTS = (("enter", "split these off"), ("tab", "mark one by one"), ("esc", "back"))
    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "mark", show=False, priority=True)]

    def __init__(self, name: str, offer: Offer) -> None:
        super().__init__(offer)
        self._tag = name
        self._marked: set[Hashable] = set()

    def opened(self) -> None:
        """Say what it is about, and how many go."""
        every = count(len(self.offered), "note")
        if self._marked:
            going = f"{len(self._marked):,} of {every} marked"
        elif self.typed.strip():
            going = f"{len(self._found):,} of {every} go"
        else:
            going = every
        self.set_head(f"Split {one_line(self._tag)}: which notes go to another tag?", going)

    def find(self, typed: str) -> None:
        """List the notes that have the words just so: those that are listed go."""
        words = fold(typed).split()
        found = [
            Found(at, 0.0, tuple(_places(words, label)))
            for at, label in enumerate(self._folded)
            if all(word in label for word in words)
        ]
        self._take(typed, found)
        self.opened()

    def entry(self, choice: Choice, found: Found, width: int) -> Entry:
        """The row of a note, with the mark if it has one."""
        entry = super().entry(choice, found, width)
        sign = Run("▪ " if choice.key in self._marked else "  ", "accent")
        line = entry.lines[0]
        return Entry((Line((sign, *line.runs), line.right, indent=1),), entry.key)

    def action_mark(self) -> None:
        """Mark the note under the cursor, or take its mark away, and go on to the next."""
        if self.choices.key is not None:
            self._marked ^= {self.choices.key}
            self.choices.show(self.listing_for, cursor=self.choices.cursor, keep_scroll=True)
            self.choices.action_cursor_down()
            self.opened()

    def chosen(self, key: Hashable) -> None:
        """Hand back what is marked, or else all that have the words."""
        if self._marked:
            going: Sequence[Hashable] = [one.key for one in self.offered if one.key in self._marked]
        elif self.typed.strip():
            going = [self.offered[one.index].key for one in self._found]
        else:
            self.set_hints(self.HINTS, "type some words, or mark notes")
            return
        self.dismiss(tuple(map(str, going)))


def note_choices(notes: Iterable[Annotation], titles: Mapping[str, str]) -> list[Choice]:
    """Notes to choose from, by passage, note and title."""
    choices = []
    for note in notes:
        title = titles.get(note.document, note.document)
        label = one_line(note.exact)[:_QUOTED] or "the whole document"
        said = (note.note[:_QUOTED], title)
        detail = " · ".join(one_line(part) for part in said if part)
        choices.append(Choice(note.id, label, detail))
    return choices


def _places(words: Iterable[str], label: str) -> list[tuple[int, int]]:
    """Where the words stand first, in order and apart."""
    places: list[tuple[int, int]] = []
    for start, end in sorted((at := label.find(word), at + len(word)) for word in words):
        if not places or start >= places[-1][1]:
            places.append((start, end))
    return places
