"""The styles of what is drawn, composed in the stacking order of the looks and kept.

A stretch of text is drawn with the components that lie on it, from the lowest to the highest, such
as `("tint2", "hit", "selection")`. Their styles come from `styles/document.tcss`.
"""

from __future__ import annotations

from collections.abc import Callable

from rich.style import Style

from workbench.tui.themes import TAGS

COMPONENTS: tuple[str, ...] = (
    "title",
    "meta",
    "path",
    "notice",
    "number",
    "number-current",
    "note",
    "margin",
    "heading",
    "mark",
    "noted",
    "mention",
    "hit",
    "hit-current",
    "selection",
    "selection-hit",
    "cursor",
    "cursor-away",
    "map",
    "map-current",
    "thumb",
    "thumb-below",
    "headline",
    "words",
    "failure",
    *(f"tag{number}" for number in TAGS),
    *(f"tint{number}" for number in TAGS),
    *(f"flag{number}" for number in TAGS),
)
"""`tagN` is the colour of a tag as a bar or a letter, `flagN` a letter on it, `tintN` tagged text;
`noted` is text with a note; `thumb-below` lies under the mark of a tag."""


class Palette:
    """Styles of stacks of components, on top of the pane's own style."""

    def __init__(self, base: Style, component: Callable[[str], Style]) -> None:
        self.base = base
        self._component = component
        self._stacks: dict[tuple[str, ...], Style] = {(): base}

    def __call__(self, *stack: str) -> Style:
        """The style of components that lie on each other, the lowest first."""
        style = self._stacks.get(stack)
        if style is None:
            style = self.base
            for name in _seen(stack):
                style += self._component(name)
            self._stacks[stack] = style
        return style


def _seen(stack: tuple[str, ...]) -> tuple[str, ...]:
    """The components that are seen: a caret, a selection and the current hit hide what is below.

    Otherwise the underline of a tag, say, would go on under them in a terminal of 16 colours.
    """
    if stack[-1] in ("cursor", "cursor-away", "hit-current"):
        return stack[-1:]
    if stack[-1] == "selection":
        return ("selection", "selection-hit") if {"hit", "hit-current"} & {*stack} else stack[-1:]
    return stack
