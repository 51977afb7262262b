"""What stands between quotation marks, paragraph by paragraph: the outermost marks count.

Typographic and straight marks, single and double, guillemets both ways round, German low marks, and
the doubled marks of old machines. A single mark is an apostrophe unless it opens or closes
something. Where a paragraph ends within a quotation and the next opens with a mark, it goes on.
Every step is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from workbench.spans import Span, Spans

_MARK = re.compile(
    r"[\"“”„‟«»]|``|''"
    r"|(?<!\w)['‘‚’‹›](?=[^\W_])"
    r"|(?<!\s)['’‘›‹](?!\w)"
    r"|‘"
)
# Words that are written with an apostrophe at their start.
_ELIDED = re.compile(r"['’‘](?:\d\ds?|tis|twas|em|til|cause|bout|round|n|cos|ere|gainst)\b", re.I)
_BEFORE_OPENING = frozenset(" \t\n\u00a0([{—–-/…\"“„«'‘*_>|:")
_PARTNERS = {
    '"': '"”',
    "“": '”"“',
    "„": '“”"',
    "‟": "”",
    "”": "”",
    "«": "»",
    "»": "«»",
    "``": "''",
    "'": "'’",
    "‘": "’'",
    "‚": "‘’",
    "’": "’",
    "‹": "›",
    "›": "‹",
}
_SINGLE = frozenset("'‘’‚")
_ENDS_WORDS = frozenset(".,!?…;:")
LONGEST_SINGLE = 2_000


class Marked(NamedTuple):
    """Words between marks: `[start, end)` without them, `[opening, closing)` with them.

    `continued` says that they go on from the paragraph before, `open` that they go on in the next.
    """

    start: int
    end: int
    opening: int
    closing: int
    continued: bool = False
    open: bool = False


class _Sign(NamedTuple):
    start: int
    end: int
    text: str
    opens: bool
    closes: bool


def marked(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[list[Marked]]:
    """What stands between marks in each of the paragraphs, in order, without overlaps."""
    if not paragraphs:
        return []
    signs = _signs(text, paragraphs[0][0], paragraphs[-1][1])
    found: list[list[Marked]] = []
    index = 0
    hanging = ""
    for start, end in paragraphs:
        while index < len(signs) and signs[index].start < start:
            index += 1
        first = index
        while index < len(signs) and signs[index].start < end:
            index += 1
        if first == index:
            if hanging:
                found[-1] = _settled(found[-1])
            found.append([])
            hanging = ""
            continue
        pairs, left = _pairs(text, signs[first:index])
        begins = signs[first].opens and signs[first].start == start
        if hanging and not (begins and _same(signs[first].text, hanging)):
            # It counts only if the next paragraph opens with its mark.
            found[-1] = _settled(found[-1])
            hanging = ""
        if left is not None:
            pairs.append(Marked(left.end, end, left.start, end, False, True))
        if begins and hanging and pairs and pairs[0].opening == start:
            pairs[0] = pairs[0]._replace(continued=True)
        found.append(pairs)
        hanging = left.text if left is not None else ""
    if hanging:
        found[-1] = _settled(found[-1])
    return found


def _settled(pairs: list[Marked]) -> list[Marked]:
    """Without what was opened and never closed, unless it goes on from a paragraph before."""
    return [one for one in pairs if one.continued or not one.open]


def _same(first: str, second: str) -> bool:
    return first == second or {first, second} <= set('"“”„')


def _signs(text: str, first: int, last: int) -> list[_Sign]:
    signs = []
    size = len(text)
    for match in _MARK.finditer(text, first, last):
        start, end = match.span()
        mark = match[0]
        before = text[start - 1] if start else " "
        after = text[end] if end < size else " "
        opens = before in _BEFORE_OPENING and not after.isspace() and mark != "''"
        if mark in "„‚‟":
            opens = not after.isspace()
        elif mark == "“" or mark == "«":
            opens = not after.isspace() or before.isspace()
        elif mark == "‘":
            opens = opens or not before.isalnum()
        if opens and mark in _SINGLE and _ELIDED.match(text, start):
            continue
        closes = not before.isspace() and not after.isalnum()
        if mark == "”":
            closes = not before.isspace() or after.isspace()
        signs.append(_Sign(start, end, mark, opens, closes))
    return signs


def _pairs(text: str, signs: list[_Sign]) -> tuple[list[Marked], _Sign | None]:
    """The pairs of one paragraph, and the mark that opened what does not close in it."""
    following = _following(signs)
    pairs: list[Marked] = []
    left: _Sign | None = None
    at = 0
    while at < len(signs):
        sign = signs[at]
        at += 1
        if not sign.opens:
            continue
        closing = _closing(text, signs, following, at - 1)
        if closing is None:
            if left is None and sign.text not in ("'", "’"):
                left = sign
            continue
        left = None
        pairs.append(Marked(sign.end, signs[closing].start, sign.start, signs[closing].end))
        at = closing + 1
    return [one for one in pairs if one.start < one.end], left


def _following(signs: list[_Sign]) -> list[dict[str, int]]:
    """For each sign the next one after it that closes, by its mark."""
    known: dict[str, int] = {}
    following: list[dict[str, int]] = [known] * len(signs)
    for index in range(len(signs) - 1, -1, -1):
        following[index] = known
        if signs[index].closes:
            known = {**known, signs[index].text: index}
    return following


def _closing(
    text: str, signs: list[_Sign], following: list[dict[str, int]], opening: int
) -> int | None:
    partners = _PARTNERS[signs[opening].text]
    found = _next(following[opening], partners)
    if found is None:
        return None
    if signs[opening].text not in _SINGLE:
        if signs[opening].text == "“" and any(
            signs[i].text == "“" and signs[i].opens
            for i in range(opening + 1, min(found, opening + 3))
        ):
            return None if _next(following[found], "”") is None else found
        return found
    limit = signs[opening].start + LONGEST_SINGLE
    for _ in range(12):
        if signs[found].start > limit:
            return None
        later = _next(following[found], partners)
        if later is None or not _is_apostrophe(text, signs[found]) or signs[later].start > limit:
            return found
        if any(signs[i].opens and signs[i].text in _SINGLE for i in range(found + 1, later)):
            return found
        found = later
    return found


def _is_apostrophe(text: str, sign: _Sign) -> bool:
    """Whether a closing mark after an s may belong to the word: `the peacekeepers' posts`."""
    before, after = text[sign.start - 1], text[sign.end : sign.end + 2]
    return before not in _ENDS_WORDS and len(after) == 2 and after[0] == " " and after[1].isalpha()


def _next(known: dict[str, int], marks: str) -> int | None:
    if marks == "''":
        return known.get(marks)
    found = [known[mark] for mark in marks if mark in known]
    return min(found) if found else None


def paragraphs_of(text: str, paragraphs: Spans, section: Span) -> list[Span]:
    """The paragraphs of a section; all of it is one where the text has none."""
    if not len(paragraphs):
        return [section] if section.start < section.end else []
    return [
        Span(max(start, section.start), min(end, section.end))
        for start, end in paragraphs.within(*section)
    ]
