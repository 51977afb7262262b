"""What comes back at the next start: where the analyst was, and which projects they opened.

Kept per user, outside of the project, and worth nothing but comfort: a file that is damaged or
cannot be written is passed over in silence.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Any

from platformdirs import user_state_path

from workbench.store.files import make_directory, write_atomic
from workbench.store.history import now
from workbench.store.lock import locked
from workbench.store.records import Record, Unreadable, dump, load

MOST_RECENT = 20


@dataclass(frozen=True, slots=True)
class Session:
    """Where the analyst left off. Positions are code points; widths are cells, 0 for the usual."""

    document: str = ""
    position: int = 0
    query: str = ""
    sort: str = ""
    pane: str = ""
    left_width: int = 0
    right_width: int = 0
    sides_shown: bool = True
    zoomed: bool = False
    last_tags: str = ""
    """The tags that were chosen last, one a line."""
    flat: bool = False


@dataclass(frozen=True, slots=True)
class Recent:
    """A folder that was opened as a project, and the day it was opened last, as `21 Nov 2026`."""

    folder: Path
    when: str


def load_session(home: Path, state: Path | None = None) -> Session:
    """The session of the project at `home`; a fresh one if there is none that can be read.

    `state` is the directory of such files, for all of these functions; the user's own by default.
    """
    record = _load(_session_file(home, state))
    kept: dict[str, Any] = {}
    for member in fields(Session):
        value = record.get(member.name)
        if type(value) is type(member.default) and not (type(value) is int and value < 0):
            kept[member.name] = value
    return Session(**kept)


def save_session(home: Path, session: Session, state: Path | None = None) -> None:
    """Remember the session of the project at `home`."""
    with suppress(OSError):
        write_atomic(_session_file(home, state), dump(asdict(session)))


def first_start(state: Path | None = None) -> bool:
    """Whether this user starts the workbench for the first time; asked again, it is not."""
    marker = _directory(state) / "started"
    if marker.exists():
        return False
    with suppress(OSError):
        write_atomic(marker, b"")
    return True


def recent(state: Path | None = None) -> list[Recent]:
    """The projects opened lately whose folder is still there, the last one first."""
    found = []
    for entry in _recent_entries(_load(_recent_file(state))):
        folder, opened = Path(entry["folder"]), datetime.fromisoformat(entry["opened"])
        if _is_there(folder):
            found.append(Recent(folder, f"{opened.day} {opened:%b %Y}"))
    return found


def remember(folder: Path, state: Path | None = None, clock: Callable[[], datetime] = now) -> None:
    """Put a folder at the top of the projects opened lately."""
    path = _recent_file(state)
    entry = {"folder": str(folder.absolute()), "opened": clock().astimezone().date().isoformat()}
    with suppress(OSError):
        make_directory(path.parent)
        with locked(path.with_name("recent.lock")):
            others = [
                other
                for other in _recent_entries(_load(path))
                if other["folder"] != entry["folder"]
            ]
            write_atomic(path, dump({"recent": [entry, *others][:MOST_RECENT]}))


def _is_there(folder: Path) -> bool:
    try:
        return folder.is_dir()
    except OSError:
        return False


def _directory(state: Path | None) -> Path:
    return user_state_path("workbench") if state is None else state


def _session_file(home: Path, state: Path | None) -> Path:
    key = hashlib.sha256(os.fsencode(home.absolute())).hexdigest()[:32]
    return _directory(state) / "sessions" / f"{key}.json"


def _recent_file(state: Path | None) -> Path:
    return _directory(state) / "recent.json"


def _load(path: Path) -> Record:
    try:
        return load(path)
    except (FileNotFoundError, Unreadable):
        return {}


def _recent_entries(record: Record) -> list[dict[str, str]]:
    entries = record.get("recent")
    return [entry for entry in entries if _is_recent(entry)] if isinstance(entries, list) else []


def _is_recent(entry: object) -> bool:
    if not isinstance(entry, dict) or not isinstance(entry.get("folder"), str):
        return False
    try:
        datetime.fromisoformat(entry["opened"])
    except (KeyError, TypeError, ValueError):
        return False
    return "\0" not in entry["folder"]
