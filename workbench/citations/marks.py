"""Quotation marks that nest: single within double, double within single.

The Chicago Manual of Style, on quotations: the marks of a quoted passage may be changed so that
they alternate. Nothing but marks changes here, each into one other, so the text keeps its length.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

MARKS = "\"'“”„‘’"

_OPENS_AFTER = "([{<-–—/¿¡" + MARKS
# How far to look for the end of a quotation before a mark is taken for an apostrophe.
_REACH = 1_000
# Marks that nothing closes must not pile up: nobody quotes deeper than this.
_DEEPEST = 8
_MARK = re.compile(f"[{MARKS}]")
_STRAIGHT = re.compile("[\"']")
# A single mark after an s may be an apostrophe, which stays where it is.
_AFTER_MARKS = re.compile("([’”]*”|(?<!s)’(?=[.,]”))([.,])")
_ENDS = re.compile(r"[\w.,;:!?…]['’](?!\w)")


def curled(text: str) -> str:
    """`text` with typographic marks for straight ones; a mark that measures (6") stays."""
    changes = {}
    within = False
    for found in _STRAIGHT.finditer(text):
        index = found.start()
        if found[0] == "'":
            changes[index] = "‘" if _begins_single(text, index) else "’"
        elif _begins_double(text, index, within):
            changes[index], within = "“", True
        elif within or not text[index - 1 : index].isdigit():
            changes[index], within = "”", False
    return _changed(text, changes)


def nested(text: str) -> str:
    """`text` with the marks that it takes between double quotation marks."""
    text = curled(text)
    pairs = _pairs(text)
    opening, closing = dict(pairs), {end for _, end in pairs}
    changes = {}
    depth = 0
    for found in _MARK.finditer(text):
        index = found.start()
        if index in opening:
            depth += 1
            changes[index] = "‘" if depth % 2 else "“"
        elif index in closing:
            changes[index] = "’" if depth % 2 else "”"
            depth -= 1
        elif found[0] in "“„”" and not depth % 2:
            changes[index] = "’" if found[0] == "”" else "‘"
    return _changed(text, changes)


def tucked(text: str) -> str:
    """`text` with commas and periods within the quotation marks that they follow."""
    return _AFTER_MARKS.sub(r"\2\1", text)


def quotations(text: str) -> list[tuple[int, int]]:
    """The outermost quotations in double marks in curled text: where their two marks stand."""
    outermost: list[tuple[int, int]] = []
    for start, end in sorted(_pairs(text)):
        if not outermost or start > outermost[-1][1]:
            outermost.append((start, end))
    return [(start, end) for start, end in outermost if text[start] != "‘"]


def _changed(text: str, changes: Mapping[int, str]) -> str:
    """`text` with other characters at some positions, given in ascending order."""
    pieces, at = [], 0
    for index, mark in changes.items():
        pieces += [text[at:index], mark]
        at = index + 1
    return "".join([*pieces, text[at:]])


def _may_open(text: str, index: int) -> bool:
    before, after = text[index - 1 : index], text[index + 1 : index + 2]
    return (not before or before.isspace() or before in _OPENS_AFTER) and (
        bool(after) and not after.isspace()
    )


def _begins_double(text: str, index: int, within: bool) -> bool:
    before = text[index - 1 : index]
    return _may_open(text, index) and (not within or not before or before.isspace())


def _begins_single(text: str, index: int) -> bool:
    """Whether a straight `'` begins a quotation; else it is an apostrophe, as in 'tis or '90s."""
    return (
        _may_open(text, index)
        and not text[index + 1].isdigit()
        and _ENDS.search(text, index + 1, index + _REACH) is not None
    )


def _pairs(text: str) -> list[tuple[int, int]]:
    """The marks of curled text that open and close a quotation, innermost first."""
    pairs: list[tuple[int, int]] = []
    open_marks: list[int] = []
    for found in _MARK.finditer(text):
        index, mark = found.start(), found[0]
        low = any(text[start] == "„" for start in open_marks)
        if mark in "‘„" or (mark == "“" and not low):
            open_marks = [*open_marks[-_DEEPEST:], index]
            continue
        kind = "‘" if mark == "’" else "“„"
        if mark == "’" and _is_apostrophe(text, index):
            continue
        if any(text[start] in kind for start in open_marks):
            while text[open_marks[-1]] not in kind:
                open_marks.pop()
            pairs.append((open_marks.pop(), index))
    return pairs


def _is_apostrophe(text: str, index: int) -> bool:
    """Whether a `’` stands in a word, or after an s where a later one closes the quotation."""
    if text[index + 1 : index + 2].isalnum():
        return True
    if text[index - 1 : index] != "s":
        return False
    stop = min(
        (at for mark in "‘“„”" if (at := text.find(mark, index, index + _REACH)) >= 0),
        default=index + _REACH,
    )
    return _ENDS.search(text, index + 1, stop) is not None
