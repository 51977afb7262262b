"""A note as an entry of a page of evidence: tags and date, the passage in full, where, the note."""

from __future__ import annotations

from collections.abc import Callable

from workbench.library.safe import one_line
from workbench.notes import Annotation, Tag
from workbench.tui.survey import STATES, Survey
from workbench.tui.text import Run, Runs, cut, width_of, wrap, wrapped_height
from workbench.tui.widgets.linkruns import link_runs
from workbench.tui.widgets.listing import Entry, Line
from workbench.tui.words import short_date

INDENT = 6
_MEASURE = 88
_WHOLE = "The whole document"
_NO_WORDS = "A passage whose words were not kept"


def measure_of(width: int) -> int:
    """Cells of a line of text in a list of so many cells."""
    return max(min(_MEASURE, width - INDENT - 2), 2)


def height_of(note: Annotation, measure: int, links: int = 0) -> int:
    """Rows that the entry of a note with so many links takes."""
    rows = 2 + links + wrapped_height(_passage(note), measure)
    return rows + wrapped_height(one_line(note.note), measure) if note.note else rows


def entry_of(
    note: Annotation,
    survey: Survey,
    tag: Callable[[str], Tag],
    place: str,
    width: int,
    *,
    whose: bool = False,
) -> Entry:
    """The entry; `place` is the paragraph and page as read, `whose` says who made the note."""
    measure = measure_of(width)
    grade = f"{note.grade!s:<4}"
    tags: list[Run] = [Run(grade, "strong")]
    for name in note.tags:
        tags += [Run(" " * 3)] if len(tags) > 1 else []
        known = tag(name)
        tags += [Run(known.shortcut or " ", f"flag{known.colour}"), Run(f" {name}", "muted")]
    status = survey.status(note)
    right: list[Run] = []
    if status != "anchored":
        right.append(Run(f"{STATES[status]}   ", "faint" if status == "moved" else "warn"))
    right.append(Run(short_date(survey.date(note)), "muted"))
    role = "text" if note.exact else "muted"
    lines = [Line(tuple(tags), tuple(run for run in right if run.text))]
    lines += [Line(runs, indent=INDENT) for runs in wrap((Run(_passage(note), role),), measure)]
    lines.append(_source(note, survey, place, measure, whose))
    if note.note:
        for number, runs in enumerate(wrap((Run(one_line(note.note), "quote"),), measure)):
            sign: Runs = (Run("≡ ", "muted"),) if number == 0 else ()
            lines.append(Line((*sign, *runs), indent=INDENT - width_of(sign)))
    lines += [
        Line(link_runs(linked, measure), indent=INDENT) for linked in survey.links.get(note.id, ())
    ]
    return Entry(tuple(lines), note.id)


def _passage(note: Annotation) -> str:
    return note.exact or (_WHOLE if note.whole else _NO_WORDS)


def _source(note: Annotation, survey: Survey, place: str, measure: int, whose: bool) -> Line:
    """Where the passage is from, on one row: what is too long gives way to paragraph and page."""
    info = survey.documents.get(note.document)
    if info is None:
        named = f"{one_line(note.document)}, which is not in the collection any more"
    else:
        parts = (info.metadata.source, info.title)
        named = ", ".join(one_line(part) for part in parts if part)
    tail = f", {place}" if place else ""
    if whose and note.creator:
        tail += f"   {note.creator}"
    return Line((Run(cut(named, measure - width_of((Run(tail),))) + tail, "muted"),), indent=INDENT)
