"""The rows of the history: steps under their days, and notes that were deleted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from workbench.library.safe import one_line
from workbench.tui.text import Run, cut
from workbench.tui.widgets.listing import Line
from workbench.tui.words import day_and_hour, long_date

if TYPE_CHECKING:
    from workbench.notes.recovery import Deleted
    from workbench.store.history import Step


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """A row: its height, how its lines are drawn in a width, its words, and what enter does.

    A heading does nothing.
    """

    height: int
    lines: Callable[[int], tuple[Line, ...]]
    words: str = ""
    act: Callable[[], None] | None = None
    key: str = ""
    """The same in every list that has the row."""


def step_rows(
    steps: Sequence[Step], present: str, go_to: Callable[[Step], None]
) -> Iterator[HistoryRow]:
    """Steps, the newest first, under their days; `present` is the id of the last that is done."""
    first = True
    for day, group in groupby(steps, key=lambda step: day_and_hour(step.at)[0]):
        yield _heading(long_date(day) or "at a time that is not known", air=not first)
        first = False
        for step in group:
            yield _of_step(step, present, go_to)


def deleted_rows(
    deleted: Sequence[Deleted], restore: Callable[[Deleted], None]
) -> Iterator[HistoryRow]:
    """Deleted notes, those deleted last first, each with its passage and what deleted it."""
    for one in deleted:
        yield _of_deleted(one, restore)


def _heading(words: str, *, air: bool) -> HistoryRow:
    lines = (*((Line(),) if air else ()), Line((Run(words, "muted"),)))
    return HistoryRow(len(lines), lambda width: lines)


def _of_step(step: Step, present: str, go_to: Callable[[Step], None]) -> HistoryRow:
    words, by = one_line(step.words), one_line(step.by)

    def lines(width: int) -> tuple[Line, ...]:
        here = Run("▪ ", "accent") if step.id == present else Run("  ")
        runs = (here, Run(f"{day_and_hour(step.at)[1]}  ", "faint"))
        remark = f"undone   {by}" if step.undone else by
        right = (Run(remark, "faint"),) if remark else ()
        return (Line((*runs, Run(words, "disabled" if step.undone else "name")), right),)

    return HistoryRow(1, lines, words, lambda: go_to(step), step.id)


def _of_deleted(one: Deleted, restore: Callable[[Deleted], None]) -> HistoryRow:
    note = one.annotation
    passage = one_line(note.exact) or "The whole document"
    more = "  ·  ".join(filter(None, (", ".join(note.tags), one_line(note.note))))
    day, hour = day_and_hour(one.version.at)
    when = f"{long_date(day)} {hour}".strip()

    def lines(width: int) -> tuple[Line, ...]:
        right = (Run(when, "faint"),)
        room = width - len(when) - 6
        first = Line((Run(cut(passage, room), "name"),), right)
        return (first, Line((Run(more or "no tags and no words", "muted"),), indent=4))

    return HistoryRow(2, lines, f"{passage} {more}", lambda: restore(one), note.id)
