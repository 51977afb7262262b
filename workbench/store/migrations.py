"""From the records of older schemas to those of today: one step for each schema that there was.

A record is taken through the steps whenever it is read, in memory. Its file stays as it is until
the analyst changes it; what stood in it then goes to the trash, as with every change.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

SCHEMA_MEMBER = "workbench:schema"

Record = dict[str, Any]
Migration = Callable[[Record], Record]
"""A pure function. It keeps every member that it does not know, and never fails."""


def _unnumbered(record: Record) -> Record:
    """Before schema 1, and in the files of other programs, nothing said the number."""
    return record


MIGRATIONS: Sequence[Migration] = (_unnumbered,)
"""The step at `n` leads from schema `n` to `n + 1`. A new schema adds one at the end."""

SCHEMA = len(MIGRATIONS)


def migrated(record: Record, migrations: Sequence[Migration] = MIGRATIONS) -> Record:
    """A record of today's schema, or of an older one, as one of today's.

    One that says no number has the oldest, 0.
    """
    schema = record.get(SCHEMA_MEMBER, 0)
    if schema == len(migrations):
        return record
    for step in migrations[schema:]:
        record = step(record)
    return record | {SCHEMA_MEMBER: len(migrations)}
