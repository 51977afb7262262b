"""An overlay with a prompt: type part of a name, choose from what is left."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input
from textual.worker import get_current_worker

from workbench.tui.fuzzy import Found, fold, rank
from workbench.tui.screens.overlay import Overlay, Result
from workbench.tui.text import Run, Runs, cut, marked, width_of
from workbench.tui.widgets.lines import Lines
from workbench.tui.widgets.listing import Entry, Line, Listing, remark
from workbench.tui.widgets.prompt import Prompt

_IN_PLACE = 1500
"""Up to so many choices are ranked at once, within a few milliseconds; more in a worker."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose: its label and what explains it, both matched, and the right side."""

    key: Hashable
    label: str
    detail: str = ""
    right: str = ""
    flag: Run | None = None

    @property
    def matched(self) -> str:
        """What the typing is compared with: the label, then the detail after one character."""
        return f"{self.label}\t{self.detail}" if self.detail else self.label


@dataclass(frozen=True, slots=True)
class Offer:
    """Choices, ready to be ranked. Of 100,000 it is made in a worker thread."""

    choices: Sequence[Choice]
    folded: Sequence[str]

    @classmethod
    def of(cls, choices: Sequence[Choice]) -> Offer:
        """What is offered where there are these choices."""
        return cls(choices, [fold(choice.matched) for choice in choices])


def detail_spans(choice: Choice, found: Found) -> list[tuple[int, int]]:
    """What matched in the detail, as offsets in it."""
    before = len(choice.label) + 1
    return [(max(start - before, 0), end - before) for start, end in found.spans if end > before]


class PromptRow(Horizontal):
    """`>`, what is typed, and how many match."""

    def __init__(self, placeholder: str = "") -> None:
        super().__init__(id="prompt-row")
        self._placeholder = placeholder

    def compose(self) -> ComposeResult:
        """The sign, the field, the count."""
        yield Lines(Line((Run(">", "accent"),), indent=1), id="prompt-sign")
        yield Prompt(placeholder=self._placeholder, id="prompt")
        yield Lines(id="prompt-count")

    def say(self, words: str) -> None:
        """Show a remark at the right end."""
        count = self.query_one("#prompt-count", Lines)
        count.styles.width = cell_len(words) + 2
        count.show(Line((), (Run(words, "muted"),), indent=0))


class Picker(Overlay[Result]):
    """Choices, filtered by what is typed. Subclasses may override `listing_for` and `chosen`."""

    PLACEHOLDER: ClassVar[str] = ""
    NOTHING: ClassVar[str] = "Nothing matches."
    DETAIL_AT: ClassVar[int] = 22
    """Cells that the label has before the detail begins; fewer in a narrow list."""

    AUTO_FOCUS = "#prompt"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+u", "clear", show=False, priority=True)]

    class Ranked(Message):
        """The choices that match what had been typed when the worker began."""

        def __init__(self, typed: str, found: list[Found], of: Sequence[str]) -> None:
            super().__init__()
            self.typed = typed
            self.found = found
            self.of = of

    def __init__(self, offer: Offer) -> None:
        super().__init__()
        self.offered = offer.choices
        self._folded = offer.folded
        self._found: Sequence[Found] = rank("", self._folded)
        """What matches `_ranked_for`, the best first."""
        self._ranked_for = ""
        self._enter_waits = False

    def compose_above(self) -> list[Widget]:
        """The prompt."""
        return [PromptRow(self.PLACEHOLDER)]

    def on_mount(self) -> None:
        """The typing stays in the prompt, the cursor is seen in the list."""
        self.choices.can_focus = False
        self.choices.always_focused = True

    @property
    def typed(self) -> str:
        """What the prompt holds."""
        return self.query_one("#prompt", Prompt).value

    # -- what is listed

    def listing_for(self, width: int) -> Listing:
        """The entries for what is found now, best first."""
        found = self._found
        if not found:
            return Listing.of([self.nothing(width)])
        return Listing.alike(
            len(found), 1, lambda at: self.entry(self.offered[found[at].index], found[at], width)
        )

    def nothing(self, width: int) -> Entry:
        """What is said where nothing matches."""
        return remark(self.NOTHING, width, "muted", indent=3)

    def entry(self, choice: Choice, found: Found, width: int) -> Entry:
        """One row: flag, label with what matched, detail, and the right side."""
        runs: list[Run] = [choice.flag, Run("  ")] if choice.flag else []
        shown = choice.label
        if choice.detail:
            shown = cut(shown, max(self._detail_at(width) - width_of(runs) - 2, 1))
        label: Runs = marked(shown, found.spans, "match", "name")
        runs += label
        if choice.detail:
            room = width - 6 - len(choice.right)
            gap = max(self._detail_at(width) - width_of(runs), 2)
            detail = cut(choice.detail, room - width_of(runs) - gap)
            runs += [Run(" " * gap), *marked(detail, detail_spans(choice, found), "match", "muted")]
        right = (Run(choice.right, "muted"),) if choice.right else ()
        return Entry((Line(tuple(runs), right, indent=3),), choice.key)

    def _detail_at(self, width: int) -> int:
        return min(self.DETAIL_AT, width * 5 // 9)

    # -- filtering

    @on(Input.Changed, "#prompt")
    def _typed(self, message: Input.Changed) -> None:
        message.stop()
        self.find(message.value)

    def find(self, typed: str) -> None:
        """List what matches; a subclass may match otherwise."""
        if len(self._folded) <= _IN_PLACE:
            self._take(typed, rank(typed, self._folded))
        else:
            self._rank(typed)

    @work(thread=True, exclusive=True, group="rank", exit_on_error=False)
    def _rank(self, typed: str) -> None:
        worker = get_current_worker()
        of = self._folded
        found = rank(typed, of, cancelled=lambda: worker.is_cancelled)
        if not worker.is_cancelled:
            self.post_message(self.Ranked(typed, found, of))

    @on(Ranked)
    def _ranked(self, message: Ranked) -> None:
        if message.typed == self.typed and message.of is self._folded:
            self._take(message.typed, message.found)

    @property
    def empty(self) -> bool:
        """Whether nothing matches."""
        return not self._found

    def offer_instead(self, offer: Offer) -> None:
        """Offer other choices; what was typed stays, and the cursor on its choice."""
        key = self.choices.key
        self.offered, self._folded = offer.choices, offer.folded
        typed = self.typed
        self._take(typed, rank(typed, self._folded))
        for at, found in enumerate(self._found):
            if self.offered[found.index].key == key:
                self.choices.move_to(at)
                break
        self._fit_height()

    def _take(self, typed: str, found: list[Found]) -> None:
        self._ranked_for, self._found = typed, found
        self.choices.show(self.listing_for)
        self.query_one(PromptRow).say(f"{len(found):,} match" if typed.strip() else "")
        if self._enter_waits:
            self._enter_waits = False
            self.action_enter()

    # -- keys

    @on(Input.Submitted, "#prompt")
    def _submitted(self, message: Input.Submitted) -> None:
        message.stop()
        self.action_enter()

    def action_enter(self) -> None:
        """Choose; if the list is still that of an earlier typing, as soon as it is not."""
        if self._ranked_for != self.typed:
            self._enter_waits = True
        else:
            super().action_enter()

    def action_clear(self) -> None:
        """Empty the prompt."""
        self.query_one("#prompt", Prompt).clear()
