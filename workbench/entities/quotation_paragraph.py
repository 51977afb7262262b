"""One paragraph: who says what in it, by its verbs of saying and by its marks."""

from __future__ import annotations

import re
from bisect import bisect_right, insort

from workbench.entities import quotation_words as words
from workbench.entities.parts import Found
from workbench.entities.quotation_beside import Beside
from workbench.entities.quotation_cues import Cue
from workbench.entities.quotation_loose import is_sentence, names_something, number_of_words
from workbench.entities.quotation_marks import Marked
from workbench.entities.quotation_said import Said, Section, Spoken
from workbench.entities.quotation_sentences import Sentence, Sentences
from workbench.entities.quotation_signed import signer
from workbench.entities.quotation_speakers import Voice
from workbench.spans import Span

_INTERVIEW = re.compile(r"(?:interviews? (?:with|for|on|by)|(?<! )[ ]to) (?:the )?(?:[\w-]+ ){0,3}")
_NEARBY = 90
# A fragment so close behind what somebody said is theirs.
_NEAR = 250
# A label is put on a thing that is named at most so far behind it.
_LABEL = 120
# Words that show by themselves that somebody said them.
_TELLING = 5
_LONGEST_NAME = 40
_LOOKED_BACK = 8


class Paragraph:
    """The paragraph with a number, its marks and verbs in order, and its sentences."""

    def __init__(
        self,
        section: Section,
        number: int,
        sentences: Sentences,
        pairs: list[Marked],
        cues: list[Cue],
    ) -> None:
        self._section = section
        self._text = section.text
        self._number = number
        self._start, self._end = sentences.start, sentences.end
        self._sentences = sentences
        self._pairs = pairs
        self._cues = cues
        self._starts = [cue.start for cue in cues]
        self._voices: list[tuple[Voice | None, str]] = []
        self._spoken: list[Spoken] = []
        self._found: list[tuple[int, int]] = []

    def read(self) -> None:
        """Find what is said in the paragraph."""
        section = self._section
        beside = Beside.of(self._text, section.names, self._pairs, self._cues, self._start)
        self._sentences.join(beside.joints)
        for index, cue in enumerate(self._cues):
            self._take(index, cue, beside.marks.get(index, []))
        taken = {pair for pairs in beside.marks.values() for pair in pairs}
        for index, pair in enumerate(self._pairs):
            if index not in taken:
                self._take_loose(pair)
        section.before = self._last_word()

    def _last_word(self) -> Spoken | None:
        """Who may go on in the next paragraph: not one whose words have come to their end."""
        last = self._spoken[-1] if self._spoken else None
        if last is None or last.voice is None or last.cue in words.ASKING:
            return None
        if self._pairs and not self._pairs[-1].open and self._end - self._pairs[-1].closing < 3:
            return None
        return last

    # -- what each verb says

    def _take(self, index: int, cue: Cue, beside: list[int]) -> None:
        sentence = self._sentences.at(cue.start)
        speakers = self._section.speakers
        voice, via = self._voice(cue, sentence), self._through(cue)
        reported = None if cue.sort == "label" else self._reported(index, cue, sentence, beside)
        if voice is not None and voice.name is not None and speakers.is_outlet(voice.name):
            via, voice = voice.name.text, None
            if self._earlier_through(sentence, cue, via):
                self._voices.append((None, via))
                return
        self._voices.append((voice, via))
        if not beside and reported is None:
            return
        if voice is not None:
            speakers.spoke(voice, self._number)
        for pair in beside:
            self._add(self._pairs[pair], cue.verb, voice, via)
        if reported is not None and (voice is not None or via):
            self._put(*reported, False, cue.verb, voice, via)
        insort(self._spoken, Spoken(cue.end, voice, cue.verb, via), key=lambda one: one.at)

    def _voice(self, cue: Cue, sentence: Sentence) -> Voice | None:
        speakers = self._section.speakers
        subject = cue.subject
        if subject is None and cue.verb in words.PARTICIPLES:
            last = self._spoken[-1] if self._spoken else None
            if last is not None and last.voice is not None and last.at > sentence.start:
                return last.voice
            subject = self._section.clauses.subject(sentence, cue.start)
        return speakers.resolve(subject, self._number, self._start) if subject else None

    def _through(self, cue: Cue) -> str:
        """The outlet that the words came through."""
        section = self._section
        if cue.through is not None:
            return cue.through.text
        if cue.told is not None and section.speakers.is_outlet(cue.told):
            return cue.told.text
        sentence = self._sentences.at(cue.start)
        for start, end in (
            (cue.end, min(cue.end + _NEARBY, sentence.end)),
            (max(sentence.start, cue.begin - _NEARBY), cue.begin),
        ):
            outlet = self._interviewer(start, end)
            if outlet is not None:
                return outlet.text
        if cue.verb in ("quoting as saying", "citing as saying") and self._spoken:
            return self._spoken[-1].via
        return section.via

    def _interviewer(self, start: int, end: int) -> Found | None:
        """The outlet that is told something, or has an interview, in a range."""
        if not self._text.startswith(" to ", start) and "interview" not in self._text[start:end]:
            return None
        found = _INTERVIEW.search(self._text, start, end)
        outlet = self._section.names.first(found.start(), found.end() + 1) if found else None
        return outlet if self._section.speakers.is_outlet(outlet) else None

    def _earlier_through(self, sentence: Sentence, cue: Cue, via: str) -> bool:
        """`..., Petrov said, Interfax reported`: what was said came through the outlet."""
        said = self._section.said
        mine = [
            place
            for place in self._found[-_LOOKED_BACK:]
            if sentence.start <= place[0] < cue.start and (said[place].speaker or said[place].words)
        ]
        if not mine or cue.after < sentence.end - _LONGEST_NAME:
            return False
        for place in mine:
            said[place] = said[place]._replace(via=via)
        return True

    def _reported(
        self, index: int, cue: Cue, sentence: Sentence, beside: list[int]
    ) -> tuple[int, int] | None:
        """What is said without marks."""
        clauses = self._section.clauses
        if any(self._pairs[pair].opening >= cue.after for pair in beside):
            return None
        following = [
            one
            for one in self._cues[index + 1 : index + _LOOKED_BACK]
            if one.begin < sentence.end and (one.subject or one.verb in words.PARTICIPLES)
        ]
        after = clauses.after(cue, sentence, following, beside=bool(beside))
        if after is not None:
            return after
        if beside:
            # `They will stay "for a long time", he said`: what he said begins before the marks.
            first = self._pairs[beside[0]]
            part = sentence.start < first.opening and not is_sentence(self._text, first)
            return clauses.round_marks(sentence, first) if part else None
        taken = any(sentence.start <= one.at <= cue.start for one in self._spoken[-_LOOKED_BACK:])
        return None if taken else clauses.before(cue, sentence, following)

    # -- marks without a verb beside them: a fragment, a chain, or nothing that was said

    def _take_loose(self, pair: Marked) -> None:
        section = self._section
        number = number_of_words(self._text, pair)
        if not number or names_something(self._text, pair, self._start):
            return
        whole = is_sentence(self._text, pair)
        if pair.continued and section.before is not None:
            self._add(pair, section.before.cue, section.before.voice, section.before.via)
            return
        signed = signer(section, self._number, Span(self._start, self._end), pair)
        if signed is not None:
            self._add(pair, "", signed, section.via)
            return
        index = self._verb_of(pair, whole)
        if index is not None and number >= (1 if self._cues[index].sort == "label" else 2):
            voice, via = self._voices[index]
            if voice is not None or number > 2:
                self._add(pair, self._cues[index].verb, voice, via)
            return
        earlier = self._earlier(pair, number, whole)
        if earlier is not None:
            self._add(pair, earlier.cue, earlier.voice, earlier.via)
        elif whole or number >= _TELLING:
            self._add(pair, "", None, section.via)

    def _earlier(self, pair: Marked, number: int, whole: bool) -> Spoken | None:
        """Whoever spoke before the marks, in the paragraph or at the end of the one before."""
        index = bisect_right(self._spoken, pair.opening, key=lambda one: one.at) - 1
        if index >= 0:
            earlier = self._spoken[index]
            near = number > 2 and pair.opening - earlier.at < _NEAR
            return earlier if whole or near else None
        alone = whole and pair.opening == self._start and not self._spoken
        return self._section.before if alone else None

    def _verb_of(self, pair: Marked, whole: bool) -> int | None:
        """The verb in the sentence of a fragment that says whose words they are."""
        sentence = self._sentences.at(pair.opening)
        last = bisect_right(self._starts, pair.opening)
        for index in range(last - 1, max(last - _LOOKED_BACK, 0) - 1, -1):
            if self._cues[index].start < sentence.start:
                break
            if self._can_have(self._cues[index], pair, whole):
                return index
        for index in range(last, min(last + _LOOKED_BACK, len(self._cues))):
            cue = self._cues[index]
            if cue.start >= sentence.end:
                break
            if cue.sort not in ("utter", "label") and self._can_have(cue, pair, whole):
                return index
        return None

    def _can_have(self, cue: Cue, pair: Marked, whole: bool) -> bool:
        if cue.subject is None and cue.verb not in words.PARTICIPLES:
            return False
        return cue.sort != "label" or (not whole and 0 <= pair.opening - cue.end < _LABEL)

    # -- keeping

    def _add(self, pair: Marked, cue: str, voice: Voice | None, via: str) -> None:
        text = self._text
        start, end = pair.start, pair.end
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        self._put(start, end, True, cue, voice, via)
        insort(self._spoken, Spoken(pair.closing, voice, cue, via), key=lambda one: one.at)

    def _put(
        self, start: int, end: int, direct: bool, cue: str, voice: Voice | None, via: str
    ) -> None:
        if start < end:
            name, said = voice or (None, "")
            via = " ".join(via.split())
            self._section.said[start, end] = Said(start, end, direct, cue, name, said, via)
            self._found.append((start, end))
