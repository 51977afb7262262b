"""The subject before a verb of saying: `Ivan Petrov said`, `the director, Captain Thorne, said`.

What is looked at before a verb is bounded by the caller's `limit`. The text has spaces in the place
of its line breaks.
"""

from __future__ import annotations

import re

from workbench.entities import quotation_words as words
from workbench.entities.parts import Found
from workbench.entities.quotation_subjects import Names, Subject, of_people

_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_TITLE = re.compile(r"([\w'’-]+)\.? $")
_PRONOUN = re.compile(r"(?<![\w'’-])(?:he|she|they|it|we|I|you|who|which|He|She|They|It|We|You)$")
_CAPITALISED = re.compile(r"(?<![\w'’.-])[A-ZÀ-Þ][\w'’&-]+(?: [A-ZÀ-Þ][\w'’&-]+){0,3}$")
_WHO = re.compile(r"(?<=\w)(?:,| )? who (?!.* who )", re.DOTALL)
_COMMAS = ",—–("
_ARTICLES = frozenset(("the", "a", "an"))
_LONGEST_APPOSITION = 140
_LONGEST_WORDS = 90


class SubjectsBefore:
    """The subjects that end where a verb, or the adverbs before it, begin."""

    def __init__(self, text: str, names: Names) -> None:
        self._text = text
        self._names = names

    def ending(self, limit: int, position: int) -> Subject | None:
        """The subject whose words end at `position`."""
        if position <= limit:
            return None
        if self._text[position - 1] in ",—–-)":
            return self._with_apposition(limit, position)
        pronoun = self._pronoun(limit, position)
        if pronoun is None:
            return self._name(limit, position) or self._words(limit, position)
        if pronoun.pronoun not in ("who", "which"):
            return pronoun
        antecedent = self._text[limit : pronoun.start].rstrip(" ,")
        return self._name(limit, limit + len(antecedent)) or pronoun

    def _pronoun(self, limit: int, position: int) -> Subject | None:
        found = _PRONOUN.search(self._text, max(limit, position - 6), position)
        return Subject(found.start(), position, None, found[0].lower()) if found else None

    def _word_before(self, limit: int, position: int) -> tuple[str, int]:
        """The word before a position, in lower case, and where it begins."""
        before = self._text[limit:position].rstrip()
        word = before.rpartition(" ")[2]
        return word.lower(), limit + len(before) - len(word)

    def _name(self, limit: int, position: int) -> Subject | None:
        """The subject that ends with a mention."""
        name = self._names.ends.get(position)
        if name is None or name.start < limit:
            return None
        front = self.front(limit, name.start)
        word, at = self._word_before(limit, front)
        if word in words.PREPOSITIONS:
            return self._head(limit, at, position, word)
        if word == "and":
            first = self._names.ends.get(at - 1)
            if first is not None and first.kind == name.kind and first.start >= limit:
                said = self._text[first.start : position]
                return Subject(self.front(limit, first.start), position, None, "", said)
        return Subject(front, position, name)

    def _head(self, limit: int, preposition: int, position: int, word: str) -> Subject | None:
        """`Petrov of the ministry`, `a spokesman for the ministry`: who is before the `of`."""
        before = limit + len(self._text[limit:preposition].rstrip())
        head = self._names.ends.get(before)
        if head is not None and head.start >= limit and word in ("of", "from", "for", "at"):
            return Subject(self.front(limit, head.start), position, head)
        people = self._people(limit, before)
        if people is None:
            return None
        return Subject(people, position, None, "", self._text[people:position])

    def front(self, limit: int, start: int) -> int:
        """Where the titles begin that stand before a name: `the Russian defence minister `."""
        position = start
        for _ in range(6):
            found = _TITLE.search(self._text, max(limit, position - 30), position)
            if found is None:
                break
            word = found[1].lower()
            titled = any(part in words.TITLES for part in (word, *word.split("-")))
            if not titled and word not in _ARTICLES:
                further = found[1][0].isupper() or word in words.OF_OFFICES | words.OPENING
                if position == start or not further:
                    break
            elif word in ("a", "an") and position == start:
                break
            position = found.start()
            if word in _ARTICLES:
                break
        return position

    def _with_apposition(self, limit: int, position: int) -> Subject | None:
        """`Ann Lee, the director,` or `the director, Ann Lee,` before the verb."""
        text = self._text
        end = position - 1
        for turn in range(4):
            close = limit + len(text[limit:end].rstrip())
            name = self._names.ends.get(close)
            if name is not None and name.start >= limit:
                front = self.front(limit, name.start)
                word, _ = self._word_before(limit, front)
                inside = turn == 0 and word and word[-1] not in _COMMAS
                if not inside and word not in words.PREPOSITIONS | {"and", "met", "told"}:
                    if turn:
                        return Subject(front, position, name)
                    whose = self._whose(limit, front) if front == name.start else None
                    return whose or Subject(self._apposed(limit, front), position, name)
            if turn:
                people = self._people(limit, close)
                if people is not None:
                    return Subject(people, position, None, "", text[people:close])
                pronoun = self._pronoun(limit, close)
                if pronoun and pronoun.pronoun not in ("who", "which"):
                    return pronoun._replace(end=position)
                unknown = self._unknown(limit, close)
                if unknown is not None and unknown.start == limit:
                    return unknown._replace(end=position)
            comma = max(text.rfind(mark, limit, end) for mark in _COMMAS)
            if comma < 0 or end - comma > _LONGEST_APPOSITION:
                return None
            end = comma
        return None

    def _whose(self, limit: int, front: int) -> Subject | None:
        """`Ann Lee, West Virginia,`: the person before a place or a body."""
        before = limit + len(self._text[limit:front].rstrip(" ,—–("))
        name = self._names.ends.get(before)
        if name is None or name.kind != "person" or name.start < limit:
            return None
        return Subject(self.front(limit, name.start), before, name)

    def _apposed(self, limit: int, front: int) -> int:
        """Where the words begin that a name is in apposition to: `the director, Ann Lee,`."""
        before = limit + len(self._text[limit:front].rstrip(" ,—–("))
        subject = self._name(limit, before)
        people = subject.start if subject else self._people(limit, before)
        return front if people is None else people

    def _people(self, limit: int, position: int) -> int | None:
        """Where words for people begin that end at `position`: `a former minister`."""
        listed = self._last_words(max(limit, position - _LONGEST_WORDS), position)
        for index in range(len(listed) - 1, -1, -1):
            at, word = listed[index]
            if word in words.OPENING or word.endswith(words.OWNER):
                whose = self._of(limit, at)
                if whose is not None:
                    return whose
                people = of_people(one.rstrip(",") for _, one in listed[index:])
                return at if people else None
            if word in words.BREAKING and index < len(listed) - 1:
                break
        return self._unopened(listed)

    def _of(self, limit: int, position: int) -> int | None:
        """Where words begin to which those from a position belong: `a spokesman for`."""
        word, at = self._word_before(limit, position)
        if word not in ("of", "for", "from", "by", "at"):
            return None
        return self._people(limit, limit + len(self._text[limit:at].rstrip()))

    def _last_words(self, limit: int, position: int) -> list[tuple[int, str]]:
        """The words right before a position, at most eight with nothing but spaces between."""
        at = position
        listed: list[tuple[int, str]] = []
        for word in reversed(self._text[limit:position].split()[-8:]):
            at = self._text.rfind(word, limit, at)
            if not word[0].isalpha() or (listed and not word[-1].isalnum() and word[-1] != "'"):
                break
            listed.append((at, word.lower()))
        return listed[::-1]

    def _unopened(self, listed: list[tuple[int, str]]) -> int | None:
        """The same without an article: `senior officials`."""
        if not listed:
            return None
        head = listed[-1][1]
        if head not in words.PEOPLE or head in words.DETERMINERS:
            return None
        first = len(listed) - 1
        while first and listed[first - 1][1] in words.DETERMINERS | words.OF_OFFICES:
            first -= 1
        return listed[first][0]

    def _words(self, limit: int, position: int) -> Subject | None:
        """A subject without a known name: people by what they are, or an unknown name."""
        people = self._people(limit, position)
        if people is not None:
            outlet = self._outlet(people, position)
            start = min(people, outlet.start) if outlet else people
            return Subject(start, position, outlet, "", self._text[start:position])
        return (
            self._relative(limit, position)
            or self._thing(limit, position)
            or self._unknown(limit, position)
        )

    def _relative(self, limit: int, position: int) -> Subject | None:
        """`Five people who work on the water` before the verb."""
        found = _WHO.search(self._text, limit, position)
        if found is None:
            return None
        whose = limit + len(self._text[limit : found.start()].rstrip(" ,"))
        name = self._names.ends.get(whose)
        if name is not None and name.start >= limit:
            return Subject(self.front(limit, name.start), position, name)
        people = self._people(limit, whose)
        if people is None:
            return None
        return Subject(people, position, None, "", self._text[people:whose])

    def _thing(self, limit: int, position: int) -> Subject | None:
        """`the resolution of 27 April`, `Thursday's article`: what else may say something."""
        found = list(_WORD.finditer(self._text, max(limit, position - 70), position))
        for index in range(len(found) - 1, max(len(found) - 6, -1), -1):
            word = found[index][0].lower()
            last = index == len(found) - 1
            if word in words.BREAKING | words.NOT_SAID or (last and word in words.PREPOSITIONS):
                return None
            if word in words.OPENING or word.endswith(words.OWNER):
                before, _ = self._word_before(limit, found[index].start())
                if before in words.PREPOSITIONS or last:
                    return None
                start = found[index].start()
                return Subject(start, position, None, "", self._text[start:position])
        return None

    def _unknown(self, limit: int, position: int) -> Subject | None:
        """A name that is nobody's yet: `Vey said`."""
        found = _CAPITALISED.search(self._text, max(limit, position - 60), position)
        if found is None or found[0].endswith((*words.OWNER, "s'", "s’")):
            return None
        low = found[0].lower()
        if low in words.DETERMINERS | words.BREAKING | words.PREPOSITIONS:
            return None
        return Subject(found.start(), position, None, "", found[0])

    def _outlet(self, start: int, end: int) -> Found | None:
        """The outlet among words such as `the Interfax news agency`."""
        starts, ends = self._names.starts, self._names.ends
        name = starts.get(start) or starts.get(start + len("the ")) or ends.get(start - 1)
        if name is None or name.end > end:
            return None
        after = self._text[name.end : end].lower().split()
        return name if after and after[-1] in words.OF_OUTLETS else None
