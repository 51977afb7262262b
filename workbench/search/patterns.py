"""Patterns: what stands for every term of a shape, and how a term is held against it."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Protocol, TypeAlias

from rapidfuzz import process
from rapidfuzz.distance import OSA

_MOST_CHOICES = 3
_CHOICE = re.compile(r"[*+?{|]")
_SECONDS = 0.25
"""For the terms that are held against an expression at a time, at most some thousands."""


class TooSlowError(Exception):
    """A regular expression takes too long to be held against words."""


def glob(shape: str) -> re.Pattern[str]:
    """A shape with `*` and `?` as a regular expression for `fullmatch`, never far to backtrack."""
    first, *rest = [
        "".join("." if sign == "?" else re.escape(sign) for sign in piece)
        for piece in re.split(r"\*+", shape)
    ]
    inner = "".join(f"(?>.*?{piece})" for piece in rest[:-1])
    return re.compile(first + inner + (f".*{rest[-1]}" if rest else ""), re.DOTALL)


class Stemmer(Protocol):
    """What knows the stem of a word."""

    def stemWord(self, word: str) -> str:  # noqa: N802 (Snowball's name)
        """The stem."""


class _Shape:
    """What the patterns share: a pattern says of a term whether it stands for it."""

    @property
    def literal(self) -> str:
        """What every match begins with; empty where nothing is sure."""
        return ""

    def matches(self, term: str) -> bool:
        """Whether the pattern stands for `term`."""
        raise NotImplementedError

    def among(self, terms: Sequence[str]) -> list[str]:
        """Those of `terms` that the pattern stands for."""
        return [term for term in terms if self.matches(term)]


@dataclass(frozen=True)
class Prefix(_Shape):
    """Every term that begins so."""

    text: str

    @property
    def literal(self) -> str:
        """What every match begins with."""
        return self.text

    def matches(self, term: str) -> bool:
        """Whether the pattern stands for `term`."""
        return term.startswith(self.text)


@dataclass(frozen=True)
class Wildcard(_Shape):
    """Every term of this shape: `*` is any characters, also none, and `?` is one."""

    text: str

    @property
    def literal(self) -> str:
        """What every match begins with."""
        return re.split(r"[*?]", self.text, maxsplit=1)[0]

    @cached_property
    def _shape(self) -> re.Pattern[str]:
        return glob(self.text)

    def matches(self, term: str) -> bool:
        """Whether the pattern stands for `term`."""
        return self._shape.fullmatch(term) is not None

    def among(self, terms: Sequence[str]) -> list[str]:
        """Those of `terms` that the pattern stands for."""
        fits = self._shape.fullmatch
        # Most terms do not have its letters, which is sooner seen than matched.
        letters = max(re.split(r"[*?]+", self.text), key=len)
        return [term for term in terms if letters in term and fits(term)]


@dataclass(frozen=True)
class Fuzzy(_Shape):
    """Every term that is at most `edits` insertions, deletions, changes or swaps away."""

    text: str
    edits: int

    def matches(self, term: str) -> bool:
        """Whether the pattern stands for `term`."""
        if abs(len(term) - len(self.text)) > self.edits:
            return False
        return OSA.distance(self.text, term, score_cutoff=self.edits) <= self.edits

    def among(self, terms: Sequence[str]) -> list[str]:
        """Those of `terms` that the pattern stands for."""
        shortest, longest = len(self.text) - self.edits, len(self.text) + self.edits
        alike = [term for term in terms if shortest <= len(term) <= longest]
        found = process.extract(
            self.text, alike, scorer=OSA.distance, score_cutoff=self.edits, limit=None
        )
        return [term for term, _, _ in found]


@dataclass(frozen=True)
class Regex(_Shape):
    """Every term that the regular expression matches as a whole.

    Where it leaves many choices, `re` would try them all, be it for a year, and nothing else would
    run meanwhile. Then `regex` matches, which can be told to stop and lets others run.
    """

    text: str

    @cached_property
    def _fits(self) -> Callable[[str, float], object]:
        """Matches a whole term in so many seconds, or raises TimeoutError."""
        if len(_CHOICE.findall(self.text)) <= _MOST_CHOICES:
            quick = re.compile(self.text, re.IGNORECASE).fullmatch
            return lambda term, seconds: quick(term)
        import regex  # most expressions do without

        try:
            slow = regex.compile(self.text, regex.IGNORECASE).fullmatch
        except regex.error:
            raise TooSlowError(self.text) from None
        return lambda term, seconds: slow(term, timeout=max(seconds, 0.001), concurrent=True)

    def matches(self, term: str) -> bool:
        """Whether the pattern stands for `term`, and that is soon found out."""
        try:
            return bool(self.among((term,)))
        except TooSlowError:
            return False

    def among(self, terms: Sequence[str]) -> list[str]:
        """Those of `terms` that the pattern stands for. Raises TooSlowError."""
        fits, end = self._fits, time.monotonic() + _SECONDS
        try:
            return [term for term in terms if fits(term, end - time.monotonic())]
        except TimeoutError:
            raise TooSlowError(self.text) from None


@dataclass(frozen=True)
class Stem(_Shape):
    """Every term with the same stem as this one, by the rules of Porter's English stemmer.

    The rules are those of Snowball's `english`.
    """

    text: str

    @cached_property
    def _stem(self) -> str:
        return _stemmer().stemWord(self.text)

    @property
    def literal(self) -> str:
        """What every match begins with."""
        # The last letter may be another (happy, happier), in short words all but the first.
        return self._stem[:-1] if len(self._stem) > 4 else self._stem[:1]

    def matches(self, term: str) -> bool:
        """Whether the pattern stands for `term`."""
        return term.startswith(self.literal) and _stemmer().stemWord(term) == self._stem


@cache
def _stemmer() -> Stemmer:
    # Loaded when first needed: most queries have no stems.
    from snowballstemmer import stemmer

    made: Stemmer = stemmer("english")
    return made


Pattern: TypeAlias = Prefix | Wildcard | Fuzzy | Regex | Stem
