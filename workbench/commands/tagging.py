"""The command that tags in bulk: all hits of a query, in one step."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import get_args

from workbench.commands import DONE, NOTHING, Answer, Command
from workbench.commands.layout import counted, hanging
from workbench.commands.readiness import catch_up
from workbench.model import UsageError
from workbench.notes import tagname
from workbench.notes.bulk import Gathered, Preview, Sample, Unit
from workbench.project import Project

_SHOWN = 10
_INDENT = 4
_TOLD_EVERY = 100


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "query",
        metavar="QUERY",
        help="as for search; put -- before one that begins with a hyphen",
    )
    parser.add_argument(
        "--tag",
        action="append",
        default=[],
        required=True,
        metavar="T",
        help="a tag; may be given several times",
    )
    parser.add_argument(
        "--unit",
        choices=get_args(Unit),
        default="hit",
        help="tag the hit itself, or the sentence or the paragraph that has it",
    )
    parser.add_argument("--note", default="", metavar="TEXT", help="a note on each of them")
    parser.add_argument("--dry-run", action="store_true", help="say what would be tagged")


def _tag(project: Project, arguments: argparse.Namespace) -> Answer:
    unit: Unit = arguments.unit
    tags = tuple(dict.fromkeys(map(tagname.tidy, arguments.tag)))
    if not arguments.query.strip():
        raise UsageError("Give a query: what it finds is tagged.")
    found = _gathered(project, arguments.query, tags, unit)
    if catch_up(project, found.documents, names=True):
        found = _gathered(project, arguments.query, tags, unit)
    preview = found.preview(unit)
    if not arguments.dry_run:
        passages = found.passages(unit, project.library.document)
        made = project.notes.add_all(passages, tags, arguments.note, on_made=_tell)
        preview = Preview(len(made), len({one.document for one in made}), preview.already)
    value = {
        "query": arguments.query,
        "tags": list(tags),
        "unit": unit,
        "hits": found.hits,
        "passages": preview.passages,
        "documents": preview.documents,
        "already": preview.already,
        "dry_run": arguments.dry_run,
    }
    code = DONE if preview.passages or preview.already else NOTHING
    return Answer(value, _lines(found, preview, arguments), code)


def _gathered(project: Project, query: str, tags: tuple[str, ...], unit: Unit) -> Gathered:
    found = Gathered(tags, project.notes.creator, (unit,), _SHOWN)
    for document, hits in project.search.every_hit(query):
        if hits:
            found.add(document, hits, project.notes.placed_in(document))
    return found


def _lines(found: Gathered, preview: Preview, arguments: argparse.Namespace) -> Iterator[str]:
    if not found.hits:
        yield "Nothing was tagged: the query has no hits."
        return
    where = f"{counted(preview.passages, 'passage')} in {counted(preview.documents, 'document')}"
    tags = ", ".join(found.tags)
    said = (
        f"Would tag {where} with {tags}." if arguments.dry_run else f"Tagged {where} with {tags}."
    )
    if preview.already:
        said += f" {counted(preview.already, 'passage')} had that already."
    yield said
    if arguments.dry_run:
        for sample in found.samples(arguments.unit):
            yield from ("", *_shown(sample, arguments.width))


def _shown(sample: Sample, width: int | None) -> Iterator[str]:
    yield f"{sample.title}, ¶\u00a0{sample.paragraph}{', tagged already' * sample.already}"
    yield from hanging("", sample.text.strip(), _INDENT, width)


def _tell(made: int) -> None:
    """How far it is, on a terminal."""
    if made % _TOLD_EVERY == 0 and sys.stderr is not None and sys.stderr.isatty():
        print(f"\r\x1b[K{made:,} passages", end="\r", file=sys.stderr, flush=True)


COMMANDS = (
    Command(
        "tag",
        "tag all hits of a query in one step",
        _arguments,
        _tag,
        reads=("library", "search", "entities"),
    ),
)
