"""Who holds which office in a document: `the defence minister` is whom it calls so elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from workbench.entities import quotation_words as words
from workbench.entities.parts import Found

_BEFORE = re.compile(r"((?:[\w'’-]+\.?,?[ \n]){1,8})$")
_AFTER = re.compile(
    r",[ \n](?:who (?:is|was|held|heads) )?([\w'’-]+(?:[ \n][\w'’-]+){0,8})(?:[,.;:)]|$)"
)
_ARTICLES = frozenset("the a an his her their its our my this that".split())
_INDEFINITE = words.INDEFINITE | {"a", "an"}
_OWNER = re.compile(r"['’]s$")
_MOST_OFFICES = 300


class _Holder(NamedTuple):
    """A person at a place in the text, and the words of the office that stand there."""

    at: int
    office: frozenset[str]
    name: Found


class Offices:
    """The offices of the people of a section."""

    def __init__(self, text: str, people: Sequence[Found]) -> None:
        self._text = text
        self._people = people
        self._holders: list[_Holder] | None = None
        self._asked: dict[tuple[str, frozenset[str]], dict[str, Found]] = {}

    def holders(self, said: str) -> dict[str, Found]:
        """The people, by their keys, who hold the office that words such as `the minister` name."""
        listed = [one.strip(",.").lower() for one in said.split()]
        if listed and listed[0] in _INDEFINITE:
            return {}
        for stop in ("of", "for", "from", "at", "in"):
            if stop in listed[1:]:
                listed = listed[: listed.index(stop, 1)]
        if not listed or listed[-1] not in words.OFFICES:
            return {}
        wanted = {_OWNER.sub("", one) for one in listed[:-1]} - _ARTICLES
        return self._fitting(listed[-1], frozenset(wanted))

    def _fitting(self, head: str, wanted: frozenset[str]) -> dict[str, Found]:
        """Those who hold an office, by their keys: who are said to in so many words, else others.

        So many offices are asked for at most, that a text of nothing else takes no longer.
        """
        asked = head, wanted
        if asked not in self._asked:
            if len(self._asked) == _MOST_OFFICES:
                return {}
            holders = [one for one in self._all() if head in one.office]
            exact = [one for one in holders if wanted and wanted <= one.office]
            agreeing = exact or [one for one in holders if _agree(wanted, one.office - {head})]
            self._asked[asked] = {one.name.key: one.name for one in reversed(agreeing)}
        return self._asked[asked]

    def _all(self) -> list[_Holder]:
        if self._holders is None:
            self._holders = []
            for one in self._people:
                office = self._titles(one) | self._apposition(one)
                if office & words.OFFICES:
                    self._holders.append(_Holder(one.start, frozenset(office), one))
        return self._holders

    def _titles(self, name: Found) -> set[str]:
        """The words of an office before a name: `Russian Defence Minister `, `the director, `."""
        found = _BEFORE.search(self._text, max(0, name.start - 70), name.start)
        if found is None:
            return set()
        office: list[str] = []
        listed = found[1].split()
        for index in range(len(listed) - 1, -1, -1):
            word = listed[index].lower()
            plain = word.strip(",.")
            ended = word.endswith((",", ".")) and index < len(listed) - 1
            if plain in ("and", "in", "on", "to", "with", "by", "told", "said", "met", "that") or (
                ended and plain not in words.TITLES and _has_role(office)
            ):
                break
            if plain in ("of", "for") and not _has_role(office):
                office = []
            office.append(_OWNER.sub("", plain))
            if plain in _ARTICLES:
                break
        if not office or not _has_role(office[:3]):
            return set()
        return set(office) - _ARTICLES

    def _apposition(self, name: Found) -> set[str]:
        """The words of an office after a name: `, the defence minister,`."""
        found = _AFTER.match(self._text, name.end, name.end + 90)
        if found is None:
            return set()
        listed = [one.lower().strip(",.") for one in found[1].split()]
        for stop in ("of", "for", "at", "in", "said", "told", "from"):
            if stop in listed:
                listed = listed[: listed.index(stop)]
        if not listed or listed[-1] not in words.OFFICES:
            return set()
        return {_OWNER.sub("", one) for one in listed} - _ARTICLES


def _has_role(listed: Sequence[str]) -> bool:
    """Whether an office is among the words."""
    return any(one in words.OFFICES or one.rpartition("-")[2] in words.OFFICES for one in listed)


def _agree(wanted: frozenset[str], has: frozenset[str]) -> bool:
    """Whether two descriptions of an office may be of one: `defence` against `foreign` are not."""
    return not wanted or not has or bool(wanted & has) or not (has - words.OFFICES)
