"""The filters of the page of notes, each with its count: tags, grades, analysts, dates and more."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from workbench.library.safe import one_line
from workbench.notes import Tag
from workbench.tui.survey import STATES, Facets, Filters
from workbench.tui.text import Run, Runs, bar
from workbench.tui.widgets.listing import BLANK, Entry, Line, Listing, remark
from workbench.tui.widgets.tagruns import tag_runs
from workbench.tui.words import short_date

Sort = Literal["tag", "also", "grade", "analyst", "status", "dated", "made", "document"]
_BAR = 4
_SOURCES = {
    "A": "reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually",
    "E": "unreliable",
    "F": "cannot be judged",
}
_MOST_DOCUMENTS = 100
_NOBODY = "nobody named"


@dataclass(frozen=True, slots=True)
class FacetKey:
    """The row of a filter: its sort and its value."""

    sort: Sort
    value: str


def toggled(filters: Filters, key: FacetKey) -> Filters:
    """The filters with that one on, in place of another of its sort; or off, if it was on."""
    value = None if getattr(filters, key.sort) == key.value else key.value
    changed = replace(filters, **{key.sort: value})  # type: ignore[arg-type]  # STATES' keys
    return replace(changed, also=None) if key.sort == "tag" else changed


@dataclass(frozen=True, slots=True)
class _Row:
    """A filter that can be chosen, how often it is met, and how its label is made when seen."""

    key: FacetKey
    count: int
    label: Callable[[], Runs]
    bar: str = ""


def facets_listing(
    facets: Facets,
    filters: Filters,
    tag: Callable[[str], Tag],
    title: Callable[[str], str],
    width: int,
) -> Listing:
    """The filters under their headings; those that are on are marked."""
    rows: list[_Row | Entry] = []

    def section(heading: str, right: str, of_sort: Sequence[_Row]) -> None:
        if of_sort:
            head = Line((Run(heading, "muted"),), (Run(right, "faint"),) if right else ())
            rows.extend([*([BLANK] if rows else []), Entry((head,)), *of_sort])

    def of_tags(sort: Sort, counts: Mapping[str, int]) -> list[_Row]:
        names = sorted(counts, key=lambda name: name.split("/"))
        if filters.tag is not None and sort == "tag" and filters.tag not in counts:
            names.insert(0, filters.tag)
        return [_of_tag(sort, name, counts.get(name, 0), tag) for name in names]

    section("Tags", "", of_tags("tag", facets.tags))
    section("Together with it", "passages", of_tags("also", facets.together))
    section("Source", "grade A to F", _of_grades(facets.grades))
    analysts = sorted(facets.analysts.items())
    section("Analysts", "", [_of("analyst", one, count, one or _NOBODY) for one, count in analysts])
    states = [(one, words) for one, words in STATES.items() if facets.states.get(one)]
    section(
        "Passages",
        "",
        [_of("status", one, facets.states[one], words, _role(one)) for one, words in states],
    )
    section("Documents’ dates", "", _of_periods("dated", facets.dated))
    section("Notes made", "", _of_periods("made", facets.made))
    most = sorted(facets.documents.items(), key=lambda one: (-one[1], title(one[0])))
    section(
        "Documents",
        f"{len(most):,}",
        [_of("document", one, count, title(one)) for one, count in most[:_MOST_DOCUMENTS]],
    )
    if len(most) > _MOST_DOCUMENTS:
        rows.append(remark(f"{len(most) - _MOST_DOCUMENTS:,} more have fewer", width, "faint"))
    heights = (len(row.lines) if isinstance(row, Entry) else 1 for row in rows)

    def make(at: int) -> Entry:
        row = rows[at]
        return row if isinstance(row, Entry) else _drawn(row, filters)

    return Listing.high(heights, make)


def _of(sort: Sort, value: str, count: int, words: str, role: str = "name") -> _Row:
    return _Row(FacetKey(sort, value), count, lambda: (Run(one_line(words), role),))


def _of_tag(sort: Sort, name: str, count: int, tag: Callable[[str], Tag]) -> _Row:
    return _Row(FacetKey(sort, name), count, lambda: tag_runs(tag(name)))


def _of_grades(grades: Mapping[str, int]) -> list[_Row]:
    most = max(grades.values(), default=1)
    return [_of_grade(letter, grades[letter], most) for letter in _SOURCES if letter in grades]


def _of_grade(letter: str, count: int, most: int) -> _Row:
    label = (Run(letter, "strong"), Run(f"  {_SOURCES[letter]}", "name"))
    return _Row(FacetKey("grade", letter), count, lambda: label, bar(count, most, _BAR))


def _of_periods(sort: Sort, periods: Mapping[str, int]) -> list[_Row]:
    """Years, and months and days a step to the right of them."""
    return [
        _of(sort, period, count, "  " * period.count("-") + short_date(period))
        for period, count in periods.items()
    ]


def _drawn(row: _Row, filters: Filters) -> Entry:
    on = getattr(filters, row.key.sort) == row.key.value
    sign = Run("▪ ", "accent") if on else Run("· ", "faint")
    right = (Run(f"{row.bar} ", "bar"), Run(f"{row.count:>3,}", "muted"))
    return Entry((Line((sign, *row.label()), right if row.bar else right[1:]),), row.key)


def _role(status: str) -> str:
    return "warn" if status in ("uncertain", "orphaned") else "name"
