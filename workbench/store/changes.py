"""Several records changed together: prepared first, swapped in last, put back if that fails."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench.store.files import (
    make_directories,
    read_record_bytes,
    remove_durably,
    stage,
    sync_directories,
    unstage,
    write_atomic,
)


@dataclass(frozen=True, slots=True)
class Change:
    """A record's file, and its bytes before and after; None where there is no file."""

    place: Path
    before: bytes | None
    after: bytes | None


def content_of(place: Path) -> bytes | None:
    """The bytes of a record's file, None if there is none; raises OSError for what is no file."""
    try:
        return read_record_bytes(place)
    except (FileNotFoundError, NotADirectoryError):
        return None


def carry_out(changes: Sequence[Change], announce: Callable[[], None]) -> None:
    """Change all files, durably; raises OSError.

    What is likely to fail (no space, no permission) comes before `announce` is called. After an
    error that follows it, some files may be changed: `put_back` is for them.
    """
    staged: dict[Path, Path] = {}
    try:
        new = {change.place: change.after for change in changes if change.after is not None}
        make_directories(dict.fromkeys(place.parent for place in new))
        staged = stage(new)
        announce()
        for change in changes:
            if change.after is None:
                change.place.unlink(missing_ok=True)
            else:
                staged[change.place].replace(change.place)
                del staged[change.place]
        sync_directories(change.place.parent for change in changes)
    finally:
        unstage(staged)


def put_back(changes: Sequence[Change]) -> None:
    """Restore the files that were changed; those that others changed since are left alone.

    Tries all before it raises OSError for those that cannot be restored.
    """
    stuck = []
    for change in changes:
        try:
            if content_of(change.place) != change.after:
                continue
            if change.before is None:
                remove_durably(change.place)
            else:
                write_atomic(change.place, change.before)
        except OSError:
            stuck.append(change.place.name)
    if stuck:
        raise OSError(f"{', '.join(stuck)} changed half way and could not be put back")
