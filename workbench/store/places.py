"""Where records may lie: below the project's own directory, and nowhere that a name could lead.

Document ids, tags and the log of steps can come from a stranger's folder. Whatever they say, a
path is made of plain names only, and no symbolic link on the way is followed.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from workbench.model import WorkbenchError

RECORD_FOLDERS = frozenset(
    {"annotations", "codebook", "decisions", "entities", "searches", "sources"}
)

_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,199}")


def is_plain_name(name: str) -> bool:
    """Whether `name` is a document id or a file name that cannot lead anywhere else."""
    return _NAME.fullmatch(name) is not None


def file_stem(readable: str, name: str) -> str:
    """Name of the file of the record of `name`, without its ending: safe on any disk.

    `readable` is the name without case and accents. What it does not keep apart, a digest does.
    """
    slug = re.sub(r"[^a-z0-9]+", "-", readable)[:60].strip("-")
    digest = hashlib.sha256(name.encode(errors="surrogatepass")).hexdigest()[:16]
    return f"{slug}-{digest}" if slug else digest


def located(home: Path, path: Path) -> Path:
    """The place of the record `path`, given relative to `home`.

    Raises WorkbenchError if it is not a JSON file in one of the folders of records, or lies behind
    a symbolic link.
    """
    parts = path.parts
    if (
        len(parts) < 2
        or parts[0] not in RECORD_FOLDERS
        or not all(map(is_plain_name, parts))
        or path.suffix != ".json"
    ):
        raise WorkbenchError(f"{str(path)!r} is not a place for a record.")
    place = home
    for part in parts:
        place /= part
        if place.is_symlink():
            raise WorkbenchError(
                f"{place.relative_to(home)} is a symbolic link: nothing is saved there."
            )
    return place
