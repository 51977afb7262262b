"""Markdown, styled lightly in its source: headings stand out, marks stand back, the words stay."""

from __future__ import annotations

import re

KINDS = frozenset({"markdown"})
"""Kinds of documents whose text is Markdown source."""

_HEADING = re.compile(r"^(#{1,6}[ \t]+)\S.*$", re.MULTILINE)
_UNDERLINE = re.compile(r"^ {0,3}(?:={2,}|-{2,})[ \t]*$", re.MULTILINE)
_REACH = 256  # of the line under a part of a text
_MARKS = re.compile(
    r"(?P<open>\*{1,3}|(?<!\w)_{1,3}|~~)(?=\S)(?:(?!(?P=open))[^\n])+?(?<=\S)(?P<close>(?P=open))(?!\w)"
    r"|(?P<tick>`+)[^`\n]+(?P<tock>`+)"
    r"|(?P<bracket>!?\[)[^\[\]\n]*(?P<target>\](?:\([^)\n]*\)|\[[^\]\n]*\]))"
    r"|^(?P<quote>(?:[ \t]{0,3}>)+)"
    r"|^(?P<rule>(?:[-*_=~`][ \t]*){3,}\w*$)",
    re.MULTILINE,
)

Stroke = tuple[int, int, str]
"""A range of positions and the component it is drawn with."""


def strokes(text: str, start: int, end: int) -> list[Stroke]:
    """The headings and the marks in a part of a Markdown text that begins with a line."""
    piece = text[start:end]
    found: list[Stroke] = []
    for heading in _HEADING.finditer(piece):
        found.append((start + heading.start(), start + heading.end(), "heading"))
        found.append((start + heading.start(1), start + heading.end(1), "mark"))
    for line in _UNDERLINE.finditer(text, start, min(len(text), end + _REACH)):
        above = text.rfind("\n", start, max(start, line.start() - 1)) + 1 or start
        if above < end and text[above : line.start()].strip():
            found.append((above, line.start() - 1, "heading"))
    for match in _MARKS.finditer(piece):
        for name, part in match.groupdict().items():
            if part:
                found.append((start + match.start(name), start + match.end(name), "mark"))
    return found
