"""Who is meant by `he`, `the minister` or `the agency`: the speakers of one section, in order.

A pronoun is the last speaker, not the nearest name, as long as one spoke a moment ago. An office is
the person who was said to hold it in the document. What cannot be told stays in its own words.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from workbench.entities import quotation_words as words
from workbench.entities.names import fold, surname
from workbench.entities.parts import Found
from workbench.entities.quotation_offices import Offices
from workbench.entities.quotation_subjects import Subject

# A pronoun is whoever spoke at most so many paragraphs ago.
_REMEMBERED = 2
_OUTLET_BEFORE = re.compile(r"([\w'’-]+) (?:the )?$")
_OUTLET_AFTER = re.compile(r",? (?:(?:state|news|TV|national) )?([\w-]+)")


class Voice(NamedTuple):
    """One who speaks: a mention of the entity, or words where no name is known."""

    name: Found | None
    words: str


class Speakers:
    """The people of a section, and who spoke last."""

    def __init__(self, text: str, found: Sequence[Found]) -> None:
        self._text = text
        self._people = [one for one in found if one.kind == "person"]
        self._at = [one.start for one in self._people]
        self._offices = Offices(text, self._people)
        self._surnames: dict[str, dict[str, Found]] | None = None
        self._genders: dict[str, str] = {}
        self._last: Voice | None = None
        self._last_person: tuple[int, Voice] | None = None
        self._last_body: tuple[int, Voice] | None = None

    def spoke(self, voice: Voice, paragraph: int) -> None:
        """Remember who spoke in a paragraph."""
        self._last = voice
        if voice.name is None and voice.words.split(" ", 1)[0].lower() in words.INDEFINITE:
            return
        if voice.name is None or voice.name.kind == "person":
            self._last_person = paragraph, voice
        if voice.name is None or voice.name.kind != "person":
            self._last_body = paragraph, voice

    def resolve(self, subject: Subject, paragraph: int, opening: int) -> Voice | None:
        """Who a subject is; None if nobody knows. The paragraph begins at `opening`."""
        if subject.pronoun:
            return self._pronoun(subject, paragraph, opening)
        if subject.name is not None:
            if subject.name.kind == "person":
                self._learn(subject.name)
            return Voice(subject.name, _one_line(subject.name.text))
        said = _one_line(subject.words)
        if not said:
            return None
        holder = self._surnamed(said) or self._office(said, subject.start)
        if holder is not None:
            return Voice(holder, _one_line(holder.text))
        return Voice(None, _plain(said))

    # -- pronouns

    def _pronoun(self, subject: Subject, paragraph: int, opening: int) -> Voice | None:
        if subject.pronoun in ("he", "she"):
            return self._person(subject, paragraph, opening)
        if subject.pronoun in ("it", "they") and self._last_body is not None:
            at, voice = self._last_body
            if paragraph - at <= _REMEMBERED and (subject.pronoun == "it" or _many(voice)):
                return voice
        return None

    def _person(self, subject: Subject, paragraph: int, opening: int) -> Voice | None:
        gender = "m" if subject.pronoun == "he" else "f"
        if self._last_person is not None:
            at, voice = self._last_person
            topic = self._topic(subject.start, opening, gender) if at < paragraph else None
            if topic is not None:
                voice = Voice(topic, _one_line(topic.text))
            if paragraph - at <= _REMEMBERED and self._fits(voice, gender):
                self._note(voice, gender)
                return voice
        found = self._introduced(subject.start, opening, gender)
        if found is not None:
            voice = Voice(found, _one_line(found.text))
            self._note(voice, gender)
            return voice
        if self._last_person is not None and self._fits(self._last_person[1], gender):
            return self._last_person[1]
        # A person whose name was taken for that of a body.
        return self._last if self._last_person is None else None

    def _topic(self, position: int, opening: int, gender: str) -> Found | None:
        """The person with whom the paragraph begins, if somebody else spoke before it."""
        index = bisect_right(self._at, opening - 1)
        if index == len(self._people) or self._at[index] >= position:
            return None
        one = self._people[index]
        before = self._text[opening : one.start]
        titled = len(before) < 40 and all(
            word.strip(".").lower() in words.TITLES or word in ("The", "the")
            for word in before.split()
        )
        return one if titled and self._fits(Voice(one, one.text), gender) else None

    def _introduced(self, position: int, opening: int, gender: str) -> Found | None:
        """The person last spoken of: whom the paragraph begins with, else the nearest before."""
        index = bisect_right(self._at, position) - 1
        nearest: Found | None = None
        for step in range(index, max(index - 8, -1), -1):
            one = self._people[step]
            if one.start < opening and nearest is not None and nearest.start >= opening:
                return nearest
            if not self._fits(Voice(one, one.text), gender):
                continue
            if nearest is None or one.start >= opening:
                nearest = one  # whom the paragraph named first
            before = self._text[max(0, one.start - 60) : one.start]
            if re.search(r"(?:^|[.!?]['\"”’]?\s|\n)(?:[A-Z][\w'’-]*\.? |the ){0,5}$", before):
                return one
            if one.start < opening - 1_500:
                break
        return nearest

    def _fits(self, voice: Voice, gender: str) -> bool:
        if voice.name is None:
            head = voice.words.lower()
            if gender == "m":
                return not re.search(r"\b(?:woman|spokeswoman|mother|wife|girl|sister|lady)", head)
            return not re.search(r"\b(?:man|spokesman|father|husband|boy|brother)\b", head)
        known = self._genders.get(voice.name.key) or self._learn(voice.name)
        return not known or known == gender

    def _learn(self, name: Found) -> str:
        """What the title before a name tells."""
        before = self._text[max(0, name.start - 14) : name.start].rstrip(" .").rpartition(" ")[2]
        low = before.lower().strip(".")
        gender = "m" if low in words.MALE else "f" if low in words.FEMALE else ""
        if gender:
            self._genders[name.key] = gender
        return gender

    def _note(self, voice: Voice, gender: str) -> None:
        if voice.name is not None:
            self._genders.setdefault(voice.name.key, gender)

    def _surnamed(self, said: str) -> Found | None:
        """The one person of that surname, which was taken for another word: `Trump said`."""
        if not said[0].isupper() or " " in said:
            return None
        if self._surnames is None:
            self._surnames = {}
            for one in self._people:
                if " " in one.key:
                    bearers = self._surnames.setdefault(surname(one.key), {})
                    bearers[one.key] = one
        bearers = self._surnames.get(fold(said), {})
        return next(iter(bearers.values())) if len(bearers) == 1 else None

    # -- offices

    def _office(self, said: str, position: int) -> Found | None:
        """The person who holds the office that words name, if the document says so."""
        fitting = self._offices.holders(said)
        if not fitting:
            return None
        if len(fitting) == 1:
            return next(iter(fitting.values()))
        if (
            self._last is not None
            and self._last.name is not None
            and self._last.name.key in fitting
        ):
            return self._last.name
        index = bisect_right(self._at, position) - 1
        for step in range(index, max(index - 200, -1), -1):
            if self._people[step].key in fitting:
                return self._people[step]
        return next(iter(fitting.values()))

    # -- outlets

    def is_outlet(self, name: Found | None) -> bool:
        """Whether a mention is of a news agency, a paper or a station."""
        if name is None or name.kind == "person":
            return False
        low = name.text.lower().removeprefix("the ")
        if low in words.AGENCIES or low.rpartition(" ")[2] in words.OUTLETS:
            return name.kind == "organisation" or low in words.AGENCIES
        before = _OUTLET_BEFORE.search(self._text, max(0, name.start - 24), name.start)
        if before and before[1].lower() in words.OF_OUTLETS:
            return True
        after = _OUTLET_AFTER.match(self._text, name.end, name.end + 28)
        return after is not None and after[1].lower() in words.OF_OUTLETS


def _many(voice: Voice) -> bool:
    """Whether `they` may be said of a speaker."""
    if voice.name is not None:
        return voice.name.kind == "organisation"
    last = voice.words.rpartition(" ")[2]
    return (
        last.endswith("s")
        or last in ("police", "people", "others", "media")
        or " and " in voice.words
    )


def _one_line(said: str) -> str:
    return " ".join(said.split())


def _plain(said: str) -> str:
    """Words for a speaker; the first one written small, if it is no name."""
    said = said.strip(" ,")
    first, space, rest = said.partition(" ")
    low = first.lower()
    common = low in words.DETERMINERS or low in words.PEOPLE or low in words.OF_OFFICES
    return f"{low}{space}{rest}" if common and first in (low, low.capitalize()) else said
