"""The part of the table of actions that is of the concordance."""

from __future__ import annotations

from workbench.tui.actions.action import Action
from workbench.tui.actions.pages import moves

CONCORDANCE: tuple[Action, ...] = (
    *moves("concordance", "line"),
    Action(
        "concordance.find",
        ("slash",),
        "search",
        "Type a query: every hit in all documents becomes a line.",
        rank=1,
    ),
    Action(
        "concordance.choose",
        ("enter",),
        "open",
        "Open the document at the hit; esc there comes back to the line. On a collocate: see the "
        "lines that have it near the hit.",
        rank=2,
    ),
    Action(
        "concordance.sort",
        ("s",),
        "sort",
        "Sort the lines by document, by the words left of the hit, by those right of it, or by "
        "date, in turn.",
        rank=3,
    ),
    Action(
        "concordance.fewer",
        ("less_than_sign",),
        "fewer words",
        "Show fewer words to either side; of the collocates, count fewer as near.",
        rank=9,
    ),
    Action(
        "concordance.more",
        ("greater_than_sign",),
        "more words",
        "Show more words to either side, as many as there is room for; of the collocates, count "
        "more as near.",
        rank=10,
    ),
    Action(
        "concordance.collocates",
        ("c",),
        "collocates",
        "See the words that stand near the hits more often than by chance, or go back to the "
        "lines.",
        rank=4,
    ),
    Action(
        "concordance.dispersion",
        ("v",),
        "dispersion",
        "See where in the documents the hits are, or go back to the lines.",
        rank=5,
    ),
    Action(
        "concordance.tag_all",
        ("t",),
        "tag all",
        "Tag all these hits at once, or the sentences or paragraphs that have them, in one step; "
        "how many it would be is shown first.",
        rank=6,
    ),
    Action(
        "concordance.copy_line",
        ("y",),
        "copy",
        "Copy the sentence of the hit with its citation.",
        rank=7,
    ),
    Action(
        "concordance.export",
        ("X",),
        "export",
        "Write all lines to a file, as a table (CSV), in the order in which they are shown.",
        rank=8,
    ),
)
