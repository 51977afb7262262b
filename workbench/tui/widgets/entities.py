"""The pane of whom and what a document, or the whole collection, names."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message

from workbench.library.safe import one_line
from workbench.model import Entity, Speaker
from workbench.tui.keymap import bindings
from workbench.tui.text import Run, bar
from workbench.tui.widgets.linelist import LineList
from workbench.tui.widgets.listing import BLANK, Entry, Line, Listing, remark
from workbench.tui.widgets.pane import Pane

QUOTATIONS = "quotation"
KINDS: dict[str, str] = {
    "person": "People",
    "organisation": "Organisations",
    "place": "Places",
    "date": "Dates",
    QUOTATIONS: "Quotations",
    "quantity": "Quantities",
}
_NOBODY = "nobody named"
_AT_FIRST = 5
_STEP = 100
_BAR = 5


@dataclass(frozen=True, slots=True)
class MoreKey:
    """The row that shows more entities of a kind, or more speakers."""

    kind: str


class EntitiesList(LineList):
    """The list of the pane, with the keys of its place."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("entities")]

    class NarrowAsked(Message):
        """The search is to be narrowed to the entity under the cursor."""

        def __init__(self, key: Hashable) -> None:
            super().__init__()
            self.key = key

    class ScopeAsked(Message):
        """The other scope is wanted: the collection instead of the document, or back."""

    class TagAllAsked(Message):
        """All mentions of the entity under the cursor are to be tagged."""

        def __init__(self, key: Hashable) -> None:
            super().__init__()
            self.key = key

    def action_tag_all(self) -> None:
        """Tag all mentions of the entity."""
        if self.key is not None:
            self.post_message(self.TagAllAsked(self.key))

    class WalkAsked(Message):
        """The next mention of the entity is wanted, or with `back` the one before."""

        def __init__(self, key: Hashable, *, back: bool) -> None:
            super().__init__()
            self.key = key
            self.back = back

    class CorrectionAsked(Message):
        """The entity is to be corrected; `verb` is the action's."""

        def __init__(self, verb: str, key: Hashable) -> None:
            super().__init__()
            self.verb = verb
            self.key = key

    def action_next_mention(self) -> None:
        """Walk on to the next mention of the entity."""
        self.post_message(self.WalkAsked(self.key, back=False))

    def action_previous_mention(self) -> None:
        """Walk back to the mention before."""
        self.post_message(self.WalkAsked(self.key, back=True))

    def _correct(self, verb: str) -> None:
        self.post_message(self.CorrectionAsked(verb, self.key))

    def action_rename(self) -> None:
        """Call the entity something else."""
        self._correct("rename")

    def action_merge(self) -> None:
        """Make the entity one with another."""
        self._correct("merge")

    def action_split(self) -> None:
        """Make some of its forms an entity of their own."""
        self._correct("split")

    def action_change_kind(self) -> None:
        """Say of what kind the entity is."""
        self._correct("change_kind")

    def action_ignore(self) -> None:
        """Never show the entity again."""
        self._correct("ignore")

    def action_corrections(self) -> None:
        """See what was corrected."""
        self._correct("corrections")

    def action_narrow(self) -> None:
        """Narrow the search to the entity."""
        if self.key is not None:
            self.post_message(self.NarrowAsked(self.key))

    def action_scope(self) -> None:
        """Change the scope."""
        self.post_message(self.ScopeAsked())


class EntitiesPane(Pane):
    """Entities by kind, most frequent first, with bars; and the speakers of quotations."""

    NUMBER = 3
    TITLE = "Entities"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (Textual's name)
        super().__init__(EntitiesList(id="entities"), id=id)
        self._entities: Sequence[Entity] = ()
        self._quoted: Sequence[Speaker] = ()
        self._shown: dict[str, int] = {}
        self._nothing = ""
        self._of = ("", "")

    def show_entities(
        self,
        entities: Sequence[Entity],
        quoted: Sequence[Speaker],
        scope: str,
        nothing: str,
        of: str = "",
    ) -> None:
        """Show entities, grouped by kind with the highest counts first, and who is quoted.

        `scope` is said beside the title, `nothing` where there are none. Where those shown before
        were `of` the same document, or of the collection, the cursor stays.
        """
        again, self._of = (scope, of) == self._of, (scope, of)
        key, cursor = self.lines.key, self.lines.cursor
        self._entities, self._quoted = entities, quoted
        self._nothing = nothing
        self.show_head(self.TITLE, scope)
        if again:
            self.lines.show(self._listing, cursor=cursor, keep_scroll=True)
            self.lines.move_to(self.lines.listing.find(key))
        else:
            self._shown = dict.fromkeys(KINDS, _AT_FIRST)
            self.lines.show(self._listing, cursor=0 if self.lines.has_focus else -1)

    def entity(self, key: Hashable) -> Entity | None:
        """The entity of a row; of a speaker's, the one that speaks."""
        speaker = self.speaker(key)
        wanted = speaker.entity if speaker else key
        return next((entity for entity in self._entities if entity.key == wanted), None)

    def listed(self, key: Hashable) -> Entity | Speaker | None:
        """The entity or the speaker of a row."""
        return self.speaker(key) or self.entity(key)

    def speaker(self, key: Hashable) -> Speaker | None:
        """The speaker of a row."""
        return next((one for one in self._quoted if one.key == key), None)

    def on_line_list_chosen(self, message: LineList.Chosen) -> None:
        """`n more` shows them; an entity is for the screen."""
        if isinstance(message.key, MoreKey):
            message.stop()
            self._shown[message.key.kind] += _STEP
            self.lines.show(self._listing, cursor=self.lines.cursor, keep_scroll=True)

    def _groups(self) -> list[tuple[str, Sequence[Entity | Speaker]]]:
        """What there is of each kind, in the order of `KINDS`."""
        groups: dict[str, list[Entity | Speaker]] = {kind: [] for kind in KINDS}
        for entity in self._entities:
            groups[entity.kind].append(entity)
        groups[QUOTATIONS] += self._quoted
        return [(kind, rows) for kind, rows in groups.items() if rows]

    def _listing(self, width: int) -> Listing:
        if not self._entities and not self._quoted:
            return Listing.of([BLANK, remark(self._nothing, width, "muted")])
        groups = self._groups()
        most = max(one.count for _, rows in groups for one in rows)
        digits = max(len(f"{most:,}"), 3)
        entries: list[Entry] = []
        for kind, entities in groups:
            heading = Line((Run(KINDS[kind], "muted"),), (Run(f"{len(entities):,}", "muted"),))
            entries += [BLANK, Entry((heading,))]
            shown = self._shown[kind]
            # A row that says `1 more` takes as much room as the one more.
            shown += len(entities) == shown + 1
            entries += [_row(entity, most, digits) for entity in entities[:shown]]
            left = len(entities) - shown
            if left > 0:
                entries.append(Entry((Line((Run(f"{left:,} more", "muted"),)),), MoreKey(kind)))
        return Listing.of(entries)


def _row(entity: Entity | Speaker, most: int, digits: int) -> Entry:
    right = (
        Run(f"{bar(entity.count, most, _BAR)} ", "bar"),
        Run(f"{entity.count:>{digits},}", "muted"),
    )
    name = Run(one_line(entity.name), "name") if entity.name else Run(_NOBODY, "muted")
    return Entry((Line((name,), right),), entity.key)
