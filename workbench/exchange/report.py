"""What an export or an import did, and what it had to leave out, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from workbench.model import WorkbenchError


class LeftOut(NamedTuple):
    """Something that did not get across: what it is, and why, as the end of a sentence.

    `what` names a record (`note 7f0c…`, `tag money/rent`) or a kind of thing (`shortcuts`).
    """

    what: str
    reason: str


def reason_of(error: WorkbenchError) -> str:
    """The sentence of an error as the end of another."""
    sentence = str(error).rstrip(".")
    return sentence[:1].lower() + sentence[1:]


@dataclass(frozen=True, slots=True)
class Exported:
    """The result of an export.

    `files` holds the content by relative path with `/`: of one file under the empty path, of a
    folder under the paths of its files. `text` is the same for reading on standard output, None
    where that makes no sense. `written` counts notes, in a codebook tags.
    """

    files: Mapping[str, bytes]
    written: int
    left_out: tuple[LeftOut, ...]
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    """The result of an import: how many notes (of a codebook: tags) were added."""

    read: int
    left_out: tuple[LeftOut, ...] = field(default=())
