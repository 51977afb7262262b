"""The command on where the notes stand in documents that have changed: anchor."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from workbench.commands import DONE, NOTHING, Answer, Command
from workbench.commands.layout import columns, counted
from workbench.commands.readiness import catch_up
from workbench.model import WorkbenchError
from workbench.notes import Annotation, Placed
from workbench.project import Project

_SHOWN = 60


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "document", nargs="?", metavar="DOCUMENT", help="only the notes of this document"
    )


def _anchor(project: Project, arguments: argparse.Namespace) -> Answer:
    annotations = _annotations(project, arguments.document)
    catch_up(project, {annotation.document for annotation in annotations})
    placed = list(_placed(project, annotations))
    doubtful = [one for one in placed if one.status in ("uncertain", "orphaned")]
    problems = [str(problem) for problem in project.notes.problems()]
    return Answer(
        [_value(one) for one in placed],
        list(_lines(project, placed, doubtful, arguments.width)),
        NOTHING if doubtful or problems else DONE,
        problems,
    )


def _annotations(project: Project, wanted: str | None) -> list[Annotation]:
    """All, or those of a document by its id or path; one that is gone has them by its id."""
    if wanted is None:
        return project.notes.all()
    of_lost = project.notes.of_document(wanted)
    return of_lost or project.notes.of_document(project.library.find(wanted).id)


def _placed(project: Project, annotations: Sequence[Annotation]) -> Iterator[Placed]:
    """The annotations by their places today; of each document those without one come last."""
    for document, group in groupby(annotations, key=lambda annotation: annotation.document):
        try:
            yield from project.notes.placed_in(project.library.document(document))
        except WorkbenchError:  # the document is gone
            yield from (project.notes.placed(one, None) for one in group)


def _value(placed: Placed) -> dict[str, Any]:
    start, end = placed.span or (None, None)
    return {
        "annotation": placed.annotation.id,
        "document": placed.annotation.document,
        "status": placed.status,
        "start": start,
        "end": end,
        "score": placed.score,
        "candidates": [
            {"start": one.span.start, "end": one.span.end, "score": one.score}
            for one in placed.candidates
        ],
    }


def _lines(
    project: Project, placed: Sequence[Placed], doubtful: Sequence[Placed], width: int | None
) -> Iterator[str]:
    if not placed:
        yield "No annotations."
        return
    if doubtful:
        yield from columns([_row(project, one) for one in doubtful], right=(2,), width=width)
    states = [one.status for one in placed]
    known = [(states.count(state), state) for state in dict.fromkeys(sorted(states))]
    told = ", ".join(f"{number:,} {state}" for number, state in known)
    yield f"{counted(len(placed), 'annotation')}: {told}."


def _row(project: Project, placed: Placed) -> tuple[str, ...]:
    annotation = placed.annotation
    try:
        where = project.library.info(annotation.document).path
    except WorkbenchError:
        where = annotation.document
    words = " ".join((annotation.exact or annotation.note).split())
    cut = f"{words[:_SHOWN]}…" if len(words) > _SHOWN else words
    return placed.status, where, f"{placed.score:.2f}", f"“{cut}”"


COMMANDS = (
    Command(
        "anchor",
        "say where tags and notes stand in documents that have changed",
        _arguments,
        _anchor,
    ),
)
