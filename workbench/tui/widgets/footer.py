"""The footer: the keys that work here and now, as many as fit, by rank."""

from __future__ import annotations

from collections.abc import Sequence

from textual.strip import Strip

from workbench.tui.widgets.painted import Painted, keys_and_words


class KeyFooter(Painted):
    """One row of keys with their words. Whole keys are dropped where the row is short."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (Textual's name)
        super().__init__(id=id)
        self._pairs: Sequence[tuple[str, str]] = ()
        self._always: Sequence[tuple[str, str]] = ()

    def show(self, pairs: Sequence[tuple[str, str]], always: Sequence[tuple[str, str]]) -> None:
        """Show keys with their words in the order of rank; `always` come last, whatever drops."""
        if (pairs, always) != (self._pairs, self._always):
            self._pairs, self._always = pairs, always
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The row."""
        width = self.size.width
        pairs = [*self._pairs, *self._always]
        runs = keys_and_words(pairs, width - 2, keep=len(self._always))
        return self.draw(runs, width=width, indent=1)
