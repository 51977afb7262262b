"""The reference as plain text, made without pandoc: there at once, whatever the state of things.

Author, “Title,” Source, 9 September 2008, ¶ 3. What is not known is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workbench.citations.csljson import Item
from workbench.citations.locator import Locator
from workbench.citations.marks import nested, tucked

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def reference(item: Item, locator: Locator | None = None) -> str:
    """The source in one sentence, with the locator of a passage in it if there is one."""
    names = _names(item.get("author", []))
    known = (
        item.get("container-title") or item.get("publisher"),
        _date(item.get("issued", {})),
        locator.words if locator else "",
        item.get("URL"),
    )
    title, tail = nested(item["title"]), ", ".join(part for part in known if part)
    comma = "" if not tail or title.endswith(("?", "!")) else ","
    sentence = tucked(f"{f'{names}, ' if names else ''}“{title}”{comma} {tail}".rstrip())
    return sentence if sentence.endswith(".") else tucked(f"{sentence}.")


def _names(names: list[dict[str, str]]) -> str:
    shown = list(filter(None, map(name, names)))
    if len(shown) < 3:
        return " and ".join(shown)
    return f"{', '.join(shown[:-1])}, and {shown[-1]}"


def name(said: Mapping[str, str]) -> str:
    """A CSL name as it is read: `Anna van der Berg`."""
    parts = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
    return said.get("literal") or " ".join(said[part] for part in parts if part in said)


def _date(date: Mapping[str, Any]) -> str:
    shown = " to ".join(_day(parts) for parts in date.get("date-parts", []))
    return f"about {shown}" if shown and "circa" in date else shown or date.get("literal", "")


def _day(parts: list[int]) -> str:
    """A date in the precision that it has: `9 September 2008`, `September 2008` or `2008`."""
    year, *rest = parts
    words = [f"{-year} BC" if year < 0 else str(year)]
    if rest:
        words.insert(0, _MONTHS[rest[0] - 1])
    return " ".join([*map(str, rest[1:]), *words])
