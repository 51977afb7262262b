"""What is said without marks: the clause that a verb of saying has after it or before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from workbench.entities import quotation_words as words
from workbench.entities.quotation_cues import Cue
from workbench.entities.quotation_marks import Marked
from workbench.entities.quotation_sentences import Sentence
from workbench.entities.quotation_subjects import Names, Subject

LONGEST = 1_500
"""Code points of a clause; a longer one is cut there."""

_THAT = re.compile(r"(?<![\w'’])that(?![\w'’])")
_BEFORE_THAT = frozenset(("", "out", "back", "again"))
_PAUSE = re.compile(r"[;:.!?]|,[^,]*$")
_QUESTION = re.compile(r"[\s,]*(?=(?:whether|if|why|how|when|where|who|what)\s)")
_HEARER = re.compile(r"\s+(?:him|her|them|us|me|reporters|journalists|the \w+)(?=\s)")
# A clause has one of these; what only names a thing has not.
_FINITE = re.compile(
    r"(?<![\w'’])(?:is|are|was|were|be|been|has|have|had|will|would|can|could|should|may|might|"
    r"must|do|does|did|cannot|came|went|took|made|gave|got|became|began|saw|knew|left|kept|fell|"
    r"met|ran|led|held|lost|won|felt|thought|found|need|want|plan|hope|expect|remain|\w+ed|\w+s|"
    r"\w+['’](?:t|d|ll|re|ve|s))(?![\w'’])"
)
_PRONOUN = re.compile(r"\s*(?:he|she|it|they|we|I|there|you)(?:\s|['’])")
_ADJUNCT = re.compile(
    r"\s*(?:on|in|at|during|after|before|by|via|through|to|from|for|with|over|late|early|earlier|"
    r"last|this|yesterday|today|tonight|again|later|here|there|recently|quietly|publicly|"
    r"previously|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)(?![\w'’])"
)
_WHERE = re.compile(
    r"\s*(?:in (?:its|his|her|their) turn|"
    r"(?:in|during|at|after|through|via|on|to) (?:an?|the|his|her|its|their) (?:[\w-]+ ){0,3}"
    r"(?:statement|interview|speech|letter|report|address|message|conference|briefing|meeting|"
    r"article|post|tweet|blog|email|e-mail|hearing|interviews|remarks|memo|reporters|"
    r"television|radio|website|broadcast|note|text)(?: (?:on|in) \w+)?"
    r"|(?:on|late on|early on|last|this)? ?(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|"
    r"Sunday|week|month|year|morning|evening|afternoon)(?: (?:night|morning|evening|afternoon))?"
    r"|yesterday|today|tonight|earlier|later|recently)(?![\w'’])"
)
_ON = re.compile(r"\s+(?:on |in |late on |early on )?")
_UNSAID = re.compile(
    r"\s*(?:nothing|goodbye|anything|something|little|much|more|as much|enough|hello|no|yes|it all"
    r"|a few words|farewell|sorry|thank you)(?:\W|$)"
)
_NO_CLAUSE = re.compile(
    r"\s*(?:to|of|about|so|with|at|by|after|before|when|during|while|from|as|for|on|in|into|"
    r"through|via|over|under|against|because|since|until|where|how|why|whether|if|and|or|but|"
    r"published|released|issued|aired|posted|dated|who|which|(?!\w*thing)\w+ing)(?![\w'’])"
)
_APPOSED = re.compile(r", (?:the|an?|who|head|director|chief|spokes\w+)\b[^,.;:]{1,100},")
_RELATIVE = re.compile(r"(?<![\w'’])(?:which|whom|what|who)\s$")
_CONJUNCTION = re.compile(
    r"(?:[,;—–]\s*|\s+)(?:(?:and|but|while|though|although|whereas|yet|or)\s+)?$"
)
_LEAD = re.compile(
    r"(?:(?:But|And|However|Meanwhile|Yet|Still|Also|So|Now|Indeed|Instead|Earlier|Later),?\s+)+"
)
_CONDITION = ("As ", "When ", "While ", "If ", "After ", "Asked ")
_DATELINE = re.compile(
    r"[*_]*[A-ZÀ-Þ][^.;:]{0,60}?(?:\([^()]{1,60}\))?[*_]* ?(?:--|—|–|-) (?=[A-ZÀ-Þ\"“])"
    r"|[A-ZÀ-Þ][\w -]{2,30}, \d{1,2} [A-Z][a-z]+(?: \d{4})?: "
)
_GOES_ON = re.compile(r"[^,.;:—–]{0,90}[,—–]\s*(?P<rest>\S+\s+\S)")
_AN_ASIDE = re.compile(r"(?:who|which|\w+ing|where|and|but|while|as|according)\b")
_TAIL = re.compile(r"[\s.!?…:;,—–\-\])*_]+$")
_WORD = re.compile(r"[^\W_][\w'’-]*")
_OPENING_PRONOUN = re.compile(r"(?:[A-Z]\w+ \w+, )?(He|She|It|They)\b")
_SIGNS = " \t*_\"'“‘«-–—•#>"
_AHEAD = 200
_SUBJECT_WITHIN = 80
_LONGEST_OFFICE = 100


class Clauses:
    """The clauses of a section, whose line breaks are spaces; `names` are its mentions."""

    def __init__(self, text: str, names: Names) -> None:
        self._text = text
        self._names = names

    # -- after the verb

    def after(
        self, cue: Cue, sentence: Sentence, following: Sequence[Cue], *, beside: bool
    ) -> tuple[int, int] | None:
        """What is said after a verb; where marks are `beside` it, it must begin with `that`.

        `following` are the verbs to come, which may have clauses of their own.
        """
        end = min(sentence.end, cue.after + LONGEST)
        if cue.sort == "according":
            begin = self._after_according(cue, sentence, end)
        else:
            begin = self._begin(cue, end, beside)
        return None if begin is None else self._cut(begin, end, following)

    def _after_according(self, cue: Cue, sentence: Sentence, end: int) -> int | None:
        """`According to Interfax, the head of which ..., they will go.`"""
        lead = _LEAD.match(self._text, sentence.start, cue.begin)
        opening = self._text[lead.end() if lead else sentence.start : cue.begin]
        if opening.strip(_SIGNS):
            return None
        apposed = _APPOSED.match(self._text, cue.after, end)
        if apposed and not _FINITE.search(apposed[0]):
            return apposed.end()
        return cue.after if self._text[cue.after : cue.after + 1] in (",", " ") else None

    def _begin(self, cue: Cue, end: int, beside: bool) -> int | None:
        """Where the clause begins."""
        text = self._text
        window = min(end, cue.after + _AHEAD)
        if _RELATIVE.search(text, max(0, cue.begin - 8), cue.begin):
            return None
        if cue.inverted:
            return self._past_that(cue, window) if text.startswith(" that ", cue.after) else None
        if cue.verb in words.ASKING:
            asked = _QUESTION.match(text, self._past_hearer(cue.after, window), window)
            if asked:
                return asked.end()
        if cue.sort == "utter":
            return None
        that = self._past_that(cue, window)
        if that is not None or beside:
            return that
        position = self._past_adjuncts(cue.after, window)
        if _PRONOUN.match(text, position, window):
            return position
        told = cue.sort == "tell" and cue.after > cue.end
        return position if (told or cue.sort == "say") and self._is_clause(position, end) else None

    def _past_that(self, cue: Cue, window: int) -> int | None:
        """Where the `that` ends that opens the clause, perhaps after when, where and to whom."""
        that = _THAT.search(self._text, cue.after, window)
        if that is None:
            return None
        between = self._text[cue.after : that.start()]
        said = between.strip(", ")
        if said and _PAUSE.search(between):
            return None
        adjunct = cue.sort == "tell" or said in _BEFORE_THAT or _ADJUNCT.match(between)
        return that.end() if adjunct and len(said.split()) < 15 else None

    def _past_adjuncts(self, position: int, window: int) -> int:
        """Where what says when and where it was said ends."""
        for _ in range(3):
            found = _WHERE.match(self._text, position, window)
            date = _ON.match(self._text, position)
            name = self._names.dates_from.get(date.end()) if date else None
            if found is None and name is None:
                break
            position = found.end() if found else name.end if name else position
        return position

    def _past_hearer(self, position: int, bound: int) -> int:
        found = _HEARER.match(self._text, position, bound)
        name = self._names.starts.get(position + 1)
        return found.end() if found else name.end if name else position

    def _is_clause(self, position: int, end: int) -> bool:
        """Whether what follows a verb without `that` has a verb itself."""
        rest = self._text[position : min(end, position + _AHEAD)]
        if not rest[:1].isspace() or _NO_CLAUSE.match(rest):
            return False
        unsaid = _UNSAID.match(rest)
        if unsaid:  # "said nothing had changed", but not "said nothing of what he wanted"
            return _FINITE.match(rest, unsaid.end()) is not None
        first, comma, _ = rest.partition(",")
        return _FINITE.search(first if comma and len(first) > 30 else rest) is not None

    def _cut(self, start: int, end: int, following: Sequence[Cue]) -> tuple[int, int] | None:
        """The clause, up to the one of the next verb."""
        text = self._text
        start, end = self._trimmed(start, end)
        for cue in following:
            if not start < cue.begin < end or cue.sort == "utter":
                continue
            before = text[max(start, cue.begin - 12) : cue.begin]
            found = _CONJUNCTION.search(before)
            if found is not None and (found[0].strip() or cue.verb in words.PARTICIPLES):
                end = cue.begin - len(before) + found.start()
                break
        start, end = self._trimmed(start, end)
        return (start, end) if self._has_words(start, end) else None

    # -- before the verb

    def before(
        self, cue: Cue, sentence: Sentence, following: Sequence[Cue]
    ) -> tuple[int, int] | None:
        """What is said before a verb, or round it: `Both had agreed, he said.`

        `following` are the verbs to come.
        """
        text, start = self._text, sentence.start
        if cue.sort in ("utter", "label") or cue.subject is None:
            return None
        if not 0 < cue.begin - start <= LONGEST:
            return None
        lead = self._to_pause(text[start : cue.begin].rstrip(), cue)
        pause = lead.endswith((",", "—", "–"))
        if not pause and cue.sort != "according":
            return None
        stem = lead.rstrip(" ,—–")
        if not self._has_words(start, start + len(stem)):
            return self._round(cue, sentence)
        if lead.startswith(_CONDITION) and pause:
            return None
        # `On Tuesday, Petrov said` begins with no statement.
        if cue.sort != "according" and not cue.inverted and not _FINITE.search(stem):
            return None
        dateline = _DATELINE.match(text, start, cue.begin)
        begin = dateline.end() if dateline else start
        another = following and not self._text[cue.after : following[0].begin].strip(" ,")
        if pause and not cue.inverted and not another:
            goes_on = _GOES_ON.match(text, cue.after, sentence.end)
            if goes_on and not _AN_ASIDE.match(goes_on["rest"]):
                return self._round(cue, sentence)
        begin, end = self._trimmed(begin, start + len(stem))
        return (begin, end) if begin < end else None

    def round_marks(self, sentence: Sentence, pair: Marked) -> tuple[int, int] | None:
        """The clause that ends with marks, from the start of its sentence."""
        if pair.closing - sentence.start > LONGEST:
            return None
        lead = self._text[sentence.start : pair.opening]
        if lead.startswith(_CONDITION) or not _FINITE.search(lead):
            return None
        dateline = _DATELINE.match(self._text, sentence.start, pair.opening)
        begin, _ = self._trimmed(dateline.end() if dateline else sentence.start, pair.opening)
        return (begin, pair.closing) if self._has_words(begin, pair.opening) else None

    def _to_pause(self, lead: str, cue: Cue) -> str:
        """What is before a verb, without a long office: `, the envoy to the Union Ivan Petrov`."""
        comma = lead.rfind(", ")
        if comma < 0 or lead.endswith((",", "—", "–")) or len(lead) - comma > _LONGEST_OFFICE:
            return lead
        person = cue.subject is not None and cue.subject.name is not None
        titled = words.PEOPLE.intersection(lead[comma:].lower().replace("'s", "").split())
        return lead[: comma + 1] if person and titled else lead

    def _round(self, cue: Cue, sentence: Sentence) -> tuple[int, int] | None:
        """The whole sentence round a verb: `Both, he said, had agreed.`"""
        if cue.sort == "according" or not _GOES_ON.match(self._text, cue.after, sentence.end):
            return None
        start, end = self._trimmed(*sentence)
        return (start, end) if start < end else None

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        """Without the signs at both ends that are not said."""
        text = self._text
        tail = _TAIL.search(text, max(start, end - 12), end)
        end = tail.start() if tail else end
        while start < end and (text[start].isspace() or text[start] in ",:-–—•*_#>"):
            start += 1
        return start, end

    def _has_words(self, start: int, end: int) -> bool:
        """Whether there are two words, or more."""
        return len(_WORD.findall(self._text, start, min(end, start + 80))) > 1

    # -- subjects of sentences

    def subject(self, sentence: Sentence, position: int) -> Subject | None:
        """The subject of a sentence, for a participle in it: a pronoun, or the first name."""
        found = _OPENING_PRONOUN.match(self._text, sentence.start, position)
        if found:
            return Subject(*found.span(1), None, found[1].lower())
        for at in range(sentence.start, min(position, sentence.start + _SUBJECT_WITHIN)):
            name = self._names.starts.get(at)
            if name is not None and name.kind != "place":
                return Subject(at, name.end, name)
        return None
