"""The part of the table of actions that is of the pages: screens of their own."""

from __future__ import annotations

from workbench.tui.actions.action import Action, Place


def moves(page: Place, what: str) -> tuple[Action, ...]:
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
    # -- on the page of notes
    *moves("evidence", "note"),
    Action(
        "evidence.find",
        ("slash",),
        "filter",
        "Show the notes whose passage or text has the words that you type.",
        rank=1,
    ),
    Action(
        "evidence.choose",
        ("enter",),
        "open",
        "Open the passage in its document; esc there comes back. In the filters: on or off.",
        rank=2,
    ),
    Action(
        "evidence.filters",
        ("tab", "f"),
        "filters",
        "Go to the filters by tag, grade, analyst, date, document and state, and back.",
        rank=3,
    ),
    Action("evidence.all_notes", ("x",), "all notes", "Take every filter away.", rank=11),
    Action("evidence.edit_note", ("e",), "edit", "Edit the tags and the note.", rank=4),
    Action("evidence.tag", ("t",), "tags", "Give the note more tags.", rank=5),
    Action(
        "evidence.copy_citation",
        ("y",),
        "copy with citation",
        "Copy the passage with its citation and its grade.",
        rank=8,
    ),
    Action(
        "evidence.export",
        ("X",),
        "export",
        "Write the notes that are shown into a file, in the format of another program.",
        rank=9,
    ),
    Action(
        "evidence.grade",
        ("W",),
        "grade",
        "Grade the passage: how reliable its source is, and how credible what it says.",
        rank=6,
    ),
    Action("evidence.follow", ("l",), "follow link", "Go where a link of the note leads.", rank=8),
    Action("evidence.delete_note", ("d",), "delete", "Delete the note. u restores it.", rank=10),
    Action(
        "evidence.sort",
        ("s",),
        "sort",
        "Sort by the documents' dates, by when the notes were made, or by document, in turn.",
        rank=7,
    ),
    # -- in the codebook
    *moves("codebook", "tag"),
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
        "See the passages that have the tag, or one below it.",
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
        "codebook.split",
        ("S",),
        "split",
        "Give some notes of the tag another tag in its place: those with certain words, or those "
        "that you mark.",
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
    Action(
        "codebook.tables",
        ("v",),
        "tables",
        "See which tags go together, and how many notes each document has with each tag.",
        rank=9,
    ),
    # -- in the history
    *moves("history", "step"),
    Action("history.find", ("slash", "f"), "filter", "Show the steps with these words.", rank=1),
    Action(
        "history.choose",
        ("enter",),
        "go to this step",
        "Undo what was done after the step, or do again what was undone up to it. Of the deleted "
        "notes: restore the note.",
        rank=2,
    ),
    Action(
        "history.deleted",
        ("d",),
        "deleted notes",
        "See the notes that were deleted instead of the steps, or go back to the steps.",
        rank=3,
    ),
    # -- in the review
    *moves("review", "place"),
    Action(
        "review.find",
        ("slash", "f"),
        "filter",
        "Show the notes whose passage, text or tags have these words.",
        rank=5,
    ),
    Action(
        "review.choose",
        ("enter",),
        "accept",
        "Accept the place under the cursor as that of the passage.",
        rank=1,
    ),
    Action("review.keep", ("d",), "keep without", "Keep the note without a passage.", rank=2),
    Action(
        "review.open",
        ("o",),
        "open",
        "Open the document at the place under the cursor; esc there comes back.",
        rank=3,
    ),
    Action(
        "review.take_selection",
        ("s",),
        "take selection",
        "Have the note speak of what is selected in the open document.",
        rank=4,
    ),
    # -- on the page of searches
    *moves("searches", "row"),
    Action(
        "searches.find",
        ("slash", "f"),
        "filter",
        "Show the searches, or the documents, with these words.",
        rank=3,
    ),
    Action(
        "searches.choose",
        ("enter",),
        "search",
        "Run the search, or open the document; esc there comes back.",
        rank=1,
    ),
    Action(
        "searches.next_view",
        ("tab",),
        "next view",
        "From the saved searches to the log, on to what was not looked at, and back.",
        rank=2,
    ),
    Action("searches.previous_view", ("shift+tab",), "view before", "To the view before."),
    Action("searches.edit", ("e",), "edit", "Give the saved search another query.", rank=4),
    Action("searches.rename", ("r",), "rename", "Give the saved search another name.", rank=5),
    Action("searches.delete", ("d",), "delete", "Delete the saved search. u restores it.", rank=6),
    Action(
        "searches.save",
        ("s",),
        "save",
        "Save the search of the log under a name.",
        rank=4,
    ),
    Action(
        "searches.export",
        ("X",),
        "export",
        "Write the log to a file, or what became of every document, as a table (CSV).",
        rank=5,
    ),
)
