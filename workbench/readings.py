"""Reading files one after another, in this process or in several."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from pathlib import Path

from workbench.library import Library
from workbench.library.intake import FileStat
from workbench.model import FileOutcome, WorkbenchError

# Some readers take 100 MB each.
MOST_JOBS = 4 * (os.cpu_count() or 1)


def readings(
    library: Library, home: Path, cache: Path, files: Sequence[FileStat], jobs: int
) -> Iterator[FileOutcome]:
    """The outcomes of reading the files, in their order.

    Raises WorkbenchError when a reading process ends unexpectedly.
    """
    if jobs == 1 or len(files) < 2:
        yield from map(library.read, files)
        return
    with ProcessPoolExecutor(
        min(jobs, MOST_JOBS),
        get_context("spawn"),
        _open_reader,
        (library.folder, home, cache),
    ) as readers:
        try:
            with _signals_held():
                outcomes = readers.map(_read, files, chunksize=8)
            yield from outcomes
        except BrokenProcessPool as error:
            raise WorkbenchError("A process that read files ended unexpectedly.") from error


@contextmanager
def _signals_held() -> Iterator[None]:
    """Hold signals back meanwhile; processes started in here never see them: they end with us."""
    asked_to_end = {signal.SIGHUP, signal.SIGINT, signal.SIGTERM}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, asked_to_end)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_reader: list[Library] = []


def _open_reader(folder: Path, home: Path, cache: Path) -> None:
    """Give this reading process its library, and let it end with the one that started it."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _reader[:] = [Library(folder, home, cache)]


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
    os._exit(1)


def _read(file: FileStat) -> FileOutcome:
    return _reader[0].read(file)
