"""The actions that work in every pane; some of them on the pages too."""

from __future__ import annotations

from workbench.tui.actions.action import Action

ANYWHERE: tuple[Action, ...] = (
    Action(
        "anywhere.search",
        ("slash",),
        "search",
        "Type a query; the results follow. esc goes back.",
        rank=1,
    ),
    Action(
        "anywhere.next_hit",
        ("n",),
        "next hit",
        "Go to the next hit, on into the next document.",
        rank=2,
    ),
    Action(
        "anywhere.previous_hit",
        ("N",),
        "previous hit",
        "Go to the hit before, back into the document before.",
    ),
    Action(
        "anywhere.save_search",
        ("ctrl+s",),
        "save search",
        "Save this search under a name; what is new in it is told from then on.",
    ),
    Action(
        "anywhere.explain",
        ("equals_sign",),
        "explain",
        "See how the query was read, what each part found, and why this result stands here.",
    ),
    Action(
        "anywhere.more_like_this",
        ("S",),
        "more like this",
        "Search for what is like the selection or the paragraph at the cursor; in the results, "
        "like the document.",
    ),
    Action("anywhere.clear_search", (), "clear search", "Forget the query and list the documents."),
    Action("anywhere.open", ("o",), "open", "Open a document by typing part of its name.", rank=7),
    Action(
        "anywhere.go_to",
        ("colon",),
        "go to",
        "Go to a paragraph, a page (p12) or a line (l40) of the document.",
    ),
    Action("anywhere.back", ("alt+left",), "back", "Go back to where you were."),
    Action("anywhere.forward", ("alt+right",), "forward", "Go forward again."),
    Action(
        "anywhere.undo", ("u",), "undo", "Undo the last thing you did to notes, tags or sources."
    ),
    Action("anywhere.redo", ("ctrl+r",), "redo", "Do again what was undone."),
    Action("anywhere.focus_results", ("1",), "results", "Go to the results and documents."),
    Action("anywhere.focus_document", ("2",), "document", "Go to the document."),
    Action("anywhere.focus_entities", ("3",), "entities", "Go to the entities."),
    Action("anywhere.focus_notes", ("4",), "tags and notes", "Go to the tags and notes."),
    Action("anywhere.next_pane", ("tab",), "next pane", "Go to the next pane."),
    Action("anywhere.previous_pane", ("shift+tab",), "previous pane", "Go to the pane before."),
    Action(
        "anywhere.zoom",
        ("z",),
        "zoom",
        "Give the whole screen to this pane, or take it back.",
        rank=8,
    ),
    Action(
        "anywhere.toggle_sides", ("x", "backslash"), "side panes", "Show or hide the side panes."
    ),
    Action(
        "anywhere.narrower",
        ("less_than_sign",),
        "narrower",
        "Make the focused side pane narrower, or the left one.",
    ),
    Action(
        "anywhere.wider",
        ("greater_than_sign",),
        "wider",
        "Make the focused side pane wider, or the left one.",
    ),
    Action(
        "anywhere.evidence",
        ("5", "A"),
        "all notes",
        "See the notes of all documents as a page of evidence, and filter them.",
    ),
    Action(
        "anywhere.codebook",
        ("6", "B"),
        "codebook",
        "See all tags with what they mean and how often they are used; rename, move, merge them.",
    ),
    Action(
        "anywhere.history",
        ("7", "U"),
        "history",
        "See all that was done, go back to a step, restore a deleted note.",
    ),
    Action(
        "anywhere.review",
        ("8", "R"),
        "review",
        "See the notes whose passages are not certain or not found, and decide on each.",
    ),
    Action(
        "anywhere.compare",
        ("V",),
        "compare",
        "See how far several analysts agree on each tag, and decide on every passage where not.",
    ),
    Action(
        "anywhere.tables",
        ("O",),
        "tables",
        "See which tags go together, and how many notes each document has with each tag.",
    ),
    Action(
        "anywhere.searches",
        ("F",),
        "searches",
        "See the saved searches and what is new in them, the log of searches, and what nobody "
        "has found or opened yet.",
    ),
    Action(
        "anywhere.concordance",
        ("9", "ctrl+k"),
        "concordance",
        "See every hit of the search in all documents as a line in its context (KWIC).",
    ),
    Action("anywhere.copies", ("C",), "copies", "See the last copies and copy one again."),
    Action(
        "anywhere.messages",
        ("exclamation_mark",),
        "messages",
        "See again what the status line said, the latest first.",
    ),
    Action("anywhere.skipped", ("i",), "skipped files", "See which files were not read, and why."),
    Action(
        "anywhere.refresh", ("f5",), "look for changes", "Look for new, changed and removed files."
    ),
    Action(
        "anywhere.theme",
        ("ctrl+t",),
        "theme",
        "Change between the dark, the light and the terminal's own colours.",
    ),
    Action(
        "anywhere.palette",
        ("ctrl+p",),
        "commands",
        "Find any action or document by typing part of its name.",
    ),
    Action(
        "anywhere.help",
        ("question_mark", "f1"),
        "help",
        "See every key of the place you are in; type to filter.",
        rank=-1,
    ),
    Action("anywhere.quit", ("q",), "quit", "Leave. Everything is saved already.", rank=9),
)
