"""Answers that are needed whole: all ids, facets, coverage, what nobody has read.

Run `python -m benchmarks.broad FOLDER DATA` from a checkout with the dev dependencies, as
`benchmarks.engines`, which indexes the folder. Nothing is written into it: the log is one of its
own. Times are of the CPU but for how long another search takes meanwhile, which is of the wall.
"""

from __future__ import annotations

import random
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from benchmarks.engines import _is_prose, cpu
from benchmarks.search import queries
from workbench.facets import facets_of
from workbench.project import Project
from workbench.search.cancelling import never
from workbench.search.memory import Opened, Ran, Read, SearchLog
from workbench.search.memory.entries import LogEntry, line_of

BROAD = "the"
OTHER = "harbour pilot"
ASKED = 1000
NARROW = 0.03
LINES = 200_000
OFTEN = 0.02


@contextmanager
def another_searches(project: Project) -> Iterator[list[float]]:
    """How long the searches of another thread take, in seconds."""
    took: list[float] = []
    done = threading.Event()

    def ask() -> None:
        while not done.wait(OFTEN):
            started = time.perf_counter()
            project.search.search(OTHER)
            took.append(time.perf_counter() - started)

    asking = threading.Thread(target=ask)
    asking.start()
    yield took
    done.set()
    asking.join()


def timed(project: Project, what: str, work: Callable[[], object]) -> None:
    with another_searches(project) as took:
        started = time.thread_time()
        work()
        spent = time.thread_time() - started
    print(f"{what}: {spent:.2f} s; another search meanwhile: {max(took, default=0) * 1000:.0f} ms")


def narrow_queries(project: Project) -> list[str]:
    """Queries that few documents answer, so that very many of them leave some."""
    choice = random.Random(5)
    most = NARROW * project.library.count()
    found: dict[str, None] = {}
    while len(found) < ASKED:
        ids = choice.sample(project.library.ids_by_path(), 400)
        prose = [one for one in map(project.library.document, ids) if _is_prose(one)][:300]
        typed = [one for one in queries(prose) if project.search.search(one, 0).total < most]
        found |= dict.fromkeys(typed)
    return list(found)[:ASKED]


def lines(project: Project, asked: list[str]) -> Iterator[LogEntry]:
    """A log of so many lines: searches, each with a document that was opened and read."""
    ids = project.library.ids_by_path()
    choice = random.Random(7)
    for number in range(LINES // 4):
        query, read, at = choice.choice(asked), choice.choice(ids), f"2026-01-01T00:00:{number:09}Z"
        yield Ran(f"{number:016x}", at, query, query, 9)
        yield Opened(at, read, f"{number:016x}", 2, (choice.choice(ids),))
        one = Read(at, read, 20, 0.5, f"{number:016x}")
        yield from (one, replace(one, seconds=30))


def main(folder: Path, data: Path) -> None:
    """Measure and print."""
    project = Project.open(folder, data)
    project.search.search(OTHER)
    print(f"{project.library.count():,} documents")
    for _ in range(2):
        timed(project, f"all ids for {BROAD}", lambda: project.search.documents(BROAD))
    timed(project, f"facets of {BROAD}", lambda: facets_of(project, BROAD))
    asked = narrow_queries(project)
    timed(project, f"what {ASKED:,} queries leave", lambda: project.search.unfound(asked))
    timed(project, "the same again", lambda: project.search.unfound(asked))
    with tempfile.TemporaryDirectory() as home:
        log = SearchLog(Path(home))
        log.append(Ran("first", log.now(), OTHER, OTHER, 1))
        [path] = (Path(home) / "log").iterdir()
        path.write_bytes(b"".join(map(line_of, lines(project, asked))))
        project.__dict__["searchlog"] = log
        print(f"a log of {LINES:,} lines, read first: {cpu(log.entries):.2f} s")
        print(f"{len(log.read()):,} documents read")
        for query in ("is:unread", f"is:unread {OTHER}", f"is:unread {BROAD}"):
            spent = min(cpu(lambda q=query: project.search.search(q)) for _ in range(3))  # type: ignore[misc]
            print(f"a page for {query}: {spent * 1000:.0f} ms")
        print(f"coverage: {cpu(lambda: project.coverage(never)):.2f} s")
    project.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
