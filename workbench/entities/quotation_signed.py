"""Marks that are signed, without a verb: `Petrov: "We go."`, `in his words, "We go."`, and
`"We go." - Ivan Petrov` at the end of a paragraph."""

from __future__ import annotations

import re

from workbench.entities.quotation_marks import Marked
from workbench.entities.quotation_said import Section
from workbench.entities.quotation_speakers import Voice
from workbench.entities.quotation_subjects import Subject
from workbench.spans import Span

_IN_WORDS = re.compile(r"\b[Ii]n (?:the )?(?P<who>[^,]{2,40}?)(?:['’]s)? (?:own )?words,? ?$")
_WHOSE = {"his": "he", "her": "she", "their": "they", "its": "it"}
_DASH = re.compile(r"\s*[—–-]+\s*")
# Code points that a signature may take, and that may follow one in its paragraph.
_SIGNATURE = 60


def signer(section: Section, number: int, paragraph: Span, pair: Marked) -> Voice | None:
    """Who signs the words between marks in the paragraph of a number, if anybody does."""
    text, names = section.text, section.names
    own = _in_words_of(section, number, paragraph, pair)
    if own is not None:
        return own
    window = max(paragraph.start, pair.opening - 4)
    colon = window + len(text[window : pair.opening].rstrip()) - 1
    name = names.ends.get(colon) if text[colon : colon + 1] == ":" else None
    if name is not None and name.kind != "place" and name.start == paragraph.start:
        return Voice(name, name.text)
    dash = _DASH.match(text, pair.closing, paragraph.end)
    name = names.starts.get(dash.end()) if dash else None
    if name is not None and name.kind == "person" and paragraph.end - name.end < _SIGNATURE:
        return Voice(name, name.text)
    return None


def _in_words_of(section: Section, number: int, paragraph: Span, pair: Marked) -> Voice | None:
    """`in his words, "..."`, `in Petrov's words, "..."`."""
    low = max(paragraph.start, pair.opening - _SIGNATURE)
    found = _IN_WORDS.search(section.text, low, pair.opening)
    if found is None:
        return None
    name = section.names.ends.get(found.end("who"))
    subject = Subject(*found.span("who"), name, _WHOSE.get(found["who"], ""))
    if name is None and not subject.pronoun:
        return None
    return section.speakers.resolve(subject, number, paragraph.start)
