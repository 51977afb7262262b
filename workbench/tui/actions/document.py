"""The actions of the document pane, and those that only a selection has."""

from __future__ import annotations

from workbench.tui.actions.action import Action

DOCUMENT: tuple[Action, ...] = (
    # -- moving
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
    # -- selecting
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
    # -- working on the passage
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
    Action(
        "document.tag_again",
        ("r",),
        "tag again",
        "Tag the selection, or the paragraph at the cursor, with the tags that were chosen last.",
    ),
    Action(
        "document.note_document",
        ("D",),
        "note on document",
        "Write tags and a note on the whole document, or change yours.",
    ),
    Action("document.edit_note", ("e",), "edit", "Edit the tags and the note at the cursor."),
    Action(
        "document.delete_note", ("d",), "delete", "Delete the note at the cursor. u restores it."
    ),
    Action(
        "document.grade",
        ("W",),
        "grade",
        "Grade the note at the cursor, else the selection or the paragraph: how reliable the "
        "source is, A to F, and how credible what it says, 1 to 6.",
    ),
    Action(
        "document.link",
        ("L",),
        "link",
        "Have the note at the cursor lead to another note, an entity or a document, or take a "
        "link away.",
    ),
    Action(
        "document.start_earlier",
        ("left_parenthesis",),
        "start earlier",
        "Have the note at the cursor start a word earlier.",
    ),
    Action(
        "document.start_later",
        ("right_parenthesis",),
        "start later",
        "Have the note at the cursor start a word later.",
    ),
    Action(
        "document.end_earlier",
        ("minus",),
        "end earlier",
        "Have the note at the cursor end a word earlier.",
    ),
    Action(
        "document.end_later",
        ("plus",),
        "end later",
        "Have the note at the cursor end a word later.",
    ),
    Action(
        "document.copy_citation",
        ("y",),
        "copy with citation",
        "Copy the selection, or the paragraph at the cursor, with its citation and its grade.",
        rank=6,
    ),
    Action(
        "document.copy_reference",
        ("Y",),
        "copy reference",
        "Copy the reference of the document alone.",
    ),
    Action(
        "document.edit_source",
        ("I",),
        "source",
        "See and correct what is known of the document's source: title, authors, date and so on.",
    ),
    Action(
        "document.choose_style",
        ("c",),
        "citation form",
        "Choose the form of the citations that y and Y copy.",
    ),
    Action(
        "document.add_entity",
        ("P",),
        "add a name",
        "Say that the selection, or the word at the cursor, names someone or something.",
    ),
    # -- walking and showing
    Action(
        "document.find",
        ("f",),
        "find here",
        "Find words or a regular expression in this document; n and N walk them, esc ends it.",
    ),
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
)

SELECTION: tuple[Action, ...] = (
    # These keys mean something else without a selection.
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
)
