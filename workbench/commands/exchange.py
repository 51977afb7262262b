"""Commands that carry work to other programs and back: export, import."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from workbench.commands import DONE, NOTHING, Answer, Command
from workbench.commands.layout import counted
from workbench.exchange import (
    EXPORTS,
    IMPORTS,
    Documents,
    Evidence,
    Exported,
    Landing,
    LeftOut,
    export,
    files,
    read,
)
from workbench.exchange.pseudonyms import Pseudonyms, people
from workbench.library.safe import safe_name
from workbench.model import UsageError, WorkbenchError
from workbench.project import Project

_LISTED = 20


def _export_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("format", choices=EXPORTS, metavar="FORMAT", help=", ".join(EXPORTS))
    parser.add_argument(
        "-o",
        dest="file",
        type=Path,
        metavar="FILE",
        help="where to write; for Markdown a name in .zip, or a folder (default: print)",
    )
    parser.add_argument("--force", action="store_true", help="replace FILE if it is there")
    parser.add_argument(
        "--pseudonyms", action="store_true", help="replace the names of persons, everywhere"
    )
    parser.add_argument(
        "--without-tag",
        action="append",
        default=[],
        metavar="T",
        help="leave out passages with this tag or one below it; may be given several times",
    )


def _export(project: Project, arguments: argparse.Namespace) -> Answer:
    form = arguments.format
    place = None if arguments.file in (None, Path("-")) else arguments.file
    zipped = place is not None and place.suffix.casefold() == ".zip"
    if place is None and form in ("qdpx", "markdown"):
        raise UsageError(f"Say with -o FILE where to write: {form} cannot be printed.")
    if place is not None:
        _check(place, folder=form == "markdown" and not zipped, force=arguments.force)
    names = _pseudonyms(project) if arguments.pseudonyms else None
    evidence = Evidence(
        project.name,
        project.library,
        project.notes,
        project.codebook,
        without=arguments.without_tag,
        pseudonyms=names,
    )
    exported = export(evidence, form, zipped=zipped)
    problems = [LeftOut("a file", str(one).rstrip(".")) for one in project.notes.problems()]
    left_out = [*exported.left_out, *problems]
    value = _value(form, place, "written", exported.written, left_out)
    if place is None:
        printed = (exported.text or "").split("\n")
        return Answer(value | _content(form, exported), printed, DONE, [*_lines(left_out)])
    files.write(place, exported.files)
    what = counted(exported.written, "tag" if form == "qdc" else "note")
    lines = [f"Wrote {what} to {safe_name(str(place))}.", *_lines(left_out)]
    return Answer(value, lines, DONE if exported.written else NOTHING)


def _check(place: Path, *, folder: bool, force: bool) -> None:
    try:
        files.check(place, folder=folder, force=force)
    except files.OccupiedError as error:
        replaced = "writes into it" if folder else "replaces it"
        raise WorkbenchError(f"{str(error).rstrip('.')}; --force {replaced}.") from error


def _pseudonyms(project: Project) -> Pseudonyms:
    named = [entity.names for entity in project.entities.of_collection("person")]
    return Pseudonyms(people(named, project.library.documents()))


def _content(form: str, exported: Exported) -> dict[str, Any]:
    """What is printed where nothing is written: with `--json` it is part of the one value."""
    text = exported.text or ""
    return {"content": json.loads(text) if form == "w3c" else text}


def _import_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("format", choices=IMPORTS, metavar="FORMAT", help=", ".join(IMPORTS))
    parser.add_argument("file", type=Path, metavar="FILE", help="the file to read")


def _import(project: Project, arguments: argparse.Namespace) -> Answer:
    form, place = arguments.format, arguments.file
    content = files.read(place)
    landing = Landing(project.history, project.notes, project.codebook)
    imported = read(landing, Documents(project.library), form, content, place.name)
    what = counted(imported.read, "tag" if form == "qdc" else "note")
    lines = [f"Imported {what} from {safe_name(str(place))}.", *_lines(imported.left_out)]
    value = _value(form, place, "read", imported.read, imported.left_out)
    return Answer(value, lines, NOTHING if imported.left_out or not imported.read else DONE)


def _value(
    form: str, place: Path | None, verb: str, number: int, left_out: Iterable[LeftOut]
) -> dict[str, Any]:
    shown = None if place is None else safe_name(str(place))
    listed = [one._asdict() for one in left_out]
    return {"format": form, "file": shown, verb: number, "left_out": listed}


def _lines(left_out: Sequence[LeftOut]) -> Iterator[str]:
    """What was left out, by reason; long lists are cut: `--json` has them whole."""
    reasons = Counter(one.reason for one in left_out)
    for reason, number in reasons.most_common():
        names = [one.what for one in left_out if one.reason == reason]
        more = f" and {number - _LISTED:,} more" if number > _LISTED else ""
        yield f"Left out: {', '.join(names[:_LISTED])}{more}: {reason}."


COMMANDS = (
    Command(
        "export", "write tags and notes in another format", _export_arguments, _export,
        ("library", "entities"),
    ),
    Command("import", "add tags and notes from another program", _import_arguments, _import),
)  # fmt: skip
