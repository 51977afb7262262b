"""The page of the concordance: its query, its lines as they arrive, and what is seen of them."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input

from workbench.library.safe import one_line
from workbench.search.concordance import by_title
from workbench.tui.concording import (
    Concording,
    place_of,
)
from workbench.tui.kwic import (
    LinesOrdered,
    LinesRead,
    Memory,
    Near,
    QueryRead,
)
from workbench.tui.screens.kwicprompt import KwicPrompt
from workbench.tui.searching import DEBOUNCE
from workbench.tui.text import Run, Runs
from workbench.tui.widgets.kwicrows import commonest
from workbench.tui.widgets.lines import Lines
from workbench.tui.widgets.listing import Line, Listing, remark
from workbench.tui.widgets.nohits import SuggestionKey, no_hits
from workbench.tui.words import count, milliseconds

if TYPE_CHECKING:
    from workbench.project import Project
    from workbench.tui.keymap import Keymap
    from workbench.tui.noting import Noting
    from workbench.tui.widgets.status import Saying

_LOOK_EVERY = 2.0
_SEARCHING_AFTER = 0.3
_NO_QUERY = (
    "No query yet.",
    "Type words, a phrase or any other query above: every hit in all documents becomes a line.",
)


class KwicFrame(KwicPrompt):
    """What the views share: the query, the reading of its lines, what stands above and below."""

    PLACE = "concordance"
    NUMBER = 9
    TITLE_WORDS = "Concordance"
    INVITATION = "search for every hit"

    def __init__(
        self,
        project: Project,
        keymap: Keymap,
        noting: Noting,
        said: deque[Saying],
        memory: Memory,
    ) -> None:
        super().__init__(project, keymap, noting, said)
        self.memory = memory
        self.concording = Concording(self, project)
        self.order: Sequence[int] = ()
        """The lines that are there, in the order in which they are shown."""
        self.place = -1
        """Which of them the cursor was put on; -1 for none."""
        self._common: tuple[Sequence[tuple[str, int]], ...] = ((), ())
        self._timer: Timer | None = None
        self._slow = False
        self._told = False

    def compose_after(self) -> list[Widget]:
        """The commonest words beside the hits."""
        return [Lines(id="page-foot")]

    def on_mount(self) -> None:
        """Go on with what was shown last; see from time to time whether more was indexed."""
        self.prompt.value = self.memory.query
        self.set_interval(_LOOK_EVERY, self._look)
        if not self.memory.query:
            self.set_focus(self.prompt)

    def on_unmount(self) -> None:
        """Whoever leaves wants no more lines."""
        self.concording.stop()

    # -- what a view says

    def show_view(self) -> None:
        """Show the lines, or what is seen instead of them, as they are now."""
        raise NotImplementedError

    def lines_changed(self) -> None:
        """Called when other lines are to be shown: nothing known of the old ones is true."""
        raise NotImplementedError

    # -- asking

    def load(self) -> None:
        """Show the lines that were read before; read them if there are none, or they are old."""
        memory = self.memory
        every = memory.every
        if every is None or self.stale:
            self.read_lines()
        elif memory.near is not None:
            self.see_near(memory.near)
        else:
            self._show_reading()
            self.see_all()

    def narrow_to(self, typed: str) -> None:
        """The query changed: ask in a moment, unless it changes again."""
        query = typed.strip()
        if query == self.memory.query:
            return
        memory = self.memory
        memory.query, memory.every, memory.results, memory.near = query, None, None, None
        memory.counted = {}
        memory.document, memory.view = "", "lines"
        self.concording.stop()
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(DEBOUNCE, self.read_lines)

    def read_lines(self) -> None:
        """Read the lines of the query from the start."""
        self.memory.every, self._slow, self._told = None, False, False
        self.memory.counted = {}
        self.order, self._common = (), ((), ())
        self.lines_changed()
        self.concording.read(self.memory.query)
        self.set_timer(_SEARCHING_AFTER, self._show_searching)
        if not self.memory.query:
            self.concording.stop()
            self.memory.results = None
            self.show_view()

    def see_near(self, near: Near) -> None:
        """Show those lines alone that have a word near their hits."""
        every = self.memory.every
        if every is not None:
            self.memory.near, self.memory.view = near, "lines"
            self.order = ()
            self.lines_changed()
            self.concording.read_near(every, near)
            self.show_view()

    def see_all(self) -> None:
        """Show all lines again."""
        every = self.memory.every
        self.memory.near = None
        if every is not None:
            self.lines_changed()
            self.concording.take(every)
            self.order_lines(anew=True)

    def order_lines(self, *, anew: bool = False) -> None:
        """Have the lines taken in the order that is chosen, unless that would show little more."""
        memory = self.memory
        self.concording.order(memory.order, (memory.document, memory.start), anew=anew)

    @property
    def stale(self) -> bool:
        """Whether more was indexed since the lines were read."""
        every = self.memory.every
        return every is not None and every.version != self.project.search.version

    def _look(self) -> None:
        """Say once that more was indexed: lines that move by themselves cannot be read."""
        if self.stale and not self._told:
            self._told = True
            find = self.keymap.shown_first("concordance.find")
            self.say(f"More was indexed since. {find} enter reads the lines again.")

    @on(Input.Submitted, "#query")
    def _asked_again(self) -> None:
        if self.stale:
            self.read_lines()

    def _show_searching(self) -> None:
        self._slow = True
        if not self.order:
            self.show_view()

    # -- answers

    @on(QueryRead)
    def _query_read(self, message: QueryRead) -> None:
        if self.concording.wanted(message):
            self.memory.results, self.memory.documents = message.results, message.documents
            self._show_reading()
            if not message.results.total:
                self.show_view()

    def _show_reading(self) -> None:
        results = self.memory.results
        if results is None:
            self.search_row.show_reading(self.INVITATION)
            return
        missing = " ".join(word for word, documents in results.words if not documents)
        notices = results.notices if results.total else ()
        took = milliseconds(results.seconds)
        self.search_row.show_reading(results.interpreted, took, notices, missing)

    @on(LinesRead)
    def _lines_read(self, message: LinesRead) -> None:
        if not self.concording.wanted(message):
            return
        lines = self.concording.lines
        if lines.complete and self.memory.near is None:
            self.memory.every = lines
        self.order_lines(anew=lines.complete)
        self.show_heads()

    @on(LinesOrdered)
    def _lines_ordered(self, message: LinesOrdered) -> None:
        if not self.concording.wanted(message) or message.by != self.memory.order:
            return
        memory = self.memory
        self.order, self.place = message.order, message.place
        sought = memory.document, memory.start
        if message.sought != sought:
            self.place = place_of(self.concording.lines, self.order, *sought)
        self._common = message.left, message.right
        self.show_view()
        if self.concording.lines.count > len(self.order):
            self.order_lines()

    # -- what is shown

    def show_heads(self) -> None:
        """What stands above and below the list, and on the right of the query."""
        number, title = Run(str(self.NUMBER), "accent"), Run(self.TITLE_WORDS, "accent")
        head = Line((number, Run("  "), title, Run("   "), *self.counted()), self.remarks(), 1)
        columns = (Line(), self.columns()) if self.order else ()
        self.query_one("#page-head", Lines).show(Line(), head, *columns, Line())
        self.query_one("#page-foot", Lines).show(*self._foot())
        if self.memory.documents:
            of = count(self.memory.documents, "document")
            self.search_row.show_project(one_line(self.project.name), of)

    def counted(self) -> Runs:
        """How many lines there are, or so far."""
        lines = self.concording.lines
        if not lines.count:
            return ()
        so_far = "" if lines.complete else " of … "
        number = Run(f"{lines.count:,}", "strong")
        word = "line" if lines.count == 1 and lines.complete else "lines"
        near = self.memory.near
        if near is not None:
            within = Run(f" within {count(near.span, 'word')}", "muted")
            runs = (number, Run(f"{so_far or ' '}{word} with ", "muted"))
            return (*runs, Run(near.word, "strong"), within)
        documents = count(len(lines.documents), "document")
        more = f", {by_title(lines)}" if lines.complete and lines.by_title else ""
        return (number, Run(f"{so_far or ' '}{word} in {documents}{more}", "muted"))

    def remarks(self) -> Runs:
        """How they are shown, at the right."""
        return ()

    def columns(self) -> Line:
        """What the columns are."""
        return Line()

    def _foot(self) -> list[Line]:
        if self.memory.view != "lines" or not self.order or self.app.size.height < 20:
            return []
        return [Line(), *commonest(self._common, self.app.size.width - 3)]

    def nothing(self, width: int) -> Listing:
        """Why there is no line."""
        results = self.memory.results
        if not self.memory.query:
            strong, rest = _NO_QUERY
            return Listing.of([remark(strong, width, "strong"), remark(rest, width)])
        if results is not None and not results.total and self.concording.lines.complete:
            return no_hits(results, "", width)
        if self.concording.lines.complete and results is not None:
            found = count(results.total, "document")
            answer = "answers" if results.total == 1 else "answer"
            why = "by title, date or other particulars alone: nothing in the text is a hit."
            return Listing.of([remark(f"{found} {answer}, but {why}", width)])
        return Listing.of([remark("searching…", width, "faint")] if self._slow else [])

    def suggested(self) -> bool:
        """Search for the suggestion under the cursor; whether there is one."""
        key = self.rows.key
        if isinstance(key, SuggestionKey):
            self.prompt.value = key.query
            return True
        return False
