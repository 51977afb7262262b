"""What a terminal would show, as text: the characters, then the look of each of them.

Two pages of the same size: on the second one a letter stands where the first one has a character,
and a legend says what the letters mean. So a change of looks is read in a diff as one of words is.
"""

from __future__ import annotations

from itertools import chain
from string import ascii_letters, digits

from rich.style import Style
from textual.app import App
from textual.strip import Strip

_SIGNS = ascii_letters + digits + "!#$%&*+=?@^~"
_LOOKS = ("bold", "dim", "italic", "underline", "reverse", "strike")


def picture(app: App[object]) -> str:
    """The screen in front, over those that shine through."""
    strips = _strips(app)
    signs: dict[str, str] = {}
    words, looks = [], []
    for strip in strips:
        words.append(f"|{strip.text.rstrip()}")
        row = ""
        for segment in strip:
            look = _look(segment.style or Style.null())
            sign = signs.setdefault(look, _SIGNS[len(signs)])
            row += sign * segment.cell_length
        looks.append(f"|{row}")
    legend = (f"{sign}  {look}" for look, sign in signs.items())
    return "\n".join(chain(words, ["", *looks, ""], legend)) + "\n"


def _strips(app: App[object]) -> list[Strip]:
    # What App.export_screenshot draws as a picture; Textual has no public way to get at it as text.
    update = app.screen._compositor.render_update(
        full=True, screen_stack=app._background_screens, simplify=True
    )
    return [Strip(chain.from_iterable(row)) for row in update.strips]  # type: ignore[attr-defined]


def _look(style: Style) -> str:
    colours = [
        colour.name if colour is not None else "default" for colour in (style.color, style.bgcolor)
    ]
    marks = [name for name in _LOOKS if getattr(style, name)]
    return " ".join([f"{colours[0]} on {colours[1]}", *marks])
