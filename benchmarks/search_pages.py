"""Every key of searching: how long each keeps the event loop from the next key.

Run `python -m benchmarks.search_pages FOLDER [DATA]` from a checkout with the dev dependencies: the
folder is a project that was indexed already, DATA where its records are if not in it. A hold is the
CPU time of one callback of the event loop; of each key the longest is told, a median over rounds,
and the longest of all.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
from pathlib import Path

from textual import events
from textual.pilot import Pilot

from benchmarks.document_pane import HOLD, SIZE, recorded
from workbench.project import Project
from workbench.tui.app import WorkbenchApp
from workbench.tui.screens.main import MainScreen

BROAD = "the"
ROUNDS = 3
LATER = 20
"""Looks at the workers, 20 ms apart, that must find none before all is there."""
STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("type a letter", ("slash", "t")),
    ("type the rest", ("h", "e")),
    ("take a completion", ("tab",)),
    ("empty the prompt", ("ctrl+u",)),
    ("search for the", tuple(BROAD)),
    ("to the results", ("escape", "1")),
    ("flat", ("v",)),
    ("by document", ("v",)),
    ("sort by date", ("s",)),
    ("sort by path", ("s",)),
    ("sort by relevance", ("s",)),
    ("page on", ("space",)),
    ("more hits", ("G",)),
    ("facets", ("f",)),
    ("facets away", ("escape",)),
    ("open a hit", ("g", "enter")),
    ("next hit", ("n",)),
    ("more like this", ("S",)),
    ("the again", ("slash", "ctrl+u", *BROAD, "escape", "1")),
    ("explain", ("equals_sign",)),
    ("explain away", ("escape",)),
    ("tag all", ("t",)),
    ("tag all away", ("escape", "escape")),
    ("concordance", ("9",)),
    ("page on in it", ("space",)),
    ("to its end", ("G",)),
    ("by the left", ("s",)),
    ("by the right", ("s",)),
    ("by the date", ("s",)),
    ("collocates", ("c",)),
    ("lines again", ("c",)),
    ("dispersion", ("v",)),
    ("dispersion by date", ("s",)),
    ("dispersion by document", ("s",)),
    ("away", ("escape", "escape")),
    ("searches", ("F",)),
    ("log", ("tab",)),
    ("coverage", ("tab",)),
    ("coverage away", ("escape",)),
)


async def calm(pilot: Pilot[str]) -> None:
    """Wait until nothing more is on its way."""
    quiet = 0
    while quiet < LATER:
        await asyncio.sleep(0.02)
        quiet = 0 if any(not one.is_finished for one in pilot.app.workers) else quiet + 1


async def held(pilot: Pilot[str], keys: tuple[str, ...]) -> float:
    """The longest hold of some keys, and of all that follows from them, in milliseconds."""
    with recorded() as holds:
        for key in keys:
            character = key if len(key) == 1 else {"slash": "/", "equals_sign": "="}.get(key)
            pilot.app.post_message(events.Key(key, character))
            await asyncio.sleep(0.1)
        await calm(pilot)
    return max(holds)


async def measure(project: Project) -> None:
    """Press all keys some times over, and print the holds."""
    app = WorkbenchApp(project, (sys.executable, "-c", ""))
    figures: dict[str, list[float]] = {name: [] for name, _ in STEPS}
    async with app.run_test(size=SIZE) as pilot:
        await calm(pilot)
        assert isinstance(app.screen, MainScreen)
        for _ in range(ROUNDS):
            for name, keys in STEPS:
                figures[name].append(await held(pilot, keys))
                print(".", end="", flush=True)
            while not isinstance(app.screen, MainScreen):
                await held(pilot, ("escape",))
    print()
    for name, holds in figures.items():
        middle = statistics.median(holds)
        verdict = "" if middle <= HOLD else f"  OVER the budget of {HOLD} ms"
        print(f"{name:24} {middle:6.1f} ms, longest {max(holds):6.1f}{verdict}")


def main(folder: str, data: str) -> None:
    """Open the project, and measure."""
    project = Project.open(Path(folder), Path(data) if data else None)
    asyncio.run(measure(project))
    project.close()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "")
