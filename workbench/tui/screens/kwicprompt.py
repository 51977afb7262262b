"""The query of the concordance: a page whose prompt completes what is typed."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from workbench.tui.completing import Completing
from workbench.tui.screens.going import Going
from workbench.tui.screens.page import Page
from workbench.tui.screens.proposing import Proposing
from workbench.tui.widgets.completions import Completions

if TYPE_CHECKING:
    from workbench.project import Project
    from workbench.tui.keymap import Keymap
    from workbench.tui.noting import Noting
    from workbench.tui.widgets.status import Saying


class KwicPrompt(Page, Proposing[Going]):
    """What can be typed into the page."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "propose(1)", show=False),
        Binding("shift+tab", "propose(-1)", show=False),
    ]

    def __init__(
        self, project: Project, keymap: Keymap, noting: Noting, said: deque[Saying]
    ) -> None:
        super().__init__(project, keymap, noting, said)
        self.completing = Completing(self, project)

    def compose(self) -> ComposeResult:
        """The frame, and what is proposed in the prompt."""
        yield Completions(id="completions")
        yield from super().compose()

    @property
    def typing_keys(self) -> tuple[tuple[str, str], ...]:
        """The keys that work in the query."""
        return (*self.proposing_keys, *super().typing_keys)

    def action_propose(self, step: int) -> None:
        """Take a proposal; without any, from the query to the list, and back."""
        if not self.propose_next(step):
            self.set_focus(self.rows if self.typing else self.prompt)

    def on_descendant_focus(self) -> None:
        """What was proposed is gone once the query is left."""
        super().on_descendant_focus()
        self.forget_proposals()
