"""Commands that find: search and entities."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import replace
from typing import get_args

from workbench.commands import DONE, NOTHING, Answer, Command, whole_number
from workbench.commands.concordance import LIMIT as KWIC_LIMIT
from workbench.commands.concordance import add_kwic_arguments, is_about_lines, kwic
from workbench.commands.explaining import explanation_lines, explanation_value, ranking_lines
from workbench.commands.layout import columns, counted, hanging
from workbench.commands.readiness import current
from workbench.commands.searches import logged
from workbench.library.safe import one_line
from workbench.model import Entity, EntityKind, Hit, UsageError
from workbench.project import Project
from workbench.search import Results
from workbench.search.explaining import Ranking
from workbench.search.passages import joined

LIMIT = 20
PATIENCE = 60.0  # seconds: nobody waits at a key, and a limit may be high
_GUTTER = 7


def _search_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "query",
        metavar="QUERY",
        help="words, phrases and fields; put -- before one that begins with a hyphen",
    )
    parser.add_argument(
        "--limit",
        type=whole_number(0),
        metavar="N",
        help=f"at most N documents ({LIMIT} without it), or with --kwic lines ({KWIC_LIMIT:,}; "
        "0 for all)",
    )
    parser.add_argument(
        "--offset",
        type=whole_number(0),
        default=0,
        metavar="N",
        help="leave out the first N of these",
    )
    parser.add_argument(
        "--explain",
        action="store_true",
        help="say how the query was read, what each part found and what the scores are made of",
    )
    parser.add_argument(
        "--no-log", action="store_true", help="leave this search out of the search log"
    )
    add_kwic_arguments(parser)


def _search(project: Project, arguments: argparse.Namespace) -> Answer:
    if not arguments.kwic:
        if is_about_lines(arguments):
            raise UsageError("--sort, --width and --csv are about lines: they need --kwic.")
        if arguments.limit == 0:
            raise UsageError("--limit 0, for all, needs --kwic.")
    limit = arguments.limit or LIMIT
    results = project.search.search(
        arguments.query,
        limit=1 if arguments.kwic else limit,
        offset=0 if arguments.kwic else arguments.offset,
        seconds=PATIENCE,
    )
    remarks = [] if arguments.no_log else list(logged(project, results))
    notices = list(results.notices)
    proposal = "Also possible: {} ({})" if results.total else "Did you mean {}? ({})"
    notices += [proposal.format(one.query, one.label) for one in results.suggestions]
    value: dict[str, object] = {
        "query": results.query,
        "interpreted": results.interpreted,
        "notices": notices,
        "total": results.total,
        "partial": results.partial,
        "seconds": round(results.seconds, 4),
    }
    code = DONE if results.total else NOTHING
    if arguments.kwic:
        return replace(kwic(project, arguments, results, value, notices), remarks=remarks)
    value["hits"] = [_hit(hit) for hit in results.hits]
    text = [*_reading(results), *notices, f"{counted(results.total, 'document')}."]
    rankings: dict[str, Ranking] = {}
    if arguments.explain:
        engine = project.search.engine
        ids = [hit.document.id for hit in results.hits]
        explanation = project.search.explain(arguments.query, ids, seconds=PATIENCE)
        rankings = {one.document: one for one in explanation.rankings}
        value["explanation"] = explanation_value(explanation, engine)
        text += ["", *explanation_lines(explanation, engine)]
    for hit in results.hits:
        text += ["", *_found(hit, arguments.width)]
        if hit.document.id in rankings:
            text += ranking_lines(rankings[hit.document.id])
    return Answer(value, text, code, remarks)


def _reading(results: Results) -> Iterator[str]:
    """How the query was read, where that is not what was typed."""
    plain = results.interpreted.replace(" AND ", " ")
    if plain and plain.casefold() != " ".join(results.query.split()).casefold():
        yield f"Read as: {results.interpreted}"


def _found(hit: Hit, width: int | None) -> Iterator[str]:
    found = "in its title" if hit.in_title else counted(len(hit.spans), "hit")
    yield f"{hit.document.title}  ({hit.document.path}, {found})"
    for passage in joined(hit.passages):
        words = one_line(passage.text).strip()
        text = f"{'…' * passage.begun}{words}{'…' * passage.unended}"
        yield from hanging(str(passage.paragraph), text, _GUTTER, width)


def _hit(hit: Hit) -> dict[str, object]:
    return {
        "document": hit.document.id,
        "title": hit.document.title,
        "date": hit.document.metadata.date,
        "score": round(hit.score, 4),
        "spans": [list(span) for span in hit.spans],
        "snippet": " … ".join(passage.text.strip() for passage in joined(hit.passages)),
    }


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
