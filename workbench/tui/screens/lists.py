"""Small overlays: a question with a line for the answer, citation forms, copies, skipped files."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input

from workbench.library.safe import one_line
from workbench.model import FileOutcome
from workbench.tui.screens.box import Box
from workbench.tui.screens.overlay import Overlay
from workbench.tui.screens.picker import PromptRow
from workbench.tui.text import Run, cut, wrap
from workbench.tui.widgets.lines import Lines, Rule
from workbench.tui.widgets.listing import BLANK, Entry, Line, Listing, remark
from workbench.tui.widgets.painted import ROLE_CLASSES, keys_and_words
from workbench.tui.widgets.prompt import Prompt

if TYPE_CHECKING:
    from workbench.citations import Copy
    from workbench.tui.widgets.status import Saying


class Ask(Box[str]):
    """Asks for one line. `problem` looks at what is typed and says what is wrong with it, or "".

    What is typed comes after the proposed `value`, or replaces it where that is `replaced`.
    `verb` says what enter does.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = ROLE_CLASSES
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]
    AUTO_FOCUS = "#prompt"

    def __init__(
        self,
        title: str,
        explanation: str,
        *,
        value: str = "",
        replaced: bool = False,
        problem: Callable[[str], str] = lambda typed: "",
        verb: str = "go on",
    ) -> None:
        super().__init__()
        self._verb = verb
        self._title = title
        self._explanation = explanation
        self._value = value
        self._replaced = replaced
        self._problem = problem

    def compose(self) -> ComposeResult:
        """Title, explanation, prompt and keys in a box."""
        with Vertical(id="box"):
            yield Lines(
                Line(),
                Line((Run(self._title, "strong"),), indent=1),
                Line((Run(self._explanation, "muted"),), indent=1),
            )
            yield PromptRow()
            yield Lines(Line(), id="said")
            yield Rule()
            hints = keys_and_words((("enter", self._verb), ("esc", "back")), 40)
            yield Lines(Line(tuple(hints), indent=1))

    def on_mount(self) -> None:
        """Fit the box to the screen."""
        self.query_one("#box").styles.width = min(70, self.app.size.width)
        prompt = self.query_one("#prompt", Prompt)
        prompt.insert_text_at_cursor(self._value)
        if self._replaced:
            prompt.action_select_all()

    @on(Input.Changed, "#prompt")
    def _changed(self) -> None:
        self.query_one("#said", Lines).show(Line())

    @on(Input.Submitted, "#prompt")
    def _submitted(self, message: Input.Submitted) -> None:
        message.stop()
        problem = self._problem(message.value)
        if problem:
            self.query_one("#said", Lines).show(Line((Run(problem, "warn"),), indent=1))
        else:
            self.dismiss(message.value)

    def action_leave(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)


class FormPicker(Overlay[str]):
    """The forms that something can take; hands back the id of one."""

    HINTS = (("enter", "take it"), ("esc", "back"))

    def __init__(self, forms: Mapping[str, str], current: str = "") -> None:
        super().__init__()
        self._forms = forms
        self._current = current

    @property
    def first(self) -> int:
        """The present form."""
        return list(self._forms).index(self._current) if self._current in self._forms else 0

    def listing_for(self, width: int) -> Listing:
        """One row a form, the present one marked."""
        return Listing.of(
            Entry(
                (
                    Line(
                        (
                            Run("▪ " if form == self._current else "  ", "accent"),
                            Run(label, "name"),
                        ),
                        (Run(form, "faint"),),
                    ),
                ),
                form,
            )
            for form, label in self._forms.items()
        )


class StylePicker(FormPicker):
    """The forms that a citation can take."""

    TITLE_WORDS = "Form of the citations"


class ExportPicker(FormPicker):
    """The formats that notes can be exported in."""

    WIDTH = 80
    TITLE_WORDS = "Export the notes that are shown"


class Copies(Overlay["Copy"]):
    """The last copies, newest first, each with when it was made; hands back one to copy again."""

    WIDTH = 100
    TITLE_WORDS = "Last copies"
    HINTS = (("enter", "copy again"), ("esc", "back"))

    def __init__(self, copies: Sequence[Copy]) -> None:
        super().__init__()
        self._copies = copies

    def listing_for(self, width: int) -> Listing:
        """Two rows a copy: when and how, and how it begins."""
        if not self._copies:
            return Listing.of(
                [remark("Nothing was copied yet. y copies a passage.", width, "muted")]
            )
        entries: list[Entry] = []
        for number, copy in enumerate(self._copies):
            begins = cut(one_line(copy.text), width - 4)
            entries.append(
                Entry(
                    (
                        Line((Run(f"{copy.when.astimezone():%d %b %Y, %H:%M}", "muted"),)),
                        Line((Run(begins, "name"),)),
                    ),
                    number,
                )
            )
            entries.append(BLANK)
        return Listing.of(entries[:-1])

    def chosen(self, key: Hashable) -> None:
        """Hand the copy back."""
        self.dismiss(self._copies[int(str(key))])


class Messages(Overlay[None]):
    """What the status line said, the latest first."""

    WIDTH = 100
    TITLE_WORDS = "Messages"
    HINTS = (("j k", "move"), ("esc", "back"))

    def __init__(self, history: Sequence[Saying]) -> None:
        super().__init__()
        self._history = list(history)

    def listing_for(self, width: int) -> Listing:
        """An entry for each, as long as it is."""
        if not self._history:
            return Listing.of([remark("Nothing was said yet.", width, "muted")])
        entries = []
        for number, saying in enumerate(reversed(self._history)):
            role = "name" if saying.tone == "plain" else saying.tone
            lines = wrap((Run(saying.text, role),), width - 4)
            entries.append(Entry(tuple(Line(runs) for runs in lines), number))
        return Listing.of(entries)

    def chosen(self, key: Hashable) -> None:
        """There is nothing to choose: the list stays."""


class Skipped(Overlay[None]):
    """The files that were not read, by reason."""

    WIDTH = 100
    TITLE_WORDS = "Files that were not read"
    HINTS = (("j k", "move"), ("esc", "back"))

    def __init__(self, outcomes: Iterable[FileOutcome], *, so_far: bool = False) -> None:
        """`so_far`: more files are still to be read."""
        super().__init__()
        self._nothing = "No file was left out so far." if so_far else "Every file was read."
        self._by_reason: dict[str, list[str]] = {}
        for outcome in outcomes:
            self._by_reason.setdefault(outcome.reason, []).append(outcome.path)

    def listing_for(self, width: int) -> Listing:
        """The reasons with their counts, and the files under each."""
        if not self._by_reason:
            return Listing.of([remark(self._nothing, width, "muted")])
        entries: list[Entry] = []
        for reason, paths in sorted(self._by_reason.items()):
            if entries:
                entries.append(BLANK)
            entries.append(
                Entry((Line((Run(reason, "muted"),), (Run(f"{len(paths):,}", "muted"),)),))
            )
            entries += [
                Entry((Line((Run(cut(path, width - 6), "name"),), indent=4),), path)
                for path in sorted(paths)
            ]
        return Listing.of(entries)

    def chosen(self, key: Hashable) -> None:
        """There is nothing to choose: the list stays."""
