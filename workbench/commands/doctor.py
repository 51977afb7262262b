"""The doctor command: is the project sound, and what can this terminal do?"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sys
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from workbench import __version__
from workbench.commands import DONE, NOTHING, Answer, Command
from workbench.commands.layout import counted, hanging
from workbench.library.safe import one_line, safe_name
from workbench.project import Project

_INDENT = 17
_SPACE_ENOUGH = 100_000_000


class Check(NamedTuple):
    """One thing looked at: its name, whether it is sound, and what was seen."""

    name: str
    ok: bool
    seen: str


def _checks(project: Project) -> Iterator[Check]:
    yield Check("program", True, f"workbench {__version__}, Python {platform.python_version()}")
    yield Check("folder", True, safe_name(str(project.folder)))
    yield Check(
        "project", not project.notices, " ".join(project.notices) or safe_name(str(project.home))
    )
    yield _listed("settings", project.settings.problems, "read without a problem")
    yield _space(project)
    yield _documents(project)
    yield _index(project)
    yield _entities(project)
    annotations = counted(len(project.notes.all()), "annotation")
    yield _listed("notes", project.notes.problems(), f"{annotations}, all files readable")
    tags = counted(len(project.codebook.tags()), "tag")
    yield _listed("codebook", project.codebook.problems(), f"{tags}, all files readable")
    corrections = project.entities.corrections
    kept = f"{counted(len(corrections.all()), 'correction')} of entities, all files readable"
    yield _listed("corrections", corrections.problems(), kept)
    yield _listed("sources", project.sources.problems(), "all corrections readable")
    yield Check("clipboard", True, project.clipboard(None).describe())
    yield Check("pandoc", *_pandoc(project))
    yield _terminal()


def _listed(name: str, problems: Iterable[object], sound: str) -> Check:
    sentences = "\n".join(map(str, problems))
    return Check(name, not sentences, sentences or sound)


def _space(project: Project) -> Check:
    free = shutil.disk_usage(project.cache).free
    return Check("space", free >= _SPACE_ENOUGH, f"{free / 1e9:,.1f} GB free for the project")


def _documents(project: Project) -> Check:
    plan = project.library.plan()
    waiting, skipped = len(plan.to_read) + len(plan.removed), len(project.library.skipped())
    documents = counted(project.library.count(), "document")
    seen = f"{documents}, {counted(skipped, 'file')} skipped"
    if waiting:
        seen += (
            f", {waiting:,} new, changed or removed since they were indexed: run workbench index"
        )
    return Check("documents", not waiting, seen)


def _index(project: Project) -> Check:
    if project.search.needs_rebuild:
        return Check("index", False, project.search.notice or "is incomplete: run workbench index")
    indexed, documents = project.search.indexed(), project.library.count()
    return Check(
        "index", indexed == documents, f"{indexed:,} of {documents:,} documents can be searched"
    )


def _entities(project: Project) -> Check:
    indexed, documents = project.entities.indexed(), project.library.count()
    seen = f"found in {indexed:,} of {documents:,} documents"
    return Check("entities", indexed == documents, project.entities.notice or seen)


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
    colour = "without colour (NO_COLOR)" if os.environ.get("NO_COLOR") else ""
    encoding = sys.stdout.encoding if sys.stdout is not None else "none"
    about = [*names, inside, remote, f"{size.columns}x{size.lines}", encoding, colour]
    return Check("terminal", encoding.lower() == "utf-8", one_line(", ".join(filter(None, about))))


def _doctor(project: Project, arguments: argparse.Namespace) -> Answer:
    checks = list(_checks(project))
    lines: list[str] = []
    for check in checks:
        label = f"{'ok' if check.ok else 'look':<5}{check.name:<12}"
        lines += hanging(label, check.seen, _INDENT, arguments.width)
    return Answer(
        {"checks": [check._asdict() for check in checks]},
        lines,
        DONE if all(check.ok for check in checks) else NOTHING,
    )


COMMANDS = (
    Command(
        "doctor",
        "check the project, the index, the clipboard and the terminal",
        lambda parser: None,
        _doctor,
        reads=(),
    ),
)
