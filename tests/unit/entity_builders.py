"""What the tests of the entities stand on: the room over texts that are in a dictionary."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from workbench.entities import Corrections, Entities
from workbench.model import Document, WorkbenchError
from workbench.store.history import History


def entities_in(folder: Path, texts: dict[str, str] | None = None) -> Entities:
    """The room with its cache and its corrections in a folder."""
    known = texts if texts is not None else {}

    def text(identity: str) -> str:
        if identity not in known:
            raise WorkbenchError(f"There is no document {identity}.")
        return known[identity]

    return Entities(folder, corrections_in(folder), text)


def corrections_in(folder: Path, analyst: str = "A. Analyst", first: int = 1) -> Corrections:
    """The corrections in a folder; the clock and the ids go on from `first`."""
    numbers = count(first)
    start = datetime(2026, 11, 21, tzinfo=UTC)

    def clock() -> datetime:
        return start + timedelta(seconds=next(numbers))

    return Corrections(folder, History(folder, clock, analyst), clock, _ids(first))


def _ids(first: int) -> Callable[[], str]:
    numbers = count(first)
    return lambda: f"00000000-0000-4000-8000-{next(numbers):012}"


def filled(entities: Entities, *documents: Document) -> Entities:
    """The room with the mentions of documents."""
    entities.update(documents)
    entities.commit()
    return entities
