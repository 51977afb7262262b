"""The words of a collection, kept so that those of a pattern are found without trying them all."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import chain

from workbench.search.cancelling import Cancelled, stop_if
from workbench.search.patterns import Fuzzy, Pattern, Wildcard

_RUN = 8192
_RARE = 3
"""Letters in a row that few terms have."""


class Vocabulary:
    """Terms and the documents of each. No term has a line break in it."""

    def __init__(self, documents: Mapping[str, int]) -> None:
        self.documents = documents

    def among(self, pattern: Pattern, cancelled: Cancelled) -> dict[str, int]:
        """The terms that the pattern stands for. Raises CancelledError."""
        found = chosen(pattern, self._candidates(pattern), cancelled)
        return {term: self.documents[term] for term in found}

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
        dealt = [self._dealt.get(length, {}) for length in lengths]
        if edits > 2 or len(text) < edits + _RARE:
            return [
                term for by_beginning in dealt for terms in by_beginning.values() for term in terms
            ]
        first, second = text[:edits], text[:edits] if edits > 1 else ""
        ending = self._with(text[edits + 1 :] + "\n")
        found = [t for t in ending if len(t) in lengths and not (t[0] in first or t[1:2] in second)]
        for by_beginning in dealt:
            for beginning, terms in by_beginning.items():
                if beginning[0] in first or beginning[1:] in second:
                    found += terms
        return found

    def _with(self, letters: str) -> list[str]:
        """The terms that have these letters in a row; a line break is the end of a term."""
        lines, sought = self._lines, letters.encode()
        found = []
        at = lines.find(sought)
        while at >= 0:
            end = lines.find(b"\n", at)
            found.append(lines[lines.rfind(b"\n", 0, at) + 1 : end].decode())
            at = lines.find(sought, end)
        return found

    @cached_property
    def _all(self) -> list[str]:
        return list(self.documents)

    @cached_property
    def _lines(self) -> bytes:
        """Every term, each followed by a line break: bytes are searched sooner than letters."""
        return "\n".join(chain(self.documents, ("",))).encode()

    @cached_property
    def _dealt(self) -> Mapping[int, Mapping[str, list[str]]]:
        """The terms by length and first two letters."""
        dealt: dict[int, dict[str, list[str]]] = {}
        for term in self.documents:
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
