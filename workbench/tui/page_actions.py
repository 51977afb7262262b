"""The part of the table of actions that is of the pages: screens of their own."""

from __future__ import annotations

from workbench.tui.action import Action, Place


def _moves(page: Place, what: str) -> tuple[Action, ...]:
    """How the cursor moves among the rows of a page; `what` is one of them."""
    return (
        Action(f"{page}.cursor_down", ("j", "down"), "down", f"Move to the next {what}."),
        Action(f"{page}.cursor_up", ("k", "up"), "up", f"Move to the {what} before."),
        Action(
            f"{page}.page_down",
            ("space", "ctrl+d", "pagedown"),
            "page down",
            "Move down by a page.",
        ),
        Action(f"{page}.page_up", ("b", "ctrl+u", "pageup"), "page up", "Move up by a page."),
        Action(f"{page}.top", ("g", "home"), "first", "Go to the first row."),
        Action(f"{page}.bottom", ("G", "end"), "last", "Go to the last row."),
    )


PAGE_ACTIONS: tuple[Action, ...] = (
    # -- in the codebook
    *_moves("codebook", "tag"),
    Action(
        "codebook.find",
        ("slash", "f"),
        "filter",
        "Show the tags whose name or description has what you type.",
        rank=1,
    ),
    Action(
        "codebook.choose",
        ("enter",),
        "passages",
        "Search for the passages that have the tag, or one below it.",
        rank=2,
    ),
    Action(
        "codebook.rename",
        ("r",),
        "rename",
        "Call the tag something else; the notes and the tags below it follow.",
        rank=3,
    ),
    Action(
        "codebook.move",
        ("m",),
        "move",
        "Put the tag, with all below it, below another tag or at the top.",
        rank=4,
    ),
    Action(
        "codebook.merge",
        ("M",),
        "merge",
        "Make the tag one with another that is there already; the notes follow.",
        rank=5,
    ),
    Action(
        "codebook.delete",
        ("d",),
        "delete",
        "Delete the tag and all below it. The notes stay, without it. u restores it.",
        rank=6,
    ),
    Action(
        "codebook.describe",
        ("e",),
        "describe",
        "Write down what the tag means and when to use it.",
        rank=7,
    ),
    Action("codebook.colour", ("c",), "colour", "Choose the colour of the tag and all below it."),
    Action(
        "codebook.letter",
        ("s",),
        "shortcut",
        "Give the tag the letter that chooses it when you tag a passage.",
    ),
    Action("codebook.create", ("n",), "new tag", "Make a new tag.", rank=8),
)
