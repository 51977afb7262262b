"""Reads the names of authors as bylines and metadata write them."""

from __future__ import annotations

import re

_BYLINE = re.compile(r"(?:(?:written|reported|story|text)\s+)?by\s+(.{3,90})", re.IGNORECASE)
_BETWEEN_NAMES = re.compile(r"\s*(?:,\s*and\b|,|;|&|\band\b)\s*", re.IGNORECASE)
_CAPITALISED = r"[^\W\d_a-z][\w.'’-]*"
_PARTICLE = r"(?:al|bin|da|de|del|der|di|du|la|le|van|von|zu)"
_NAME = re.compile(rf"{_CAPITALISED}(?:\s+(?:{_CAPITALISED}|{_PARTICLE})){{1,4}}")
_NOT_A_PERSON = re.compile(
    r"\b(?:agency|bureau|correspondent|desk|editor|news|press|reporter|staff|the|writer)\b",
    re.IGNORECASE,
)


def byline(line: str) -> tuple[str, ...]:
    """The persons named by a line such as `By Jane Doe and John Roe, staff writer`; else none."""
    found = _BYLINE.fullmatch(line)
    if not found:
        return ()
    return tuple(filter(_is_person, _BETWEEN_NAMES.split(found[1].rstrip(" ."))))


def names_in(value: str) -> tuple[str, ...]:
    """The authors in a metadata value: several if all of them read as persons, else the value."""
    value = " ".join(value.split())
    names = _BETWEEN_NAMES.split(value)
    if len(names) > 1 and all(map(_is_person, names)):
        return tuple(names)
    return (value,) if value else ()


def _is_person(name: str) -> bool:
    return bool(_NAME.fullmatch(name)) and not _NOT_A_PERSON.search(name)
