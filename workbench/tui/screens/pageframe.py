"""The frame of a page: a filter on top, a list, the status line and the footer."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Input

from workbench.library.safe import one_line
from workbench.tui.actions import ACTIONS, Action, Place, of_place
from workbench.tui.geometry import NARROW, TOO_SMALL, too_small
from workbench.tui.messages import NotesChanged, Tone
from workbench.tui.screens.arriving import Arriving
from workbench.tui.screens.going import Going
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


class PageFrame(Arriving, Questions[Going]):
    """What all pages share. A subclass says its `PLACE`, `NUMBER` and `TITLE_WORDS`, loads what
    it shows (`load`), and lists what the filter leaves of it (`narrow_to`).
    """

    PLACE: ClassVar[Place]
    NUMBER: ClassVar[int | str]
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
        self._head: tuple[str | Runs, tuple[Line, ...]] = ("", ())

    def compose(self) -> ComposeResult:
        """The frame."""
        yield SearchRow(id="search")
        with Horizontal(id="body"):
            yield from self.compose_before()
            with Vertical(id="page"):
                yield Lines(id="page-head")
                yield LineList(id="rows")
                yield from self.compose_after()
        yield StatusLine(id="status", history=self._said_before)
        yield KeyFooter(id="footer")
        yield Notice(TOO_SMALL, id="too-small")

    def compose_before(self) -> list[Widget]:
        """What stands on the left of the list."""
        return []

    def compose_after(self) -> list[Widget]:
        """What stands below the list."""
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

    def worded(self, action: Action) -> Action:
        """An action of the page in the words that the footer has for it here and now."""
        return action

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

    def show_head(self, right: str | Runs = "", *below: Line) -> None:
        """The number and the title of the page, a remark on the right, and what stands below."""
        self._head = right, below
        role = self.title_role
        number, title = Run(str(self.NUMBER), role), Run(self.TITLE_WORDS, role)
        remark = (Run(right, "faint"),) if isinstance(right, str) else right
        line = Line((number, Run("  "), title), remark, indent=1)
        self.query_one("#page-head", Lines).show(Line(), line, Line(), *below)

    def show_head_again(self) -> None:
        """Draw the head anew: the focus went to another list, or came back."""
        right, below = self._head
        self.show_head(right, *below)

    @property
    def title_role(self) -> str:
        """The colour of the title: that of the focus, unless another list has that."""
        return "accent"

    def show_counts(self, reading: str, count: str) -> None:
        """What the filter left, and how much there is of all."""
        self.search_row.show_reading(reading)
        self.search_row.show_project(one_line(self.project.name), count)

    @property
    def typing_keys(self) -> tuple[tuple[str, str], ...]:
        """The keys that work in the filter."""
        return _TYPING

    def show_keys(self) -> None:
        """Show the keys that work here and now."""
        footer = self.query_one(KeyFooter)
        if self.typing:
            footer.show(self.typing_keys, ())
            return
        unusable = self.unusable()
        usable = (one for one in of_place(self.PLACE) if one.rank and one.id not in unusable)
        own = list(map(self.worded, usable))
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

    async def on_resize(self, event: events.Resize) -> None:
        """Fit the page to the window."""
        # The first frame of the page has just been drawn: a key may come in before the next one.
        await asyncio.sleep(0)
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
        self.say(message.words, message.tone)
        self.load()

    @on(Input.Changed, "#query")
    def _typed(self, message: Input.Changed) -> None:
        message.stop()
        self.status.went_on()
        self.narrow_to(message.value)

    @on(Input.Submitted, "#query")
    def _submitted(self, message: Input.Submitted) -> None:
        message.stop()
        self.rows.focus()
