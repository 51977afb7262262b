"""Runs the main screen on a project in memory, and reads what it shows."""

from __future__ import annotations

import asyncio
import json
import string
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from textual import events
from textual.pilot import Pilot

from tests.tui.fakes import FakeProject
from workbench.tui.app import WorkbenchApp
from workbench.tui.keymap import named, shown
from workbench.tui.screens.main import MainScreen

_QUIET_ROUNDS = 2
"""So often no message may be waiting before all is taken: a callback may be about to send one."""

WIDE = (140, 42)
NARROW = (80, 24)

DONE = json.dumps({"event": "done", "documents": 4, "indexed": 0, "removed": 0, "skipped": 0})


class Running:
    """The screen under test and its pilot."""

    def __init__(self, app: WorkbenchApp, pilot: Pilot[str]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def screen(self) -> MainScreen:
        return next(one for one in self.app.screen_stack if isinstance(one, MainScreen))

    async def until(self, condition: Callable[[], bool]) -> None:
        """Let the app go on until a condition holds; a test that waits in vain fails."""
        for _ in range(5000):
            await self.rest()
            if self.app._exception is not None:
                raise self.app._exception
            if condition():
                return
            await asyncio.sleep(0.002)
        raise AssertionError("the condition never held")

    async def rest(self) -> None:
        """Let every message be taken, and those that follow from it."""
        # Pilot's own pause sleeps until the processor is idle, which on a busy machine is long.
        quiet = 0
        while quiet < _QUIET_ROUNDS:
            await self.pilot.pause(0)
            quiet = 0 if self._waiting() else quiet + 1

    def _waiting(self) -> bool:
        pumps = [self.app, *(one for s in self.app.screen_stack for one in s.walk_children())]
        return any(pump.message_queue_size for pump in (*pumps, *self.app.screen_stack))

    async def settle(self) -> None:
        """Let workers, timers and messages come to rest."""
        await self.until(
            lambda: (
                not self.screen.searching.asking
                and not self.screen.completing.asking
                and not self.screen.reading.opening
                and not len(self.app.workers)
            )
        )
        await self.rest()

    async def press(self, *keys: str) -> None:
        """Press keys, and wait for what follows each."""
        for key in keys:
            self.app.post_message(_pressed(key))
            await self.settle()

    async def search(self, query: str) -> None:
        """Type a query into the prompt."""
        await self.press("slash")
        self.screen.search_row.prompt.value = query
        await self.settle()

    async def open(self, document: str, position: int = 0) -> None:
        """Open a document with the focus in it."""
        self.screen.open_document(document, position)
        await self.settle()

    def rows(self, selector: str) -> list[str]:
        """What a painted widget, of the screen in front if it is there, shows as plain text."""
        in_front = self.app.screen.query(selector)
        widget = in_front.first() if in_front else self.screen.query_one(selector)
        return [widget.render_line(y).text.rstrip() for y in range(widget.size.height)]

    def shown(self, selector: str) -> str:
        """The same as one string."""
        return "\n".join(self.rows(selector))

    @property
    def place(self) -> str:
        return self.screen.place

    @property
    def status(self) -> str:
        return self.rows("#status")[0]


def _pressed(key: str) -> events.Key:
    """A key by its name or, where it has one, its sign."""
    name = named(key)
    sign = " " if name == "space" else shown(name)
    character = key if len(key) == 1 else sign if sign in f" {string.punctuation}" else None
    return events.Key(name, character)


@asynccontextmanager
async def running(
    project: FakeProject, size: tuple[int, int] = WIDE, command: tuple[str, ...] = ("echo", DONE)
) -> AsyncIterator[Running]:
    """The main screen of a project, when it has come to rest."""
    app = WorkbenchApp(project, command)  # type: ignore[arg-type]  # it answers as a project does
    async with app.run_test(size=size) as pilot:
        run = Running(app, pilot)
        await run.until(lambda: any(isinstance(one, MainScreen) for one in app.screen_stack))
        await run.settle()
        yield run
