"""The command that shows and corrects what is known of a document's source."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import Any

from workbench.citations.fields import FIELDS, field_of
from workbench.citations.item import item_of
from workbench.commands import Answer, Command
from workbench.commands.layout import columns
from workbench.commands.readiness import current
from workbench.indexing import index
from workbench.model import DocumentInfo, UsageError, WorkbenchError
from workbench.project import Project


def _arguments(parser: argparse.ArgumentParser) -> None:
    names = ", ".join(field.name for field in FIELDS)
    parser.add_argument("document", metavar="DOCUMENT", help="id or path of a document")
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="FIELD=VALUE",
        help=f"what a field is to be; nothing leaves it out. The fields: {names}",
    )
    parser.add_argument(
        "--reset",
        action="append",
        default=[],
        metavar="FIELD",
        help="have a field be what the document says again",
    )


def _source(project: Project, arguments: argparse.Namespace) -> Answer:
    changes = _changes(arguments)
    info = project.library.as_read(current(project, arguments.document).id)
    lines: list[str] = []
    remarks: list[str] = []
    if changes:
        lines = [f"{project.sources.overrule(info, changes).words}.", ""]
        remarks = _followed(project)
    read, item = item_of(info), project.sources.item(info)
    said = project.sources.overruled(info)
    citation = project.citations.cite_exactly(project.library.document(info.id), None)
    value = {
        "document": info.id,
        "item": item,
        "read": read,
        "overruled": sorted(said),
        "reference": citation.reference,
    }
    return Answer(value, [*lines, *_table(info, item, said), "", citation.reference], 0, remarks)


def _changes(arguments: argparse.Namespace) -> dict[str, Any]:
    """The CSL variables that the arguments change; None for those that are reset."""
    changes: dict[str, Any] = {}
    try:
        for one in arguments.set:
            name, equals, typed = one.partition("=")
            if not equals:
                raise UsageError(
                    f"--set takes FIELD=VALUE, such as issued=2008-09; {one!a} is not."
                )
            field = field_of(name)
            changes[field.name] = field.parsed(typed)
        for name in arguments.reset:
            changes[field_of(name).name] = None
    except UsageError:
        raise
    except WorkbenchError as error:
        raise UsageError(str(error)) from error
    return changes


def _followed(project: Project) -> list[str]:
    """Have the search follow; why it does not yet."""
    try:
        index(project, names=False)
    except WorkbenchError as error:
        return [f"The search follows with the next indexing: {error}"]
    return []


def _table(info: DocumentInfo, item: Mapping[str, Any], said: Mapping[str, Any]) -> list[str]:
    rows = [("document", info.path, "")]
    for field in FIELDS:
        yours = "yours" if field.name in said else ""
        if field.name in item or yours:
            rows.append((field.label, field.shown(item), yours))
    return columns(rows)


COMMANDS = (
    Command("source", "show or correct what a citation says of a document", _arguments, _source),
)
