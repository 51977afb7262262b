"""Compares the folder with the catalogue: what is new, changed, renamed or gone.

Only file stats are compared. A file is opened for two reasons: it is so young that its time of
change does not tell, or it is new where another one is gone and may be that one, renamed.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from workbench.library.catalogue import Catalogue, KnownFile
from workbench.library.files import located, sha256_of
from workbench.library.identity import Ledger
from workbench.library.intake import FileStat
from workbench.library.readers import has_reader
from workbench.library.walk import Walk
from workbench.model import FileOutcome


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done to bring the catalogue up to date with the folder.

    `to_read` are the files that are new, changed, or could not be read last time, by raw path;
    `unchanged` counts the files whose documents stand; `removed` are the ids of the documents that
    are gone; `skipped` are the files that stay without documents and are not to be read. `folder`
    tells the folder from others where the same plan would be made of it again, with nothing to do;
    else it is empty.
    """

    to_read: tuple[FileStat, ...]
    unchanged: int
    removed: tuple[str, ...]
    skipped: tuple[FileOutcome, ...]
    folder: str = ""


class Comparison(NamedTuple):
    """The files of the folder, by raw path, against what the catalogue knows of them."""

    new: list[bytes]
    changed: list[bytes]
    unsettled: list[bytes]
    unchanged: int
    gone: list[KnownFile]


def compare(walked: Walk, known: dict[bytes, KnownFile], *, rebuild: bool) -> Comparison:
    """Compare the stats; `known` is used up. With `rebuild` all that is known counts as changed."""
    new, changed, unsettled = [], [], []
    unchanged = 0
    for raw_path, stamp in walked.files.items():
        row = known.pop(raw_path, None)
        if row is None:
            new.append(raw_path)
        elif rebuild or stamp != row[1:3]:
            changed.append(raw_path)
        elif not row[3]:
            unsettled.append(raw_path)
        else:
            unchanged += row[4]
    return Comparison(new, changed, unsettled, unchanged, sorted(known.values()))


def same_bytes(folder: Path, raw_paths: Iterable[bytes], catalogue: Catalogue) -> set[bytes]:
    """Those of the files that still have the bytes that were read."""
    return {
        raw_path
        for raw_path in raw_paths
        if (read := catalogue.sha256(raw_path)) and read == _sha256(folder, raw_path)
    }


def renamed(
    folder: Path, compared: Comparison, walked: Walk, catalogue: Catalogue, ledger: Ledger
) -> dict[bytes, bytes]:
    """New files that have the bytes of one that is gone, with the raw path of that one."""
    candidates = sorted(raw_path for raw_path in compared.new if has_reader(raw_path))
    if not candidates:
        return {}
    # The ledger has the bytes of the first sight, the catalogue those of the last.
    last_seen = ((catalogue.sha256(row[0]), row[0]) for row in compared.gone if row[4])
    absent = {*ledger.absent(walked.files), *last_seen}
    sizes = {row[0]: row[1] for row in compared.gone}
    if all(raw_path in sizes for _, raw_path in absent):
        of_size = set(sizes.values())
        candidates = [path for path in candidates if walked.files[path][0] in of_size]
    by_bytes: dict[str, list[bytes]] = {}
    for sha256, raw_path in sorted(absent, reverse=True):
        by_bytes.setdefault(sha256, []).append(raw_path)
    # Copies are matched in the order of their names, which a renamed directory does not disturb.
    found: dict[bytes, bytes] = {}
    taken: set[bytes] = set()
    for raw_path in candidates if absent else ():
        alike = by_bytes.get(_sha256(folder, raw_path), [])
        while alike and alike[-1] in taken:
            alike.pop()
        if alike:
            found[raw_path] = alike.pop()
            taken.add(found[raw_path])
    return found


def planned(
    walked: Walk,
    compared: Comparison,
    same: set[bytes],
    former: dict[bytes, bytes],
    catalogue: Catalogue,
) -> Plan:
    """The plan, given which unsettled files are the `same` and the `former` paths of new ones."""
    to_read = {*compared.new, *compared.changed, *compared.unsettled} - same
    kept = set(former.values())
    removed = [row[0] for row in compared.gone if row[4] and row[0] not in kept]
    idle = not (to_read or removed or compared.unsettled)
    return Plan(
        to_read=tuple(
            FileStat(path, *walked.files[path], known_as=former.get(path, path))
            for path in sorted(to_read)
        ),
        unchanged=compared.unchanged + len(same),
        removed=tuple(identity for raw_path in removed for identity in catalogue.ids_at(raw_path)),
        skipped=_skipped(walked, to_read, catalogue),
        folder=walked.digest if idle else "",
    )


def unchanged(walked: Walk, catalogue: Catalogue, folder: str) -> Plan:
    """The plan of a folder that tells itself from others by `folder`, with nothing to do."""
    skipped = _skipped(walked, (), catalogue)
    return Plan((), catalogue.read_files(), (), skipped, folder)


def _skipped(
    walked: Walk, to_read: Container[bytes], catalogue: Catalogue
) -> tuple[FileOutcome, ...]:
    known = [
        outcome
        for outcome in catalogue.outcomes(skipped_only=True)
        if outcome.raw_path in walked.files and outcome.raw_path not in to_read
    ]
    return (*walked.refused, *known)


def _sha256(folder: Path, raw_path: bytes) -> str:
    try:
        return sha256_of(located(folder, raw_path))
    except OSError:  # to be found again, and told, when the file is read
        return "unreadable"
