"""Where a correction of an entity holds: everywhere, in one document, at one place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.tui.text import Run
from workbench.tui.widgets.lines import Lines
from workbench.tui.widgets.listing import Line


@dataclass(frozen=True, slots=True)
class Scope:
    """One possibility: its words, what it comes to, and the document that it is confined to.

    `document` is an id, empty for the whole collection; `placed` means one place of it only.
    """

    label: str
    remark: str = ""
    document: str = ""
    title: str = ""
    placed: bool = False


class ScopeRow(Lines):
    """The scopes in a row, the chosen one marked, with what it comes to on the right."""

    def __init__(self, scopes: Sequence[Scope]) -> None:
        self.scopes = tuple(scopes)
        self._at = 0
        super().__init__(self._line(), id="scopes")

    @property
    def chosen(self) -> Scope:
        """The scope that a correction made now has."""
        return self.scopes[self._at]

    def choose_next(self) -> None:
        """Choose the next one."""
        self._at = (self._at + 1) % len(self.scopes)
        self.show(self._line())

    def tell(self, scopes: Sequence[Scope]) -> None:
        """Take the same scopes with what they come to."""
        self.scopes = tuple(scopes)
        self.show(self._line())

    def _line(self) -> Line:
        runs: list[Run] = []
        for at, scope in enumerate(self.scopes):
            chosen = at == self._at
            runs.append(Run("▪ " if chosen else "· ", "accent" if chosen else "faint"))
            runs += [Run(scope.label, "name" if chosen else "muted"), Run("   ")]
        runs.pop()
        return Line(tuple(runs), (Run(self.chosen.remark, "muted"),), indent=1)
