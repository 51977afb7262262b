"""Write docs/images/workbench.svg, the picture of the README: the program at work on the sample.

Run `python tools/screenshot.py`. The sample is copied, indexed, searched and annotated in a
temporary folder, by the program itself; only the clock and the screen's size are given.
"""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from workbench import resources
from workbench.indexing import index
from workbench.notes import Notes
from workbench.project import Project
from workbench.tui.app import WorkbenchApp

PICTURE = Path(__file__).resolve().parent.parent / "docs/images/workbench.svg"
SIZE = (140, 42)
TITLE = "workbench caucasus"
QUERY = "Serdyukov AND troops"
DOCUMENT = "caucasus/2008-09-09-northern-wire.txt"
NOTES = (
    ("Russia will keep 7,600 troops", ("military/troops",), "Compare with the August figure."),
    ("Java and Tskhinvali", ("military/bases",), ""),
)
NOW = datetime(2026, 11, 21, 10, 15, tzinfo=UTC)
_FONT = '"Fira Code", "DejaVu Sans Mono", Menlo, Consolas, monospace'


def prepare(folder: Path) -> None:
    """The sample in `folder`, indexed and with some notes on it."""
    for source in resources.corpus().rglob("*.*"):
        copy = folder / source.relative_to(resources.corpus())
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(source.read_bytes())
    project = Project.open(folder)
    index(project)
    notes = Notes(project.home, project.history, clock=lambda: NOW, codebook=project.codebook)
    document = project.library.document(project.library.find(DOCUMENT).id)
    for quote, tags, note in NOTES:
        start = document.text.index(quote)
        notes.add(document, (start, start + len(quote)), tags, note)
    project.close()


async def picture(folder: Path) -> str:
    """The screen of the project in `folder`, after a search and with its best passage open."""
    app = WorkbenchApp(Project.open(folder), ["true"])
    async with app.run_test(size=SIZE) as pilot:

        async def settle() -> None:
            await pilot.pause()
            while app.workers:
                await pilot.pause(0.1)
            await pilot.pause(0.2)

        await settle()
        await pilot.press("slash", *(key_of(letter) for letter in QUERY))
        await settle()
        await pilot.press("enter")
        await settle()
        svg = app.export_screenshot(title=TITLE)
    app.close_project()
    return svg


def key_of(letter: str) -> str:
    """What Textual calls the key of a letter."""
    return {" ": "space"}.get(letter, letter)


def at_home(svg: str) -> str:
    """The picture without what a browser would fetch: its fonts are those of the reader."""
    svg = re.sub(r"@font-face\s*\{.*?\}", "", svg, flags=re.DOTALL)
    return re.sub(r"font-family:\s*[^;]*;", f"font-family: {_FONT};", svg)


def main() -> None:
    """Write the picture."""
    with tempfile.TemporaryDirectory() as scratch:
        for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
            os.environ[name] = scratch
        folder = Path(scratch, "sample")
        prepare(folder)
        svg = asyncio.run(picture(folder))
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    PICTURE.write_text(at_home(svg), encoding="utf-8")


if __name__ == "__main__":
    main()
