"""What is found while the quotations of a section are read: who said what, and who spoke last."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from workbench.entities.parts import Found
from workbench.entities.quotation_clauses import Clauses
from workbench.entities.quotation_speakers import Speakers, Voice
from workbench.entities.quotation_subjects import Names


class Said(NamedTuple):
    """What was said, `[start, end)` without the marks, and who said it.

    `speaker` is a mention of the one who did; where there is none `words` may tell. `via` is the
    outlet through which it came, `cue` the verb. All but the positions may be missing.
    """

    start: int
    end: int
    direct: bool
    cue: str = ""
    speaker: Found | None = None
    words: str = ""
    via: str = ""


class Spoken(NamedTuple):
    """That somebody spoke, up to a place; what follows may be theirs."""

    at: int
    voice: Voice | None
    cue: str
    via: str


@dataclass
class Section:
    """What the paragraphs of a section have in common; `said` is what was found so far.

    `via` is the outlet that all of it is from. `before` is who had the last word in the paragraph
    before, if it may go on in the next one.
    """

    text: str
    names: Names
    speakers: Speakers
    clauses: Clauses
    via: str
    said: dict[tuple[int, int], Said] = field(default_factory=dict)
    before: Spoken | None = None
