"""Finding words and phrases in the shadow of a text, without reading it.

What is found is what a reading would find; where a glance cannot be sure, it says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import chain, pairwise
from typing import Protocol

from workbench.search.chunks import LONGEST_TERM
from workbench.search.patterns import Prefix
from workbench.search.shadow import EDGES, JOINERS, OPAQUE, WORD, Knot, Shadow, places
from workbench.search.tree import AnyWord, Node, Phrase, Slot, Word

Place = tuple[int, int]
"""A span, which as a bare pair is made in a tenth of the time."""

_GAP = rb"[^a-z0-9?]+"
_END = rb"(?![a-z0-9?])"
_ANY_RUN = rb"[a-z0-9]+" + _END
_REMEMBERED = 20_000
_FEW = 12


class Glance(Protocol):
    """A word or a phrase of a query."""

    def places(self, shadow: Shadow) -> list[Place] | None:
        """Where it occurs, in no order and some places twice; None where that is not sure."""


def glance(leaf: Node) -> Glance | None:
    """What finds a word or a phrase; None for what only a reading can find."""
    match leaf:
        case Word(text) if text.isascii():
            return _Word(text)
        case AnyWord() if leaf.pattern.literal.isalnum() or not leaf.pattern.literal:
            return _AnyWord(leaf) if leaf.pattern.literal.isascii() else None
        case Phrase(slots, 0):
            shapes = [_shape(slot) for slot in slots]
            if not all(literal for literal, _ in shapes):
                return None
            (first, more), *others = shapes
            return _Phrase(slots, first, more + b"".join(_GAP + a + b for a, b in others))
        case _:
            return None


class _Word:
    """A term of ASCII letters, digits and signs."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._letters = text.encode()
        self._plain = len(text) < LONGEST_TERM and WORD.issuperset(self._letters)
        self._lettered = self._plain and text.isalpha()
        self._number = text[0].isdigit()
        self._common = False

    def places(self, shadow: Shadow) -> list[Place]:
        """Where the word occurs."""
        plain = shadow.plain and not self._number
        suspects = shadow.opaque if plain else shadow.suspects(self._joints)
        if not self._lettered:
            return self._signed(shadow, suspects)
        found = self._alone(shadow.letters)
        return [*found, *_in_knots(suspects, self._text.__eq__)] if suspects else found

    def _alone(self, letters: bytes) -> list[Place]:
        """Where a word of letters stands by itself."""
        if self._common:  # it is worth to compile an expression
            return [match.span() for match in self._runs.finditer(letters)]
        length = len(self._letters)
        found: list[Place] = []
        at = letters.find(self._letters)
        while at >= 0:
            end = at + length
            if letters[end : end + 1] not in EDGES and letters[at - 1 : at] not in EDGES:
                found.append((at, end))
            at = letters.find(self._letters, end)
        self._common = len(found) > _FEW
        return found

    @cached_property
    def _runs(self) -> re.Pattern[bytes]:
        return _runs(self._letters)

    @cached_property
    def _joints(self) -> frozenset[bytes]:
        return frozenset(joints(self._text))

    def _signed(self, shadow: Shadow, suspects: Iterable[Knot]) -> list[Place]:
        """Where a word with digits or signs occurs, whose letters may be a part of another."""
        letters, length = shadow.letters, len(self._letters)
        found: list[Place] = []
        knots: list[Knot | None] = [*suspects]
        for start in places(letters, self._letters):
            end = start + length
            if not self._plain:
                knots.append(shadow.knot(start))
            elif letters[end : end + 1] in EDGES or (start and letters[start - 1 : start] in EDGES):
                continue
            elif not shadow.joined(start, end):
                found.append((start, end))
            else:
                knots.append(shadow.knot(start))
        return [*found, *_in_knots(knots, self._text.__eq__)] if knots else found


class _AnyWord:
    """The words that a pattern stands for."""

    def __init__(self, word: AnyWord) -> None:
        self._matches = word.matches
        literal = word.pattern.literal.encode()
        self._runs = _runs(literal, rb"[a-z0-9]*") if literal else re.compile(_ANY_RUN)
        self._begins = re.compile(rb"(?<![a-z0-9?])" + literal[:1]) if literal else None
        self._all = isinstance(word.pattern, Prefix) and word.complete
        self._known: dict[bytes, bool] = {}

    def places(self, shadow: Shadow) -> list[Place]:
        """Where such words occur."""
        letters, runs = shadow.letters, self._runs
        meant = None if self._all else set(filter(self._meant, set(runs.findall(letters))))
        found: list[Place] = []
        if meant is None or meant:
            found = [
                (start, end)
                for match in runs.finditer(letters)
                for run, (start, end) in ((match[0], match.span()),)
                if (meant is None or run in meant)
                and (run.isalpha() or not shadow.joined(start, end))
                and letters[start - 1 : start] != OPAQUE
            ]
        return found + list(_in_knots(shadow.knots(self._begins), self._matches))

    def _meant(self, run: bytes) -> bool:
        known = self._known.get(run)
        if known is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            # Letters beyond the longest term do not count.
            known = self._known[run] = self._matches(run[:LONGEST_TERM].decode())
        return known


class _Phrase:
    """Words one after the other."""

    def __init__(self, slots: Iterable[Slot], first: bytes, rest: bytes) -> None:
        self._slots = [slot for slot in slots if isinstance(slot, Word | AnyWord)]
        self._runs = _runs(first, rest)
        self._exact = all(isinstance(slot, Word) for slot in self._slots)

    @cached_property
    def _joints(self) -> frozenset[bytes]:
        words = [slot.text for slot in self._slots if isinstance(slot, Word)]
        return frozenset(chain.from_iterable(map(joints, words)))

    def places(self, shadow: Shadow) -> list[Place] | None:
        """Where the phrase occurs; None where a knot may have one of its words."""
        if any(map(self._may_hide, self._knots(shadow))):
            return None
        return [match.span() for match in self._runs.finditer(shadow.letters)]

    def _knots(self, shadow: Shadow) -> list[Knot]:
        if not self._exact:
            return shadow.knots()
        return shadow.opaque if shadow.plain else shadow.suspects(self._joints)

    def _may_hide(self, knot: Knot) -> bool:
        """Whether letters do not tell all that the knot has to do with the phrase."""
        return not knot.width or any(
            (knot.opaque or unit.width > 1 or not unit.text.isalpha()) and self._is_meant(unit.text)
            for unit in knot.units
        )

    def _is_meant(self, text: str) -> bool:
        return any(
            slot.text == text if isinstance(slot, Word) else slot.matches(text)
            for slot in self._slots
        )


def joints(text: str) -> Iterator[bytes]:
    """What a sign in the middle of a term looks like, with the letters beside it."""
    for left, right in pairwise(letter for letter in text if letter.isalnum()):
        for sign in JOINERS:
            yield f"{left}{sign}{right}".encode()


def _in_knots(knots: Iterable[Knot | None], meant: Callable[[str], bool]) -> Iterator[Place]:
    for knot in filter(None, knots):
        for text, _, start, end, *_ in knot.units:
            if meant(text):
                yield knot.start + start, knot.start + end


def _runs(literal: bytes, rest: bytes = b"") -> re.Pattern[bytes]:
    """What stands by itself, begins so and goes on so."""
    # Letters first: they are looked for sooner than what may stand before them.
    return re.compile(
        re.escape(literal) + rb"(?<![a-z0-9?]" + re.escape(literal) + rb")" + rest + _END
    )


def _shape(slot: Slot) -> tuple[bytes, bytes]:
    """How a word of a phrase begins in a shadow and goes on; no beginning: it is hard to say."""
    match slot:
        case Word(text) if text.isascii() and text.isalpha() and len(text) < LONGEST_TERM:
            return text.encode(), b""
        case AnyWord(Prefix(text), _, True) if text.isascii() and text.isalpha():
            return text.encode(), rb"[a-z0-9]*"
        case _:
            return b"", b""
