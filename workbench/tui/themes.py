"""The three themes, and the roles that every stylesheet speaks in.

A colour is never named on a widget: `$muted`, `$hit-bg` and the other roles are defined here, per
theme. Beside the colours there are a few roles of text style (`$muted-style`, `$hit-style`), since
in a terminal of 16 colours rank is told by dim, bold and underline. Themes of Textual's own work
too: their roles are derived from their colours.
"""

from __future__ import annotations

from dataclasses import replace

from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

DARK, LIGHT, ANSI = "workbench-dark", "workbench-light", "workbench-terminal"

TAGS = range(1, 7)
"""Numbers of the colours that families of tags take in turn."""

_STYLES = {
    "strong-style": "bold",
    "muted-style": "none",
    "faint-style": "none",
    "hit-style": "bold",
    "tag-style": "none",
    "sel-style": "none",
    "disabled-style": "none",
}

_DARK = {
    "bg": "#14161b",
    "paper": "#1a1d23",
    "chrome": "#20242c",
    "raised": "#232730",
    "line": "#343a46",
    "text": "#d6dae2",
    "strong": "#f2f4f8",
    "muted": "#adb5c2",
    "faint": "#959ead",
    "accent": "#7db7ff",
    "on-accent": "#0b1420",
    "cursor-bg": "#2d3442",
    "sel-fg": "#f2f6ff",
    "sel-bg": "#28497a",
    "hit-fg": "#ffdc8a",
    "hit-bg": "#473a14",
    "hitnow-fg": "#1a1200",
    "hitnow-bg": "#f0b93a",
    "mark": "#a88332",
    "bar": "#667186",
    "warn": "#f0b93a",
    "error": "#ff9c8a",
    "tag1": "#58e0c4",
    "tag2": "#d3748f",
    "tag3": "#de7440",
    "tag4": "#a182ea",
    "tag5": "#d2e07a",
    "tag6": "#a9bad2",
    "scrim": "#0e1014 70%",
    "veil": "#0e1014 60%",
}

_LIGHT = {
    "bg": "#eceae5",
    "paper": "#faf9f6",
    "chrome": "#e0dcd4",
    "raised": "#ffffff",
    "line": "#cdc8bd",
    "text": "#2a2d33",
    "strong": "#101216",
    "muted": "#4c525c",
    "faint": "#5a606b",
    "accent": "#1a5bb8",
    "on-accent": "#ffffff",
    "cursor-bg": "#dfe3ea",
    "sel-fg": "#0c1b33",
    "sel-bg": "#bcd6fa",
    "hit-fg": "#4a3500",
    "hit-bg": "#fbe6a2",
    "hitnow-fg": "#1a1200",
    "hitnow-bg": "#e0a100",
    "mark": "#a67a0c",
    "bar": "#827b6f",
    "warn": "#7a5600",
    "error": "#a83220",
    "tag1": "#0c5347",
    "tag2": "#b3266b",
    "tag3": "#6e3410",
    "tag4": "#35209a",
    "tag5": "#5d6c1a",
    "tag6": "#4d6789",
    "scrim": "#e8e6e0 55%",
    "veil": "#e8e6e0 60%",
}

# The terminal decides what these look like, so a second sign (dim, bold, underline, reverse)
# always says the same. Nothing blends: no tints, no veil over what lies under an overlay.
_ANSI = {
    "bg": "ansi_default",
    "paper": "ansi_default",
    "chrome": "ansi_default",
    "raised": "ansi_default",
    "line": "ansi_bright_black",
    "text": "ansi_default",
    "strong": "ansi_default",
    "muted": "ansi_default",
    "faint": "ansi_default",
    "accent": "ansi_bright_blue",
    "on-accent": "ansi_black",
    "cursor-bg": "transparent",
    "sel-fg": "ansi_default",
    "sel-bg": "ansi_default",
    "hit-fg": "ansi_bright_yellow",
    "hit-bg": "transparent",
    "hitnow-fg": "ansi_black",
    "hitnow-bg": "ansi_yellow",
    "mark": "ansi_yellow",
    "bar": "ansi_bright_black",
    "warn": "ansi_yellow",
    "error": "ansi_bright_red",
    "tag1": "ansi_bright_cyan",
    "tag2": "ansi_bright_magenta",
    "tag3": "ansi_bright_red",
    "tag4": "ansi_magenta",
    "tag5": "ansi_bright_green",
    "tag6": "ansi_white",
    **{f"tag{number}-bg": "transparent" for number in TAGS},
    "scrim": "transparent",
    "veil": "transparent",
    "muted-style": "dim",
    "faint-style": "dim",
    "hit-style": "bold underline",
    "tag-style": "underline",
    "sel-style": "reverse",
    "disabled-style": "dim",
}


def _with_tints(roles: dict[str, str], share: float) -> dict[str, str]:
    """The roles with a `tagN-bg` for each tag: `share` of its colour, the rest paper."""
    paper = Color.parse(roles["paper"])
    tints = {
        f"tag{number}-bg": paper.blend(Color.parse(roles[f"tag{number}"]), share).hex
        for number in TAGS
    }
    return {**_STYLES, **roles, **tints}


def _inputs(roles: dict[str, str]) -> dict[str, str]:
    """Textual's own variables for text fields, in our roles."""
    return {
        "input-cursor-background": roles["accent"],
        "input-cursor-foreground": roles["on-accent"],
        "input-cursor-text-style": "none",
        "input-selection-background": roles["sel-bg"],
        "input-selection-foreground": roles["sel-fg"],
    }


def _theme(name: str, roles: dict[str, str], *, dark: bool) -> Theme:
    return Theme(
        name=name,
        primary=roles["accent"],
        accent=roles["accent"],
        warning=roles["warn"],
        error=roles["error"],
        foreground=roles["text"],
        background=roles["bg"],
        surface=roles["paper"],
        panel=roles["raised"],
        dark=dark,
        variables={**roles, **_inputs(roles)},
    )


def _terminal_theme() -> Theme:
    # Without the base theme's variables ($ansi-background and others) no stylesheet loads.
    base = BUILTIN_THEMES["ansi-dark"]
    roles = {**_STYLES, **_ANSI}
    inputs = _inputs({**roles, "sel-bg": "ansi_bright_blue", "sel-fg": "ansi_black"})
    return replace(base, name=ANSI, variables={**base.variables, **roles, **inputs})


THEMES: tuple[Theme, ...] = (
    _theme(DARK, _with_tints(_DARK, 0.15), dark=True),
    _theme(LIGHT, _with_tints(_LIGHT, 0.12), dark=False),
    _terminal_theme(),
)

WORDS = {DARK: "dark", LIGHT: "light", ANSI: "terminal"}
"""Short names of the themes, as the settings and the status line say them."""


def named(word: str) -> str:
    """The theme that a setting means: one of ours by its short name, else the name as it is."""
    return {short: name for name, short in WORDS.items()}.get(word, word)


def after(name: str) -> str:
    """The theme that follows in the round of ours; the first one after a foreign theme."""
    names = [theme.name for theme in THEMES]
    return names[(names.index(name) + 1) % len(names)] if name in names else names[0]


def roles_of(theme: Theme) -> dict[str, str]:
    """All our roles for a theme that does not define them, derived from its colours."""
    if theme.ansi:
        return {**_STYLES, **_ANSI}
    colours = theme.to_color_system().generate()
    back, front = Color.parse(colours["background"]), Color.parse(colours["foreground"])
    surface, accent = Color.parse(colours["surface"]), Color.parse(colours["primary"])
    warning = Color.parse(colours["warning"])
    roles = dict(_DARK if theme.dark else _LIGHT)
    roles.update(
        {
            "bg": back.hex,
            "paper": surface.hex,
            "chrome": surface.blend(front, 0.06).hex,
            "raised": surface.blend(front, 0.08).hex,
            "line": surface.blend(front, 0.2).hex,
            "text": front.hex,
            "strong": front.hex,
            "muted": front.blend(surface, 0.2).hex,
            "faint": front.blend(surface, 0.3).hex,
            "bar": front.blend(surface, 0.55).hex,
            "accent": accent.blend(front, 0.3).hex,
            "on-accent": back.hex,
            "cursor-bg": surface.blend(front, 0.12).hex,
            "sel-bg": surface.blend(accent, 0.5).hex,
            "sel-fg": front.hex,
            "warn": warning.blend(front, 0.2).hex,
            "scrim": f"{back.hex} 65%",
            "veil": f"{back.hex} 60%",
        }
    )
    return _with_tints(roles, 0.15)
