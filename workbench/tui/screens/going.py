"""What a page hands back: where the analyst goes from there on the main screen."""

from __future__ import annotations

from dataclasses import dataclass


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
class ShowTag:
    """The page of notes, with those that have a tag or one below it."""

    tag: str


Going = Do | Read | ShowTag
