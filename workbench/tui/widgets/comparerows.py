"""The rows of the comparison: the analysts and tags on the left, and what differs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from workbench.library.safe import one_line
from workbench.notes import Tag
from workbench.notes.agreement import Agreement
from workbench.notes.differences import Difference
from workbench.tui.comparison import Comparison, Found, Looked
from workbench.tui.text import Run, column, cut, width_of
from workbench.tui.widgets.listing import BLANK, Entry, Line, Listing
from workbench.tui.widgets.tagruns import tag_runs
from workbench.tui.words import count

_FIGURE, _COUNT = 7, 6
_TAGS_AT_MOST, _WHO_AT_MOST = 34, 22
_DECIDED = {"kept": "kept", "dismissed": "set aside"}
TagNamed = Callable[[str], Tag]


@dataclass(frozen=True, slots=True)
class AnalystKey:
    """The row of an analyst."""

    name: str


@dataclass(frozen=True, slots=True)
class TagKey:
    """The row of a tag."""

    name: str


def side_listing(
    comparison: Comparison,
    figures: Mapping[str, Agreement],
    looked: Looked,
    differing: Mapping[str, int],
    tag: TagNamed,
) -> Listing:
    """The analysts, and how far they agree on each tag, those on which they least do first.

    `differing` counts differences by tag; figures that are still worked out are left blank.
    """
    entries = [_heading("Analysts", "notes")]
    for name, number in sorted(comparison.analysts.items()):
        sign = _sign(on=not looked.analysts or name in looked.analysts)
        right = (Run(f"{number:,}", "muted"),)
        entries.append(Entry((Line((sign, Run(one_line(name), "name")), right),), AnalystKey(name)))
    if comparison.counts:
        titles = f"{'kappa':>{_FIGURE}}{'alpha':>{_FIGURE}}{'differ':>{_COUNT + 1}}"
        entries += [BLANK, _heading("Tags", titles)]
    for name in worst_first(comparison.counts, figures, differing):
        runs = (_sign(on=name == looked.tag), *tag_runs(tag(name)))
        differ = Run(f"{differing.get(name, 0):>{_COUNT + 1},}")
        line = Line(runs, (Run(_figures(figures.get(name)), "muted"), differ))
        entries.append(Entry((line,), TagKey(name)))
    return Listing.of(entries)


def worst_first(
    names: Mapping[str, object], figures: Mapping[str, Agreement], differing: Mapping[str, int]
) -> list[str]:
    """Tags by Cohen's kappa, the least first; those without one last, by differences."""

    def rank(name: str) -> tuple[float, int, list[str]]:
        figure = figures.get(name)
        kappa = figure.kappa if figure is not None else None
        return (2.0 if kappa is None else kappa), -differing.get(name, 0), name.split("/")

    return sorted(names, key=rank)


def _heading(words: str, right: str) -> Entry:
    return Entry((Line((Run(words, "muted"),), (Run(right, "faint"),)),))


def _sign(*, on: bool) -> Run:
    return Run("▪ ", "accent") if on else Run("· ", "faint")


def _figures(figure: Agreement | None) -> str:
    if figure is None:
        return " " * 2 * _FIGURE
    return "".join(
        f"{'-' if one is None else f'{one:.2f}':>{_FIGURE}}" for one in (figure.kappa, figure.alpha)
    )


class Rows:
    """The differences under the titles of their documents; a row is one line."""

    def __init__(self, found: Sequence[Found], tag: TagNamed) -> None:
        self.found = found
        self.numbers = {one.key: number for number, one in enumerate(found)}
        """The differences by their keys."""
        self._tag = tag
        self._rows: list[Entry | int] = []
        self.places: list[int] = []
        """The row of each difference."""
        for _, group in groupby(range(len(found)), key=lambda at: found[at].difference.document):
            numbers = list(group)
            if self._rows:
                self._rows.append(BLANK)
            title = Run(one_line(found[numbers[0]].title), "strong")
            right = Run(f"{len(numbers):,}", "muted")
            self._rows.append(Entry((Line((title,), (right,)),)))
            self.places += range(len(self._rows), len(self._rows) + len(numbers))
            self._rows += numbers

    def listing(self, width: int) -> Listing:
        """All rows, made as they come into sight."""

        def make(at: int) -> Entry:
            row = self._rows[at]
            return row if isinstance(row, Entry) else self._entry(row, width)

        return Listing.alike(len(self._rows), 1, make)

    def _entry(self, number: int, width: int) -> Entry:
        found = self.found[number]
        decided = " and ".join(sorted({_DECIDED[one] for one in found.decided.values()}))
        place = Run(f"¶\u00a0{found.paragraph:,}", "number")
        right = (Run(f"{decided}   ", "faint"), place) if decided else (place,)
        room = width - 4 - width_of(right) - 2
        tags = min(_TAGS_AT_MOST, room // 2)
        who = min(_WHO_AT_MOST, room - tags)
        runs = [*column(tuple(self._tags(found.difference)), tags)]
        runs += column((Run(who_differs(found.difference), "muted"),), who)
        quote = cut(one_line(_words(found.difference)), room - tags - who)
        return Entry((Line((*runs, Run(quote, "muted")), right),), number)

    def _tags(self, difference: Difference) -> Iterator[Run]:
        for number, name in enumerate(difference.tags):
            tag = self._tag(name)
            yield Run("  ") if number else Run("")
            yield Run(tag.shortcut or " ", f"flag{tag.colour}")
            yield Run(f" {one_line(name)}", "name")


def who_differs(difference: Difference) -> str:
    """In what the analysts differ, in a few words."""
    if difference.kind == "extent":
        return "other extent"
    if difference.kind == "otherwise":
        return "tagged differently"
    having = [side.analyst for side in difference.sides if side.coded]
    lacking = [side.analyst for side in difference.sides if not side.coded]
    names, word = (lacking, "not") if len(lacking) < len(having) else (having, "only")
    return one_line(f"{word} {', '.join(names)}")


def _words(difference: Difference) -> str:
    notes = (one.note for side in difference.sides for one in side.coded)
    return next((note.exact for note in notes if note is not None), "")


def tagged_by(comparison: Comparison, tag: str) -> str:
    """Who put a tag on how many passages; without one, how much was compared."""
    if not tag:
        documents = count(comparison.documents, "document")
        return f"{count(comparison.paragraphs, 'paragraph')} in {documents}"
    counts = sorted(comparison.counts.get(tag, Counter[str]()).items())
    return " · ".join(f"{one_line(name)} {number:,}" for name, number in counts)
