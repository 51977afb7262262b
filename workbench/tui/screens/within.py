"""The part of the main screen that finds in the open document alone."""

from __future__ import annotations

from textual import on

from workbench.tui.messages import FoundWithin
from workbench.tui.screens.opened import Opened
from workbench.tui.words import count


class Within(Opened):
    """What was typed takes the place of the query's hits until it is dropped."""

    _sought = ""

    def ask_within(self) -> None:
        """Ask for words or a regular expression."""
        from workbench.tui.screens.lists import Ask

        self.ask(
            Ask(
                "Find in this document",
                "Words, or a regular expression. Capitals count if you type any.",
                value=self._sought,
                replaced=True,
                verb="find",
                problem=lambda typed: "" if typed.strip() else "There is nothing to find.",
            ),
            self._find,
        )

    def _find(self, typed: str) -> None:
        self._sought = typed
        self.reading.find_within(typed)

    @on(FoundWithin)
    def _found_within(self, message: FoundWithin) -> None:
        if not self.reading.found_within(message):
            return
        if len(message.spans):
            found = len(message.spans)
            self.say(f"{count(found, 'place')} found. n and N walk them, esc ends it.")
            before = self.page.cursor - 1
            first = self.reading.next_hit(before) or message.spans[0]
            self.page.go(first.start)
            self.mark_current()
        elif message.problem:
            self.say(message.problem, "error")
        else:
            self.say(f"{message.typed} is not in this document.")

    def walk_within(self, step: int) -> None:
        """To the next place, or the one before; after the last comes the first."""
        spans, cursor = self.reading.hits, self.page.cursor
        find = self.reading.next_hit if step > 0 else self.reading.previous_hit
        self.page.go((find(cursor) or spans[0 if step > 0 else -1]).start)
        self.mark_current()

    def drop_within(self) -> bool:
        """Show the hits of the query again; whether there was anything to drop."""
        if not self.reading.within:
            return False
        self.reading.mark_hits(self.searching.query)
        return True
