"""A page: a screen of its own, with a filter on top, a list, the status line and the footer.

It lies in front of the main screen and hands back what is to be done there, or None.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Input

from workbench.library.safe import one_line
from workbench.tui import themes
from workbench.tui.action import ON_PAGES
from workbench.tui.actions import ACTIONS, Action, Place, of_place
from workbench.tui.geometry import NARROW, TOO_SMALL, too_small
from workbench.tui.messages import NotesChanged, Tone
from workbench.tui.screens.questions import Questions
from workbench.tui.text import Run, Runs
from workbench.tui.widgets.footer import KeyFooter
from workbench.tui.widgets.linelist import LineList
from workbench.tui.widgets.lines import Lines, Notice
from workbench.tui.widgets.listing import Line
from workbench.tui.widgets.painted import ROLE_CLASSES
from workbench.tui.widgets.searchrow import SearchRow
from workbench.tui.widgets.status import Saying, StatusLine

if TYPE_CHECKING:
    from workbench.project import Project
    from workbench.tui.keymap import Keymap
    from workbench.tui.noting import Noting

_TYPING = (("enter", "to the list"), ("↓ ↑", "move"), ("ctrl+u", "clear"), ("esc", "back"))
_BY_ID = {action.id: action for action in ACTIONS}


@dataclass(frozen=True, slots=True)
class Do:
    """An action of another place, by its id."""

    action: str


@dataclass(frozen=True, slots=True)
class Read:
    """A document, with the cursor at a position in code points."""

    document: str
    position: int = 0


@dataclass(frozen=True, slots=True)
class ShowTag:
    """The page of notes, with those that have a tag or one below it."""

    tag: str


Going = Do | Read | ShowTag


class Page(Questions[Going]):
    """What all pages share. A subclass says its `PLACE`, `NUMBER` and `TITLE_WORDS`, loads what
    it shows (`load`), and lists what the filter leaves of it (`narrow_to`).
    """

    PLACE: ClassVar[Place]
    NUMBER: ClassVar[int]
    TITLE_WORDS: ClassVar[str]
    INVITATION: ClassVar[str]

    COMPONENT_CLASSES: ClassVar[set[str]] = ROLE_CLASSES
    AUTO_FOCUS = "#rows"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "escape", show=False),
        Binding("ctrl+q", "quit", show=False, priority=True),
        Binding("down", "cursor_down", show=False),
        Binding("up", "cursor_up", show=False),
        Binding("1,2,3,4", "escape", show=False),
    ]

    def __init__(
        self, project: Project, keymap: Keymap, noting: Noting, said: deque[Saying]
    ) -> None:
        """`noting` is the main screen's; `said` is what its status line said before."""
        super().__init__()
        self.project = project
        self.keymap = keymap
        self.noting = noting.on_screen(self)
        self._said_before = said

    def compose(self) -> ComposeResult:
        """The frame."""
        yield SearchRow(id="search")
        with Horizontal(id="body"):
            yield from self.compose_before()
            with Vertical(id="page"):
                yield Lines(id="page-head")
                yield LineList(id="rows")
        yield StatusLine(id="status", history=self._said_before)
        yield KeyFooter(id="footer")
        yield Notice(TOO_SMALL, id="too-small")

    def compose_before(self) -> list[Widget]:
        """What stands on the left of the list."""
        return []

    def on_mount(self) -> None:
        """Show the frame at once; what it holds comes from a worker."""
        self.prompt.placeholder = self.INVITATION
        self.show_head()
        self.show_keys()
        self.load()

    # -- what a subclass says

    def load(self) -> None:
        """Read what is to be shown, in a worker, and show it when it is there."""
        raise NotImplementedError

    def narrow_to(self, typed: str) -> None:
        """List what has what is typed."""
        raise NotImplementedError

    def unusable(self) -> frozenset[str]:
        """Ids of the page's actions that can do nothing where the cursor is."""
        return frozenset()

    def where(self) -> Runs:
        """Where the cursor is, for the status line."""
        return ()

    # -- widgets

    @property
    def rows(self) -> LineList:
        """The list."""
        return self.query_one("#rows", LineList)

    @property
    def search_row(self) -> SearchRow:
        """The filter and what it left."""
        return self.query_one(SearchRow)

    @property
    def prompt(self) -> Input:
        """The filter."""
        return self.search_row.prompt

    @property
    def status(self) -> StatusLine:
        """The status line."""
        return self.query_one(StatusLine)

    @property
    def typing(self) -> bool:
        """Whether the filter has the focus."""
        return self.prompt.has_focus

    # -- what is shown

    def show_head(self, right: str = "") -> None:
        """The number and the title of the page, and a remark on the right."""
        number, title = Run(str(self.NUMBER), "accent"), Run(self.TITLE_WORDS, "accent")
        remark = (Run(right, "faint"),) if right else ()
        line = Line((number, Run("  "), title), remark, indent=1)
        self.query_one("#page-head", Lines).show(Line(), line, Line())

    def show_counts(self, reading: str, count: str) -> None:
        """What the filter left, and how much there is of all."""
        self.search_row.show_reading(reading)
        self.search_row.show_project(one_line(self.project.name), count)

    def show_keys(self) -> None:
        """Show the keys that work here and now."""
        footer = self.query_one(KeyFooter)
        if self.typing:
            footer.show(_TYPING, ())
            return
        unusable = self.unusable()
        own = [one for one in of_place(self.PLACE) if one.rank and one.id not in unusable]
        own.sort(key=lambda action: action.rank)
        shown = [*own, _BY_ID["anywhere.undo"]]
        always = (*self._pairs([_BY_ID["anywhere.help"]]), ("esc", "back"))
        footer.show(self._pairs(shown), always)

    def _pairs(self, actions: Sequence[Action]) -> tuple[tuple[str, str], ...]:
        pairs = ((self.keymap.first(action), action.words) for action in actions)
        return tuple(pair for pair in pairs if pair[0])

    def say(self, text: str, tone: Tone = "plain") -> None:
        """Say something in the status line."""
        self.status.say(text, tone)

    # -- events

    def on_resize(self, event: events.Resize) -> None:
        """Fit the page to the window."""
        columns, rows = self.app.size
        self.set_class(columns < NARROW, "narrow")
        self.set_class(too_small(columns, rows), "tiny")

    def on_key(self, event: events.Key) -> None:
        """What is said has been seen when a key is pressed."""
        self.status.seen()

    def on_descendant_focus(self) -> None:
        """The footer is that of the filter or of the list."""
        self.show_keys()

    @on(LineList.Moved, "#rows")
    def _moved(self) -> None:
        self.cursor_moved()

    def cursor_moved(self) -> None:
        """The cursor came to another row: the status and the footer say so."""
        self.status.where(*self.where())
        self.show_keys()

    @on(NotesChanged)
    def _changed(self, message: NotesChanged) -> None:
        self.say(message.words)
        self.load()

    @on(Input.Changed, "#query")
    def _typed(self, message: Input.Changed) -> None:
        message.stop()
        self.narrow_to(message.value)

    @on(Input.Submitted, "#query")
    def _submitted(self, message: Input.Submitted) -> None:
        message.stop()
        self.rows.focus()

    # -- actions of every page

    def action_find(self) -> None:
        """To the filter."""
        self.prompt.focus()

    def action_escape(self) -> None:
        """Leave the filter, or the page."""
        if self.typing:
            self.rows.focus()
        else:
            self.dismiss(None)

    @property
    def _list(self) -> LineList:
        """The list in which the keys move."""
        return self.focused if isinstance(self.focused, LineList) else self.rows

    def action_choose(self) -> None:
        """Choose the row under the cursor."""
        self._list.action_choose()

    def action_cursor_down(self) -> None:
        """To the next row."""
        self._list.action_cursor_down()

    def action_cursor_up(self) -> None:
        """To the row before."""
        self._list.action_cursor_up()

    def action_page_down(self) -> None:
        """Down by the height of the list."""
        self._list.action_page_down()

    def action_page_up(self) -> None:
        """Up by the height of the list."""
        self._list.action_page_up()

    def action_top(self) -> None:
        """To the first row."""
        self._list.action_top()

    def action_bottom(self) -> None:
        """To the last row."""
        self._list.action_bottom()

    def action_undo(self) -> None:
        """Undo the last change."""
        self.noting.undo()

    def action_redo(self) -> None:
        """Do again what was undone."""
        self.noting.redo()

    def action_quit(self) -> None:
        """Leave the program, as the main screen does."""
        self.dismiss(Do("anywhere.quit"))

    def action_evidence(self) -> None:
        """To the page of all notes."""
        self.go_to_page("evidence")

    def action_codebook(self) -> None:
        """To the codebook."""
        self.go_to_page("codebook")

    def go_to_page(self, page: Place) -> None:
        """To another page; from itself, back."""
        self.dismiss(None if page == self.PLACE else Do(f"anywhere.{page}"))

    # -- overlays

    def action_help(self) -> None:
        """Every key."""
        from workbench.tui.screens.help import Help

        self.ask(Help(self.PLACE, self.keymap), self._do)

    def action_palette(self) -> None:
        """Every action and every document."""
        from workbench.tui.screens.lookup import Palette, Target, palette_offer

        def found(target: Target) -> None:
            if target.sort == "document":
                self.dismiss(Read(target.id))
            else:
                self._do(target.id)

        self.fetch(
            lambda: palette_offer(
                {self.PLACE, "anywhere"}, self.keymap, self.project.library.documents()
            ),
            lambda offer: self.ask(Palette(offer), found),
        )

    def action_messages(self) -> None:
        """What the status line said before."""
        from workbench.tui.screens.lists import Messages

        self.ask(Messages(self.status.history), lambda nothing: None)

    def action_theme(self) -> None:
        """The next theme."""
        name = themes.after(self.app.theme)
        self.app.theme = name
        word = themes.WORDS[name]
        self.say(f"The colours are the {word} ones now.")
        self.run_worker(
            lambda: self.project.settings.set("theme", word), thread=True, exit_on_error=False
        )

    def _do(self, action_id: str) -> None:
        """Carry out an action that was chosen by name; those of other places on the main screen."""
        action = _BY_ID[action_id]
        if action.place == self.PLACE or action_id in ON_PAGES:
            self.call_later(self.run_action, action.method)
        else:
            self.dismiss(Do(action_id))
