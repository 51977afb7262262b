"""Runs the document pane alone on a document, and reads what it shows and tells."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from rich.cells import get_character_cell_size
from rich.style import Style
from textual.app import App, ComposeResult
from textual.message import Message
from textual.pilot import Pilot
from textual.strip import Strip

from tests.tui.fakes import document
from workbench.model import Document
from workbench.resources import styles
from workbench.spans import Span, Spans
from workbench.tui.document.marks import TagMark
from workbench.tui.document.messages import CursorMoved, PassageAction, SelectionChanged
from workbench.tui.document.pane import DocumentPane
from workbench.tui.messages import Said
from workbench.tui.themes import DARK, THEMES

MINUTES = """The Chair opened the meeting. Mr. Brandt was late.

The minutes were read and signed by all who had been there on the day before. Nobody objected.

Berth 7. He proposed a rent of 41,000 crowns a year, and asked the Board to waive the tender \
because no other party had shown an interest in the berth.

Resolved, that the berth be let."""


class PaneApp(App[None]):
    CSS_PATH = [styles() / "document.tcss"]  # noqa: RUF012

    def __init__(self, theme: str) -> None:
        super().__init__()
        for known in THEMES:
            self.register_theme(known)
        self.theme = theme
        self.posted: list[Message] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(THEMES[0].variables)

    def compose(self) -> ComposeResult:
        yield DocumentPane()

    def on_mount(self) -> None:
        self.query_one(DocumentPane).focus()

    def on_cursor_moved(self, message: CursorMoved) -> None:
        self.posted.append(message)

    def on_selection_changed(self, message: SelectionChanged) -> None:
        self.posted.append(message)

    def on_passage_action(self, message: PassageAction) -> None:
        self.posted.append(message)

    def on_said(self, message: Said) -> None:
        self.posted.append(message)


@dataclass
class Shown:
    """The pane under test and what it shows."""

    app: PaneApp
    pilot: Pilot[None]

    @property
    def pane(self) -> DocumentPane:
        return self.app.query_one(DocumentPane)

    def strips(self) -> list[Strip]:
        return [self.pane.render_line(y) for y in range(self.pane.size.height)]

    @property
    def lines(self) -> list[str]:
        return [strip.text.rstrip() for strip in self.strips()]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def style_of(self, words: str) -> Style:
        """The style in which a run of text is drawn."""
        for strip in self.strips():
            for text, style, _ in strip:
                if text.strip() == words and style is not None:
                    return style
        raise AssertionError(f"{words!r} is not drawn as one run in:\n{self.text}")

    def last(self, kind: type[Message]) -> Message:
        return next(message for message in reversed(self.app.posted) if isinstance(message, kind))

    @property
    def selected(self) -> str:
        span = self.pane.selection
        return self.pane.reader.text[slice(*span)] if span else ""

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()


@asynccontextmanager
async def shown(
    text: str = MINUTES,
    size: tuple[int, int] = (80, 30),
    theme: str = DARK,
    opened: Document | None = None,
) -> AsyncIterator[Shown]:
    app = PaneApp(theme)
    async with app.run_test(size=size) as pilot:
        one = opened or document(
            "minutes/214.txt",
            text,
            "Minutes of the 214th meeting",
            "2019-03-12",
            "Harbour Authority",
        )
        app.query_one(DocumentPane).show(one)
        await pilot.pause()
        yield Shown(app, pilot)


def cells(strip: Strip) -> int:
    """Cells that a terminal counts, character by character, in what is drawn."""
    return sum(get_character_cell_size(character) for character in strip.text)


def at(words: str, text: str = MINUTES) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


@asynccontextmanager
async def marked(theme: str) -> AsyncIterator[Shown]:
    """The minutes with one word in each of the states that `states` gives the style of."""
    async with shown(theme=theme) as page:
        pane = page.pane
        pane.set_hits(Spans([at("rent"), at("tender"), at("Resolved")]), at("tender"))
        pane.set_tags([TagMark(at("41,000 crowns"), 2, "r", "money/rent")])
        pane.set_mentions(Spans([at("Brandt")]))
        pane.go(0, select=at("Resolved, that the"))
        yield page


def states(page: Shown) -> dict[str, Style]:
    """The style of every state that a stretch of text can be in."""
    words = {
        "plain": "was late.",
        "mention": "Brandt",
        "tag": "41,000 crowns",
        "hit": "rent",
        "current hit": "tender",
        "selection": ", that th",
        "hit in the selection": "Resolved",
        "caret": "e",
    }
    return {state: page.style_of(word) for state, word in words.items()}
