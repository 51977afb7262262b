"""The command that says how far several analysts agree."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import asdict
from itertools import groupby

from workbench.commands import DONE, NOTHING, Answer, Command
from workbench.commands.layout import columns, counted
from workbench.model import WorkbenchError
from workbench.notes import Annotation
from workbench.notes.agreement import Agreement, Coded, CodedDocument, agreement
from workbench.notes.tagname import is_found_by
from workbench.project import Project

_NOBODY = "Fewer than two analysts worked on the same document."


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--tag", metavar="T", help="only this tag and those below it")
    parser.add_argument(
        "--analyst",
        action="append",
        default=[],
        metavar="NAME",
        help="compare only these analysts; may be given several times",
    )


def _agreement(project: Project, arguments: argparse.Namespace) -> Answer:
    documents = list(_coded_documents(project, frozenset(arguments.analyst)))
    found = [
        one
        for one in agreement(documents)
        if arguments.tag is None or is_found_by(arguments.tag, one.tag)
    ]
    remarks = [str(problem) for problem in project.notes.problems()]
    lines = list(_lines(found, arguments.width)) if found else [_NOBODY]
    code = DONE if found and not remarks else NOTHING
    return Answer([asdict(one) for one in found], lines, code, remarks)


def _coded_documents(project: Project, wanted: frozenset[str]) -> Iterator[CodedDocument]:
    """The documents that at least two of the wanted analysts worked on; of all, if none is named.

    A note without an analyst's name is nobody's.
    """
    for document, notes in groupby(project.notes.all(), key=lambda one: one.document):
        named = [one for one in notes if one.creator and (not wanted or one.creator in wanted)]
        analysts = frozenset(one.creator for one in named)
        if len(analysts) < 2:
            continue
        try:
            yield _coded(project, document, named, analysts)
        except WorkbenchError:
            continue  # the document is gone: nothing can be said about its paragraphs


def _coded(
    project: Project, document: str, notes: list[Annotation], analysts: frozenset[str]
) -> CodedDocument:
    current = project.library.document(document)
    placed = [project.notes.placed(one, current) for one in notes]
    coded = [
        Coded(one.annotation.creator, tag, one.span)
        for one in placed
        if one.span is not None
        for tag in one.annotation.tags
    ]
    return CodedDocument(document, current.paragraphs, analysts, coded)


def _lines(found: list[Agreement], width: int | None) -> Iterator[str]:
    heading = ("tag", "paragraphs", "kappa", "alpha", "disagreements")
    rows = [
        (one.tag, str(one.units), _figure(one.kappa), _figure(one.alpha), len(one.disagreements))
        for one in found
    ]
    table = [heading, *((*row[:4], str(row[4])) for row in rows)]
    yield from columns(table, right=(1, 2, 3, 4), width=width)
    analysts = sorted({name for one in found for name in one.analysts})
    yield ""
    yield f"{counted(len(analysts), 'analyst')}: {', '.join(analysts)}"


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


COMMANDS = (
    Command("agreement", "say how far several analysts agree, tag by tag", _arguments, _agreement),
)
