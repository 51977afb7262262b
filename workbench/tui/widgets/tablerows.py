"""The rows of the two tables: pairs of tags, and documents with a column for each tag."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from workbench.library.safe import one_line
from workbench.notes import Tag
from workbench.tui.tables import Pair, Row
from workbench.tui.text import Run, column, cut, width_of
from workbench.tui.widgets.listing import Entry, Line
from workbench.tui.widgets.tagruns import tag_runs

TagNamed = Callable[[str], Tag]

_COLUMN, _NOTES = 10, 8
_LONGEST_TITLE, _LONGEST_TAG, _LONGEST_BAR = 48, 36, 24


def pair_entry(pair: Pair, most: int, number: int, tag: TagNamed, width: int) -> Entry:
    """Two tags with how often they go together, and a bar in proportion to the `most`."""
    right = Run(f"of {pair.of_one:,} and {pair.of_other:,}", "faint")
    times = Run(f"{pair.times:>6,}", "strong")
    room = width - 3 - width_of((times, right)) - 4
    each = max(min(_LONGEST_TAG, room // 2), 8)
    bar = "━" * max(round(min(_LONGEST_BAR, room - 2 * each) * pair.times / most), 0)
    runs = (*column(tag_runs(tag(pair.one)), each), *column(tag_runs(tag(pair.other)), each), times)
    return Entry((Line((*runs, Run(f"  {bar}", "bar")), (right,)),), number)


@dataclass(frozen=True, slots=True)
class Columns:
    """The tags for whose columns there is room, from one of them on, and the column to stand out.

    `width` is that of the list, in cells.
    """

    names: Sequence[str]
    first: int
    current: int
    width: int

    @classmethod
    def round_about(cls, names: Sequence[str], first: int, current: int, width: int) -> Columns:
        """The columns from `first` on, or as near as shows the current one."""
        fitting = max((width - 3 - _title_width(width) - _NOTES) // _COLUMN, 1)
        first = min(max(first, current - fitting + 1), current, max(len(names) - fitting, 0))
        return cls(names[first : first + fitting], max(first, 0), current, width)

    def heading(self, tag: TagNamed) -> tuple[Line, Line]:
        """The letters of the tags above the last parts of their names."""
        letters: list[Run] = [Run(" " * (_title_width(self.width) + _NOTES))]
        names: list[Run] = [
            Run(" " * _title_width(self.width)),
            Run(f"{'notes':>{_NOTES}}", "faint"),
        ]
        for number, name in enumerate(self.names, self.first):
            known = tag(name)
            label = cut(one_line(name).rpartition("/")[2], _COLUMN - 2)
            role = "accent" if number == self.current else "muted"
            gap = " " * (_COLUMN - width_of((Run(label),)))
            names += [Run(gap), Run(label, role)]
            letters += [Run(" " * (_COLUMN - 1)), Run(known.shortcut or " ", f"flag{known.colour}")]
        return Line(tuple(letters)), Line(tuple(names))

    def entry(self, row: Row, number: int, *, under_cursor: bool) -> Entry:
        """A document and its counts; under the cursor that in the current column stands out."""
        title = Run(one_line(row.title), "name" if row.document else "head")
        runs = [
            *column((title,), _title_width(self.width)),
            Run(f"{row.notes:>{_NOTES},}", "muted"),
        ]
        for at, name in enumerate(self.names, self.first):
            count = row.counts.get(name, 0)
            here = at == self.current
            role = "accent" if here and under_cursor else "text" if count else "faint"
            runs.append(Run(f"{count:>{_COLUMN},}" if count else f"{'·':>{_COLUMN}}", role))
        return Entry((Line(tuple(runs)),), number)


def _title_width(width: int) -> int:
    return max(min(_LONGEST_TITLE, width // 3), 12)
