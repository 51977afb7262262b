"""The verbs of saying, each with its subject: who says something, to whom, through whom.

Positions are code points; the text has spaces in the place of its line breaks. Whatever is looked
at round a verb is bounded, so that the time taken grows with the text alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

from workbench.entities import quotation_words as words
from workbench.entities.parts import Found
from workbench.entities.quotation_inverted import STOP, SubjectsAfter
from workbench.entities.quotation_preceding import SubjectsBefore
from workbench.entities.quotation_subjects import Names, Subject, of_people

Sort = Literal["say", "tell", "state", "utter", "label", "quote", "according"]

_REACH = 240
_FORWARD = 160
_SORTS: dict[str, Sort] = {
    **dict.fromkeys(words.LABELLING, "label"),
    **dict.fromkeys(words.UTTERING, "utter"),
    **dict.fromkeys(words.STATING, "state"),
    **dict.fromkeys(words.TELLING, "tell"),
    **dict.fromkeys(words.SAYING, "say"),
    **dict.fromkeys(words.QUOTING, "quote"),
    words.ACCORDING: "according",
}


def _tree(listed: Iterable[str]) -> str:
    """A pattern for words that looks at each of their letters once."""
    branches: dict[str, list[str]] = {}
    for word in listed:
        branches.setdefault(word[:1], []).append(word[1:])
    rest = [
        re.escape(letter) + _tree(sorted(tails)) for letter, tails in branches.items() if letter
    ]
    if not rest:
        return ""
    pattern = rest[0] if len(rest) == 1 else f"(?:{'|'.join(rest)})"
    return f"(?:{pattern})?" if "" in branches else pattern


VERB = re.compile(rf"(?<![\w-])(?:{_tree([*sorted(_SORTS), 'According'])})(?![\w'’-])")
_ADVERBS = re.compile(
    r"(?:(?<=[\s,])(?:also|later|then|once|again|has|had|have|'s|earlier|repeatedly|recently|"
    r"since|often|long|now|already|just|still|only|further|even|all|both|never|went|on|to|"
    r"go|goes|told|in|turn|instead|meanwhile|today|yesterday|tonight|"
    r"last|this|week|month|year|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|"
    r"(?!family|supply|reply|ally|assembly|july|italy)[a-z]+ly),?\s+)+$"
)
_SPACE = re.compile(r"\s*")
_HEARER = re.compile(r"(?:him|her|them|us|me|you|it)(?![\w'’])")
_HEARD = re.compile(
    r"[,.;:!?\"“”«»‘]|\b(?:that|on|in|at|during|after|yesterday|he|she|it|they|there|the|how|about|"
    r"of|to|last)\b"
)
_OUTLET = re.compile(
    r"['’]s(?: [\w-]+){1,3}"
    r"|(?: (?:news|state|TV|radio|television|newspaper|agency|daily|magazine|channel|website)\b)"
    r"{1,3}"
)
_RECORD = re.compile(r"(?:[\w'’-]+ ){0,5}[\w'’-]+")
_AS_SAYING = re.compile(r"\bas (?:saying|telling|having said|writing)(?![\w'’])")
_QUOTED = re.compile(r"\s(him|her|them)\s")
_WHOM = {"him": "he", "her": "she", "them": "they"}
_AUXILIARY = re.compile(r"(?:\s(?:has|had|have|also|later))*\s(?:was|were|is|are|been)$")


class Cue(NamedTuple):
    """A verb of saying at `[start, end)`; its clause begins at `begin`.

    What is said may come from `after` on. `inverted` says that the subject follows the verb,
    `told` whom it is told, `through` who quotes it.
    """

    start: int
    end: int
    verb: str
    sort: Sort
    begin: int
    after: int
    subject: Subject | None
    inverted: bool = False
    told: Found | None = None
    through: Found | None = None


class CueReader:
    """Finds the cues of a section; `names` are its mentions."""

    def __init__(self, text: str, names: Names) -> None:
        self._text = text
        self._names = names
        self._before = SubjectsBefore(text, names)
        self._after = SubjectsAfter(text, names)

    def cue(self, match: re.Match[str], limit: int, bound: int) -> Cue | None:
        """What a verb is the cue of; nothing before `limit` or from `bound` on belongs to it."""
        start, end = match.span()
        verb = match[0].lower()
        bound, limit = min(bound, end + _FORWARD), max(limit, start - _REACH)
        cue = Cue(start, end, verb, _SORTS[verb], start, end, None)
        match cue.sort:
            case "according":
                return self._according(cue, bound)
            case "quote":
                return self._quoting(cue, limit, bound)
        if verb in words.PARTICIPLES:
            return self._participle(cue, limit, bound)
        position, spoilt = self._without_adverbs(limit, start)
        if verb == "asked" and self._text[limit:start].rstrip(" ").endswith(","):
            # `Mrs Pell, asked whether she voted,` is no question of hers.
            spoilt = spoilt or self._text[limit:start].strip(" ,") != ""
        if spoilt:
            return self._passive(cue, limit, bound)
        if verb == "say" and not self._may_say(limit, position):
            return None
        return self._with_subject(cue, limit, position, bound)

    def _with_subject(self, cue: Cue, limit: int, position: int, bound: int) -> Cue | None:
        subject = self._closing(cue, limit, bound)
        if subject is not None:
            return cue._replace(after=subject.end, subject=subject, inverted=True)
        subject = self._before.ending(limit, position)
        if subject is not None:
            if subject.pronoun == "which":
                return None
            cue = cue._replace(begin=subject.start, subject=subject)
        elif self._may_be_inverted(cue, limit):
            subject = self._after.beginning(cue.end, bound)
            if subject is not None:
                cue = cue._replace(after=subject.end, subject=subject, inverted=True)
        return self._told(cue, bound) if cue.sort == "tell" else cue

    def _closing(self, cue: Cue, limit: int, bound: int) -> Subject | None:
        """The subject with which a clause closes: `..., says the mayor.`"""
        if cue.sort != "say" or not self._text[limit : cue.start].rstrip().endswith(","):
            return None
        subject = self._after.beginning(cue.end, bound)
        if subject is None or self._text[subject.end : bound].strip()[:1] not in ("", *".,;!?"):
            return None
        named = self._text[subject.start].isupper() and subject.start not in self._names.dates_from
        return subject if named or of_people(subject.words.lower().split()) else None

    def _may_be_inverted(self, cue: Cue, limit: int) -> bool:
        """Whether the subject can stand after the verb: right behind marks."""
        between = self._text[limit : cue.start].strip(" ,—–-")
        spoken = cue.sort in ("say", "state", "utter") and cue.verb not in words.NOUNS
        return not between and spoken and cue.verb != "say"

    def _without_adverbs(self, limit: int, start: int) -> tuple[int, bool]:
        """Where the subject ends, and whether the verb is no statement: passive, denied, a wish."""
        stripped = self._text[limit:start].rstrip()
        if stripped.endswith(","):
            return limit + len(stripped), False
        while True:
            position = limit + len(stripped)
            last = stripped.rpartition(" ")[2].lower()
            if last in words.PASSIVE or last in words.NOT_SAID or last.endswith(("n't", "n’t")):
                return position, True
            date = self._names.dates_to.get(position)
            if date is not None and date.start > limit:
                stripped = self._text[limit : date.start].rstrip()
                if stripped.endswith((" of", " for", " from")):
                    return position, False
                for word in (" on", " late", " early"):
                    stripped = stripped.removesuffix(word)
                continue
            found = _ADVERBS.search(stripped + " ")
            if found is None:
                return position, False
            stripped = stripped[: found.start()].rstrip()
            if not stripped:
                return limit, False

    def _may_say(self, limit: int, position: int) -> bool:
        """Whether `say` is a statement: `they say`, `officials say`."""
        last = self._text[max(limit, position - 40) : position].lower().rpartition(" ")[2]
        plural = last.endswith("s") and last in words.PEOPLE
        return plural or last in ("they", "we", "i", "you", "many", "some", "others", "police")

    # -- other shapes

    def _passive(self, cue: Cue, limit: int, bound: int) -> Cue | None:
        """`was said by Petrov`: he spoke, whatever it was."""
        by = self._text.find(" by ", cue.end, min(bound, cue.end + 40))
        last = self._text[limit : cue.start].rstrip().rpartition(" ")[2]
        if by < 0 or last.lower() not in words.PASSIVE:
            return None
        subject = self._after.beginning(by + 3, bound)
        if subject is None:
            return None
        return cue._replace(sort="label", after=subject.end, subject=subject)

    def _participle(self, cue: Cue, limit: int, bound: int) -> Cue | None:
        """`..., saying that`: its subject is that of its sentence."""
        before = self._text[limit : cue.start].rstrip()
        if before and not before.endswith((",", "—", "–", " and")):
            return None
        return self._told(cue, bound) if cue.sort == "tell" else cue

    def _told(self, cue: Cue, bound: int) -> Cue | None:
        """With whom it is told: what is said comes after that."""
        text = self._text
        if cue.subject is None and cue.verb not in words.PARTICIPLES:
            return None
        space = _SPACE.match(text, cue.end, bound)
        begin = position = space.end() if space else cue.end
        hearer = _HEARER.match(text, position, bound)
        if hearer:
            return cue._replace(after=hearer.end())
        for _ in range(8):
            name = self._names.starts.get(position)
            if name is not None:
                tail = _OUTLET.match(text, name.end, bound)
                return cue._replace(after=tail.end() if tail else name.end, told=name)
            following = text.find(" ", position, bound)
            word = text[position:following] if following >= 0 else ""
            if word.rstrip(",:;.") != word or word in ("", "that", "how", "about", "of", "to"):
                break
            position = following + 1
        stop = _HEARD.search(text, begin, bound)
        heard = text[cue.end : stop.start()].rstrip() if stop else ""
        return cue._replace(after=max(begin - 1, cue.end + len(heard)))

    def _according(self, cue: Cue, bound: int) -> Cue | None:
        text = self._text
        if text[cue.end : cue.end + 4] != " to ":
            return None
        begin = cue.end + len(" to ")
        subject = self._after.beginning(begin - 1, bound)
        if subject is None:
            said = _RECORD.match(text, begin, bound)
            if said is None:
                return None
            stop = STOP.search(text, begin, bound)
            close = stop.start() if stop else said.end()
            subject = Subject(begin, close, None, "", text[begin:close])
        if subject.name is None and not subject.pronoun:
            listed = subject.words.lower().split()[:6]
            if not of_people(listed) and subject.words.islower():
                return None
        return cue._replace(end=begin, verb="according to", after=subject.end, subject=subject)

    def _quoting(self, cue: Cue, limit: int, bound: int) -> Cue | None:
        """`Interfax quoted him as saying`, `he was quoted by Interfax as saying`."""
        saying = _AS_SAYING.search(self._text, cue.end, bound)
        if saying is None:
            return None
        position, passive = self._without_adverbs(limit, cue.start)
        verb_end = cue.end
        cue = cue._replace(end=saying.end(), after=saying.end(), verb=f"{cue.verb} as saying")
        if passive:
            before = _AUXILIARY.sub("", self._text[limit:position].rstrip())
            subject = self._before.ending(limit, limit + len(before))
            by = self._text.startswith(" by ", verb_end)
            outlet = self._names.first(verb_end, saying.start()) if by else None
            begin = subject.start if subject else cue.start
        else:
            quoting = self._before.ending(limit, position)
            outlet = quoting.name if quoting else None
            begin = quoting.start if quoting else cue.start
            subject = self._quoted(verb_end, saying.start())
        if subject is None:
            return None
        return cue._replace(sort="say", begin=begin, subject=subject, through=outlet)

    def _quoted(self, start: int, end: int) -> Subject | None:
        """Whom somebody quotes, between the verb and `as saying`."""
        pronoun = _QUOTED.match(self._text, start, end)
        if pronoun:
            return Subject(*pronoun.span(1), None, _WHOM[pronoun[1]])
        return self._after.beginning(start, end)
