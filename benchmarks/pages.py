"""The pages of notes: how long opening each of them keeps the event loop from the next key.

Run `python -m benchmarks.pages [NOTES]` from a checkout with the dev dependencies (default 10,000).
The notes are those of two analysts on documents of twenty paragraphs; a tenth of the documents have
changed since, so that their notes are to be reviewed. A hold is the CPU time of one callback of the
event loop; of each page the longest is told, a median over rounds.
"""

from __future__ import annotations

import asyncio
import random
import statistics
import sys
import tempfile
import uuid
from pathlib import Path

from textual import events
from textual.pilot import Pilot

from benchmarks.document_pane import HOLD, SIZE, recorded
from workbench.indexing import index
from workbench.notes import quoting
from workbench.notes.rewriting import Target, new
from workbench.project import Project
from workbench.spans import Span
from workbench.store.records import dump
from workbench.tui.app import WorkbenchApp
from workbench.tui.screens.page import Page

ROUNDS = 5
PARAGRAPHS = 20
CHANGED = 10
AGREED = 2 / 3
KEYS = {"evidence": "5", "codebook": "6", "history": "7", "review": "8"}
KEYS |= {"compare": "V", "tables": "O"}
VOCABULARY = 3000


def write_documents(folder: Path, documents: int, rolled: random.Random) -> None:
    """As many documents, no two of them alike."""
    letters = "abcdefghinorstu"
    words = ["".join(rolled.choices(letters, k=rolled.randint(2, 9))) for _ in range(VOCABULARY)]
    for number in range(documents):
        paragraphs = (" ".join(rolled.choices(words, k=60)) for _ in range(PARAGRAPHS))
        text = "\n\n".join(f"{paragraph} {number}." for paragraph in paragraphs)
        (folder / f"document-{number:05}.txt").write_text(text)


def write_notes(project: Project, rolled: random.Random) -> None:
    """Notes of two analysts on every paragraph: of three pairs two say the same."""
    tags = [f"family-{number // 8}/tag-{number}" for number in range(40)]
    for info in project.library.documents():
        document = project.library.document(info.id)
        folder = project.home / "annotations" / info.id
        folder.mkdir(parents=True)
        for start, end in document.paragraphs:
            same = rolled.random() < AGREED
            span, some = _coding(start, end, tags, rolled)
            for analyst in ("Ann", "Ben"):
                if analyst == "Ben" and not same:
                    span, some = _coding(start, end, tags, rolled)
                identity = str(uuid.UUID(int=rolled.getrandbits(128)))
                quote = quoting.quote_of(document.text, span)
                target = Target(info.id, info.sha256, span, quote)
                record = new(identity, target, some, "A note.", "2026-11-21T10:15:00Z")
                record["creator"] = {"name": analyst, "type": "Person"}
                (folder / f"{identity}.json").write_bytes(dump(record))


def _coding(start: int, end: int, tags: list[str], rolled: random.Random) -> tuple[Span, list[str]]:
    first = start + rolled.randrange(40)
    span = Span(first, min(first + rolled.randrange(30, 200), end))
    return span, rolled.sample(tags, k=rolled.choice([1, 1, 2]))


def change(folder: Path) -> None:
    """Take half of the paragraphs out of every tenth document."""
    for place in sorted(folder.glob("document-*.txt"))[::CHANGED]:
        place.write_text("\n\n".join(place.read_text().split("\n\n")[::2]))


def furnished(folder: Path, notes: int) -> Project:
    """A project with that many notes, and a history of as many steps as there are documents."""
    rolled = random.Random(1)
    write_documents(folder, notes // PARAGRAPHS // 2, rolled)
    project = Project.open(folder)
    index(project)
    write_notes(project, rolled)
    for info in project.library.documents():
        document = project.library.document(info.id)
        project.notes.add(document, document.paragraphs[0], ["read"])
    change(folder)
    index(project)
    return project


async def opened(pilot: Pilot[str], key: str) -> None:
    """Press the key of a page, and wait until all of it is there."""
    pilot.app.post_message(events.Key(key, key))
    quiet = 0
    while quiet < 5:
        await asyncio.sleep(0.02)
        page = pilot.app.screen
        shown = isinstance(page, Page) and page.query("#rows") and len(page.rows.listing)
        quiet = quiet + 1 if shown and not len(pilot.app.workers) else 0


async def measure(project: Project) -> None:
    """Open every page some times, and print the longest holds."""
    app = WorkbenchApp(project, (sys.executable, "-c", ""))
    async with app.run_test(size=SIZE) as pilot:
        await asyncio.sleep(2)
        for name, key in KEYS.items():
            holds = []
            for _ in range(ROUNDS):
                with recorded() as held:
                    await opened(pilot, key)
                holds.append(max(held))
                await pilot.press("escape")
                await pilot.pause()
            first, middle = holds[0], statistics.median(holds)
            verdict = "within" if middle <= HOLD else "OVER"
            print(f"{name}: {middle:.1f} ms, {verdict} the budget of {HOLD} ms (first {first:.1f})")


def main(notes: int) -> None:
    """Make the notes, and measure."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch, "documents")
        folder.mkdir()
        project = furnished(folder, notes)
        print(f"{len(project.notes.all()):,} notes, {len(project.notes.review()):,} to review")
        asyncio.run(measure(project))
        project.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
