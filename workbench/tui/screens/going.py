"""What a page hands back: where the analyst goes from there on the main screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.notes.links import Link
    from workbench.tui.survey import Filters


@dataclass(frozen=True, slots=True)
class Do:
    """An action of another place, by its id."""

    action: str


@dataclass(frozen=True, slots=True)
class Read:
    """A document, with the cursor at a position in code points."""

    document: str
    position: int = 0


@dataclass(frozen=True, slots=True)
class Follow:
    """What a link leads to; esc there comes back."""

    link: Link


@dataclass(frozen=True, slots=True)
class ShowNotes:
    """The page of notes, with those that the filters leave; esc there comes back."""

    filters: Filters


@dataclass(frozen=True, slots=True)
class SearchFor:
    """A query, with the order of its results; one that is `saved` is looked at with that."""

    query: str
    sort: str
    saved: bool = False


Going = Do | Read | Follow | ShowNotes | SearchFor
