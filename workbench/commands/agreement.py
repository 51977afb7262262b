"""The command that says how far several analysts agree."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import asdict

from workbench.commands import DONE, NOTHING, Answer, Command
from workbench.commands.layout import columns, counted
from workbench.notes.agreement import Agreement, agreement
from workbench.notes.coded import CodedDocuments
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
    wanted = frozenset(arguments.analyst)
    documents = list(CodedDocuments(project.notes, project.library).of(wanted))
    found = [
        one
        for one in agreement(documents)
        if arguments.tag is None or is_found_by(arguments.tag, one.tag)
    ]
    remarks = [str(problem) for problem in project.notes.problems()]
    lines = list(_lines(found, arguments.width)) if found else [_NOBODY]
    code = DONE if found and not remarks else NOTHING
    return Answer([asdict(one) for one in found], lines, code, remarks)


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
