"""The tag picker: find a tag of the codebook by typing part of it, or make it on the spot."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from workbench.library.safe import one_line
from workbench.model import WorkbenchError
from workbench.notes.tagname import tidy
from workbench.tui.fuzzy import Found, fold
from workbench.tui.screens.picker import Choice, Offer, Picker
from workbench.tui.text import Run, Runs, cut, marked, width_of
from workbench.tui.widgets.listing import BLANK, Entry, Line, Listing, remark

if TYPE_CHECKING:
    from workbench.notes import Tag

_INDENT = 3
_STEP = 2
_MARK = "▪"


@dataclass(frozen=True, slots=True)
class _New:
    """Key of a row that makes a tag."""

    name: str


class TagPicker(Picker[tuple[str, ...]]):
    """Hands back the names of the chosen tags, those that are new among them."""

    WIDTH = 71
    FEWEST_ROWS = 12
    TITLE_WORDS = "Tag this passage"
    PLACEHOLDER = "part of a tag, its letter, or a new name"
    HINTS = (("enter", "tag"), ("tab", "mark several"), ("esc", "back"))
    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "mark", show=False, priority=True)]

    def __init__(
        self,
        quote: str,
        tags: Sequence[Tag],
        counts: Mapping[str, int],
        *,
        title: str = TITLE_WORDS,
    ) -> None:
        ordered = sorted(tags, key=lambda tag: tag.name.split("/"))
        super().__init__(Offer.of([_choice(tag, counts) for tag in ordered]))
        self._quote = quote
        self._title = title
        self._tags = {tag.name: tag for tag in ordered}
        self._by_fold = {name.casefold(): name for name in self._tags}
        self._by_letter = {tag.shortcut: index for index, tag in enumerate(ordered) if tag.shortcut}
        self._marked: list[str] = []

    def opened(self) -> None:
        """Show the passage and how many tags there are."""
        count = len(self._tags)
        self.set_head(self._title, f"{count:,} tag{'s' * (count != 1)}", self._quote)

    def listing_for(self, width: int) -> Listing:
        """The tag with the typed letter, the tree of what matches, then the rows that create."""
        return Listing.of(self._rows(self._found, width))

    def _rows(self, found: Sequence[Found], width: int) -> list[Entry]:
        name, problem = _tidied(self._ranked_for)
        rows: list[Entry] = []
        if problem:
            return [remark(problem, width, "warn", indent=_INDENT)]
        if name in self._by_letter:
            index = self._by_letter[name]
            rows += [self._row(self.offered[index], (), width, whole=True), BLANK]
        new = [self._creating(_New(one)) for one in self._creatable(name, found)]
        parts = [self._tree(found, width), new]
        if not self._is_meant(name, found):
            parts.reverse()  # or enter would give a tag that only looks like what is typed
        for part in filter(None, parts):
            rows += [BLANK, *part] if rows and rows[-1] is not BLANK else part
        twin = self._by_fold.get(name.casefold(), name)
        if twin != name:
            rows.append(remark(f"{twin} differs only in capitals.", width, "muted", indent=_INDENT))
        return rows or [remark("Type the name of your first tag.", width, "muted", indent=_INDENT)]

    def chosen(self, key: Hashable) -> None:
        """Hand back what is marked, or else the one tag."""
        if self._marked:
            self.dismiss(tuple(self._marked))
        elif isinstance(key, _New):
            self.dismiss((key.name,))
        elif isinstance(key, str):
            self.dismiss((key,))

    def action_mark(self) -> None:
        """Mark the tag under the cursor, or take its mark away, and go on to the next."""
        key = self.choices.key
        name = key.name if isinstance(key, _New) else key
        if not isinstance(name, str):
            return
        if name in self._marked:
            self._marked.remove(name)
        else:
            self._marked.append(name)
        self.choices.show(self.listing_for, cursor=self.choices.cursor, keep_scroll=True)
        self.choices.action_cursor_down()
        count = len(self._marked)
        self.set_head(self._title, f"{count} marked" if count else "", self._quote)

    # -- rows

    def _is_meant(self, name: str, found: Sequence[Found]) -> bool:
        """Whether what is typed stands in the name of a tag, and is not a parent's whole name."""
        typed = fold(name)
        names = [fold(str(self.offered[one.index].key)) for one in found]
        return any(typed in other for other in names) and not any(
            other.startswith(f"{typed}/") for other in names
        )

    def _tree(self, found: Sequence[Found], width: int) -> list[Entry]:
        """What matches under its parents; the family with the best match comes first."""
        matches = {one.index: one for one in found}
        names = [str(self.offered[index].key) for index in matches]
        families = list(dict.fromkeys(name.partition("/")[0] for name in names))
        rows = []
        for family in families:
            within = {name for name in names if name == family or name.startswith(f"{family}/")}
            shown = sorted(within | set(_parents(within)), key=lambda name: name.split("/"))
            for name in shown:
                index = self._index(name)
                hit = matches.get(index) if index is not None else None
                choice = self.offered[index] if index is not None else Choice(name, name)
                spans = hit.spans if hit else self._spans_of_parent(name, matches)
                rows.append(self._row(choice, spans, width, chosen=hit is not None))
        return rows

    def _spans_of_parent(self, name: str, matches: Mapping[int, Found]) -> list[tuple[int, int]]:
        """What matched of a child's name in the part that is its parent's."""
        for index, found in matches.items():
            if str(self.offered[index].key).startswith(f"{name}/"):
                return [(start, min(end, len(name))) for start, end in found.spans]
        return []

    def _index(self, name: str) -> int | None:
        return next((i for i, choice in enumerate(self.offered) if choice.key == name), None)

    def _row(
        self,
        choice: Choice,
        spans: Iterable[tuple[int, int]],
        width: int,
        *,
        whole: bool = False,
        chosen: bool = True,
    ) -> Entry:
        name = str(choice.key)
        shown = choice.label if whole else choice.label.rpartition("/")[2]
        offset = len(choice.label) - len(shown)
        within = [(max(start - offset, 0), end - offset) for start, end in spans if end > offset]
        depth = 0 if whole else name.count("/")
        runs: list[Run] = [Run(" " * (_STEP * depth))]
        if choice.flag is not None:
            runs += [choice.flag, Run("  ")]
        label: Runs = marked(shown, within, "match", "name" if chosen else "muted")
        runs += label
        detail_at = max(self.DETAIL_AT, width_of(runs) + 2)
        detail = cut(choice.detail, width - _INDENT - detail_at - len(choice.right) - 3)
        if detail:
            in_detail = [(a - len(choice.label) - 1, b - len(choice.label) - 1) for a, b in spans]
            runs.append(Run(" " * (detail_at - width_of(runs))))
            runs += marked(detail, in_detail, "match", "muted")
        sign = (Run(f"{_MARK} ", "accent"),) if name in self._marked else (Run("  "),)
        right = (Run(choice.right, "muted"),) if choice.right else ()
        line = Line((*sign, *runs), right, indent=_INDENT - _STEP)
        return Entry((line,), name if chosen else None)

    def _creatable(self, name: str, found: Sequence[Found]) -> list[str]:
        """Names that what is typed could be made into: at the top, and under the best family."""
        if not name:
            return []
        names = [name]
        if found and "/" not in name:
            family = str(self.offered[found[0].index].key).partition("/")[0]
            if fold(family) != fold(name):
                names.append(f"{family}/{name}")
        return [one for one in names if one.casefold() not in self._by_fold]

    def _creating(self, new: _New) -> Entry:
        parent = new.name.rpartition("/")[0]
        where = f"under {one_line(parent)}" if parent else "at the top"
        sign = f"{_MARK} " if new.name in self._marked else "  "
        runs = (
            Run(sign, "accent"),
            Run("+", "accent"),
            Run(" create ", "muted"),
            Run(one_line(new.name), "strong"),
        )
        return Entry((Line(runs, (Run(where, "muted"),), indent=_INDENT - _STEP),), new)


def _tidied(typed: str) -> tuple[str, str]:
    """The name that is typed as it would be kept, and what is wrong with it, if anything."""
    if not typed.strip(" /"):
        return "", ""
    try:
        return tidy(typed), ""
    except WorkbenchError as error:
        return "", str(error)


def _choice(tag: Tag, counts: Mapping[str, int]) -> Choice:
    count = counts.get(tag.name, 0)
    return Choice(
        key=tag.name,
        label=one_line(tag.name),
        detail=one_line(tag.description),
        right=f"{count:,}" if count else "",
        flag=Run(tag.shortcut, f"flag{tag.colour}") if tag.shortcut else None,
    )


def _parents(names: Iterable[str]) -> Iterable[str]:
    for name in names:
        parts = name.split("/")
        for depth in range(1, len(parts)):
            yield "/".join(parts[:depth])
