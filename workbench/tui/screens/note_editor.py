"""The editor of a note: its tags on a line, its text below; what is written is saved on leaving."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import events
from textual.app import ComposeResult, SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import TextArea

from workbench.library.safe import one_line, safe
from workbench.model import WorkbenchError
from workbench.notes.tagname import tidy
from workbench.tui.geometry import SHORT
from workbench.tui.screens.box import Box
from workbench.tui.text import Run, cut
from workbench.tui.widgets.lines import Lines, Rule
from workbench.tui.widgets.listing import Line
from workbench.tui.widgets.painted import ROLE_CLASSES, keys_and_words
from workbench.tui.widgets.prompt import Prompt

_HINTS = (
    ("esc", "save"),
    ("tab", "tags, text"),
    ("ctrl+e", "your editor"),
    ("ctrl+x", "leave unchanged"),
)


@dataclass(frozen=True, slots=True)
class Written:
    """What the analyst wrote: the names of the tags, and the text."""

    tags: tuple[str, ...]
    note: str


class _NoteArea(TextArea):
    """A text area that lets no control character in."""

    async def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        self.insert(safe(event.text))


class NoteEditor(Box[Written]):
    """Hands back what was written, or None if it should stay as it was."""

    COMPONENT_CLASSES: ClassVar[set[str]] = ROLE_CLASSES
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+s", "save", show=False, priority=True),
        Binding("ctrl+x", "leave", show=False, priority=True),
        Binding("ctrl+e", "edit_outside", show=False, priority=True),
        Binding("tab,shift+tab", "other_field", show=False, priority=True),
    ]
    AUTO_FOCUS = "#note"

    def __init__(self, place: str, quote: str, before: Written) -> None:
        super().__init__()
        self._place = place
        self._quote = quote
        self._before = before

    def compose(self) -> ComposeResult:
        """The passage, the tags, the text and the keys."""
        with Vertical(id="box"):
            yield Lines(id="head")
            yield Rule()
            with Horizontal(id="tags-row"):
                yield Lines(Line((Run("tags", "muted"),), indent=1), id="tags-label")
                yield Prompt(
                    ", ".join(map(one_line, self._before.tags)),
                    placeholder="none; separate several by commas",
                    id="tags",
                )
            yield _NoteArea(safe(self._before.note), id="note", show_line_numbers=False)
            yield Lines(Line(), id="said")
            yield Rule()
            yield Lines(id="hints")

    def on_mount(self) -> None:
        """Fit the box to the screen, and put the cursor behind the text."""
        width = min(84, self.app.size.width)
        self.query_one("#box").styles.width = width
        self.set_class(self.app.size.height < SHORT, "short")
        self.query_one("#head", Lines).show(
            Line(),
            Line((Run(self._place, "strong"),), indent=1),
            Line((Run(f"“{cut(one_line(self._quote), width - 8)}”", "quote"),), indent=1),
        )
        hints = keys_and_words(_HINTS, width - 6)
        self.query_one("#hints", Lines).show(Line(tuple(hints), indent=1))
        area = self.query_one("#note", TextArea)
        area.cursor_blink = False
        area.move_cursor(area.document.end)

    @property
    def _written(self) -> Written:
        names = (name.strip(" /") for name in self.query_one("#tags", Prompt).value.split(","))
        # A set would lose the order in which the analyst named them.
        return Written(
            tuple(dict.fromkeys(map(tidy, filter(None, names)))),
            self.query_one("#note", TextArea).text.strip(),
        )

    def action_save(self) -> None:
        """Hand back what is written; what is wrong with a tag is said first."""
        try:
            written = self._written
        except WorkbenchError as error:
            self._say(str(error))
            self.query_one("#tags").focus()
        else:
            self.dismiss(written)

    def action_leave(self) -> None:
        """Forget what is written."""
        self.dismiss(None)

    def action_other_field(self) -> None:
        """From the tags to the text and back."""
        self.query_one("#tags" if self.query_one("#note").has_focus else "#note").focus()

    def action_edit_outside(self) -> None:
        """Write the text in the editor that $VISUAL or $EDITOR names."""
        command = os.environ.get("VISUAL") or os.environ.get("EDITOR")
        if not command:
            self._say("No editor is set: $EDITOR is empty.")
            return
        area = self.query_one("#note", TextArea)
        try:
            with self.app.suspend():
                area.text = safe(_edited(command, area.text))
        except (OSError, ValueError, SuspendNotSupported) as error:
            self._say(f"The editor did not run: {one_line(str(error))}.")

    def _say(self, problem: str) -> None:
        self.query_one("#said", Lines).show(Line((Run(problem, "warn"),), indent=1))


def _edited(command: str, text: str) -> str:
    """`text` as it came out of an editor; OSError if there is no such program."""
    descriptor, name = tempfile.mkstemp(prefix="note-", suffix=".md")
    path = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
        subprocess.run([*shlex.split(command), name], check=False)
        return path.read_text(encoding="utf-8", errors="replace")
    finally:
        path.unlink(missing_ok=True)
