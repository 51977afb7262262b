"""Bringing a project up to date with its folder, in two phases: first search, then names.

The documents can all be searched before the first name is looked for; see `phases`.

`index` does the work in this process. The terminal interface runs `python -m workbench.indexing`
as a child instead, because the work would hold the interpreter lock for a quarter of a second at a
time; the child prints one JSON object a line.
"""

from __future__ import annotations

import argparse
import ctypes
import gc
import json
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from workbench.model import WorkbenchError
from workbench.phases import FilePhase, NamePhase
from workbench.progress import Listener, Phase, Progress, Report
from workbench.project import Project
from workbench.store.files import why
from workbench.store.lock import locked

# What indexing makes has hardly any cycles: looking for them as often as Python does by itself
# takes a tenth of the time.
COLLECTING = (100_000, 50, 100)

_M_ARENA_MAX = -8


@contextmanager
def _alone(cache: Path) -> Iterator[None]:
    """Hold the lock that lets one process index; WorkbenchError if another one holds it."""
    with ExitStack() as held:
        try:
            held.enter_context(locked(cache / "indexing.lock", wait=False))
        except BlockingIOError as error:
            raise WorkbenchError(
                "Another copy of the workbench is indexing this folder."
            ) from error
        except OSError as error:
            raise WorkbenchError(f"The folder cannot be indexed: {why(error)}.") from error
        yield


@contextmanager
def _seldom_collecting() -> Iterator[None]:
    before = gc.get_threshold()
    gc.set_threshold(*COLLECTING)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _share_one_heap() -> None:
    """Have threads allocate where the others do, if the C library is one that can be told so.

    Every commit starts new threads of the engine. By default glibc gives each a heap of its own,
    and what they free stays there: a fifth of all memory.
    """
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)


def index(
    project: Project,
    *,
    rebuild: bool = False,
    jobs: int = 1,
    names: bool = True,
    on_progress: Callable[[Progress], None] = lambda progress: None,
    on_commit: Callable[[Phase, int], None] = lambda phase, documents: None,
    clock: Callable[[], float] = time.monotonic,
) -> Report:
    """Bring catalogue and search index up to date with the folder, and the `names` if wanted.

    `jobs` processes read the files: this one where it is 1. `on_commit` is told how many documents
    can be searched. What was committed stays if the run is cut short, and the next run goes on from
    there. Raises WorkbenchError when another process is indexing the same project, or the disk
    refuses.
    """
    with _alone(project.cache), _seldom_collecting():
        _share_one_heap()
        started = clock()
        report = Report()
        listener = Listener(on_progress, on_commit, clock)
        FilePhase(project, report, listener).run(rebuild, jobs)
        if names:
            NamePhase(project, listener).run(report.skipped)
        report.documents = project.library.count()
        report.seconds = clock() - started
        return report


def _say(event: str, **members: object) -> None:
    print(json.dumps({"event": event, **members}), flush=True)


def main() -> int:
    """Index in this process and report on standard output, one JSON object a line."""
    parser = argparse.ArgumentParser(prog="python -m workbench.indexing")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--data", type=Path)
    arguments = parser.parse_args()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # ctrl+c belongs to the program in front
    os.nice(5)
    try:
        project = Project.open(arguments.folder, arguments.data)
        report = index(
            project,
            on_progress=lambda at: _say(
                "progress",
                phase=at.phase,
                done=at.done,
                total=at.total,
                skipped=at.skipped,
                rate=round(at.rate, 1),
                left=round(at.left, 1),
                unchanged=at.unchanged,
            ),
            on_commit=lambda phase, documents: _say("commit", phase=phase, documents=documents),
        )
    except WorkbenchError as error:
        _say("error", message=str(error))
        return 1
    except BrokenPipeError:  # the program that started us has gone
        return 1
    _say(
        "done",
        documents=report.documents,
        indexed=report.indexed,
        removed=report.removed,
        skipped=report.skipped,
        seconds=round(report.seconds, 2),
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
