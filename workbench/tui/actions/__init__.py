"""The table of actions: what the analyst can do, where, and with which keys.

The bindings, the footer, the command palette, the help and the page of keys are all read from it.
An action `document.next_hit` is carried out by the method `action_next_hit` of whatever owns the
place: the document pane, another pane, or the screen for those that work anywhere.
"""

from __future__ import annotations

from workbench.tui.actions.action import ON_PAGES, PAGES, PLACES, Action, Place
from workbench.tui.actions.anywhere import ANYWHERE
from workbench.tui.actions.comparing import COMPARING
from workbench.tui.actions.concordance import CONCORDANCE
from workbench.tui.actions.document import DOCUMENT, SELECTION
from workbench.tui.actions.pages import PAGE_ACTIONS
from workbench.tui.actions.panes import PANES

__all__ = ["ACTIONS", "ON_PAGES", "PAGES", "PLACES", "Action", "Place", "of_place"]

ACTIONS: tuple[Action, ...] = (
    *DOCUMENT,
    *SELECTION,
    *PANES,
    *ANYWHERE,
    *PAGE_ACTIONS,
    *COMPARING,
    *CONCORDANCE,
)


def of_place(place: Place) -> list[Action]:
    """The actions of one place, in the order of the table."""
    return [action for action in ACTIONS if action.place == place]
