"""What becomes of a mention under all corrections: which entity it belongs to in the end, if any.

Corrections apply in their order, each to what those before it left. Merges are statements that two
entities are one, so they go on holding where one of them was merged elsewhere meanwhile: circles
have no beginning to fall back to, they are one entity. What speaks of an entity that is not there
stays dormant, and is listed.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from typing import NamedTuple

from workbench.entities.correction import Correction, Reference


class Rule(NamedTuple):
    """From its turn on, mentions belong to `target`, or are not shown (None).

    It holds in one `document` only, and for some `forms` only, if those are given.
    """

    turn: int
    target: str | None
    document: str
    forms: frozenset[str]


class Addition(NamedTuple):
    """An addition that applies from its turn on, to the entity `key`."""

    turn: int
    correction: Correction
    key: str


class Rulings:
    """Corrections, in order, made into rules by key.

    `existing` are the keys of the entities that were found; `namesake` gives the key of the one
    that a reference with another key must mean, or nothing.
    """

    def __init__(
        self,
        corrections: Sequence[Correction],
        existing: Container[str],
        namesake: Callable[[Reference], str],
    ) -> None:
        self.rules: dict[str, list[Rule]] = {}
        self.names: dict[str, str] = {}
        """Names that the analyst gave."""
        self.fallbacks: dict[str, str] = {}
        """What entities were called that only corrections make."""
        self.additions: list[Addition] = []
        self.dormant: set[str] = set()
        """The ids of the corrections that have nothing to apply to."""
        self._existing = existing
        self._namesake = namesake
        self._merged: dict[str, str] = {}
        self._changed: dict[str, str] = {}
        self._ignored: set[str] = set()
        for turn, correction in enumerate(corrections):
            if not self._apply(turn, correction):
                self.dormant.add(correction.id)

    def keys(self) -> set[str]:
        """The keys of all entities whose mentions, names or counts may not be as found."""
        targets = {rule.target for rules in self.rules.values() for rule in rules if rule.target}
        return {*self.rules, *self.names, *self.fallbacks, *targets}

    def documents(self) -> set[str]:
        """The ids of the documents that some rules are confined to."""
        return {rule.document for rules in self.rules.values() for rule in rules} - {""}

    def hidden(self, key: str) -> bool:
        """Whether nothing that was found of an entity is shown, wherever it is."""
        first = next(iter(self.rules.get(key, ())), None)
        return first is not None and first.target is None and not first.document

    def target(self, key: str, form: str, document: str, after: int = -1) -> str | None:
        """The entity that a mention by a form, on one line, in a document belongs to in the end.

        Only the corrections whose turn comes after `after` are considered.
        """
        while True:
            rule = next(
                (
                    rule
                    for rule in self.rules.get(key, ())
                    if rule.turn > after
                    and rule.document in ("", document)
                    and (not rule.forms or form in rule.forms)
                ),
                None,
            )
            if rule is None:
                return key
            if rule.target is None:
                return None
            key, after = rule.target, rule.turn

    def root(self, key: str) -> str:
        """The entity that one was merged into, or became by another kind; itself if neither."""
        while key in self._merged or key in self._changed:
            key = self._merged.get(key) or self._changed[key]
        return key

    # -- making the rules

    def _apply(self, turn: int, correction: Correction) -> bool:
        """Whether the correction has anything to apply to."""
        into = correction.into
        match correction.sort:
            case "addition":
                assert into is not None
                key = into.key
                while key in self._merged:
                    key = self._merged[key]
                self.additions.append(Addition(turn, correction, key))
                self.fallbacks.setdefault(key, into.name)
                return True
            case "merge":
                assert into is not None
                return self._merge(turn, correction, into)
            case "rename":
                keys = self._meant(correction)
                self.names |= dict.fromkeys(keys, correction.name)
            case "ignore":
                keys = self._meant(correction)
                for key in keys:
                    self._rule(key, Rule(turn, None, correction.document, frozenset()))
                    if not correction.document:
                        self._ignored.add(key)
            case "split" | "kind":
                assert into is not None
                keys = self._move(turn, correction, into)
        return bool(keys)

    def _merge(self, turn: int, correction: Correction, into: Reference) -> bool:
        target = self.root(self._there(into) or into.key)
        there = [key for one in correction.entities if (key := self._there(one))]
        for key in map(self.root, there):
            if key == target:
                continue  # they are one already
            self._rule(key, Rule(turn, target, correction.document, frozenset()))
            self.fallbacks.setdefault(target, into.name)
            if not correction.document:
                self._merged[key] = target
        return bool(there)

    def _move(self, turn: int, correction: Correction, into: Reference) -> list[str]:
        """Move mentions to the entity `into`, as a change of kind or of some forms does."""
        keys = [key for key in self._meant(correction) if key != into.key]
        for key in keys:
            self._rule(key, Rule(turn, into.key, correction.document, correction.forms))
            self.fallbacks.setdefault(into.key, into.name)
            if correction.sort == "kind" and not correction.document:
                self._changed.pop(into.key, None)
                self._merged.pop(into.key, None)
                self._changed[key] = into.key
        return keys

    def _rule(self, key: str, rule: Rule) -> None:
        self.rules.setdefault(key, []).append(rule)

    # -- whom a reference means

    def _there(self, one: Reference) -> str:
        """The key of the entity that is referred to; empty if there is none."""
        if one.key in self._existing or one.key in self.fallbacks:
            return one.key
        return self._namesake(one)

    def _meant(self, correction: Correction) -> list[str]:
        """The keys of a correction's entities that are still entities of their own."""
        keys = []
        for one in correction.entities:
            key = self._there(one)
            while key in self._changed:
                key = self._changed[key]
            if key and key not in self._merged and key not in self._ignored:
                keys.append(key)
        return keys
