"""Commands on every hit of the collection: concordance lines, collocates, dispersion."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, get_args

from workbench.commands import DONE, NOTHING, Answer, Command, whole_number
from workbench.commands.layout import cells, columns, counted, fitted, fitted_left
from workbench.library.safe import one_line
from workbench.model import ConcordanceLine, Document
from workbench.project import Project
from workbench.search import Results
from workbench.search.collocates import LEAST, SPAN, Collocates, collocates
from workbench.search.concordance import (
    CONTEXT,
    DEPTH,
    MOST_LINES,
    Concordance,
    Order,
    by_title,
    hits,
    line_of,
)
from workbench.search.dispersion import Dispersion, dispersion, ticks
from workbench.search.shelf import Shelf
from workbench.spans import Span

LIMIT = 1000
_SIDE = 40  # cells on either side of a match where nothing else limits them
_LONGEST_MATCH = 30
_NAMED_FROM = 100  # cells of a line that has room for the document's name
_NAME = 24
_BAR = 40
_LEVELS = "·▁▂▃▄▅▆▇█"


def add_kwic_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `search` that are about concordance lines."""
    parser.add_argument(
        "--kwic", action="store_true", help="print every hit on a line of its own, in its context"
    )
    parser.add_argument(
        "--sort",
        choices=get_args(Order),
        help="order of the lines: by document, by the words to the left or to the right, by date",
    )
    parser.add_argument(
        "--width",
        dest="context",
        type=whole_number(0),
        metavar="N",
        help=f"characters of context on either side of a line ({CONTEXT} without it)",
    )
    parser.add_argument("--csv", action="store_true", help="print the lines as a table (CSV)")


def is_about_lines(arguments: argparse.Namespace) -> bool:
    """Whether an argument was given that only concordance lines have."""
    return bool(arguments.sort or arguments.csv or arguments.context is not None)


def kwic(
    project: Project,
    arguments: argparse.Namespace,
    results: Results,
    value: dict[str, Any],
    notices: Sequence[str],
) -> Answer:
    """The concordance lines of a query; `value` is what there is to say of its documents."""
    by: Order = arguments.sort or "document"
    lines = _read(project, arguments.query, DEPTH if by in ("left", "right") else 0)
    limit = LIMIT if arguments.limit is None else arguments.limit or lines.count
    context = CONTEXT if arguments.context is None else arguments.context
    order = lines.ordered(by, lines.count)[arguments.offset : arguments.offset + limit]
    found = hits(lines, order, Shelf(project.library).get)
    code = DONE if results.total else NOTHING
    if arguments.json:
        shown = [_line(line_of(document, span, context)) for document, span in found]
        counts = {"lines_total": lines.count, "documents_by_title": lines.by_title}
        return Answer(value | counts | {"lines": shown}, (), code)
    if arguments.csv:
        from workbench.exchange import concordance as table  # loads all formats

        rows = (row.removesuffix("\r\n") for row in table.rows(found, context))
        return Answer(value, rows, code, notices)
    head = [*notices, *_counted(lines, len(order))]
    return Answer(value, chain(head, _aligned(found, context, arguments.width)), code)


def _read(project: Project, query: str, depth: int) -> Concordance:
    """All lines of a query."""
    lines = Concordance(query, depth=depth)
    search = project.search
    for _ in lines.read(search.every_hit(query), search.titled(query)):
        pass
    return lines


def _counted(lines: Concordance, shown: int) -> Iterator[str]:
    total = counted(lines.count, "line")
    where = counted(len(lines.documents), "document")
    if lines.count:
        some = "" if shown == lines.count else f"{shown:,} of "
        yield f"{some}{total} in {where}."
    if lines.by_title:
        yield f"{by_title(lines)}."
    if lines.count == MOST_LINES:
        yield f"There are more than {MOST_LINES:,} lines; only these were looked at."


def _line(line: ConcordanceLine) -> dict[str, object]:
    return {
        "document": line.document,
        "start": line.start,
        "end": line.end,
        "left": line.left,
        "match": line.match,
        "right": line.right,
    }


def _aligned(
    found: Iterable[tuple[Document, Span]], context: int, width: int | None
) -> Iterator[str]:
    """The lines with their matches below each other, the document where it changes."""
    named = width is None or width >= _NAMED_FROM
    side = _SIDE
    if width is not None:
        side = max((width - (_NAME + 2) * named - _LONGEST_MATCH // 2) // 2, 10)
    side = min(side, context) if context else 0
    before = None
    for document, span in found:
        line = line_of(document, span, context)
        left = fitted_left(line.left, side)
        name = ""
        if named:
            shown = fitted(document.info.title, _NAME) if document.id != before else ""
            name = shown + " " * (_NAME + 2 - cells(shown))
            before = document.id
        padding = " " * (side - cells(left))
        match = fitted(line.match, _LONGEST_MATCH)
        room = side if width is None else max(width - len(name) - side - cells(match), 0)
        yield f"{name}{padding}{left}{match}{fitted(line.right, room)}".rstrip()


def _query_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", metavar="QUERY", help="as for search")


def _collocates_arguments(parser: argparse.ArgumentParser) -> None:
    _query_arguments(parser)
    parser.add_argument(
        "--span",
        type=whole_number(1),
        default=SPAN,
        metavar="N",
        help=f"words to either side that count as near ({SPAN} without it)",
    )
    parser.add_argument(
        "--least",
        type=whole_number(1),
        default=LEAST,
        metavar="N",
        help=f"leave out words that stand near a hit less than N times ({LEAST} without it)",
    )
    parser.add_argument("--limit", type=whole_number(1), metavar="N", help="at most N words")


def _collocates(project: Project, arguments: argparse.Namespace) -> Answer:
    lines = _read(project, arguments.query, 0)
    every = [info.id for info in project.library.documents()]
    answer = collocates(
        lines, project.library.text, every, span=arguments.span, least=arguments.least
    )
    found = answer.found[: arguments.limit]
    value = {
        "query": arguments.query,
        "span": answer.span,
        "least": answer.least,
        "lines_total": lines.count,
        "words_near": answer.near,
        "words": answer.words,
        "collocates_total": len(answer.found),
        "collocates": [
            {
                "word": one.word,
                "count": one.count,
                "left": one.left,
                "right": one.right,
                "documents": one.documents,
                "frequency": one.frequency,
                "expected": round(one.expected, 4),
                "log_likelihood": round(one.likelihood, 4),
            }
            for one in found
        ],
    }
    head = _about(lines, answer)
    heading = ("word", "near", "left", "right", "expected", "log-likelihood", "documents")
    rows = [
        (
            one.word,
            *(f"{number:,}" for number in (one.count, one.left, one.right)),
            *(f"{number:,.1f}" for number in (one.expected, one.likelihood)),
            f"{one.documents:,}",
        )
        for one in found
    ]
    table_of_words = columns([heading, *rows], (1, 2, 3, 4, 5, 6), arguments.width) if rows else []
    return Answer(value, [head, *table_of_words], DONE if found else NOTHING)


def _about(lines: Concordance, answer: Collocates) -> str:
    if not lines.count:
        return "No hits in the texts."
    found = counted(len(answer.found), "word")
    near = f"within {counted(answer.span, 'word')} of {counted(lines.count, 'hit')}"
    return f"{found} more often than by chance {near}."


def _dispersion_arguments(parser: argparse.ArgumentParser) -> None:
    _query_arguments(parser)
    parser.add_argument("--limit", type=whole_number(1), metavar="N", help="at most N documents")


def _dispersion(project: Project, arguments: argparse.Namespace) -> Answer:
    lines = _read(project, arguments.query, 0)
    answer = dispersion(lines, project.library.documents())
    spread = answer.spread[: arguments.limit]
    value = {
        "query": arguments.query,
        "lines_total": lines.count,
        "documents_total": answer.documents,
        "documents_with_hits": len(answer.spread),
        "deviation_of_proportions": round(answer.deviation, 4),
        "documents": [
            {
                "document": one.document.id,
                "title": one.document.title,
                "date": one.document.metadata.date,
                "hits": one.hits,
                "characters": one.document.characters,
                "starts": list(lines.starts(one.place)),
            }
            for one in spread
        ],
    }
    rows = [
        (
            f"{one.hits:,}",
            _bar(ticks(lines, one.place, one.document.characters, _BAR)),
            one.document.title,
        )
        for one in spread
    ]
    shown = columns(rows, (0,), arguments.width) if rows else []
    return Answer(value, [_spread(lines, answer), *shown], DONE if spread else NOTHING)


def _spread(lines: Concordance, answer: Dispersion) -> str:
    if not lines.count:
        return "No hits in the texts."
    hits_in = f"{counted(lines.count, 'hit')} in {len(answer.spread):,}"
    return f"{hits_in} of {counted(answer.documents, 'document')}; DP {answer.deviation:.2f}."


def _bar(counts: Sequence[int]) -> str:
    most = max(counts, default=0) or 1
    last = len(_LEVELS) - 1
    return one_line("".join(_LEVELS[-(-count * last // most)] for count in counts))


COMMANDS = (
    Command(
        "collocates",
        "list the words that stand near the hits more often than by chance",
        _collocates_arguments,
        _collocates,
        reads=("library", "search", "entities"),
    ),
    Command(
        "dispersion",
        "show where in the documents the hits are, and how evenly they are spread",
        _dispersion_arguments,
        _dispersion,
        reads=("library", "search", "entities"),
    ),
)
