"""A line to type into that lets nothing through which a terminal would obey.

Textual's own field shows what is pasted as it is. Here every character that acts on a terminal or
turns the reading order round is dropped, wherever it comes from: keys, a paste or the program.
"""

from __future__ import annotations

from rich.highlighter import Highlighter
from textual import events
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input

_NONCHARACTERS = [
    *range(0xFDD0, 0xFDF0),
    *(plane << 16 | low for plane in range(17) for low in (0xFFFE, 0xFFFF)),
]
_DROPPED = dict.fromkeys(
    [
        *range(0x20),
        *range(0x7F, 0xA0),
        *range(0x2028, 0x202F),
        *range(0x2066, 0x206A),
        *range(0xD800, 0xE000),
        *range(0xE0000, 0xE0080),
        *_NONCHARACTERS,
    ]
)
_CLEANED: dict[int, str | None] = {**_DROPPED, **dict.fromkeys(map(ord, "\t\n\r"), " ")}


def clean(text: str) -> str:
    """The text on one line without controls: breaks and tabs become spaces, the rest goes."""
    return text.translate(_CLEANED)


class Prompt(Input):
    """A one-row text field without borders."""

    # Its place does not depend on what is typed: Textual's own would lay out the screen each time.
    virtual_size = Reactive(Size(0, 0))

    def __init__(
        self,
        value: str = "",
        *,
        placeholder: str = "",
        highlighter: Highlighter | None = None,
        id: str | None = None,  # noqa: A002 (Textual's name)
    ) -> None:
        super().__init__(
            clean(value),
            placeholder=placeholder,
            highlighter=highlighter,
            select_on_focus=False,
            compact=True,
            id=id,
        )
        self.cursor_blink = False

    def validate_value(self, value: str) -> str:
        """Whatever the value is set from, it is clean."""
        return clean(value)

    def _on_paste(self, event: events.Paste) -> None:
        # Textual would take the first line alone and insert it as it is.
        event.prevent_default()
        event.stop()
        text = clean(event.text.strip("\r\n"))
        if text:
            start, end = sorted(self.selection)
            self.replace(text, start, end)
