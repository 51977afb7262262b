"""Finding a document or an action by typing part of its name."""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import NamedTuple

from workbench.model import DocumentInfo
from workbench.tui.actions import ACTIONS, Place
from workbench.tui.keymap import Keymap
from workbench.tui.screens.picker import Choice, Offer, Picker
from workbench.tui.words import short_date


class Target(NamedTuple):
    """What was found: the id of a document or of an action."""

    sort: str
    id: str


def document_choices(documents: Iterable[DocumentInfo]) -> list[Choice]:
    """Documents to choose from, by title and path."""
    return [
        Choice(
            Target("document", info.id),
            info.title,
            info.path if info.title != info.path else "",
            short_date(info.metadata.date),
        )
        for info in documents
    ]


class DocumentPicker(Picker[Target]):
    """The documents."""

    WIDTH = 100
    TITLE_WORDS = "Open a document"
    PLACEHOLDER = "part of a title or path"
    NOTHING = "No document has that in its title or path."
    DETAIL_AT = 52
    HINTS = (("enter", "open"), ("esc", "back"))


class Palette(Picker[Target]):
    """Every action that works here, and every document."""

    WIDTH = 100
    TITLE_WORDS = "Commands and documents"
    PLACEHOLDER = "part of what you want to do, or of a document's name"
    NOTHING = "No action and no document is called that."
    DETAIL_AT = 24
    HINTS = (("enter", "do it"), ("esc", "back"))


def palette_offer(
    places: Container[Place], keymap: Keymap, documents: Iterable[DocumentInfo]
) -> Offer:
    """The actions of some places, those that the footer shows first, then the documents."""
    actions = sorted(
        (action for action in ACTIONS if action.place in places),
        key=lambda action: (action.rank <= 0, action.rank, action.place != "anywhere"),
    )
    choices = [
        Choice(Target("action", action.id), action.words, action.help, keymap.all(action))
        for action in actions
    ]
    return Offer.of([*choices, *document_choices(documents)])
