"""Cuts a run of capitalised words into names, and says what each looks like by itself.

What a name looks like depends on its words alone: its titles, its head word, the gazetteer. So
the same run is analysed only once. The text round it has its say later, in `evidence`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from workbench.entities import lexicon, shapes
from workbench.entities.gazetteer import gazetteer
from workbench.entities.shapes import Look
from workbench.entities.words import key_of, words_of

_LONGEST_KNOWN = 7


class Segment(NamedTuple):
    """A possible name, `[start, end)` within its run, and what its words make of it.

    `lead` is where it would start if the small words that open the sentence belonged to it.
    """

    start: int
    end: int
    lead: int
    key: str
    look: Look


@lru_cache(maxsize=1 << 15)
def segments(run: str, opens: bool) -> tuple[Segment, ...]:
    """The possible names of a run, in order; `opens` as in `tokens.Run`."""
    return tuple(_Cutter(run, opens).found)


class _Cutter:
    """Goes through the words of one run from the left, and cuts off one name after another."""

    def __init__(self, run: str, opens: bool) -> None:
        self.found: list[Segment] = []
        self._run = run
        self._words = words_of(run)
        self._lead = 0
        position = 0
        while position < len(self._words):
            position = self._next(position, opens and not self.found)

    def _next(self, first: int, opens: bool) -> int:
        """Cut at the word `first`; returns where to go on."""
        word = self._words[first]
        opener = word.low in (lexicon.OPENERS if opens else lexicon.ARTICLES)
        if word.joint or (opener and not word.dotted):
            counted = shapes.counted_name(self._words[first:])
            if not counted:
                return first + 1
        known = self._known(first)
        if word.code and known == first:
            return first + 1
        end = max(self._chunk_end(first), known)
        joined = self._joined(first, end)
        if joined:
            self._add(first, joined[0], joined[1])
            return joined[0]
        if known - first > 1 and known >= end:
            self._add(first, known, shapes.known(self._key(first, known)))
            return known
        borne = self._office(first, end, opens)
        if borne:
            return borne
        return self._chunk(first, end, opens)

    def _key(self, first: int, end: int) -> str:
        return key_of(self._run, self._words[first:end])

    def _add(self, first: int, end: int, look: Look | None) -> None:
        if look is not None:
            start, stop = self._words[first].start, self._words[end - 1].end
            self.found.append(Segment(start, stop, self._lead, self._key(first, end), look))
        self._lead = self._words[end - 1].end

    def _known(self, first: int) -> int:
        """Where the longest well-known name from `first` ends; `first` if there is none."""
        for end in range(min(len(self._words), first + _LONGEST_KNOWN), first, -1):
            if not self._words[end - 1].joint and gazetteer().knows(self._key(first, end)):
                return end
        return first

    def _chunk_end(self, first: int) -> int:
        """Where the words end that stand together, with nothing between them but name particles."""
        end = first + 1
        while end < len(self._words):
            before, word = self._words[end - 1], self._words[end]
            if before.owner and word.low not in shapes.AFTER_OWNER:
                break
            if word.code or (word.low in lexicon.ARTICLES and not (word.joint or word.dotted)):
                break
            if word.joint:
                step = end + 1
                while step < len(self._words) and self._words[step].joint:
                    step += 1
                between = self._words[end:step]
                if step == len(self._words) or any(
                    small.text not in lexicon.PERSON_PARTICLES for small in between
                ):
                    break
                end = step
            end += 1
        return end

    def _joined(self, first: int, end: int) -> tuple[int, Look] | None:
        """A name that goes on over `of`, `for` or `and`: where it ends, and what it is."""
        words = self._words
        look = shapes.opening(words[first:end])
        if look is None or words[end - 1].owner:
            return self._partners(first, end)
        stop = end
        while stop < len(words) and words[stop].text in shapes.JOINTS_AFTER[look.kind]:
            begin = stop + 1
            while begin < len(words) and words[begin].text == "the":
                begin += 1
            if begin == len(words) or words[begin].joint or words[begin - 1].text in ("and",):
                break
            stop = self._complement(begin)
            if words[stop - 1].owner:
                break
            if (
                shapes.plain(words[begin:stop])
                and stop + 1 < len(words)
                and words[stop].text == "and"
            ):
                further = self._complement(stop + 1)
                stop = further if shapes.plain(words[stop + 1 : further]) else stop
        return (stop, look) if stop > end else None

    def _complement(self, first: int) -> int:
        """Where the name after an `of` ends: before a title, and before a person named there."""
        known = self._known(first)
        if known > first:
            return known
        end = self._chunk_end(first)
        for position in range(first, end):
            if self._words[position].low in lexicon.ROLES and position > first:
                return position
        return end

    def _partners(self, first: int, end: int) -> tuple[int, Look] | None:
        """`Culver & Sons`, `Marks and Sons`: where it ends."""
        words = self._words
        if end + 1 >= len(words) or words[end].text not in ("&", "and"):
            return None
        if words[end].text == "&" or words[end + 1].low in ("sons", "bros", "brothers"):
            return self._chunk_end(end + 1), Look("organisation", shapes.CERTAIN)
        return None

    def _office(self, first: int, end: int, opens: bool) -> int:
        """`Secretary of State Ann Lee`: where the person's name ends; 0 if it does not go on so."""
        words = self._words
        position = end + 1
        if end >= len(words) or words[end].text != "of" or not shapes.is_role(words[end - 1].low):
            return 0
        while position < len(words) and (words[position].joint or words[position].ordinary):
            position += 1
        if position - end < 2 or position == len(words) or words[position - 1].joint:
            return 0
        before = shapes.before_title(words[first:end])
        if before:
            self._name(first, first + before, opens)
        stop = self._chunk_end(position)
        self._add(position, stop, shapes.titled(words[position:stop], False))
        return stop

    def _chunk(self, first: int, end: int, opens: bool) -> int:
        """Cut words that stand together: what is before a title, the title, and who bears it."""
        whole = end
        while end - first > 1 and self._words[end - 1].low in lexicon.POSTNOMINALS:
            end -= 1
        if end < whole:
            self._chunk(first, end, opens)
            return whole
        words = self._words[first:end]
        title = shapes.title(words)
        if title is not None:
            before = shapes.before_title(words[: title + 1])
            if before:
                self._name(first, first + before, opens)
            bearer = first + title + 1
            sure = words[title].low in lexicon.HONORIFICS
            self._add(bearer, end, shapes.titled(self._words[bearer:end], sure))
            return end
        return self._name(first, end, opens)

    def _name(self, first: int, end: int, opens: bool) -> int:
        """Cut words without a title in them."""
        while first < end and shapes.is_demonym(self._words[first]):
            if shapes.organisation(self._words[first:end]):
                break
            first += 1
        if first == end:
            return end
        words = self._words[first:end]
        look = shapes.look(words, self._key(first, end), opens)
        if look is shapes.NOTHING and len(words) > 1 and words[-1].text.isdigit():
            self._name(first, end - 1, opens)
            return end
        if look.weight <= shapes.POSSIBLE and len(words) > 1:
            known = self._known(first)
            if first < known < end and shapes.parts_from(words[known - first :]):
                self._add(first, known, shapes.known(self._key(first, known)))
                return known
            if opens and words[0].ordinary and look.kind is None:
                self._lead = words[0].start
                return self._name(first + 1, end, False)
        if look is not shapes.NOTHING:
            self._add(first, end, look)
        return end
