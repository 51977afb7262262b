"""What a tag may be called, and what becomes of it if another is called so already."""

from __future__ import annotations

from workbench.library.safe import one_line
from workbench.model import WorkbenchError
from workbench.notes.tagname import tidy
from workbench.tui.tagtree import TagTree


def name_problem(typed: str) -> str:
    """Why a tag cannot have this name, in a sentence; empty if it can."""
    try:
        tidy(typed)
    except WorkbenchError as error:
        return str(error)
    return ""


class Renaming:
    """A tag gets another name; where that is taken, asking for it twice merges the two."""

    def __init__(self, tree: TagTree, name: str) -> None:
        self._tree = tree
        self._name = name
        self._offered = ""

    def problem(self, typed: str) -> str:
        """What there is to say of what is typed, once; empty where it can be done."""
        told = name_problem(typed)
        new = "" if told else tidy(typed)
        taken = self._tree.taken(self._name, new) if new else ""
        if not taken or new == self._offered:
            return told
        self._offered = new
        return f"There is a tag {one_line(taken)} already. enter again merges the two."

    def merges(self, new: str) -> bool:
        """Whether what was asked for twice is to be merged into."""
        return new == self._offered
