"""Completing what is typed into a query: what may follow stands in a box below the prompt."""

from __future__ import annotations

from textual import on
from textual.geometry import Offset
from textual.screen import ScreenResultType
from textual.widgets import Input

from workbench.tui.completing import Completing
from workbench.tui.messages import CompletionsFound
from workbench.tui.screens.questions import Questions
from workbench.tui.widgets.completions import WIDTH, Completions
from workbench.tui.widgets.searchrow import SearchRow

_NARROWEST = 24


class Proposing(Questions[ScreenResultType]):
    """Proposes what may follow. The screen says which key takes a proposal."""

    completing: Completing

    # -- what a subclass says

    @property
    def search_row(self) -> SearchRow:
        """The prompt and its reading."""
        raise NotImplementedError

    @property
    def typing(self) -> bool:
        """Whether the prompt has the focus."""
        raise NotImplementedError

    def show_keys(self) -> None:
        """Show the keys that work here and now."""
        raise NotImplementedError

    @property
    def proposals_at(self) -> int:
        """The column of the screen where the box begins."""
        return 0

    # -- proposals

    @property
    def completions(self) -> Completions:
        """The box of proposals."""
        return self.query_one(Completions)

    @property
    def proposing_keys(self) -> tuple[tuple[str, str], ...]:
        """The key that takes a proposal, while there are any."""
        return (("tab", "complete"),) if self.completing.found else ()

    def on_mount(self) -> None:
        """Nothing is proposed yet."""
        self.completions.display = False

    @on(Input.Changed, "#query")
    def _complete(self, message: Input.Changed) -> None:
        if self.typing:
            self.completing.typed(message.value, self.search_row.prompt.cursor_position)
            self._show_completions()

    @on(CompletionsFound)
    def _found(self, message: CompletionsFound) -> None:
        if self.completing.answered(message):
            if self.completing.step_wanted():
                self._take()
            self._show_completions()

    def propose_next(self, step: int) -> bool:
        """Take the next proposal, or the one before; False if none can be taken."""
        if not self.typing or not self.completing.step(step):
            return False
        if not self.completing.asking:
            self._take()
            self._show_completions()
        return True

    def forget_proposals(self) -> None:
        """What was proposed is gone once the prompt is left."""
        if not self.typing and (self.completing.found or self.completing.asking):
            self.completing.forget()
            self._show_completions()

    def _take(self) -> None:
        query, cursor = self.completing.query()
        prompt = self.search_row.prompt
        prompt.value = query
        prompt.cursor_position = cursor

    def _show_completions(self) -> None:
        found = self.completing.found
        left = self.proposals_at if found else 0
        width = min(WIDTH, self.app.size.width - left)
        if width < _NARROWEST:
            found = ()
        self.completions.propose(
            found, self.completing.taken, Offset(left, self.search_row.size.height), width
        )
        self.show_keys()
