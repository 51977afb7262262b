"""The marks of Markdown source, taken away: a quotation quotes the words, not their formatting.

Only what is certainly formatting goes, by CommonMark's rules in a strict reading: a mark that has
no partner within the passage stays.
"""

from __future__ import annotations

import re

_AT_LINE_START = re.compile(r"[ \t]{0,3}(?:#{1,6}[ \t]+|(?:>[ \t]?)+)")
_LINK = re.compile(r"(?<!\\)!?\[([^\[\]\n]{1,500})\]\([^()\s]*(?:[ \t][^()\n]*)?\)")
_CODE = re.compile(r"(?<![`\\])(`{1,3})([^`\n]{1,500})\1(?!`)")
_EMPHASIS = re.compile(
    r"(?<![\w\\])([*_]{1,3})(?=[^\s*_])(.{1,500}?)(?<=[^\s\\])\1(?![\w*_])", re.DOTALL
)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_DEEPEST = 3


def unmarked(source: str, starts_line: bool) -> str:
    """`source`, a part of a Markdown text, without its marks.

    `starts_line` tells whether it begins where a line does, and so may begin with a heading's mark.
    """
    first, *others = source.split("\n")
    lines = [_unstarted(first) if starts_line else first, *map(_unstarted, others)]
    text = _CODE.sub(r"\2", _LINK.sub(r"\1", "\n".join(lines)))
    for _ in range(_DEEPEST):
        text = _EMPHASIS.sub(r"\2", text)
    return _ESCAPE.sub(r"\1", text)


def _unstarted(line: str) -> str:
    found = _AT_LINE_START.match(line)
    return line[found.end() :] if found else line
