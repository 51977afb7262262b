"""Reads when a letter or the minutes of a meeting were made, from their title and first lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from workbench.library.dates import dates_within

SALUTATION = re.compile(
    r"(?:dear|sir|madam|to whom|monsieur|madame|messieurs|sehr geehrte|уважаем)", re.IGNORECASE
)
"""How the text of a letter begins."""

_FIRST = 4
_BODY = (
    "assembly|association|board|cabinet|commission|committee|company|conference|council|directors"
    "|governors|group|meeting|panel|session|sitting|society|trustees"
)
PAPER = re.compile(
    rf"(?:(?:[^\W\d]+\s+){{0,3}}(?:{_BODY})\s+|(?:(?:the|draft|approved|agreed)\s+){{0,2}})"
    r"(?:minutes|proceedings|open letter|letter|memorandum|procès-verbal|compte[ -]rendu|lettre"
    r"|protokoll|niederschrift|протокол|письмо)\b",
    re.IGNORECASE,
)
"""How the title of such a paper begins."""

_AGENDA = re.compile(r"\d{1,2}[.)]\s")
# What stands before a paper's own date; "the attack of 12 March" is about something else.
_OWN = re.compile(
    r"(?:^|[,:–—|/(-]|\bheld\s+(?:in|at)\s[^,;:]{1,60}"
    rf"|\b(?:dated|held|minutes|letter|memorandum|réunion|séance|sitzung"
    rf"|procès-verbal|compte[ -]rendu|lettre|protokoll|niederschrift|протокол|заседания|{_BODY})"
    r"(?:\s+(?:of|on|from|held|in|at|du|de|vom|от))*)(?:\s+(?:vom|от))?$",
    re.IGNORECASE,
)
_ANOTHERS = re.compile(
    r"\b(?:your|ref|reference|re|subject|previous|last|next|approved|adopted|reply|response"
    r"|further|apologies|deadline|due|by)\b",
    re.IGNORECASE,
)


def date_of_paper(head: Sequence[str]) -> str:
    """The date of minutes or of a letter whose first lines are `head`; "" where it is not sure.

    It is the only date in the title or, with none there, in all of the first lines, and stands as
    a paper's own date does.
    """
    letter = any(map(SALUTATION.match, head))
    titles = [line for line in head[:_FIRST] if PAPER.match(line)]
    if titles and any(dates_within(titles[0])):
        return _only(titles[:1])
    if not titles and not letter:
        return ""
    return _only(list(takewhile(_is_of_head, head)))


def _is_of_head(line: str) -> bool:
    """Whether a line stands before the salutation and before the items of the agenda."""
    if _AGENDA.match(line):  # 1. Apologies, but not 1. März 2020
        return next((not before for before, _ in dates_within(line)), False)
    return not SALUTATION.match(line)


def _only(lines: Sequence[str]) -> str:
    dates = {
        date if _OWN.search(before) and not _ANOTHERS.search(before) else ""
        for line in lines
        for before, date in dates_within(line)
    }
    return dates.pop() if len(dates) == 1 else ""
