"""The lines of the search log: what was asked, what was opened of the answer, how it was read.

A line is a JSON object; members that we do not know are passed over, and so is a line of a kind
that we do not know, which counts as one that was not understood.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from workbench.library.safe import one_line
from workbench.search.engine import Sort, sort_named

Through = Literal["screen", "command"]

LONGEST_LINE = 1 << 20
_MOST_PASSED = 1000
_LONGEST_TEXT = 10_000


@dataclass(frozen=True, slots=True)
class Ran:
    """A query was run: as it was typed and read, its total, and in what order it was listed.

    `id` is what the other lines call this search by; `at` is ISO 8601 in UTC. `among` is how many
    documents there were to be found, 0 where that was not noted; `partial` says that the search
    was stopped, so that the total is the least there are.
    """

    id: str
    at: str
    query: str
    read: str
    total: int
    sort: Sort = "relevance"
    through: Through = "screen"
    by: str = ""
    among: int = 0
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Opened:
    """A document was opened; from the results of a search, if it says one, at a rank from 1.

    `passed` are the documents listed before it that were not opened, unless said before.
    """

    at: str
    document: str
    search: str = ""
    rank: int = 0
    passed: tuple[str, ...] = ()
    by: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """A document was looked at for so many seconds more.

    `share` is what of it has been in sight since it was opened.
    """

    at: str
    document: str
    seconds: int
    share: float
    search: str = ""
    by: str = ""


LogEntry: TypeAlias = Ran | Opened | Read


def line_of(entry: LogEntry) -> bytes:
    """The entry as a line, without anything that could act as control."""
    said: dict[str, Any]
    match entry:
        case Ran():
            said = {
                "kind": "search",
                "id": entry.id,
                "query": entry.query,
                "read": entry.read,
                "total": entry.total,
                "sort": entry.sort,
                "through": entry.through,
            }
            if entry.among:
                said["among"] = entry.among
            if entry.partial:
                said["partial"] = True
        case Opened():
            said = {"kind": "opened", "document": entry.document, "search": entry.search}
            if entry.rank:
                said["rank"] = entry.rank
            if entry.passed:
                said["passed"] = [_clean(one) for one in entry.passed[-_MOST_PASSED:]]
        case Read():
            said = {
                "kind": "read",
                "document": entry.document,
                "seconds": entry.seconds,
                "share": round(entry.share, 3),
                "search": entry.search,
            }
    said |= {"at": entry.at, "by": entry.by}
    said = {
        name: _clean(value) if isinstance(value, str) else value
        for name, value in said.items()
        if value != ""
    }
    line = json.dumps(said, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return f"{line}\n".encode()


def entry_of(line: bytes) -> LogEntry | None:
    """The entry that a line holds; None where it cannot be understood."""
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(said, dict):
        return None
    at, by = _text(said, "at"), _text(said, "by") or ""
    document, search = _text(said, "document"), _text(said, "search") or ""
    if not at:
        return None
    kind = said.get("kind")
    if kind == "search":
        return _ran(said, at, by)
    if kind == "opened" and document:
        passed = said.get("passed")
        texts = passed[:_MOST_PASSED] if isinstance(passed, list) else []
        before = tuple(_clean(one) for one in texts if isinstance(one, str))
        return Opened(at, document, search, _number(said, "rank"), before, by)
    if kind == "read" and document:
        share = said.get("share")
        share = float(share) if isinstance(share, int | float) and math.isfinite(share) else 0.0
        return Read(at, document, _number(said, "seconds"), min(max(share, 0.0), 1.0), search, by)
    return None


def _ran(said: Mapping[str, Any], at: str, by: str) -> Ran | None:
    identity, query = _text(said, "id"), _text(said, "query")
    if not identity or not query:
        return None
    through = said.get("through")
    return Ran(
        identity,
        at,
        query,
        _text(said, "read") or "",
        _number(said, "total"),
        sort_named(said.get("sort")),
        "command" if through == "command" else "screen",
        by,
        _number(said, "among"),
        said.get("partial") is True,
    )


def _text(said: Mapping[str, Any], name: str) -> str | None:
    value = said.get(name)
    return _clean(value) if isinstance(value, str) else None


def _number(said: Mapping[str, Any], name: str) -> int:
    value = said.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0


def _clean(text: str) -> str:
    return one_line(text[:_LONGEST_TEXT])
