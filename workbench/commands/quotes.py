"""The command that lists who said what."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence

from workbench.commands import DONE, NOTHING, Answer, Command
from workbench.commands.layout import counted, hanging
from workbench.commands.readiness import current
from workbench.library.safe import one_line
from workbench.model import Quotation
from workbench.project import Project

_GUTTER = 7


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--document", metavar="DOCUMENT", help="only those in this document")
    parser.add_argument(
        "--speaker", metavar="NAME", help="only what somebody says who has these words in a name"
    )


def _quotes(project: Project, arguments: argparse.Namespace) -> Answer:
    if arguments.document is None:
        ids = [info.id for info in project.library.documents()]
    else:
        ids = [current(project, arguments.document, names=True).id]
    if arguments.speaker is None:
        found = [said for one in ids if (said := project.entities.quotations(one))]
    else:
        by_document = project.entities.quotations_of(arguments.speaker)
        found = [by_document[one] for one in ids if one in by_document]
    value = [_value(one) for said in found for one in said]
    lines = _lines(project, found, arguments.width) if found else ["No quotations."]
    return Answer(value, lines, DONE if found else NOTHING)


def _value(one: Quotation) -> dict[str, object]:
    return {
        "document": one.document,
        "speaker": one.speaker,
        "cue": one.cue,
        "direct": one.direct,
        "start": one.start,
        "end": one.end,
        "text": one.text,
        "via": one.via,
    }


def _lines(
    project: Project, found: Sequence[Sequence[Quotation]], width: int | None
) -> Iterator[str]:
    for at, said in enumerate(found):
        document = project.library.document(said[0].document)
        if at:
            yield ""
        yield f"{document.info.title}  ({document.info.path}, {counted(len(said), 'quotation')})"
        for one in said:
            paragraph = str(document.paragraph_at(one.start))
            yield from hanging(paragraph, _line(one), _GUTTER, width)


def _line(one: Quotation) -> str:
    """`Ann Lee said, via Interfax: \u201cWe will stay.\u201d`"""
    words = one_line(one.text).strip()
    words = f"\u201c{words}\u201d" if one.direct else words
    via = f"via {one_line(one.via)}" if one.via else ""
    who = one_line(one.speaker) if one.speaker else "" if via else "nobody named"
    cue = one_line(one.cue) if one.cue and one.speaker else ""
    said = f"{who} ({cue})" if cue else who
    return f"{', '.join(filter(None, (said, via)))}: {words}"


COMMANDS = (
    Command(
        "quotes",
        "list quotations: who said what, in their own words or reported, and through whom",
        _arguments,
        _quotes,
        reads=("library", "entities"),
    ),
)
