"""What the document pane tells the screen."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message

from workbench.spans import Span


@dataclass
class CursorMoved(Message):
    """The cursor is on a position, in a paragraph and on a page (both from 1; 0: there is none)."""

    position: int
    paragraph: int
    page: int

    def can_replace(self, message: Message) -> bool:
        """Only where the cursor is now matters."""
        return isinstance(message, CursorMoved)


@dataclass
class SelectionChanged(Message):
    """What is selected, if anything, and how many words; None if too many to count at once."""

    span: Span | None
    words: int | None

    def can_replace(self, message: Message) -> bool:
        """Only what is selected now matters."""
        return isinstance(message, SelectionChanged)


@dataclass
class PassageAction(Message):
    """An action of the table, such as `document.tag`, is wanted for a passage.

    `span` is the selection, else the paragraph at the cursor, which stands at `cursor`.
    """

    action: str
    span: Span
    cursor: int
