"""Finding a document or an action by typing part of its name."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from contextlib import suppress
from typing import NamedTuple

from textual import on, work
from textual.message import Message

from workbench.model import DocumentInfo, WorkbenchError
from workbench.tui.actions import ACTIONS, Place
from workbench.tui.indexing_messages import CollectionGrew
from workbench.tui.keymap import Keymap
from workbench.tui.screens.picker import Choice, Offer, Picker
from workbench.tui.widgets.listing import Entry, remark
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


class Lookup(Picker[Target]):
    """Documents, among others, of a collection that may still grow; `offer` tells what there is."""

    class Grown(Message):
        """There is more to choose from."""

        def __init__(self, offer: Offer) -> None:
            super().__init__()
            self.offer = offer

    def __init__(self, first: Offer, offer: Callable[[], Offer]) -> None:
        super().__init__(first)
        self._offer = offer

    @on(CollectionGrew)
    def _collection_grew(self, message: CollectionGrew) -> None:
        if message.last or self.empty:  # a list in which one looks about stays as it is
            self._look()

    @work(thread=True, exclusive=True, group="grown", exit_on_error=False)
    def _look(self) -> None:
        with suppress(WorkbenchError):
            self.post_message(self.Grown(self._offer()))

    @on(Grown)
    def _grown(self, message: Grown) -> None:
        self.offer_instead(message.offer)

    def nothing(self, width: int) -> Entry:
        """What is said where nothing matches, or where there is nothing yet."""
        words = self.NOTHING if self.offered else "No document has been indexed yet."
        return remark(words, width, "muted", indent=3)


class DocumentPicker(Lookup):
    """The documents."""

    WIDTH = 100
    TITLE_WORDS = "Open a document"
    PLACEHOLDER = "part of a title or path"
    NOTHING = "No document has that in its title or path."
    DETAIL_AT = 52
    HINTS = (("enter", "open"), ("esc", "back"))


class Palette(Lookup):
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
