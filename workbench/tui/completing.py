"""The flow of completion: from what is typed to what may follow, and taking one after another."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from textual.screen import Screen
from textual.timer import Timer

from workbench.model import WorkbenchError
from workbench.tui.messages import CompletionsFound
from workbench.tui.searching import DEBOUNCE

if TYPE_CHECKING:
    from workbench.project import Project
    from workbench.search.completion import Completion


class Completing:
    """What may follow in the prompt, and which of it was taken; -1 before one is.

    Taking another replaces the one taken before, and after the last comes what had been typed.
    """

    def __init__(self, screen: Screen[Any], project: Project) -> None:
        self._screen = screen
        self._project = project
        self._generation = 0
        self._timer: Timer | None = None
        self._typed = ("", 0)
        self._applied = ""
        self._wanted = 0
        self.found: Sequence[Completion] = ()
        self.taken = -1
        self.asking = False
        """A question is on its way."""

    def typed(self, query: str, cursor: int) -> None:
        """The query changed: ask in a moment, unless it changes again or it was completed."""
        if query == self._applied:
            return
        found = self.found
        self.forget()
        self._typed = (query, cursor)
        if not query.strip():
            return
        self.found = found  # until others are there: the box would flicker with every letter
        self.asking = True
        self._timer = self._screen.set_timer(DEBOUNCE, self._ask)

    def forget(self) -> None:
        """Nothing is proposed any more; what is on its way is not waited for."""
        self._generation += 1
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        self.found, self.taken, self._applied, self._wanted = (), -1, "", 0
        self.asking = False

    def answered(self, message: CompletionsFound) -> bool:
        """Take an answer; False if it belongs to what is no longer in the prompt."""
        if message.generation != self._generation:
            return False
        self.asking = False
        self.found = message.found
        return True

    def step(self, step: int) -> bool:
        """Take the next completion, or the one before; once there are any, if some may come.

        False if there is nothing to take.
        """
        if self.asking:
            self._wanted = step
            return True
        if not self.found:
            return False
        self.taken = (self.taken + 1 + step) % (len(self.found) + 1) - 1
        return True

    def step_wanted(self) -> bool:
        """Take the step that was asked for before the answer came."""
        wanted, self._wanted = self._wanted, 0
        return bool(wanted) and self.step(wanted)

    def query(self) -> tuple[str, int]:
        """The query with what is taken in it, and the cursor."""
        query, cursor = self._typed
        if self.taken >= 0:
            query, cursor = self.found[self.taken].applied(query)
        self._applied = query
        return query, cursor

    def _ask(self) -> None:
        generation, (query, cursor) = self._generation, self._typed

        def work() -> None:
            if generation == self._generation:
                from workbench.search.completion import saved_completions

                found: list[Completion] = []
                # What cannot be read now is said by the search itself.
                with suppress(WorkbenchError):
                    found += saved_completions(query, cursor, self._project.searches.all())
                    found += self._project.search.complete(query, cursor)
                self._screen.post_message(CompletionsFound(generation, found))

        self._screen.run_worker(work, thread=True, group="completion", exit_on_error=False)
