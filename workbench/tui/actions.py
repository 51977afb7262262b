"""The table of actions: what the analyst can do, where, and with which keys.

The bindings, the footer, the command palette, the help and the page of keys are all read from it.
An action `document.next_hit` is carried out by the method `action_next_hit` of whatever owns the
place: the document pane, another pane, or the screen for those that work anywhere.
"""

from __future__ import annotations

from workbench.tui.action import PAGES, PLACES, Action, Place
from workbench.tui.page_actions import PAGE_ACTIONS

__all__ = ["ACTIONS", "PAGES", "PLACES", "Action", "Place", "of_place"]

ACTIONS: tuple[Action, ...] = (
    # -- in the document: moving
    Action("document.cursor_down", ("j", "down"), "down", "Move the cursor down a line."),
    Action("document.cursor_up", ("k", "up"), "up", "Move the cursor up a line."),
    Action("document.cursor_left", ("h", "left"), "left", "Move the cursor left by a character."),
    Action(
        "document.cursor_right", ("l", "right"), "right", "Move the cursor right by a character."
    ),
    Action(
        "document.word_right", ("w", "ctrl+right"), "word", "Move to the start of the next word."
    ),
    Action(
        "document.word_left",
        ("ctrl+left",),
        "word back",
        "Move to the start of the word before.",
    ),
    Action("document.line_start", ("home", "0"), "line start", "Move to the start of the line."),
    Action("document.line_end", ("end", "dollar_sign"), "line end", "Move to the end of the line."),
    Action("document.half_page_down", ("ctrl+d",), "half page down", "Move down by half a page."),
    Action("document.half_page_up", ("ctrl+u",), "half page up", "Move up by half a page."),
    Action("document.page_down", ("space", "pagedown"), "page down", "Move down by a page."),
    Action("document.page_up", ("b", "pageup"), "page up", "Move up by a page."),
    Action("document.top", ("g", "ctrl+home"), "start", "Go to the start of the document."),
    Action("document.bottom", ("G", "ctrl+end"), "end", "Go to the end of the document."),
    Action("document.next_paragraph", ("J",), "next paragraph", "Move to the next paragraph."),
    Action(
        "document.previous_paragraph", ("K",), "previous paragraph", "Move to the paragraph before."
    ),
    # -- in the document: selecting
    Action(
        "document.select",
        ("v",),
        "select",
        "Start a selection at the cursor, then move: h l by character, w b by word, s a sentence, "
        "p a paragraph. v or esc drops it.",
        rank=3,
    ),
    Action(
        "document.select_sentence",
        ("s",),
        "sentence",
        "Select the sentence at the cursor; pressed again, the next one too.",
    ),
    Action(
        "document.select_paragraph",
        ("p",),
        "paragraph",
        "Select the paragraph at the cursor; pressed again, the next one too.",
    ),
    Action(
        "document.extend_left", ("shift+left",), "extend left", "Select one character to the left."
    ),
    Action(
        "document.extend_right",
        ("shift+right",),
        "extend right",
        "Select one character to the right.",
    ),
    Action("document.extend_up", ("shift+up",), "extend up", "Select to the line above."),
    Action("document.extend_down", ("shift+down",), "extend down", "Select to the line below."),
    # -- while selecting: these keys mean something else without a selection
    Action(
        "selection.word_back",
        ("b",),
        "word back",
        "Move the end of the selection to the start of the word before.",
    ),
    Action(
        "selection.swap_ends",
        ("o",),
        "other end",
        "Move the other end of the selection from now on.",
    ),
    # -- in the document: working on the passage
    Action(
        "document.tag",
        ("t",),
        "tag",
        "Tag the selection, or the paragraph at the cursor; a tag that is not there is made.",
        rank=4,
    ),
    Action(
        "document.annotate",
        ("a",),
        "note",
        "Write a note on the selection, or on the paragraph at the cursor.",
        rank=5,
    ),
    Action("document.edit_note", ("e",), "edit", "Edit the tags and the note at the cursor."),
    Action(
        "document.delete_note", ("d",), "delete", "Delete the note at the cursor. u restores it."
    ),
    Action(
        "document.copy_citation",
        ("y",),
        "copy with citation",
        "Copy the selection, or the paragraph at the cursor, with its citation.",
        rank=6,
    ),
    Action(
        "document.copy_reference",
        ("Y",),
        "copy reference",
        "Copy the reference of the document alone.",
    ),
    Action(
        "document.choose_style",
        ("c",),
        "citation form",
        "Choose the form of the citations that y and Y copy.",
    ),
    # -- in the document: walking and showing
    Action(
        "document.next_mention",
        ("right_curly_bracket", "m"),
        "next mention",
        "Go to the next mention of the selected entity, or of any entity.",
    ),
    Action(
        "document.previous_mention",
        ("left_curly_bracket", "M"),
        "previous mention",
        "Go to the mention before.",
    ),
    Action(
        "document.next_note",
        ("right_square_bracket", "full_stop"),
        "next note",
        "Go to the next tagged or annotated passage.",
    ),
    Action(
        "document.previous_note",
        ("left_square_bracket", "comma"),
        "previous note",
        "Go to the tagged or annotated passage before.",
    ),
    Action(
        "document.toggle_hits",
        ("H",),
        "show hits",
        "Show or hide the hits of the search in the text.",
    ),
    Action(
        "document.toggle_mentions",
        ("E",),
        "show mentions",
        "Show or hide the mentions of entities in the text.",
    ),
    Action(
        "document.toggle_notes", ("T",), "show tags", "Show or hide tags and notes in the text."
    ),
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
        "Go to the passage of the note, or to the next passage with the tag.",
        rank=3,
    ),
    Action("notes.edit_note", ("e",), "edit", "Edit the note under the cursor.", rank=4),
    Action(
        "notes.delete_note",
        ("d",),
        "delete",
        "Delete the note under the cursor. u restores it.",
        rank=5,
    ),
    # -- anywhere
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
    *PAGE_ACTIONS,
)


def of_place(place: Place) -> list[Action]:
    """The actions of one place, in the order of the table."""
    return [action for action in ACTIONS if action.place == place]
