"""Commands on the analyst's evidence: annotate, annotations, cite."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

from workbench.citations import STYLES
from workbench.commands import DONE, NOTHING, Answer, Command, whole_number
from workbench.commands.layout import counted, hanging
from workbench.commands.readiness import catch_up, current
from workbench.library.safe import safe
from workbench.model import Document, Status, UsageError, WorkbenchError
from workbench.notes import Annotation, Placed, overview
from workbench.notes.grades import UNGRADED, Grade
from workbench.project import Project
from workbench.spans import Span

_INDENT = 4


def _passage_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("document", metavar="DOCUMENT", help="id or path of a document")
    parser.add_argument("--quote", metavar="TEXT", help="the passage in the document's words")
    parser.add_argument(
        "--occurrence", type=whole_number(1), metavar="N", help="which of several, from 1"
    )
    parser.add_argument("--start", type=whole_number(0), metavar="N", help="first code point")
    parser.add_argument(
        "--end", type=whole_number(1), metavar="N", help="code point after the last"
    )


def _passage(document: Document, arguments: argparse.Namespace) -> Span | None:
    """The span that the arguments name, or None if they name none.

    Raises UsageError for arguments that cannot be meant, WorkbenchError for a quote that is not
    there, or there several times.
    """
    start, end, quote = arguments.start, arguments.end, arguments.quote
    if quote is not None:
        if start is not None or end is not None:
            raise UsageError("Give the passage by --quote or by --start and --end, not by both.")
        return _occurrence(document, quote, arguments.occurrence)
    if arguments.occurrence is not None:
        raise UsageError("--occurrence goes with --quote.")
    if start is None and end is None:
        return None
    if start is None or end is None or not start < end <= len(document.text):
        raise UsageError(
            f"--start and --end must satisfy start < end <= {len(document.text)} in this document."
        )
    return Span(start, end)


def _occurrence(document: Document, quote: str, wanted: int | None) -> Span:
    """Where the quote stands; lines may break anywhere between its words."""
    words = safe(quote).split()
    if not words:
        raise UsageError("The quote is empty.")
    pattern = re.compile(r"\s+".join(map(re.escape, words)))
    found = [Span(*match.span()) for match in pattern.finditer(document.text)]
    if not found:
        raise WorkbenchError(f"The quote is not in {document.info.path}.")
    if wanted is None and len(found) > 1:
        raise WorkbenchError(
            f"The quote stands {len(found)} times in {document.info.path}; "
            "say which with --occurrence."
        )
    if wanted is not None and wanted > len(found):
        times = counted(len(found), "time")
        raise WorkbenchError(f"The quote stands only {times} in {document.info.path}.")
    return found[(wanted or 1) - 1]


def _annotate_arguments(parser: argparse.ArgumentParser) -> None:
    _passage_arguments(parser)
    parser.add_argument(
        "--tag", action="append", default=[], metavar="T", help="a tag; may be given several times"
    )
    parser.add_argument("--note", default="", metavar="TEXT", help="the text of the note")
    _grade_argument(parser, "how far to trust the passage, such as B2, B or 2")


def _grade_argument(parser: argparse.ArgumentParser, explained: str) -> None:
    parser.add_argument("--grade", type=_grade, default=UNGRADED, metavar="G", help=explained)


def _grade(text: str) -> Grade:
    try:
        grade = Grade.parse(text)
    except WorkbenchError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
    if not grade:
        raise argparse.ArgumentTypeError("The grade is empty.")
    return grade


def _annotate(project: Project, arguments: argparse.Namespace) -> Answer:
    document = project.library.document(current(project, arguments.document).id)
    span = _passage(document, arguments)
    tags = (*arguments.tag, *arguments.grade.tags)
    if not tags and not arguments.note.strip():
        raise UsageError("Give at least one --tag, a --note or a --grade.")
    annotation = project.notes.add(document, span, tags, arguments.note)
    where = f"¶\u00a0{document.paragraph_at(span.start)}" if span else "the whole document"
    return Answer(annotation.to_json(), [f"Annotated {document.info.path}, {where}."])


def _annotations_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--document", metavar="DOCUMENT", help="only those of this document")
    parser.add_argument("--tag", metavar="T", help="only those with this tag or one below it")
    parser.add_argument("--status", choices=get_args(Status), help="only those in this state")
    _grade_argument(parser, "only those with this grade, or this part of one: B2, B or 2")
    parser.add_argument("--analyst", metavar="NAME", help="only those that NAME made")
    for name, word in (("--since", "since"), ("--until", "until the end of")):
        explained = f"only those made {word} 2026, 2026-11 or 2026-11-21"
        parser.add_argument(name, type=_date, metavar="DATE", help=explained)


def _date(text: str) -> str:
    if re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", text, re.ASCII) is None:
        raise argparse.ArgumentTypeError(f"{text!a} is no date such as 2026, 2026-11, 2026-11-21.")
    return text


def _annotations(project: Project, arguments: argparse.Namespace) -> Answer:
    placed = [
        placed
        for placed in _placed(project, arguments.document, _choice(arguments))
        if arguments.tag is None or placed.annotation.has_tag(arguments.tag)
        if arguments.status in (None, placed.status)
    ]
    lines = [line for one in placed for line in ("", *_about(project, one, arguments.width))][1:]
    problems = [str(problem) for problem in project.notes.problems()]
    code = DONE if placed and not problems else NOTHING
    value = [_standing(one) for one in placed]
    return Answer(value, lines or ["No annotations."], code, problems)


def _choice(arguments: argparse.Namespace) -> overview.Choice:
    return overview.Choice(
        analyst=arguments.analyst,
        since=arguments.since or "",
        until=arguments.until or "",
        grade=arguments.grade,
    )


def _about(project: Project, placed: Placed, width: int | None) -> Iterator[str]:
    annotation = placed.annotation
    try:
        where = project.library.info(annotation.document).path
    except WorkbenchError:
        where = annotation.document
    tags = ", ".join(annotation.tags)
    yield "  ".join(filter(None, (where, placed.status, str(annotation.grade), tags)))
    passage = "the whole document" if annotation.whole else f"“{annotation.exact}”"
    yield from hanging("", passage, _INDENT, width)
    if annotation.note:
        yield from hanging("", annotation.note, _INDENT, width)


def _placed(project: Project, wanted: str | None, choice: overview.Choice) -> list[Placed]:
    """The annotations with where they stand in the documents as they are now."""
    every = project.notes.all() if wanted is None else _annotations_of(project, wanted)
    annotations = overview.choose(every, choice)
    catch_up(project, {annotation.document for annotation in annotations})
    documents: dict[str, Document | None] = {}
    placed = []
    for annotation in annotations:
        if annotation.document not in documents:
            documents.clear()  # one text in memory at a time: the annotations come by document
            documents[annotation.document] = _document(project, annotation.document)
        placed.append(project.notes.placed(annotation, documents[annotation.document]))
    return placed


def _annotations_of(project: Project, wanted: str) -> list[Annotation]:
    """Those of a document by its id or path; one that is gone still has them by its id."""
    orphaned = project.notes.of_document(wanted)
    return orphaned or project.notes.of_document(project.library.find(wanted).id)


def _document(project: Project, document: str) -> Document | None:
    try:
        return project.library.document(document)
    except WorkbenchError:
        return None


def _standing(placed: Placed) -> dict[str, Any]:
    """The annotation's JSON with its positions as of today's text, and its status."""
    return placed.annotation.to_json(placed.span) | {"workbench:status": placed.status}


def _cite_arguments(parser: argparse.ArgumentParser) -> None:
    _passage_arguments(parser)
    parser.add_argument("--style", choices=sorted(STYLES), help="form of the citation")
    parser.add_argument("--copy", action="store_true", help="copy the citation to the clipboard")


def _to_terminal(sequence: str) -> None:
    """Write a control sequence to the terminal itself, wherever the output goes."""
    with Path("/dev/tty").open("w", encoding="ascii") as terminal:
        terminal.write(sequence)


def _cite(project: Project, arguments: argparse.Namespace) -> Answer:
    document = project.library.document(current(project, arguments.document).id)
    span = _passage(document, arguments)
    grade = UNGRADED if span is None else project.notes.grade_of(document, span)
    citation = project.citations.cite_exactly(
        document, span, arguments.style, judgement=grade.in_full
    )
    value: dict[str, object] = {
        "style": citation.style,
        "citation": citation.citation,
        "reference": citation.reference,
        "quote": citation.quote,
        "locator": citation.locator,
        "grade": str(grade) or None,
        "clipboard": None,
    }
    remarks = []
    if citation.style != (arguments.style or project.citations.style):
        remarks.append(f"pandoc did not answer, so this is in the {citation.style} style.")
    if arguments.copy:
        copied = project.clipboard(_to_terminal).copy(citation.citation)
        value["clipboard"] = copied.outcome
        remarks.append(copied.message)
    return Answer(value, [citation.citation], remarks=remarks)


COMMANDS = (
    Command(
        "annotate", "tag or annotate a passage, or a whole document", _annotate_arguments, _annotate
    ),
    Command("annotations", "list tags and notes", _annotations_arguments, _annotations),
    Command("cite", "print or copy a passage with its citation", _cite_arguments, _cite),
)
