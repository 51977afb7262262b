"""One record, one JSON file: how it is written and when it is refused.

Sorted keys, one-space indent and a final newline let two analysts' branches merge without a
conflict. A file that cannot be understood is refused as `Unreadable` and left alone; one of an
older schema is read as one of today's.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn

from workbench.model import WorkbenchError
from workbench.store.files import read_record_bytes, why
from workbench.store.migrations import SCHEMA, SCHEMA_MEMBER, Record, migrated
from workbench.store.places import RECORD_FOLDERS

__all__ = ["SCHEMA", "SCHEMA_MEMBER", "Record", "Unreadable", "dump", "load", "parse"]

DEEPEST = 100


class Unreadable(WorkbenchError):  # noqa: N818 - it names a state of a file that is listed
    """A record that is there but cannot be used: it is listed, and never touched."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{_shown(path)} is left untouched: {reason}.")
        self.path = path
        self.reason = reason


def dump(record: Mapping[str, Any]) -> bytes:
    """The bytes of a record's file. Raises ValueError for what JSON cannot say (NaN, infinity)."""
    text = json.dumps(record, ensure_ascii=False, sort_keys=True, indent=1, allow_nan=False)
    # The only code points that UTF-8 cannot carry are lone surrogates, and Python's backslash
    # form of those is JSON's own escape.
    return f"{text}\n".encode(errors="backslashreplace")


def load(path: Path) -> Record:
    """The record in `path`, in today's schema, with every member that it has.

    Raises FileNotFoundError if there is no such file, Unreadable if there is one that is not a
    regular file of JSON with an object in it, or has a schema newer than ours.
    """
    try:
        content = read_record_bytes(path)
    except FileNotFoundError:
        raise
    except OSError as error:
        reason = "it is a symbolic link" if path.is_symlink() else why(error)
        raise Unreadable(path, reason) from error
    return parse(path, content)


def parse(path: Path, content: bytes) -> Record:
    """The record that `content`, the bytes of `path`, holds; raises Unreadable as `load` does."""
    try:
        record = _DECODER.decode(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise Unreadable(path, "it is not valid JSON") from error
    if not isinstance(record, dict):
        raise Unreadable(path, "it does not hold a JSON object")
    if content.count(b"{") + content.count(b"[") > DEEPEST and _depth(record) > DEEPEST:
        raise Unreadable(path, f"it is nested more than {DEEPEST} levels deep")
    schema = record.get(SCHEMA_MEMBER, SCHEMA)
    if not isinstance(schema, int) or isinstance(schema, bool) or schema < 1:
        raise Unreadable(path, f"its {SCHEMA_MEMBER} is not a positive whole number")
    if schema > SCHEMA:
        raise Unreadable(path, "it was written by a newer version of the workbench")
    return migrated(record)


def _depth(record: Record) -> int:
    """How many objects and lists lie inside each other; no recursion, for it is what is feared."""
    level: list[Any] = [record]
    depth = 0
    while level:
        depth += 1
        inner = (
            container.values() if isinstance(container, dict) else container for container in level
        )
        level = [value for values in inner for value in values if isinstance(value, dict | list)]
    return depth


def _shown(path: Path) -> str:
    """A record's path from its folder on, in ASCII: its name may be a stranger's."""
    parts = path.parts
    first = max((index for index, part in enumerate(parts) if part in RECORD_FOLDERS), default=-1)
    return ascii("/".join(parts[first:]))[1:-1]


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


def _finite(literal: str) -> float:
    number = float(literal)
    if not math.isfinite(number):
        raise ValueError(literal)
    return number


_DECODER = json.JSONDecoder(parse_constant=_refuse, parse_float=_finite)
