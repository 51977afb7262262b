"""Overlays for correcting entities: which one, of what kind, which forms, where, what to undo."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widget import Widget

from workbench.library.safe import one_line
from workbench.model import Entity, EntityKind
from workbench.tui.screens.overlay import Overlay, Result
from workbench.tui.screens.picker import Choice, Offer, Picker
from workbench.tui.screens.scopes import Scope, ScopeRow
from workbench.tui.text import Run
from workbench.tui.widgets.listing import Entry, Line, Listing, remark
from workbench.tui.words import count

KIND_NAMES: dict[EntityKind, str] = {
    "person": "person",
    "organisation": "organisation",
    "place": "place",
    "date": "date",
    "quantity": "quantity",
}
_OTHER_FORMS = 3


class Scoped(Overlay[Result]):
    """An overlay in which `tab` changes where the correction holds."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "scope", show=False, priority=True)]
    VERB: ClassVar[str] = "choose"
    MORE_HINTS: ClassVar[tuple[tuple[str, str], ...]] = ()

    def take_scopes(self, title: str, scopes: Sequence[Scope]) -> None:
        """What is asked, and the scopes that there are."""
        self._title, self._scopes = title, scopes

    def compose_above(self) -> list[Widget]:
        """What is above the list besides, and the scopes."""
        return [*super().compose_above(), ScopeRow(self._scopes)]

    def opened(self) -> None:
        """Say what is asked."""
        self.set_head(self._title)
        where = (("tab", "where"),) if len(self._scopes) > 1 else ()
        self.set_hints((("enter", self.VERB), *self.MORE_HINTS, *where, ("esc", "back")))

    @property
    def scope(self) -> Scope:
        """Where the correction holds."""
        return self.query_one(ScopeRow).chosen

    def action_scope(self) -> None:
        """The next scope."""
        self.query_one(ScopeRow).choose_next()


class EntityChoice(Scoped[tuple[Entity, Scope]], Picker[tuple[Entity, Scope]]):
    """Hands back one entity among others, those that are alike first."""

    WIDTH = 90
    VERB = "merge"
    PLACEHOLDER = "part of a name"
    NOTHING = "Nothing else is called that."
    DETAIL_AT = 34

    def __init__(
        self, title: str, entities: Sequence[Entity], alike: int, scopes: Sequence[Scope]
    ) -> None:
        """`alike` is how many of the first may be the same entity."""
        super().__init__(Offer.of([_choice(n, one, n < alike) for n, one in enumerate(entities)]))
        self.take_scopes(title, scopes)
        self._entities = entities

    def chosen(self, key: Hashable) -> None:
        """Hand the entity back."""
        self.dismiss((self._entities[int(str(key))], self.scope))


def _choice(number: int, entity: Entity, alike: bool) -> Choice:
    others = [one_line(form) for form in entity.names if form != entity.name][:_OTHER_FORMS]
    detail = ", ".join((KIND_NAMES[entity.kind], *others))
    counted = count(entity.count, "mention")
    right = f"looks alike   {counted}" if alike else counted
    return Choice(number, one_line(entity.name), detail, right)


class KindChoice(Scoped[tuple[EntityKind, Scope]]):
    """Hands back a kind; its number chooses it, too."""

    WIDTH = 76
    VERB = "take it"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(str(number), f"take('{kind}')", show=False)
        for number, kind in enumerate(KIND_NAMES, 1)
    ]

    class Counted(Message):
        """What each of the scopes comes to."""

        def __init__(self, scopes: Sequence[Scope]) -> None:
            super().__init__()
            self.scopes = scopes

    def __init__(
        self,
        title: str,
        scopes: Sequence[Scope],
        current: EntityKind | None = None,
        count_them: Callable[[], Sequence[Scope]] | None = None,
    ) -> None:
        """`count_them` says, in a worker, what the scopes come to, if that is not known yet."""
        super().__init__()
        self.take_scopes(title, scopes)
        self._current, self._count_them = current, count_them

    @property
    def first(self) -> int:
        """The present kind."""
        return 0 if self._current is None else list(KIND_NAMES).index(self._current)

    def on_mount(self) -> None:
        """Have counted what is not known."""
        if (counting := self._count_them) is not None:
            self.run_worker(
                lambda: self.post_message(self.Counted(counting())),
                thread=True,
                exit_on_error=False,
            )

    @on(Counted)
    def _counted(self, message: Counted) -> None:
        self.query_one(ScopeRow).tell(message.scopes)

    def listing_for(self, width: int) -> Listing:
        """A row a kind, the present one marked."""
        rows = []
        for number, (kind, words) in enumerate(KIND_NAMES.items(), 1):
            sign = Run("▪ " if kind == self._current else "  ", "accent")
            line = Line((sign, Run(words, "name")), (Run(str(number), "faint"),))
            rows.append(Entry((line,), kind))
        return Listing.of(rows)

    def chosen(self, key: Hashable) -> None:
        """Hand the kind back."""
        self.action_take(str(key))

    def action_take(self, kind: str) -> None:
        """Take a kind by its number."""
        self.dismiss((kind, self.scope))  # type: ignore[arg-type]  # one of KIND_NAMES


class FormsChoice(Scoped[tuple[tuple[str, ...], Scope]]):
    """Hands back the forms that are marked, or else the one under the cursor."""

    WIDTH = 76
    VERB = "split off"
    MORE_HINTS = (("space", "mark several"),)
    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "mark", show=False)]

    def __init__(
        self, title: str, forms: Sequence[tuple[str, int]], scopes: Sequence[Scope]
    ) -> None:
        """The surface forms, each with how often it is written."""
        super().__init__()
        self.take_scopes(title, scopes)
        self._forms = forms
        self._marked: list[str] = []

    def listing_for(self, width: int) -> Listing:
        """A row a form, with its count."""
        return Listing.of(
            Entry(
                (
                    Line(
                        (
                            Run("▪ " if form in self._marked else "  ", "accent"),
                            Run(one_line(form), "name"),
                        ),
                        (Run(count(number, "mention"), "muted"),),
                    ),
                ),
                form,
            )
            for form, number in self._forms
        )

    def action_mark(self) -> None:
        """Mark the form under the cursor, or take its mark away, and go on to the next."""
        form = self.choices.key
        if not isinstance(form, str):
            return
        if form in self._marked:
            self._marked.remove(form)
        else:
            self._marked.append(form)
        self.choices.show(self.listing_for, cursor=self.choices.cursor, keep_scroll=True)
        self.choices.action_cursor_down()

    def chosen(self, key: Hashable) -> None:
        """Hand the forms back."""
        self.dismiss((tuple(self._marked) or (str(key),), self.scope))


class ScopeChoice(Overlay[Scope]):
    """Hands back where the correction holds."""

    WIDTH = 76
    HINTS = (("enter", "ignore"), ("esc", "back"))

    def __init__(self, title: str, scopes: Sequence[Scope]) -> None:
        super().__init__()
        self._title, self._scopes = title, scopes

    def opened(self) -> None:
        """Say what is asked."""
        self.set_head(self._title)

    def listing_for(self, width: int) -> Listing:
        """A row a scope, with what it comes to."""
        return Listing.of(
            Entry((Line((Run(scope.label, "name"),), (Run(scope.remark, "muted"),)),), number)
            for number, scope in enumerate(self._scopes)
        )

    def chosen(self, key: Hashable) -> None:
        """Hand the scope back."""
        self.dismiss(self._scopes[int(str(key))])


class CorrectionList(Picker[int]):
    """All corrections, the latest first; hands back the number of one that is to be taken back."""

    WIDTH = 100
    TITLE_WORDS = "Corrections of entities"
    PLACEHOLDER = "part of a name, or of what was done: ignored"
    NOTHING = "No correction has that."
    DETAIL_AT = 52
    HINTS = (("enter", "take back"), ("esc", "back"))

    def __init__(self, choices: Sequence[Choice], problems: Sequence[str]) -> None:
        super().__init__(Offer.of(choices))
        self._problems = problems

    def listing_for(self, width: int) -> Listing:
        """The corrections, then the files that cannot be read."""
        if not self.offered and not self._problems:
            return Listing.of([remark("Nothing was corrected yet.", width, "muted", indent=3)])
        rows = super().listing_for(width)
        unread = [remark(one, width, "warn", indent=3) for one in self._problems]
        return Listing.of([*(rows[at] for at in range(len(rows))), *unread]) if unread else rows
