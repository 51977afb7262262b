"""The part of the table of actions that is of the comparison and of the tables."""

from __future__ import annotations

from workbench.tui.actions.action import Action
from workbench.tui.actions.pages import moves

COMPARING: tuple[Action, ...] = (
    # -- in the comparison
    *moves("compare", "difference"),
    Action(
        "compare.find",
        ("slash",),
        "filter",
        "Show the differences whose passage, tags or document have these words.",
        rank=6,
    ),
    Action(
        "compare.choose",
        ("enter",),
        "open",
        "Open the passage in its document; esc there comes back. On the left: compare an analyst "
        "or not, or show the differences on a tag alone.",
        rank=4,
    ),
    Action(
        "compare.take",
        ("t",),
        "take theirs",
        "Tag the place as the other analyst did. Your own notes change, theirs never do.",
        rank=1,
    ),
    Action(
        "compare.keep",
        ("m",),
        "keep mine",
        "Keep your tags as they are; the difference is decided on until a note there changes.",
        rank=2,
    ),
    Action(
        "compare.set_aside",
        ("d",),
        "later",
        "Set the difference aside for now, and list it no more.",
        rank=3,
    ),
    Action(
        "compare.decided",
        ("x",),
        "decided",
        "Show the differences that you decided on, too, or not any more.",
        rank=7,
    ),
    Action(
        "compare.filters",
        ("tab", "f"),
        "tags",
        "Go to the tags and analysts on the left, and back.",
        rank=5,
    ),
    # -- in the tables
    *moves("tables", "row"),
    Action(
        "tables.find",
        ("slash",),
        "filter",
        "Show the pairs of tags, or the documents, with these words.",
        rank=5,
    ),
    Action(
        "tables.choose",
        ("enter",),
        "notes",
        "See the notes with both tags, or those of the document with the tag; esc comes back.",
        rank=1,
    ),
    Action(
        "tables.turn",
        ("v", "tab"),
        "other table",
        "Turn from the tags that go together to the notes by document and tag, and back.",
        rank=2,
    ),
    Action("tables.left", ("h", "left"), "left", "Go to the column before.", rank=3),
    Action("tables.right", ("l", "right"), "right", "Go to the next column.", rank=4),
    Action("tables.export", ("X",), "export", "Write the table to a file (CSV).", rank=6),
)
