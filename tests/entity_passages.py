"""Passages annotated by hand: `[person|Ann Lee]` in their text marks a mention and its kind.

Titles stand outside a person's name, articles outside all names; people of a country (Georgians)
are not marked; a figure without a unit is, if its thousands are set apart.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "data" / "entities"
KINDS = ("person", "organisation", "place", "date", "quantity")
_MARK = re.compile(rf"\[({'|'.join(KINDS)})\|([^\[\]]+)\]")


class Passage(NamedTuple):
    """One passage without its marks, and the mentions: start, end, kind."""

    name: str
    published: str
    text: str
    mentions: tuple[tuple[int, int, str], ...]


def passages() -> list[Passage]:
    """All the passages, by name."""
    return [_read(path) for path in sorted(FOLDER.glob("*.txt"))]


def _read(path: Path) -> Passage:
    head, _, marked = path.read_text("utf-8").partition("\n\n")
    text = ""
    mentions = []
    position = 0
    for mark in _MARK.finditer(marked):
        text += marked[position : mark.start()]
        mentions.append((len(text), len(text) + len(mark[2]), mark[1]))
        text += mark[2]
        position = mark.end()
    text += marked[position:]
    return Passage(path.stem, head.removeprefix("published:").strip(), text, tuple(mentions))
