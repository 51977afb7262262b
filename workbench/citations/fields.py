"""The fields of a source as an analyst edits them: each a line of text that becomes CSL-JSON.

A line that cannot be meant is refused in one sentence; what a field shows can be typed again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from workbench.citations.csljson import Item, plain
from workbench.citations.names import name_of
from workbench.library.dates import calendar_date
from workbench.model import WorkbenchError

TYPES: Mapping[str, str] = {
    "article-newspaper": "newspaper article",
    "article-magazine": "magazine article",
    "article-journal": "journal article",
    "report": "report",
    "document": "document",
    "webpage": "web page",
    "post": "post",
    "post-weblog": "blog post",
    "book": "book",
    "chapter": "chapter",
    "thesis": "thesis",
    "manuscript": "manuscript",
    "personal_communication": "letter or message",
    "interview": "interview",
    "speech": "speech",
    "broadcast": "broadcast",
    "hearing": "hearing",
    "legal_case": "legal case",
    "legislation": "legislation",
    "treaty": "treaty",
    "dataset": "data set",
    "map": "map",
}
"""The types of CSL that an analyst can choose, and what they are called."""

_ISO = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)
_ABOUT = re.compile(r"(?:about|around|circa|ca?\.|~)\s*(.+)", re.IGNORECASE)
_NAME = re.compile(r"\{[^{}]*\}|[^;{}]+")
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its CSL variable, what it is called, what may be typed, and both ways.

    `read` makes the CSL value of a line that is not empty, and raises WorkbenchError; `show` makes
    the line of a value.
    """

    name: str
    label: str
    hint: str
    read: Callable[[str], Any]
    show: Callable[[Any], str]

    def shown(self, item: Mapping[str, Any]) -> str:
        """The field of an item as a line; empty if the item has none."""
        return self.show(item[self.name]) if item.get(self.name) else ""

    def parsed(self, typed: str) -> Any:
        """The CSL value of a line; an empty line is an empty text. Raises WorkbenchError."""
        line = plain(typed)
        return self.read(line) if line else ""


def field_of(name: str) -> Field:
    """A field by its CSL variable or its label; WorkbenchError if there is none."""
    for field in FIELDS:
        if name.strip().casefold() in (field.name.casefold(), field.label):
            return field
    known = ", ".join(field.name for field in FIELDS)
    raise WorkbenchError(f"A source has no field {plain(name)}; it has {known}.")


# -- names


def _names(line: str) -> list[dict[str, str]]:
    parts = [part.strip() for part in _NAME.findall(line)]
    return [_name(part) for part in parts if part]


def _name(typed: str) -> dict[str, str]:
    """`Family, Given`, an institution, or in braces whatever is to stay as it is."""
    if typed.startswith("{"):
        return {"literal": typed[1:-1].strip()}
    family, *rest = (part.strip() for part in typed.split(","))
    if not rest:
        return name_of(typed)
    if len(rest) > 2 or not family or not all(rest):
        raise WorkbenchError("Names are written Family, Given; Family, Given; or {Institution}.")
    return dict(zip(("family", "given", "suffix"), (family, *rest), strict=False))


def _shown_names(names: list[dict[str, str]]) -> str:
    return "; ".join(filter(None, map(_shown_name, names)))


def _shown_name(name: Mapping[str, str]) -> str:
    if literal := name.get("literal", ""):
        same = not set(literal) & set(",;{}") and name_of(literal) == {"literal": literal}
        return literal if same else _braced(literal)
    family = " ".join(filter(None, (name.get("non-dropping-particle"), name.get("family"))))
    given = " ".join(filter(None, (name.get("given"), name.get("dropping-particle"))))
    if not given:
        return _braced(family)
    return ", ".join(filter(None, (family, given, name.get("suffix"))))


def _braced(name: str) -> str:
    return f"{{{name.translate(_UNBRACED)}}}"


_UNBRACED = dict.fromkeys(map(ord, "{}"))


# -- dates


def _date(line: str) -> dict[str, Any]:
    about = _ABOUT.fullmatch(line)
    days = [_day(end.strip()) for end in (about[1] if about else line).split("/", 1)]
    if len(days) == 2 and days[0] > days[1]:
        raise WorkbenchError("The second date lies before the first.")
    parts = {"date-parts": [[int(part) for part in day.split("-")] for day in days]}
    return parts | ({"circa": True} if about else {})


def _day(typed: str) -> str:
    """A date in ISO 8601, in the precision given."""
    day = calendar_date(typed)
    if (_ISO.fullmatch(typed) and day != typed) or not day:
        raise WorkbenchError(
            "A date is 2008, 2008-09, 2008-09-09 or 9 September 2008; a span has / between."
        )
    return day


def _shown_date(value: Mapping[str, Any]) -> str:
    if not value.get("date-parts"):
        return str(value.get("literal", ""))
    days = [
        "-".join([f"{year:04}", *(f"{number:02}" for number in rest)])
        for year, *rest in value["date-parts"]
    ]
    return ("about " if value.get("circa") else "") + "/".join(days)


def iso_date(item: Item) -> str:
    """The date of an item as a document has it: `2008-09`; of a span its first day."""
    parts = item.get("issued", {}).get("date-parts")
    return _shown_date({"date-parts": parts[:1]}) if parts and parts[0][0] > 0 else ""


# -- the rest


def _type(line: str) -> str:
    wanted = line.casefold()
    for name, words in TYPES.items():
        if wanted in (name, words):
            return name
    alike = [name for name, words in TYPES.items() if words.startswith(wanted)]
    if len(alike) != 1:
        raise WorkbenchError(f"There is no type {line}; there are {', '.join(TYPES.values())}.")
    return alike[0]


def _address(line: str) -> str:
    if not _ADDRESS.fullmatch(line):
        raise WorkbenchError("A web address begins with http:// or https:// and has no spaces.")
    return line


def _text(name: str, label: str, hint: str = "") -> Field:
    return Field(name, label, hint, str, str)


FIELDS: tuple[Field, ...] = (
    _text("title", "title"),
    Field("author", "authors", "Family, Given; Family, Given; {Institution}", _names, _shown_names),
    _text("container-title", "source", "the paper, journal, site or book that it is part of"),
    Field("issued", "date", "2008, 2008-09, 2008-09-09, about 2008, 2008/2009", _date, _shown_date),
    Field("type", "type", "newspaper article, report, web page, letter or message, ...", _type,
          lambda value: TYPES.get(value, str(value))),
    _text("publisher", "publisher"),
    _text("publisher-place", "place", "where it was published"),
    _text("page", "pages", "12, or 12-19"),
    _text("volume", "volume"),
    _text("number", "number", "of a report, a case, a file"),
    _text("archive", "archive", "where the original is kept"),
    Field("URL", "address", "https://…", _address, str),
)  # fmt: skip
"""The fields that can be edited, in the order in which they are shown."""
