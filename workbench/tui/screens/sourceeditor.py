"""The editor of a document's source: a line for each field, and the citation that comes of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, ClassVar, NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input

from workbench.citations.fields import FIELDS, Field
from workbench.library.safe import one_line
from workbench.model import WorkbenchError
from workbench.tui.geometry import SHORT
from workbench.tui.screens.box import Box
from workbench.tui.text import Run, Runs, cut, wrap_to
from workbench.tui.widgets.lines import Lines, Rule
from workbench.tui.widgets.listing import Line
from workbench.tui.widgets.painted import ROLE_CLASSES, keys_and_words
from workbench.tui.widgets.prompt import Prompt

_HINTS = (
    ("esc", "save"),
    ("↓ ↑", "move"),
    ("ctrl+r", "as the document says"),
    ("ctrl+x", "leave unchanged"),
)
_SETTLED = 0.15
"""Seconds without a key after which the citation is made anew."""
_PREVIEW_ROWS = 3

Changes = dict[str, Any]
"""CSL variables with their new values; None for what is to be as the document says."""


class Known(NamedTuple):
    """A source: as it was read, as it is now, and the names of what the analyst overruled."""

    read: Mapping[str, Any]
    item: Mapping[str, Any]
    overruled: frozenset[str]


class SourceEditor(Box[Changes]):
    """Hands back what was changed, or None if nothing was. `cite` makes a citation of changes.

    It is called in a worker thread.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = ROLE_CLASSES
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+s", "save", show=False, priority=True),
        Binding("ctrl+x", "leave", show=False, priority=True),
        Binding("ctrl+r", "reset", show=False, priority=True),
        Binding("down,tab,enter", "move(1)", show=False, priority=True),
        Binding("up,shift+tab", "move(-1)", show=False, priority=True),
    ]
    AUTO_FOCUS = f"#field-{FIELDS[0].name}"

    class Cited(Message):
        """The citation of what was typed when it was asked for."""

        def __init__(self, generation: int, citation: str) -> None:
            super().__init__()
            self.generation = generation
            self.citation = citation

    def __init__(self, path: str, source: Known, cite: Callable[[Changes], str]) -> None:
        super().__init__()
        self._path = path
        self._source = source
        self._cite = cite
        self._before = {field.name: field.shown(source.item) for field in FIELDS}
        self._generation = 0

    def compose(self) -> ComposeResult:
        """The fields, the citation, what there is to say of the field, and the keys."""
        with Vertical(id="box"):
            yield Lines(id="head")
            yield Rule()
            for field in FIELDS:
                with Horizontal(classes="field-row"):
                    label = Line((Run(field.label, "muted"),), indent=1)
                    yield Lines(label).add_class("field-label")
                    value = self._before[field.name]
                    yield Prompt(value, placeholder=field.hint, id=_id(field))
                    yield Lines(id=f"{_id(field)}-origin").add_class("field-origin")
            yield Lines(Line(), id="said")
            yield Rule()
            yield Lines(*[Line()] * _PREVIEW_ROWS, id="preview")
            yield Rule()
            yield Lines(id="hints")

    def on_mount(self) -> None:
        """Fit the box to the screen and show where each field is from."""
        self._fit()
        hints = keys_and_words(_HINTS, self._width - 6)
        self.query_one("#hints", Lines).show(Line(tuple(hints), indent=1))
        for field in FIELDS:
            self._show_origin(field)
        self._ask_citation()

    def on_resize(self, event: events.Resize) -> None:
        """Fit the box to the screen again."""
        self._fit()

    @property
    def _width(self) -> int:
        return min(96, self.app.size.width)

    def _fit(self) -> None:
        short = self.app.size.height < SHORT
        self.query_one("#box").styles.width = self._width
        self.set_class(short, "short")
        path = Run(cut(one_line(self._path), self._width - 20), "muted")
        head = Line((Run("Source", "strong"), Run("   "), path), indent=1)
        self.query_one("#head", Lines).show(*([] if short else [Line()]), head)

    # -- what is typed

    @property
    def _field(self) -> Field:
        """The field that has the focus."""
        focused = self.focused.id if self.focused else None
        return next((field for field in FIELDS if _id(field) == focused), FIELDS[0])

    def _prompt(self, field: Field) -> Prompt:
        return self.query_one(f"#{_id(field)}", Prompt)

    def _changed(self, field: Field) -> Changes:
        """What a field changes, if anything. Raises WorkbenchError for what cannot be meant."""
        typed = self._prompt(field).value.strip()
        if typed == self._before[field.name]:
            return {}
        if typed == field.shown(self._source.read):
            return {field.name: None} if field.name in self._source.overruled else {}
        return {field.name: field.parsed(typed)}

    def _changes(self) -> Changes:
        """What all fields change that can be meant as typed."""
        changes: Changes = {}
        for field in FIELDS:
            if not self._problem(field):
                changes |= self._changed(field)
        return changes

    def _problem(self, field: Field) -> str:
        try:
            self._changed(field)
        except WorkbenchError as error:
            return str(error)
        return ""

    # -- what is shown

    @on(Input.Changed)
    def _typed(self, message: Input.Changed) -> None:
        message.stop()
        field = next(field for field in FIELDS if _id(field) == message.input.id)
        self._show_origin(field)
        self._say_of(self._field)
        self._generation += 1
        self.set_timer(_SETTLED, partial(self._ask_citation_of, self._generation))

    def on_descendant_focus(self) -> None:
        """Say what the document says where it was overruled."""
        self._say_of(self._field)

    def _show_origin(self, field: Field) -> None:
        typed, read = self._prompt(field).value.strip(), field.shown(self._source.read)
        origin = Run("as read" if read else "", "faint")
        if self._problem(field):
            origin = Run("not so", "warn")
        elif typed != read:
            origin = Run("yours", "accent")
        self.query_one(f"#{_id(field)}-origin", Lines).show(Line((), (origin,)))

    def _say_of(self, field: Field) -> None:
        read = field.shown(self._source.read)
        words: Runs = ()
        if problem := self._problem(field):
            words = (Run(problem, "warn"),)
        elif self._prompt(field).value.strip() != read:
            said = f"The document says {read}." if read else "The document says nothing of it."
            words = (Run(cut(one_line(said), self._width - 6), "muted"),)
        self.query_one("#said", Lines).show(Line(words, indent=1))

    def _ask_citation_of(self, generation: int) -> None:
        if generation == self._generation:
            self._ask_citation()

    def _ask_citation(self) -> None:
        generation, changes = self._generation, self._changes()

        def work() -> None:
            self.post_message(self.Cited(generation, self._cite(changes)))

        self.run_worker(work, thread=True, group="cite", exit_on_error=False)

    @on(Cited)
    def _cited(self, message: Cited) -> None:
        if message.generation == self._generation:
            runs = (Run(one_line(message.citation)),)
            rows = [Line(row, indent=1) for row in wrap_to(runs, self._width - 6, _PREVIEW_ROWS)]
            blank = [Line()] * (_PREVIEW_ROWS - len(rows))
            self.query_one("#preview", Lines).show(*rows, *blank)

    # -- keys

    def action_save(self) -> None:
        """Hand back what is changed; what is wrong with a field is said first."""
        for field in FIELDS:
            if self._problem(field):
                self._prompt(field).focus()
                self._say_of(field)
                return
        self.dismiss(self._changes() or None)

    def action_leave(self) -> None:
        """Forget what is typed."""
        self.dismiss(None)

    def action_reset(self) -> None:
        """Have the field be what the document says."""
        self._prompt(self._field).value = self._field.shown(self._source.read)

    def action_move(self, step: int) -> None:
        """To the next field or the one before, round at the ends."""
        at = FIELDS.index(self._field)
        self._prompt(FIELDS[(at + step) % len(FIELDS)]).focus()


def _id(field: Field) -> str:
    return f"field-{field.name}"
