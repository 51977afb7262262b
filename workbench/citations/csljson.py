"""The shapes of CSL-JSON: names, dates and plain values, made tidy and safe to show.

CSL-JSON is the Citation Style Language's own form of a bibliographic record
(https://docs.citationstyles.org, appendices on variables and names). A record may have been typed
by hand or written by another program: what has no shape that we know is left out, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from workbench.citations.names import name_of
from workbench.library.safe import one_line

Item = dict[str, Any]

_LONGEST = 1_000
_MOST_NAMES = 100
# The variables that hold names and dates; all others hold text
# (https://docs.citationstyles.org/en/stable/specification.html, appendix IV).
_NAMES = {
    *("author", "chair", "collection-editor", "compiler", "composer", "container-author"),
    *("contributor", "curator", "director", "editor", "editorial-director", "executive-producer"),
    *("guest", "host", "illustrator", "interviewer", "narrator", "organizer", "original-author"),
    *("performer", "producer", "recipient", "reviewed-author", "script-writer"),
    *("series-creator", "translator"),
}
_DATES = {"accessed", "available-date", "event-date", "issued", "original-date", "submitted"}
_NAME_PARTS = ("family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal")
_DATE = re.compile(r"\s*(-?\d{1,4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?\s*")
_LIMITS = ((-9999, 9999), (1, 12), (1, 31))


def tidy(item: Mapping[str, Any]) -> Item:
    """`item` with every member in the shape that CSL-JSON gives it, without the empty ones."""
    tidied: Item = {}
    for key, value in item.items():
        shape = _names if key in _NAMES else _date if key in _DATES else plain
        if shaped := shape(value):
            tidied[key] = shaped
    return tidied


def plain(value: object) -> str:
    """A text or number as one safe line of at most 1,000 characters; anything else as nothing."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    text = one_line(str(value)).strip()
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"


def _names(value: object) -> list[dict[str, str]]:
    names = []
    for one in (value if isinstance(value, list) else [value])[:_MOST_NAMES]:
        if isinstance(one, Mapping):
            name = {part: text for part in _NAME_PARTS if (text := plain(one.get(part)))}
        else:
            name = name_of(plain(one))
        if name:
            names.append(name)
    return names


def _date(value: object) -> dict[str, Any]:
    """A CSL date in the precision given; what is no calendar date is kept as words."""
    if not isinstance(value, Mapping):
        return _date_of(plain(value))
    ends = value.get("date-parts")
    dates = [_parts(end) for end in ends[:2]] if isinstance(ends, list) else []
    if not dates or not all(dates):
        return _date_of(plain(value.get("raw")) or plain(value.get("literal")))
    return {"date-parts": dates} | ({"circa": True} if value.get("circa") else {})


def _date_of(text: str) -> dict[str, Any]:
    """`2008-09`, or `2008-09-09/2008-09-12` for a range; any other text is literal."""
    ends = [_DATE.fullmatch(end) for end in text.split("/", 1)]
    dates = [_parts(list(end.groups())) for end in ends if end]
    if len(dates) == len(ends) and all(dates):
        return {"date-parts": dates}
    return {"literal": text} if text else {}


def _parts(value: object) -> list[int]:
    """Year, month and day as numbers, as far as given; nothing if one of them cannot be."""
    parts: list[int] = []
    for part, (low, high) in zip(value if isinstance(value, list) else [], _LIMITS, strict=False):
        if part is None:
            break
        digits = plain(part)
        if not re.fullmatch(r"-?\d{1,4}", digits) or not low <= int(digits) <= high:
            return []
        parts.append(int(digits))
    return parts
