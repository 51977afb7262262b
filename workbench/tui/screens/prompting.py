"""The part of the main screen that completes what is typed into the prompt."""

from __future__ import annotations

from textual import on
from textual.geometry import Offset
from textual.widgets import Input

from workbench.tui.messages import CompletionsFound
from workbench.tui.screens.finding import Finding
from workbench.tui.widgets.completions import WIDTH, Completions

_NARROWEST = 24


class Prompting(Finding):
    """Proposes what may follow; `tab` takes one proposal after the other."""

    @property
    def completions(self) -> Completions:
        """The box of proposals."""
        return self.query_one(Completions)

    @property
    def typing_keys(self) -> tuple[tuple[str, str], ...]:
        """The keys that work in the prompt."""
        complete = (("tab", "complete"),) if self.completing.found else ()
        return (*complete, *super().typing_keys)

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

    def action_next_pane(self) -> None:
        """In the prompt, take the next proposal; elsewhere, and without any, to the next pane."""
        if not self._propose_next(1):
            super().action_next_pane()

    def action_previous_pane(self) -> None:
        """In the prompt, take the proposal before; elsewhere, and without any, to that pane."""
        if not self._propose_next(-1):
            super().action_previous_pane()

    def _propose_next(self, step: int) -> bool:
        if not self.typing or not self.completing.step(step):
            return False
        if not self.completing.asking:
            self._take()
            self._show_completions()
        return True

    def _take(self) -> None:
        query, cursor = self.completing.query()
        prompt = self.search_row.prompt
        prompt.value = query
        prompt.cursor_position = cursor

    def place_changed(self) -> None:
        """What was proposed is gone once the prompt is left."""
        super().place_changed()
        if not self.typing and self.completing.found:
            self.completing.forget()
            self._show_completions()

    def _show_completions(self) -> None:
        found = self.completing.found
        left = self.results.region.right if found else 0
        width = min(WIDTH, self.app.size.width - left)
        if width < _NARROWEST:
            found = ()
        self.completions.propose(
            found, self.completing.taken, Offset(left, self.search_row.size.height), width
        )
        self.show_keys()
