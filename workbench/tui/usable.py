"""Which actions the footer offers: those that work here and now, ranked for where one is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from workbench.tui.actions import ACTIONS, Action, Place, of_place

_BY_ID = {action.id: action for action in ACTIONS}


def _offered(*pairs: tuple[str, str]) -> list[Action]:
    """Actions in the order of their rank, some under other words; help comes last."""
    ranked = [
        replace(_BY_ID[action_id], rank=rank, words=words or _BY_ID[action_id].words)
        for rank, (action_id, words) in enumerate(pairs, 1)
    ]
    return [*ranked, _BY_ID["anywhere.help"]]


_TO_BEGIN = _offered(
    ("anywhere.search", ""),
    ("anywhere.open", "open a document"),
    ("anywhere.skipped", "skipped files"),
    ("anywhere.palette", ""),
    ("anywhere.quit", ""),
)
_WHILE_SELECTING = _offered(
    ("document.tag", ""),
    ("document.annotate", ""),
    ("document.copy_citation", ""),
    ("document.select_sentence", ""),
    ("document.select_paragraph", ""),
    ("document.word_right", ""),
    ("selection.swap_ends", ""),
    ("document.select", "drop"),
)
_NEEDS_SEARCH = {"anywhere.next_hit", "anywhere.previous_hit", "results.tag_all"}
_NEEDS_NOTE = {"notes.edit_note", "notes.delete_note", "notes.link", "notes.grade"}
_ON_SUGGESTION = {"results.choose": "take the suggestion", "results.sort": ""}
_RANK_OF_PANES = 6


@dataclass(frozen=True, slots=True)
class Here:
    """Where one is, and what is there."""

    place: Place
    document: bool = True
    selecting: bool = False
    searching: bool = True
    suggestion: bool = False
    """The cursor of the results is on a suggestion."""
    note: bool = True
    """The cursor of the notes is on a note."""
    hidden: str = ""
    """The id of the action that shows a pane which the window has no room for."""


def usable(here: Here) -> Sequence[Action]:
    """The actions that can do something here; their ranks say which the footer shows first."""
    if here.place == "document" and not here.document:
        return _TO_BEGIN
    if here.place == "document" and here.selecting:
        return _WHILE_SELECTING
    actions = [*of_place(here.place), *of_place("anywhere")]
    if not here.searching:
        actions = [action for action in actions if action.id not in _NEEDS_SEARCH]
    if not here.note:
        actions = [action for action in actions if action.id not in _NEEDS_NOTE]
    if here.suggestion:
        actions = [_on_suggestion(action) for action in actions]
    if here.hidden and here.place == "document":
        # Nothing else on the screen tells that there are side panes.
        actions = [
            replace(action, rank=_RANK_OF_PANES) if action.id == here.hidden else action
            for action in actions
        ]
    return actions


def _on_suggestion(action: Action) -> Action:
    words = _ON_SUGGESTION.get(action.id, action.words)
    return replace(action, words=words, rank=action.rank if words else 0)
