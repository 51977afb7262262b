"""A long session of searching: whether memory grows, and how long garbage stops everything.

Run `python -m benchmarks.session FOLDER [DATA]` from a checkout with the dev dependencies: the
folder is a project that was indexed already, DATA where its records are if not in it. Queries made
of its texts are searched for one after another, with a look at the best hit, at the facets and at
the explanation, and with pauses as somebody makes them who reads.
"""

from __future__ import annotations

import asyncio
import gc
import itertools
import resource
import sys
import time
from collections import defaultdict
from pathlib import Path

from textual import events
from textual.pilot import Pilot

from benchmarks.document_pane import SIZE
from benchmarks.keystrokes import typed_in
from workbench.project import Project
from workbench.tui.app import WorkbenchApp
from workbench.tui.promptness import LONG_PAUSE, PAUSE
from workbench.tui.screens.main import MainScreen

ROUNDS, TOLD_EVERY = 1000, 50
KEYS = ("escape", "1", "enter", "n", "1", "f", "escape", "equals_sign", "escape", "slash")
"""To the results, into the best one, to its next hit, the facets, the explanation."""
READ_EVERY = 20
BEAT = 0.03


class Stops:
    """How long each collection of garbage stopped everything, by generation."""

    def __init__(self) -> None:
        self.longest: dict[int, float] = defaultdict(float)
        self._began = 0.0

    def __call__(self, phase: str, told: dict[str, int]) -> None:
        """Called by the collector."""
        if phase == "start":
            self._began = time.thread_time()
        else:
            took = (time.thread_time() - self._began) * 1000
            generation = told["generation"]
            self.longest[generation] = max(self.longest[generation], took)


def memory() -> int:
    """Resident memory without mapped files, in MB (Linux)."""
    _, resident, shared, *_ = map(int, Path("/proc/self/statm").read_text().split())
    return (resident - shared) * resource.getpagesize() >> 20


async def settled(pilot: Pilot[str]) -> None:
    """Wait until nothing more is on its way."""
    await pilot.pause(BEAT)
    while any(not one.is_finished for one in pilot.app.workers):
        await asyncio.sleep(BEAT)


async def live(project: Project, queries: list[str]) -> None:
    """Search and read, and print what it costs."""
    app = WorkbenchApp(project, (sys.executable, "-c", ""))
    stops = Stops()
    async with app.run_test(size=SIZE) as pilot:
        main = app.screen
        assert isinstance(main, MainScreen)
        await settled(pilot)
        gc.callbacks.append(stops)
        for number, query in enumerate(itertools.islice(itertools.cycle(queries), ROUNDS), 1):
            main.search_for(query)
            await settled(pilot)
            for key in KEYS:
                app.post_message(events.Key(key, key if len(key) == 1 else None))
                await settled(pilot)
            while app.screen is not main:
                app.post_message(events.Key("escape", None))
                await settled(pilot)
            if number % READ_EVERY == 0:
                await asyncio.sleep(3 * PAUSE)
            if number % TOLD_EVERY == 0:
                await asyncio.sleep(LONG_PAUSE + PAUSE)
                told = ", ".join(f"{stops.longest[one]:.1f}" for one in range(3))
                print(f"{number:5} searches: {memory()} MB; longest collections {told} ms")
                stops.longest.clear()


def main(folder: str, data: str) -> None:
    """Open the project, and live in it."""
    gc.disable()  # as the command line does until the first screen stands
    project = Project.open(Path(folder), Path(data) if data else None)
    asyncio.run(live(project, typed_in(Path(folder))))
    project.close()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "")
