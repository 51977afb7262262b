"""Earlier versions of records, each a file named after the record and its content.

A record is kept here before it is overwritten or deleted: for undo, and for a person who looks for
lost work with `ls` and `cp`.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from workbench.store.files import read_record_bytes, sync_directory, write_atomic


def fingerprint(content: bytes) -> str:
    """What names a version: 32 hex digits of the SHA-256 of its bytes."""
    return hashlib.sha256(content).hexdigest()[:32]


class Trash:
    """The directory of earlier versions. Its methods raise OSError."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory

    def keep(self, record: Path, content: bytes) -> None:
        """Keep `content`, which the file `record` holds now. Call `sync` before changing it.

        The file is given a second name rather than copied, where the file system can do that.
        """
        version = self._version(record, fingerprint(content))
        if self._holds(version, content):
            return
        version.unlink(missing_ok=True)
        try:
            os.link(record, version, follow_symlinks=False)
        except OSError:
            write_atomic(version, content)
            return
        if not self._holds(version, content):
            version.unlink()
            write_atomic(version, content)

    def sync(self) -> None:
        """Make durable what was kept."""
        sync_directory(self.directory)

    def fetch(self, record: Path, name: str) -> bytes | None:
        """The version of `record` with the fingerprint `name`; None if it is lost or damaged."""
        try:
            content = read_record_bytes(self._version(record, name))
        except OSError:
            return None
        return content if fingerprint(content) == name else None

    def _version(self, record: Path, name: str) -> Path:
        return self.directory / f"{record.stem}.{name}.json"

    @staticmethod
    def _holds(version: Path, content: bytes) -> bool:
        try:
            return read_record_bytes(version) == content
        except OSError:
            return False
