"""The command that lists what the analyst corrected of the entities."""

from __future__ import annotations

import argparse
from typing import Any

from workbench.commands import DONE, NOTHING, Answer, Command
from workbench.commands.layout import columns
from workbench.entities.correction import Correction
from workbench.entities.wording import said
from workbench.model import WorkbenchError
from workbench.project import Project


def _corrections(project: Project, arguments: argparse.Namespace) -> Answer:
    dormant = project.entities.dormant()
    value = []
    rows = []
    for one in project.entities.corrections.all():
        words = said(one, _title(project, one))
        state = "dormant" if one.id in dormant else "in force"
        value.append(_value(one, words, state))
        rows.append((one.created[:10], one.creator, state, words))
    problems = [str(problem) for problem in project.entities.corrections.problems()]
    lines = columns(rows, (), arguments.width) if rows else ["No corrections."]
    return Answer(value, lines, DONE if rows and not problems else NOTHING, problems)


def _title(project: Project, one: Correction) -> str:
    try:
        return project.library.info(one.document).title if one.document else ""
    except WorkbenchError:
        return ""


def _value(one: Correction, words: str, state: str) -> dict[str, Any]:
    return {
        "id": one.id,
        "correction": one.sort,
        "words": words,
        "entities": [reference.key for reference in one.entities],
        "into": one.into.key if one.into else None,
        "document": one.document or None,
        "created": one.created,
        "creator": one.creator,
        "status": state,
    }


COMMANDS = (
    Command(
        "corrections",
        "list what was corrected of the entities, in the order in which it applies",
        lambda parser: None,
        _corrections,
        reads=("library", "entities"),
    ),
)
