"""From a text to its mentions: who, what and where it names, its dates and amounts.

Rules and a gazetteer, no model: the same text gives the same mentions on every machine. Dates and
amounts are found first; names fill what they leave. A headline, in which every word has a capital,
only repeats names: those of the text below it, and those that the gazetteer knows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from workbench.entities.code import is_code
from workbench.entities.evidence import Evidence
from workbench.entities.foreign import is_foreign
from workbench.entities.grouping import Gathered, Grouping
from workbench.entities.naming import Named, Naming, declared
from workbench.entities.parts import Found, Part, read_part
from workbench.entities.reckoning import Reckoning
from workbench.entities.sections import LONGEST, Kept, sections, shifted
from workbench.spans import Span, Spans


def extract(text: str, published: str = "", paragraphs: Spans | None = None) -> list[Found]:
    """The mentions of a text in order, never overlapping; positions are code points.

    `published` is the document's own date as in `Metadata.date`, from which relative dates are
    reckoned. A name goes on over a line break only inside one of the `paragraphs`.
    """
    return list(chain.from_iterable(extract_by_section(text, published, paragraphs or Spans())))


def extract_by_section(
    text: str, published: str, paragraphs: Spans, longest: int = LONGEST
) -> Iterator[list[Found]]:
    """The same, section by section of at most `longest` code points; nearly all texts have one.

    What any section tells of a name holds for all of them. Only at the seams, which are between
    paragraphs if the text has any, may a mention be missed.
    """
    spans = sections(text, paragraphs, longest)
    doubting = is_foreign(text) or is_code(text)
    parts, naming = _read(text, published, paragraphs, spans, doubting)
    gathered = Gathered()
    named = Kept(packed=len(spans) > 1)
    for span, part in zip(spans, map(Part._make, parts.taken()), strict=True):
        section = text[span.start : span.end]
        names = [*part.firm, *naming.names(section, part.candidates)]
        for run in part.loud:
            names += naming.repeated(run, doubting=doubting)
        names.sort()
        gathered.add(section, names)
        named.add((part.figures, names))
    grouping = Grouping(gathered, naming.acronyms)
    for span, (figures, names) in zip(spans, named.taken(), strict=True):
        yield _mentions(text[span.start : span.end], span.start, figures, names, grouping)


def _read(
    text: str, published: str, paragraphs: Spans, spans: Sequence[Span], doubting: bool
) -> tuple[Kept, Naming]:
    """Read all sections: the parts of the text, and which of the possible names are names."""
    several = len(spans) > 1
    evidence, reckoning = Evidence(), Reckoning(published)
    declarations: dict[tuple[str, str], None] = {}
    parts = Kept(packed=several)
    for span in spans:
        section = text[span.start : span.end]
        within = shifted(paragraphs, span) if several else paragraphs
        part = read_part(section, within, evidence, reckoning, doubting)
        for declaration in declared(section, part.candidates):
            declarations.pop(declaration, None)  # the last one to declare an acronym is right
            declarations[declaration] = None
        parts.add(part)
    return parts, Naming(evidence.kinds(), declarations)


def _mentions(
    text: str, at: int, figures: list[Found], names: list[Named], grouping: Grouping
) -> list[Found]:
    """The mentions of the section that begins at `at`, by their place in the whole text."""
    mentions = [one._replace(start=at + one.start, end=at + one.end) for one in figures]
    for (start, end, kind, _), key, local in grouping.resolve(text, names):
        mentions.append(Found(at + start, at + end, kind, text[start:end], key, "", local))
    return sorted(mentions)
