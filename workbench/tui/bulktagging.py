"""The flow of tagging many passages: they are gathered, shown, and written as one step.

Gathering and making can be stopped at any moment; nothing is on the disk before all are made, and
then they come together or not at all.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Event
from typing import TYPE_CHECKING, Any, TypeAlias

from textual.message import Message
from textual.screen import Screen

from workbench.model import WorkbenchError
from workbench.notes.bulk import Gathered, Passages, Unit
from workbench.tui.messages import NotesChanged
from workbench.tui.noting import Noting

if TYPE_CHECKING:
    from workbench.project import Project

Source: TypeAlias = Callable[[Callable[[], bool]], Passages]
"""Yields documents with their passages, one text after another, in a worker thread; it is given a
function that says whether they are still wanted."""

_SAMPLES = 200
_TOLD_EVERY = 0.1


@dataclass(frozen=True, slots=True)
class Sought:
    """Passages to be tagged: what the overlay is called, the words sought, and where they are.

    `remark` is a sentence on what to know of them, such as that more documents are being indexed.
    """

    title: str
    words: str
    passages: Source
    remark: str = ""


class StoppedError(Exception):
    """The analyst does not want it any more."""


class GatheringTold(Message):
    """How far the gathering is, whether it is over, and what went wrong, in a sentence."""

    def __init__(self, *, over: bool = False, problem: str = "") -> None:
        super().__init__()
        self.over = over
        self.problem = problem


class TaggingTold(Message):
    """How many annotations are made; `done` says what was done, `problem` why nothing was."""

    def __init__(
        self, made: int = 0, *, done: NotesChanged | None = None, problem: str = ""
    ) -> None:
        super().__init__()
        self.made = made
        self.done = done
        self.problem = problem


class BulkTagging:
    """Gathers and tags for one overlay; what it has to tell is posted to that screen."""

    def __init__(
        self, project: Project, noting: Noting, sought: Sought, tags: Sequence[str]
    ) -> None:
        self._project = project
        self._noting = noting
        self._stop = Event()
        self.sought = sought
        self.tags = tuple(tags)
        self.gathered = Gathered(tags, project.notes.creator, samples=_SAMPLES)
        """What there is so far; complete once the gathering is over."""

    def gather(self, screen: Screen[Any]) -> None:
        """Gather the passages in a worker."""
        self._run(screen, lambda: self._gather(screen))

    def tag(self, screen: Screen[Any], unit: Unit) -> None:
        """Tag them in a worker."""
        self._stop.clear()
        self._run(screen, lambda: self._tag(screen, unit))

    def stop(self) -> None:
        """Have the worker stop, unless it writes already."""
        self._stop.set()

    def _run(self, screen: Screen[Any], work: Callable[[], None]) -> None:
        screen.run_worker(work, thread=True, group="bulk", exit_on_error=False)

    # -- in a worker thread

    def _gather(self, screen: Screen[Any]) -> None:
        # A room's module is loaded when it is first needed.
        from workbench.search.cancelling import CancelledError

        told = time.monotonic()
        try:
            for document, hits in self.sought.passages(self._stop.is_set):
                self._go_on()
                with self._noting.lock:
                    self.gathered.add(document, hits, self._project.notes.placed_in(document))
                if time.monotonic() - told > _TOLD_EVERY:
                    told = time.monotonic()
                    screen.post_message(GatheringTold())
        except (StoppedError, CancelledError):
            return
        except WorkbenchError as error:
            screen.post_message(GatheringTold(over=True, problem=str(error)))
        else:
            screen.post_message(GatheringTold(over=True))

    def _tag(self, screen: Screen[Any], unit: Unit) -> None:
        told = time.monotonic()

        def on_made(made: int) -> None:
            nonlocal told
            self._go_on()
            if time.monotonic() - told > _TOLD_EVERY or made == wanted:
                told = time.monotonic()
                screen.post_message(TaggingTold(made))

        wanted = self.gathered.preview(unit).passages
        passages = self.gathered.passages(unit, self._project.library.document)
        try:
            with self._noting.lock:
                add_all = self._project.notes.add_all
                words = self._noting.told(lambda: add_all(passages, self.tags, on_made=on_made))
        except StoppedError:
            screen.post_message(TaggingTold(problem="Stopped. Nothing was tagged."))
        except WorkbenchError as error:
            screen.post_message(TaggingTold(problem=str(error)))
        else:
            self._noting.last_tags = self.tags
            screen.post_message(TaggingTold(wanted, done=NotesChanged(words)))

    def _go_on(self) -> None:
        if self._stop.is_set():
            raise StoppedError
