"""The overlay that grades a passage: a letter for the source, a figure for what it says."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from typing import ClassVar, Literal

from textual.binding import Binding, BindingType

from workbench.library.safe import one_line
from workbench.notes.grades import CREDIBILITY, RELIABILITY, UNGRADED, Grade
from workbench.tui.screens.overlay import Overlay
from workbench.tui.text import Run
from workbench.tui.widgets.listing import BLANK, Entry, Line, Listing

Part = Literal["reliability", "credibility"]
_SCALE: dict[Part, dict[str, str]] = {"reliability": RELIABILITY, "credibility": CREDIBILITY}
_HEADINGS: dict[Part, str] = {"reliability": "The source", "credibility": "What it says here"}


class GradeChoice(Overlay[Grade]):
    """Hands back a grade, which may be none. A letter and a figure, in any order, are enough."""

    WIDTH = 62
    HINTS = (
        ("A-F 1-6", "grade"),
        ("enter", "take it"),
        ("x", "no grade"),
        ("esc", "back"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(f"{letter.lower()},{letter}", f"give('reliability', '{letter}')", show=False)
            for letter in RELIABILITY
        ),
        *(
            Binding(figure, f"give('credibility', '{figure}')", show=False)
            for figure in CREDIBILITY
        ),
        Binding("x,0,delete,backspace", "ungrade", show=False),
        Binding("space", "mark", show=False),
    ]

    def __init__(self, where: str, quote: str, grade: Grade) -> None:
        super().__init__()
        self._where, self._quote = where, quote
        self._before = self._grade = grade
        self._given: set[Part] = set()

    def opened(self) -> None:
        """Say what is graded, and what its grade is so far."""
        self.set_head(f"Grade of {one_line(self._where)}", str(self._grade), self._quote)

    def listing_for(self, width: int) -> Listing:
        """The scale with its words; the two parts of the grade are marked."""
        entries: list[Entry] = []
        for part, scale in _SCALE.items():
            entries += [BLANK] if entries else []
            entries.append(Entry((Line((Run(_HEADINGS[part], "muted"),)),)))
            entries += [self._row(part, sign, words) for sign, words in scale.items()]
        return Listing.of(entries)

    def _row(self, part: Part, sign: str, words: str) -> Entry:
        on = getattr(self._grade, part) == sign
        mark = Run("▪ ", "accent") if on else Run("· ", "faint")
        runs = (mark, Run(sign, "strong"), Run(f"  {words}", "name"))
        return Entry((Line(runs),), (part, sign))

    def chosen(self, key: Hashable) -> None:
        """A click marks what it is on."""
        self._toggle(*key)  # type: ignore[misc]  # the key of a row

    def action_give(self, part: Part, sign: str) -> None:
        """Give the grade a part, or take that away; the second of two parts is the last key."""
        self._toggle(part, sign)
        if getattr(self._grade, part):
            self._given.add(part)
            if len(self._given) == len(_SCALE):
                self.action_enter()

    def action_mark(self) -> None:
        """Mark what is under the cursor, or take its mark away."""
        self.choices.action_choose()

    def action_ungrade(self) -> None:
        """Take the grade away."""
        self._grade = UNGRADED
        self.action_enter()

    def action_enter(self) -> None:
        """Hand the grade back, if it is another one."""
        self.dismiss(None if self._grade == self._before else self._grade)

    def _toggle(self, part: Part, sign: str) -> None:
        changed = "" if getattr(self._grade, part) == sign else sign
        self._grade = replace(self._grade, **{part: changed})
        self.opened()
        self.choices.show(self.listing_for, keep_scroll=True)
        self.choices.move_to(self.choices.listing.find((part, sign)))
