"""Indexing a new collection: when all of it can be searched, and what a long text takes.

Run `python -m benchmarks.indexing [WHEEL]` from a checkout; WHEEL as in `benchmarks.texts`. The
budgets: everything can be searched before the first name is looked for, and finding the names of a
text never takes more than three times the text on top of what the program takes without it.
"""

from __future__ import annotations

import dataclasses
import sys
import tempfile
import threading
import time
from pathlib import Path

from benchmarks.texts import document, documents
from workbench.indexing import index
from workbench.library.paragraphs import paragraphs
from workbench.model import Document
from workbench.project import Project

DOCUMENTS = 1000
LONG = 20_000_000
_PAGE = 4096
_LOOK_EVERY = 0.02


def phases(collection: list[Document]) -> None:
    """Print after how many seconds all could be searched, and after how many all had names."""
    with tempfile.TemporaryDirectory() as folder:
        for one in collection:
            (Path(folder) / f"{one.id}.txt").write_text(one.text, "utf-8")
        project = Project.open(Path(folder))
        started = time.monotonic()
        at: dict[str, float] = {}
        index(project, on_commit=lambda phase, _: at.update({phase: time.monotonic() - started}))
        project.close()
    print(f"{len(collection)} documents: all searchable after {at['files']:.1f} s", end=", ")
    print(f"all names after {at['names']:.1f} s")


def memory(collection: list[Document]) -> None:
    """Print what finding the names of a long text takes, as a multiple of the text."""
    pages = "\n\n".join(one.text for one in collection)
    text = "\n\n".join([pages] * (LONG // len(pages) + 1))[:LONG]
    with tempfile.TemporaryDirectory() as folder:
        entities = Project.open(Path(folder)).entities
        entities.update(collection[:100])
        peak = before = _resident() - sys.getsizeof(text) - sys.getsizeof(pages)
        done = threading.Event()

        def look() -> None:
            nonlocal peak
            while not done.wait(_LOOK_EVERY):
                peak = max(peak, _resident())

        looking = threading.Thread(target=look)
        looking.start()
        started = time.process_time()
        entities.update(
            [dataclasses.replace(document(text[:80], 0), text=text, paragraphs=paragraphs(text))]
        )
        spent = time.process_time() - started
        done.set()
        looking.join()
        entities.close()
    times = (peak - before - sys.getsizeof(pages)) / sys.getsizeof(text)
    print(f"a text of {LONG:,} characters: {spent:.0f} s, {times:.1f} times the text")


def _resident() -> int:
    """Bytes of this process in memory; Linux only."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * _PAGE


if __name__ == "__main__":
    written = list(documents(DOCUMENTS, [Path(name) for name in sys.argv[1:]]))
    phases(written)
    memory(written)
