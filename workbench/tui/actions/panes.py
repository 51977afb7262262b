"""The actions of the panes beside the document: results, entities, tags and notes."""

from __future__ import annotations

from workbench.tui.actions.action import Action

PANES: tuple[Action, ...] = (
    # -- in the results
    Action("results.cursor_down", ("j", "down"), "down", "Move to the next passage or document."),
    Action("results.cursor_up", ("k", "up"), "up", "Move to the passage or document before."),
    Action(
        "results.page_down", ("space", "ctrl+d", "pagedown"), "page down", "Move down by a page."
    ),
    Action("results.page_up", ("b", "ctrl+u", "pageup"), "page up", "Move up by a page."),
    Action("results.top", ("g", "home"), "first", "Go to the first row."),
    Action("results.bottom", ("G", "end"), "last", "Go to the last row."),
    Action(
        "results.choose",
        ("enter",),
        "read",
        "Open the passage under the cursor and go on in the document.",
        rank=3,
    ),
    Action("results.sort", ("s",), "sort", "Sort by relevance, date or path, in turn.", rank=4),
    Action(
        "results.tag_all",
        ("t",),
        "tag all hits",
        "Tag all hits of the search in the whole collection, after a look at them.",
        rank=5,
    ),
    Action(
        "results.narrow",
        ("f",),
        "narrow",
        "See which sources, years, kinds, tags and names the documents have, and narrow by one.",
        rank=5,
    ),
    Action(
        "results.layout",
        ("v",),
        "by passage",
        "List passage by passage instead of document by document, and back.",
    ),
    # -- in the entities
    Action("entities.cursor_down", ("j", "down"), "down", "Move to the next entity."),
    Action("entities.cursor_up", ("k", "up"), "up", "Move to the entity before."),
    Action(
        "entities.page_down", ("space", "ctrl+d", "pagedown"), "page down", "Move down by a page."
    ),
    Action("entities.page_up", ("b", "ctrl+u", "pageup"), "page up", "Move up by a page."),
    Action("entities.top", ("g", "home"), "first", "Go to the first row."),
    Action("entities.bottom", ("G", "end"), "last", "Go to the last row."),
    Action(
        "entities.choose",
        ("enter",),
        "walk mentions",
        "Go to the first mention of the entity; again, to the next.",
        rank=3,
    ),
    Action(
        "entities.narrow",
        ("f",),
        "narrow search",
        "Narrow the search to documents that name the entity.",
        rank=4,
    ),
    Action(
        "entities.scope",
        ("s",),
        "scope",
        "Show the entities of this document or of the whole collection.",
        rank=5,
    ),
    Action(
        "entities.tag_all",
        ("t",),
        "tag mentions",
        "Tag all mentions of the entity, in this document or in the whole collection, as shown.",
        rank=6,
    ),
    Action(
        "entities.next_mention",
        ("m", "right_curly_bracket"),
        "next mention",
        "Go to the next mention of the entity under the cursor.",
    ),
    Action(
        "entities.previous_mention",
        ("left_curly_bracket",),
        "previous mention",
        "Go to the mention before. M merges here; in the document it goes back.",
    ),
    Action(
        "entities.rename", ("r",), "rename", "Call the entity something else everywhere.", rank=7
    ),
    Action(
        "entities.merge",
        ("M",),
        "merge",
        "Make the entity one with another; those that look alike come first.",
        rank=8,
    ),
    Action(
        "entities.split",
        ("vertical_line",),
        "split",
        "Make some of its surface forms an entity of their own.",
    ),
    Action(
        "entities.change_kind",
        ("c",),
        "kind",
        "Say whether it is a person, an organisation, a place, a date or a quantity.",
    ),
    Action(
        "entities.ignore",
        ("d",),
        "ignore",
        "Never show the entity again. u restores it, and so does e.",
        rank=9,
    ),
    Action(
        "entities.corrections",
        ("e",),
        "corrections",
        "See what was corrected and ignored, and take any of it back.",
    ),
    # -- in the tags and notes
    Action("notes.cursor_down", ("j", "down"), "down", "Move to the next tag or note."),
    Action("notes.cursor_up", ("k", "up"), "up", "Move to the tag or note before."),
    Action("notes.page_down", ("space", "ctrl+d", "pagedown"), "page down", "Move down by a page."),
    Action("notes.page_up", ("b", "ctrl+u", "pageup"), "page up", "Move up by a page."),
    Action("notes.top", ("g", "home"), "first", "Go to the first row."),
    Action("notes.bottom", ("G", "end"), "last", "Go to the last row."),
    Action(
        "notes.choose",
        ("enter",),
        "go to passage",
        "Go to the passage of the note, to the next passage with the tag, or where the link leads.",
        rank=3,
    ),
    Action("notes.edit_note", ("e",), "edit", "Edit the note under the cursor.", rank=4),
    Action("notes.grade", ("W",), "grade", "Grade the note under the cursor.", rank=6),
    Action(
        "notes.delete_note",
        ("d",),
        "delete",
        "Delete the note or the link under the cursor. u restores it.",
        rank=5,
    ),
    Action(
        "notes.link",
        ("L",),
        "link",
        "Have the note lead to another note, an entity or a document, or take a link away.",
        rank=6,
    ),
    Action(
        "notes.note_document",
        ("D",),
        "note on document",
        "Write tags and a note on the whole document, or change yours.",
        rank=7,
    ),
)
