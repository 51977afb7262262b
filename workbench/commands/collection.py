"""Commands on the collection: index, documents, show."""

from __future__ import annotations

import argparse
import base64
from dataclasses import asdict

from workbench.commands import DONE, NOTHING, Answer, Command, whole_number
from workbench.commands.layout import columns, counted, hanging
from workbench.commands.readiness import current, shown_index
from workbench.model import DocumentInfo
from workbench.progress import IndexedFile, Report
from workbench.project import Project

_GUTTER = 7  # cells of a paragraph's number and the gap after it


def _index_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--rebuild", action="store_true", help="read every file again and make the index anew"
    )
    parser.add_argument(
        "--jobs",
        type=whole_number(1),
        default=1,
        metavar="N",
        help="number of processes that read files (default: 1)",
    )


def _index(project: Project, arguments: argparse.Namespace) -> Answer:
    report = shown_index(project, rebuild=arguments.rebuild, jobs=arguments.jobs)
    value = {
        "documents": report.documents,
        "indexed": report.indexed,
        "unchanged": report.unchanged,
        "removed": report.removed,
        "skipped": report.skipped,
        "seconds": round(report.seconds, 3),
        "files": [_file(file) for file in report.files],
    }
    skipped = [file for file in report.files if file.outcome == "skipped"]
    lines = [_summary(report), *(f"Skipped {file.path}: {file.reason}." for file in skipped)]
    news = filter(None, (project.search.news(),))
    return Answer(value, lines, DONE if report.documents else NOTHING, [*news])


def _summary(report: Report) -> str:
    parts = [f"Indexed {counted(report.indexed, 'document')} in {report.seconds:.1f} s"]
    if report.unchanged:
        parts.append(f"{counted(report.unchanged, 'file')} unchanged")
    if report.removed:
        parts.append(f"{counted(report.removed, 'document')} removed")
    if report.skipped:
        parts.append(f"{counted(report.skipped, 'file')} skipped")
    return f"{'; '.join(parts)}. The collection has {counted(report.documents, 'document')}."


def _file(file: IndexedFile) -> dict[str, object]:
    return {
        "path": file.path,
        "path_b64": base64.b64encode(file.raw_path).decode("ascii"),
        "documents": list(file.documents),
        "outcome": file.outcome,
        "reason": file.reason,
    }


def _documents(project: Project, arguments: argparse.Namespace) -> Answer:
    documents = project.library.documents()
    rows = [(info.metadata.date, f"{info.words:,}", info.path, info.title) for info in documents]
    return Answer(
        [_listed(info) for info in documents],
        columns([("date", "words", "path", "title"), *rows], (1,), arguments.width)
        if documents
        else [_empty(project)],
        DONE if documents else NOTHING,
    )


def _empty(project: Project) -> str:
    skipped = len(project.library.skipped())
    if not skipped:
        return "The folder holds no documents."
    return f"No documents; {counted(skipped, 'file')} skipped, see workbench index."


def _listed(info: DocumentInfo) -> dict[str, object]:
    return {
        "id": info.id,
        "path": info.path,
        "title": info.title,
        "date": info.metadata.date,
        "source": info.metadata.source,
        "words": info.words,
        "pages": info.pages,
        "paragraphs": info.paragraphs,
        "sha256": info.sha256,
    }


def _show_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("document", metavar="DOCUMENT", help="id or path of a document")


def _show(project: Project, arguments: argparse.Namespace) -> Answer:
    document = project.library.document(current(project, arguments.document).id)
    value = {
        "id": document.id,
        "title": document.info.title,
        "text": document.text,
        "paragraphs": [list(span) for span in document.paragraphs],
        "metadata": asdict(document.info.metadata),
    }
    lines = [document.info.title]
    for number, (start, end) in enumerate(document.paragraphs, 1):
        paragraph = document.text[start:end]
        lines += ["", *hanging(str(number), paragraph, _GUTTER, arguments.width)]
    return Answer(value, lines)


def _nothing(parser: argparse.ArgumentParser) -> None:
    """The command has no arguments of its own."""


COMMANDS = (
    Command(
        "index",
        "read new and changed files and make them searchable",
        _index_arguments,
        _index,
        reads=(),
    ),
    Command("documents", "list the documents of the collection", _nothing, _documents),
    Command("show", "print a document with its paragraph numbers", _show_arguments, _show),
)
