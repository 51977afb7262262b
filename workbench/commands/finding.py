"""Commands that find: search and entities."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from typing import get_args

from workbench.commands import DONE, NOTHING, Answer, Command, whole_number
from workbench.commands.layout import cells, columns, counted, fitted, fitted_left, hanging
from workbench.commands.readiness import current
from workbench.library.safe import one_line
from workbench.model import ConcordanceLine, Entity, EntityKind, Hit
from workbench.project import Project

LIMIT = 20
KWIC_LIMIT = 1000
_CONTEXT = 40  # cells on either side of a match where nothing else limits them
_GUTTER = 7


def _search_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "query",
        metavar="QUERY",
        help="words, phrases and fields; put -- before one that begins with a hyphen",
    )
    parser.add_argument(
        "--limit",
        type=whole_number(1),
        metavar="N",
        help=f"at most N documents ({LIMIT} without it), or with --kwic lines ({KWIC_LIMIT:,})",
    )
    parser.add_argument(
        "--offset",
        type=whole_number(0),
        default=0,
        metavar="N",
        help="leave out the first N of these",
    )
    parser.add_argument(
        "--kwic", action="store_true", help="print every hit on a line of its own, in its context"
    )


def _search(project: Project, arguments: argparse.Namespace) -> Answer:
    limit = arguments.limit or LIMIT
    results = project.search.search(
        arguments.query,
        limit=1 if arguments.kwic else limit,
        offset=0 if arguments.kwic else arguments.offset,
    )
    notices = list(results.notices)
    if not results.total:
        notices += [f"Did you mean {one.query}? ({one.label})" for one in results.suggestions]
    value: dict[str, object] = {
        "query": results.query,
        "interpreted": results.interpreted,
        "notices": notices,
        "total": results.total,
        "seconds": round(results.seconds, 4),
    }
    code = DONE if results.total else NOTHING
    if arguments.kwic:
        lines = project.search.kwic(
            arguments.query, limit=arguments.limit or KWIC_LIMIT, offset=arguments.offset
        )
        value["lines"] = [_line(line) for line in lines]
        return Answer(value, [*notices, *_concordance(lines, arguments.width)], code)
    value["hits"] = [_hit(hit) for hit in results.hits]
    text = [*notices, f"{counted(results.total, 'document')}."]
    for hit in results.hits:
        text += ["", *_found(hit, arguments.width)]
    return Answer(value, text, code)


def _found(hit: Hit, width: int | None) -> Iterator[str]:
    yield f"{hit.document.title}  ({hit.document.path}, {counted(len(hit.spans), 'hit')})"
    for passage in hit.passages:
        yield from hanging(str(passage.paragraph), one_line(passage.text), _GUTTER, width)


def _hit(hit: Hit) -> dict[str, object]:
    return {
        "document": hit.document.id,
        "title": hit.document.title,
        "date": hit.document.metadata.date,
        "score": round(hit.score, 4),
        "spans": [list(span) for span in hit.spans],
        "snippet": " … ".join(passage.text.strip() for passage in hit.passages),
    }


def _line(line: ConcordanceLine) -> dict[str, object]:
    return {
        "document": line.document,
        "start": line.start,
        "end": line.end,
        "left": line.left,
        "match": line.match,
        "right": line.right,
    }


def _concordance(lines: Sequence[ConcordanceLine], width: int | None) -> Iterator[str]:
    """The lines with their matches below each other; a match takes room from its right side."""
    side = _CONTEXT
    if width is not None:
        longest = max((cells(line.match) for line in lines), default=0)
        side = max((width - min(longest, width // 3)) // 2, 10)
    for line in lines:
        left = fitted_left(line.left, side)
        padding = " " * (side - cells(left))
        yield f"{padding}{left}{one_line(line.match)}{fitted(line.right, side)}".rstrip()


def _entities_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--document", metavar="DOCUMENT", help="only those of this document")
    parser.add_argument("--kind", choices=get_args(EntityKind), help="only those of this kind")
    parser.add_argument("--limit", type=whole_number(1), metavar="N", help="at most N entities")


def _entities(project: Project, arguments: argparse.Namespace) -> Answer:
    value: list[dict[str, object]]
    if arguments.document is None:
        found = project.entities.of_collection(arguments.kind, arguments.limit)
        value = [_entity(entity) for entity in found]
    else:
        document = current(project, arguments.document, names=True).id
        found = [
            entity
            for entity in project.entities.of_document(document)
            if arguments.kind in (None, entity.kind)
        ][: arguments.limit]
        value = [
            _entity(entity)
            | {
                "mentions": [
                    {
                        "document": document,
                        "start": mention.start,
                        "end": mention.end,
                        "text": mention.text,
                    }
                    for mention in project.entities.mentions(document, entity.key)
                ]
            }
            for entity in found
        ]
    rows = [
        (entity.kind, f"{entity.count:,}", f"{entity.documents:,}", entity.name) for entity in found
    ]
    heading = ("kind", "count", "documents", "entity")
    lines = columns([heading, *rows], (1, 2), arguments.width) if rows else ["No entities."]
    return Answer(value, lines, DONE if found else NOTHING)


def _entity(entity: Entity) -> dict[str, object]:
    return {
        "entity": entity.name,
        "kind": entity.kind,
        "names": list(entity.names),
        "documents": entity.documents,
        "count": entity.count,
    }


COMMANDS = (
    Command(
        "search",
        "find documents and passages",
        _search_arguments,
        _search,
        reads=("library", "search", "entities"),
    ),
    Command(
        "entities",
        "list people, organisations, places, dates and quantities",
        _entities_arguments,
        _entities,
        reads=("library", "entities"),
    ),
)
