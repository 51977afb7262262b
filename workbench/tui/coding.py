"""The flow of changing tags: each change is one step of the history, and every note follows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from workbench.tui.messages import NotesChanged
from workbench.tui.noting import Noting

if TYPE_CHECKING:
    from workbench.notes.recoding import Recoding
    from workbench.project import Project
    from workbench.store.history import Step


class Coding:
    """Changes the codebook and says so, with the words that the history keeps."""

    def __init__(self, project: Project, noting: Noting) -> None:
        self._project = project
        self._noting = noting

    def create(self, name: str) -> None:
        """Make a tag."""
        there = f"There is a tag {name} already."
        self._change(lambda: self._project.codebook.ensure(name), there)

    def rename(self, name: str, new: str) -> None:
        """Call a tag something else."""
        self._recode(lambda recoding: recoding.rename(name, new))

    def move(self, name: str, parent: str) -> None:
        """Put a tag below another one, or at the top if `parent` is empty."""
        self._recode(lambda recoding: recoding.move(name, parent))

    def merge(self, name: str, into: str) -> None:
        """Make a tag one with another."""
        self._recode(lambda recoding: recoding.merge([name], into))

    def split(self, name: str, into: str, notes: Sequence[str]) -> None:
        """Give the notes with these ids another tag in place of this one."""
        self._recode(lambda recoding: recoding.split(name, into, notes))

    def delete(self, name: str) -> None:
        """Delete a tag and all below it."""
        self._recode(lambda recoding: recoding.delete(name), self._noting.restores)

    def describe(self, name: str, meaning: str) -> None:
        """Say what a tag means."""
        self._change(lambda: self._project.codebook.describe(name, meaning))

    def recolour(self, name: str, colour: int) -> None:
        """Give a tag and all below it a colour, 1 to 6."""
        self._change(lambda: self._project.codebook.recolour(name, colour))

    def assign(self, name: str, letter: str) -> None:
        """Give a tag a letter, or none if that is empty."""
        self._change(lambda: self._project.codebook.assign(name, letter))

    def _change(self, deed: Callable[[], object], *nothing: str) -> None:
        self._noting.change(lambda: NotesChanged(self._noting.told(deed, *nothing)))

    def _recode(self, change: Callable[[Recoding], Step], more: str = "") -> None:
        def work() -> NotesChanged:
            from workbench.notes.recoding import Recoding

            project = self._project
            step = change(Recoding(project.notes, project.codebook, project.history))
            return NotesChanged(f"{step.words}.{more}")

        self._noting.change(work)
