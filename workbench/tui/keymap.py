"""Keys: bindings made from the table of actions, and the analyst's own keys, checked.

Textual takes unknown ids and names of keys that do not exist in silence, and lets a remapped key
hide another action. So the analyst's keys are checked here, and what cannot be is said in a
sentence; the action then keeps its own keys.
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from textual.binding import Binding
from textual.keys import KEY_NAME_REPLACEMENTS, Keys

from workbench.tui.actions import ACTIONS, ON_PAGES, Action, Place, of_place

_NO_KEY = "no_key"
"""Stands for the keys of an action that has none, so that the analyst can give it some."""

_MODIFIERS = {"ctrl", "shift", "alt", "super", "meta", "hyper"}
_NAMED = {key.value for key in Keys if not key.value.startswith("<")}
_NAMES_OF_SIGNS = {
    KEY_NAME_REPLACEMENTS.get(name, name): sign
    for sign in string.punctuation
    for name in [unicodedata.name(sign).lower().replace("-", "_").replace(" ", "_")]
}
_SIGNS_TO_NAMES = {sign: name for name, sign in _NAMES_OF_SIGNS.items()}
_SAME_IN_MOST_TERMINALS = {
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+j": "a line feed",
    "ctrl+h": "backspace",
    "ctrl+enter": "enter",
    "ctrl+space": "ctrl+@",
}
_SHOWN = {
    "escape": "esc",
    "pagedown": "pgdn",
    "pageup": "pgup",
    "delete": "del",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
}


def bindings(place: Place) -> list[Binding]:
    """The bindings of a place; each has its action's id, by which keys are remapped."""
    return [_binding(action) for action in of_place(place)]


def page_bindings(page: Place) -> list[Binding]:
    """The bindings of a page: its own, and those that work on every page."""
    kept = [action for action in ACTIONS if action.id in ON_PAGES]
    return [*bindings(page), *map(_binding, kept)]


def _binding(action: Action) -> Binding:
    return Binding(",".join(action.keys) or _NO_KEY, action.method, action.words, id=action.id)


def shown(key: str) -> str:
    """A key as the footer and the help write it: `/`, `ctrl+p`, `esc`."""
    *modifiers, last = key.split("+")
    last = _NAMES_OF_SIGNS.get(last, _SHOWN.get(last, last))
    return "+".join([*modifiers, last])


def named(key: str) -> str:
    """Textual's name of a key that may be written as a sign: `slash` for `/`."""
    if key == " ":
        return "space"
    key = key.strip()
    return _SIGNS_TO_NAMES.get(key, key)


def _complaint(key: str) -> str:
    """Why a key cannot be used, to follow its name; empty if it can."""
    if key in _SAME_IN_MOST_TERMINALS:
        return f"is the same as {_SAME_IN_MOST_TERMINALS[key]} in most terminals"
    *modifiers, last = key.split("+")
    if not set(modifiers) <= _MODIFIERS or not last:
        return "is not the name of a key"
    if {"ctrl", "shift"} <= set(modifiers) and len(last) == 1:
        return "is not sent by most terminals"
    known = last in _NAMED or last in _NAMES_OF_SIGNS or (len(last) == 1 and last.isprintable())
    return "" if known or re.fullmatch(r"f([1-9]|1\d|2[0-4])", last) else "is not the name of a key"


@dataclass(frozen=True, slots=True)
class Keymap:
    """The keys in force for every action, and what was wrong with the analyst's own."""

    keys: Mapping[str, tuple[str, ...]]
    problems: tuple[str, ...] = ()
    changed: Mapping[str, str] = field(default_factory=dict)
    """What Textual's `set_keymap` takes: ids of the remapped actions and their keys."""

    def first(self, action: Action) -> str:
        """The key that the footer shows for an action; empty if it has none."""
        return self.shown_first(action.id)

    def shown_first(self, action_id: str) -> str:
        """The first key of the action with an id, as it is written; empty if it has none."""
        keys = self.keys[action_id]
        return shown(keys[0]) if keys else ""

    def all(self, action: Action) -> str:
        """All keys of an action, for the help."""
        return "  ".join(map(shown, self.keys[action.id]))


def keymap(wanted: Mapping[str, Iterable[str]]) -> Keymap:
    """The default keys with the analyst's own laid over them, as far as they can be.

    `wanted` maps ids of actions to keys, written as Textual names them or as signs. A key that
    another action has, in the same place or anywhere, is not taken from it.
    """
    known = {action.id: action for action in ACTIONS}
    problems: list[str] = []
    asked: dict[str, tuple[str, ...]] = {}
    for action_id, keys in wanted.items():
        if action_id not in known:
            problems.append(f"There is no action {action_id}; its keys are ignored.")
            continue
        names = tuple(dict.fromkeys(map(named, keys)))
        bad = [f"{shown(key)} {why}" for key in names if (why := _complaint(key))]
        if bad:
            problems.append(f"{'; '.join(bad)}: {action_id} keeps its own keys.")
        else:
            asked[action_id] = names
    effective = {action.id: asked.get(action.id, action.keys) for action in ACTIONS}
    for action_id in list(asked):
        clash = _clash(known[action_id], effective, known)
        if clash is not None:
            key, other = clash
            problems.append(
                f"The key {shown(key)} of {action_id} belongs to {other}: "
                f"{action_id} keeps its own keys."
            )
            effective[action_id] = known[action_id].keys
            del asked[action_id]
    return Keymap(
        effective,
        tuple(problems),
        {action_id: ",".join(keys) or _NO_KEY for action_id, keys in asked.items()},
    )


def _clash(
    action: Action, effective: Mapping[str, tuple[str, ...]], known: Mapping[str, Action]
) -> tuple[str, str] | None:
    """The first key of an action that another one has too where both work, and that one's id."""
    for key in effective[action.id]:
        for other, keys in effective.items():
            if other != action.id and key in keys and action.meets(known[other]):
                return key, other
    return None
