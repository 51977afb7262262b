"""The comparison: how far the analysts agree on each tag, and all passages on which they differ."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from workbench.library.safe import one_line
from workbench.model import Document
from workbench.notes import Tag
from workbench.notes.agreement import Agreement
from workbench.tui.actions import Action
from workbench.tui.comparing import Agreed, Compared, Comparing, Narrowed, TextRead
from workbench.tui.comparison import (
    Comparison,
    Found,
    Looked,
    nothing_left,
)
from workbench.tui.keymap import page_bindings
from workbench.tui.screens.going import Read
from workbench.tui.screens.sidecolumn import SideColumn
from workbench.tui.text import Run, Runs
from workbench.tui.widgets.codings import Codings, codings_listing
from workbench.tui.widgets.comparerows import (
    AnalystKey,
    Rows,
    TagKey,
    side_listing,
    tagged_by,
)
from workbench.tui.widgets.linelist import LineList
from workbench.tui.widgets.listing import Listing, remark
from workbench.tui.words import count

if TYPE_CHECKING:
    from workbench.project import Project
    from workbench.tui.keymap import Keymap
    from workbench.tui.noting import Noting
    from workbench.tui.widgets.status import Saying

_DECIDING = frozenset(f"compare.{verb}" for verb in ("take", "keep", "set_aside"))
_ON_ONE = _DECIDING | {"compare.choose"}


class ComparePage(SideColumn):
    """What differs, place by place. A decision is one step that undo takes back."""

    PLACE = "compare"
    NUMBER = "V"
    TITLE_WORDS = "Compare"
    SIDE_TITLE = "Agreement"
    INVITATION = "words of the passage, a tag or a title"
    BINDINGS: ClassVar[list[BindingType]] = [
        *page_bindings("compare"),
        Binding("shift+tab", "filters", show=False),
    ]

    def __init__(
        self,
        project: Project,
        keymap: Keymap,
        noting: Noting,
        said: deque[Saying],
        looked: Looked,
    ) -> None:
        super().__init__(project, keymap, noting, said)
        self.looked = looked
        self._comparing = Comparing(self, project, self.noting)
        self._comparison: Comparison | None = None
        self._figures: dict[str, Agreement] = {}
        self._rows = Rows((), self._tag)
        self._differing: Mapping[str, int] = {}
        self._document: Document | None = None

    def compose_after(self) -> list[Widget]:
        """The codings of the difference under the cursor."""
        return [Codings(id="codings")]

    def on_mount(self) -> None:
        """Go on with what was shown last."""
        self.prompt.value = self.looked.words
        self.query_one(Codings).display = False
        self.fit()

    def on_unmount(self) -> None:
        """Let go of what was read: a collection of garbage would walk it all."""
        self._comparison, self._rows = None, Rows((), self._tag)
        self._comparing.forget()

    # -- what is shown

    def load(self) -> None:
        """Compare again."""
        self._document = None
        self._comparing.read(self.looked.analysts)

    @on(Compared)
    def _compared(self, message: Compared) -> None:
        self._comparison = message.comparison
        self._ask()

    @on(Agreed)
    def _agreed(self, message: Agreed) -> None:
        if message.generation == self._comparing.generation:
            self._figures[message.agreement.tag] = message.agreement
            self._show_side()

    def narrow_to(self, typed: str) -> None:
        """Show the differences with these words."""
        if typed != self.looked.words:
            self.looked.words, self.looked.key = typed, ""
            self._ask()

    def _ask(self) -> None:
        if self._comparison is not None:
            self._comparing.narrow(self._comparison, self.looked, self._tag)

    @on(Narrowed)
    def _show(self, message: Narrowed) -> None:
        comparison, looked = self._comparison, self.looked
        if comparison is None or not self._comparing.wanted(message):
            return
        before, shown = self._number, message.rows.found
        self._rows, self._differing = message.rows, message.differing
        default = min(before, len(shown) - 1) if looked.key else 0
        number = max(message.rows.numbers.get(looked.key, default), 0)
        cursor = message.rows.places[number] if shown else 0
        self.rows.show(self._listing, cursor=cursor, keep_scroll=bool(looked.key))
        self._show_side()
        every = count(len(comparison.found), "difference")
        parts = [f"{len(shown):,} of {every}" if len(shown) < len(comparison.found) else every]
        parts += [one_line(looked.tag)] if looked.tag else []
        self.show_counts("  ·  ".join(parts), count(sum(comparison.analysts.values()), "note"))
        self.show_head(tagged_by(comparison, looked.tag))
        self.cursor_moved()

    def _show_side(self) -> None:
        comparison = self._comparison or Comparison()
        key = self.side.key
        listing = side_listing(comparison, self._figures, self.looked, self._differing, self._tag)
        self.side.show(lambda width: listing, cursor=max(listing.find(key), 0), keep_scroll=True)
        self.show_side_head("worst first" if comparison.counts else "")

    def _tag(self, name: str) -> Tag:
        known = self._comparison.tags.get(name) if self._comparison else None
        return known or self.project.codebook.get(name)

    def _listing(self, width: int) -> Listing:
        if self._rows.found:
            return self._rows.listing(width)
        key = self.keymap.shown_first("compare.decided")
        first, *rest = nothing_left(self._comparison or Comparison(), self.looked, key)
        return Listing.of([remark(first, width, "strong"), *(remark(one, width) for one in rest)])

    # -- where one is

    @property
    def _number(self) -> int:
        """Number, from 0, of the difference under the cursor; -1 without one."""
        key = self.rows.key
        return key if isinstance(key, int) and key < len(self._rows.found) else -1

    @property
    def _found(self) -> Found | None:
        """The difference under the cursor."""
        return self._rows.found[self._number] if self._number >= 0 else None

    def where(self) -> Runs:
        """Which difference of how many."""
        if self._found is None:
            return ()
        number = Run(f"difference {self._number + 1:,}", "strong")
        return (number, Run(f" of {len(self._rows.found):,}", "muted"))

    def unusable(self) -> frozenset[str]:
        """Without a difference there is nothing to open; deciding is for those who are compared."""
        found = self._found
        if found is None:
            return _ON_ONE
        return frozenset() if found.difference.side(self._comparing.analyst) else _DECIDING

    def worded(self, action: Action) -> Action:
        """The words for what a key does to a difference that was decided on."""
        verdict = self._found.decided.get(self._comparing.analyst) if self._found else None
        again = {"kept": "compare.keep", "dismissed": "compare.set_aside"}.get(verdict or "")
        return replace(action, words="list again") if action.id == again else action

    def cursor_moved(self) -> None:
        """Show the codings of the difference under the cursor; the page comes back to it."""
        found = self._found
        if found is not None:
            self.looked.key = found.key
            self._comparing.read_text(found.difference.document)
        self._show_codings()
        super().cursor_moved()

    @on(TextRead)
    def _text_read(self, message: TextRead) -> None:
        self._document = message.document
        self._show_codings()

    def _show_codings(self) -> None:
        found, document = self._found, self._document
        codings = self.query_one(Codings)
        codings.display = found is not None
        if found is None:
            return
        if document is not None and document.id != found.difference.document:
            document = None
        analyst = self._comparing.analyst
        codings.show(
            lambda width: codings_listing(found, document, self._tag, analyst, width), cursor=-1
        )

    # -- actions

    @on(LineList.Chosen, "#side")
    def _side_chosen(self, message: LineList.Chosen) -> None:
        match message.key:
            case TagKey(name):
                self.looked.tag = "" if name == self.looked.tag else name
                self.looked.key = ""
                self._ask()
            case AnalystKey(name):
                self._choose_analyst(name)

    def _choose_analyst(self, name: str) -> None:
        everybody = frozenset((self._comparison or Comparison()).analysts)
        wanted = (self.looked.analysts or everybody) ^ {name}
        if len(wanted) < 2:
            self.say("Two analysts are compared at least.")
            return
        self.looked.analysts = frozenset() if wanted == everybody else wanted
        self._figures.clear()
        self.load()

    @on(LineList.Chosen, "#rows")
    def _open(self) -> None:
        if self._found is not None:
            difference = self._found.difference
            self.dismiss(Read(difference.document, difference.span.start))

    def action_take(self) -> None:
        """Tag as another analyst did; of several, ask whom."""
        found, analyst = self._found, self._comparing.analyst
        mine = found.difference.side(analyst) if found is not None else None
        if found is None or mine is None:
            self._say_whose()
            return
        theirs = [one for one in found.difference.sides if one.codings != mine.codings]
        if len({side.codings for side in theirs}) == 1:
            self._comparing.take(found, theirs[0].analyst)
        else:
            self._ask_whom(found, [side.analyst for side in theirs])

    def _ask_whom(self, found: Found, names: Sequence[str]) -> None:
        from workbench.tui.screens.analystchoice import AnalystChoice

        self.ask(AnalystChoice(names), lambda name: self._comparing.take(found, name))

    def action_undo(self) -> None:
        """Take the last step back; the cursor goes to the difference that it was about."""
        self.looked.key = self._comparing.went_back() or self.looked.key
        super().action_undo()

    def action_keep(self) -> None:
        """Keep the own tags."""
        self._decide("kept")

    def action_set_aside(self) -> None:
        """Set the difference aside."""
        self._decide("dismissed")

    def _decide(self, verdict: str) -> None:
        found, analyst = self._found, self._comparing.analyst
        if found is None or found.difference.side(analyst) is None:
            self._say_whose()
        elif found.decided.get(analyst) == verdict:
            self._comparing.reopen(found)
        elif verdict == "kept":
            self._comparing.keep(found)
        else:
            self._comparing.dismiss(found)

    def _say_whose(self) -> None:
        if self._found is not None:
            self.say("You are not among those who are compared: there is nothing to decide.")

    def action_decided(self) -> None:
        """Show what was decided on, too, or not any more."""
        self.looked.decided = not self.looked.decided
        self._ask()
