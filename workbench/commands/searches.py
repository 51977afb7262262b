"""Commands on the memory of searching: searches, coverage; and the log that `search` writes."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from workbench.commands import DONE, NOTHING, Answer, Command, whole_number
from workbench.commands.layout import columns, counted, hanging
from workbench.commands.readiness import make_ready
from workbench.model import WorkbenchError
from workbench.project import Project
from workbench.search import Results
from workbench.search.cancelling import never
from workbench.search.memory import Asked, Coverage, Ran, SavedSearch
from workbench.search.memory.searchlog import new_id

_LISTED = 20
_GUTTER = 6


def logged(project: Project, results: Results) -> Iterator[str]:
    """Log a search of the command line; a sentence where it could not be."""
    log = project.searchlog
    if not results.interpreted:
        return
    ran = Ran(
        *(new_id(), log.now(), results.query, results.interpreted, results.total),
        through="command",
        among=project.search.indexed(),
        partial=results.partial,
    )
    try:
        log.append(ran)
    except WorkbenchError as error:
        yield str(error)


def _searches_arguments(parser: argparse.ArgumentParser) -> None:
    _by_argument(parser)
    parser.add_argument(
        "--new",
        action="store_true",
        help="ask the saved searches, and say what is new in them since you last looked",
    )
    _csv_argument(parser)


def _by_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--by", metavar="NAME", help="only what this analyst did")


def _csv_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--csv", action="store_true", help="print a table (CSV)")


def _searches(project: Project, arguments: argparse.Namespace) -> Answer:
    asked = project.searchlog.record(arguments.by).asked
    if arguments.csv and not arguments.json:
        from workbench.exchange import method  # loads all formats

        return Answer(None, _rows(method.searches(asked)), DONE if asked else NOTHING)
    if arguments.new:
        make_ready(project, ("library", "search", "entities"))
    saved = [_Saved.of(project, one, asking=arguments.new) for one in project.searches.all()]
    remarks = [str(problem) for problem in project.searches.problems()]
    broken = project.searchlog.broken()
    if broken:
        remarks.append(f"{counted(broken, 'line')} of the search log could not be read.")
    value = {
        "searches": [_asked_value(one) for one in asked],
        "saved": [_saved_value(one) for one in saved],
        "broken_lines": broken,
    }
    heard = [] if arguments.new else _asked_lines(asked)
    lines = [*heard, *_saved_lines(project, saved, arguments.width)]
    code = DONE if asked or saved else NOTHING
    return Answer(value, lines or ["Nothing was searched yet."], code, remarks)


def _asked_value(one: Asked) -> dict[str, object]:
    return {
        "query": one.query,
        "interpreted": one.read_as,
        "runs": one.runs,
        "first": one.first,
        "last": one.last,
        "by": list(one.by),
        "through": list(one.through),
        "sort": one.sort,
        "total": one.total,
        "partial": one.partial,
        "among": one.among,
        "opened": list(one.opened),
        "read": list(one.read),
        "dismissed": list(one.dismissed),
        "never_opened": one.never_opened,
    }


@dataclass(frozen=True, slots=True)
class _Saved:
    """A saved search; once it was asked, its documents and those that are new.

    `new` is None where it was never looked at, `documents` where it was not asked.
    """

    search: SavedSearch
    documents: int | None = None
    new: Sequence[str] | None = None

    @classmethod
    def of(cls, project: Project, search: SavedSearch, *, asking: bool) -> _Saved:
        if not asking:
            return cls(search)
        answers = project.search.documents(search.query)
        return cls(search, len(answers), project.looks.new(search.query, answers))


def _saved_value(one: _Saved) -> dict[str, object]:
    search = one.search
    value: dict[str, object] = {
        "name": search.name,
        "query": search.query,
        "sort": search.sort,
        "created": search.created,
        "by": search.by,
    }
    if one.documents is not None:
        value |= {"documents": one.documents, "new": None if one.new is None else list(one.new)}
    return value


def _asked_lines(asked: Sequence[Asked]) -> list[str]:
    heading = ("last", "runs", "total", "opened", "read", "dismissed", "query")
    rows = [
        (
            one.last[:10],
            *(f"{number:,}" for number in (one.runs, one.total)),
            *(f"{len(ids):,}" for ids in (one.opened, one.read, one.dismissed)),
            one.query,
        )
        for one in asked
    ]
    return columns([heading, *rows], (1, 2, 3, 4, 5)) if rows else []


def _saved_lines(project: Project, saved: Sequence[_Saved], width: int | None) -> Iterator[str]:
    if saved:
        yield ""
        yield f"Saved searches: {len(saved):,}"
    for one in saved:
        yield from hanging("", f"{one.search.name}  {one.search.query}", _GUTTER, width)
        if one.documents is None:
            continue
        news = "not looked at yet" if one.new is None else f"{len(one.new):,} new"
        yield " " * _GUTTER + f"{counted(one.documents, 'document')}, {news}"
        for identity in (one.new or ())[:_LISTED]:
            with suppress(WorkbenchError):  # its file went away since
                path = project.library.info(identity).path
                yield from hanging("", path, 2 * _GUTTER, width)


def _rows(written: bytes) -> list[str]:
    """The rows of a table as lines."""
    from workbench.exchange.cells import MARK

    return written.decode().removeprefix(MARK).removesuffix("\r\n").split("\r\n")


def _coverage_arguments(parser: argparse.ArgumentParser) -> None:
    _by_argument(parser)
    _csv_argument(parser)
    parser.add_argument(
        "--limit",
        type=whole_number(0),
        default=_LISTED,
        metavar="N",
        help=f"list at most N documents for people ({_LISTED} without it); JSON has all",
    )


def _coverage(project: Project, arguments: argparse.Namespace) -> Answer:
    covered = project.coverage(never, arguments.by)
    if arguments.csv and not arguments.json:
        from workbench.exchange import method

        record = project.searchlog.record(arguments.by)
        table = method.documents(covered, record, project.library.documents())
        return Answer(None, _rows(table))
    value = {
        "documents": covered.documents,
        "queries": covered.queries,
        "queries_left_out": covered.left_out,
        "read": len(covered.read),
        "glanced": list(covered.glanced),
        "never_opened": [*covered.unopened, *covered.apart],
        "never_found": list(covered.unfound),
        "never_found_or_opened": list(covered.apart),
    }
    return Answer(value, _coverage_lines(project, covered, arguments.limit))


def _coverage_lines(project: Project, covered: Coverage, limit: int) -> Iterator[str]:
    left = f", the last of {covered.queries + covered.left_out:,}" if covered.left_out else ""
    yield f"{counted(covered.documents, 'document')}. {_queries(covered.queries)} asked{left}."
    rows = (
        ("read", covered.read),
        ("opened for less than five seconds", covered.glanced),
        ("found by a query, never opened", covered.unopened),
        ("neither found nor opened", covered.apart),
    )
    for words, ids in rows:
        yield f"{len(ids):>8,}  {words}"
    if covered.apart and limit:
        yield ""
        for identity in covered.apart[:limit]:
            info = project.library.info(identity)
            yield f"{info.path}  {info.title}" if info.title != info.path else info.path
        if len(covered.apart) > limit:
            yield f"… and {len(covered.apart) - limit:,} more."


def _queries(number: int) -> str:
    return f"{number:,} quer{'y was' if number == 1 else 'ies were'}"


COMMANDS = (
    Command(
        "searches",
        "print what was searched, opened and dismissed, and the saved searches",
        _searches_arguments,
        _searches,
        reads=(),
    ),
    Command(
        "coverage",
        "print which documents no search found and nobody read",
        _coverage_arguments,
        _coverage,
        reads=("library", "search", "entities"),
    ),
)
