"""A note whose place the analyst must decide on, with the places where it may stand."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.notes import Placed
from workbench.spans import Span


@dataclass(frozen=True, slots=True)
class PossiblePlace:
    """A place where a passage may stand: its span, its paragraph, its words and those around."""

    span: Span
    paragraph: int
    before: str
    text: str
    after: str


@dataclass(frozen=True, slots=True)
class Question:
    """A note whose passage is not certain, or not found, and the places to choose from."""

    placed: Placed
    title: str
    places: tuple[PossiblePlace, ...]
    gone: bool = False
    """The document is not in the collection any more."""
