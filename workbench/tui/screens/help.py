"""The help: every key of the place one is in, then all others; it filters as one types."""

from __future__ import annotations

from textual import on
from textual.widget import Widget

from workbench.tui.actions import ACTIONS, PLACES, Action, Place
from workbench.tui.fuzzy import Found
from workbench.tui.keymap import Keymap
from workbench.tui.screens.picker import Choice, Offer, Picker
from workbench.tui.text import Run, marked, wrap_to
from workbench.tui.widgets.linelist import LineList
from workbench.tui.widgets.lines import Lines, Rule
from workbench.tui.widgets.listing import BLANK, Entry, Line, Listing

_KEYS_WIDTH = 16
_EXPLAINED_ROWS = 3
_BY_ID = {action.id: action for action in ACTIONS}


class Help(Picker[str]):
    """Hands back the id of the action that is to be done now."""

    WIDTH = 94
    TITLE_WORDS = "Help"
    PLACEHOLDER = "type to filter"
    NOTHING = "No key does that."
    HINTS = (("enter", "do it now"), ("esc", "back"))

    def __init__(self, place: Place, keymap: Keymap) -> None:
        self._place = place
        self._keymap = keymap
        ordered = sorted(ACTIONS, key=lambda action: _rank(action, place))
        super().__init__(Offer.of([Choice(one.id, one.help, keymap.all(one)) for one in ordered]))
        self._others = [one for one in PLACES if one not in (place, "anywhere")]

    def opened(self) -> None:
        """Say where the keys can be changed; explain the first one when the list is there."""
        self.call_after_refresh(self._explain)
        self.set_hints(self.HINTS, "keys are changed in config.toml")

    def compose_below(self) -> list[Widget]:
        """What the action under the cursor does."""
        return [Rule(), Lines(*[Line()] * _EXPLAINED_ROWS, id="explained")]

    def listing_for(self, width: int) -> Listing:
        """The actions under a heading for each place, that of the present place first."""
        found = self._found
        if not found:
            return Listing.of([self.nothing(width)])
        entries: list[Entry] = []
        for place in (self._place, "anywhere", *self._others):
            here = [one for one in found if _action(self.offered[one.index]).place == place]
            if here:
                heading = PLACES[place]
                if place == self._place and place != "anywhere":
                    heading = f"Here, {heading[0].lower()}{heading[1:]}"
                entries += [BLANK] if entries else []
                entries.append(Entry((Line((Run(heading, "muted"),), indent=2),)))
                entries += [self._key_row(one) for one in here]
        return Listing.of(entries)

    def _key_row(self, found: Found) -> Entry:
        choice = self.offered[found.index]
        keys = choice.detail or "ctrl+p"
        gap = " " * max(_KEYS_WIDTH - len(keys), 2)
        words = marked(choice.label, found.spans, "match", "name")
        return Entry((Line((Run(keys, "strong"), Run(gap), *words), indent=2),), choice.key)

    @on(LineList.Moved)
    def _moved(self) -> None:
        self._explain()

    def _take(self, typed: str, found: list[Found]) -> None:
        super()._take(typed, found)
        self._explain()

    def _explain(self) -> None:
        action = _BY_ID.get(str(self.choices.key))
        lines: list[Line] = []
        if action is not None:
            head = Run(f"{self._keymap.all(action):<{_KEYS_WIDTH}}", "accent")
            indent = 2 + _KEYS_WIDTH
            texts = wrap_to((Run(action.help),), self.inner_width - indent - 2, _EXPLAINED_ROWS - 1)
            lines = [Line((head, *texts[0])), *(Line(text, indent=indent) for text in texts[1:])]
            lines.append(Line((Run(action.id, "faint"),), indent=indent))
        lines += [Line()] * (_EXPLAINED_ROWS - len(lines))
        self.query_one("#explained", Lines).show(*lines)


def _action(choice: Choice) -> Action:
    return _BY_ID[str(choice.key)]


def _rank(action: Action, place: Place) -> int:
    return 0 if action.place == place else 1 if action.place == "anywhere" else 2
