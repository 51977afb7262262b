"""Corrections in words: `Merged Jioyev into Boris Jioyev`."""

from __future__ import annotations

from workbench.entities.correction import Correction
from workbench.model import EntityKind

KIND_WORDS: dict[EntityKind, str] = {
    "person": "a person",
    "organisation": "an organisation",
    "place": "a place",
    "date": "a date",
    "quantity": "a quantity",
}
_MOST_NAMED = 3


def said(correction: Correction, within: str = "") -> str:
    """What a correction did; `within` is what to call the document that it is confined to."""
    names = _names([one.name for one in correction.entities])
    into = correction.into
    match correction.sort:
        case "merge" if into is not None:
            words = f"Merged {names} into {into.name}"
        case "split":
            words = f"Split {_names(sorted(correction.forms))} off {names}"
        case "kind" if into is not None:
            words = f"Made {names} {KIND_WORDS[into.kind]}"
        case "addition" if into is not None:
            words = f"Added {into.name} as {KIND_WORDS[into.kind]}"
        case "rename":
            words = f"Renamed {names} to {correction.name}"
        case _:
            words = f"Ignored {names}"
    if not correction.document:
        return words
    where = within or "a document that is gone"
    return f"{words} at one place in {where}" if correction.place else f"{words} in {where}"


def taken_back(correction: Correction, within: str = "") -> str:
    """What taking a correction back did."""
    if correction.sort == "ignore":
        names = _names([one.name for one in correction.entities])
        where = f" in {within}" if within else ""
        return f"Restored {names}, ignored before{where}"
    words = said(correction, within)
    return f"Took back: {words[:1].lower()}{words[1:]}"


def _names(names: list[str]) -> str:
    shown = names[:_MOST_NAMED]
    if len(names) > _MOST_NAMED:
        shown.append(f"{len(names) - _MOST_NAMED:,} more")
    return " and ".join(filter(None, (", ".join(shown[:-1]), shown[-1]))) if shown else ""
