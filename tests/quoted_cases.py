"""Sentences with their quotations marked by hand, in `tests/data/quotations/cases.txt`.

`{Ann Lee|...}` is what she is reported to have said, `<Ann Lee|...>` her own words; `Ann Lee@BBC`
tells through whom they came. Nobody before the bar: the speaker is not known. A pilcrow ends a
paragraph, a line a case, `#` begins a heading. Quotations may lie within each other.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

_FILE = Path(__file__).parent / "data" / "quotations" / "cases.txt"
_MARK = re.compile(r"(?P<open>[{<])(?P<who>[^|{}<>]*)\||(?P<close>[}>])|¶")


class Quoted(NamedTuple):
    """A quotation as a reader marked it, or as the program found it."""

    start: int
    end: int
    direct: bool
    speaker: str
    via: str


class Case(NamedTuple):
    """A text without its marks, and its quotations in order."""

    text: str
    quoted: list[Quoted]


def cases() -> list[Case]:
    """All cases."""
    lines = _FILE.read_text("utf-8").splitlines()
    return [case_of(line) for line in lines if line and not line.startswith("#")]


def case_of(line: str) -> Case:
    """The case that a line has."""
    text, at = "", 0
    opened: list[tuple[int, bool, str]] = []
    quoted = []
    for mark in _MARK.finditer(line):
        text += line[at : mark.start()]
        at = mark.end()
        if mark["open"]:
            opened.append((len(text), mark["open"] == "<", mark["who"]))
        elif mark["close"]:
            start, direct, who = opened.pop()
            speaker, _, via = who.partition("@")
            quoted.append(Quoted(start, len(text), direct, speaker, via))
        else:
            text += "\n\n"
    return Case(text + line[at:], sorted(quoted))
