"""The doctor command: is the project sound, and what can this terminal do?"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Iterator
from typing import NamedTuple

from workbench.commands import DONE, NOTHING, Answer, Command
from workbench.library.safe import one_line, safe_name
from workbench.project import Project


class Check(NamedTuple):
    """One thing looked at: its name, whether it is sound, and what was seen."""

    name: str
    ok: bool
    seen: str


def _checks(project: Project) -> Iterator[Check]:
    yield Check("folder", True, safe_name(str(project.folder)))
    yield Check(
        "project", not project.notices, " ".join(project.notices) or safe_name(str(project.home))
    )
    problems = project.settings.problems
    yield Check("settings", not problems, " ".join(problems) or "read without a problem")
    yield _documents(project)
    yield _index(project)
    broken = project.notes.problems()
    count = len(project.notes.all())
    seen = " ".join(str(problem) for problem in broken) or f"{count:,} annotations, all readable"
    yield Check("notes", not broken, seen)
    yield Check("clipboard", True, project.clipboard(None).describe())
    yield Check("pandoc", *_pandoc(project))
    yield _terminal()


def _documents(project: Project) -> Check:
    plan = project.library.plan()
    waiting, skipped = len(plan.to_read) + len(plan.removed), len(project.library.skipped())
    seen = f"{project.library.count():,} documents, {skipped:,} files skipped"
    if waiting:
        seen += (
            f", {waiting:,} new, changed or removed since they were indexed: run workbench index"
        )
    return Check("documents", not waiting, seen)


def _index(project: Project) -> Check:
    if project.search.notice:
        return Check("index", False, project.search.notice)
    indexed, documents = project.search.indexed(), project.library.count()
    return Check(
        "index", indexed == documents, f"{indexed:,} of {documents:,} documents can be searched"
    )


def _pandoc(project: Project) -> tuple[bool, str]:
    version = project.citations.processor()
    if version:
        return True, f"formats the citations, version {version}"
    return False, "is missing: citations come as plain text"


def _terminal() -> Check:
    size = shutil.get_terminal_size()
    names = [os.environ.get(name, "") for name in ("TERM", "COLORTERM", "TERM_PROGRAM")]
    inside = "tmux" if os.environ.get("TMUX") else "screen" if os.environ.get("STY") else ""
    remote = "over SSH" if os.environ.get("SSH_CONNECTION") else ""
    encoding = sys.stdout.encoding or "unknown"
    about = [*names, inside, remote, f"{size.columns}x{size.lines}", encoding]
    return Check("terminal", encoding.lower() == "utf-8", one_line(", ".join(filter(None, about))))


def _doctor(project: Project, arguments: argparse.Namespace) -> Answer:
    checks = list(_checks(project))
    return Answer(
        {"checks": [check._asdict() for check in checks]},
        [f"{'ok' if check.ok else 'look':<5} {check.name:<10} {check.seen}" for check in checks],
        DONE if all(check.ok for check in checks) else NOTHING,
    )


COMMANDS = (
    Command(
        "doctor",
        "check the project, the index, the clipboard and the terminal",
        lambda parser: None,
        _doctor,
        reads_index=False,
    ),
)
