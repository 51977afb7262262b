"""What an action is, and the places where actions work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Place = Literal[
    "anywhere",
    "document",
    "selection",
    "results",
    "entities",
    "notes",
    "evidence",
    "codebook",
    "history",
    "review",
    "compare",
    "tables",
    "searches",
    "concordance",
]

PLACES: dict[Place, str] = {
    "document": "In the document",
    "selection": "While selecting",
    "results": "In the results",
    "entities": "In the entities",
    "notes": "In the tags and notes",
    "evidence": "On the page of evidence",
    "codebook": "In the codebook",
    "history": "In the history",
    "review": "In the review",
    "compare": "In the comparison",
    "tables": "In the tables",
    "searches": "On the page of searches",
    "concordance": "In the concordance",
    "anywhere": "Anywhere",
}

PAGES: tuple[Place, ...] = (
    "evidence",
    "codebook",
    "history",
    "review",
    "compare",
    "tables",
    "searches",
    "concordance",
)
"""The places that are screens of their own, each opened by the action `anywhere.<page>`."""

ON_PAGES = frozenset(
    {
        "anywhere.undo",
        "anywhere.redo",
        "anywhere.refresh",
        "anywhere.messages",
        "anywhere.theme",
        "anywhere.palette",
        "anywhere.help",
        "anywhere.quit",
        *(f"anywhere.{page}" for page in PAGES),
    }
)
"""The actions that work on the main screen and on every page."""


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do.

    `keys` are Textual key names; `words` is the footer's label; `help` a sentence or two;
    `rank` orders the footer from 1; the highest drop out first when the row is short, 0 never
    shows and -1 always does.
    """

    id: str
    keys: tuple[str, ...]
    words: str
    help: str
    rank: int = 0

    @property
    def place(self) -> Place:
        """Where the action works: the part of its id before the dot."""
        return self.id.partition(".")[0]  # type: ignore[return-value]

    @property
    def method(self) -> str:
        """Name of the Textual action: the part of the id after the dot."""
        return self.id.partition(".")[2]

    def meets(self, other: Action) -> bool:
        """Whether both work in the same place, so that they cannot have the same key."""
        if self.place == other.place:
            return True
        for one, place in ((self, other.place), (other, self.place)):
            # The keys of a selection are meant to go before all others while there is one.
            if one.place == "anywhere" and place != "selection":
                return place not in PAGES or one.id in ON_PAGES
        return False
