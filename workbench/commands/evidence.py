"""Commands on the analyst's evidence: annotate, annotations, cite."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any, get_args

from workbench.citations import STYLES
from workbench.commands import DONE, NOTHING, Answer, Command, whole_number
from workbench.model import Document, Span, Status, UsageError, WorkbenchError
from workbench.notes import Placed
from workbench.project import Project


def _passage_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("document", metavar="DOCUMENT", help="id or path of a document")
    parser.add_argument("--quote", metavar="TEXT", help="the passage, as it stands in the document")
    parser.add_argument(
        "--occurrence", type=whole_number(1), metavar="N", help="which of several, from 1"
    )
    parser.add_argument("--start", type=whole_number(0), metavar="N", help="first code point")
    parser.add_argument(
        "--end", type=whole_number(1), metavar="N", help="code point after the last"
    )


def _passage(document: Document, arguments: argparse.Namespace) -> Span | None:
    """The span that the arguments name, or None if they name none; WorkbenchError if impossible."""
    start, end, quote = arguments.start, arguments.end, arguments.quote
    if quote is not None:
        if start is not None or end is not None:
            raise UsageError("Give the passage by --quote or by --start and --end, not by both.")
        return _occurrence(document, quote, arguments.occurrence)
    if start is None and end is None:
        return None
    if start is None or end is None or not start < end <= len(document.text):
        raise WorkbenchError(
            f"--start and --end must satisfy start < end <= {len(document.text)} in this document."
        )
    return Span(start, end)


def _occurrence(document: Document, quote: str, wanted: int | None) -> Span:
    if not quote:
        raise WorkbenchError("The quote is empty.")
    found, position = [], -1
    while (position := document.text.find(quote, position + 1)) >= 0:
        found.append(Span(position, position + len(quote)))
    if not found:
        raise WorkbenchError(f"The quote is not in {document.info.path}.")
    if wanted is None and len(found) > 1:
        raise WorkbenchError(
            f"The quote stands {len(found)} times in {document.info.path}; "
            "say which with --occurrence."
        )
    if wanted is not None and wanted > len(found):
        raise WorkbenchError(f"The quote stands only {len(found)} times in {document.info.path}.")
    return found[(wanted or 1) - 1]


def _annotate_arguments(parser: argparse.ArgumentParser) -> None:
    _passage_arguments(parser)
    parser.add_argument(
        "--tag", action="append", default=[], metavar="T", help="a tag; may be given several times"
    )
    parser.add_argument("--note", default="", metavar="TEXT", help="the text of the note")


def _annotate(project: Project, arguments: argparse.Namespace) -> Answer:
    document = project.library.document(project.library.find(arguments.document).id)
    span = _passage(document, arguments)
    if span is None:
        raise UsageError("Give the passage by --quote TEXT or by --start N --end N.")
    if not arguments.tag and not arguments.note.strip():
        raise UsageError("Give at least one --tag or a --note.")
    annotation = project.notes.add(document, span, arguments.tag, arguments.note)
    return Answer(
        annotation.to_json(),
        [f"Annotated {document.info.path}, ¶\u00a0{document.paragraph_at(span.start)}."],
    )


def _annotations_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--document", metavar="DOCUMENT", help="only those of this document")
    parser.add_argument("--tag", metavar="T", help="only those with this tag or one below it")
    parser.add_argument("--status", choices=get_args(Status), help="only those in this state")


def _annotations(project: Project, arguments: argparse.Namespace) -> Answer:
    placed = [
        placed
        for placed in _placed(project, arguments.document)
        if arguments.tag is None or placed.annotation.has_tag(arguments.tag)
        if arguments.status in (None, placed.status)
    ]
    lines = []
    for one in placed:
        annotation = one.annotation
        about = "  ".join(filter(None, (one.status, ", ".join(annotation.tags), annotation.note)))
        lines += [f"{annotation.document}: {annotation.exact}", f"    {about}"]
    problems = project.notes.problems()
    lines += [str(problem) for problem in problems]
    code = DONE if placed and not problems else NOTHING
    return Answer([_standing(one) for one in placed], lines or ["No annotations."], code)


def _placed(project: Project, wanted: str | None) -> list[Placed]:
    """The annotations with where they stand in the documents as they are now."""
    if wanted is None:
        annotations = project.notes.all()
    else:
        annotations = project.notes.of_document(project.library.find(wanted).id)
    documents: dict[str, Document | None] = {}
    placed = []
    for annotation in annotations:
        if annotation.document not in documents:
            documents.clear()  # one text in memory at a time: the annotations come by document
            documents[annotation.document] = _document(project, annotation.document)
        placed.append(project.notes.placed(annotation, documents[annotation.document]))
    return placed


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
    document = project.library.document(project.library.find(arguments.document).id)
    citation = project.citations.cite_exactly(
        document, _passage(document, arguments), arguments.style
    )
    value: dict[str, object] = {
        "style": citation.style,
        "citation": citation.citation,
        "reference": citation.reference,
        "quote": citation.quote,
        "locator": citation.locator,
        "clipboard": None,
    }
    lines = [citation.citation]
    if arguments.copy:
        copied = project.clipboard(_to_terminal).copy(citation.citation)
        value["clipboard"] = copied.outcome
        lines.append(copied.message)
    return Answer(value, lines)


COMMANDS = (
    Command("annotate", "tag or annotate a passage", _annotate_arguments, _annotate),
    Command("annotations", "list tags and notes", _annotations_arguments, _annotations),
    Command("cite", "print or copy a passage with its citation", _cite_arguments, _cite),
)
