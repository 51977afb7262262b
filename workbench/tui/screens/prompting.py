"""The part of the main screen that completes what is typed into the prompt."""

from __future__ import annotations

from workbench.tui.screens.finding import Finding
from workbench.tui.screens.proposing import Proposing
from workbench.tui.widgets.nohits import SuggestionKey


class Prompting(Finding, Proposing[None]):
    """Proposes what may follow; `tab` takes one proposal after the other."""

    @property
    def proposals_at(self) -> int:
        """Beside the results."""
        return self.results.region.right

    @property
    def typing_keys(self) -> tuple[tuple[str, str], ...]:
        """The keys that work in the prompt, as long as they lead to something."""
        enter, arrows, back = super().typing_keys
        key = self.results.lines.key
        if key is None:
            return (*self.proposing_keys, back)
        if isinstance(key, SuggestionKey):
            enter = ("enter", "take the suggestion")
        return (*self.proposing_keys, enter, arrows, back)

    def action_next_pane(self) -> None:
        """In the prompt, take the next proposal; elsewhere, and without any, to the next pane."""
        if not self.propose_next(1):
            super().action_next_pane()

    def action_previous_pane(self) -> None:
        """In the prompt, take the proposal before; elsewhere, and without any, to that pane."""
        if not self.propose_next(-1):
            super().action_previous_pane()

    def place_changed(self) -> None:
        """What was proposed is gone once the prompt is left."""
        super().place_changed()
        self.forget_proposals()
