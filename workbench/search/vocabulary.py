"""The words of a collection, kept so that those of a pattern are found without trying them all."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from workbench.search.cancelling import Cancelled, stop_if
from workbench.search.patterns import Fuzzy, Pattern, Prefix, Wildcard

_RUN = 8192
_RARE = 3
"""Letters in a row that few terms have."""
_MANY = 5000
_AFTER_ALL = "\U0010ffff"


class Vocabulary:
    """Terms and the documents of each, in the order of the terms in UTF-8.

    `lines` has every term followed by a line break, which no term has in it; `starts` is where
    they start, and where the last one ends.
    """

    def __init__(self, lines: bytes, starts: array[int], counts: array[int]) -> None:
        self.lines = lines
        self.starts = starts
        self.counts = counts

    @classmethod
    def of(cls, terms: Iterable[tuple[str, int]]) -> Vocabulary:
        """The vocabulary of terms with their documents."""
        lines = bytearray()
        starts, counts = array("I", [0]), array("I")
        for text, count in sorted(terms):  # as code points are ordered, so are they in UTF-8
            lines += text.encode() + b"\n"
            starts.append(len(lines))
            counts.append(count)
        return cls(bytes(lines), starts, counts)

    def among(self, pattern: Pattern, cancelled: Cancelled) -> dict[str, int]:
        """The terms that the pattern stands for. Raises CancelledError."""
        if pattern.literal:
            terms = self._starting(pattern.literal)
            # They begin so: nothing else was asked for.
            whole = isinstance(pattern, Prefix)
            found = [*terms] if whole else chosen(pattern, [*terms], cancelled)
            return {term: terms[term] for term in found}
        found = chosen(pattern, self._candidates(pattern), cancelled)
        if len(found) > _MANY:
            counts = self._counted(cancelled)
            return {term: counts[term] for term in found}
        return {term: self.counts[self._place(term.encode())] for term in found}

    def _counted(self, cancelled: Cancelled) -> dict[str, int]:
        counts: dict[str, int] = {}
        for first in range(0, len(self.counts), _RUN):  # at once no other thread would have a turn
            stop_if(cancelled)
            some = slice(first, first + _RUN)
            counts.update(zip(self._all[some], self.counts[some], strict=True))
        return counts

    def _starting(self, prefix: str) -> dict[str, int]:
        first = self._place(prefix.encode())
        last = self._place((prefix + _AFTER_ALL).encode())
        texts = self.lines[self.starts[first] : self.starts[last]].decode().split("\n")
        return dict(zip(texts, self.counts[first:last], strict=False))

    def _place(self, sought: bytes) -> int:
        """The place of a term, or of the first one after where it would be."""
        lines, starts = self.lines, self.starts
        return bisect_left(
            range(len(self.counts)), sought, key=lambda at: lines[starts[at] : starts[at + 1] - 1]
        )

    def _candidates(self, pattern: Pattern) -> list[str]:
        """Terms among which all are that the pattern stands for, few if it can be helped."""
        match pattern:
            case Wildcard(text):
                ending = re.split(r"[*?]", text)[-1]
                rarest = max([f"{ending}\n", *re.split(r"[*?]", text)], key=len)
                return self._with(rarest) if len(rarest) >= _RARE else self._all
            case Fuzzy(text, edits):
                return self._near(text, edits)
            case _:
                return self._all

    def _near(self, text: str, edits: int) -> list[str]:
        """Terms among which all are that so few edits make of a text.

        What an edit leaves begins as the text does, or the edit was made at the beginning. Then
        the rest is as it was, or the second edit was made there, too. So a term that begins in
        another way has the text's first or second letter in its own first or second place, or
        ends as the text does.
        """
        lengths = range(len(text) - edits, len(text) + edits + 1)
        dealt = [group for length in lengths for group in self._dealt.get(length, {}).items()]
        if edits > 2 or len(text) < edits + _RARE:
            return [term for _, terms in dealt for term in terms]
        first, second = text[:edits], text[:edits] if edits > 1 else ""
        ending = self._with(text[edits + 1 :] + "\n")
        found = [t for t in ending if len(t) in lengths and not (t[0] in first or t[1:2] in second)]
        for beginning, terms in dealt:
            if beginning[0] in first or beginning[1:] in second:
                found += terms
        return found

    def _with(self, letters: str) -> list[str]:
        """The terms that have these letters in a row; a line break is the end of a term."""
        lines, starts, sought = self.lines, self.starts, letters.encode()
        found = []
        at = lines.find(sought)
        while at >= 0:
            after = bisect_right(starts, at)
            found.append(lines[starts[after - 1] : starts[after] - 1].decode())
            at = lines.find(sought, starts[after])
        return found

    @cached_property
    def _all(self) -> list[str]:
        return self.lines.decode().split("\n")[:-1]

    @cached_property
    def _dealt(self) -> Mapping[int, Mapping[str, list[str]]]:
        """The terms by length and first two letters."""
        dealt: dict[int, dict[str, list[str]]] = {}
        for term in self._all:
            dealt.setdefault(len(term), {}).setdefault(term[:2], []).append(term)
        return dealt


def chosen(pattern: Pattern, terms: Sequence[str], cancelled: Cancelled) -> list[str]:
    """Those of `terms` that the pattern stands for. Raises CancelledError."""
    found: list[str] = []
    for first in range(0, len(terms), _RUN):
        stop_if(cancelled)
        found += pattern.among(terms[first : first + _RUN])
    return found


def commonest(documents: Mapping[str, int], limit: int) -> tuple[tuple[str, int], ...]:
    """At most `limit` terms with their documents, the commonest first, and of those the first."""
    least = sorted(documents.values())[-limit] if 0 < limit < len(documents) else 0
    found = [(term, count) for term, count in documents.items() if count >= least]
    found.sort(key=lambda term: (-term[1], term[0]))
    return tuple(found[:limit])
