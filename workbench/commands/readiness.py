"""Bringing what a command reads up to date, with progress on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from workbench.commands import Room
from workbench.fields import asks_for_names
from workbench.model import DocumentInfo, WorkbenchError
from workbench.printing import complain
from workbench.project import Project

if TYPE_CHECKING:
    from workbench.progress import Progress, Report


def make_ready(project: Project, rooms: Sequence[Room], query: str | None = None) -> None:
    """Index the folder first where it never was, or where a room has lost documents.

    Whoever puts a `query` waits for the names of all documents only if it asks for names. Raises
    WorkbenchError if it has to be indexed and cannot.
    """
    if query is not None and not asks_for_names(query):
        rooms = [room for room in rooms if room != "entities"]
    documents = project.library.count()
    behind = not documents
    if project.library.notice:
        complain(project.library.notice)
    if "search" in rooms and project.search.indexed() < documents:
        complain(project.search.notice or "The search index is incomplete and is being completed.")
        behind = True
    if "entities" in rooms and _lacks_entities(project, documents):
        complain(project.entities.notice or "The list of entities is being completed.")
        behind = True
    if not behind:
        return
    try:
        shown_index(project, names="entities" in rooms)
    except WorkbenchError as error:
        if not documents:
            raise
        complain(str(error))


def _lacks_entities(project: Project, documents: int) -> bool:
    try:
        return project.entities.indexed() < documents
    except WorkbenchError as error:
        # A search does without, and a command that lists them will say it again.
        complain(str(error))
        return False


def current(project: Project, wanted: str, *, names: bool = False) -> DocumentInfo:
    """The document with an id or path, read again first if its file has changed since.

    Raises WorkbenchError if there is none, or none any more.
    """
    found = project.library.find(wanted)
    if not catch_up(project, [found.id], names=names):
        return found
    # By its id, for its path may be another one by now.
    return project.library.info(found.id)


def catch_up(project: Project, documents: Iterable[str], *, names: bool = False) -> bool:
    """Index the folder if the file of one of the documents has changed since it was read.

    `names` are looked for too if wanted. Where it cannot be indexed now, the answer is from what
    was read before, and that is said. Returns whether it was indexed.
    """
    if not any(_has_changed(project, document) for document in documents):
        return False
    try:
        shown_index(project, names=names)
    except WorkbenchError as error:
        complain(f"{error} The answer is from the text as it was last read.")
        return False
    return True


def _has_changed(project: Project, document: str) -> bool:
    try:
        return project.library.changed_on_disk(document) != ""
    except WorkbenchError:  # notes outlive their documents
        return False


def shown_index(
    project: Project, *, rebuild: bool = False, jobs: int = 1, names: bool = True
) -> Report:
    """Index the folder; how far it is shows where standard error is a terminal."""
    # Loaded when there is something to index: most commands find everything as it should be.
    from workbench.indexing import index

    if sys.stderr is None or not sys.stderr.isatty():
        return index(project, rebuild=rebuild, jobs=jobs, names=names)
    try:
        return index(project, rebuild=rebuild, jobs=jobs, names=names, on_progress=_show)
    finally:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def _show(progress: Progress) -> None:
    far = f"{progress.done:,} of {progress.total:,}"
    if progress.phase == "files":
        far = f"Indexing {far} files, {progress.rate:,.0f} a second"
    else:
        far = f"Finding names in {far} documents"
    print(
        f"\r\x1b[K{far}, {_time(progress.left)} left",
        end="",
        file=sys.stderr,
        flush=True,
    )


def _time(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
