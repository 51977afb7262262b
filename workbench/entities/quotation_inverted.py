"""The subject after a verb of saying: `said Ivan Petrov`, `said the director, Captain Thorne`."""

from __future__ import annotations

import re

from workbench.entities import quotation_words as words
from workbench.entities.parts import Found
from workbench.entities.quotation_subjects import Names, Subject, of_people

STOP = re.compile(r"[,.;:!?()\"“”«»—–]")
_PRONOUN = re.compile(r"(?:he|she|they|I|we|it)(?![\w'’])")
# Begin what is said, not who says it.
_CLAUSE = frozenset(
    "he she it they there would was is had has will were are to if when and that which who".split()
)
# Say when and where it was said.
_ADJUNCT = frozenset("in on at as after during while before".split())
_MOST_WORDS = 8


class SubjectsAfter:
    """The subjects that follow a verb."""

    def __init__(self, text: str, names: Names) -> None:
        self._text = text
        self._names = names

    def beginning(self, end: int, bound: int) -> Subject | None:
        """The subject whose words begin behind `end`, the end of a verb."""
        text = self._text
        start = end
        while start < bound and text[start].isspace():
            start += 1
        if start == end or start >= bound:
            return None
        stop = STOP.search(text, start, bound)
        close = stop.start() if stop else bound
        pronoun = _PRONOUN.match(text, start, bound)
        if pronoun:
            return (
                Subject(start, close, None, pronoun[0].lower()) if pronoun.end() == close else None
            )
        position = start
        for _ in range(_MOST_WORDS + 1):
            name = self._names.starts.get(position)
            if name is not None:
                return self._named(start, name, close, bound)
            space = text.find(" ", position, close)
            word = text[position : space if space >= 0 else close].lower()
            if word in _ADJUNCT or word in ("that", "which", "who"):
                close = max(position - 1, start)
                break
            if word in _CLAUSE or word in words.NOT_SAID:
                return None
            if space < 0:
                break
            position = space + 1
        return self._unnamed(start, close, bound)

    def _unnamed(self, start: int, close: int, bound: int) -> Subject | None:
        """`the minister`, `one of them`, perhaps with the name behind a comma."""
        said = self._text[start:close].rstrip()
        listed = said.lower().split()
        if not 0 < len(listed) <= _MOST_WORDS:
            return None
        people = of_people(listed)
        strange = said[0].isupper() and len(listed) < 4
        thing = listed[0] in words.OPENING and len(listed) < 6
        if not (people or strange or thing):
            return None
        whole = start + len(said)
        name = self._apposed(whole, bound)
        return Subject(start, name.end if name else whole, name, "", said)

    def _named(self, start: int, name: Found, close: int, bound: int) -> Subject | None:
        """A subject with a mention in it, which may not be the one who speaks."""
        text = self._text
        before = text[start : name.start].lower().split()
        whose = text[name.end : name.end + 2] in words.OWNER
        if before[-1:] == ["the"]:
            before.pop()
        if whose or (before and before[-1] in words.PREPOSITIONS):
            person = self._further(name.end, close) if whose else None
            if person is not None:
                return Subject(start, person.end, person)
            whole = start + len(text[start:close].rstrip())
            person = self._apposed(whole, bound)
            return Subject(start, person.end if person else whole, person, "", text[start:whole])
        if any(word in words.BREAKING for word in before):
            return None
        person = self._further(name.end, close) if name.kind != "person" else None
        office = text[name.end : close].split()[:2]
        if person is None and name.kind != "person" and office and office[0] in words.PARTS:
            whole = start + len(text[start:close].rstrip())
            return Subject(start, whole, None, "", text[start:whole])
        return Subject(start, (person or name).end, person or name)

    def _further(self, position: int, close: int) -> Found | None:
        """The person after somebody's: `Georgia's foreign minister Eka T.`, `Port director Lee`."""
        for _ in range(5):
            space = self._text.find(" ", position, close)
            if space < 0:
                return None
            position = space + 1
            name = self._names.starts.get(position)
            if name is not None:
                return name if name.kind == "person" else None
            following = self._text[position:close].partition(" ")[0].lower()
            if following in words.BREAKING or following in words.PREPOSITIONS:
                return None
        return None

    def _apposed(self, comma: int, bound: int) -> Found | None:
        """The person named after a comma: `the director, Captain Konrad Thorne`."""
        if self._text[comma : comma + 2] != ", ":
            return None
        position = comma + 2
        for _ in range(3):
            name = self._names.starts.get(position)
            if name is not None:
                closed = self._text[name.end : name.end + 1] in ("", *",.;:")
                return name if closed and name.kind == "person" and name.end <= bound else None
            space = self._text.find(" ", position, min(bound, position + 24))
            if space < 0 or self._text[position:space].lower().strip(".") not in words.TITLES:
                return None
            position = space + 1
        return None
