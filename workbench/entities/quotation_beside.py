"""Which marks stand beside which verb of saying: `"...," he said` and `he said: "..."`."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from workbench.entities import quotation_words as words
from workbench.entities.quotation_cues import Cue
from workbench.entities.quotation_loose import names_something, number_of_words
from workbench.entities.quotation_marks import Marked
from workbench.entities.quotation_subjects import Names, Subject

_BETWEEN = re.compile(r"[\s,—–-]*")
_ADJUNCT = re.compile(
    r"[\s,]*(?:on|in|at|to|during|after|before|from|by|via|when|as|with|of|about|last|this|late|"
    r"early|earlier|yesterday|today|later|again|reporters|journalists|[a-z]+ly)\b"
)
_NOTHING = frozenset(("", ",", ":", "that", "—", "–", "-", ", that", ": that"))
_SENTENCE_ENDS = re.compile(r"[!?;.]\s")
_FARTHEST = 200
_SHORT = 60
_LONGEST_SUBJECT = 150


class Beside(NamedTuple):
    """The marks beside each verb, by their numbers; and where sentences only seemed to begin."""

    marks: dict[int, list[int]]
    joints: set[int]

    @classmethod
    def of(
        cls, text: str, names: Names, pairs: Sequence[Marked], cues: list[Cue], opening: int
    ) -> Beside:
        """Of the `pairs` and `cues` of a paragraph that begins at `opening`, both in order.

        Cues whose subject is only known by the marks before it are exchanged.
        """
        found = cls({}, set())
        openings = [pair.opening for pair in pairs]
        taken: set[int] = set()
        for number, one in enumerate(cues):
            index = bisect_right(openings, one.begin) - 1
            if index < 0:
                continue
            cue = cues[number] = _completed(text, names, pairs[index], one)
            if index not in taken and _follows(text, pairs[index], cue, opening):
                found.marks.setdefault(number, []).append(index)
                found.joints.add(cue.begin)
                taken.add(index)
        for number, cue in enumerate(cues):
            index = bisect_right(openings, cue.after - 1)
            if index == len(pairs) or index in taken:
                continue
            last = number + 1 == len(cues) or cues[number + 1].start > pairs[index].opening
            if last and _leads_to(text, cue, pairs[index], opening):
                found.marks.setdefault(number, []).append(index)
                taken.add(index)
        return found


def _completed(text: str, names: Names, pair: Marked, cue: Cue) -> Cue:
    """`"...," Ann Lee of whatever it is said`: the subject begins behind the marks."""
    begin = pair.closing
    noun = cue.verb.endswith("s") and cue.sort == "state"  # "states", "notes"
    if noun or cue.subject or cue.sort == "label" or not 0 < cue.start - begin < _LONGEST_SUBJECT:
        return cue
    while begin < cue.start and text[begin] in " ,":
        begin += 1
    name = names.starts.get(begin)
    if name is None or name.end > cue.start:
        return cue
    return cue._replace(begin=begin, subject=Subject(begin, cue.start, name))


def _follows(text: str, pair: Marked, cue: Cue, opening: int) -> bool:
    """Whether nothing stands between marks and the clause of a verb after them."""
    if cue.sort == "label" or cue.subject is None or pair.closing > cue.begin:
        return False
    before = text[max(opening, pair.opening - 4) : pair.opening].rstrip()[-1:]
    if before.isalnum() and names_something(text, pair, opening):
        return False  # on "Face the Nation," she said
    if text[pair.end - 1] == "," and cue.begin - pair.closing < _SHORT:
        return True  # whatever the words between, the sentence goes on
    between = _BETWEEN.match(text, pair.closing, cue.begin)
    if between is None or between.end() != cue.begin:
        return False
    # `"We go." Petrov said that ...`: the verb has its own words to come.
    ended = text[pair.end - 1] == "." and "," not in text[pair.closing : cue.begin]
    capital = text[cue.begin].isupper()
    return not (ended and capital) or text[cue.after : cue.after + 1] in (".", ",", ":", "")


def _leads_to(text: str, cue: Cue, pair: Marked, opening: int) -> bool:
    """Whether what follows a verb, but for when, where and to whom, stands in the marks."""
    if cue.sort == "label" or pair.opening - cue.after > _FARTHEST:
        return False
    if cue.subject is None and cue.verb not in words.PARTICIPLES and cue.sort != "utter":
        return False
    between = text[cue.after : pair.opening]
    stripped = between.strip()
    if stripped in _NOTHING:
        return True
    if _SENTENCE_ENDS.search(between):
        return False
    if stripped.endswith(":"):
        return True
    adjunct = _ADJUNCT.match(between) is not None
    if stripped.endswith(","):
        most = 3 if cue.inverted else 1
        return stripped.count(",") <= most and bool(cue.inverted or adjunct or cue.told)
    if names_something(text, pair, opening):
        return False
    if stripped.endswith(" that") and adjunct:
        return True
    if "," in stripped or len(stripped) >= _SHORT or not text[pair.start].isupper():
        return False
    return cue.sort in ("tell", "utter") or (adjunct and number_of_words(text, pair) > 2)
