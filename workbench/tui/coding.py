"""The flow of changing tags: each change is one step of the history, and every note follows."""

from __future__ import annotations

from collections.abc import Callable
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
        self._noting.change(lambda: self._made(name))

    def rename(self, name: str, new: str) -> None:
        """Call a tag something else."""
        self._recode(lambda recoding: recoding.rename(name, new))

    def move(self, name: str, parent: str) -> None:
        """Put a tag below another one, or at the top if `parent` is empty."""
        self._recode(lambda recoding: recoding.move(name, parent))

    def merge(self, name: str, into: str) -> None:
        """Make a tag one with another."""
        self._recode(lambda recoding: recoding.merge([name], into))

    def delete(self, name: str) -> None:
        """Delete a tag and all below it."""
        self._recode(lambda recoding: recoding.delete(name), self._noting.restores)

    def describe(self, name: str, meaning: str) -> None:
        """Say what a tag means."""

        def change() -> NotesChanged:
            self._project.codebook.describe(name, meaning)
            return NotesChanged(f"Described the tag {name}.")

        self._noting.change(change)

    def recolour(self, name: str, colour: int) -> None:
        """Give a tag and all below it a colour, 1 to 6."""

        def change() -> NotesChanged:
            self._project.codebook.recolour(name, colour)
            return NotesChanged(f"Gave {name} another colour.")

        self._noting.change(change)

    def assign(self, name: str, letter: str) -> None:
        """Give a tag a letter, or none if that is empty."""

        def change() -> NotesChanged:
            self._project.codebook.assign(name, letter)
            return NotesChanged(
                f"Gave {name} the letter {letter}." if letter else f"Took {name} its letter."
            )

        self._noting.change(change)

    # -- in a worker thread

    def _recode(self, change: Callable[[Recoding], Step], more: str = "") -> None:
        def work() -> NotesChanged:
            from workbench.notes.recoding import Recoding

            project = self._project
            step = change(Recoding(project.notes, project.codebook, project.history))
            return NotesChanged(f"{step.words}.{more}")

        self._noting.change(work)

    def _made(self, name: str) -> NotesChanged:
        if name in self._project.codebook:
            return NotesChanged(f"There is a tag {name} already.")
        self._project.codebook.ensure(name)
        return NotesChanged(f"Made the tag {name}.")
