"""The flow of the history: going back and forth to a step, and restoring what was deleted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from workbench.model import WorkbenchError
from workbench.tui.messages import NotesChanged
from workbench.tui.noting import Noting
from workbench.tui.words import count

if TYPE_CHECKING:
    from workbench.notes.recovery import Deleted, Recovery
    from workbench.project import Project
    from workbench.store.history import Step


class Rewinding:
    """Undoes and redoes many steps, each by itself, and says how far that went."""

    def __init__(self, project: Project, noting: Noting) -> None:
        self._project = project
        self._noting = noting

    def go_to(self, step: Step) -> None:
        """Have all be as it was right after a step."""
        self._noting.change(lambda: self._redone(step) if step.undone else self._undone(step))

    def restore(self, deleted: Deleted) -> None:
        """Bring a deleted note back, as a new step."""

        def change() -> NotesChanged:
            words = self._noting.told(lambda: self.recovery.restore([deleted]))
            return NotesChanged(words, deleted.annotation.document)

        self._noting.change(change)

    @property
    def recovery(self) -> Recovery:
        """What finds deleted notes. For worker threads."""
        from workbench.notes.recovery import Recovery

        project = self._project
        return Recovery(project.notes, project.codebook, project.history)

    # -- in a worker thread

    def _undone(self, target: Step) -> NotesChanged:
        own = [step for step in self._project.history.steps() if self._turnable(step)]
        ids = [step.id for step in own if not step.undone]
        later = len(ids) - 1 - ids.index(target.id) if target.id in ids else 0
        if not later:
            return NotesChanged(
                "All is as it was after that step." if target.id in ids else _OF_OTHERS
            )
        done, refused = _repeat(self._project.history.undo, later)
        return self._said(f"Undid {count(len(done), 'step')}.", done, refused)

    def _redone(self, target: Step) -> NotesChanged:
        most = len(self._project.history.steps())
        done, refused = _repeat(self._project.history.redo, most, target.id)
        reached = bool(done) and done[-1].id == target.id
        if not reached and not refused:
            refused = "That step cannot be done again: something else was done instead."
        return self._said(f"Did {count(len(done), 'step')} again.", done, refused)

    def _said(self, words: str, done: Sequence[Step], refused: str) -> NotesChanged:
        self._noting.see_others()
        said = " ".join(filter(None, (words if done or not refused else "", refused)))
        return NotesChanged(said, tone="warn" if refused else "plain")

    def _turnable(self, step: Step) -> bool:
        return step.by in ("", self._project.history.analyst)


_OF_OTHERS = "That step is another analyst’s; theirs are not undone here."


def _repeat(
    turn: Callable[[], Step | None], most: int, last: str = ""
) -> tuple[Sequence[Step], str]:
    """Turn up to `most` steps, or until the one with the id `last`; with what refused more."""
    done: list[Step] = []
    try:
        while len(done) < most and (step := turn()) is not None:
            done.append(step)
            if step.id == last:
                break
    except WorkbenchError as error:
        return done, str(error)
    return done, ""
