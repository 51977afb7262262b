"""From a text and its mentions to its quotations: who said what, by which verb, through whom.

Rules, no model: first what stands between marks, then the verbs of saying in what is left, then
which of them belong together. What stands between marks without anybody saying it counts as direct
speech if it is a whole sentence; a title, a nickname or a word held at arm's length does not.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from workbench.entities.parts import Found
from workbench.entities.quotation_clauses import Clauses
from workbench.entities.quotation_cues import VERB, Cue, CueReader
from workbench.entities.quotation_marks import marked, paragraphs_of
from workbench.entities.quotation_paragraph import Paragraph
from workbench.entities.quotation_said import Said, Section
from workbench.entities.quotation_sentences import Sentences, gaps
from workbench.entities.quotation_speakers import Speakers
from workbench.entities.quotation_subjects import Names
from workbench.spans import Span, Spans

# `Text of report by Russian news agency Interfax`, as monitoring services begin.
_REPORT = re.compile(
    r"(?:text|excerpts?|summary|transcript) (?:of|from) (?:\w+ ){0,3}(?:report|interview|article)"
    r"[^.\n]{0,60}? by (?:the )?[^.\n]{0,60}",
    re.IGNORECASE,
)
_HEAD = 600


def quotations(
    text: str, found: Sequence[Found], paragraphs: Spans, section: Span | None = None
) -> list[Said]:
    """The quotations of a text or of a section of it, in order; positions are code points.

    `found` are the mentions there, by their place in the whole text. A quotation may lie within
    another: the words in marks of what is reported otherwise.
    """
    names, speakers = Names(found), Speakers(text, found)
    outlet = _outlet_of_all(text, names, speakers)
    # A wrapped paragraph is one line; its positions stay.
    text = text.replace("\n", " ")
    read = Section(text, names, speakers, Clauses(text, names), outlet)
    cues = CueReader(text, names)
    listed = paragraphs_of(text, paragraphs, section or Span(0, len(text)))
    for number, (span, pairs) in enumerate(zip(listed, marked(text, listed), strict=True)):
        outside = list(gaps(*span, pairs))
        verbs = [match for first, last in outside for match in VERB.finditer(text, first, last)]
        if verbs or pairs:
            sentences = Sentences(text, *span, pairs)
            met = list(_cues(cues, verbs, sentences, outside))
            Paragraph(read, number, sentences, pairs, met).read()
        else:
            read.before = None
    return sorted(read.said.values(), key=lambda one: one[:2])


def parts_of(said: Sequence[Said]) -> Iterator[tuple[int, int]]:
    """Where those of the quotations, in order, are that lie within another of the same speaker."""
    reached: dict[tuple[Found | None, str], int] = {}
    for one in sorted(said, key=lambda one: (one.start, -one.end)):
        who = (one.speaker, one.words)
        if one.end <= reached.get(who, 0):
            yield one.start, one.end
        reached[who] = max(one.end, reached.get(who, 0))


def _cues(
    reader: CueReader,
    verbs: Sequence[re.Match[str]],
    sentences: Sentences,
    outside: Sequence[tuple[int, int]],
) -> Iterator[Cue]:
    """The verbs that say something, but for those among the words for another's subject."""
    done = 0
    for verb in verbs:
        sentence = sentences.at(verb.start())
        first, last = outside[bisect_right(outside, (verb.start(), sentences.end + 1)) - 1]
        cue = reader.cue(verb, max(first, sentence.start), min(last, sentence.end))
        if cue is not None and cue.start >= done:
            done = cue.after
            yield cue


def _outlet_of_all(text: str, names: Names, speakers: Speakers) -> str:
    """The outlet that a report says at its start it is from."""
    head = text[:_HEAD]
    found = _REPORT.search(head) if " by " in head and "report" in head else None
    if found is None:
        return ""
    for at in range(found.start(), found.end() + 1):
        name = names.starts.get(at)
        if name is not None and speakers.is_outlet(name):
            return name.text
    return ""
