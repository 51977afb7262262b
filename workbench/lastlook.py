"""How everything stood when the folder was last looked through and there was nothing to do.

What still stands so need not be compared again, file by file and id by id. Disposable, as all that
is in the cache: without it all is compared.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import astuple, dataclass
from pathlib import Path

from workbench.store.files import write_atomic


@dataclass(frozen=True, slots=True)
class Look:
    """What tells the rooms' contents from others, and those of the folder; empty where unknown.

    While the `rooms` are so, catalogue and index have the same documents.
    """

    rooms: str = ""
    folder: str = ""


class LastLook:
    """A file with the last look."""

    def __init__(self, cache: Path) -> None:
        self._path = cache / "last-look.json"

    def read(self) -> Look:
        """The last look; an empty one where the file cannot be read."""
        try:
            rooms, folder = json.loads(self._path.read_bytes())
        except (OSError, ValueError, TypeError):
            return Look()
        return Look(str(rooms), str(folder))

    def write(self, look: Look) -> None:
        """Keep this one instead."""
        if look != self.read():
            with suppress(OSError):  # then the next look takes longer
                write_atomic(self._path, json.dumps(astuple(look)).encode())
