"""Commands on the collection: index, documents, show."""

from __future__ import annotations

import argparse
import base64
import sys
from dataclasses import asdict

from workbench.commands import DONE, NOTHING, Answer, Command, columns, whole_number
from workbench.indexing import IndexedFile, Progress, index
from workbench.model import DocumentInfo
from workbench.project import Project


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
    show = sys.stderr.isatty() and not arguments.json
    report = index(
        project,
        rebuild=arguments.rebuild,
        jobs=arguments.jobs,
        on_progress=_show_progress if show else lambda progress: None,
    )
    if show:
        print("\r\x1b[K", end="", file=sys.stderr)
    value = {
        "documents": report.documents,
        "indexed": report.indexed,
        "unchanged": report.unchanged,
        "removed": report.removed,
        "skipped": report.skipped,
        "seconds": round(report.seconds, 3),
        "files": [_file(file) for file in report.files],
    }
    summary = (
        f"Indexed {report.indexed:,} documents in {report.seconds:.1f} s; "
        f"{report.unchanged:,} files were unchanged, {report.removed:,} documents removed. "
        f"The collection has {report.documents:,} documents."
    )
    skipped = (file for file in report.files if file.outcome == "skipped")
    lines = [summary, *(f"Skipped {file.path}: {file.reason}." for file in skipped)]
    return Answer(value, lines, DONE if report.documents else NOTHING)


def _file(file: IndexedFile) -> dict[str, object]:
    return {
        "path": file.path,
        "path_b64": base64.b64encode(file.raw_path).decode("ascii"),
        "documents": list(file.documents),
        "outcome": file.outcome,
        "reason": file.reason,
    }


def _show_progress(progress: Progress) -> None:
    print(
        f"\r\x1b[KIndexing {progress.done:,} of {progress.total:,}, {progress.rate:,.0f} a second",
        end="",
        file=sys.stderr,
        flush=True,
    )


def _documents(project: Project, arguments: argparse.Namespace) -> Answer:
    documents = project.library.documents()
    rows = [(info.metadata.date, f"{info.words:,}", info.path, info.title) for info in documents]
    return Answer(
        [_listed(info) for info in documents],
        columns(rows, right=(1,)),
        DONE if documents else NOTHING,
    )


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
    document = project.library.document(project.library.find(arguments.document).id)
    value = {
        "id": document.id,
        "title": document.info.title,
        "text": document.text,
        "paragraphs": [list(span) for span in document.paragraphs],
        "metadata": asdict(document.info.metadata),
    }
    lines = []
    for number, (start, end) in enumerate(document.paragraphs, 1):
        lines += [f"{number:>5}  {document.text[start:end]}".replace("\n", "\n       "), ""]
    return Answer(value, [document.info.title, "", *lines[:-1]])


def _nothing(parser: argparse.ArgumentParser) -> None:
    """The command has no arguments of its own."""


COMMANDS = (
    Command(
        "index",
        "read new and changed files and make them searchable",
        _index_arguments,
        _index,
        reads_index=False,
    ),
    Command("documents", "list the documents of the collection", _nothing, _documents),
    Command("show", "print a document with its paragraph numbers", _show_arguments, _show),
)
